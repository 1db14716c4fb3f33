//! Whole-system proof: real server, real core, a simulated outside world, faults, and the house rules.
#![allow(clippy::arithmetic_side_effects, reason = "tests count small things; money is counted by Money")]

pub mod bank;
pub mod bench;
pub mod brand;
pub mod client;
pub mod codes;
pub mod creator;
pub mod dice;
pub mod line;
pub mod load;
pub mod market;
pub mod model;
pub mod network;
pub mod people;
pub mod postgres;
pub mod process;
pub mod rail;
pub mod reader;
pub mod scenario;
pub mod scene;
pub mod story;
pub mod video;
pub mod world;
