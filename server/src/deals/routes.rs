//! Routes of deals: one deal for its creator or its brand, and a brand's review queue.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use gamma_core::id::{BrandId, DealId};
use gamma_core::wire::views::{DealView, ReviewView, ReviewsView};

use super::{store, views};
use crate::app::App;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::media;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/deals/{id}", get(deal)).route("/v1/brands/{id}/reviews", get(reviews))
}

async fn deal(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Json<DealView>, Error> {
    let nothing = || Error::not_found("deal");
    let id: DealId = id.parse().map_err(|_| nothing())?;
    let link = store::find_link(&app.db, id).await?.ok_or_else(nothing)?;
    let views = if caller.person == link.creator {
        views::deals(&app, &[id]).await?
    } else if caller.is_member(link.brand) {
        views::deals_for_brand(&app, &[id]).await?
    } else {
        return Err(nothing());
    };
    views.into_iter().next().map(Json).ok_or_else(nothing)
}

async fn reviews(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Json<ReviewsView>, Error> {
    let nothing = || Error::not_found("brand");
    let brand: BrandId = id.parse().map_err(|_| nothing())?;
    if !caller.is_member(brand) {
        return Err(nothing());
    }
    queue(&app, brand).await.map(Json)
}

/// What waits for a brand's decision, with its videos.
pub(super) async fn queue(app: &App, brand: BrandId) -> Result<ReviewsView, Error> {
    let ids = store::list_reviews(&app.db, brand).await?;
    let now = app.clock.now();
    let review = |deal: DealView| {
        let video_url = deal.draft.as_ref().map(|draft| media::link(app, draft.media, now));
        ReviewView { deal, video_url }
    };
    let deals = views::deals_for_brand(app, &ids).await?;
    Ok(ReviewsView { reviews: deals.into_iter().map(review).collect(), now })
}
