//! The inbox: the server's notices, and what the server refused, to be edited and sent as new or let go.

use gamma_core::device::{Device, DeviceError};
use gamma_core::id::{CommandId, NoticeId};
use gamma_core::wire::commands::{Swipe, Way};

use crate::error::AppError;
use crate::records::{EditedRequest, InboxView, SwipeRequest};
use crate::running::on_disk;

/// Notices and refusals.
#[derive(uniffi::Object)]
pub struct Inbox {
    device: Device,
}

impl Inbox {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Inbox {
    /// Everything the inbox shows.
    pub async fn show(&self) -> Result<InboxView, AppError> {
        let inbox = self.device.inbox();
        on_disk(move || Ok(inbox.show()?.into())).await
    }

    /// Marks notices as read.
    pub async fn mark_read(&self, notices: Vec<NoticeId>) -> Result<(), AppError> {
        let inbox = self.device.inbox();
        on_disk(move || Ok(inbox.mark_read(&notices)?)).await
    }

    /// Marks refusals as seen.
    pub async fn mark_refusals_read(&self, commands: Vec<CommandId>) -> Result<(), AppError> {
        let inbox = self.device.inbox();
        on_disk(move || Ok(inbox.mark_refusals_read(&commands)?)).await
    }

    /// Sends a refused command again as a new one, edited; without an edit, as it was. The refusal goes.
    pub async fn send_again(&self, refused: CommandId, edited: Option<EditedRequest>) -> Result<CommandId, AppError> {
        let device = self.device.clone();
        on_disk(move || {
            let body = match edited {
                Some(EditedRequest::Swipe { request }) => yes_on_the_card(&device, &request)?,
                Some(edited) => edited.body()?,
                None => old_body(&device, refused)?,
            };
            Ok(device.inbox().edit_and_send_as_new(refused, body)?)
        })
        .await
    }

    /// Lets a refusal go.
    pub async fn dismiss(&self, refused: CommandId) -> Result<(), AppError> {
        let inbox = self.device.inbox();
        on_disk(move || Ok(inbox.dismiss(refused)?)).await
    }
}

/// What is agreed must have been shown: the terms and the price of the card as it is now.
fn yes_on_the_card(device: &Device, request: &SwipeRequest) -> Result<Vec<u8>, AppError> {
    let offers = device.deck().show()?.offers;
    let offer = offers.into_iter().find(|offer| offer.campaign == request.campaign).ok_or(DeviceError::NotFound)?;
    let way = Way::Yes { payout_choice: request.payout_choice, advance_bp: offer.advance_bp(request.payout_choice) };
    let swipe = Swipe { campaign: offer.campaign, terms: offer.terms, way };
    serde_json::to_vec(&swipe).map_err(|_| AppError::internal())
}

fn old_body(device: &Device, refused: CommandId) -> Result<Vec<u8>, AppError> {
    let refusals = device.inbox().show()?.refused;
    let old = refusals.into_iter().find(|old| old.command == refused).ok_or(DeviceError::NotFound)?;
    Ok(old.body)
}
