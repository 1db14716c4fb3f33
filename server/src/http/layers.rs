//! The layers around every route, outermost first: a request id, one log line, panics caught, one shape for every
//! error, apps that are too old, the caller's rate, a time limit, a size limit.

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use gamma_core::wire::Code;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;

use super::address::Address;
use super::{BODY_BYTES_MAX, MEDIA_PART_BYTES_MAX, log, shape};
use crate::app::App;
use crate::config::{AppVersion, Limits};
use crate::error::Error;

/// The phone's app and version, such as `1.4.0`.
pub const APP_HEADER: HeaderName = HeaderName::from_static("x-gamma-app");

/// Longest a request may take until its answer begins.
const TIMEOUT: Duration = Duration::from_secs(30);
/// A part of an upload crawls over a bad network.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(300);
/// So much of a body that is too large is heard and thrown away.
const HEARD_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Forgotten callers are dropped when so many are known.
const CALLERS_MAX: usize = 100_000;

/// Puts the layers around the routes.
pub fn around(routes: Router<App>, app: &App) -> Router<App> {
    let pace = Arc::new(Pace::new(app.config.limits, app.config.proxies));
    routes
        .fallback(no_such_address)
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn(not_too_large))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(pace, at_pace))
        .layer(from_fn_with_state(app.config.app_version_min, new_enough))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn(shape::errors))
        .layer(from_fn(log::each))
        .layer(from_fn(shape::request_id))
        .layer(from_fn(plain_headers))
}

async fn no_such_address() -> Error {
    Error::new(Code::NotFound, "no such address")
}

async fn no_such_method() -> Error {
    Error::new(Code::MethodNotAllowed, "this method is not for this address")
}

/// Says once for every answer that nobody may guess its type or keep it; a route may say otherwise.
async fn plain_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Refuses a body that says it is too large, but hears it out first, up to a bound: a connection that is cut while the
/// asker still speaks would lose the answer.
async fn not_too_large(request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let is_upload = request.uri().path().starts_with("/v1/media/");
    let bytes_max = if is_upload { MEDIA_PART_BYTES_MAX } else { BODY_BYTES_MAX };
    if length.unwrap_or(0_usize) <= bytes_max {
        return next.run(request).await;
    }
    let mut heard = request.into_body().into_data_stream();
    let mut left = HEARD_BYTES_MAX;
    while let Some(Ok(chunk)) = heard.next().await {
        left = left.saturating_sub(chunk.len());
        if left == 0 {
            break;
        }
    }
    Error::new(Code::TooLarge, "the body is too large").into_response()
}

/// Puts an end to requests that take too long. Streams are not cut: their answer has begun.
async fn in_time(request: Request, next: Next) -> Response {
    let is_upload = request.method() == Method::PUT && request.uri().path().starts_with("/v1/media/");
    let limit = if is_upload { UPLOAD_TIMEOUT } else { TIMEOUT };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::new(Code::Unavailable, "this took too long; ask again").into_response(),
    }
}

/// Refuses apps that are older than this server speaks with. Whoever says no version is a browser or a provider.
async fn new_enough(State(min): State<AppVersion>, request: Request, next: Next) -> Response {
    match app_version(request.headers()) {
        Some(Ok(version)) if version < min => {
            Error::new(Code::UpdateApp, "this app is too old: update it").into_response()
        }
        Some(Err(())) => Error::new(Code::Malformed, "x-gamma-app is not a version").into_response(),
        _ => next.run(request).await,
    }
}

fn app_version(headers: &HeaderMap) -> Option<Result<AppVersion, ()>> {
    let text = headers.get(APP_HEADER)?;
    // `gamma/1.4.0 (android)` and `1.4.0` both say 1.4.0.
    let text = text.to_str().ok().map(|text| text.rsplit('/').next().unwrap_or(text));
    let word = text.and_then(|text| text.split_whitespace().next());
    Some(word.ok_or(()).and_then(|word| word.parse().map_err(drop)))
}

/// How fast each caller asks. Every request counts for its network address, which many people may share and which
/// may therefore ask faster; a request with a token counts for the token too. Made-up tokens win nothing that way.
struct Pace {
    by_address: DefaultKeyedRateLimiter<Address>,
    by_token: DefaultKeyedRateLimiter<[u8; 32]>,
    proxies: usize,
}

/// So many callers may share an address, as they do at a mobile operator.
const CALLERS_AN_ADDRESS: u32 = 20;

impl Pace {
    fn new(limits: Limits, proxies: usize) -> Self {
        let at_least_one = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota = |times: u32| {
            Quota::per_second(at_least_one(limits.requests_a_second.saturating_mul(times)))
                .allow_burst(at_least_one(limits.requests_at_once.saturating_mul(times)))
        };
        Self {
            by_address: DefaultKeyedRateLimiter::keyed(quota(CALLERS_AN_ADDRESS)),
            by_token: DefaultKeyedRateLimiter::keyed(quota(1)),
            proxies,
        }
    }

    /// How long to wait, if this request comes too early.
    fn wait(&self, parts: &axum::http::request::Parts) -> Option<Duration> {
        let now = DefaultClock::default().now();
        if let Err(early) = self.by_address.check_key(&Address::of(parts, self.proxies)) {
            return Some(early.wait_time_from(now));
        }
        let token = parts.headers.get(header::AUTHORIZATION)?;
        let key: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(token.as_bytes()).into();
        self.by_token.check_key(&key).err().map(|early| early.wait_time_from(now))
    }

    fn forget_idle(&self) {
        if self.by_token.len() > CALLERS_MAX {
            self.by_token.retain_recent();
        }
        if self.by_address.len() > CALLERS_MAX {
            self.by_address.retain_recent();
        }
    }
}

async fn at_pace(State(pace): State<Arc<Pace>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    pace.forget_idle();
    if let Some(wait) = pace.wait(&parts) {
        let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
        return Error::too_many(seconds).into_response();
    }
    next.run(Request::from_parts(parts, body)).await
}

fn after_panic(panic: Box<dyn std::any::Any + Send>) -> Response<Body> {
    // The text of a panic may hold anything, so it stays out of the log; the place is printed by the panic hook.
    drop(panic);
    Error::Ours("a request panicked".to_owned()).into_response()
}
