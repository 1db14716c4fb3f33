//! The surface: every route at a glance, the layers around them, and the one way in for commands.

pub mod address;
pub mod auth;
pub mod commands;
pub mod health;
pub mod layers;
pub mod log;
pub mod routes;
pub mod shape;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
pub use routes::{Access, ROUTES};

/// The largest body of anything but media.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
/// The largest part of an upload.
pub const MEDIA_PART_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Every route of this server.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/healthz", get(health::is_alive))
        .route("/readyz", get(health::is_ready))
        .route("/v1/commands/{kind}/{id}", post(commands::take))
        .merge(crate::identity::routes::routes())
        .merge(crate::campaigns::routes::routes())
        .merge(crate::deals::routes::routes())
        .merge(crate::media::routes::routes().layer(DefaultBodyLimit::max(MEDIA_PART_BYTES_MAX)))
        .merge(crate::payouts::routes::routes())
        .merge(crate::invoices::routes::routes())
        .merge(crate::ledger::routes::routes())
        .merge(crate::tax::routes::routes())
        .merge(crate::sync::routes::routes())
        .merge(crate::scripts::routes::routes());
    layers::around(routes, &app).with_state(app)
}
