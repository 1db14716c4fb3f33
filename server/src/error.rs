//! Errors: one rich enum inside, one shape on the wire. Each variant says what the asker can do; nothing here ever
//! carries personal data.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gamma_core::wire::{Code, ErrorBody, ErrorDetail};

use crate::book::{GateError, Refusal};
use crate::db::DbError;

/// What can go wrong while answering a request.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The asker's to mend; `field` is a JSON path.
    #[error("{code}: {reason}")]
    Asked { code: Code, reason: String, field: Option<String>, retry_after_s: Option<u32> },
    #[error("the database failed")]
    Db(#[from] DbError),
    #[error("the command was not taken")]
    Gate(#[from] GateError),
    /// Ours to mend; the reason goes to the log, not to the asker.
    #[error("{0}")]
    Ours(String),
}

impl Error {
    pub fn new(code: Code, reason: impl Into<String>) -> Self {
        Self::Asked { code, reason: reason.into(), field: None, retry_after_s: None }
    }

    pub fn field(code: Code, field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Asked { code, reason: reason.into(), field: Some(field.into()), retry_after_s: None }
    }

    pub fn too_many(retry_after_s: u32) -> Self {
        let reason = "too many tries".to_owned();
        Self::Asked { code: Code::TooMany, reason, field: None, retry_after_s: Some(retry_after_s) }
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("no such {what}"))
    }

    /// What the asker sees.
    pub fn detail(&self) -> ErrorDetail {
        let plain = |code: Code, reason: &str, retry_after_s| ErrorDetail {
            code,
            reason: reason.to_owned(),
            field: None,
            retry_after_s,
            request_id: None,
        };
        match self {
            Self::Asked { code, reason, field, retry_after_s } => ErrorDetail {
                code: *code,
                reason: reason.clone(),
                field: field.clone(),
                retry_after_s: *retry_after_s,
                request_id: None,
            },
            Self::Gate(GateError::Reused) => {
                plain(Code::CommandReused, "the command id was used with other input", None)
            }
            Self::Gate(GateError::Unavailable) | Self::Db(_) => {
                plain(Code::Unavailable, "try again; nothing was changed", Some(2))
            }
            Self::Gate(GateError::Broken(_)) | Self::Ours(_) => {
                plain(Code::Internal, "our mistake; nothing was changed", None)
            }
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.code, refusal.reason)
    }
}

/// A body that is no JSON of the wished shape. Its text is not repeated: it may be personal.
impl From<JsonRejection> for Error {
    fn from(rejection: JsonRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(Code::TooLarge, "the body is too large"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::new(Code::UnsupportedType, "send application/json"),
            _ => Self::new(Code::Malformed, "the body could not be read"),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if matches!(self, Self::Db(_) | Self::Ours(_) | Self::Gate(GateError::Broken(_))) {
            tracing::error!(error = &self as &dyn std::error::Error, "a request failed");
        }
        let detail = self.detail();
        let status = StatusCode::from_u16(detail.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after_s = detail.retry_after_s;
        let mut response = (status, Json(ErrorBody { error: detail.clone() })).into_response();
        // The outer layer writes the request's id into it.
        response.extensions_mut().insert(detail);
        if let Some(value) = retry_after_s.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}
