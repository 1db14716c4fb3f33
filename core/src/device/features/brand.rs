//! The brand's desk: campaigns, what waits for a look, and the brand's answers. The same outbox, the same rules.

use std::sync::Arc;

use super::sample::{lowest_quote, sample_reasons};
use crate::deal::Charges;
use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::http::Request;
use crate::device::store::{AskedChange, Refused};
use crate::id::{BrandId, CampaignId, CommandId, DealId, DraftId, Id, PostId};
use crate::money::{Money, Rate};
use crate::wire::Topic;
use crate::wire::commands::{
    CampaignStep, ClearDraft, CreateCampaign, Fix, FixDraft, InviteMember, PassPost, PostProblem, RefuseDraft,
    RegisterBrand, ReturnPost, SetCampaignState, ShipProduct,
};
use crate::wire::views::{BrandView, CampaignView, DealState, DealView, InvoiceView, Light, OfferView, ReviewsView};

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
    /// What was asked and refused; newest first.
    pub refused: Vec<Refused>,
}

/// What a plan costs at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanCost {
    /// One deal: fee, cap, commission and VAT.
    pub one: Money,
    /// All its deals.
    pub all: Money,
    /// What the brand's limit or prepayment still covers.
    pub free: Money,
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
        let refused = store.list_refused()?;
        Ok(Brands { brands, campaigns, invoices, to_review, asked, refused })
    }

    /// What waits for the brand's decision, least time left first, with addresses of the videos. Needs the network.
    pub async fn fetch_reviews(&self, brand: BrandId) -> Result<ReviewsView, DeviceError> {
        let opened = self.0.get_opened()?;
        let asked = Request::get(format!("/v1/brands/{brand}/reviews"));
        Ok(self.0.session.send(opened.person, &asked).await?.json()?)
    }

    /// The card as creators will see it, made on this device; nobody is asked.
    pub fn preview(&self, campaign: &CreateCampaign) -> Result<OfferView, DeviceError> {
        let store = &self.0.get_opened()?.store;
        let brands: Vec<BrandView> = store.list(Topic::Brand)?;
        let brand = brands.into_iter().find(|brand| brand.brand == campaign.brand).ok_or(DeviceError::NotFound)?;
        let quote = lowest_quote(campaign.terms.fixed_fee, self.0.ports.clock.now().day());
        Ok(OfferView {
            campaign: CampaignId::from_uuid(uuid::Uuid::nil()),
            terms: campaign.terms.terms_hash(),
            sheet: campaign.terms.clone(),
            title: campaign.title.clone(),
            brand_name: brand.name,
            score: 100,
            reasons: sample_reasons(&campaign.targets),
            quote_at_once: quote.clone(),
            quote_wait: quote,
            is_at_once_possible: false,
            open_until: campaign.open_until,
            slots_left: campaign.slots,
            picture_url: None,
        })
    }

    /// What the plan costs at most, and what the brand can still pay; made on this device from the server's rates.
    pub fn cost(&self, campaign: &CreateCampaign) -> Result<PlanCost, DeviceError> {
        let brands: Vec<BrandView> = self.0.get_opened()?.store.list(Topic::Brand)?;
        let brand = brands.into_iter().find(|brand| brand.brand == campaign.brand).ok_or(DeviceError::NotFound)?;
        let charges = Charges { commission: Rate::from_bp(brand.commission_bp), vat: Rate::from_bp(brand.vat_bp) };
        let one = charges.hold(campaign.terms.fixed_fee, campaign.terms.cap());
        Ok(PlanCost { one, all: times(one, campaign.slots), free: free(&brand) })
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

/// Without credit, or with a red light, a brand pays ahead.
fn free(brand: &BrandView) -> Money {
    let is_prepaid = brand.light == Light::Red || brand.credit_limit.is_zero();
    let left = if is_prepaid { brand.prepaid } else { brand.credit_limit - brand.receivable - brand.held };
    left.max(Money::ZERO)
}

fn times(one: Money, count: u32) -> Money {
    Money::from_tiyn(one.tiyn().saturating_mul(i64::from(count)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn brand(light: Light, credit: i64) -> BrandView {
        let tenge = Money::from_tenge;
        BrandView {
            brand: BrandId::from_uuid(Uuid::from_u128(1)),
            name: "Алма".into(),
            light,
            credit_limit: tenge(credit),
            receivable: tenge(20_000),
            held: tenge(30_000),
            prepaid: tenge(7_000),
            commission_bp: 1_500,
            vat_bp: 1_600,
        }
    }

    #[test]
    fn a_limit_or_a_prepayment_covers_the_next_deals_and_never_less_than_nothing() {
        let table = [(Light::Green, 100_000, 50_000), (Light::Green, 0, 7_000), (Light::Red, 100_000, 7_000)];
        for (light, credit, left) in table {
            assert_eq!(free(&brand(light, credit)), Money::from_tenge(left), "{light:?} {credit}");
        }
        assert_eq!(free(&brand(Light::Amber, 40_000)), Money::ZERO);
    }

    #[test]
    fn a_count_beyond_counting_is_the_most_there_is() {
        assert_eq!(times(Money::from_tenge(11_740), 3), Money::from_tenge(35_220));
        assert_eq!(times(Money::from_tiyn(i64::MAX), 2), Money::from_tiyn(i64::MAX));
    }
}
