//! A small server that keeps the contract and has faults on demand: it loses answers after it acted, refuses, fails,
//! and lets tokens run out.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use uuid::Uuid;

use super::samples;
use crate::id::{ChallengeId, CommandId, Id, PersonId, SessionId};
use crate::time::Timestamp;
use crate::wire::commands::{Swipe, Way, WithdrawSwipe};
use crate::wire::identity::{ChallengeReply, ChallengeRequest, RefreshRequest, SessionReply, SessionRequest};
use crate::wire::views::{DeckView, OfferView};
use crate::wire::{Answer, Code, Cursor, ErrorBody, ErrorDetail, FeedItem, FeedPage, TaxTableView, Topic};

/// What goes wrong with the next command or refresh.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// All goes well.
    None,
    /// It is done, and the answer breaks off.
    LoseAnswer,
    /// It is done, and the answer never ends.
    NeverAnswer,
    /// A rule refuses it.
    Refuse(Code),
    /// The call fails with this code, and nothing happened.
    Fail(Code),
}

/// Whose refresh token, and how it was used.
type Family = (PersonId, Option<(Uuid, String, SessionReply)>);

#[derive(Default)]
pub struct Books {
    /// Every command that arrived: by whom, what, the id and the bytes.
    pub arrived: Vec<(PersonId, String, CommandId, Bytes)>,
    pub answers: BTreeMap<CommandId, (Bytes, Answer)>,
    pub faults: VecDeque<Fault>,
    pub refresh_faults: VecDeque<Fault>,
    pub refreshes: Vec<RefreshRequest>,
    pub feed: Vec<(PersonId, FeedItem)>,
    pub offers: Vec<OfferView>,
    pub n: i64,
    pub page_rows: usize,
    pub media: BTreeMap<Uuid, Media>,
    pub now: Option<Timestamp>,
    pub tax_table: Option<TaxTableView>,
    pub tax_table_asked: u32,
    access: BTreeMap<String, PersonId>,
    refresh: BTreeMap<String, Family>,
    challenges: BTreeMap<ChallengeId, String>,
    tokens_made: u64,
}

#[derive(Default)]
pub struct Media {
    pub bytes: Vec<u8>,
    pub total: usize,
    pub puts: usize,
    pub is_refused: bool,
}

#[derive(Clone)]
pub struct FakeServer {
    books: Arc<Mutex<Books>>,
    /// Wakes each open live stream with this event.
    pub hints: tokio::sync::watch::Sender<&'static str>,
    pub address: String,
}

impl FakeServer {
    pub async fn start() -> Self {
        let books = Arc::new(Mutex::new(Books { page_rows: 200, ..Books::default() }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self { books, hints: tokio::sync::watch::Sender::new(""), address };
        let router = router(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        server
    }

    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().expect("no test panics inside")
    }

    /// The ids of the commands that arrived, by kind.
    pub fn arrived(&self, kind: &str) -> Vec<CommandId> {
        self.books().arrived.iter().filter(|row| row.1 == kind).map(|row| row.2).collect()
    }

    pub fn expire_access_tokens(&self) {
        self.books().access.clear();
    }

    pub fn forget_everybody(&self) {
        let mut books = self.books();
        books.access.clear();
        books.refresh.clear();
    }
}

impl Books {
    pub fn publish(&mut self, person: PersonId, topic: Topic, id: Uuid, body: serde_json::Value) -> i64 {
        self.n += 1;
        self.feed.push((person, FeedItem { n: self.n, k: 0, topic, id, body }));
        self.n
    }

    fn session(&mut self, person: PersonId) -> SessionReply {
        self.tokens_made += 1;
        let (access_token, refresh_token) = (format!("a{}", self.tokens_made), format!("r{}", self.tokens_made));
        self.access.insert(access_token.clone(), person);
        self.refresh.insert(refresh_token.clone(), (person, None));
        let session = SessionId::from_uuid(Uuid::from_u128(5));
        let access_expires_at = samples::noon();
        SessionReply { session, person, brands: Vec::new(), access_token, access_expires_at, refresh_token }
    }

    fn caller(&self, headers: &HeaderMap) -> Result<PersonId, Refused> {
        let token = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let person = self.access.get(token.trim_start_matches("Bearer ")).copied();
        person.ok_or(Refused(Code::TokenExpired))
    }

    fn apply(&mut self, person: PersonId, kind: &str, id: CommandId, body: &Bytes) -> Answer {
        match kind {
            "swipe" => {
                let swipe: Swipe = serde_json::from_slice(body).expect("a swipe");
                self.offers.retain(|offer| offer.campaign != swipe.campaign);
                if let Way::Yes { payout_choice, .. } = swipe.way {
                    let deal = samples::deal(id.uuid(), swipe.campaign, payout_choice);
                    self.publish(person, Topic::Deal, id.uuid(), serde_json::to_value(deal).expect("plain fields"));
                }
            }
            "withdraw_swipe" => {
                let withdraw: WithdrawSwipe = serde_json::from_slice(body).expect("a withdrawal");
                self.publish(person, Topic::Deal, withdraw.swipe.uuid(), serde_json::Value::Null);
            }
            _ => {}
        }
        Answer::Done { id, n: self.n, data: serde_json::Value::Null }
    }
}

struct Refused(Code);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let error =
            ErrorDetail { code: self.0, reason: "no".into(), field: None, retry_after_s: None, request_id: None };
        let status = StatusCode::from_u16(self.0.status()).expect("a status");
        (status, axum::Json(ErrorBody { error })).into_response()
    }
}

type Answered = Result<Response, Refused>;

fn router(server: FakeServer) -> Router {
    Router::new()
        .route("/v1/sign-in/challenges", post(challenge))
        .route("/v1/sign-in/sessions", post(session))
        .route("/v1/sign-in/refresh", post(refresh))
        .route("/v1/devices/{session}", delete(async || StatusCode::NO_CONTENT))
        .route("/v1/commands/{kind}/{id}", post(command))
        .route("/v1/feed", get(feed))
        .route("/v1/tax/table", get(tax_table))
        .route("/v1/deck", get(deck))
        .route("/v1/events", get(events))
        .route("/v1/media", post(begin_media))
        .route("/v1/media/{id}", get(ask_media))
        .route("/v1/media/{id}/finish", post(ask_media))
        .route("/v1/media/{id}/parts/{offset}", put(put_part))
        .with_state(server)
}

fn json<T: serde::Serialize>(value: &T) -> Response {
    axum::Json(value).into_response()
}

fn broken() -> Response {
    let pieces = [Ok(Bytes::from_static(b"{\"outc")), Err(std::io::Error::other("the line broke"))];
    Body::from_stream(futures_util::stream::iter(pieces)).into_response()
}

async fn challenge(State(server): State<FakeServer>, axum::Json(asked): axum::Json<ChallengeRequest>) -> Response {
    let mut books = server.books();
    let challenge = ChallengeId::from_uuid(Uuid::from_u128(0xc0 + books.challenges.len() as u128));
    books.challenges.insert(challenge, asked.phone);
    json(&ChallengeReply { challenge, expires_at: samples::noon(), resend_at: samples::noon() })
}

async fn session(State(server): State<FakeServer>, axum::Json(asked): axum::Json<SessionRequest>) -> Answered {
    let mut books = server.books();
    let phone = books.challenges.get(&asked.challenge).cloned().ok_or(Refused(Code::CodeWrong))?;
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let person = PersonId::from_uuid(Uuid::from_u128(digits.parse().expect("digits")));
    Ok(json(&books.session(person)))
}

/// The same successor for the same words until it was used; anything else revokes.
async fn refresh(State(server): State<FakeServer>, axum::Json(asked): axum::Json<RefreshRequest>) -> Answered {
    let mut books = server.books();
    books.refreshes.push(asked.clone());
    let fault = books.refresh_faults.pop_front();
    if let Some(Fault::Fail(code)) = fault {
        return Err(Refused(code));
    }
    let (person, successor) = books.refresh.get(&asked.refresh_token).cloned().ok_or(Refused(Code::SessionRevoked))?;
    let reply = match successor {
        Some((request, device_key, reply)) if (request, &device_key) == (asked.request, &asked.device_key) => reply,
        Some(_) => {
            books.refresh.clear();
            return Err(Refused(Code::SessionRevoked));
        }
        None => {
            let reply = books.session(person);
            let used = Some((asked.request, asked.device_key, reply.clone()));
            books.refresh.insert(asked.refresh_token, (person, used));
            reply
        }
    };
    Ok(if fault == Some(Fault::LoseAnswer) { broken() } else { json(&reply) })
}

async fn command(
    State(server): State<FakeServer>,
    Path((kind, id)): Path<(String, CommandId)>,
    headers: HeaderMap,
    body: Bytes,
) -> Answered {
    let mut books = server.books();
    let person = books.caller(&headers)?;
    books.arrived.push((person, kind.clone(), id, body.clone()));
    let fault = books.faults.pop_front();
    let answer = match (books.answers.get(&id).cloned(), &fault) {
        (_, Some(Fault::Fail(code))) => return Err(Refused(*code)),
        (Some((bytes, _)), _) if bytes != body => return Err(Refused(Code::CommandReused)),
        (Some((_, answer)), _) => answer,
        (None, Some(Fault::Refuse(code))) => {
            Answer::Rejected { id, code: *code, reason: "no".into(), data: serde_json::json!({ "left": 0 }) }
        }
        (None, _) => books.apply(person, &kind, id, &body),
    };
    books.answers.insert(id, (body, answer.clone()));
    if fault == Some(Fault::LoseAnswer) {
        return Ok(broken());
    }
    if fault == Some(Fault::NeverAnswer) {
        let never = futures_util::stream::pending::<Result<Bytes, std::io::Error>>();
        return Ok(Body::from_stream(never).into_response());
    }
    let is_refused = matches!(answer, Answer::Rejected { .. });
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, axum::Json(answer)).into_response())
}

async fn feed(
    State(server): State<FakeServer>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Answered {
    let books = server.books();
    let person = books.caller(&headers)?;
    let after: Cursor = asked["after"].parse().expect("a cursor");
    let later = |item: &FeedItem| Cursor { n: item.n, k: item.k } > after;
    let mut items: Vec<FeedItem> = books.feed.iter().filter(|row| row.0 == person).map(|row| row.1.clone()).collect();
    items.retain(later);
    let has_more = items.len() > books.page_rows;
    items.truncate(books.page_rows);
    let next = items.last().map_or(after, |item| Cursor { n: item.n, k: item.k });
    let tax_version = books.tax_table.as_ref().and_then(|table| table.version.clone());
    Ok(json(&FeedPage { items, next, has_more, now: books.now.unwrap_or(samples::noon()), tax_version }))
}

async fn tax_table(State(server): State<FakeServer>, headers: HeaderMap) -> Answered {
    let mut books = server.books();
    books.caller(&headers)?;
    books.tax_table_asked += 1;
    Ok(json(&books.tax_table))
}

async fn deck(
    State(server): State<FakeServer>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Answered {
    let books = server.books();
    books.caller(&headers)?;
    let version = books.offers.iter().map(|offer| offer.campaign.to_string()).collect::<Vec<_>>().join("-");
    if asked.get("version") == Some(&version) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let now = books.now.unwrap_or(samples::noon());
    Ok(json(&DeckView { version, offers: books.offers.clone(), hides_most: None, now }))
}

async fn events(State(server): State<FakeServer>, headers: HeaderMap) -> Answered {
    server.books().caller(&headers)?;
    let hints = futures_util::stream::unfold(server.hints.subscribe(), async |mut hints| {
        hints.changed().await.ok()?;
        let text = format!("event: {}\ndata: {{\"n\":1}}\n\n", *hints.borrow_and_update());
        Some((Ok::<_, std::io::Error>(Bytes::from(text)), hints))
    });
    Ok(([("content-type", "text/event-stream")], Body::from_stream(hints)).into_response())
}

async fn begin_media(State(server): State<FakeServer>, axum::Json(asked): axum::Json<serde_json::Value>) -> Response {
    let mut books = server.books();
    let id: Uuid = asked["media"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let total = usize::try_from(asked["bytes"].as_u64().expect("a length")).expect("a length");
    let media = books.media.entry(id).or_default();
    media.total = total;
    json(&serde_json::json!({ "media": id, "received_bytes": media.bytes.len(), "part_bytes_max": 4 }))
}

async fn put_part(State(server): State<FakeServer>, Path((id, offset)): Path<(Uuid, usize)>, body: Bytes) -> Answered {
    let mut books = server.books();
    let fault = books.faults.pop_front();
    let media = books.media.get_mut(&id).ok_or(Refused(Code::NotFound))?;
    if media.bytes.len() != offset {
        return Err(Refused(Code::MovedOn));
    }
    media.puts += 1;
    media.bytes.extend_from_slice(&body);
    let received_bytes = media.bytes.len();
    Ok(if fault == Some(Fault::LoseAnswer) {
        broken()
    } else {
        json(&serde_json::json!({ "received_bytes": received_bytes }))
    })
}

async fn ask_media(State(server): State<FakeServer>, Path(id): Path<Uuid>) -> Answered {
    let books = server.books();
    let media = books.media.get(&id).ok_or(Refused(Code::NotFound))?;
    let state = match (media.is_refused, media.bytes.len() == media.total) {
        (true, _) => "refused",
        (false, true) => "ready",
        (false, false) => "receiving",
    };
    Ok(json(&serde_json::json!({ "received_bytes": media.bytes.len(), "state": state, "code": "media_refused" })))
}
