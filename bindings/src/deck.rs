//! Offers and swipes. A swiped card is gone at once; taking it back is a delete for as long as it has not left.

use gamma_core::device::Device;
use gamma_core::device::Stage;
use gamma_core::device::store::{AskedDeal, CommandState, TakenBack};
use gamma_core::id::{CampaignId, CommandId, DealId};
use gamma_core::wire::commands::NoReason;

use crate::error::AppError;
use crate::records::{DeckView, MissingThing, SwipeRequest, TakeBackView};
use crate::running::on_disk;

/// Offers and swipes.
#[derive(uniffi::Object)]
pub struct Deck {
    device: Device,
}

impl Deck {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Deck {
    /// Everything the deck's screen shows, in one call.
    pub async fn show(&self) -> Result<DeckView, AppError> {
        let device = self.device.clone();
        on_disk(move || {
            let mut missing = MissingThing::all(&device.profile().show()?.missing);
            // The account stands before a payout, not before a YES.
            missing.retain(|missing| *missing != MissingThing::Iban);
            Ok(DeckView::of(device.deck().show()?, missing, on_this_phone(&device)?))
        })
        .await
    }

    /// YES, on the terms and at the price that the card shows. The deal is shown as asked for at once; the command
    /// leaves after the take-back window. A second YES on the same offer is [`AppError::Wait`].
    pub async fn swipe_yes(&self, request: SwipeRequest) -> Result<DealId, AppError> {
        let deck = self.device.deck();
        on_disk(move || Ok(deck.swipe_yes(request.campaign, request.payout_choice)?)).await
    }

    /// NO, perhaps with a reason.
    pub async fn swipe_no(&self, campaign: CampaignId, reason: Option<NoReason>) -> Result<CommandId, AppError> {
        let deck = self.device.deck();
        on_disk(move || Ok(deck.swipe_no(campaign, reason)?)).await
    }

    /// The five plain lines of this offer were read without a YES; a YES says so by itself.
    pub async fn read_terms(&self, campaign: CampaignId) -> Result<(), AppError> {
        let deck = self.device.deck();
        on_disk(move || Ok(deck.read_terms(campaign)?)).await
    }

    /// Takes a YES back: before it left, nothing was ever asked; afterwards the server is asked to withdraw it.
    pub async fn take_back(&self, deal: DealId) -> Result<TakenBack, AppError> {
        let deck = self.device.deck();
        on_disk(move || Ok(deck.take_back(deal)?)).await
    }

    /// Takes a NO back; the card returns.
    pub async fn undo_no(&self, swipe: CommandId) -> Result<TakenBack, AppError> {
        let deck = self.device.deck();
        on_disk(move || Ok(deck.undo_no(swipe)?)).await
    }
}

/// YESes that never left, the newest first.
fn on_this_phone(device: &Device) -> Result<Vec<TakeBackView>, AppError> {
    let asked = device.deals().list()?.into_iter().filter_map(|shown| match shown.stage {
        Stage::Asked(asked) if asked.state == CommandState::Waiting => Some(asked),
        Stage::Asked(_) | Stage::Agreed(_) => None,
    });
    let with_clock = |asked: Box<AskedDeal>| {
        let until = device.by_server(asked.take_back_until)?;
        Ok(TakeBackView::of(*asked, until))
    };
    asked.map(with_clock).collect()
}
