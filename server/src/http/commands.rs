//! The one way in for commands: `POST /v1/commands/{kind}/{id}` with the body's raw bytes. The bytes are fingerprinted
//! as they came; *done* answers 200, *rejected* 422, and only those two are stored.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gamma_core::id::CommandId;
use gamma_core::wire::commands::KINDS;
use gamma_core::wire::{Answer, Code};

use super::auth::Caller;
use crate::app::App;
use crate::book::{Act, Actor, Command};
use crate::error::Error;
use crate::keys::Purpose;

/// Takes a command from a signed-in person.
pub async fn take(
    State(app): State<App>,
    Path((kind, id)): Path<(String, String)>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    if !is_json(&headers) {
        return Err(Error::new(Code::UnsupportedType, "send application/json"));
    }
    if !KINDS.contains(&kind.as_str()) {
        return Err(Error::new(Code::UnknownCommand, "no such command kind"));
    }
    let id: CommandId = id.parse().map_err(|_| Error::new(Code::Malformed, "the command id is not a UUID"))?;
    let input_mac = app.keys.fingerprint(Purpose::CommandInput, &[kind.as_bytes(), &body]);
    let act = prepare(&app, &caller, &kind, &body).await?;
    let received_at = app.clock.now();
    let command = Command { actor: Actor::Person(caller.person), id, kind, input_mac, received_at, act };
    let outcome = app.gate.submit(command).await?;
    let status = match outcome.answer {
        Answer::Done { .. } => StatusCode::OK,
        Answer::Rejected { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, Json(outcome.answer)).into_response())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// Finds the feature that knows the kind, and lets it read the body.
async fn prepare(app: &App, caller: &Caller, kind: &str, body: &[u8]) -> Result<Box<dyn Act>, Error> {
    if let Some(act) = crate::identity::commands::prepare(app, caller, kind, body).await? {
        return Ok(act);
    }
    if let Some(act) = crate::campaigns::commands::prepare(app, caller, kind, body).await? {
        return Ok(act);
    }
    if let Some(act) = crate::deals::commands::prepare(app, caller, kind, body).await? {
        return Ok(act);
    }
    if let Some(act) = crate::payouts::commands::prepare(app, caller, kind, body).await? {
        return Ok(act);
    }
    if let Some(act) = crate::scripts::commands::prepare(app, caller, kind, body).await? {
        return Ok(act);
    }
    if let Some(act) = crate::sync::commands::prepare(app, caller, kind, body).await? {
        return Ok(act);
    }
    Err(Error::new(Code::UnknownCommand, "no such command kind"))
}

/// U+0000 in a JSON text.
const ESCAPED_ZERO: &[u8] = br"\u0000";

/// Reads a command's body: unknown fields, wrong types and out-of-range values are refused with the place named.
pub fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let command = serde_json::from_slice(body).map_err(|problem| {
        let reason = format!("the body could not be read at line {} column {}", problem.line(), problem.column());
        Error::new(Code::Malformed, reason)
    })?;
    // PostgreSQL keeps no such text, and nobody types it. JSON has one way to write the character, so only a body with
    // that escape is read again to find where it stands.
    let is_suspect = body.windows(ESCAPED_ZERO.len()).any(|bytes| bytes == ESCAPED_ZERO);
    let value = if is_suspect { serde_json::from_slice(body).ok() } else { None };
    match value.and_then(|value| place_of_zero(&value)) {
        Some(place) => Err(Error::field(Code::InvalidField, place, "holds the character U+0000")),
        None => Ok(command),
    }
}

/// Where a text with U+0000 stands, such as `terms.sponsor`.
fn place_of_zero(value: &serde_json::Value) -> Option<String> {
    let inside = |name: String, inner| {
        let place = place_of_zero(inner)?;
        Some(if place.is_empty() { name } else { format!("{name}.{place}") })
    };
    match value {
        serde_json::Value::String(text) => text.contains('\0').then(String::new),
        serde_json::Value::Array(items) => items.iter().enumerate().find_map(|(k, item)| inside(k.to_string(), item)),
        serde_json::Value::Object(fields) => fields.iter().find_map(|(name, item)| inside(name.clone(), item)),
        _ => None,
    }
}
