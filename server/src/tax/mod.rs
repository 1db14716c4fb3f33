//! The Tax Robot's own command line. The rules are `core::tax`; withholding itself happens where payouts are made.

pub mod cli;
