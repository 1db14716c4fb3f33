//! Payouts on both engines, against a provider's server in this process.

mod banking;
mod earning;
mod provider;
mod sending;
mod world;
