//! Bank files.

pub mod profiles;
