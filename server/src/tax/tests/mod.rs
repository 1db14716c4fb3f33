//! The Tax Robot's tests, over the payouts' own world.

mod declaring;
mod months;
mod remitting;
mod tables;
