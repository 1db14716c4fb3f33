//! A brand at its desk, over plain HTTP.

use gamma_core::id::{BrandId, CampaignId, DealId};
use gamma_core::matching::Targets;
use gamma_core::money::Money;
use gamma_core::terms::{Brief, Deadlines, Deliverable, Platform, TermSheet, Usage};
use gamma_core::time::Timestamp;
use gamma_core::wire::Topic;
use gamma_core::wire::commands::{
    CampaignStep, ClearDraft, CreateCampaign, Fix, FixDraft, FixKind, PassPost, PostProblem, RefuseDraft, ReturnPost,
    SetCampaignState,
};
use gamma_core::wire::views::{CampaignView, DealView};

use crate::client::{Client, Refused};

/// A brand, and the person who acts for it.
#[derive(Clone)]
pub struct Brand {
    /// Which.
    pub id: BrandId,
    /// Its company number.
    pub bin: String,
    /// The phone of whoever is at the desk, to sign in again.
    pub phone: String,
    /// Its desk.
    pub desk: Client,
}

/// The standard sheet of the tests: fifteen seconds for this fee, two fix rounds, no product.
pub fn sheet(fee: Money) -> TermSheet {
    TermSheet {
        version: 1,
        deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
        fixed_fee: fee,
        bonus: None,
        deadlines: Deadlines { draft_days: 5, clear_hours: 48, fix_hours: 48, post_hours: 48, check_hours: 24 },
        fix_rounds: 2,
        usage: Usage { days: 90, is_paid_ads_allowed: false },
        product: None,
        sponsor: "Жұлдыз сұлулығы".to_owned(),
        brief: Brief {
            title: "Таңғы далап".to_owned(), points: vec!["Далапты жағып көрсет".to_owned()]
        },
    }
}

impl Brand {
    /// Creates a campaign for anybody and opens it.
    pub async fn open_campaign(&self, fee: Money, slots: u32, open_until: Timestamp) -> CampaignId {
        self.open(sheet(fee), slots, open_until).await
    }

    /// The same on other terms.
    pub async fn open(&self, terms: TermSheet, slots: u32, open_until: Timestamp) -> CampaignId {
        let most = (terms.fixed_fee + terms.cap()).tiyn();
        let budget = Money::from_tiyn(most.saturating_mul(i64::from(slots)).saturating_mul(2));
        let create = CreateCampaign {
            brand: self.id,
            title: "Таңғы далап".to_owned(),
            terms,
            targets: Targets::default(),
            slots,
            budget,
            open_until,
            picture: None,
        };
        let made = self.desk.command(&create).await.expect("the campaign is created");
        let campaign = made.get("campaign").and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
        let campaign: CampaignId = match campaign {
            Some(campaign) => campaign,
            None => self.desk.list::<CampaignView>(Topic::Campaign).await.last().expect("a campaign").campaign,
        };
        let open = SetCampaignState { campaign, step: CampaignStep::Open };
        self.desk.command(&open).await.expect("the campaign opens");
        campaign
    }

    /// The deal as the brand sees it now.
    pub async fn deal(&self, deal: DealId) -> Option<DealView> {
        self.desk.list::<DealView>(Topic::Deal).await.into_iter().find(|view| view.deal == deal)
    }

    /// Asks for one change of the newest draft.
    pub async fn ask_fix(&self, deal: DealId, note: &str) -> Result<(), Refused> {
        let draft = self.deal(deal).await.and_then(|view| view.draft).ok_or(Refused::Unknown)?;
        let fixes = vec![Fix { kind: FixKind::ProductNotSeen, at_second: Some(3), note: note.to_owned() }];
        self.desk.command(&FixDraft { deal, draft: draft.draft, fixes }).await.map(drop)
    }

    /// Clears the newest draft.
    pub async fn clear(&self, deal: DealId) -> Result<(), Refused> {
        let draft = self.deal(deal).await.and_then(|view| view.draft).ok_or(Refused::Unknown)?;
        self.desk.command(&ClearDraft { deal, draft: draft.draft }).await.map(drop)
    }

    /// Refuses the newest draft after the last fix.
    pub async fn refuse(&self, deal: DealId, reason: &str) -> Result<(), Refused> {
        let draft = self.deal(deal).await.and_then(|view| view.draft).ok_or(Refused::Unknown)?;
        let refuse = RefuseDraft { deal, draft: draft.draft, reason: reason.to_owned() };
        self.desk.command(&refuse).await.map(drop)
    }

    /// Says that the newest post is not as agreed.
    pub async fn return_post(&self, deal: DealId, problem: PostProblem) -> Result<(), Refused> {
        let post = self.deal(deal).await.and_then(|view| view.post).ok_or(Refused::Unknown)?;
        let back = ReturnPost { deal, post: post.post, problem, note: "Қара".to_owned() };
        self.desk.command(&back).await.map(drop)
    }

    /// The tap that approves the newest post.
    pub async fn pass(&self, deal: DealId) -> Result<(), Refused> {
        let post = self.deal(deal).await.and_then(|view| view.post).ok_or(Refused::Unknown)?;
        self.desk.command(&PassPost { deal, post: post.post }).await.map(drop)
    }
}
