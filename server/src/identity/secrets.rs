//! What is never stored plain: phones, identity numbers, names and accounts are sealed beside keyed blind indexes;
//! codes, device keys and refresh tokens are kept as keyed fingerprints only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gamma_core::id::{ChallengeId, DeviceId, Id};
use gamma_core::person::{Iin, Phone};
use gamma_core::time::Timestamp;

use crate::keys::{Keys, Purpose, random_bytes};

/// Finds a phone without knowing it.
pub fn phone_index(keys: &Keys, phone: &Phone) -> [u8; 32] {
    keys.fingerprint(Purpose::Phone, &[phone.as_str().as_bytes()])
}

/// Finds an identity number without knowing it.
pub fn iin_index(keys: &Keys, iin: &Iin) -> Vec<u8> {
    keys.fingerprint(Purpose::Iin, &[iin.as_str().as_bytes()]).to_vec()
}

/// Six digits, evenly drawn.
pub fn new_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000_u32))
}

/// A code is worth something only with its challenge on its device.
pub fn code_mac(keys: &Keys, challenge: ChallengeId, device: DeviceId, code: &str) -> [u8; 32] {
    let (challenge, device) = (challenge.uuid(), device.uuid());
    keys.fingerprint(Purpose::OneTimeCode, &[challenge.as_bytes(), device.as_bytes(), code.as_bytes()])
}

/// 32 random bytes as URL-safe text.
pub fn new_refresh_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// What is stored of a refresh token.
pub fn token_hash(keys: &Keys, token: &str) -> [u8; 32] {
    keys.fingerprint(Purpose::RefreshToken, &[b"token", token.as_bytes()])
}

/// The place of the first token of a session, so that a lost sign-in answer is found like a lost refresh answer.
pub fn sign_in_hash(keys: &Keys, request: uuid::Uuid) -> [u8; 32] {
    keys.fingerprint(Purpose::RefreshToken, &[b"sign-in", request.as_bytes()])
}

/// What is stored of the phone's own secret.
pub fn device_key_hash(keys: &Keys, device_key: &str) -> [u8; 32] {
    keys.fingerprint(Purpose::DeviceKey, &[device_key.as_bytes()])
}

/// Compares in constant time.
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    use subtle::ConstantTimeEq as _;
    one.ct_eq(other).into()
}

/// A fresh id of this moment.
pub fn new_id<T: Id>(now: Timestamp) -> T {
    T::from_parts(now, random_bytes())
}
