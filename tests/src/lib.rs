//! Whole-system proof: real server, real core, a simulated outside world, faults, and the house rules.

pub mod dice;
pub mod network;
pub mod people;
pub mod rail;
