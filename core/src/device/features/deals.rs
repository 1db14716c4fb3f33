//! Deals: those the server made, and those only asked for. A pending YES stands first and says *asked*.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::store::{AskedChange, AskedDeal, Refused, Store, Upload};
use crate::id::{CommandId, DealId, Id};
use crate::wire::Topic;
use crate::wire::commands::{CancelDeal, ConfirmDelivery, PayoutChoice, SetPayoutChoice, SubmitDraft, SubmitPost};
use crate::wire::views::{DealView, NoticeKind, NoticeView, PayoutView};

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
    /// What was asked about it and refused; newest first.
    pub refused: Vec<Refused>,
    /// The video that is on its way.
    pub upload: Option<Upload>,
    /// The newest payout that pays its fixed fee.
    pub payout: Option<Box<PayoutView>>,
    /// The brand has sent the product.
    pub is_shipped: bool,
}

/// What stands beside the deals, read once for all of them.
struct Beside {
    changes: Vec<AskedChange>,
    refused: Vec<Refused>,
    uploads: Vec<Upload>,
    payouts: Vec<PayoutView>,
    notices: Vec<NoticeView>,
}

/// How real a deal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// A YES that the server has not answered.
    Asked(Box<AskedDeal>),
    /// The server made it.
    Agreed(Box<DealView>),
}

impl DealShown {
    /// An agreed deal with nothing beside it.
    pub fn agreed(view: DealView) -> Self {
        Self {
            deal: view.deal,
            stage: Stage::Agreed(Box::new(view)),
            asked: Vec::new(),
            refused: Vec::new(),
            upload: None,
            payout: None,
            is_shipped: false,
        }
    }
}

impl Deals {
    /// What was asked first, then the agreed ones, newest first.
    pub fn list(&self) -> Result<Vec<DealShown>, DeviceError> {
        let store = &self.0.get_opened()?.store;
        let asked = store.list_asked_deals()?.into_iter().map(|asked| (asked.deal, Stage::Asked(Box::new(asked))));
        let agreed: Vec<DealView> = store.list(Topic::Deal)?;
        let agreed = agreed.into_iter().map(|view| (view.deal, Stage::Agreed(Box::new(view))));
        let beside = Beside::read(store)?;
        Ok(asked.chain(agreed).map(|(deal, stage)| beside.shown(deal, stage)).collect())
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

impl Beside {
    fn read(store: &Store) -> Result<Self, DeviceError> {
        Ok(Self {
            changes: store.list_asked_changes(Topic::Deal)?,
            refused: store.list_refused()?,
            uploads: store.list_uploads()?,
            payouts: store.list(Topic::Payout)?,
            notices: store.list_notices()?,
        })
    }

    fn shown(&self, deal: DealId, stage: Stage) -> DealShown {
        let asked: Vec<AskedChange> = self.changes.iter().filter(|it| it.id == deal.uuid()).cloned().collect();
        let refused = self.refused.iter().filter(|refused| refused.deal() == Some(deal)).cloned().collect();
        let shipped = |notice: &NoticeView| notice.kind == NoticeKind::ProductShipped && notice.deal == Some(deal);
        DealShown {
            deal,
            upload: self.upload_of(&asked),
            payout: self.payout_of(&stage),
            is_shipped: self.notices.iter().any(shipped),
            stage,
            asked,
            refused,
        }
    }

    fn upload_of(&self, asked: &[AskedChange]) -> Option<Upload> {
        let drafts = asked.iter().filter(|change| change.kind == "submit_draft");
        let bodies = drafts.filter_map(|change| serde_json::from_slice::<SubmitDraft>(&change.body).ok());
        let media = bodies.last()?.media;
        self.uploads.iter().find(|upload| upload.media == media).cloned()
    }

    fn payout_of(&self, stage: &Stage) -> Option<Box<PayoutView>> {
        let Stage::Agreed(view) = stage else { return None };
        let earning = view.earning?;
        self.payouts.iter().find(|payout| payout.earnings.contains(&earning)).cloned().map(Box::new)
    }
}
