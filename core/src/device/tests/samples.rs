//! Invented offers and deals.

use uuid::Uuid;

use crate::id::{BrandId, CampaignId, DealId, Id};
use crate::money::Money;
use crate::quote::{Assumed, Lands, Quote};
use crate::tax::Profile;
use crate::terms::{Brief, Deadlines, Deliverable, Platform, TermSheet, Usage};
use crate::time::{Day, Timestamp};
use crate::wire::commands::PayoutChoice;
use crate::wire::views::{DealState, DealView, OfferView};

/// Noon in Almaty on a working day.
pub fn noon() -> Timestamp {
    "2026-06-15T07:00:00Z".parse().expect("a moment")
}

pub fn campaign(number: u128) -> CampaignId {
    CampaignId::from_uuid(Uuid::from_u128(0xca00 + number))
}

pub fn sheet(number: u128) -> TermSheet {
    TermSheet {
        version: 1,
        deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
        fixed_fee: Money::from_tenge(10_000),
        bonus: None,
        deadlines: Deadlines { draft_days: 7, clear_hours: 48, fix_hours: 48, post_hours: 48, check_hours: 24 },
        fix_rounds: 2,
        usage: Usage { days: 30, is_paid_ads_allowed: false },
        product: None,
        sponsor: "Алма".into(),
        brief: Brief { title: format!("Show apple {number}"), points: vec!["the apple".into()] },
    }
}

fn quote(advance_bp: i64) -> Quote {
    let day = Day::new(2026, 6, 15).expect("a day");
    Quote {
        gross: Money::from_tenge(10_000),
        advance_fee: Money::from_tenge(advance_bp),
        lines: Vec::new(),
        debt: Money::ZERO,
        net: Money::from_tenge(10_000 - advance_bp),
        lands: Lands::Minutes { minutes: 5 },
        assumed: Assumed {
            day,
            profile: Profile::SoleProprietor,
            is_profile_known: true,
            month_to_date: Money::ZERO,
            advance_bp,
        },
    }
}

pub fn offer(number: u128) -> OfferView {
    OfferView {
        campaign: campaign(number),
        terms: sheet(number).terms_hash(),
        sheet: sheet(number),
        title: format!("Apple {number}"),
        brand_name: "Алма".into(),
        score: 80,
        reasons: Vec::new(),
        quote_at_once: quote(400),
        quote_wait: quote(0),
        is_at_once_possible: true,
        open_until: noon().plus_days(10),
        slots_left: 3,
        picture_url: None,
    }
}

pub fn deal(id: Uuid, campaign: CampaignId, payout_choice: PayoutChoice) -> DealView {
    DealView {
        deal: DealId::from_uuid(id),
        campaign,
        title: "Apple".into(),
        brand: BrandId::from_uuid(Uuid::from_u128(0xb0)),
        brand_name: "Алма".into(),
        creator_name: "Айгүл".into(),
        terms: sheet(1).terms_hash(),
        sheet: sheet(1),
        state: DealState::DraftDue,
        due_at: None,
        agreed_at: noon(),
        undo_until: Some(noon().plus_minutes(15)),
        payout_choice,
        quote: quote(400),
        draft: None,
        fix_rounds_used: 0,
        post: None,
        ended: None,
        earning: None,
    }
}
