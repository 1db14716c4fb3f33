//! Identity: phones, codes, sessions, devices; people and brands.
//!
//! Whoever holds a phone number is a person. Signing in asks for a code ([`codes`]) and gives a session
//! ([`sessions`]): an access token for fifteen minutes and a chain of refresh tokens. What people and brands say about
//! themselves are commands ([`commands`]) that become [`acts`]. Whatever names a person is sealed ([`secrets`]).

pub mod acts;
pub mod cli;
pub mod codes;
pub mod commands;
pub mod jobs;
pub mod providers;
pub mod routes;
pub mod secrets;
pub mod sessions;
pub mod store;
#[cfg(test)]
pub(crate) mod tests;
pub mod tokens;
pub mod tries;
pub mod views;

use async_trait::async_trait;
use gamma_core::terms::Platform;
use gamma_core::wire::commands::ConsentKind;

use crate::book::rows::Creator;

/// Sends a one-time code to a phone.
#[async_trait]
pub trait CodeSender: Send + Sync {
    /// Sends; the phone is in E.164.
    async fn send(&self, phone: &str, code: &str) -> Result<(), SendError>;
}

/// Reads what stands in a handle's bio.
#[async_trait]
pub trait HandleReader: Send + Sync {
    /// The bio; none if there is no such handle, or the platform cannot be read.
    async fn bio(&self, platform: Platform, handle: &str) -> Option<String>;
}

/// A code could not be handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the code could not be sent")]
pub struct SendError;

/// What a creator has not said yet: first what stands before a YES, last `iban`, which stands before a payout.
pub fn missing(creator: &Creator) -> Vec<&'static str> {
    let has = |kind| creator.consents.0.contains(&kind);
    let is_profiled = creator.display_name.is_some() && creator.city.is_some() && !creator.tags.0.is_empty();
    let steps = [
        ("contract", has(ConsentKind::Contract)),
        ("personal_data", has(ConsentKind::PersonalData)),
        ("profile", is_profiled),
        ("handle", !creator.handles.0.is_empty()),
        ("identity", creator.iin_sealed.is_some()),
        ("tax_interview", creator.tax_profile.is_some()),
        ("iban", creator.iban_sealed.is_some()),
    ];
    steps.into_iter().filter(|(_, is_there)| !is_there).map(|(name, _)| name).collect()
}
