//! Payouts on both engines, against a provider's server in this process.

pub mod banking;
mod callbacks;
mod earning;
mod looking;
mod ordering;
mod orders;
mod provider;
mod requesting;
mod rerouting;
mod sending;
pub mod world;
