//! Routes of invoices: monthly bills and brands' payments.

use axum::Router;

use crate::app::App;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
}
