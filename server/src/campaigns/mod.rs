//! Campaigns: what brands want; the deck is made from them.

pub mod commands;
pub mod jobs;
pub mod routes;

/// The live offers in memory, tailing the order number n.
#[derive(Debug, Default)]
pub struct DeckIndex {}
