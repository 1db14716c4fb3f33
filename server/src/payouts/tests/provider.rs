//! A provider's server as the contract says it, with the faults a real one has. Its own books are what tests believe.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use gamma_core::id::AttemptId;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::payouts::rails::http_rail::{SIGNATURE_HEADER, sign};

pub const SECRET: &str = "a secret of the tests";

/// What the provider does with the next order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Confirm,
    Accept,
    Fail,
    /// Takes the order and never answers.
    Silent,
    /// Loses the order and answers with an error.
    Lose,
    /// Takes the order and answers nonsense.
    Mumble,
}

#[derive(Debug, Clone)]
pub struct Record {
    pub status: &'static str,
    pub amount: String,
    /// How often an order with this id came.
    pub calls: usize,
    pub body: Value,
}

#[derive(Default)]
pub struct Books {
    pub records: BTreeMap<AttemptId, Record>,
    pub deeds: VecDeque<Deed>,
    /// So many questions are answered with *not found* whatever the books say.
    pub hidden: usize,
    /// The statement names nothing.
    pub is_statement_empty: bool,
    pub calls: usize,
    pub unsigned: usize,
}

#[derive(Clone)]
pub struct Provider {
    books: Arc<Mutex<Books>>,
    address: SocketAddr,
}

impl Provider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let provider = Self { books: Arc::default(), address };
        let router = Router::new()
            .route("/v1/payouts", post(order))
            .route("/v1/payouts/{id}", get(record))
            .route("/v1/statement", get(statement))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().expect("no panic inside")
    }

    /// Does these things with the next orders, then confirms.
    pub fn will(&self, deeds: &[Deed]) {
        self.books().deeds.extend(deeds);
    }

    pub fn set_status(&self, attempt: AttemptId, status: &'static str) {
        if let Some(record) = self.books().records.get_mut(&attempt) {
            record.status = status;
        }
    }

    /// How often an order came.
    pub fn calls(&self) -> usize {
        self.books().calls
    }

    /// How often money left for good.
    pub fn paid(&self) -> usize {
        self.books().records.values().filter(|record| record.status == "confirmed").count()
    }

    fn is_signed(&self, headers: &HeaderMap, bytes: &[u8]) -> bool {
        let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_signed = signature == sign(SECRET.as_bytes(), bytes);
        if !is_signed {
            let mut books = self.books();
            books.unsigned = books.unsigned.saturating_add(1);
        }
        is_signed
    }
}

fn shape(id: AttemptId, record: &Record) -> Json<Value> {
    let reason = (record.status == "failed").then_some("account_closed");
    let external = format!("ext-{id}");
    Json(json!({ "id": id, "external_id": external, "status": record.status, "reason": reason, "cost": "15.00" }))
}

async fn order(State(provider): State<Provider>, headers: HeaderMap, raw: Bytes) -> Result<Json<Value>, StatusCode> {
    if !provider.is_signed(&headers, &raw) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let body: Value = serde_json::from_slice(&raw).expect("JSON");
    let id: AttemptId = serde_json::from_value(body["id"].clone()).expect("an id");
    let (deed, answer) = {
        let mut books = provider.books();
        books.calls = books.calls.saturating_add(1);
        let deed = books.deeds.pop_front().unwrap_or(Deed::Confirm);
        if deed == Deed::Lose {
            return Err(StatusCode::INTERNAL_SERVER_ERROR);
        }
        let status = match deed {
            Deed::Fail => "failed",
            Deed::Accept => "accepted",
            _ => "confirmed",
        };
        let amount = body["amount"].as_str().expect("text").to_owned();
        let fresh = Record { status, amount, calls: 0, body };
        let record = books.records.entry(id).or_insert(fresh);
        record.calls = record.calls.saturating_add(1);
        (deed, shape(id, record))
    };
    match deed {
        Deed::Silent => {
            tokio::time::sleep(std::time::Duration::from_secs(3)).await;
            Err(StatusCode::GATEWAY_TIMEOUT)
        }
        Deed::Mumble => Ok(Json(json!("thank you"))),
        _ => Ok(answer),
    }
}

async fn record(
    State(provider): State<Provider>,
    Path(id): Path<AttemptId>,
    headers: HeaderMap,
) -> Result<Json<Value>, StatusCode> {
    if !provider.is_signed(&headers, format!("/v1/payouts/{id}").as_bytes()) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let mut books = provider.books();
    if books.hidden > 0 {
        books.hidden = books.hidden.saturating_sub(1);
        return Err(StatusCode::NOT_FOUND);
    }
    books.records.get(&id).map(|record| shape(id, record)).ok_or(StatusCode::NOT_FOUND)
}

async fn statement(
    State(provider): State<Provider>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, StatusCode> {
    let day = query.get("day").cloned().unwrap_or_default();
    if !provider.is_signed(&headers, format!("/v1/statement?day={day}").as_bytes()) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let books = provider.books();
    let moved = books.records.iter().filter(|(_, record)| record.status == "confirmed");
    let moved = moved.filter(|_| day == "2026-06-15" && !books.is_statement_empty);
    let line = |(id, record): (&AttemptId, &Record)| {
        json!({ "external_id": format!("ext-{id}"), "id": id, "kind": "paid",
            "amount": record.amount, "day": day })
    };
    Ok(Json(json!({ "lines": moved.map(line).collect::<Vec<_>>() })))
}
