//! Routes of payouts: what a creator sees of the money, and the door for what rails tell.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::routing::{get, post};
use axum::{Json, Router};
use gamma_core::id::{CommandId, EarningId, Id, PayoutId};
use gamma_core::wire::Code;
use gamma_core::wire::views::{EarningView, PayoutView};
use serde_json::json;

use super::earn::EarnRules;
use super::outcome::{Heard, Tell, find_link};
use super::rails::http_rail::SIGNATURE_HEADER;
use super::views;
use crate::app::App;
use crate::book::{Actor, Command};
use crate::error::Error;
use crate::http::auth::Caller;
use crate::keys::Purpose;

/// The newest of a creator's payouts or earnings; older ones come through the feed.
const NEWEST: &str = "order by id desc limit 200";

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/payouts", get(payouts))
        .route("/v1/payouts/{id}", get(payout))
        .route("/v1/earnings", get(earnings))
        .route("/v1/rails/{rail}/events", post(event))
}

pub(super) async fn payouts(State(app): State<App>, caller: Caller) -> Result<Json<Vec<PayoutView>>, Error> {
    let sql = format!("select id from payout where creator_id = $1 {NEWEST}");
    let rows = app.db.list(&sql, crate::args![caller.person]).await?;
    let ids = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<PayoutId>, _>>()?;
    Ok(Json(views::payouts(&app, &ids).await?))
}

pub(super) async fn payout(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PayoutId>,
) -> Result<Json<PayoutView>, Error> {
    let sql = "select id from payout where id = $1 and creator_id = $2";
    if app.db.find(sql, crate::args![id, caller.person]).await?.is_none() {
        return Err(Error::not_found("payout"));
    }
    let view = views::payouts(&app, &[id]).await?.pop();
    view.map(Json).ok_or_else(|| Error::not_found("payout"))
}

pub(super) async fn earnings(State(app): State<App>, caller: Caller) -> Result<Json<Vec<EarningView>>, Error> {
    let sql = format!("select id from earning where creator_id = $1 {NEWEST}");
    let rows = app.db.list(&sql, crate::args![caller.person]).await?;
    let ids = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<EarningId>, _>>()?;
    Ok(Json(views::earnings(&app, &ids).await?))
}

/// A rail tells something. Its own event id is the key, so that telling it again changes nothing.
async fn event(
    State(app): State<App>,
    Path(rail): Path<String>,
    headers: HeaderMap,
    raw: Bytes,
) -> Result<Json<serde_json::Value>, Error> {
    let rail = app.rails.find(&rail).ok_or_else(|| Error::not_found("rail"))?;
    let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let event = rail.read_event(&raw, signature);
    let event = event.ok_or_else(|| Error::new(Code::NotAllowed, "the event is not signed or cannot be read"))?;
    let link = find_link(&app.db, event.attempt).await?.ok_or_else(|| Error::not_found("attempt"))?;
    let command = Command {
        actor: Actor::Provider(rail.name().to_owned()),
        id: CommandId::from_uuid(event.id),
        kind: "rail_event".to_owned(),
        input_mac: app.keys.fingerprint(Purpose::CommandInput, &[b"rail_event", &raw]),
        received_at: app.clock.now(),
        act: Box::new(Tell { link, word: Heard::Report(event.report), rules: EarnRules::from(&app) }),
    };
    app.gate.submit(command).await?;
    Ok(Json(json!({ "ok": true })))
}
