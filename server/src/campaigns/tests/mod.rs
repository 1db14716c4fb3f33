//! Campaigns and the deck on both engines.

mod deck;
mod life;
pub(crate) mod world;
