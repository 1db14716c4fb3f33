//! Deals: those the server made, and those only asked for. A pending YES stands first and says *asked*.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::store::{AskedChange, AskedDeal};
use crate::id::{CommandId, DealId, Id};
use crate::wire::Topic;
use crate::wire::commands::{CancelDeal, ConfirmDelivery, PayoutChoice, SetPayoutChoice, SubmitPost};
use crate::wire::views::DealView;

/// Deals.
#[derive(Clone)]
pub struct Deals(pub(crate) Arc<Engine>);

/// A deal as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealShown {
    /// Which.
    pub deal: DealId,
    /// Agreed, or only asked for.
    pub stage: Stage,
    /// What was asked about it and has no answer.
    pub asked: Vec<AskedChange>,
}

/// How real a deal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// A YES that the server has not answered.
    Asked(Box<AskedDeal>),
    /// The server made it.
    Agreed(Box<DealView>),
}

impl Deals {
    /// What was asked first, then the agreed ones, newest first.
    pub fn list(&self) -> Result<Vec<DealShown>, DeviceError> {
        let store = &self.0.get_opened()?.store;
        let asked = store.list_asked_deals()?.into_iter().map(|asked| (asked.deal, Stage::Asked(Box::new(asked))));
        let agreed: Vec<DealView> = store.list(Topic::Deal)?;
        let agreed = agreed.into_iter().map(|view| (view.deal, Stage::Agreed(Box::new(view))));
        let changes = store.list_asked_changes(Topic::Deal)?;
        Ok(asked.chain(agreed).map(|(deal, stage)| DealShown { deal, stage, asked: of(&changes, deal) }).collect())
    }

    /// One deal.
    pub fn get(&self, deal: DealId) -> Result<DealShown, DeviceError> {
        self.list()?.into_iter().find(|shown| shown.deal == deal).ok_or(DeviceError::NotFound)
    }

    /// Ends a deal before a draft was sent.
    pub fn cancel(&self, deal: DealId) -> Result<CommandId, DeviceError> {
        self.0.ask(&CancelDeal { deal })
    }

    /// Changes Daily Pay or waiting.
    pub fn set_payout_choice(&self, deal: DealId, payout_choice: PayoutChoice) -> Result<CommandId, DeviceError> {
        self.0.ask(&SetPayoutChoice { deal, payout_choice })
    }

    /// The product is here.
    pub fn confirm_delivery(&self, deal: DealId) -> Result<CommandId, DeviceError> {
        self.0.ask(&ConfirmDelivery { deal })
    }

    /// Sends the published video's link.
    pub fn submit_post(&self, post: &SubmitPost) -> Result<CommandId, DeviceError> {
        self.0.ask(post)
    }
}

fn of(changes: &[AskedChange], deal: DealId) -> Vec<AskedChange> {
    changes.iter().filter(|change| change.id == deal.uuid()).cloned().collect()
}
