//! Campaigns and the deck on both engines.

mod deck;
mod import;
mod life;
mod surface;
pub(crate) mod world;
