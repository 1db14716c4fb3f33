//! Who carries one-time codes: the log with `--dev`, else an SMS provider; and who reads a handle's bio.

pub mod bio;
pub mod log;
pub mod mobizon;
