//! The app: opened once a process, it hands out the small objects and keeps the background sync.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use gamma_core::device::{Config, Device, SyncTask};

use crate::error::AppError;
use crate::listener::{ChangeListener, Subscription, Tells};
use crate::ports::{Network, Ports};
use crate::records::{SessionView, StatusView, SyncView};
use crate::running::{Cancel, on_disk, on_network, runtime};
use crate::{Deals, Deck, Desk, Drafts, Inbox, Payouts, Profile, Session, Studio};

/// How the app is set up.
#[derive(Debug, Clone, uniffi::Record)]
pub struct AppConfig {
    /// The app's private folder.
    pub folder: String,
    /// The server's address, such as `https://api.example.kz`.
    pub server: String,
    /// The app's version, such as `1.4.0`.
    pub app_version: String,
    /// The phone's name in the list of devices: at most 60 characters.
    pub device_name: String,
    /// There is a network now; later changes come by [`App::set_online`].
    pub is_online: bool,
    /// How long a YES stays here to be taken back, in seconds.
    #[uniffi(default = 5)]
    pub take_back_seconds: i32,
}

/// The engine, opened. One a process; it and its objects live until the process ends or a test lets go of them.
#[derive(uniffi::Object)]
pub struct App {
    device: Device,
    network: Arc<Network>,
    syncing: Mutex<Option<SyncTask>>,
}

#[uniffi::export]
impl App {
    /// Opens the app's folder. A damaged database is kept aside and rebuilt; [`StatusView::recovery`] says so.
    #[uniffi::constructor]
    pub async fn open(config: AppConfig, ports: Ports) -> Result<Arc<Self>, AppError> {
        let network = Arc::new(Network::default());
        network.set_online(config.is_online);
        let ports = ports.for_engine(&network);
        on_disk(move || {
            let device = Device::open(config.into(), ports)?;
            Ok(Arc::new(Self { device, network, syncing: Mutex::default() }))
        })
        .await
    }

    /// Signing in and out, the first session, language and theme.
    pub fn session(&self) -> Arc<Session> {
        Arc::new(Session::new(self.device.clone()))
    }

    /// The person: consents, profile, handles, identity, tax interview, bank account.
    pub fn profile(&self) -> Arc<Profile> {
        Arc::new(Profile::new(self.device.clone()))
    }

    /// Offers and swipes.
    pub fn deck(&self) -> Arc<Deck> {
        Arc::new(Deck::new(self.device.clone()))
    }

    /// Deals, agreed and asked for.
    pub fn deals(&self) -> Arc<Deals> {
        Arc::new(Deals::new(self.device.clone()))
    }

    /// Videos and pictures on their way.
    pub fn drafts(&self) -> Arc<Drafts> {
        Arc::new(Drafts::new(self.device.clone()))
    }

    /// Scripts.
    pub fn studio(&self) -> Arc<Studio> {
        Arc::new(Studio::new(self.device.clone()))
    }

    /// Money.
    pub fn payouts(&self) -> Arc<Payouts> {
        Arc::new(Payouts::new(self.device.clone()))
    }

    /// Notices and refusals.
    pub fn inbox(&self) -> Arc<Inbox> {
        Arc::new(Inbox::new(self.device.clone()))
    }

    /// The brand's desk.
    pub fn desk(&self) -> Arc<Desk> {
        Arc::new(Desk::new(self.device.clone()))
    }

    /// The line above every screen.
    pub async fn status(&self) -> Result<StatusView, AppError> {
        let device = self.device.clone();
        on_disk(move || {
            let mut status = StatusView::from(device.status()?);
            if status.session != SessionView::Nobody {
                status.display_name = device.profile().show()?.view.and_then(|view| view.display_name);
            }
            Ok(status)
        })
        .await
    }

    /// Tells `listener` what changed, until the subscription is cancelled or dropped.
    pub fn watch(&self, listener: Arc<dyn ChangeListener>) -> Arc<Subscription> {
        Subscription::new(self.device.watch(Arc::new(Tells(listener))))
    }

    /// The network came or went.
    pub fn set_online(&self, is_online: bool) {
        self.network.set_online(is_online);
    }

    /// Keeps syncing in the background, until [`App::stop`]. Again is fine.
    pub fn start(&self) -> Result<(), AppError> {
        let _inside = runtime()?.enter();
        let mut syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        if syncing.is_none() {
            *syncing = Some(self.device.start());
        }
        Ok(())
    }

    /// Stops the background sync and waits until it has; what was cut off goes again next time. Again is fine.
    pub async fn stop(&self) -> Result<(), AppError> {
        let syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stop = async move {
            if let Some(syncing) = syncing {
                syncing.stop().await;
            }
            Ok(())
        };
        on_network(None, stop).await
    }

    /// Says and asks everything that can be said and asked now: *pull to refresh*, and the system's background work.
    #[uniffi::method(default(cancel = None))]
    pub async fn sync(&self, cancel: Option<Arc<Cancel>>) -> Result<SyncView, AppError> {
        let device = self.device.clone();
        on_network(cancel, async move { Ok(device.sync_once().await?.into()) }).await
    }
}

impl From<AppConfig> for Config {
    fn from(config: AppConfig) -> Self {
        Self {
            folder: PathBuf::from(config.folder),
            server: config.server,
            app_version: config.app_version,
            device_name: config.device_name,
            take_back_s: config.take_back_seconds.max(0).into(),
        }
    }
}
