//! Ledger: money that people and files move. What a brand pays in, what is taken back, given up or sent to the state is
//! an act here; what creators are paid is in `payouts`. `audit` re-checks all of it from the tables alone.

pub mod acts;
pub mod audit;
pub mod balance;
pub mod cli;
pub mod jobs;
pub mod routes;
#[cfg(test)]
pub mod tests;
