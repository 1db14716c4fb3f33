//! Campaigns and the deck on both engines.

mod deck;
mod import;
mod life;
pub(crate) mod world;
