//! Somebody at the server's HTTP surface without a phone's engine: a brand's desk, a script, a stranger.

use gamma_core::id::{BrandId, CommandId, DeviceId, Id, PersonId};
use gamma_core::wire::commands::Command;
use gamma_core::wire::identity::{ChallengeReply, ChallengeRequest, Purpose, SessionReply, SessionRequest};
use gamma_core::wire::{Answer, Code, Cursor, ErrorBody, FeedItem, FeedPage, Topic};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::codes::Codes;

/// A signed-in person, or nobody.
#[derive(Clone)]
pub struct Client {
    base: String,
    http: reqwest::Client,
    token: Option<String>,
    /// Who is signed in.
    pub person: Option<PersonId>,
    /// For which brands.
    pub brands: Vec<BrandId>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body, as text.
    pub text: String,
}

/// Why a command did not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A rule said no, or the request was wrong.
    ByServer(Code),
    /// No answer that can be read: it may have happened.
    Unknown,
}

impl Reply {
    /// The body as JSON of a type.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.text).ok()
    }

    /// The code of an error body.
    pub fn code(&self) -> Option<Code> {
        self.json::<ErrorBody>().map(|body| body.error.code)
    }
}

impl Client {
    /// Nobody, at this server.
    pub fn nobody(base: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().timeout(std::time::Duration::from_secs(20)).build().expect("a client");
        Self { base: base.to_owned(), http, token: None, person: None, brands: Vec::new() }
    }

    /// Signs in with a phone and the code that was sent to it.
    pub async fn sign_in(base: &str, phone: &str, codes: &Codes) -> Option<Self> {
        let mut client = Self::nobody(base);
        let device = DeviceId::from_uuid(Uuid::now_v7());
        let asked = ChallengeRequest { phone: phone.to_owned(), device, purpose: Purpose::SignIn };
        let challenge: ChallengeReply = client.post("/v1/sign-in/challenges", &asked).await?.json()?;
        let request = SessionRequest {
            challenge: challenge.challenge,
            code: codes.newest(phone).await?,
            device,
            device_key: hex::encode([7_u8; 32]),
            device_name: "tests".to_owned(),
            request: Uuid::now_v7(),
        };
        let session: SessionReply = client.post("/v1/sign-in/sessions", &request).await?.json()?;
        client.token = Some(session.access_token);
        client.person = Some(session.person);
        client.brands = session.brands;
        Some(client)
    }

    /// The same person at another address of the same server.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    /// Asks with a method, a path and a body.
    pub async fn ask(&self, method: &str, path: &str, body: Option<Vec<u8>>) -> Option<Reply> {
        let method = reqwest::Method::from_bytes(method.as_bytes()).ok()?;
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.ok()?;
        let status = response.status().as_u16();
        Some(Reply { status, text: response.text().await.ok()? })
    }

    /// Posts JSON.
    pub async fn post<T: serde::Serialize>(&self, path: &str, body: &T) -> Option<Reply> {
        self.ask("POST", path, serde_json::to_vec(body).ok()).await
    }

    /// Reads JSON.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        self.ask("GET", path, None).await?.json()
    }

    /// A command with a new id; what it made.
    pub async fn command<C: Command>(&self, command: &C) -> Result<Value, Refused> {
        self.command_as(CommandId::from_uuid(Uuid::now_v7()), command).await
    }

    /// A command with this id.
    pub async fn command_as<C: Command>(&self, id: CommandId, command: &C) -> Result<Value, Refused> {
        let path = format!("/v1/commands/{}/{id}", C::KIND);
        let reply = self.post(&path, command).await.ok_or(Refused::Unknown)?;
        match reply.json::<Answer>() {
            Some(Answer::Done { data, .. }) => Ok(data),
            Some(Answer::Rejected { code, .. }) => Err(Refused::ByServer(code)),
            None => Err(reply.code().map_or(Refused::Unknown, Refused::ByServer)),
        }
    }

    /// The whole feed.
    pub async fn feed(&self) -> Option<Vec<FeedItem>> {
        let (mut items, mut cursor) = (Vec::new(), Cursor::default());
        loop {
            let page: FeedPage = self.get(&format!("/v1/feed?after={cursor}&limit=200")).await?;
            items.extend(page.items);
            cursor = page.next;
            if !page.has_more {
                return Some(items);
            }
        }
    }

    /// Everything of a topic in the feed.
    pub async fn list<T: DeserializeOwned>(&self, topic: Topic) -> Vec<T> {
        let items = self.feed().await.unwrap_or_default();
        let of_topic = items.into_iter().filter(|item| item.topic == topic);
        of_topic.filter_map(|item| serde_json::from_value(item.body).ok()).collect()
    }
}
