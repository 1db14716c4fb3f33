//! Expiring addresses: `{public_url}/m/{media}/{expires}/{mac}`. The address itself is the right to look, so it holds a
//! keyed fingerprint that nobody can guess, and ends. It stays the same within an hour, so that phones can keep
//! pictures.

use gamma_core::id::{Id, MediaId};
use gamma_core::time::Timestamp;
use subtle::ConstantTimeEq;

use crate::app::App;
use crate::keys::{Keys, Purpose};

const HOUR_S: i64 = 3_600;

/// An address under which a file can be fetched for one to two hours.
pub fn link(app: &App, media: MediaId, now: Timestamp) -> String {
    let expires = expires_after(now);
    let mac = hex::encode(mac(&app.keys, media, expires));
    format!("{}/m/{media}/{expires}/{mac}", app.config.public_url.trim_end_matches('/'))
}

/// Whether an address is ours and not over.
pub(super) fn is_valid(keys: &Keys, media: MediaId, expires: i64, mac_hex: &str, now: Timestamp) -> bool {
    let mut given = [0_u8; 32];
    let is_hex = hex::decode_to_slice(mac_hex, &mut given).is_ok();
    let is_ours = bool::from(given.ct_eq(&mac(keys, media, expires)));
    is_hex && is_ours && expires > seconds(now)
}

fn expires_after(now: Timestamp) -> i64 {
    let hour = seconds(now).div_euclid(HOUR_S);
    hour.saturating_add(2).saturating_mul(HOUR_S)
}

fn mac(keys: &Keys, media: MediaId, expires: i64) -> [u8; 32] {
    keys.fingerprint(Purpose::MediaLink, &[media.uuid().as_bytes(), &expires.to_be_bytes()])
}

const fn seconds(at: Timestamp) -> i64 {
    at.micros().div_euclid(1_000_000)
}
