//! A server in memory with its own clock, and a phone network that remembers the last code of each phone.

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use gamma_core::time::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Limits};
use crate::db::Db;
use crate::identity::{CodeSender, SendError};
use crate::keys::Keys;

pub const NOW: &str = "2026-06-15T04:00:00Z";
pub const PHONE: &str = "+77010000001";

/// Keeps what was sent.
#[derive(Default)]
pub struct Network {
    codes: Mutex<BTreeMap<String, Vec<String>>>,
    pub is_down: Mutex<bool>,
}

#[async_trait]
impl CodeSender for Network {
    async fn send(&self, phone: &str, code: &str) -> Result<(), SendError> {
        if *self.is_down.lock().expect("not poisoned") {
            return Err(SendError);
        }
        self.codes.lock().expect("not poisoned").entry(phone.to_owned()).or_default().push(code.to_owned());
        Ok(())
    }
}

pub struct World {
    pub app: App,
    pub router: Router,
    pub network: Arc<Network>,
}

/// One installed app of one person.
#[derive(Debug, Clone)]
pub struct Device {
    pub id: Uuid,
    pub key: String,
    pub request: Uuid,
}

/// An answer's status and JSON.
pub type Reply = (StatusCode, Value);

impl World {
    pub async fn new(db: Db) -> Self {
        Self::with_limits(db, Limits::default()).await
    }

    pub async fn with_limits(db: Db, limits: Limits) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config { limits, ..Config::for_dev(folder.path()) };
        let network = Arc::new(Network::default());
        let now: Timestamp = NOW.parse().expect("a moment");
        let start = App::start(config).db(db).clock(Clock::manual(now)).keys(Keys::new([7; 32]));
        let media = Arc::new(object_store::memory::InMemory::new());
        let app = start.media(media).code_sender(network.clone()).open().await.expect("starts");
        Self { router: crate::http::router(app.clone()), app, network }
    }

    /// Any request, with a JSON body.
    pub async fn ask(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1_000_000).await.expect("a body");
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask("POST", path, None, &body).await
    }

    /// A command of a signed-in person.
    pub async fn command(&self, token: &str, kind: &str, body: Value) -> Reply {
        let id = Uuid::now_v7();
        self.ask("POST", &format!("/v1/commands/{kind}/{id}"), Some(token), &body).await
    }

    pub async fn challenge(&self, phone: &str, device: &Device, purpose: &str) -> Reply {
        let body = json!({ "phone": phone, "device": device.id, "purpose": purpose });
        self.post("/v1/sign-in/challenges", body).await
    }

    /// The last code sent to a phone.
    pub fn code(&self, phone: &str) -> String {
        let codes = self.network.codes.lock().expect("not poisoned");
        codes.get(phone).and_then(|codes| codes.last()).expect("a code was sent").clone()
    }

    pub fn codes_sent(&self, phone: &str) -> usize {
        self.network.codes.lock().expect("not poisoned").get(phone).map_or(0, Vec::len)
    }

    pub async fn answer(&self, challenge: &Value, code: &str, device: &Device) -> Reply {
        let body = json!({
            "challenge": challenge, "code": code, "device": device.id, "device_key": device.key,
            "device_name": "Test phone", "request": device.request,
        });
        self.post("/v1/sign-in/sessions", body).await
    }

    /// Signs in and gives the session's reply.
    pub async fn sign_in(&self, phone: &str, device: &Device) -> Value {
        let (status, challenge) = self.challenge(phone, device, "sign_in").await;
        assert_eq!(status, StatusCode::OK, "{challenge}");
        let (status, session) = self.answer(&challenge["challenge"], &self.code(phone), device).await;
        assert_eq!(status, StatusCode::OK, "{session}");
        session
    }

    /// A signed-in person's access token.
    pub async fn token(&self, phone: &str) -> String {
        text(&self.sign_in(phone, &Device::new()).await["access_token"])
    }

    pub async fn refresh(&self, token: &Value, device: &Device, request: Uuid) -> Reply {
        let body = json!({ "refresh_token": token, "device_key": device.key, "request": request });
        self.post("/v1/sign-in/refresh", body).await
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.app.db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a number")
    }
}

impl Device {
    pub fn new() -> Self {
        let key = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        Self { id: Uuid::now_v7(), key, request: Uuid::now_v7() }
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The code of a refused request or a rejected command.
pub fn code_of((_, body): &Reply) -> String {
    body["error"]["code"].as_str().or(body["code"].as_str()).unwrap_or("none").to_owned()
}

pub fn is_done((status, body): &Reply) -> bool {
    *status == StatusCode::OK && body["outcome"] == "done"
}

/// A wrong code near the right one.
pub fn wrong(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}
