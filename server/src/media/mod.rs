//! Media: uploads in resumable parts, looked at before they are kept, served from expiring links.

pub mod jobs;
pub mod routes;
