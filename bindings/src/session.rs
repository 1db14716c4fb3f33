//! Signing in and out, the first session, and the choices that belong to this device.

use std::sync::Arc;

use gamma_core::device::{Device, Role};
use gamma_core::id::{ChallengeId, PersonId, SessionId};
use gamma_core::person::Phone;

use crate::error::AppError;
use crate::records::{ChallengeView, DeviceView, FirstSessionView, OfferView, Theme, all};
use crate::running::{Cancel, on_disk, on_network};

/// Who is here, and how they came.
#[derive(uniffi::Object)]
pub struct Session {
    device: Device,
}

impl Session {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Session {
    /// What the first session asks next, and everything its screens show. Works without account and network.
    pub async fn first(&self) -> Result<FirstSessionView, AppError> {
        let account = self.device.account();
        on_disk(move || Ok(FirstSessionView::of(account.first_session()?, account.theme()?.as_deref()))).await
    }

    /// Chooses the app's language: `kk`, `ru`, `en`.
    pub async fn set_language(&self, language: String) -> Result<(), AppError> {
        if !gamma_core::matching::is_language(&language) {
            return Err(AppError::invalid("language"));
        }
        let account = self.device.account();
        on_disk(move || Ok(account.set_language(&language)?)).await
    }

    /// Chooses how the app looks.
    pub async fn set_theme(&self, theme: Theme) -> Result<(), AppError> {
        let account = self.device.account();
        on_disk(move || Ok(account.set_theme(theme.name())?)).await
    }

    /// Chooses as whom the app is used on this device.
    pub async fn set_role(&self, role: Role) -> Result<(), AppError> {
        let account = self.device.account();
        on_disk(move || Ok(account.set_role(role)?)).await
    }

    /// The sample card, in a language; mark it as a sample.
    pub async fn sample(&self, language: String) -> Result<OfferView, AppError> {
        let account = self.device.account();
        on_disk(move || Ok(account.sample_offer(&language).into())).await
    }

    /// The sample card was swiped, or passed by.
    pub async fn finish_sample(&self) -> Result<(), AppError> {
        let account = self.device.account();
        on_disk(move || Ok(account.set_sample_done()?)).await
    }

    /// Keeps the number and asks for a code. None: there is no network now, and the next sync will ask.
    #[uniffi::method(default(cancel = None))]
    pub async fn ask_for_code(
        &self,
        phone: String,
        cancel: Option<Arc<Cancel>>,
    ) -> Result<Option<ChallengeView>, AppError> {
        let phone = Phone::parse(&phone)?;
        let account = self.device.account();
        on_network(cancel, async move { Ok(account.ask_for_code(phone.as_str()).await?.map(Into::into)) }).await
    }

    /// The number was wrong: it is forgotten, and another can be typed.
    pub async fn forget_phone(&self) -> Result<(), AppError> {
        let account = self.device.account();
        on_disk(move || Ok(account.forget_phone()?)).await
    }

    /// Answers with the code; then the person's own file is open, and a first sync fills it. A lost reply may be asked
    /// for again with the same code.
    #[uniffi::method(default(cancel = None))]
    pub async fn answer_code(&self, code: String, cancel: Option<Arc<Cancel>>) -> Result<PersonId, AppError> {
        let account = self.device.account();
        on_network(cancel, async move { account.answer_code(code.trim()).await }).await
    }

    /// Signs out here. What was not sent stays sealed for this person alone.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        let account = self.device.account();
        on_network(None, async move { account.sign_out().await }).await
    }

    /// The signed-in devices. Needs the network.
    #[uniffi::method(default(cancel = None))]
    pub async fn devices(&self, cancel: Option<Arc<Cancel>>) -> Result<Vec<DeviceView>, AppError> {
        let account = self.device.account();
        on_network(cancel, async move { Ok(all(account.devices().await?)) }).await
    }

    /// Signs another device out. Needs the network.
    #[uniffi::method(default(cancel = None))]
    pub async fn sign_out_device(&self, session: SessionId, cancel: Option<Arc<Cancel>>) -> Result<(), AppError> {
        let account = self.device.account();
        on_network(cancel, async move { account.sign_out_device(session).await }).await
    }

    /// Signs every device out, this one too. Needs the network.
    #[uniffi::method(default(cancel = None))]
    pub async fn sign_out_everywhere(&self, cancel: Option<Arc<Cancel>>) -> Result<(), AppError> {
        let account = self.device.account();
        on_network(cancel, async move { account.sign_out_everywhere().await }).await
    }

    /// Asks for the code that a change of the bank account needs; `phone` is the person's own. Needs the network.
    #[uniffi::method(default(cancel = None))]
    pub async fn ask_for_iban_code(&self, phone: String, cancel: Option<Arc<Cancel>>) -> Result<ChallengeId, AppError> {
        let phone = Phone::parse(&phone)?;
        let account = self.device.account();
        on_network(cancel, async move { Ok(account.ask_for_iban_code(phone.as_str()).await?.challenge) }).await
    }

    /// Answers it; then [`crate::Profile::set_iban`] may name the challenge. Needs the network.
    #[uniffi::method(default(cancel = None))]
    pub async fn answer_iban_code(
        &self,
        challenge: ChallengeId,
        code: String,
        cancel: Option<Arc<Cancel>>,
    ) -> Result<(), AppError> {
        let account = self.device.account();
        on_network(cancel, async move { account.confirm_iban_code(challenge, code.trim()).await }).await
    }
}
