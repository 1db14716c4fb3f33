//! A small world: one brand with credit, one creator who can be paid, deals made by an act of the tests' own, and a
//! provider's server in this process.

use gamma_core::deal::Charges;
use gamma_core::id::{BrandId, CampaignId, CommandId, DealId, EarningId, Id, PayoutId, PersonId};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::{Money, Rate};
use gamma_core::quote::{OfferInput, Person, Quote, offer_quote};
use gamma_core::tax::{Agent, Flags, History, Profile};
use gamma_core::terms::TermsHash;
use gamma_core::time::Timestamp;
use gamma_core::wire::Answer;
use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::views::{CampaignState, DealState, EarningKind, Light, NoticeKind};
use std::sync::Arc;
use uuid::Uuid;

use super::provider::Provider;
use crate::app::App;
use crate::book::rows::{Brand, Campaign, Creator, Deal, Earning, Notice, Payout};
use crate::book::{Act, Actor, Book, Call, DealLink, Needs, Outcome, Refusal};
use crate::db::{Db, Json, Record, Word};
use crate::keys::Purpose;
use crate::payouts::earn::{self, EarnRules};
use crate::payouts::rails::Rails;
use crate::payouts::rails::http_rail::{HttpRail, NAME, Settings};

pub const IBAN: &str = "KZ257220000000000001";
pub const IIN: &str = "900101300126";

pub struct World {
    pub app: App,
    pub provider: Provider,
    pub brand: BrandId,
    pub creator: PersonId,
}

/// What a deal of the tests says.
#[derive(Debug, Clone, Copy)]
pub struct Agreed {
    pub fee_tenge: i64,
    pub cap_tenge: i64,
    pub choice: PayoutChoice,
    pub is_prepaid: bool,
    pub rail: &'static str,
}

pub const AT_ONCE: Agreed =
    Agreed { fee_tenge: 10_000, cap_tenge: 0, choice: PayoutChoice::AtOnce, is_prepaid: false, rail: NAME };
pub const WAIT: Agreed = Agreed { choice: PayoutChoice::Wait, ..AT_ONCE };

impl World {
    /// Noon of a working day in June 2026, with an honest provider.
    pub async fn new(db: Db) -> Self {
        let provider = Provider::start().await;
        let start: Timestamp = "2026-06-15T07:00:00Z".parse().expect("a moment");
        let mut app = crate::testing::app(db, start);
        let settings = Settings {
            url: provider.url(),
            secret: zeroize::Zeroizing::new(super::provider::SECRET.to_owned()),
            timeout: std::time::Duration::from_millis(400),
            not_found_window_s: 900,
        };
        let rail = HttpRail::new(settings).expect("a client");
        app.rails = Arc::new(Rails::new(vec![Arc::new(rail)]));
        let (brand, creator) = (BrandId::from_uuid(Uuid::new_v4()), PersonId::from_uuid(Uuid::new_v4()));
        let world = Self { app, provider, brand, creator };
        world.insert(brand_row(brand)).await;
        world.add_creator(creator, IIN, Profile::SelfEmployedPlatform).await;
        world
    }

    pub async fn add_creator(&self, creator: PersonId, iin: &str, profile: Profile) {
        let keys = &self.app.keys;
        let mut tx = self.app.db.begin().await.expect("a transaction");
        let sql = "insert into person (id, phone_sealed, phone_index, app_language, is_operator, created_at)
                   values ($1, $2, $3, 'kk', $4, $5)";
        let index = creator.uuid().as_bytes().to_vec();
        tx.run(sql, crate::args![creator, index.clone(), index, false, 0_i64]).await.expect("a person");
        tx.commit().await.expect("committed");
        self.insert(Creator {
            id: creator,
            display_name: Some("Aigerim".to_owned()),
            city: None,
            tags: Json(vec![]),
            languages: Json(vec![]),
            handles: Json(vec![]),
            audience: None,
            followers: 0,
            name_sealed: Some(keys.seal(Purpose::Name, "Айгерім Тестова".as_bytes())),
            iin_sealed: Some(keys.seal(Purpose::Iin, iin.as_bytes())),
            iin_index: None,
            born_on: None,
            tax_profile: Some(Word(profile)),
            tax_flags: Json(Flags::default()),
            tax_confirmed_by: None,
            tax_confirmed_until: None,
            iban_sealed: Some(keys.seal(Purpose::Iban, IBAN.as_bytes())),
            iban_holder_sealed: None,
            iban_last4: Some("0001".to_owned()),
            payouts_held_until: None,
            consents: Json(vec![]),
            level: 1,
            deals_done: 0,
            advance_open_tiyn: Money::ZERO,
            advance_limit_tiyn: Some(Money::from_tenge(10_000_000)),
            n: 0,
        })
        .await;
    }

    pub async fn insert<R: Record>(&self, row: R) {
        let mut tx = self.app.db.begin().await.expect("a transaction");
        tx.upsert_many(&[row]).await.expect("a row");
        tx.commit().await.expect("committed");
    }

    /// Changes the creator's row as identity would.
    pub async fn change_creator(&self, change: impl Fn(&mut Creator)) {
        let mut row = self.creator_row().await;
        change(&mut row);
        self.insert(row).await;
    }

    pub async fn change_brand(&self, change: impl Fn(&mut Brand)) {
        self.change_brand_row(self.brand, change).await;
    }

    pub async fn change_brand_row(&self, brand: BrandId, change: impl Fn(&mut Brand)) {
        let mut row = self.record::<Brand>("where id = $1", brand.uuid()).await;
        change(&mut row);
        self.insert(row).await;
    }

    pub async fn creator_row(&self) -> Creator {
        self.record("where id = $1", self.creator.uuid()).await
    }

    pub async fn record<R: Record>(&self, rest: &str, id: Uuid) -> R {
        self.app.db.record(rest, crate::args![id]).await.expect("reads").expect("a row")
    }

    pub async fn earning(&self, id: EarningId) -> Earning {
        self.record("where id = $1", id.uuid()).await
    }

    pub async fn payout(&self, id: PayoutId) -> Payout {
        self.record("where id = $1", id.uuid()).await
    }

    /// Every payout, oldest first.
    pub async fn payouts(&self) -> Vec<Payout> {
        self.app.db.records("order by requested_at, id", &[]).await.expect("reads")
    }

    pub async fn notices(&self) -> Vec<(NoticeKind, Option<String>)> {
        let rows: Vec<Notice> = self.app.db.records("order by at, id", &[]).await.expect("reads");
        rows.into_iter().map(|notice| (notice.kind.0, notice.code)).collect()
    }

    /// Submits an act as the system and expects it done.
    pub async fn done(&self, act: impl Act + 'static) -> serde_json::Value {
        match self.act(act).await.answer {
            Answer::Done { data, .. } => data,
            Answer::Rejected { code, reason, .. } => panic!("refused: {code}: {reason}"),
        }
    }

    pub async fn act(&self, act: impl Act + 'static) -> Outcome {
        let id = CommandId::from_uuid(Uuid::new_v4());
        self.app.gate.act(Actor::System, id, "test", self.app.clock.now(), act).await.expect("an answer")
    }

    /// A deal agreed on, approved at once: its earning.
    pub async fn earn(&self, agreed: Agreed) -> EarningId {
        let link = self.agree(agreed).await;
        self.approve(link, EarningKind::FixedFee, agreed.fee_tenge).await
    }

    pub async fn agree(&self, agreed: Agreed) -> DealLink {
        self.agree_with(self.brand, agreed).await
    }

    pub async fn agree_with(&self, brand: BrandId, agreed: Agreed) -> DealLink {
        let (deal, campaign) = (DealId::from_uuid(Uuid::new_v4()), CampaignId::from_uuid(Uuid::new_v4()));
        let link = DealLink { deal, campaign, brand, creator: self.creator };
        self.insert(campaign_row(link, self.app.clock.now())).await;
        self.done(Agree { link, agreed, now: self.app.clock.now() }).await;
        link
    }

    pub async fn approve(&self, link: DealLink, kind: EarningKind, tenge: i64) -> EarningId {
        let rules = EarnRules::from(&self.app);
        let act = Approve { link, kind, amount: Money::from_tenge(tenge), rules, day: self.app.clock.now().day() };
        serde_json::from_value(self.done(act).await).expect("an earning's id")
    }

    /// Runs everything that is due on the clock.
    pub async fn run_jobs(&self) {
        crate::jobs::runner::run_due_once(&self.app).await.expect("jobs run");
    }

    /// What an account holds: the sum of its postings, in whole tenge and tiyn, debit positive.
    pub async fn balance(&self, key: &AccountKey) -> Money {
        let sql = "select cast(coalesce(sum(amount_tiyn), 0) as bigint) from posting where account_id = $1";
        self.app.db.find(sql, crate::args![key.id()]).await.expect("reads").expect("a row").get(0).expect("a sum")
    }

    pub async fn creator_balance(&self, kind: AccountKind) -> Money {
        self.balance(&AccountKey::of(kind, self.creator)).await
    }

    pub async fn rail_balance(&self, kind: AccountKind) -> Money {
        self.balance(&AccountKey::platform(kind).with_part(NAME)).await
    }
}

/// YES without the market around it.
struct Agree {
    link: DealLink,
    agreed: Agreed,
    now: Timestamp,
}

impl Act for Agree {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let agreed = self.agreed;
        let (fee, cap) = (Money::from_tenge(agreed.fee_tenge), Money::from_tenge(agreed.cap_tenge));
        let charges = Charges { commission: Rate::from_bp(1_500), vat: Rate::from_bp(1_600) };
        let hold = charges.hold(fee, cap);
        let kind = if agreed.is_prepaid { AccountKind::Prepaid } else { AccountKind::Receivable };
        let account = AccountKey::of(kind, self.link.brand);
        if agreed.is_prepaid {
            let cash = AccountKey::platform(AccountKind::Cash).with_part("bank_file");
            let postings = [
                gamma_core::ledger::Posting { account: cash, amount: hold },
                gamma_core::ledger::Posting { account: account.clone(), amount: -hold },
            ];
            let links = crate::book::Links::default();
            book.post(call, "prepaid", gamma_core::ledger::EntryKind::BrandPaid, &postings, links)?;
        } else {
            book.set_ceiling(&account, Money::from_tenge(100_000_000))?;
        }
        book.open_hold(call, self.link, &account, hold)?;
        book.deals.put(deal_row(self.link, agreed, fee, self.now));
        Ok(serde_json::Value::Null)
    }
}

/// An approval without the deal's own steps.
struct Approve {
    link: DealLink,
    kind: EarningKind,
    amount: Money,
    rules: EarnRules,
    day: gamma_core::time::Day,
}

impl Act for Approve {
    fn needs(&self, needs: &mut Needs) {
        earn::needs(needs, self.link, self.day);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let id = earn::earn(book, call, &self.rules, self.link, self.kind, self.amount)?;
        Ok(serde_json::json!(id))
    }
}

/// A brand's payment for one earning, as invoices would match it.
pub struct BrandPays {
    pub link: DealLink,
    pub earning: EarningId,
}

impl Act for BrandPays {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        earn::release(book, call, self.earning)?;
        book.earnings.edit(&self.earning)?.brand_paid_at = Some(call.now);
        Ok(serde_json::Value::Null)
    }
}

fn brand_row(id: BrandId) -> Brand {
    Brand {
        id,
        name: "Sample".to_owned(),
        bin: id.uuid().simple().to_string(),
        commission_bp: 1_500,
        credit_limit_tiyn: Money::from_tenge(100_000_000),
        trust_limit_tiyn: Money::ZERO,
        trust_used_tiyn: Money::ZERO,
        advance_limit_tiyn: Money::from_tenge(50_000_000),
        is_prepaid_only: false,
        tax_authority_at: Some(Timestamp::from_micros(0)),
        light: Word(Light::Green),
        created_at: Timestamp::from_micros(0),
        n: 0,
    }
}

impl World {
    pub async fn add_brand(&self) -> BrandId {
        let id = BrandId::from_uuid(Uuid::new_v4());
        self.insert(brand_row(id)).await;
        id
    }
}

fn campaign_row(link: DealLink, now: Timestamp) -> Campaign {
    Campaign {
        id: link.campaign,
        brand_id: link.brand,
        title: "Tea".to_owned(),
        terms_hash: "00".repeat(32).parse::<TermsHash>().expect("a hash"),
        targets: Json(serde_json::from_str(TARGETS).expect("targets")),
        state: Word(CampaignState::Live),
        slots: 1_000,
        slots_taken: 0,
        budget_tiyn: Money::from_tenge(100_000_000),
        held_tiyn: Money::ZERO,
        spent_tiyn: Money::ZERO,
        commission_bp: 1_500,
        picture_id: None,
        open_until: now.plus_days(30),
        created_at: now,
        n: 0,
    }
}

const TARGETS: &str =
    r#"{"tags":[],"cities":[],"languages":[],"followers_min":0,"followers_max":null,"audience":null}"#;

fn deal_row(link: DealLink, agreed: Agreed, fee: Money, now: Timestamp) -> Deal {
    let is_at_once = agreed.choice == PayoutChoice::AtOnce && !agreed.is_prepaid;
    let advance_bp = if is_at_once { 300 } else { 0 };
    Deal {
        id: link.deal,
        campaign_id: link.campaign,
        brand_id: link.brand,
        creator_id: link.creator,
        terms_hash: "00".repeat(32).parse::<TermsHash>().expect("a hash"),
        state: Word(DealState::Approved),
        payout_choice: Word(agreed.choice),
        commission_bp: 1_500,
        vat_bp: 1_600,
        advance_bp,
        rail: agreed.rail.to_owned(),
        quote: Json(offer(fee, advance_bp, now)),
        is_prepaid: agreed.is_prepaid,
        agreed_at: now,
        due_at: None,
        undo_until: None,
        fix_rounds_used: 0,
        approved_at: None,
        bonus_until: None,
        bonus_tiyn: Money::ZERO,
        ended: None,
        ended_at: None,
        shipped_at: None,
        tracking: None,
        expected_on: None,
        trusted_tiyn: Money::ZERO,
        n: 0,
    }
}

fn offer(gross: Money, advance_bp: i64, now: Timestamp) -> Quote {
    let (agent, nothing) = (Agent::Platform, History::default());
    let person = Person {
        profile: Profile::SelfEmployedPlatform,
        flags: Flags::default(),
        agent: &agent,
        month: &nothing,
        year: &nothing,
    };
    let lands = gamma_core::quote::Lands::Minutes { minutes: 10 };
    let input = OfferInput { gross, advance_bp, person: Some(person), day: now.day(), lands };
    offer_quote(&input).expect("a quote")
}
