//! Sealing: what a signed-out person leaves on the phone can be read again only with that person's key from the
//! keychain. A sealed text is bound to its place, so that one can't be put where another stood.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use super::ports::{Entropy, SecretError, SecretStore};

const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;

/// A sealed text could not be read: another key, another place, or damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealed for somebody else")]
pub struct NotOpened;

/// A key from the keychain.
pub(crate) struct SealKey([u8; KEY_BYTES]);

impl SealKey {
    /// The key of this name, made at first use.
    pub fn get_or_make(secrets: &dyn SecretStore, entropy: &dyn Entropy, name: &str) -> Result<Self, SecretError> {
        if let Some(key) = Self::find(secrets, name)? {
            return Ok(key);
        }
        let mut key = [0_u8; KEY_BYTES];
        entropy.fill(&mut key);
        secrets.set(name, &key)?;
        Ok(Self(key))
    }

    /// The key of this name, if there is a whole one.
    pub fn find(secrets: &dyn SecretStore, name: &str) -> Result<Option<Self>, SecretError> {
        Ok(secrets.get(name)?.and_then(|key| key.try_into().ok()).map(Self))
    }

    /// The raw key, as hexadecimal text, for the one that is shown to the server.
    pub fn hex(&self) -> String {
        hex::encode(self.0)
    }

    /// Seals `plain` for `place`.
    pub fn seal(&self, entropy: &dyn Entropy, place: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut sealed = vec![0_u8; NONCE_BYTES];
        entropy.fill(&mut sealed);
        let nonce: [u8; NONCE_BYTES] = sealed[..].try_into().expect("the buffer has the nonce's length");
        let payload = Payload { msg: plain, aad: place };
        let text = self.cipher().encrypt(&XNonce::from(nonce), payload).expect("a command is far below the limit");
        sealed.extend(text);
        sealed
    }

    /// Reads what [`SealKey::seal`] made for the same `place`.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let (nonce, text) = sealed.split_at_checked(NONCE_BYTES).ok_or(NotOpened)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| NotOpened)?;
        self.cipher().decrypt(&XNonce::from(nonce), Payload { msg: text, aad: place }).map_err(|_| NotOpened)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::ports::memory::MemoryPorts;
    use crate::time::Timestamp;

    #[test]
    fn a_sealed_text_opens_with_its_key_at_its_place_alone() {
        let ports = MemoryPorts::new(1, Timestamp::from_micros(0));
        let key = SealKey::get_or_make(&*ports.secrets, &*ports.entropy, "mine").expect("a key");
        let other = SealKey::get_or_make(&*ports.secrets, &*ports.entropy, "theirs").expect("a key");
        let sealed = key.seal(&*ports.entropy, b"here", b"words");
        assert_eq!(key.open(b"here", &sealed), Ok(b"words".to_vec()));
        assert_eq!(key.open(b"there", &sealed), Err(NotOpened));
        assert_eq!(other.open(b"here", &sealed), Err(NotOpened));
        assert_eq!(key.open(b"here", &sealed[..10]), Err(NotOpened));
    }

    #[test]
    fn a_key_is_made_once() {
        let ports = MemoryPorts::new(1, Timestamp::from_micros(0));
        let first = SealKey::get_or_make(&*ports.secrets, &*ports.entropy, "mine").expect("a key");
        let again = SealKey::get_or_make(&*ports.secrets, &*ports.entropy, "mine").expect("a key");
        assert_eq!(first.hex(), again.hex());
    }
}
