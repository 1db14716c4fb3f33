//! Invoices: one bill a month for a brand, and the payments that close it. Late payment turns the brand's light from
//! green to amber to red, and red means prepaid only.

pub mod acts;
pub mod jobs;
pub mod routes;
#[cfg(test)]
mod tests;
pub mod views;
