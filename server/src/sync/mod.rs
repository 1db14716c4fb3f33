//! Sync: a person's feed by cursor, made from the tables when it is read, and a live stream of hints.

pub mod commands;
pub mod jobs;
pub mod routes;

/// Follows n until `shutdown`; then every live stream ends.
pub async fn tail(_app: crate::app::App, shutdown: tokio_util::sync::CancellationToken) {
    shutdown.cancelled().await;
}
