//! The person: everything the first session and the settings ask, all of it answerable offline.

use gamma_core::device::{Device, DeviceError, SessionState};
use gamma_core::id::CommandId;
use gamma_core::matching::{LANGUAGES, cities, niches};
use gamma_core::person::{Iin, proof_code};
use gamma_core::terms::Platform;
use gamma_core::wire::commands;
use sha2::{Digest, Sha256};

use crate::error::AppError;
use crate::records::{
    Choice, ChoicesView, ConsentRequest, HandleRequest, IbanRequest, IdentityRequest, ProfileRequest, ProfileView,
    TaxInterviewRequest,
};
use crate::running::on_disk;

const OF_AGE: i16 = 18;

/// The person.
#[derive(uniffi::Object)]
pub struct Profile {
    device: Device,
}

impl Profile {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Profile {
    /// The profile, with what was asked and what is missing.
    pub async fn show(&self) -> Result<ProfileView, AppError> {
        let profile = self.device.profile();
        on_disk(move || Ok(profile.show()?.into())).await
    }

    /// The closed lists, in a language. Never changes while the app runs.
    pub fn choices(&self, language: String) -> ChoicesView {
        let named = |list: &[gamma_core::matching::Named]| list.iter().map(|it| Choice::of(it, &language)).collect();
        ChoicesView { cities: named(cities()), tags: named(niches()), languages: LANGUAGES.map(str::to_owned).to_vec() }
    }

    /// Agrees to a text, or takes that back.
    pub async fn give_consent(&self, request: ConsentRequest) -> Result<CommandId, AppError> {
        let profile = self.device.profile();
        on_disk(move || {
            let text_hash = hex::encode(Sha256::digest(request.text.as_bytes()));
            let ConsentRequest { kind, version, text: _, is_given } = request;
            Ok(profile.give_consent(&commands::GiveConsent { kind, version, text_hash, is_given })?)
        })
        .await
    }

    /// Name, city, tags and languages.
    pub async fn set_profile(&self, request: ProfileRequest) -> Result<CommandId, AppError> {
        let profile = self.device.profile();
        on_disk(move || Ok(profile.set_profile(&request.into())?)).await
    }

    /// Where the creator publishes.
    pub async fn set_handle(&self, request: HandleRequest) -> Result<CommandId, AppError> {
        let profile = self.device.profile();
        on_disk(move || Ok(profile.set_handle(&request.into())?)).await
    }

    /// What must stand in a handle's bio to prove it. Works before the handle was sent.
    pub async fn proof_code(&self, platform: Platform, handle: String) -> Result<String, AppError> {
        let device = self.device.clone();
        on_disk(move || match device.account().state() {
            SessionState::SignedIn(person) | SessionState::Paused(person) => {
                Ok(proof_code(person, platform, handle.trim().trim_start_matches('@')))
            }
            SessionState::Nobody => Err(DeviceError::NotSignedIn.into()),
        })
        .await
    }

    /// The code stands in the bio now: asks the server to look. [`crate::HandleView::is_proved`] says what it saw.
    pub async fn prove_handle(&self, platform: Platform) -> Result<CommandId, AppError> {
        let profile = self.device.profile();
        on_disk(move || Ok(profile.prove_handle(platform)?)).await
    }

    /// Who the creator is. A number that can't be, or a person under 18, is told here and never sent.
    pub async fn set_identity(&self, request: IdentityRequest) -> Result<CommandId, AppError> {
        let device = self.device.clone();
        on_disk(move || {
            let command = commands::SetIdentity::try_from(request)?;
            let today = device.server_now()?.day();
            if Iin::parse(&command.iin)?.born_on().age_on(today) < OF_AGE {
                return Err(AppError::FixInput { code: "under_age".to_owned(), field: Some("iin".to_owned()) });
            }
            Ok(device.profile().set_identity(&command)?)
        })
        .await
    }

    /// The tax interview's cards.
    pub async fn answer_tax_interview(&self, request: TaxInterviewRequest) -> Result<CommandId, AppError> {
        let profile = self.device.profile();
        on_disk(move || Ok(profile.answer_tax_interview(&request.into())?)).await
    }

    /// Where the money goes. A number that can't be is told here and never sent.
    pub async fn set_iban(&self, request: IbanRequest) -> Result<CommandId, AppError> {
        let profile = self.device.profile();
        on_disk(move || Ok(profile.set_iban(&request.try_into()?)?)).await
    }
}
