//! Ledger: money that people and files move, statements, and the auditor that re-checks everything from the tables.

pub mod jobs;
pub mod routes;
