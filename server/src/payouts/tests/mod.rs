//! Payouts on both engines.
