//! Everything that is proved over the whole system, one module a concern, in one binary.
#![allow(clippy::arithmetic_side_effects, reason = "tests count small things; money is counted by Money")]

mod access;
mod bad_input;
mod canary;
mod durable;
mod golden;
mod kill;
mod loop_;
mod models;
mod money_rows;
mod offline;
mod scenarios;
mod scripts;
mod tidy;
mod two;
