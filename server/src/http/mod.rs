//! The surface: every route at a glance, the layers around them, and the one way in for commands.

pub mod auth;
pub mod commands;

use axum::Router;
use axum::routing::post;

use crate::app::App;

/// Every route of this server.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/v1/commands/{kind}/{id}", post(commands::take))
        .merge(crate::identity::routes::routes())
        .merge(crate::campaigns::routes::routes())
        .merge(crate::deals::routes::routes())
        .merge(crate::media::routes::routes())
        .merge(crate::payouts::routes::routes())
        .merge(crate::invoices::routes::routes())
        .merge(crate::ledger::routes::routes())
        .merge(crate::sync::routes::routes())
        .with_state(app)
}
