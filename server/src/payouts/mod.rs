//! Payouts: from what may be paid out to money on an account, over rails.

pub mod commands;
pub mod earn;
pub mod history;
pub mod jobs;
pub mod routes;

/// The rails this server can pay on, by name.
#[derive(Default)]
pub struct Rails {}
