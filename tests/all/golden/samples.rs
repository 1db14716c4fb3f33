//! One sample of every wire type, each field filled.

use gamma_core::id::Id;
use gamma_core::matching::{AudienceBand, Reason, Targets};
use gamma_core::money::Money;
use gamma_core::quote::{Assumed, Difference, Lands, Quote};
use gamma_core::tax::{LineCode, Profile, TaxLine};
use gamma_core::terms::{Bonus, BonusKind, Brief, Deadlines, Deliverable, Platform, Product, TermSheet, Usage};
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::commands::{self as c, Command};
use gamma_core::wire::identity as i;
use gamma_core::wire::views as v;
use gamma_core::wire::{Answer, Code, Cursor, ErrorBody, ErrorDetail, FeedItem, FeedPage, Topic};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

/// A type's bytes, and how they are read and written again.
pub struct Sample {
    pub name: &'static str,
    pub json: Value,
    pub read_back: fn(&Value) -> Result<Value, String>,
}

fn again<T: Serialize + DeserializeOwned>(json: &Value) -> Result<Value, String> {
    let value: T = serde_json::from_value(json.clone()).map_err(|problem| problem.to_string())?;
    serde_json::to_value(value).map_err(|problem| problem.to_string())
}

pub(super) fn sample<T: Serialize + DeserializeOwned>(name: &'static str, value: &T) -> Sample {
    Sample { name, json: serde_json::to_value(value).expect("plain fields"), read_back: again::<T> }
}

/// Names a command's sample after its kind; the list of kinds is static.
pub(super) fn command<C: Command + Serialize + DeserializeOwned>(value: &C) -> Sample {
    let name: &'static str = Box::leak(format!("command_{}", C::KIND).into_boxed_str());
    sample(name, value)
}

pub(super) fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number))
}

pub(super) fn at(hour: i64) -> Timestamp {
    Timestamp::from_micros(1_781_496_000_000_000).plus_hours(hour)
}

fn day(number: i8) -> Day {
    Day::new(2026, 6, number).expect("a day")
}

fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

pub fn sheet() -> TermSheet {
    TermSheet {
        version: 1,
        deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
        fixed_fee: tenge(10_000),
        bonus: Some(Bonus { kind: BonusKind::Cpc, rate: tenge(40), cap: tenge(20_000), until_days: 30 }),
        deadlines: Deadlines { draft_days: 5, clear_hours: 48, fix_hours: 48, post_hours: 48, check_hours: 24 },
        fix_rounds: 2,
        usage: Usage { days: 90, is_paid_ads_allowed: false },
        product: Some(Product { title: "Ерін далабы".to_owned(), value: tenge(6_500), is_kept: true }),
        sponsor: "Жұлдыз сұлулығы".to_owned(),
        brief: Brief {
            title: "Таңғы далап".to_owned(), points: vec!["Далапты жағып көрсет".to_owned()]
        },
    }
}

fn targets() -> Targets {
    Targets {
        tags: vec!["beauty".to_owned()],
        cities: vec!["almaty".to_owned()],
        languages: vec!["kk".to_owned()],
        followers_min: Some(1_000),
        followers_max: Some(50_000),
        audience: Some(AudienceBand::From18To24),
    }
}

fn quote() -> Quote {
    let line =
        |line| TaxLine { line, base: tenge(10_000), amount: tenge(100), due_on: Day::new(2026, 7, 15).expect("a day") };
    Quote {
        gross: tenge(10_000),
        advance_fee: tenge(300),
        lines: vec![line(LineCode::Opv), line(LineCode::Opvr), line(LineCode::So), line(LineCode::Vosms)],
        debt: Money::ZERO,
        net: tenge(9_300),
        lands: Lands::Minutes { minutes: 10 },
        assumed: Assumed {
            day: day(15),
            profile: Profile::SelfEmployedPlatform,
            is_profile_known: true,
            month_to_date: Money::ZERO,
            advance_bp: 300,
        },
    }
}

/// Every sample.
pub fn samples() -> Vec<Sample> {
    let mut all = creator_commands();
    all.extend(brand_commands());
    all.extend(identity());
    all.extend(creator_views());
    all.extend(brand_views());
    all.extend(envelopes());
    all
}

fn creator_commands() -> Vec<Sample> {
    let deal = id(1);
    vec![
        command(&c::Swipe {
            campaign: id(2),
            terms: sheet().terms_hash(),
            way: c::Way::Yes { payout_choice: c::PayoutChoice::AtOnce, advance_bp: 300 },
        }),
        command(&c::WithdrawSwipe { swipe: id(1) }),
        command(&c::CancelDeal { deal }),
        command(&c::GiveConsent {
            kind: c::ConsentKind::PersonalData,
            version: "2026-06".to_owned(),
            text_hash: "0".repeat(64),
            is_given: true,
        }),
        command(&c::SetProfile {
            display_name: "Айгүл Қ.".to_owned(),
            city: "almaty".to_owned(),
            tags: vec!["beauty".to_owned()],
            languages: vec!["kk".to_owned()],
            app_language: "kk".to_owned(),
        }),
        command(&c::SetHandle { platform: Platform::Tiktok, handle: "aigul_1".to_owned(), followers: 4_200 }),
        command(&c::ProveHandle { platform: Platform::Tiktok }),
        command(&c::SetIdentity {
            full_name: "Қалдыбек Айгүл".to_owned(), iin: "950101300707".to_owned()
        }),
        command(&c::AnswerTaxInterview {
            is_sole_proprietor: false,
            is_pension_age: false,
            has_disability: false,
            is_student: true,
            wants_base_deduction: false,
        }),
        command(&c::SetIban {
            iban: "KZ257220000000000001".to_owned(),
            holder_name: "Қалдыбек Айгүл".to_owned(),
            challenge: Some(id(3)),
        }),
        command(&c::ReadNotices { notices: vec![id(4)] }),
        command(&c::SetPayoutChoice { deal, payout_choice: c::PayoutChoice::Wait }),
        command(&c::SubmitDraft { deal, media: id(5), note: "Міне, бейне".to_owned() }),
        command(&c::SubmitPost {
            deal,
            url: "https://www.tiktok.com/@aigul_1/video/7000000000000000001".to_owned(),
            handle: "aigul_1".to_owned(),
            ad_label: "Жарнама".to_owned(),
            sponsor: "Жұлдыз сұлулығы".to_owned(),
        }),
        command(&c::RequestPayout { earnings: vec![id(6)] }),
        command(&c::WithdrawPayout { payout: id(7) }),
        command(&c::TakeAdvance { earning: id(6), advance_bp: 300 }),
        command(&c::ConfirmDelivery { deal }),
    ]
}

fn brand_commands() -> Vec<Sample> {
    let (deal, draft) = (id(1), id(8));
    let fix = c::Fix {
        kind: c::FixKind::LabelMissing, at_second: Some(3), note: "«Жарнама» деп жазыңыз".to_owned()
    };
    vec![
        command(&c::RegisterBrand {
            name: "Жұлдыз сұлулығы".to_owned(),
            bin: "240340000019".to_owned(),
            may_sign: true,
        }),
        command(&c::InviteMember { brand: id(9), phone: "+77010000002".to_owned(), may_sign: false }),
        command(&c::CreateCampaign {
            brand: id(9),
            title: "Таңғы далап".to_owned(),
            terms: sheet(),
            targets: targets(),
            slots: 20,
            budget: tenge(800_000),
            open_until: at(240),
            picture: Some(id(5)),
        }),
        command(&c::SetCampaignState { campaign: id(2), step: c::CampaignStep::Open }),
        command(&c::ClearDraft { deal, draft }),
        command(&c::FixDraft { deal, draft, fixes: vec![fix] }),
        command(&c::RefuseDraft { deal, draft, reason: "Тауар көрінбейді".to_owned() }),
        command(&c::PassPost { deal, post: id(10) }),
        command(&c::ReturnPost {
            deal,
            post: id(10),
            problem: c::PostProblem::LabelMissing,
            note: "Жарнама белгісі жоқ".to_owned(),
        }),
        command(&c::ShipProduct { deal, tracking: Some("KZ-1".to_owned()), expected_on: Some(day(18)) }),
    ]
}

fn identity() -> Vec<Sample> {
    let (challenge, device, key) = (id(3), id(11), "ab".repeat(32));
    vec![
        sample(
            "sign_in_challenge_request",
            &i::ChallengeRequest { phone: "+77001234567".to_owned(), device, purpose: i::Purpose::SignIn },
        ),
        sample("sign_in_challenge_reply", &i::ChallengeReply { challenge, expires_at: at(1), resend_at: at(0) }),
        sample(
            "sign_in_session_request",
            &i::SessionRequest {
                challenge,
                code: "123456".to_owned(),
                device,
                device_key: key.clone(),
                device_name: "Телефон".to_owned(),
                request: Uuid::from_u128(12),
            },
        ),
        sample(
            "sign_in_refresh_request",
            &i::RefreshRequest { refresh_token: "r".repeat(43), device_key: key, request: Uuid::from_u128(13) },
        ),
        sample("sign_in_confirm_request", &i::ConfirmRequest { challenge, code: "123456".to_owned(), device }),
        sample(
            "sign_in_session_reply",
            &i::SessionReply {
                session: id(14),
                person: id(15),
                brands: vec![id(9)],
                access_token: "a.b.c".to_owned(),
                access_expires_at: at(0),
                refresh_token: "r".repeat(43),
            },
        ),
        sample(
            "view_device",
            &i::DeviceView { session: id(14), name: "Телефон".to_owned(), seen_at: at(0), is_this: true },
        ),
    ]
}

fn creator_views() -> Vec<Sample> {
    let offer = v::OfferView {
        campaign: id(2),
        terms: sheet().terms_hash(),
        sheet: sheet(),
        title: "Таңғы далап".to_owned(),
        brand_name: "Жұлдыз сұлулығы".to_owned(),
        score: 92,
        reasons: vec![
            Reason::City("almaty".to_owned()),
            Reason::Tag("beauty".to_owned()),
            Reason::Audience(AudienceBand::From18To24),
        ],
        quote_at_once: quote(),
        quote_wait: Quote { lands: Lands::Waiting { due_on: day(30) }, ..quote() },
        is_at_once_possible: true,
        open_until: at(240),
        slots_left: 7,
        picture_url: Some("/media/x".to_owned()),
    };
    let hides_most = Some(v::HidesMost { setting: "city".to_owned(), offers: 12 });
    vec![
        sample("view_deck", &v::DeckView { version: "17".to_owned(), offers: vec![offer], hides_most, now: at(0) }),
        sample("view_profile", &profile_view()),
        sample("view_deal", &deal_view()),
        sample("view_earning", &earning_view()),
        sample("view_payout", &payout_view()),
        sample("view_notice", &notice_view()),
    ]
}

fn profile_view() -> v::ProfileView {
    v::ProfileView {
        person: id(15),
        display_name: Some("Айгүл Қ.".to_owned()),
        city: Some("almaty".to_owned()),
        tags: vec!["beauty".to_owned()],
        languages: vec!["kk".to_owned()],
        handles: vec![v::HandleView {
            platform: Platform::Tiktok,
            handle: "aigul_1".to_owned(),
            followers: 4_200,
            is_proved: false,
        }],
        tax_profile: Some(Profile::CivilContract),
        iban_last4: Some("0001".to_owned()),
        payouts_held_until: Some(at(24)),
        missing: vec!["tax_interview".to_owned()],
        consents: vec![c::ConsentKind::Contract],
    }
}

fn deal_view() -> v::DealView {
    let fix = c::Fix { kind: c::FixKind::SoundBad, at_second: None, note: String::new() };
    v::DealView {
        deal: id(1),
        campaign: id(2),
        title: "Таңғы далап".to_owned(),
        brand: id(9),
        brand_name: "Жұлдыз сұлулығы".to_owned(),
        creator_name: "Айгүл Қ.".to_owned(),
        terms: sheet().terms_hash(),
        sheet: sheet(),
        state: v::DealState::FixAsked,
        due_at: Some(at(48)),
        agreed_at: at(0),
        undo_until: Some(at(0)),
        payout_choice: c::PayoutChoice::AtOnce,
        quote: quote(),
        draft: Some(v::DraftView {
            draft: id(8),
            round: 1,
            media: id(5),
            sent_at: at(2),
            note: "Міне, бейне".to_owned(),
            fixes: vec![fix],
            cleared: Some(v::Cleared::ByBrand),
        }),
        fix_rounds_used: 1,
        post: Some(v::PostView {
            post: id(10),
            url: "https://www.tiktok.com/@aigul_1/video/7000000000000000001".to_owned(),
            sent_at: at(5),
            is_passed: false,
            problem: Some(c::PostProblem::LabelMissing),
        }),
        ended: Some(v::Ended::CancelledByCreator),
        earning: Some(id(6)),
    }
}

fn earning_view() -> v::EarningView {
    v::EarningView {
        earning: id(6),
        deal: id(1),
        kind: v::EarningKind::FixedFee,
        amount: tenge(10_000),
        advance_fee: tenge(300),
        state: v::EarningState::InPayout,
        due_on: day(30),
        advance_bp: Some(300),
    }
}

fn payout_view() -> v::PayoutView {
    v::PayoutView {
        payout: id(7),
        state: v::PayoutState::Unknown,
        quote: quote(),
        differences: vec![Difference::MonthToDate],
        earnings: vec![id(6)],
        requested_at: at(6),
        sent_at: Some(at(6)),
        confirmed_at: Some(at(7)),
        iban_last4: "0001".to_owned(),
        lands_at: Some(at(7)),
        failure: Some("account_closed".to_owned()),
        ledger: vec![v::LedgerLine {
            entry: gamma_core::ledger::EntryKind::PayoutSent,
            account: gamma_core::ledger::AccountKind::TaxPayable,
            part: "OPV".to_owned(),
            amount: tenge(-100),
            at: at(6),
        }],
    }
}

fn notice_view() -> v::NoticeView {
    v::NoticeView {
        notice: id(4),
        kind: v::NoticeKind::PayoutConfirmed,
        deal: Some(id(1)),
        payout: Some(id(7)),
        amount: Some(tenge(9_300)),
        code: Some(Code::AdvanceLightRed),
        at: at(7),
        is_read: false,
    }
}

fn brand_views() -> Vec<Sample> {
    vec![
        sample(
            "view_campaign",
            &v::CampaignView {
                campaign: id(2),
                brand: id(9),
                title: "Таңғы далап".to_owned(),
                state: v::CampaignState::WaitingForMoney,
                next: v::CampaignNext::ReviewDrafts,
                terms: sheet().terms_hash(),
                sheet: sheet(),
                targets: targets(),
                slots: 20,
                slots_taken: 3,
                budget: tenge(800_000),
                held: tenge(105_660),
                spent: tenge(11_740),
                open_until: at(240),
                deal_cost: tenge(35_220),
                approval_cost: tenge(11_740),
                deals: v::DealCounts { all: 3, to_review: 1, approved: 1, ended_early: 0 },
            },
        ),
        sample(
            "view_brand",
            &v::BrandView {
                brand: id(9),
                name: "Жұлдыз сұлулығы".to_owned(),
                light: v::Light::Green,
                credit_limit: tenge(2_000_000),
                receivable: tenge(11_740),
                held: tenge(105_660),
                prepaid: Money::ZERO,
                commission_bp: 1_500,
                vat_bp: 1_600,
            },
        ),
        sample(
            "view_invoice",
            &v::InvoiceView {
                invoice: id(16),
                brand: id(9),
                month: day(1).month(),
                issued_on: Day::new(2026, 7, 1).expect("a day"),
                due_on: Day::new(2026, 7, 31).expect("a day"),
                earned: tenge(10_000),
                commission: tenge(1_500),
                vat: tenge(240),
                total: tenge(11_740),
                paid: Money::ZERO,
            },
        ),
    ]
}

fn envelopes() -> Vec<Sample> {
    let detail = ErrorDetail {
        code: Code::TooMany,
        reason: "too many tries".to_owned(),
        field: Some("terms.fixed_fee".to_owned()),
        retry_after_s: Some(30),
        request_id: Some("r-1".to_owned()),
    };
    let item = FeedItem { n: 17, k: 2, topic: Topic::Notice, id: Uuid::from_u128(4), body: Value::Null };
    let rejected = Answer::Rejected {
        id: id(1),
        code: Code::Precondition,
        reason: "something is missing".to_owned(),
        data: json!({ "missing": ["identity"] }),
    };
    vec![
        sample("error", &ErrorBody { error: detail }),
        sample("answer_done", &Answer::Done { id: id(1), n: 17, data: json!({ "deal": "x" }) }),
        sample("answer_rejected", &rejected),
        sample(
            "feed_page",
            &FeedPage {
                items: vec![item],
                next: Cursor { n: 17, k: 2 },
                has_more: true,
                now: at(0),
                tax_version: None,
            },
        ),
    ]
}
