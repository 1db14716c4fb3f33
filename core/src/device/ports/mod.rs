//! What a shell must provide: secrets, connectivity, notices on the lock screen, a clock and randomness. The engine
//! reads the outside world through these and through nothing else, so a test can be the whole world.

pub mod memory;

use std::sync::Arc;

use crate::time::Timestamp;
use crate::wire::Code;
use crate::wire::views::NoticeView;

/// The platform's keychain said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret store refused")]
pub struct SecretError;

/// The platform's keychain: small secrets by name, kept over restarts, gone with the app.
pub trait SecretStore: Send + Sync {
    /// The secret, if there is one.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, SecretError>;
    /// Keeps a secret; when this returns, it survives a crash.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError>;
    /// Forgets a secret; one that is not there is fine.
    fn delete(&self, name: &str) -> Result<(), SecretError>;
}

/// Told when the network comes or goes.
pub type ConnectivityListener = Arc<dyn Fn(bool) + Send + Sync>;

/// Whether there is a network.
pub trait Connectivity: Send + Sync {
    /// A try would make sense now.
    fn is_online(&self) -> bool;
    /// Calls `listener` at each change, for as long as the app runs.
    fn on_change(&self, listener: ConnectivityListener);
}

/// Something worth telling a person who is not looking at the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The server has news.
    News(NoticeView),
    /// The server refused what was asked for here.
    Refused {
        /// The command's kind.
        kind: String,
        /// Which rule.
        code: Code,
    },
}

/// Shows notes outside the app, if the person allows it.
pub trait Notifier: Send + Sync {
    /// Shows one.
    fn show(&self, note: &Note);
}

/// The phone's clock, right or wrong.
pub trait DeviceClock: Send + Sync {
    /// What it says.
    fn now(&self) -> Timestamp;
}

/// Randomness good enough for keys.
pub trait Entropy: Send + Sync {
    /// Fills every byte.
    fn fill(&self, bytes: &mut [u8]);
}

/// All ports together.
#[derive(Clone)]
pub struct Ports {
    /// The keychain.
    pub secrets: Arc<dyn SecretStore>,
    /// The network's state.
    pub connectivity: Arc<dyn Connectivity>,
    /// The lock screen.
    pub notifier: Arc<dyn Notifier>,
    /// The clock.
    pub clock: Arc<dyn DeviceClock>,
    /// The dice.
    pub entropy: Arc<dyn Entropy>,
}

/// The system's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// The system's own randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl DeviceClock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
}

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}
