//! The rows of the small world.
#![allow(clippy::arithmetic_side_effects, reason = "the world numbers a few deals")]

use gamma_core::deal::{Cost, due_on};
use gamma_core::id::{AttemptId, BrandId, CampaignId, EarningId, Id, PayoutId, PersonId};
use gamma_core::money::Money;
use gamma_core::quote::{Lands, Quote};
use gamma_core::tax::{Agent, Flags, Profile};
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::views::{CampaignState, DealState, EarningKind, EarningState, Light, PayoutState};
use uuid::Uuid;

use super::{RAIL, START, tenge};
use crate::book::rows;
use crate::book::{Call, DealLink};
use crate::db::{Json, Word};

pub(super) fn brand_row(id: BrandId) -> rows::Brand {
    rows::Brand {
        id,
        name: "Дәмді".to_owned(),
        bin: "990140000018".to_owned(),
        commission_bp: 1_500,
        credit_limit_tiyn: tenge(1_000_000),
        trust_limit_tiyn: Money::ZERO,
        trust_used_tiyn: Money::ZERO,
        advance_limit_tiyn: tenge(1_000_000),
        is_prepaid_only: false,
        tax_authority_at: None,
        light: Word(Light::Green),
        created_at: START,
        n: 0,
    }
}

pub(super) fn creator_row(id: PersonId) -> rows::Creator {
    rows::Creator {
        id,
        display_name: None,
        city: None,
        tags: Json(Vec::new()),
        languages: Json(Vec::new()),
        handles: Json(Vec::new()),
        audience: None,
        followers: 0,
        name_sealed: None,
        iin_sealed: None,
        iin_index: None,
        born_on: None,
        tax_profile: Some(Word(Profile::SelfEmployedPlatform)),
        tax_flags: Json(Flags::default()),
        tax_confirmed_by: None,
        tax_confirmed_until: None,
        iban_sealed: None,
        iban_holder_sealed: None,
        iban_last4: None,
        payouts_held_until: None,
        consents: Json(Vec::new()),
        level: 1,
        deals_done: 0,
        advance_open_tiyn: Money::ZERO,
        advance_limit_tiyn: None,
        n: 0,
    }
}

pub(super) fn campaign_row(id: CampaignId, brand_id: BrandId) -> rows::Campaign {
    rows::Campaign {
        id,
        brand_id,
        title: "Шай".to_owned(),
        terms_hash: terms_hash(),
        targets: Json(gamma_core::matching::Targets::default()),
        state: Word(CampaignState::Live),
        slots: 10,
        slots_taken: 0,
        budget_tiyn: tenge(1_000_000),
        held_tiyn: Money::ZERO,
        spent_tiyn: Money::ZERO,
        commission_bp: 1_500,
        picture_id: None,
        open_until: START.plus_days(30),
        created_at: START,
        n: 0,
    }
}

fn terms_hash() -> gamma_core::terms::TermsHash {
    "00".repeat(32).parse().expect("a hash")
}

/// Each deal has a campaign number of its own in the unique (creator, campaign): the world's deals share one campaign,
/// so only the first is the creator's own.
pub(super) fn deal_row(link: DealLink, number: u128) -> rows::Deal {
    let creator_id = if number == 0 { link.creator } else { PersonId::from_uuid(Uuid::from_u128(0xc000 + number)) };
    rows::Deal {
        id: link.deal,
        campaign_id: link.campaign,
        brand_id: link.brand,
        creator_id,
        terms_hash: terms_hash(),
        state: Word(DealState::Posted),
        payout_choice: Word(PayoutChoice::AtOnce),
        commission_bp: 1_500,
        vat_bp: 1_600,
        advance_bp: 300,
        rail: RAIL.to_owned(),
        quote: Json(empty_quote()),
        is_prepaid: false,
        agreed_at: START,
        due_at: None,
        undo_until: None,
        fix_rounds_used: 0,
        approved_at: None,
        bonus_until: None,
        shipped_at: None,
        tracking: None,
        expected_on: None,
        trusted_tiyn: Money::ZERO,
        bonus_tiyn: Money::ZERO,
        ended: None,
        ended_at: None,
        n: 0,
    }
}

fn empty_quote() -> Quote {
    Quote {
        gross: Money::ZERO,
        advance_fee: Money::ZERO,
        lines: Vec::new(),
        debt: Money::ZERO,
        net: Money::ZERO,
        lands: Lands::Minutes { minutes: 10 },
        assumed: gamma_core::quote::Assumed {
            day: START.day(),
            profile: Profile::SelfEmployedPlatform,
            is_profile_known: true,
            month_to_date: Money::ZERO,
            advance_bp: 300,
        },
    }
}

pub(super) fn earning_row(
    id: EarningId,
    link: DealLink,
    kind: EarningKind,
    cost: &Cost,
    at: Timestamp,
) -> rows::Earning {
    rows::Earning {
        id,
        deal_id: link.deal,
        creator_id: link.creator,
        brand_id: link.brand,
        kind: Word(kind),
        amount_tiyn: cost.earned,
        commission_tiyn: cost.commission,
        vat_tiyn: cost.vat,
        is_prepaid: false,
        state: Word(EarningState::Waiting),
        due_on: due_on(at.day()),
        earned_at: at,
        advanced_at: None,
        advance_bp: None,
        advance_fee_tiyn: Money::ZERO,
        brand_paid_tiyn: Money::ZERO,
        brand_paid_at: None,
        invoice_id: None,
        payout_id: None,
        reversed_at: None,
        written_off_at: None,
        n: 0,
    }
}

pub(super) fn payout_row(id: PayoutId, creator_id: PersonId, quote: Quote, call: &Call) -> rows::Payout {
    rows::Payout {
        id,
        creator_id,
        state: Word(PayoutState::Sent),
        rail: RAIL.to_owned(),
        differences: Json(Vec::new()),
        gross_tiyn: quote.gross,
        advance_fee_tiyn: quote.advance_fee,
        debt_tiyn: quote.debt,
        withheld_tiyn: quote.lines.iter().map(|line| line.amount).sum(),
        net_tiyn: quote.net,
        agent: Json(Agent::Platform),
        profile: Word(Profile::SelfEmployedPlatform),
        tax_flags: Json(Flags::default()),
        month: call.now.day().month(),
        iban_sealed: Vec::new(),
        iban_last4: "0000".to_owned(),
        requested_at: call.now,
        lands_at: None,
        sent_at: Some(call.now),
        confirmed_at: None,
        ended_at: None,
        failure: None,
        quote: Json(quote),
        n: 0,
    }
}

pub(super) fn withheld_row(payout: &rows::Payout, line: &gamma_core::tax::TaxLine) -> rows::Withheld {
    rows::Withheld {
        payout_id: payout.id,
        line: Word(line.line),
        turn: 0,
        agent: payout.agent.clone(),
        person_id: payout.creator_id,
        month: payout.month,
        profile: payout.profile,
        gross_tiyn: payout.gross_tiyn,
        base_tiyn: line.base,
        amount_tiyn: line.amount,
        due_on: line.due_on,
        n: 0,
        k: 0,
    }
}

pub(super) fn attempt_row(payout: PayoutId, at: Timestamp) -> rows::Attempt {
    rows::Attempt {
        id: AttemptId::derived(payout.uuid(), "attempt"),
        payout_id: payout,
        rail: RAIL.to_owned(),
        state: "sent".to_owned(),
        called_at: at,
        answered_at: Some(at),
        asked_at: None,
        external_id: None,
        failure: None,
        batch_id: None,
        cost_tiyn: Money::ZERO,
    }
}
