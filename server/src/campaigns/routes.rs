//! Routes of campaigns: a brand's campaigns, and the deck.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use gamma_core::id::{BrandId, CampaignId, Id};
use gamma_core::wire::Code;
use gamma_core::wire::views::CampaignView;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{deck, views};
use crate::app::App;
use crate::book::rows::Campaign;
use crate::db::Field;
use crate::error::Error;
use crate::http::auth::Caller;

/// Campaigns of one page.
const PAGE_MAX: usize = 100;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/deck", get(get_deck))
        .route("/v1/campaigns", get(list_campaigns))
        .route("/v1/campaigns/{id}", get(get_campaign))
}

/// `?version=…`: the deck that the phone has.
#[derive(Debug, Default, Deserialize)]
pub(super) struct DeckQuery {
    pub version: Option<String>,
}

/// The caller's offers, or 304 if the phone's version is this one.
pub(super) async fn get_deck(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<DeckQuery>,
) -> Result<Response, Error> {
    let deck = deck(&app, caller.person).await?;
    if query.version.as_deref() == Some(deck.version.as_str()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    Ok(Json(deck).into_response())
}

/// `?brand=…&before=…`, as texts: a bad one is answered in our own error shape.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ListQuery {
    pub brand: Option<String>,
    pub before: Option<String>,
}

/// One page of campaigns.
#[derive(Debug, Serialize)]
pub(super) struct CampaignPage {
    /// The youngest first.
    pub campaigns: Vec<CampaignView>,
    /// Ask with `before` for the next page; none on the last.
    pub next: Option<CampaignId>,
}

/// The campaigns of one of the caller's brands, or of all of them.
pub(super) async fn list_campaigns(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<CampaignPage>, Error> {
    let brands = match query.brand.as_deref() {
        None => caller.brands,
        Some(text) => {
            let brand: BrandId = text.parse().map_err(|_| Error::field(Code::Malformed, "brand", "not an id"))?;
            if !caller.is_member(brand) {
                return Err(Error::not_found("brand"));
            }
            vec![brand]
        }
    };
    let before =
        query.before.map(|text| text.parse().map_err(|_| Error::field(Code::Malformed, "before", "not an id")));
    let mut rows = page(&app, &brands, before.transpose()?).await?;
    let has_more = rows.len() > PAGE_MAX;
    rows.truncate(PAGE_MAX);
    let next = rows.last().filter(|_| has_more).map(|row| row.id);
    Ok(Json(CampaignPage { campaigns: views::of_rows(&app, rows).await?, next }))
}

/// One campaign of a brand of the caller's.
pub(super) async fn get_campaign(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<CampaignView>, Error> {
    let id: CampaignId = id.parse().map_err(|_| Error::not_found("campaign"))?;
    let view = views::campaigns(&app, &[id]).await?.pop().filter(|view| caller.is_member(view.brand));
    view.map(Json).ok_or_else(|| Error::not_found("campaign"))
}

/// Ids follow the time of their making, so they are the order and the cursor at once.
async fn page(app: &App, brands: &[BrandId], before: Option<CampaignId>) -> Result<Vec<Campaign>, Error> {
    if brands.is_empty() {
        return Ok(Vec::new());
    }
    let last = before.map_or(Uuid::max(), |id| id.uuid());
    let count = i64::try_from(PAGE_MAX).unwrap_or(i64::MAX).saturating_add(1);
    let mut args = vec![last.to_value(), count.to_value()];
    args.extend(brands.iter().map(Field::to_value));
    let places: Vec<String> = (3..args.len().saturating_add(1)).map(|place| format!("${place}")).collect();
    let rest = format!("where brand_id in ({}) and id < $1 order by id desc limit $2", places.join(", "));
    Ok(app.db.records(&rest, &args).await?)
}
