//! The engine inside the phone: offline first. What a person asks is kept here and shown as *asked for*; it goes to the
//! server exactly once, in order, when the network lets it; and only the server says *done*.
//!
//! A [`Device`] is opened once. Its handles are cheap and hold one subject each; every method that only reads or asks
//! works without a network and returns at once, and those that need one are `async` and say so.

mod engine;
mod error;
mod features;
mod http;
mod media;
mod place;
pub mod ports;
mod seal;
mod session;
mod status;
pub mod store;
mod sync;
#[cfg(test)]
mod tests;
mod watch;

use std::sync::Arc;

pub use engine::Config;
pub use error::{Advice, DeviceError};
pub use features::{
    Account, Brand, Brands, DealShown, Deals, Deck, Drafts, FirstSession, FirstStep, Inbox, InboxShown, NextAction,
    Payouts, PayoutsShown, PlanCost, Profile, ProfileShown, Role, Scripts, Stage, StepKind, StepState,
};
pub use http::{Failure, Refusal};
pub use media::{MediaError, Picture, prepare_picture};
pub use session::SessionState;
pub use status::Status;
pub use sync::{Rest, SyncReport, SyncTask};
pub use watch::{Observer, Subscription, Table, Watch};

use engine::Engine;
use ports::Ports;
use store::Recovery;

use crate::time::Timestamp;

/// The engine, opened.
#[derive(Clone)]
pub struct Device {
    engine: Arc<Engine>,
}

impl Device {
    /// Opens the app's folder. A damaged database is set aside and rebuilt; see [`Device::recovery`].
    pub fn open(config: Config, ports: Ports) -> Result<Self, DeviceError> {
        Ok(Self { engine: Engine::open(config, ports)? })
    }

    /// Signing in and out, the language, the sample card.
    pub fn account(&self) -> Account {
        Account(Arc::clone(&self.engine))
    }

    /// The person: consents, profile, handles, identity, tax interview, bank account.
    pub fn profile(&self) -> Profile {
        Profile(Arc::clone(&self.engine))
    }

    /// Offers and swipes.
    pub fn deck(&self) -> Deck {
        Deck(Arc::clone(&self.engine))
    }

    /// Deals, agreed and asked for.
    pub fn deals(&self) -> Deals {
        Deals(Arc::clone(&self.engine))
    }

    /// The script studio.
    pub fn scripts(&self) -> Scripts {
        Scripts(Arc::clone(&self.engine))
    }

    /// Videos on their way to a brand.
    pub fn drafts(&self) -> Drafts {
        Drafts(Arc::clone(&self.engine))
    }

    /// Money.
    pub fn payouts(&self) -> Payouts {
        Payouts(Arc::clone(&self.engine))
    }

    /// Notices, the server's and the phone's own.
    pub fn inbox(&self) -> Inbox {
        Inbox(Arc::clone(&self.engine))
    }

    /// The brand's desk.
    pub fn brand(&self) -> Brand {
        Brand(Arc::clone(&self.engine))
    }

    /// Says and asks everything that can be said and asked now. Never runs beside another run.
    pub async fn sync_once(&self) -> Result<SyncReport, DeviceError> {
        self.engine.run(true, &tokio_util::sync::CancellationToken::new()).await
    }

    /// Keeps syncing in the background, on the runtime of the caller, until the task is stopped or dropped.
    pub fn start(&self) -> SyncTask {
        SyncTask::start(Arc::clone(&self.engine))
    }

    /// Tells `observer` what changed, for as long as the subscription lives.
    pub fn watch(&self, observer: Arc<dyn Observer>) -> Subscription {
        self.engine.watch.subscribe(observer)
    }

    /// A damaged database that was set aside at this start, for a screen to say so.
    pub fn recovery(&self) -> Option<Recovery> {
        self.engine.recovery()
    }

    /// How many commands have no answer yet.
    pub fn count_unanswered(&self) -> Result<u32, DeviceError> {
        Ok(self.engine.get_opened()?.store.count_unanswered()?)
    }

    /// The server's time, as well as the phone knows it: deadlines count by it.
    pub fn server_now(&self) -> Result<Timestamp, DeviceError> {
        self.by_server(self.engine.ports.clock.now())
    }

    /// A moment of the phone's clock, by the server's: so that both kinds of moments can stand on one screen.
    pub fn by_server(&self, at: Timestamp) -> Result<Timestamp, DeviceError> {
        let Some(opened) = self.engine.opened() else { return Ok(at) };
        let offset = opened.store.sync_state()?.clock_offset_micros;
        Ok(Timestamp::from_micros(at.micros().saturating_add(offset)))
    }
}
