//! Routes of sync: the feed, the deck's freshness and the inbox.

use axum::Router;

use crate::app::App;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
}
