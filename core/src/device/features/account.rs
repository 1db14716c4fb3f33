//! Signing in and out. Without a network the phone number is kept (sealed) and the code is asked for when the network
//! is there; the id of each answer is kept before its first try, so that a lost reply is asked for again, not spent.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Profile;
use super::first_session::{FirstSession, Role};
use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::http::{Failure, Request};
use crate::device::session::SessionState;
use crate::id::{ChallengeId, CommandId, Id, PersonId, SessionId};
use crate::wire::Topic;
use crate::wire::identity::{
    ChallengeReply, ChallengeRequest, ConfirmRequest, DeviceView, Purpose, SessionReply, SessionRequest,
};

const PHONE: &str = "kept_phone";
const CHALLENGE: &str = "challenge";
const ANSWER: &str = "answer";
const THEME: &str = "theme";
const ROLE: &str = "role";

/// Signing in and out.
#[derive(Clone)]
pub struct Account(pub(crate) Arc<Engine>);

/// An answer to a challenge, kept before its first try.
#[derive(PartialEq, Serialize, Deserialize)]
struct KeptAnswer {
    challenge: ChallengeId,
    code: String,
    request: Uuid,
}

impl Account {
    /// Who is on this phone.
    pub fn state(&self) -> SessionState {
        self.0.session_state()
    }

    /// The app's language, once chosen.
    pub fn language(&self) -> Result<Option<String>, DeviceError> {
        Ok(self.0.device.language()?)
    }

    /// Chooses the app's language: `kk`, `ru`, `en`.
    pub fn set_language(&self, language: &str) -> Result<(), DeviceError> {
        Ok(self.0.device.set_language(language)?)
    }

    /// How the app looks, once chosen: `light`, `dark` or `system`.
    pub fn theme(&self) -> Result<Option<String>, DeviceError> {
        Ok(self.0.device.choice(THEME)?)
    }

    /// Chooses how the app looks.
    pub fn set_theme(&self, theme: &str) -> Result<(), DeviceError> {
        Ok(self.0.device.set_choice(THEME, theme)?)
    }

    /// As whom the app is used here.
    pub fn role(&self) -> Result<Role, DeviceError> {
        Ok(Role::from_name(self.0.device.choice(ROLE)?.as_deref()))
    }

    /// Chooses as whom the app is used here.
    pub fn set_role(&self, role: Role) -> Result<(), DeviceError> {
        Ok(self.0.device.set_choice(ROLE, role.name())?)
    }

    /// Everything that the first session turns on.
    pub fn first_session(&self) -> Result<FirstSession, DeviceError> {
        let (has_brand, has_campaign) = match self.0.opened() {
            Some(opened) => (opened.store.has_any(Topic::Brand)?, opened.store.has_any(Topic::Campaign)?),
            None => (false, false),
        };
        let profile = match self.0.opened() {
            Some(_) => Some(Profile(Arc::clone(&self.0)).show()?),
            None => None,
        };
        Ok(FirstSession {
            role: self.role()?,
            language: self.language()?,
            is_sample_done: self.is_sample_done()?,
            session: self.state(),
            kept_phone: self.kept_phone()?,
            challenge: self.challenge()?,
            is_synced: profile.as_ref().is_some_and(|profile| profile.view.is_some()),
            missing: profile.map(|profile| profile.missing).unwrap_or_default(),
            has_brand,
            has_campaign,
        })
    }

    /// The number was wrong: it is forgotten, and another can be typed.
    pub fn forget_phone(&self) -> Result<(), DeviceError> {
        self.0.set_kept::<String>(PHONE, None)?;
        self.0.set_kept::<ChallengeReply>(CHALLENGE, None)
    }

    /// The sample card was swiped.
    pub fn is_sample_done(&self) -> Result<bool, DeviceError> {
        Ok(self.0.device.is_sample_done()?)
    }

    /// Remembers that the sample card was swiped.
    pub fn set_sample_done(&self) -> Result<(), DeviceError> {
        Ok(self.0.device.set_sample_done()?)
    }

    /// The number that waits for its code.
    pub fn kept_phone(&self) -> Result<Option<String>, DeviceError> {
        self.0.find_kept(PHONE)
    }

    /// The challenge that waits for its answer.
    pub fn challenge(&self) -> Result<Option<ChallengeReply>, DeviceError> {
        self.0.find_kept(CHALLENGE)
    }

    /// Keeps the number and asks for a code. `None`: there is no network now, and a sync will ask.
    pub async fn ask_for_code(&self, phone: &str) -> Result<Option<ChallengeReply>, DeviceError> {
        self.0.set_kept(PHONE, Some(&phone))?;
        self.0.set_kept::<ChallengeReply>(CHALLENGE, None)?;
        if !self.0.ports.connectivity.is_online() {
            return Ok(None);
        }
        match self.0.ask_for_kept_code().await {
            Ok(()) => self.challenge(),
            Err(DeviceError::Call(Failure::Unreached)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Answers with the code; then the person's file is open, and a first sync will fill it.
    pub async fn answer_code(&self, code: &str) -> Result<PersonId, DeviceError> {
        let challenge = self.challenge()?.ok_or(DeviceError::NotFound)?.challenge;
        let kept: Option<KeptAnswer> = self.0.find_kept(ANSWER)?;
        let same = kept.filter(|kept| kept.challenge == challenge && kept.code == code);
        let answer = same.unwrap_or_else(|| {
            let request = self.0.new_id::<CommandId>().uuid();
            KeptAnswer { challenge, code: code.to_owned(), request }
        });
        self.0.set_kept(ANSWER, Some(&answer))?;
        let request = SessionRequest {
            challenge,
            code: answer.code,
            device: self.0.device.device(self.0.ports.clock.now(), &*self.0.ports.entropy)?,
            device_key: self.0.session.device_key()?,
            device_name: self.0.config.device_name.clone(),
            request: answer.request,
        };
        let asked = Request::post("/v1/sign-in/sessions", &request);
        let reply: SessionReply = self.0.http.send(&asked, None, &*self.0.ports.clock).await?.json()?;
        let person = reply.person;
        self.0.enter(reply).await?;
        self.0.set_kept::<String>(PHONE, None)?;
        self.0.set_kept::<ChallengeReply>(CHALLENGE, None)?;
        self.0.set_kept::<KeptAnswer>(ANSWER, None)?;
        Ok(person)
    }

    /// Signs out here. Unsent commands stay sealed for this person alone; the server is told if it can be reached.
    pub async fn sign_out(&self) -> Result<(), DeviceError> {
        let opened = self.0.get_opened()?;
        if let Some(session) = self.0.session.id().filter(|_| self.0.ports.connectivity.is_online()) {
            let told = self.0.session.send(opened.person, &Request::delete(format!("/v1/devices/{session}"))).await;
            if let Err(failure) = told {
                tracing::info!(code = failure.code(), "signed out here; the server will see it later");
            }
        }
        self.0.leave().await
    }

    /// The signed-in devices. Needs the network.
    pub async fn devices(&self) -> Result<Vec<DeviceView>, DeviceError> {
        let opened = self.0.get_opened()?;
        Ok(self.0.session.send(opened.person, &Request::get("/v1/devices")).await?.json()?)
    }

    /// Signs another device out. Needs the network.
    pub async fn sign_out_device(&self, session: SessionId) -> Result<(), DeviceError> {
        let opened = self.0.get_opened()?;
        self.0.session.send(opened.person, &Request::delete(format!("/v1/devices/{session}"))).await?;
        Ok(())
    }

    /// Signs every device out, this one too. Needs the network.
    pub async fn sign_out_everywhere(&self) -> Result<(), DeviceError> {
        let opened = self.0.get_opened()?;
        self.0.session.send(opened.person, &Request::delete("/v1/devices")).await?;
        self.0.leave().await
    }

    /// Asks for the code that a change of the bank account needs. Needs the network; `phone` is the person's own.
    pub async fn ask_for_iban_code(&self, phone: &str) -> Result<ChallengeReply, DeviceError> {
        let opened = self.0.get_opened()?;
        let request = self.0.challenge_request(phone.to_owned(), Purpose::ChangeIban)?;
        let asked = Request::post("/v1/sign-in/challenges", &request);
        Ok(self.0.session.send(opened.person, &asked).await?.json()?)
    }

    /// Answers it; then [`super::Profile::set_iban`] may name the challenge. Needs the network.
    pub async fn confirm_iban_code(&self, challenge: ChallengeId, code: &str) -> Result<(), DeviceError> {
        let opened = self.0.get_opened()?;
        let device = self.0.device.device(self.0.ports.clock.now(), &*self.0.ports.entropy)?;
        let request = ConfirmRequest { challenge, code: code.to_owned(), device };
        self.0.session.send(opened.person, &Request::post("/v1/sign-in/confirmations", &request)).await?;
        Ok(())
    }
}

impl Engine {
    /// A number waits and has no challenge yet.
    pub(crate) fn is_code_wanted(&self) -> Result<bool, DeviceError> {
        let challenge: Option<ChallengeReply> = self.find_kept(CHALLENGE)?;
        Ok(challenge.is_none() && self.find_kept::<String>(PHONE)?.is_some())
    }

    /// Asks for the code of the number that was kept. A number that the server refuses is forgotten.
    pub(crate) async fn ask_for_kept_code(&self) -> Result<(), DeviceError> {
        let Some(phone) = self.find_kept(PHONE)? else { return Ok(()) };
        let asked = Request::post("/v1/sign-in/challenges", &self.challenge_request(phone, Purpose::SignIn)?);
        match self.http.send(&asked, None, &*self.ports.clock).await {
            Ok(reply) => self.set_kept(CHALLENGE, Some(&reply.json::<ChallengeReply>()?)),
            Err(Failure::Refused(refusal)) => {
                self.set_kept::<String>(PHONE, None)?;
                Err(Failure::Refused(refusal).into())
            }
            Err(failure) => Err(failure.into()),
        }
    }

    fn challenge_request(&self, phone: String, purpose: Purpose) -> Result<ChallengeRequest, DeviceError> {
        let device = self.device.device(self.ports.clock.now(), &*self.ports.entropy)?;
        Ok(ChallengeRequest { phone, device, purpose })
    }

    fn find_kept<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Result<Option<T>, DeviceError> {
        let bytes = self.device.find_sealed(name, &*self.ports.secrets)?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    fn set_kept<T: Serialize>(&self, name: &str, value: Option<&T>) -> Result<(), DeviceError> {
        let bytes = value.map(|value| serde_json::to_vec(value).expect("a kept value has only plain fields"));
        let keys = (&*self.ports.secrets, &*self.ports.entropy);
        Ok(self.device.set_sealed(name, bytes.as_deref(), keys)?)
    }
}
