//! Routes of media: uploads by their owners, and files for whoever has an address that is not over.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use gamma_core::id::MediaId;
use object_store::{GetOptions, ObjectStore};

use super::range::{Asked, asked};
use super::store::Media;
use super::upload::{self, Promise, UploadView};
use super::{PART_BYTES_MAX, address, store};
use crate::app::App;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/media", post(begin))
        .route("/v1/media/{id}", get(status))
        .route("/v1/media/{id}/parts/{offset}", put(part).layer(DefaultBodyLimit::max(PART_BYTES_MAX)))
        .route("/v1/media/{id}/finish", post(finish))
        .route("/m/{media}/{expires}/{mac}", get(file))
}

async fn begin(State(app): State<App>, caller: Caller, body: Bytes) -> Result<Json<UploadView>, Error> {
    let promise: Promise = read(&body)?;
    let media = upload::begin(&app, caller.person, &promise).await?;
    Ok(Json(upload::view(&app, &media)))
}

async fn part(
    State(app): State<App>,
    caller: Caller,
    Path((id, offset)): Path<(String, u64)>,
    body: Bytes,
) -> Result<Json<UploadView>, Error> {
    let media = upload::take_part(&app, caller.person, media_id(&id)?, offset, body).await?;
    Ok(Json(upload::view(&app, &media)))
}

async fn finish(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Json<UploadView>, Error> {
    let media = upload::finish(&app, caller.person, media_id(&id)?).await?;
    Ok(Json(upload::view(&app, &media)))
}

/// For the owner, and for a brand that was sent it as a draft.
async fn status(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Json<UploadView>, Error> {
    let nothing = || Error::not_found("media");
    let media = store::find(&app.db, media_id(&id)?).await?.ok_or_else(nothing)?;
    if media.owner != caller.person && !store::is_seen_by(&app.db, media.id, &caller.brands).await? {
        return Err(nothing());
    }
    Ok(Json(upload::view(&app, &media)))
}

async fn file(
    State(app): State<App>,
    Path((id, expires, mac)): Path<(String, i64, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let id = media_id(&id)?;
    if !address::is_valid(&app.keys, id, expires, &mac, app.clock.now()) {
        return Err(Error::not_found("media"));
    }
    let media = store::find(&app.db, id).await?.ok_or_else(|| Error::not_found("media"))?;
    serve(&app, &media, headers.get(header::RANGE).and_then(|range| range.to_str().ok())).await
}

async fn serve(app: &App, media: &Media, range: Option<&str>) -> Result<Response, Error> {
    let key = media.object_key.as_deref().ok_or_else(|| Error::not_found("media"))?;
    let failed = |_| Error::Ours("the media store failed".to_owned());
    let path = object_store::path::Path::from(key);
    let whole = app.media.get_opts(&path, GetOptions { head: true, ..GetOptions::default() }).await.map_err(failed)?;
    let bytes = whole.meta.size;
    let (status, range) = match asked(range, bytes) {
        Asked::Whole => (StatusCode::OK, 0..bytes),
        Asked::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Asked::Unsatisfiable => {
            let size = [(header::CONTENT_RANGE, format!("bytes */{bytes}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, size).into_response());
        }
    };
    let options = GetOptions { range: Some(range.clone().into()), ..GetOptions::default() };
    let found = app.media.get_opts(&path, options).await.map_err(failed)?;
    let mut response = (status, Body::from_stream(found.into_stream())).into_response();
    let length = range.end.saturating_sub(range.start);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if status == StatusCode::PARTIAL_CONTENT {
        let place = format!("bytes {}-{}/{bytes}", range.start, range.end.saturating_sub(1));
        headers.extend(HeaderValue::from_str(&place).ok().map(|place| (header::CONTENT_RANGE, place)));
    }
    headers.extend(fixed_headers(media));
    Ok(response)
}

/// A file from anybody is only ever shown as what it was found to be, and never runs.
fn fixed_headers(media: &Media) -> Vec<(HeaderName, HeaderValue)> {
    let (content_type, name) = match media.content_type.as_str() {
        "image/jpeg" => ("image/jpeg", "inline; filename=\"picture.jpg\""),
        "image/png" => ("image/png", "inline; filename=\"picture.png\""),
        "video/quicktime" => ("video/quicktime", "inline; filename=\"video.mov\""),
        "video/mp4" => ("video/mp4", "inline; filename=\"video.mp4\""),
        _ => ("application/octet-stream", "attachment"),
    };
    let fixed = [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_DISPOSITION, name),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::CACHE_CONTROL, "private, max-age=3600"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    fixed.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect()
}

fn media_id(text: &str) -> Result<MediaId, Error> {
    text.parse().map_err(|_| Error::not_found("media"))
}
