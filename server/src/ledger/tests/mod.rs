//! The ledger's rows, as a bookkeeper reads them, on both engines.

mod table;
pub mod world;
