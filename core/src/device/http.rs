//! One HTTP client, and one place that says what a failure means: try again, refused, signed out, update the app.
//! Only an answer that our server wrote can refuse a command; whatever else is in the way is tried again.

use std::time::Duration;

use bytes::Bytes;
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ports::DeviceClock;
use crate::wire::{Answer, Code, ErrorBody};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
const PART_TIMEOUT: Duration = Duration::from_secs(180);

/// Why a call brought no answer that helps.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection was made: nothing left the phone.
    #[error("the server was not reached")]
    Unreached,
    /// It may have arrived; asking again is right.
    #[error("the server did not answer")]
    Retry {
        /// When, if the server said so.
        after_s: Option<u32>,
        /// This one call failed inside the server; others may pass.
        is_this_call: bool,
    },
    /// Asking again can't help.
    #[error("refused: {}", .0.code)]
    Refused(Refusal),
    /// The token does not hold.
    #[error("not signed in: {0}")]
    SignedOut(Code),
    /// The server speaks a newer language than this app.
    #[error("the app is too old")]
    UpdateApp,
}

/// A refusal, for a screen to explain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which rule.
    pub code: Code,
    /// A lowercase fragment in English.
    pub reason: String,
    /// Figures, if the rule has any.
    pub detail: serde_json::Value,
}

/// What is asked. Not printable: bodies hold what people typed.
#[derive(Clone)]
pub struct Request {
    method: Method,
    path: String,
    body: Option<(Bytes, &'static str)>,
    timeout: Duration,
}

/// What came back, not yet understood.
#[derive(Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub bytes: Bytes,
}

/// The one client.
pub struct Http {
    client: reqwest::Client,
    base: String,
    app_version: String,
}

impl Request {
    /// Reads.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None, timeout: ANSWER_TIMEOUT }
    }

    /// Reads, with one parameter.
    pub fn get_with(path: &str, name: &str, value: &str) -> Self {
        let address = reqwest::Url::parse_with_params("http://phone/", [(name, value)]).expect("a fixed address");
        Self::get(format!("{path}?{}", address.query().unwrap_or_default()))
    }

    /// Removes.
    pub fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, ..Self::get(path) }
    }

    /// Asks with a JSON body.
    pub fn post<T: Serialize>(path: impl Into<String>, body: &T) -> Self {
        let bytes = serde_json::to_vec(body).expect("a request has only plain fields");
        Self::post_bytes(path, bytes.into())
    }

    /// Asks with JSON bytes that were made before.
    pub fn post_bytes(path: impl Into<String>, bytes: Bytes) -> Self {
        Self { method: Method::POST, body: Some((bytes, "application/json")), ..Self::get(path) }
    }

    /// Sends a part of a file.
    pub fn put_part(path: impl Into<String>, bytes: Bytes) -> Self {
        let body = Some((bytes, "application/octet-stream"));
        Self { method: Method::PUT, body, timeout: PART_TIMEOUT, ..Self::get(path) }
    }
}

impl Http {
    /// A client for the server at `base`, such as `https://api.example.kz`.
    pub fn new(base: &str, app_version: &str) -> Result<Self, reqwest::Error> {
        // Reqwest takes the process's default provider; a second install is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { client, base: base.trim_end_matches('/').to_owned(), app_version: app_version.to_owned() })
    }

    /// Sends a request; an answer below 300, and a 304, is a reply.
    pub async fn send(
        &self,
        request: &Request,
        token: Option<&str>,
        clock: &dyn DeviceClock,
    ) -> Result<Reply, Failure> {
        let reply = self.ask(request, token, clock).await?;
        if reply.status < 300 || reply.status == StatusCode::NOT_MODIFIED.as_u16() {
            return Ok(reply);
        }
        Err(read_failure(&reply))
    }

    /// Sends a command's bytes and reads its stored answer.
    pub async fn command(&self, request: &Request, token: &str, clock: &dyn DeviceClock) -> Result<Answer, Failure> {
        let reply = self.ask(request, Some(token), clock).await?;
        match reply.status {
            200 | 422 => serde_json::from_slice(&reply.bytes).map_err(|_| read_failure(&reply)),
            _ => Err(read_failure(&reply)),
        }
    }

    /// Opens the live stream of hints.
    pub async fn open_events(&self, token: &str, clock: &dyn DeviceClock) -> Result<reqwest::Response, Failure> {
        let builder = self.builder(&Request::get("/v1/events"), Some(token), clock);
        let response =
            builder.header("accept", "text/event-stream").send().await.map_err(|error| unanswered(&error))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let status = response.status().as_u16();
        let bytes = response.bytes().await.map_err(|error| unanswered(&error))?;
        Err(read_failure(&Reply { status, bytes }))
    }

    async fn ask(&self, request: &Request, token: Option<&str>, clock: &dyn DeviceClock) -> Result<Reply, Failure> {
        let builder = self.builder(request, token, clock).timeout(request.timeout);
        let response = builder.send().await.map_err(|error| unanswered(&error))?;
        let status = response.status().as_u16();
        // A body that breaks off came from a request that arrived.
        let bytes = response.bytes().await.map_err(|_| Failure::Retry { after_s: None, is_this_call: false })?;
        Ok(Reply { status, bytes })
    }

    fn builder(&self, request: &Request, token: Option<&str>, clock: &dyn DeviceClock) -> reqwest::RequestBuilder {
        let address = format!("{}{}", self.base, request.path);
        let mut builder = self
            .client
            .request(request.method.clone(), address)
            .header("x-gamma-app", &self.app_version)
            .header("x-gamma-device-time", clock.now().to_string());
        if let Some((bytes, content_type)) = &request.body {
            builder = builder.header("content-type", *content_type).body(bytes.clone());
        }
        if let Some(token) = token {
            builder = builder.bearer_auth(token);
        }
        builder
    }
}

impl Reply {
    /// Reads the body; one that is not what was asked for came from something in between.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.bytes).map_err(|_| Failure::Retry { after_s: None, is_this_call: true })
    }
}

impl Failure {
    /// Try again as soon as the usual back-off says.
    pub const AGAIN: Self = Self::Retry { after_s: None, is_this_call: false };

    /// The stable code that a screen looks up.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreached => "unreached",
            // Only a server that was asked too often names the pause.
            Self::Retry { after_s: Some(_), .. } => Code::TooMany.text(),
            Self::Retry { after_s: None, .. } => Code::Unavailable.text(),
            Self::Refused(refusal) => refusal.code.text(),
            Self::SignedOut(code) => code.text(),
            Self::UpdateApp => Code::UpdateApp.text(),
        }
    }
}

fn unanswered(error: &reqwest::Error) -> Failure {
    if error.is_connect() || error.is_builder() { Failure::Unreached } else { Failure::AGAIN }
}

/// What an answer that is not a success means.
fn read_failure(reply: &Reply) -> Failure {
    let Ok(body) = serde_json::from_slice::<ErrorBody>(&reply.bytes) else {
        // Not our server's words: a proxy, a hotel's sign-in page, a gateway on its way up.
        return Failure::Retry { after_s: None, is_this_call: reply.status == 500 };
    };
    let error = body.error;
    match (reply.status, error.code) {
        (_, Code::UpdateApp) => Failure::UpdateApp,
        (401, code) => Failure::SignedOut(code),
        (408 | 425 | 429, _) => Failure::Retry { after_s: error.retry_after_s, is_this_call: false },
        (400..=499, code) => Failure::Refused(Refusal { code, reason: error.reason, detail: serde_json::Value::Null }),
        (500, _) => Failure::Retry { after_s: error.retry_after_s, is_this_call: true },
        _ => Failure::Retry { after_s: error.retry_after_s, is_this_call: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Failure {
        read_failure(&Reply { status, bytes: Bytes::copy_from_slice(body.as_bytes()) })
    }

    fn words(code: &str, more: &str) -> String {
        format!(r#"{{"error":{{"code":"{code}","reason":"because"{more}}}}}"#)
    }

    #[test]
    fn every_answer_of_the_server_has_one_meaning() {
        let refused =
            |code| Failure::Refused(Refusal { code, reason: "because".into(), detail: serde_json::Value::Null });
        let retry = |after_s, is_this_call| Failure::Retry { after_s, is_this_call };
        for (status, body, meaning) in [
            (400, words("malformed", ""), refused(Code::Malformed)),
            (400, words("update_app", ""), Failure::UpdateApp),
            (401, words("token_expired", ""), Failure::SignedOut(Code::TokenExpired)),
            (403, words("not_allowed", ""), refused(Code::NotAllowed)),
            (404, words("not_found", ""), refused(Code::NotFound)),
            (409, words("command_reused", ""), refused(Code::CommandReused)),
            (413, words("too_large", ""), refused(Code::TooLarge)),
            (422, words("phone_invalid", ""), refused(Code::PhoneInvalid)),
            (422, words("a_rule_of_tomorrow", ""), refused(Code::Unknown)),
            (429, words("too_many", r#","retry_after_s":7"#), retry(Some(7), false)),
            (500, words("internal", ""), retry(None, true)),
            (503, words("unavailable", ""), retry(None, false)),
        ] {
            assert_eq!(read(status, &body), meaning, "{status} {body}");
        }
    }

    #[test]
    fn a_page_that_is_not_our_servers_refuses_nothing() {
        for status in [302, 400, 401, 403, 404, 409, 413, 422, 502] {
            assert_eq!(read(status, "<html>please sign in to the hotel</html>"), Failure::AGAIN, "{status}");
        }
    }
}
