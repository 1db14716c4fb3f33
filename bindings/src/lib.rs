//! The border between the engine inside the phone and the shells. Thin and mechanical: records in, records out, and
//! no rules.
//!
//! The contract with a shell:
//! 1. One [`App`], opened once; it hands out one small object a subject, and these live as long as it does.
//! 2. Records are immutable. A `…View` comes out and is a screen's whole state; a `…Request` goes in.
//! 3. Whatever touches disk or network is `async` and never blocks the caller's thread. Commands return as soon as they
//!    are kept on this device; the server's answer comes by listener.
//! 4. Calls that need the network take a [`Cancel`]. Cancelling one never takes a kept command back.
//! 5. A [`ChangeListener`] is told *what* changed, on a thread of the engine's own; the screen asks for its view again.
//!    It hears until its [`Subscription`] is cancelled or dropped.
//! 6. Every failure is an [`AppError`], whose variant says what a screen can do, and whose `code` names the sentence.
//! 7. Money is whole tiyn in [`Money`], moments are microseconds since 1970 in UTC, days are ISO days in Almaty.

mod app;
mod deals;
mod deck;
mod desk;
mod drafts;
mod error;
mod inbox;
mod listener;
mod payouts;
mod ports;
mod profile;
mod records;
mod running;
mod session;
mod studio;
mod types;

pub use app::{App, AppConfig};
pub use deals::Deals;
pub use deck::Deck;
pub use desk::Desk;
pub use drafts::Drafts;
pub use error::AppError;
pub use inbox::Inbox;
pub use listener::{ChangeListener, Subject, Subscription};
pub use payouts::Payouts;
pub use ports::{Notifier, PhoneClock, PortError, Ports, SecretStore};
pub use profile::Profile;
pub use records::*;
pub use running::Cancel;
pub use session::Session;
pub use studio::Studio;

uniffi::setup_scaffolding!();
