//! The brand's desk: campaigns, what waits for a look, and the brand's answers. The same outbox, the same rules.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::store::AskedChange;
use crate::id::{CampaignId, CommandId, DealId, DraftId, PostId};
use crate::wire::Topic;
use crate::wire::commands::{
    CampaignStep, ClearDraft, CreateCampaign, Fix, FixDraft, InviteMember, PassPost, PostProblem, RefuseDraft,
    RegisterBrand, ReturnPost, SetCampaignState, ShipProduct,
};
use crate::wire::views::{BrandView, CampaignView, DealState, DealView, InvoiceView};

/// The brand's desk.
#[derive(Clone)]
pub struct Brand(pub(crate) Arc<Engine>);

/// The desk as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brands {
    /// The brands this person acts for.
    pub brands: Vec<BrandView>,
    /// Newest first.
    pub campaigns: Vec<CampaignView>,
    /// Newest first.
    pub invoices: Vec<InvoiceView>,
    /// Deals that wait for the brand: a draft to clear, a post to check.
    pub to_review: Vec<DealView>,
    /// What was asked and has no answer.
    pub asked: Vec<AskedChange>,
}

impl Brand {
    /// Everything on the desk. A deal whose review was asked for stays, with the answer beside it.
    pub fn show(&self) -> Result<Brands, DeviceError> {
        let store = &self.0.get_opened()?.store;
        let brands: Vec<BrandView> = store.list(Topic::Brand)?;
        let mut to_review: Vec<DealView> = store.list(Topic::Deal)?;
        to_review.retain(|deal| {
            let is_ours = brands.iter().any(|brand| brand.brand == deal.brand);
            is_ours && matches!(deal.state, DealState::DraftSent | DealState::Posted)
        });
        let mut asked = Vec::new();
        for topic in [Topic::Brand, Topic::Campaign, Topic::Deal] {
            asked.extend(store.list_asked_changes(topic)?);
        }
        let (campaigns, invoices) = (store.list(Topic::Campaign)?, store.list(Topic::Invoice)?);
        Ok(Brands { brands, campaigns, invoices, to_review, asked })
    }

    /// Makes the person the owner of a brand.
    pub fn register(&self, brand: &RegisterBrand) -> Result<CommandId, DeviceError> {
        self.0.ask(brand)
    }

    /// Lets whoever signs in with this phone act for the brand.
    pub fn invite(&self, invitation: &InviteMember) -> Result<CommandId, DeviceError> {
        self.0.ask(invitation)
    }

    /// A campaign in state *draft*; its picture, if it has one, goes up first.
    pub fn create_campaign(&self, campaign: &CreateCampaign) -> Result<CommandId, DeviceError> {
        self.0.ask(campaign)
    }

    /// Opens, pauses, continues or closes a campaign.
    pub fn set_campaign_state(&self, campaign: CampaignId, step: CampaignStep) -> Result<CommandId, DeviceError> {
        self.0.ask(&SetCampaignState { campaign, step })
    }

    /// The yes to a draft.
    pub fn clear(&self, deal: DealId, draft: DraftId) -> Result<CommandId, DeviceError> {
        self.0.ask(&ClearDraft { deal, draft })
    }

    /// Asks for changes.
    pub fn fix(&self, deal: DealId, draft: DraftId, fixes: Vec<Fix>) -> Result<CommandId, DeviceError> {
        self.0.ask(&FixDraft { deal, draft, fixes })
    }

    /// Refuses after the last fix.
    pub fn refuse(&self, deal: DealId, draft: DraftId, reason: &str) -> Result<CommandId, DeviceError> {
        self.0.ask(&RefuseDraft { deal, draft, reason: reason.to_owned() })
    }

    /// The tap that approves the post.
    pub fn pass(&self, deal: DealId, post: PostId) -> Result<CommandId, DeviceError> {
        self.0.ask(&PassPost { deal, post })
    }

    /// The post is not as agreed.
    pub fn return_post(
        &self,
        deal: DealId,
        post: PostId,
        problem: PostProblem,
        note: &str,
    ) -> Result<CommandId, DeviceError> {
        self.0.ask(&ReturnPost { deal, post, problem, note: note.to_owned() })
    }

    /// The product is on its way.
    pub fn ship(&self, shipment: &ShipProduct) -> Result<CommandId, DeviceError> {
        self.0.ask(shipment)
    }
}
