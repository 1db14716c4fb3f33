//! Sync: a person's feed by cursor, made from the tables when it is read, and a live stream of hints.

pub mod commands;
pub mod jobs;
pub mod routes;
