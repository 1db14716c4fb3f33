//! Views for a brand's members: campaigns with live cost and slots, the brand itself, invoices.

use serde::{Deserialize, Serialize};

use crate::id::{BrandId, CampaignId, InvoiceId};
use crate::matching::Targets;
use crate::money::Money;
use crate::terms::{TermSheet, TermsHash};
use crate::time::{Day, Month, Timestamp};

/// One campaign, for its brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// What a deal says.
    pub terms: TermsHash,
    /// In full.
    pub sheet: TermSheet,
    /// Whom it is for.
    pub targets: Targets,
    /// How many deals.
    pub slots: u32,
    /// Taken.
    pub slots_taken: u32,
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
    /// Its deals, by how far they are.
    pub deals: DealCounts,
}

/// How many deals a campaign has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DealCounts {
    /// Ever made.
    pub all: u32,
    /// With a draft or a post for the brand to look at.
    pub to_review: u32,
    /// Approved.
    pub approved: u32,
    /// Ended before an approval.
    pub ended_early: u32,
}

/// The six states of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CampaignState {
    Draft,
    WaitingForMoney,
    Live,
    Paused,
    Full,
    Closed,
}

/// What a brand does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CampaignNext {
    Open,
    Pay,
    ReviewDrafts,
    Wait,
    Resume,
    Nothing,
}

/// A brand, for its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The commission on what creators earn, in basis points.
    pub commission_bp: i64,
    /// VAT on the commission, in basis points.
    pub vat_bp: i64,
}

/// A brand's payment behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Light {
    Green,
    Amber,
    Red,
}

/// A brand's monthly bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceView {
    /// Which.
    pub invoice: InvoiceId,
    /// Of which brand.
    pub brand: BrandId,
    /// For which month's approvals.
    pub month: Month,
    /// When it was made: the 1st of the next month.
    pub issued_on: Day,
    /// 30 days later.
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
