//! Mobizon (`https://api.mobizon.kz`): `Message/SendSmsMessage`, form-encoded, JSON back. The HTTP status says little;
//! the envelope's `code` does: 0 is taken, 100 is queued. The key stands in the URL, so no URL is ever logged.

use async_trait::async_trait;
use serde::Deserialize;
use std::time::Duration;

use crate::config::SmsConfig;
use crate::identity::{CodeSender, SendError};

const TIMEOUT: Duration = Duration::from_secs(10);
/// A code that arrives after it is over only confuses.
const VALIDITY_MINUTES: &str = "5";

/// A client with one account.
pub struct Mobizon {
    config: SmsConfig,
    http: reqwest::Client,
}

#[derive(Deserialize)]
struct Envelope {
    code: i64,
}

impl Mobizon {
    pub fn new(config: SmsConfig) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { config, http })
    }

    async fn call(&self, phone: &str, code: &str) -> Result<(), &'static str> {
        let base = format!("{}/service/Message/SendSmsMessage", self.config.url.trim_end_matches('/'));
        let key = [("output", "json"), ("api", "v1"), ("apiKey", self.config.api_key.reveal())];
        let url = reqwest::Url::parse_with_params(&base, key).map_err(|_| "the address cannot be read")?;
        let request = self.http.post(url).header("content-type", "application/x-www-form-urlencoded");
        let response = request.body(self.form(phone, code)).send().await.map_err(|_| "no answer")?;
        let envelope: Envelope = response.json().await.map_err(|_| "an unreadable answer")?;
        match envelope.code {
            0 | 100 => Ok(()),
            8 | 9 | 13 | 14 => Err("the account is refused"),
            30 => Err("too many messages"),
            1 | 11 | 12 => Err("the message is refused"),
            _ => Err("another refusal"),
        }
    }

    fn form(&self, phone: &str, code: &str) -> String {
        let text = format!("Gamma: {code}");
        let mut pairs = reqwest::Url::parse("form:").expect("a scheme alone is a URL");
        pairs
            .query_pairs_mut()
            .append_pair("recipient", phone.trim_start_matches('+'))
            .append_pair("text", &text)
            .append_pair("params[validity]", VALIDITY_MINUTES)
            .extend_pairs(self.config.sender.iter().map(|sender| ("from", sender)));
        pairs.query().unwrap_or_default().to_owned()
    }
}

#[async_trait]
impl CodeSender for Mobizon {
    async fn send(&self, phone: &str, code: &str) -> Result<(), SendError> {
        self.call(phone, code).await.map_err(|reason| {
            tracing::warn!(reason, "a one-time code could not be sent");
            SendError
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;
    use axum::extract::{Query, State};
    use axum::routing::post;
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    type Seen = Arc<Mutex<Vec<(BTreeMap<String, String>, BTreeMap<String, String>)>>>;

    /// A provider on a port of its own that answers every message with `answer`.
    async fn provider(answer: &'static str) -> (String, Seen) {
        let seen = Seen::default();
        let take = move |State(seen): State<Seen>, Query(query): Query<_>, axum::Form(form): axum::Form<_>| async move {
            seen.lock().expect("not poisoned").push((query, form));
            ([("content-type", "application/json")], answer)
        };
        let router = axum::Router::new().route("/service/Message/SendSmsMessage", post(take)).with_state(seen.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        (url, seen)
    }

    fn client(url: String) -> Mobizon {
        crate::app::install_tls();
        let config = SmsConfig { url, api_key: Secret::new("k&y=1"), sender: Some("Gamma".to_owned()) };
        Mobizon::new(config).expect("a client")
    }

    #[tokio::test]
    async fn a_code_is_sent_as_the_provider_wants_it() {
        let (url, seen) = provider(r#"{"code":0,"data":{"messageId":"7","status":2},"message":""}"#).await;
        client(url).send("+77010000001", "012345").await.expect("taken");
        let (query, form) = seen.lock().expect("not poisoned").pop().expect("one message");
        assert_eq!(query.get("apiKey").map(String::as_str), Some("k&y=1"));
        assert_eq!(query.get("output").map(String::as_str), Some("json"));
        assert_eq!(form.get("recipient").map(String::as_str), Some("77010000001"));
        assert_eq!(form.get("text").map(String::as_str), Some("Gamma: 012345"));
        assert_eq!(form.get("from").map(String::as_str), Some("Gamma"));
        assert_eq!(form.get("params[validity]").map(String::as_str), Some("5"));
    }

    #[tokio::test]
    async fn a_refusal_in_the_envelope_is_a_failure_although_http_says_fine() {
        for answer in [r#"{"code":8,"message":"key"}"#, r#"{"code":999}"#, "<html>", "{}"] {
            let (url, _) = provider(answer).await;
            assert_eq!(client(url).send("+77010000001", "012345").await, Err(SendError), "{answer}");
        }
    }

    #[tokio::test]
    async fn nobody_there_is_a_failure() {
        assert_eq!(client("http://127.0.0.1:1".to_owned()).send("+77010000001", "012345").await, Err(SendError));
    }
}
