//! Who carries one-time codes: the log with `--dev`, else an SMS provider.

pub mod log;
pub mod mobizon;
