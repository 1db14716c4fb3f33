//! The command line of payouts.
