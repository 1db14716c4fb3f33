//! The rail's HTTP surface. A signature that does not hold is refused; a line that breaks answers nothing at all.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use gamma_core::money::Money;
use gamma_core::time::Day;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::books::{Payment, Status};
use super::{Door, Inner, Manner, sign};

/// What the platform asks for. Fields we don't look at are still part of the contract and must be there.
#[derive(Deserialize)]
struct Asked {
    id: Uuid,
    amount: String,
    currency: String,
    iban: String,
    name: String,
    iin: String,
    knp: String,
    purpose: String,
}

#[derive(Deserialize)]
struct OfDay {
    day: Day,
}

/// Opens an address on a free port for as long as the process lives.
pub(super) async fn open(inner: Arc<Inner>) -> Door {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let door = Door { base: format!("http://{address}"), asked: Arc::default() };
    let router = Router::new()
        .route("/v1/payouts", post(pay))
        .route("/v1/payouts/{id}", get(status))
        .route("/v1/statement", get(statement))
        .layer(from_fn_with_state(door.clone(), note))
        .with_state(inner);
    tokio::spawn(async move { axum::serve(listener, router).await });
    door
}

async fn note(State(door): State<Door>, request: Request, next: Next) -> Response {
    door.note(format!("{} {}", request.method(), request.uri()));
    next.run(request).await
}

async fn pay(State(inner): State<Arc<Inner>>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_signed(&inner, &headers, &body) {
        return refuse(&inner);
    }
    let Ok(asked) = serde_json::from_slice::<Asked>(&body) else { return malformed("not a payout") };
    let amount = match Money::from_decimal_text(&asked.amount) {
        Ok(amount) if amount.is_positive() && asked.currency == "KZT" => amount,
        _ => return malformed("not an amount in tenge"),
    };
    if asked.iin.len() != 12 || asked.knp.len() != 3 || asked.purpose.is_empty() {
        return malformed("iin, knp and purpose are needed");
    }
    let day = (inner.now)().day();
    let mut books = inner.lock();
    let known = books.payments.get(&asked.id).map(|payment| payment.manner);
    let manner = known.unwrap_or_else(|| {
        let was_lost = books.lost.contains(&asked.id);
        if was_lost { Manner::Sent } else { (inner.manner)(books.asked) }
    });
    if manner == Manner::NotFound {
        books.asked = books.asked.saturating_add(1);
        books.lost.insert(asked.id);
        return broken_line();
    }
    if known.is_none() {
        books.asked = books.asked.saturating_add(1);
    }
    let new = Payment {
        id: asked.id,
        amount,
        iban: asked.iban,
        name: asked.name,
        status: Status::Accepted,
        manner,
        day,
        times_paid: 0,
    };
    let payment = books.take(new, day);
    match manner {
        Manner::Nothing if known.is_none() => broken_line(),
        Manner::Sent | Manner::Twice if known.is_none() => {
            Json(json!({ "id": payment.id, "external_id": payment.external_id(), "status": "accepted",
                         "cost": "0.00" }))
            .into_response()
        }
        _ => Json(payment.body()).into_response(),
    }
}

async fn status(
    State(inner): State<Arc<Inner>>,
    Path(id): Path<Uuid>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    if !is_signed(&inner, &headers, uri.path().as_bytes()) {
        return refuse(&inner);
    }
    match inner.lock().payments.get(&id) {
        Some(payment) => Json(payment.body()).into_response(),
        None => (StatusCode::NOT_FOUND, Json(json!({ "error": "not_found" }))).into_response(),
    }
}

async fn statement(
    State(inner): State<Arc<Inner>>,
    Query(of): Query<OfDay>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let whole = uri.path_and_query().map_or("", |whole| whole.as_str());
    if !is_signed(&inner, &headers, uri.path().as_bytes()) && !is_signed(&inner, &headers, whole.as_bytes()) {
        return refuse(&inner);
    }
    Json(inner.lock().statement(of.day)).into_response()
}

fn is_signed(inner: &Inner, headers: &HeaderMap, bytes: &[u8]) -> bool {
    let given = headers.get("x-signature").and_then(|value| value.to_str().ok()).unwrap_or("");
    given == sign(&inner.secret, bytes)
}

fn refuse(inner: &Inner) -> Response {
    let mut books = inner.lock();
    books.refused = books.refused.saturating_add(1);
    (StatusCode::UNAUTHORIZED, Json(json!({ "error": "signature" }))).into_response()
}

fn malformed(reason: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": reason }))).into_response()
}

/// An answer whose body breaks off at once: the caller cannot know what happened.
fn broken_line() -> Response {
    let broken = futures_util::stream::once(async { Err::<Bytes, _>(std::io::Error::other("the line broke")) });
    Response::new(axum::body::Body::from_stream(broken))
}
