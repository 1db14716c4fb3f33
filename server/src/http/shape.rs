//! One shape for every error: `{"error": {…}}` with the request's id, also for what the framework refuses by itself
//! (broken JSON, wrong types, bodies too large, addresses that are not there).

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gamma_core::wire::{Code, ErrorBody, ErrorDetail};

use crate::error::Error;

/// Carries the request's id, both ways.
pub const REQUEST_ID_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request, for support and logs. Always ours: an id from outside could carry anything.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Gives each request an id and says it in the answer.
pub async fn request_id(mut request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID_HEADER, value);
    }
    response
}

/// Writes the request's id into our errors, and gives the framework's own refusals our shape.
pub async fn errors(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|RequestId(id)| id.clone());
    let mut response = next.run(request).await;
    let status = response.status();
    let detail = match response.extensions_mut().remove::<ErrorDetail>() {
        Some(detail) => detail,
        None if is_error(status) && !is_json(&response) => foreign(status),
        None => return response,
    };
    let status = StatusCode::from_u16(detail.code.status()).unwrap_or(status);
    let retry_after = response.headers_mut().remove(header::RETRY_AFTER);
    let allow = response.headers_mut().remove(header::ALLOW);
    let mut shaped = (status, Json(ErrorBody { error: ErrorDetail { request_id: id, ..detail } })).into_response();
    for (name, value) in [(header::RETRY_AFTER, retry_after), (header::ALLOW, allow)] {
        if let Some(value) = value {
            shaped.headers_mut().insert(name, value);
        }
    }
    shaped
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

fn is_json(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

/// A refusal that the framework made, without repeating a word of what was sent.
fn foreign(status: StatusCode) -> ErrorDetail {
    let error = match status {
        StatusCode::NOT_FOUND => Error::new(Code::NotFound, "no such address"),
        StatusCode::METHOD_NOT_ALLOWED => Error::new(Code::MethodNotAllowed, "this method is not for this address"),
        StatusCode::PAYLOAD_TOO_LARGE => Error::new(Code::TooLarge, "the body is too large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Error::new(Code::UnsupportedType, "send application/json"),
        status if status.is_client_error() => Error::new(Code::Malformed, "the request could not be read"),
        _ => Error::Ours("the framework failed".to_owned()),
    };
    error.detail()
}
