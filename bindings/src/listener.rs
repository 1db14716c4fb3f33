//! Telling a screen that its view is old. The listener hears what changed and asks again; changes that come together
//! are told together, so that a page of news redraws a screen once.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use gamma_core::device::{Observer, Table};

use crate::ports::PortError;

/// What a screen can be old about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Subject {
    /// Offers and swipes: [`crate::Deck`].
    Deck,
    /// Deals: [`crate::Deals`].
    Deals,
    /// Payouts and earnings: [`crate::Payouts`].
    Payouts,
    /// Notices and refusals: [`crate::Inbox`].
    Inbox,
    /// The person: [`crate::Profile`].
    Profile,
    /// Brands, campaigns and invoices: [`crate::Desk`].
    Desk,
    /// How much waits to be sent, and whether there is a network: [`crate::App::status`].
    Waiting,
    /// Who is here, the language, the theme: [`crate::Session`].
    Session,
    /// Videos and pictures on their way.
    Uploads,
    /// Scripts that are kept: [`crate::Studio`].
    Scripts,
}

/// Told when something changed, on a thread of the engine's own. It may call back into the engine.
#[uniffi::export(with_foreign)]
pub trait ChangeListener: Send + Sync {
    /// These are old now. What it throws is logged and changes nothing.
    fn changed(&self, subjects: Vec<Subject>) -> Result<(), PortError>;
}

/// A listener's place. Cancelled or dropped, it hears nothing more; a telling under way may still arrive.
#[derive(uniffi::Object)]
pub struct Subscription {
    kept: Mutex<Option<gamma_core::device::Subscription>>,
}

#[uniffi::export]
impl Subscription {
    /// Ends it; again is fine.
    pub fn cancel(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

impl Subscription {
    pub(crate) fn new(kept: gamma_core::device::Subscription) -> Arc<Self> {
        Arc::new(Self { kept: Mutex::new(Some(kept)) })
    }
}

/// The engine's observer around a shell's listener.
pub(crate) struct Tells(pub Arc<dyn ChangeListener>);

impl Observer for Tells {
    fn changed(&self, tables: &BTreeSet<Table>) {
        // A listener's failure is its own: the next change is told again.
        if let Err(error) = self.0.changed(tables.iter().copied().map(subject).collect()) {
            tracing::warn!(%error, "a listener failed");
        }
    }
}

fn subject(table: Table) -> Subject {
    match table {
        Table::Deck => Subject::Deck,
        Table::Deals => Subject::Deals,
        Table::Payouts => Subject::Payouts,
        Table::Inbox => Subject::Inbox,
        Table::Profile => Subject::Profile,
        Table::Brands => Subject::Desk,
        Table::Outbox => Subject::Waiting,
        Table::Session => Subject::Session,
        Table::Media => Subject::Uploads,
        Table::Scripts => Subject::Scripts,
    }
}
