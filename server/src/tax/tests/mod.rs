//! The Tax Robot's tests, over the payouts' own world.

mod declaring;
mod months;
mod persons;
mod remitting;
mod tables;
