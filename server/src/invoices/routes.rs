//! Routes of invoices: a brand's bills, for its members.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use gamma_core::id::BrandId;
use gamma_core::wire::views::InvoiceView;

use super::views;
use crate::app::App;
use crate::error::Error;
use crate::http::auth::Caller;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/brands/{brand}/invoices", get(list))
}

pub(super) async fn list(
    State(app): State<App>,
    Path(brand): Path<String>,
    caller: Caller,
) -> Result<Json<Vec<InvoiceView>>, Error> {
    let brand: BrandId = brand.parse().map_err(|_| Error::not_found("brand"))?;
    if !caller.is_member(brand) {
        return Err(Error::not_found("brand"));
    }
    Ok(Json(views::of_brand(&app, brand).await?))
}
