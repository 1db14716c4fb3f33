//! Routes of ledger: money that people and files move; the auditor.

use axum::Router;

use crate::app::App;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
}
