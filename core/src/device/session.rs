//! Who is signed in, and the tokens. The id of a refresh is kept before its first try, so that an answer lost on
//! the way is asked for again in the same words, and nobody is signed out by a bad network.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::http::{Failure, Http, Reply, Request};
use super::ports::{Ports, SecretError};
use super::seal::SealKey;
use crate::id::{CommandId, Id, PersonId, SessionId};
use crate::wire::Code;
use crate::wire::identity::{RefreshRequest, SessionReply};

const TOKENS: &str = "session";
const DEVICE_KEY: &str = "device-key";

/// Who is on this phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionState {
    /// Nobody; only the sample card and the studio.
    Nobody,
    /// Somebody, and the server takes the phone's word for it.
    SignedIn(PersonId),
    /// Somebody whose session is over: everything is readable, and nothing is sent until the next sign-in.
    Paused(PersonId),
}

/// The tokens, as they lie in the keychain.
#[derive(Clone, Serialize, Deserialize)]
struct Tokens {
    session: SessionId,
    person: PersonId,
    access_token: String,
    refresh_token: String,
    /// The refresh under way; the same until its answer is here.
    refresh_request: Option<Uuid>,
}

/// The one keeper of tokens.
pub struct Session {
    http: Arc<Http>,
    ports: Ports,
    tokens: Mutex<Option<Tokens>>,
    /// One refresh at a time; the others wait and take its result.
    refreshing: tokio::sync::Mutex<()>,
}

impl Session {
    /// Reads what the keychain has.
    pub fn open(http: Arc<Http>, ports: Ports) -> Result<Self, SecretError> {
        let kept = ports.secrets.get(TOKENS)?.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(Self { http, ports, tokens: Mutex::new(kept), refreshing: tokio::sync::Mutex::new(()) })
    }

    /// Whose tokens these are.
    pub fn person(&self) -> Option<PersonId> {
        self.lock().as_ref().map(|tokens| tokens.person)
    }

    /// The session's id, to end it at the server.
    pub fn id(&self) -> Option<SessionId> {
        self.lock().as_ref().map(|tokens| tokens.session)
    }

    /// The phone's secret, shown to the server at sign-in and at each refresh.
    pub fn device_key(&self) -> Result<String, SecretError> {
        SealKey::get_or_make(&*self.ports.secrets, &*self.ports.entropy, DEVICE_KEY).map(|key| key.hex())
    }

    /// Keeps the tokens of a sign-in or a refresh.
    pub fn keep(&self, reply: SessionReply) -> Result<(), SecretError> {
        self.set(Some(Tokens {
            session: reply.session,
            person: reply.person,
            access_token: reply.access_token,
            refresh_token: reply.refresh_token,
            refresh_request: None,
        }))
    }

    /// Forgets the tokens; the device key stays.
    pub fn forget(&self) -> Result<(), SecretError> {
        self.set(None)
    }

    /// Sends a request as `person`, with one refresh if the token is over. Tokens of anybody else are never used.
    pub async fn send(&self, person: PersonId, request: &Request) -> Result<Reply, Failure> {
        let token = self.token_of(person)?;
        match self.http.send(request, Some(&token), &*self.ports.clock).await {
            Err(Failure::SignedOut(_)) => {
                let fresh = self.refresh(person, &token).await?;
                self.http.send(request, Some(&fresh), &*self.ports.clock).await
            }
            answer => answer,
        }
    }

    /// The same for a command.
    pub async fn command(&self, person: PersonId, request: &Request) -> Result<crate::wire::Answer, Failure> {
        let token = self.token_of(person)?;
        match self.http.command(request, &token, &*self.ports.clock).await {
            Err(Failure::SignedOut(_)) => {
                let fresh = self.refresh(person, &token).await?;
                self.http.command(request, &fresh, &*self.ports.clock).await
            }
            answer => answer,
        }
    }

    /// Opens the live stream as `person`.
    pub async fn open_events(&self, person: PersonId) -> Result<reqwest::Response, Failure> {
        let token = self.token_of(person)?;
        match self.http.open_events(&token, &*self.ports.clock).await {
            Err(Failure::SignedOut(_)) => {
                let fresh = self.refresh(person, &token).await?;
                self.http.open_events(&fresh, &*self.ports.clock).await
            }
            answer => answer,
        }
    }

    /// A fresh access token for the one that was found to be over.
    async fn refresh(&self, person: PersonId, stale: &str) -> Result<String, Failure> {
        let _one_at_a_time = self.refreshing.lock().await;
        let current = self.token_of(person)?;
        if current != stale {
            return Ok(current);
        }
        let request = self.refresh_request(person)?;
        let asked = Request::post("/v1/sign-in/refresh", &request);
        match self.http.send(&asked, None, &*self.ports.clock).await {
            Ok(reply) => {
                let reply: SessionReply = reply.json()?;
                if reply.person != person || self.person() != Some(person) {
                    return Err(Failure::SignedOut(Code::SignInNeeded));
                }
                let access_token = reply.access_token.clone();
                self.keep(reply).map_err(|_| Failure::AGAIN)?;
                Ok(access_token)
            }
            Err(Failure::SignedOut(code)) => {
                // The refresh token itself was refused: only the person can go on from here.
                self.forget().map_err(|_| Failure::AGAIN)?;
                Err(Failure::SignedOut(code))
            }
            Err(failure) => Err(failure),
        }
    }

    /// The refresh under way, or a new one, kept before anybody sees it.
    fn refresh_request(&self, person: PersonId) -> Result<RefreshRequest, Failure> {
        let device_key = self.device_key().map_err(|_| Failure::AGAIN)?;
        let mut tokens = self.lock().clone().filter(|tokens| tokens.person == person);
        let Some(kept) = tokens.as_mut() else { return Err(Failure::SignedOut(Code::SignInNeeded)) };
        let request = kept.refresh_request.unwrap_or_else(|| self.new_uuid());
        let refresh_token = kept.refresh_token.clone();
        if kept.refresh_request.replace(request) != Some(request) {
            self.set(tokens).map_err(|_| Failure::AGAIN)?;
        }
        Ok(RefreshRequest { refresh_token, device_key, request })
    }

    fn token_of(&self, person: PersonId) -> Result<String, Failure> {
        let tokens = self.lock();
        let own = tokens.as_ref().filter(|tokens| tokens.person == person);
        own.map(|tokens| tokens.access_token.clone()).ok_or(Failure::SignedOut(Code::SignInNeeded))
    }

    fn new_uuid(&self) -> Uuid {
        let mut random = [0_u8; 10];
        self.ports.entropy.fill(&mut random);
        CommandId::from_parts(self.ports.clock.now(), random).uuid()
    }

    fn set(&self, tokens: Option<Tokens>) -> Result<(), SecretError> {
        match &tokens {
            Some(tokens) => {
                let bytes = serde_json::to_vec(tokens).expect("tokens have only plain fields");
                self.ports.secrets.set(TOKENS, &bytes)?;
            }
            None => self.ports.secrets.delete(TOKENS)?,
        }
        *self.lock() = tokens;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Tokens>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
