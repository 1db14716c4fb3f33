//! Stories of one phone against a server that keeps the contract and has faults on demand.

#![expect(clippy::arithmetic_side_effects, reason = "a test's own small numbers")]

mod background;
mod fake_server;
mod identity;
mod local;
mod outbox;
pub(in crate::device) mod samples;
mod screens;
mod scripts;
mod shell;
mod tax;
mod uploads;
mod world;
