//! Routes of campaigns: campaigns and the deck.

use axum::Router;

use crate::app::App;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
}
