//! Routes of identity: sign-in and devices. Nothing here changes money; the acts of people and brands are commands.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use gamma_core::id::SessionId;
use gamma_core::wire::Code;
use gamma_core::wire::identity::{
    ChallengeReply, ChallengeRequest, ConfirmRequest, DeviceView, RefreshRequest, SessionReply, SessionRequest,
};

use super::codes::Answered;
use super::{codes, sessions, store};
use crate::app::App;
use crate::error::Error;
use crate::http::address::Address;
use crate::http::auth::Caller;

type Body<T> = Result<Json<T>, JsonRejection>;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/sign-in/challenges", post(ask))
        .route("/v1/sign-in/sessions", post(sign_in))
        .route("/v1/sign-in/refresh", post(refresh))
        .route("/v1/sign-in/confirmations", post(confirm))
        .route("/v1/devices", get(list_devices).delete(sign_out_everywhere))
        .route("/v1/devices/{session}", delete(sign_out))
}

async fn ask(
    State(app): State<App>,
    address: Address,
    body: Body<ChallengeRequest>,
) -> Result<Json<ChallengeReply>, Error> {
    let Json(request) = body?;
    Ok(Json(codes::ask(&app, address, &request).await?))
}

async fn sign_in(
    State(app): State<App>,
    address: Address,
    body: Body<SessionRequest>,
) -> Result<Json<SessionReply>, Error> {
    let Json(request) = body?;
    Ok(Json(sessions::sign_in(&app, address, &request).await?))
}

async fn refresh(State(app): State<App>, body: Body<RefreshRequest>) -> Result<Json<SessionReply>, Error> {
    let Json(request) = body?;
    Ok(Json(sessions::refresh(&app, &request).await?))
}

async fn confirm(State(app): State<App>, address: Address, body: Body<ConfirmRequest>) -> Result<StatusCode, Error> {
    let Json(request) = body?;
    let answered = Answered {
        challenge: request.challenge,
        code: &request.code,
        device: request.device,
        purpose: gamma_core::wire::identity::Purpose::ChangeIban,
        address,
    };
    codes::confirm(&app, &answered).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list_devices(State(app): State<App>, caller: Caller) -> Result<Json<Vec<DeviceView>>, Error> {
    let sessions = store::list_sessions(&app.db, caller.person).await?;
    let views = sessions.into_iter().map(|session| DeviceView {
        session: session.id,
        name: session.device_name,
        seen_at: session.seen_at,
        is_this: session.id == caller.session,
    });
    Ok(Json(views.collect()))
}

async fn sign_out(State(app): State<App>, caller: Caller, Path(session): Path<String>) -> Result<StatusCode, Error> {
    let session: SessionId = session.parse().map_err(|_| Error::new(Code::Malformed, "not a session's id"))?;
    sessions::sign_out(&app, caller.person, session).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn sign_out_everywhere(State(app): State<App>, caller: Caller) -> Result<StatusCode, Error> {
    sessions::sign_out_everywhere(&app, caller.person).await?;
    Ok(StatusCode::NO_CONTENT)
}
