//! Ports that live in memory, for tests and for the story that `scripts/run` plays. Their state is set by hand and
//! never moves by itself.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{
    Connectivity, ConnectivityListener, DeviceClock, Entropy, Note, Notifier, Ports, SecretError, SecretStore,
};
use crate::time::Timestamp;

/// A keychain in memory.
#[derive(Default)]
pub struct MemorySecrets(Mutex<BTreeMap<String, Vec<u8>>>);

/// A network that is switched by hand.
#[derive(Default)]
pub struct MemoryConnectivity {
    is_online: AtomicBool,
    listeners: Mutex<Vec<ConnectivityListener>>,
}

/// A lock screen that remembers.
#[derive(Default)]
pub struct MemoryNotifier(Mutex<Vec<Note>>);

/// A clock that is set by hand.
#[derive(Default)]
pub struct MemoryClock(AtomicI64);

/// The same "random" bytes for the same seed (splitmix64). For tests alone.
pub struct SeededEntropy(AtomicU64);

/// The in-memory ports, each still in the hand of whoever plays the world.
#[derive(Clone)]
pub struct MemoryPorts {
    /// The keychain.
    pub secrets: Arc<MemorySecrets>,
    /// The network's state.
    pub connectivity: Arc<MemoryConnectivity>,
    /// The lock screen.
    pub notifier: Arc<MemoryNotifier>,
    /// The clock.
    pub clock: Arc<MemoryClock>,
    /// The dice.
    pub entropy: Arc<SeededEntropy>,
}

impl MemoryPorts {
    /// Offline, at `now`, with dice from `seed`.
    pub fn new(seed: u64, now: Timestamp) -> Self {
        Self {
            secrets: Arc::default(),
            connectivity: Arc::default(),
            notifier: Arc::default(),
            clock: Arc::new(MemoryClock(AtomicI64::new(now.micros()))),
            entropy: Arc::new(SeededEntropy(AtomicU64::new(seed))),
        }
    }

    /// As the engine takes them.
    pub fn ports(&self) -> Ports {
        Ports {
            secrets: self.secrets.clone(),
            connectivity: self.connectivity.clone(),
            notifier: self.notifier.clone(),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
        }
    }
}

impl SecretStore for MemorySecrets {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, SecretError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

impl MemoryConnectivity {
    /// Switches the network and tells whoever listens.
    pub fn set_online(&self, is_online: bool) {
        self.is_online.store(is_online, Ordering::SeqCst);
        let listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for listener in listeners {
            listener(is_online);
        }
    }
}

impl Connectivity for MemoryConnectivity {
    fn is_online(&self) -> bool {
        self.is_online.load(Ordering::SeqCst)
    }

    fn on_change(&self, listener: ConnectivityListener) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(listener);
    }
}

impl MemoryNotifier {
    /// What was shown so far.
    pub fn shown(&self) -> Vec<Note> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Notifier for MemoryNotifier {
    fn show(&self, note: &Note) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(note.clone());
    }
}

impl MemoryClock {
    /// Sets the clock.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }

    /// Moves the clock on.
    pub fn pass_seconds(&self, seconds: i64) {
        self.set(self.now().plus_seconds(seconds));
    }
}

impl DeviceClock for MemoryClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
