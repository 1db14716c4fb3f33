//! Ledger on both engines.
