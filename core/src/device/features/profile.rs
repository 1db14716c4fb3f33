//! The person: what the first session needs, all of it answerable offline.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::store::AskedChange;
use crate::id::CommandId;
use crate::terms::Platform;
use crate::wire::Topic;
use crate::wire::commands::{
    AnswerTaxInterview, ConsentKind, GiveConsent, ProveHandle, SetHandle, SetIban, SetIdentity, SetProfile,
};
use crate::wire::views::ProfileView;

/// The person.
#[derive(Clone)]
pub struct Profile(pub(crate) Arc<Engine>);

/// The profile as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileShown {
    /// As the server has it; nothing before the first sync.
    pub view: Option<ProfileView>,
    /// What was asked and has no answer.
    pub asked: Vec<AskedChange>,
    /// What is still missing, and not even asked for: the words of [`ProfileView::missing`].
    pub missing: Vec<String>,
}

impl Profile {
    /// The profile, with what was asked.
    pub fn show(&self) -> Result<ProfileShown, DeviceError> {
        let opened = self.0.get_opened()?;
        let view: Option<ProfileView> = opened.store.list(Topic::Profile)?.into_iter().next();
        let asked = opened.store.list_asked_changes(Topic::Profile)?;
        let mut missing = view.as_ref().map(|view| view.missing.clone()).unwrap_or_default();
        missing.retain(|word| !asked.iter().any(|change| supplies(change) == Some(word.as_str())));
        Ok(ProfileShown { view, asked, missing })
    }

    /// Agrees to a text, or takes that back.
    pub fn give_consent(&self, consent: &GiveConsent) -> Result<CommandId, DeviceError> {
        self.0.ask(consent)
    }

    /// Name, city, tags and languages.
    pub fn set_profile(&self, profile: &SetProfile) -> Result<CommandId, DeviceError> {
        self.0.ask(profile)
    }

    /// Where the creator publishes.
    pub fn set_handle(&self, handle: &SetHandle) -> Result<CommandId, DeviceError> {
        self.0.ask(handle)
    }

    /// The code of [`crate::person::proof_code`] stands in the handle's bio now.
    pub fn prove_handle(&self, platform: Platform) -> Result<CommandId, DeviceError> {
        self.0.ask(&ProveHandle { platform })
    }

    /// Who the creator is.
    pub fn set_identity(&self, identity: &SetIdentity) -> Result<CommandId, DeviceError> {
        self.0.ask(identity)
    }

    /// The tax interview's four cards.
    pub fn answer_tax_interview(&self, answers: &AnswerTaxInterview) -> Result<CommandId, DeviceError> {
        self.0.ask(answers)
    }

    /// Where the money goes.
    pub fn set_iban(&self, iban: &SetIban) -> Result<CommandId, DeviceError> {
        self.0.ask(iban)
    }
}

/// Which missing thing a change supplies, in the words of [`ProfileView::missing`].
fn supplies(change: &AskedChange) -> Option<&'static str> {
    match change.kind.as_str() {
        "give_consent" => {
            let consent: GiveConsent = serde_json::from_slice(&change.body).ok()?;
            match (consent.kind, consent.is_given) {
                (ConsentKind::Contract, true) => Some("contract"),
                (ConsentKind::PersonalData, true) => Some("personal_data"),
                _ => None,
            }
        }
        "set_profile" => Some("profile"),
        "set_handle" => Some("handle"),
        "set_identity" => Some("identity"),
        "answer_tax_interview" => Some("tax_interview"),
        "set_iban" => Some("iban"),
        _ => None,
    }
}
