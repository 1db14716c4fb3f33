//! The language model outside: a real HTTP server with the OpenAI surface that llama.cpp, vLLM and Ollama share. It
//! writes with the phone's own engine, so that what is good is really good, and it has the faults of a real model.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use futures_util::stream;
use gamma_core::kazakh::script::{Answer, Beat, Request, suggest};
use serde_json::{Value, json};

/// What each call says it cost.
pub const TOKENS_A_CALL: i64 = 1_000;
/// What a model says that nobody may say.
pub const BANNED: &str = "Ол безеуді емдейді, ең жақсысы!";

/// How the model behaves towards a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Writes what was asked for.
    Good,
    /// The same inside a fence of Markdown.
    Fenced,
    /// Makes a claim that the law forbids, and makes it again.
    Banned,
    /// Makes it, and mends it when told.
    Mends,
    /// Writes about another thing.
    OffTopic,
    /// Runs out of tokens in the middle of the JSON.
    Cut,
    /// Says something else than JSON.
    Chatty,
    /// JSON of another form.
    WrongForm,
    /// An HTTP error.
    Status(u16),
    /// An answer that is no completion.
    NotACompletion,
    /// Takes the call and says nothing.
    Silent,
    /// Answers letter by letter, for minutes.
    Drip,
    /// Answers without end.
    Endless,
}

/// A running model.
#[derive(Clone)]
pub struct Model {
    /// What `GAMMA_MODEL_URL` names.
    pub base: String,
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    manner: Manner,
    asked: Vec<Value>,
}

impl Model {
    /// Starts one on a free port.
    pub async fn start(manner: Manner) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let inner = Arc::new(Mutex::new(Inner { manner, asked: Vec::new() }));
        let model = Self { base: format!("http://{address}"), inner };
        let router = Router::new().route("/v1/chat/completions", post(complete)).with_state(model.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        model
    }

    /// Behaves so from now on.
    pub fn behave(&self, manner: Manner) {
        self.lock().manner = manner;
    }

    /// The bodies of all calls so far.
    pub fn asked(&self) -> Vec<Value> {
        self.lock().asked.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn complete(State(model): State<Model>, body: Bytes) -> Response {
    let Ok(asked) = serde_json::from_slice::<Value>(&body) else { return refuse(400, "not JSON") };
    let is_schema = asked["response_format"]["json_schema"]["schema"]["properties"]["beats"].is_object();
    let is_whole = asked["model"].is_string() && asked["max_tokens"].is_i64() && is_schema;
    let Some(messages) = asked["messages"].as_array().filter(|_| is_whole).cloned() else {
        return refuse(400, "model, max_tokens, messages and a schema are needed");
    };
    let manner = {
        let mut inner = model.lock();
        inner.asked.push(asked.clone());
        inner.manner
    };
    let is_told_again = messages.iter().filter(|message| message["role"] == "assistant").count() > 1;
    let sheet = || written(&messages, asked["seed"].as_u64().unwrap_or(1), None).to_string();
    match manner {
        Manner::Good => said(&sheet(), "stop"),
        Manner::Mends if is_told_again => said(&sheet(), "stop"),
        Manner::Fenced => said(&format!("```json\n{}\n```", sheet()), "stop"),
        Manner::Banned | Manner::Mends => said(&banned(&messages), "stop"),
        Manner::OffTopic => said(&written(&messages, 1, Some("Рюкзак, қара, мектеп")).to_string(), "stop"),
        Manner::Cut => said(&sheet().chars().take(120).collect::<String>(), "length"),
        Manner::Chatty => said("Әрине! Міне, сізге арналған сценарий.", "stop"),
        Manner::WrongForm => said(r#"{"script":"Далап алыңыз"}"#, "stop"),
        Manner::Status(status) => refuse(status, "as the test wishes"),
        Manner::NotACompletion => Json(json!({ "object": "error", "message": "loading" })).into_response(),
        Manner::Silent => {
            tokio::time::sleep(Duration::from_secs(600)).await;
            refuse(500, "too late")
        }
        Manner::Drip => Response::new(without_end(Duration::from_millis(100), " ")),
        Manner::Endless => Response::new(without_end(Duration::ZERO, &"x".repeat(64 * 1024))),
    }
}

fn without_end(pause: Duration, piece: &str) -> Body {
    let piece = Bytes::copy_from_slice(piece.as_bytes());
    Body::from_stream(stream::unfold((), move |()| {
        let piece = piece.clone();
        async move {
            tokio::time::sleep(pause).await;
            Some((Ok::<_, std::io::Error>(piece), ()))
        }
    }))
}

fn said(text: &str, finish_reason: &str) -> Response {
    let choice = json!({
        "index": 0, "finish_reason": finish_reason, "message": { "role": "assistant", "content": text },
    });
    let usage = json!({ "prompt_tokens": 700, "completion_tokens": 300, "total_tokens": TOKENS_A_CALL });
    Json(json!({ "id": "chatcmpl-1", "object": "chat.completion", "choices": [choice], "usage": usage }))
        .into_response()
}

fn refuse(status: u16, message: &str) -> Response {
    let body = Json(json!({ "error": { "code": status, "message": message, "type": "invalid_request_error" } }));
    (StatusCode::from_u16(status).expect("a status"), body).into_response()
}

/// A sheet for the brief that was asked last, or for another one.
fn written(messages: &[Value], seed: u64, about: Option<&str>) -> Value {
    let asked = messages.iter().rev().filter_map(|message| message["content"].as_str());
    let asked = asked.filter(|text| text.contains("\nstory: ")).map(str::to_owned).next().unwrap_or_default();
    let brief = asked.split(" | ").next().unwrap_or_default();
    let request = Request { count: 1, ..Request::of(about.unwrap_or(brief), seed ^ 0xabcd) };
    let Answer::Scripts { scripts, .. } = suggest(&request) else { return Value::Null };
    let beats = scripts.first().map(|script| script.beats.as_slice()).unwrap_or_default();
    let beat = |beat: &Beat| json!({ "say": beat.say, "show": beat.show, "screen": "", "basis": "scene" });
    json!({ "beats": beats.iter().map(beat).collect::<Vec<_>>() })
}

fn banned(messages: &[Value]) -> String {
    let mut sheet = written(messages, 1, None);
    if let Some(beat) = sheet["beats"].get_mut(1) {
        beat["say"] = json!(BANNED);
    }
    sheet.to_string()
}
