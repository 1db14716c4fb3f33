//! The handles, one subject each: what a screen reads and what it can ask. They hold no state of their own.

mod account;
mod brand;
mod deals;
mod deck;
mod drafts;
mod first_session;
mod inbox;
mod payouts;
mod profile;
mod progress;
mod sample;
mod scripts;

pub use account::Account;
pub use brand::{Brand, Brands, PlanCost};
pub use deals::{DealShown, Deals, Stage};
pub use deck::Deck;
pub use drafts::Drafts;
pub use first_session::{FirstSession, FirstStep, Role};
pub use inbox::{Inbox, InboxShown};
pub use payouts::{Payouts, PayoutsShown};
pub use profile::{Profile, ProfileShown};
pub use progress::{NextAction, StepKind, StepState};
pub use scripts::Scripts;
