//! The rules that phone and server both obey. Pure: no clock, no network, no database, no randomness;
//! whoever calls passes them in. Feature `device` adds the engine inside the phone, and nothing pure
//! may depend on it.

pub mod advance;
pub mod calendar;
pub mod deal;
#[cfg(feature = "device")]
pub mod device;
pub mod id;
pub mod kazakh;
pub mod ledger;
pub mod matching;
pub mod money;
pub mod payout;
pub mod person;
pub mod quote;
pub mod tax;
pub mod terms;
pub mod time;
pub mod wire;
