//! Routes of identity: sign-in, devices, people and brands.

use axum::Router;

use crate::app::App;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
}
