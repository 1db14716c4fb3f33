//! The authority: it owns identity, campaigns, deals, money and tax. `book` gathers every change into durable,
//! ordered transactions; each feature folder says its rules on top; `http` is the surface.
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails, as it should"))]
#![allow(missing_docs, reason = "public items of core and bindings are documented; the server's are read in place")]

pub mod app;
pub mod book;
pub mod campaigns;
pub mod clock;
pub mod config;
pub mod db;
pub mod deals;
pub mod error;
pub mod http;
pub mod identity;
pub mod invoices;
pub mod jobs;
pub mod keys;
pub mod ledger;
pub mod media;
pub mod payouts;
pub mod scripts;
pub mod serve;
pub mod sync;
pub mod tax;
#[cfg(test)]
mod testing;
