//! What a shell must provide: a keychain, and if it likes notes outside the app and a clock. Whatever these throw is
//! caught here: a shell's fault never ends the engine.

use std::sync::Arc;

use gamma_core::device::ports::{self, DeviceClock, Note, SecretError, SystemClock, SystemEntropy};
use gamma_core::time::Timestamp;

use crate::records::NoteView;

/// What a shell's own code can end with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PortError {
    /// It could not be done now.
    #[error("the port failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PortError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // The reason may quote what a person typed, so it goes no further.
        let _ = error;
        Self::Failed
    }
}

/// The platform's keychain: small secrets by name, kept over restarts, gone with the app.
#[uniffi::export(with_foreign)]
pub trait SecretStore: Send + Sync {
    /// The secret, if there is one.
    fn find(&self, name: String) -> Result<Option<Vec<u8>>, PortError>;
    /// Keeps a secret; when this returns, it survives a crash.
    fn keep(&self, name: String, secret: Vec<u8>) -> Result<(), PortError>;
    /// Forgets a secret; one that is not there is fine.
    fn forget(&self, name: String) -> Result<(), PortError>;
}

/// Shows notes outside the app, if the person allows it.
#[uniffi::export(with_foreign)]
pub trait Notifier: Send + Sync {
    /// Shows one, on a thread of the engine's own.
    fn show(&self, note: NoteView) -> Result<(), PortError>;
}

/// A clock in the place of the system's; for tests.
#[uniffi::export(with_foreign)]
pub trait PhoneClock: Send + Sync {
    /// What it says.
    fn now(&self) -> Result<Timestamp, PortError>;
}

/// Everything a shell provides.
#[derive(Clone, uniffi::Record)]
pub struct Ports {
    /// The keychain.
    pub secrets: Arc<dyn SecretStore>,
    /// The lock screen; none shows nothing.
    #[uniffi(default = None)]
    pub notifier: Option<Arc<dyn Notifier>>,
    /// A clock; none is the system's.
    #[uniffi(default = None)]
    pub clock: Option<Arc<dyn PhoneClock>>,
}

/// The network as the shell last said it was.
#[derive(Default)]
pub(crate) struct Network(ports::memory::MemoryConnectivity);

struct Secrets(Arc<dyn SecretStore>);
struct Notes(Option<Arc<dyn Notifier>>);
struct Clock(Option<Arc<dyn PhoneClock>>);

impl Ports {
    /// As the engine takes them.
    pub(crate) fn for_engine(self, network: &Arc<Network>) -> ports::Ports {
        ports::Ports {
            secrets: Arc::new(Secrets(self.secrets)),
            connectivity: Arc::clone(network) as Arc<dyn ports::Connectivity>,
            notifier: Arc::new(Notes(self.notifier)),
            clock: Arc::new(Clock(self.clock)),
            entropy: Arc::new(SystemEntropy),
        }
    }
}

impl Network {
    pub(crate) fn set_online(&self, is_online: bool) {
        if ports::Connectivity::is_online(&self.0) != is_online {
            self.0.set_online(is_online);
        }
    }
}

impl ports::Connectivity for Network {
    fn is_online(&self) -> bool {
        self.0.is_online()
    }

    fn on_change(&self, listener: ports::ConnectivityListener) {
        self.0.on_change(listener);
    }
}

impl ports::SecretStore for Secrets {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, SecretError> {
        self.0.find(name.to_owned()).map_err(|_| SecretError)
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.0.keep(name.to_owned(), secret.to_vec()).map_err(|_| SecretError)
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.0.forget(name.to_owned()).map_err(|_| SecretError)
    }
}

impl ports::Notifier for Notes {
    fn show(&self, note: &Note) {
        if let Some(Err(error)) = self.0.as_ref().map(|notifier| notifier.show(note.into())) {
            tracing::warn!(%error, "a note was not shown");
        }
    }
}

impl DeviceClock for Clock {
    fn now(&self) -> Timestamp {
        let told = self.0.as_ref().and_then(|clock| clock.now().ok());
        told.unwrap_or_else(|| SystemClock.now())
    }
}
