//! The brand's desk: campaigns with live cost, what waits for a look, invoices; and a new campaign as it goes in.

use gamma_core::id::{BrandId, CampaignId, InvoiceId, MediaId};
use gamma_core::matching::{self, AudienceBand};
use gamma_core::terms::TermsHash;
use gamma_core::time::{Day, Month, Timestamp};
use gamma_core::wire::commands;
use gamma_core::wire::views::{self, CampaignNext, CampaignState, Light};

use super::{AskedView, DealView, Money, RefusedView, TermsView, all, terms::fit, whole};
use crate::error::AppError;

/// Everything the desk shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeskView {
    /// The brands this person acts for.
    pub brands: Vec<BrandView>,
    /// Newest first.
    pub campaigns: Vec<CampaignView>,
    /// Newest first.
    pub invoices: Vec<InvoiceView>,
    /// Deals with a draft to clear or a post to check, as this device has them; least time left first.
    pub to_review: Vec<DealView>,
    /// What was asked and has no answer.
    pub asked: Vec<AskedView>,
    /// What was asked and refused: *edit and send as new*.
    pub refused: Vec<RefusedView>,
}

/// A brand, for its members.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BrandView {
    /// Which.
    pub brand: BrandId,
    /// Its name.
    pub name: String,
    /// Payment behaviour.
    pub light: Light,
    /// Credit granted.
    pub credit_limit: Money,
    /// Owed now.
    pub receivable: Money,
    /// Held for open deals.
    pub held: Money,
    /// Paid ahead and free.
    pub prepaid: Money,
}

/// One campaign, for its brand.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CampaignView {
    /// Which.
    pub campaign: CampaignId,
    /// Of which brand.
    pub brand: BrandId,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: CampaignState,
    /// The next thing the brand can do.
    pub next: CampaignNext,
    /// What a deal says, as a hash.
    pub terms_id: TermsHash,
    /// In full.
    pub terms: TermsView,
    /// Whom it is for.
    pub targets: TargetsView,
    /// How many deals.
    pub slots: i32,
    /// Taken.
    pub slots_taken: i32,
    /// At most.
    pub budget: Money,
    /// Held for open deals.
    pub held: Money,
    /// Owed or paid for approved work.
    pub spent: Money,
    /// Until when creators may say YES.
    pub open_until: Timestamp,
    /// The largest cost of one deal: fee, cap, commission and VAT.
    pub deal_cost: Money,
    /// What an approval costs: the fee, its commission and VAT.
    pub approval_cost: Money,
    /// Deals ever made.
    pub deals: i32,
    /// With a draft or a post to look at.
    pub deals_to_review: i32,
    /// Approved.
    pub deals_approved: i32,
    /// Ended before an approval.
    pub deals_ended_early: i32,
}

/// A brand's monthly bill.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct InvoiceView {
    /// Which.
    pub invoice: InvoiceId,
    /// Of which brand.
    pub brand: BrandId,
    /// For which month's approvals.
    pub month: Month,
    /// When it was made.
    pub issued_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// Fees and bonuses.
    pub earned: Money,
    /// Commission.
    pub commission: Money,
    /// VAT on the commission.
    pub vat: Money,
    /// Together.
    pub total: Money,
    /// Paid so far.
    pub paid: Money,
}

/// One draft or post to decide about, fresh from the server.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReviewView {
    /// The deal, as its brand sees it.
    pub deal: DealView,
    /// The newest draft's video, by an address that expires.
    pub video_url: Option<String>,
}

/// Whom a campaign is for; an empty list means anybody.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TargetsView {
    /// Niches, by key; at least one must be the creator's.
    pub tags: Vec<String>,
    /// Cities, by key.
    pub cities: Vec<String>,
    /// `kk`, `ru`, `en`.
    pub languages: Vec<String>,
    /// At least so many followers.
    pub followers_min: Option<i32>,
    /// At most so many.
    pub followers_max: Option<i32>,
    /// The band most viewers should be in.
    pub audience: Option<AudienceBand>,
}

/// A term sheet to start from.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TemplateView {
    /// Stable.
    pub key: String,
    /// For the list.
    pub name: String,
    /// The terms it suggests.
    pub terms: TermsView,
    /// How many deals it suggests.
    pub slots: i32,
}

/// What a plan costs at most, before the server has seen it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlanCostView {
    /// One deal: fee, cap, commission and VAT.
    pub one: Money,
    /// All its deals.
    pub all: Money,
    /// What the brand's limit or prepayment still covers.
    pub free: Money,
}

/// A new campaign.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CampaignRequest {
    /// Which brand of the person's.
    pub brand: BrandId,
    /// What brands and creators call it: 1..=120 characters.
    pub title: String,
    /// What a deal will say.
    pub terms: TermsView,
    /// Whom it is for.
    pub targets: TargetsView,
    /// How many deals: 1..=10 000.
    pub slots: i32,
    /// At most, over all deals, with commission and VAT.
    pub budget: Money,
    /// Until when creators may say YES.
    pub open_until: Timestamp,
    /// A picture for the card, from [`crate::Drafts::add_picture`].
    pub picture: Option<MediaId>,
}

impl From<gamma_core::device::Brands> for DeskView {
    fn from(shown: gamma_core::device::Brands) -> Self {
        let mut to_review = shown.to_review;
        to_review.sort_by_key(|deal| deal.due_at);
        Self {
            brands: all(shown.brands),
            campaigns: all(shown.campaigns),
            invoices: all(shown.invoices),
            to_review: all(to_review),
            asked: all(shown.asked),
            refused: all(shown.refused),
        }
    }
}

impl From<views::BrandView> for BrandView {
    fn from(view: views::BrandView) -> Self {
        Self {
            brand: view.brand,
            name: view.name,
            light: view.light,
            credit_limit: view.credit_limit.into(),
            receivable: view.receivable.into(),
            held: view.held.into(),
            prepaid: view.prepaid.into(),
        }
    }
}

impl From<views::CampaignView> for CampaignView {
    fn from(view: views::CampaignView) -> Self {
        Self {
            campaign: view.campaign,
            brand: view.brand,
            title: view.title,
            state: view.state,
            next: view.next,
            terms_id: view.terms,
            terms: view.sheet.into(),
            targets: view.targets.into(),
            slots: whole(view.slots),
            slots_taken: whole(view.slots_taken),
            budget: view.budget.into(),
            held: view.held.into(),
            spent: view.spent.into(),
            open_until: view.open_until,
            deal_cost: view.deal_cost.into(),
            approval_cost: view.approval_cost.into(),
            deals: whole(view.deals.all),
            deals_to_review: whole(view.deals.to_review),
            deals_approved: whole(view.deals.approved),
            deals_ended_early: whole(view.deals.ended_early),
        }
    }
}

impl From<views::InvoiceView> for InvoiceView {
    fn from(view: views::InvoiceView) -> Self {
        Self {
            invoice: view.invoice,
            brand: view.brand,
            month: view.month,
            issued_on: view.issued_on,
            due_on: view.due_on,
            earned: view.earned.into(),
            commission: view.commission.into(),
            vat: view.vat.into(),
            total: view.total.into(),
            paid: view.paid.into(),
        }
    }
}

impl From<gamma_core::device::PlanCost> for PlanCostView {
    fn from(cost: gamma_core::device::PlanCost) -> Self {
        Self { one: cost.one.into(), all: cost.all.into(), free: cost.free.into() }
    }
}

impl From<views::ReviewView> for ReviewView {
    fn from(view: views::ReviewView) -> Self {
        Self { deal: view.deal.into(), video_url: view.video_url }
    }
}

impl From<matching::Targets> for TargetsView {
    fn from(targets: matching::Targets) -> Self {
        let matching::Targets { tags, cities, languages, followers_min, followers_max, audience } = targets;
        let (followers_min, followers_max) = (followers_min.map(whole), followers_max.map(whole));
        Self { tags, cities, languages, followers_min, followers_max, audience }
    }
}

impl TryFrom<TargetsView> for matching::Targets {
    type Error = AppError;

    fn try_from(view: TargetsView) -> Result<Self, AppError> {
        let TargetsView { tags, cities, languages, followers_min, followers_max, audience } = view;
        let followers_min = followers_min.map(|least| fit(least, "targets.followers_min")).transpose()?;
        let followers_max = followers_max.map(|most| fit(most, "targets.followers_max")).transpose()?;
        Ok(Self { tags, cities, languages, followers_min, followers_max, audience })
    }
}

impl From<commands::CreateCampaign> for CampaignRequest {
    fn from(it: commands::CreateCampaign) -> Self {
        Self {
            brand: it.brand,
            title: it.title,
            terms: it.terms.into(),
            targets: it.targets.into(),
            slots: whole(it.slots),
            budget: it.budget.into(),
            open_until: it.open_until,
            picture: it.picture,
        }
    }
}

impl TryFrom<CampaignRequest> for commands::CreateCampaign {
    type Error = AppError;

    fn try_from(request: CampaignRequest) -> Result<Self, AppError> {
        let budget =
            gamma_core::money::Money::from_input(request.budget.tiyn).map_err(|_| AppError::invalid("budget"))?;
        Ok(Self {
            brand: request.brand,
            title: request.title,
            terms: request.terms.try_into()?,
            targets: request.targets.try_into()?,
            slots: fit(request.slots, "slots")?,
            budget,
            open_until: request.open_until,
            picture: request.picture,
        })
    }
}
