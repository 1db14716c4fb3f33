//! Signing in: a phone number, a one-time code, an access token and a rotating refresh token.

use serde::{Deserialize, Serialize};

use crate::id::{BrandId, ChallengeId, DeviceId, PersonId, SessionId};
use crate::time::Timestamp;

/// `POST /v1/sign-in/challenges`: asks for a code. The answer is the same for known and unknown phones.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    /// As typed; normalised to `+77XXXXXXXXX`.
    pub phone: String,
    /// The asking app.
    pub device: DeviceId,
    /// Why.
    pub purpose: Purpose,
}

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To change the bank account.
    ChangeIban,
}

/// A code is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeReply {
    /// Answer it by this id.
    pub challenge: ChallengeId,
    /// The code holds until then.
    pub expires_at: Timestamp,
    /// Another code can be asked for then.
    pub resend_at: Timestamp,
}

/// `POST /v1/sign-in/sessions`: answers the challenge with the code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionRequest {
    /// Which challenge.
    pub challenge: ChallengeId,
    /// Six digits.
    pub code: String,
    /// The asking app, the same as in the challenge.
    pub device: DeviceId,
    /// A secret the phone made and keeps: 32 bytes, hexadecimal. Refreshing needs it.
    pub device_key: String,
    /// As people see it in the list of devices: at most 60 characters.
    pub device_name: String,
    /// Made by the phone: a repeated request with the same id gives the same session.
    pub request: uuid::Uuid,
}

/// `POST /v1/sign-in/refresh`. A lost answer is asked for again with the same `request`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    /// The newest refresh token the phone has.
    pub refresh_token: String,
    /// The phone's secret.
    pub device_key: String,
    /// Made by the phone before the first try.
    pub request: uuid::Uuid,
}

/// `POST /v1/sign-in/confirmations`: answers a challenge that is not for signing in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRequest {
    /// Which challenge.
    pub challenge: ChallengeId,
    /// Six digits.
    pub code: String,
    /// The asking app.
    pub device: DeviceId,
}

/// Tokens of a signed-in device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionReply {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub person: PersonId,
    /// The brands this person may act for.
    pub brands: Vec<BrandId>,
    /// For `authorization: Bearer …`; fifteen minutes.
    pub access_token: String,
    /// When the access token is over.
    pub access_expires_at: Timestamp,
    /// For the next refresh.
    pub refresh_token: String,
}

/// `GET /v1/devices`: one signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceView {
    /// Its session; `DELETE /v1/devices/{session}` signs it out, `DELETE /v1/devices` all of them.
    pub session: SessionId,
    /// Its name.
    pub name: String,
    /// Last refresh.
    pub seen_at: Timestamp,
    /// The asking one.
    pub is_this: bool,
}

macro_rules! silent {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

silent!(ChallengeRequest, SessionRequest, RefreshRequest, ConfirmRequest, SessionReply);
