//! Offers and swipes. A swiped card is gone at once; taking it back is a delete for as long as it has not left.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::store::{DeckShown, NewSwipe, Overlay, TakenBack};
use crate::id::{CampaignId, CommandId, DealId, Id};
use crate::wire::commands::{Command, NoReason, PayoutChoice, Swipe, Way, WithdrawSwipe};
use crate::wire::views::OfferView;

/// Offers and swipes.
#[derive(Clone)]
pub struct Deck(pub(crate) Arc<Engine>);

impl Deck {
    /// What can be swiped now, best first.
    pub fn show(&self) -> Result<DeckShown, DeviceError> {
        Ok(self.0.get_opened()?.store.deck()?)
    }

    /// YES, on the terms and at the price that the card shows. The deal is shown as asked for at once; the command
    /// leaves after the take-back window.
    pub fn swipe_yes(&self, campaign: CampaignId, payout_choice: PayoutChoice) -> Result<DealId, DeviceError> {
        let offer = self.find_offer(campaign)?;
        let way = Way::Yes { payout_choice, advance_bp: offer.advance_bp(payout_choice) };
        let id = self.0.swipe(&Swipe { campaign, terms: offer.terms, way }, &offer)?;
        self.mark_terms_seen(&offer)?;
        Ok(DealId::from_uuid(id.uuid()))
    }

    /// NO, perhaps with a reason.
    pub fn swipe_no(&self, campaign: CampaignId, reason: Option<NoReason>) -> Result<CommandId, DeviceError> {
        let offer = self.find_offer(campaign)?;
        self.0.swipe(&Swipe { campaign, terms: offer.terms, way: Way::No { reason } }, &offer)
    }

    /// Takes a YES back: before it left, nothing was ever asked; afterwards the server is asked to withdraw it.
    pub fn take_back(&self, deal: DealId) -> Result<TakenBack, DeviceError> {
        self.withdraw(CommandId::from_uuid(deal.uuid()))
    }

    /// Takes a NO back; the card returns.
    pub fn undo_no(&self, swipe: CommandId) -> Result<TakenBack, DeviceError> {
        self.withdraw(swipe)
    }

    /// The five plain lines of this offer were read; a YES says so too.
    pub fn read_terms(&self, campaign: CampaignId) -> Result<(), DeviceError> {
        self.mark_terms_seen(&self.find_offer(campaign)?)
    }

    fn mark_terms_seen(&self, offer: &OfferView) -> Result<(), DeviceError> {
        Ok(self.0.get_opened()?.store.mark_terms_seen(offer.terms)?)
    }

    fn withdraw(&self, swipe: CommandId) -> Result<TakenBack, DeviceError> {
        let opened = self.0.get_opened()?;
        let body = serde_json::to_vec(&WithdrawSwipe { swipe }).expect("a command has only plain fields");
        let withdraw = self.0.new_command(WithdrawSwipe::KIND, body, None)?;
        let taken_back = opened.store.take_back(swipe, &withdraw)?;
        self.0.nudge.notify_one();
        Ok(taken_back)
    }

    fn find_offer(&self, campaign: CampaignId) -> Result<OfferView, DeviceError> {
        self.0.get_opened()?.store.find_offer(campaign)?.ok_or(DeviceError::NotFound)
    }
}

impl Engine {
    /// Takes a swipe in, with its card.
    pub(crate) fn swipe(&self, swipe: &Swipe, offer: &OfferView) -> Result<CommandId, DeviceError> {
        let body = serde_json::to_vec(swipe).expect("a command has only plain fields");
        let payout_choice = match swipe.way {
            Way::Yes { payout_choice, .. } => Some(payout_choice),
            Way::No { .. } => None,
        };
        let offer = serde_json::to_vec(offer).expect("a view has only plain fields");
        let overlay = Overlay::Swipe(NewSwipe { campaign: swipe.campaign, payout_choice, offer });
        let mut command = self.new_command(Swipe::KIND, body, Some(overlay))?;
        if payout_choice.is_some() {
            command.not_before = command.created_at.plus_seconds(self.config.take_back_s);
        }
        self.take_in(&command)
    }
}
