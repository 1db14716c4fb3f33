//! The Tax Robot: the register of what was withheld, its way to the state, and what must be said about it. The rules
//! are `core::tax`; withholding itself happens where payouts are made.

pub mod acts;
pub mod cli;
pub mod declare;
pub mod evidence;
pub mod files;
pub mod jobs;
pub mod lists;
pub mod refunds;
pub mod register;
pub mod remit;
pub mod routes;
pub mod rows;
pub mod sign;
pub mod table;
#[cfg(test)]
mod tests;
pub mod views;
