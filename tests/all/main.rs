//! Everything that is proved over the whole system, one module a concern, in one binary.
#![allow(clippy::arithmetic_side_effects, reason = "tests count small things; money is counted by Money")]

mod golden;
mod loop_;
mod tidy;
