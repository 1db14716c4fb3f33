//! The deck: a creator's offers, best first. The index of what can be offered lies in memory, shared by all readers,
//! and follows the order number n; a deck is one look at it, with quotes for the offers that are shown.

mod creator;
mod index;
mod quotes;
mod refresh;

pub use creator::deck;
pub use index::DeckIndex;

/// At most so many offers make a deck.
pub const OFFERS_MAX: usize = 100;
