//! Payouts: from earned money to money on an account. `offering` quotes offers, `earn` makes claims and buys them,
//! `making` quotes payouts, `sending` lets one leave, `outcome` hears what became of it, `rails` and `bank_files` are
//! the ways out, and `reconcile` compares every night what a rail's own books say.

pub mod advances;
pub mod bank_files;
pub mod cli;
pub mod commands;
pub mod due;
pub mod earn;
pub mod history;
pub mod jobs;
mod making;
pub mod offering;
pub mod outcome;
pub mod rails;
pub mod reconcile;
pub mod requests;
mod rerouting;
pub mod routes;
mod sending;
pub mod suspense;
#[cfg(test)]
pub mod tests;
pub mod views;

pub use rails::Rails;
