//! Routes of sync: the feed by cursor and the live stream of hints.

use axum::extract::{Query, State};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use axum::routing::get;
use axum::{Json, Router};
use futures_util::{Stream, StreamExt as _, stream};
use gamma_core::wire::{Code, Cursor, FeedPage};
use serde::Deserialize;
use std::convert::Infallible;
use std::time::Duration;

use super::hints::Hint;
use super::{feed, owners_of};
use crate::app::App;
use crate::error::Error;
use crate::http::auth::Caller;

/// A stream ends after as long as an access token holds; the phone comes back with a fresh one.
const STREAM_LASTS: Duration = Duration::from_secs(15 * 60);
/// How often a quiet stream says that it lives.
const HEART_BEAT: Duration = Duration::from_secs(15);

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/feed", get(get_feed)).route("/v1/events", get(get_events))
}

/// `?after=17.2&limit=200`, as texts: a bad one is answered in our own error shape.
#[derive(Debug, Default, Deserialize)]
pub(super) struct FeedQuery {
    pub after: Option<String>,
    pub limit: Option<String>,
}

/// One page of what the person's own things, and those of the person's brands, became after a cursor.
pub(super) async fn get_feed(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<FeedQuery>,
) -> Result<Json<FeedPage>, Error> {
    let after = read_cursor(query.after.as_deref())?;
    let limit = read_limit(query.limit.as_deref())?;
    feed::page(&app, &caller, after, limit).await.map(Json)
}

fn read_cursor(text: Option<&str>) -> Result<Cursor, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(Cursor::default()) };
    text.parse().map_err(|_| Error::field(Code::Malformed, "after", "not a place in the feed, such as 17.2"))
}

fn read_limit(text: Option<&str>) -> Result<u16, Error> {
    let Some(text) = text else { return Ok(feed::LIMIT_USUAL) };
    let limit = text.parse().ok().filter(|limit| (1..=feed::LIMIT_MAX).contains(limit));
    limit.ok_or_else(|| Error::field(Code::InvalidField, "limit", format!("1 to {}", feed::LIMIT_MAX)))
}

/// `event: feed` and `event: deck` with `{"n": …}` whenever there is something new, beginning with where the feed is.
pub(super) async fn get_events(
    State(app): State<App>,
    caller: Caller,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Error> {
    let owners = owners_of(&caller);
    // Listening begins before the look, so that nothing falls between them.
    let listener = app.hints.listen(owners.clone());
    let first = feed::newest_n(&app.db, &owners).await?.map(|n| Hint::Feed { n });
    let later = stream::unfold(listener, |mut listener| async { listener.next().await.map(|hint| (hint, listener)) });
    let hints = stream::iter(first).chain(later).take_until(tokio::time::sleep(STREAM_LASTS));
    let events = hints.map(|hint| Ok(as_event(hint)));
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEART_BEAT).text("beat")))
}

fn as_event(hint: Hint) -> Event {
    let (name, n) = match hint {
        Hint::Feed { n } => ("feed", n),
        Hint::Deck { n } => ("deck", n),
    };
    Event::default().event(name).data(serde_json::json!({ "n": n }).to_string())
}
