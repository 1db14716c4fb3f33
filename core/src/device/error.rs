//! What a call on the engine can end with: one enum, a stable code for each case, and what a screen can do about it.

use super::http::Failure;
use super::media::MediaError;
use super::ports::SecretError;
use super::seal::NotOpened;
use super::store::StoreError;
use crate::wire::Code;

/// Why the engine could not do it.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// Nobody is signed in on this phone.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The phone does not have it.
    #[error("not on this phone")]
    NotFound,
    /// It was asked for before and has no answer yet.
    #[error("asked for already")]
    AlreadyAsked,
    /// What was to be sent does not have the shape of its kind.
    #[error("not a command of this kind")]
    Malformed,
    /// The local database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server, or the way to it.
    #[error(transparent)]
    Call(#[from] Failure),
    /// A picture or a video.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// The keychain.
    #[error(transparent)]
    Secrets(#[from] SecretError),
    /// Something sealed could not be read.
    #[error(transparent)]
    Sealed(#[from] NotOpened),
    /// The HTTP client could not be made.
    #[error("no http client")]
    Client,
}

/// What a screen can do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Try again.
    Retry,
    /// Sign in.
    SignIn,
    /// Change what was entered.
    FixInput,
    /// Update the app.
    Update,
    /// Wait: it is under way or the network is away.
    Wait,
    /// Call us.
    CallUs,
}

impl DeviceError {
    /// Stable, for the screens' texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "sign_in_needed",
            Self::NotFound => "not_found",
            Self::AlreadyAsked => "already_asked",
            Self::Malformed => "malformed",
            Self::Store(error) => error.code(),
            Self::Call(failure) => failure.code(),
            Self::Media(error) => error.code(),
            Self::Secrets(_) => "secret_store",
            Self::Sealed(_) => "sealed",
            Self::Client => "http_client",
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> Advice {
        match self {
            // A wrong code comes with the status of a token that does not hold, and is only mistyped.
            Self::Call(Failure::SignedOut(Code::CodeWrong)) => Advice::FixInput,
            Self::NotSignedIn | Self::Call(Failure::SignedOut(_)) => Advice::SignIn,
            Self::AlreadyAsked | Self::Call(Failure::Unreached) => Advice::Wait,
            // Room can be made, and then the same goes through.
            Self::Store(StoreError::DiskFull) | Self::Media(MediaError::DiskFull) => Advice::Retry,
            Self::NotFound | Self::Malformed | Self::Media(_) | Self::Call(Failure::Refused(_)) => Advice::FixInput,
            Self::Call(Failure::UpdateApp) => Advice::Update,
            Self::Call(Failure::Retry { .. }) | Self::Secrets(_) => Advice::Retry,
            Self::Store(_) | Self::Sealed(_) | Self::Client => Advice::CallUs,
        }
    }
}
