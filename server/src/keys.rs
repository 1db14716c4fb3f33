//! The server's keys: one master, one derived key a purpose. Personal data is sealed with it, found by a keyed blind
//! index, and never printed.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

const NONCE_BYTES: usize = 24;

/// What a sealed text or an index is about; a text sealed as one is never opened as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Phone,
    Iin,
    Name,
    Iban,
    BankFile,
    RefreshToken,
    OneTimeCode,
    Address,
    DeviceKey,
    CommandInput,
    AccessToken,
    MediaLink,
    RailSignature,
    Script,
}

/// A sealed text could not be opened: another key, another purpose, or it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed text could not be opened")]
pub struct CannotOpen;

/// Keys derived from one master key of 32 bytes.
#[derive(Clone)]
pub struct Keys {
    master: Zeroizing<[u8; 32]>,
}

impl Keys {
    pub fn new(master: [u8; 32]) -> Self {
        Self { master: Zeroizing::new(master) }
    }

    /// The key of a purpose.
    pub fn derive(&self, purpose: Purpose) -> [u8; 32] {
        mac(&*self.master, &[b"gamma key", format!("{purpose:?}").as_bytes()])
    }

    /// Encrypts a text; `nonce` comes from [`random_bytes`].
    pub fn seal(&self, purpose: Purpose, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = random_bytes();
        let label = format!("{purpose:?}");
        let payload = Payload { msg: plain, aad: label.as_bytes() };
        let sealed = self.cipher(purpose).encrypt(&XNonce::from(nonce), payload);
        let mut out = nonce.to_vec();
        out.extend(sealed.expect("a text in memory is far shorter than the cipher's limit"));
        out
    }

    /// Decrypts what [`Keys::seal`] made for the same purpose.
    pub fn open(&self, purpose: Purpose, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let (nonce, body) = sealed.split_at_checked(NONCE_BYTES).ok_or(CannotOpen)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| CannotOpen)?;
        let label = format!("{purpose:?}");
        let payload = Payload { msg: body, aad: label.as_bytes() };
        let plain = self.cipher(purpose).decrypt(&XNonce::from(nonce), payload).map_err(|_| CannotOpen)?;
        Ok(Zeroizing::new(plain))
    }

    /// Decrypts a text.
    pub fn open_text(&self, purpose: Purpose, sealed: &[u8]) -> Result<Zeroizing<String>, CannotOpen> {
        let plain = self.open(purpose, sealed)?;
        String::from_utf8(plain.to_vec()).map(Zeroizing::new).map_err(|_| CannotOpen)
    }

    /// A keyed fingerprint: equal texts have equal ones, and nobody without the key can try texts.
    pub fn fingerprint(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        mac(&self.derive(purpose), parts)
    }

    fn cipher(&self, purpose: Purpose) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.derive(purpose)))
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// HMAC-SHA256 over length-prefixed parts.
pub fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        hmac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hmac.update(part);
    }
    hmac.finalize().into_bytes().into()
}

/// Fresh random bytes from the operating system.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    rand::random()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_only_for_its_purpose_and_key() {
        let keys = Keys::new([7; 32]);
        let sealed = keys.seal(Purpose::Phone, b"+77010000001");
        assert_eq!(keys.open(Purpose::Phone, &sealed).expect("opens").as_slice(), b"+77010000001");
        assert_eq!(keys.open(Purpose::Iin, &sealed), Err(CannotOpen));
        assert_eq!(Keys::new([8; 32]).open(Purpose::Phone, &sealed), Err(CannotOpen));
        assert_eq!(keys.open(Purpose::Phone, &sealed[..20]), Err(CannotOpen));
    }

    #[test]
    fn fingerprints_do_not_run_parts_together() {
        let keys = Keys::new([7; 32]);
        assert_ne!(keys.fingerprint(Purpose::Phone, &[b"ab", b"c"]), keys.fingerprint(Purpose::Phone, &[b"a", b"bc"]));
    }
}
