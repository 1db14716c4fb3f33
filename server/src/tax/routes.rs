//! Routes of the Tax Robot: the additions to the table of the build, for phones whose build is older than the year.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use gamma_core::wire::{TaxMeterView, TaxTableView};
use serde::Deserialize;

use super::views;
use crate::app::App;
use crate::error::Error;
use crate::http::auth::Caller;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/tax/table", get(get_table)).route("/v1/tax/month", get(get_month))
}

#[derive(Debug, Default, Deserialize)]
struct TableQuery {
    version: Option<String>,
}

/// The additions in force; 304 if the asker has them.
async fn get_table(State(app): State<App>, _: Caller, Query(query): Query<TableQuery>) -> Response {
    let served = &app.tax;
    if query.version.is_some() && query.version == served.version {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    Json(TaxTableView { version: served.version.clone(), additions: served.additions.clone() }).into_response()
}

/// The caller's month: what was withheld, and how far the limit is.
async fn get_month(State(app): State<App>, caller: Caller) -> Result<Json<TaxMeterView>, Error> {
    views::month(&app, caller.person).await.map(Json)
}
