//! Invoices: one bill a month for a brand, and the payments that close it.

pub mod jobs;
pub mod routes;
