//! The model's client: `POST {url}/v1/chat/completions` with a JSON schema, as llama.cpp, vLLM and Ollama all
//! understand it. An answer is read with a bound on its size and its time; who asks learns only what kind of failure it
//! was.

use futures_util::StreamExt as _;
use gamma_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

use super::breaker::Breaker;
use super::profiles::ModelConfig;

const ANSWER_BYTES_MAX: usize = 256 * 1024;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// Calls under way in this process; who finds none free is served by the engine alone.
const CALLS_MAX: usize = 32;

/// A client for one model.
pub struct Model {
    pub(super) config: ModelConfig,
    client: reqwest::Client,
    breaker: Breaker,
    calls: Semaphore,
}

/// The client cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the model's client cannot be made")]
pub struct BadModel(#[source] reqwest::Error);

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Message {
    pub role: &'static str,
    pub content: String,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub text: String,
    /// It ran into its bound of tokens: the JSON is cut.
    pub is_cut: bool,
    /// What it cost, if the model said so.
    pub tokens: Option<i64>,
}

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    #[error("every call of this process is taken")]
    Full,
    #[error("no connection")]
    Unreached,
    #[error("time-out")]
    Timeout,
    #[error("status {0}")]
    Status(u16),
    #[error("an unreadable answer")]
    Unreadable,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Said,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Said {
    content: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    total_tokens: i64,
}

impl Message {
    pub fn system(content: String) -> Self {
        Self { role: "system", content }
    }

    pub fn user(content: String) -> Self {
        Self { role: "user", content }
    }

    pub fn assistant(content: String) -> Self {
        Self { role: "assistant", content }
    }
}

impl Failure {
    /// Whether the model may have worked for it: then it has cost what it may have cost.
    pub const fn may_have_cost(self) -> bool {
        matches!(self, Self::Timeout | Self::Unreadable)
    }
}

impl Model {
    pub fn new(config: ModelConfig) -> Result<Self, BadModel> {
        crate::app::install_tls();
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT.min(config.timeout))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(BadModel)?;
        Ok(Self { config, client, breaker: Breaker::default(), calls: Semaphore::new(CALLS_MAX) })
    }

    /// Whether the circuit is closed, or this request is the one that tries.
    pub(super) fn lets_pass(&self, now: Timestamp) -> bool {
        self.breaker.lets_pass(now)
    }

    /// Asks once, until `deadline`, and tells the breaker how it went.
    pub(super) async fn ask(
        &self,
        messages: &[Message],
        schema: &Value,
        seed: u64,
        deadline: Instant,
        now: Timestamp,
    ) -> Result<Reply, Failure> {
        let Ok(_call) = self.calls.try_acquire() else { return Err(Failure::Full) };
        let body = self.body(messages, schema, seed);
        let asked = timeout_at(deadline, self.answer(&body)).await.unwrap_or(Err(Failure::Timeout));
        match asked {
            Ok(_) => self.breaker.succeeded(),
            Err(failure) => {
                let is_opened = self.breaker.failed(now);
                tracing::warn!(%failure, is_opened, "the model gave nothing");
            }
        }
        asked
    }

    fn body(&self, messages: &[Message], schema: &Value, seed: u64) -> Value {
        let profile = &self.config.profile;
        let mut body = json!({
            "model": profile.model,
            "messages": messages,
            "temperature": profile.temperature,
            "top_p": profile.top_p,
            "max_tokens": profile.answer_tokens_max,
            // Some servers read it into 31 bits.
            "seed": seed & 0x7fff_ffff,
            "stream": false,
            "response_format": {
                "type": "json_schema",
                "json_schema": { "name": "script", "strict": true, "schema": schema },
            },
        });
        if let Some(fields) = body.as_object_mut() {
            fields.extend(profile.extra.clone());
        }
        body
    }

    async fn answer(&self, body: &Value) -> Result<Reply, Failure> {
        let mut request = self.client.post(format!("{}/v1/chat/completions", self.config.url)).json(body);
        if let Some(key) = &self.config.key {
            request = request.bearer_auth(key.reveal());
        }
        let response = request.send().await.map_err(|_| Failure::Unreached)?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(Failure::Status(status));
        }
        let mut bytes = Vec::new();
        let mut chunks = response.bytes_stream();
        while let Some(chunk) = chunks.next().await {
            bytes.extend_from_slice(&chunk.map_err(|_| Failure::Unreadable)?);
            if bytes.len() > ANSWER_BYTES_MAX {
                return Err(Failure::Unreadable);
            }
        }
        read(&bytes).ok_or(Failure::Unreadable)
    }
}

fn read(bytes: &[u8]) -> Option<Reply> {
    let completion: Completion = serde_json::from_slice(bytes).ok()?;
    let choice = completion.choices.into_iter().next()?;
    let is_cut = choice.finish_reason.as_deref() == Some("length");
    let tokens = completion.usage.map(|usage| usage.total_tokens.max(0));
    Some(Reply { text: choice.message.content.unwrap_or_default(), is_cut, tokens })
}
