//! A small market for the tests of campaigns, the deck and sync: brands with credit, creators, campaigns, and callers.

use gamma_core::id::{BrandId, CampaignId, CommandId, DeviceId, Id, PersonId, SessionId};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind, Posting};
use gamma_core::matching::{AudienceBand, Targets};
use gamma_core::money::Money;
use gamma_core::terms::{Brief, Deadlines, Deliverable, Platform, TermSheet, Usage};
use gamma_core::time::Timestamp;
use gamma_core::wire::Answer;
use gamma_core::wire::commands::{CampaignStep, Command as WireCommand, CreateCampaign, SetCampaignState};
use gamma_core::wire::views::{CampaignView, HandleView, Light};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

use crate::app::App;
use crate::book::rows::{Brand, Creator};
use crate::book::{Act, Actor, Book, Call, Command, Links, Needs, Refusal};
use crate::db::{Db, Json, Word};
use crate::http::auth::Caller;

/// The market, at noon in Almaty on 15 June 2026.
#[derive(Clone)]
pub struct World {
    pub app: App,
    numbers: Arc<AtomicU64>,
}

type Decide = Box<dyn Fn(&mut Book, &Call) -> Result<(), Refusal> + Send + Sync>;

/// A change that only a test makes.
pub struct Do {
    needs: Box<dyn Fn(&mut Needs) + Send + Sync>,
    decide: Decide,
}

impl Act for Do {
    fn needs(&self, needs: &mut Needs) {
        (self.needs)(needs);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        (self.decide)(book, call).map(|()| serde_json::Value::Null)
    }
}

pub fn person(number: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(0x1000_0000 | number))
}

pub fn brand(number: u128) -> BrandId {
    BrandId::from_uuid(Uuid::from_u128(0x2000_0000 | number))
}

/// A signed-in person who may act for these brands.
pub fn caller(person: PersonId, brands: &[BrandId]) -> Caller {
    let (session, device) = (SessionId::from_uuid(Uuid::nil()), DeviceId::from_uuid(Uuid::nil()));
    Caller { person, session, device, brands: brands.to_vec() }
}

/// Fifteen seconds on TikTok for so much.
pub fn sheet(fee_tenge: i64) -> TermSheet {
    TermSheet {
        version: 1,
        deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
        fixed_fee: Money::from_tenge(fee_tenge),
        bonus: None,
        deadlines: Deadlines { draft_days: 5, clear_hours: 48, fix_hours: 48, post_hours: 72, check_hours: 24 },
        fix_rounds: 2,
        usage: Usage { days: 90, is_paid_ads_allowed: false },
        product: None,
        sponsor: "ТОО Алма".to_owned(),
        brief: Brief {
            title: "Алма шырыны".to_owned(), points: vec!["бөтелкені көрсет".to_owned()]
        },
    }
}

/// Two deals of 10 000 ₸ for anybody who films beauty.
pub fn plan(brand: BrandId, now: Timestamp) -> CreateCampaign {
    CreateCampaign {
        brand,
        title: "Алма жазы".to_owned(),
        terms: sheet(10_000),
        targets: Targets { tags: vec!["beauty".to_owned()], ..Targets::default() },
        slots: 2,
        budget: Money::from_tenge(100_000),
        open_until: now.plus_days(20),
        picture: None,
    }
}

impl World {
    pub fn new(db: Db) -> Self {
        let now: Timestamp = "2026-06-15T07:00:00Z".parse().expect("a moment");
        Self { app: crate::testing::app(db, now), numbers: Arc::default() }
    }

    /// Another server process on the same database.
    pub fn second_process(&self) -> Self {
        let app = crate::testing::app(self.app.db.clone(), self.now());
        Self { app, numbers: Arc::clone(&self.numbers) }
    }

    pub fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    fn next_id(&self) -> CommandId {
        let number = self.numbers.fetch_add(1, Ordering::SeqCst);
        CommandId::from_uuid(Uuid::from_u128(0x3000_0000 | u128::from(number)))
    }

    /// Makes a change that has no command.
    pub async fn make(
        &self,
        needs: impl Fn(&mut Needs) + Send + Sync + 'static,
        decide: impl Fn(&mut Book, &Call) -> Result<(), Refusal> + Send + Sync + 'static,
    ) -> Answer {
        let act = Do { needs: Box::new(needs), decide: Box::new(decide) };
        let id = self.next_id();
        self.app.gate.act(Actor::System, id, "test", self.now(), act).await.expect("an answer").answer
    }

    /// A command of a person, by the way that the phone's take.
    pub async fn ask<C: WireCommand>(&self, caller: &Caller, body: &C) -> Answer {
        let body = serde_json::to_vec(body).expect("a body");
        let kind = C::KIND;
        let mut act = crate::campaigns::commands::prepare(&self.app, caller, kind, &body).await.expect("prepared");
        if act.is_none() {
            act = crate::sync::commands::prepare(&self.app, caller, kind, &body).await.expect("prepared");
        }
        let command = Command {
            actor: Actor::Person(caller.person),
            id: self.next_id(),
            kind: kind.to_owned(),
            input_mac: [1; 32],
            received_at: self.now(),
            act: act.expect("a known command"),
        };
        self.app.gate.submit(command).await.expect("an answer").answer
    }

    /// A brand that an operator gave so much credit.
    pub async fn brand(&self, number: u128, credit_tenge: i64) -> BrandId {
        let id = brand(number);
        let done = self.make(
            move |needs| needs.brand(id),
            move |book, call| {
                let credit = Money::from_tenge(credit_tenge);
                book.brands.put(Brand {
                    id,
                    name: format!("Алма {number}"),
                    bin: format!("{number:012}"),
                    commission_bp: 1_500,
                    credit_limit_tiyn: credit,
                    trust_limit_tiyn: Money::ZERO,
                    trust_used_tiyn: Money::ZERO,
                    advance_limit_tiyn: credit,
                    is_prepaid_only: false,
                    tax_authority_at: None,
                    light: Word(Light::Green),
                    created_at: call.now,
                    n: 0,
                });
                book.set_ceiling(&AccountKey::of(AccountKind::Receivable, id), credit)
            },
        );
        assert!(matches!(done.await, Answer::Done { .. }));
        id
    }

    /// The brand pays ahead.
    pub async fn prepay(&self, brand: BrandId, tenge: i64) {
        let paid = self.make(
            move |needs| needs.brand(brand),
            move |book, call| {
                let amount = Money::from_tenge(tenge);
                let cash = AccountKey::platform(AccountKind::Cash).with_part("bank_file");
                let prepaid = AccountKey::of(AccountKind::Prepaid, brand);
                let postings = [Posting { account: cash, amount }, Posting { account: prepaid, amount: -amount }];
                book.post(call, "paid", EntryKind::BrandPaid, &postings, Links::default())?;
                crate::campaigns::on_money(book, call, brand);
                Ok(())
            },
        );
        assert!(matches!(paid.await, Answer::Done { .. }));
    }

    /// A person without anything.
    pub async fn person(&self, number: u128) -> PersonId {
        let (id, index) = (person(number), number.to_be_bytes().to_vec());
        let mut tx = self.app.db.begin().await.expect("a transaction");
        let sql = "insert into person (id, phone_sealed, phone_index, app_language, is_operator, created_at) \
            values ($1, $2, $3, 'kk', $4, $5)";
        tx.run(sql, crate::args![id, vec![1_u8], index, false, self.now()]).await.expect("a person");
        tx.commit().await.expect("commits");
        id
    }

    /// A creator in Almaty who films beauty, changed as the test wants.
    pub async fn creator(&self, number: u128, change: impl Fn(&mut Creator) + Send + Sync + 'static) -> PersonId {
        let id = self.person(number).await;
        let done = self.make(
            |_| {},
            move |book, _| {
                let mut creator = creator(id);
                change(&mut creator);
                book.creators.put(creator);
                Ok(())
            },
        );
        assert!(matches!(done.await, Answer::Done { .. }));
        id
    }

    /// A campaign that its brand created, changed as the test wants.
    pub async fn draft(&self, brand: BrandId, change: impl FnOnce(&mut CreateCampaign)) -> CampaignId {
        let mut plan = plan(brand, self.now());
        change(&mut plan);
        let answer = self.ask(&caller(person(1), &[brand]), &plan).await;
        let Answer::Done { data, .. } = answer else { panic!("not created: {answer:?}") };
        serde_json::from_value(data["campaign"].clone()).expect("an id")
    }

    /// One that was opened too.
    pub async fn live(&self, brand: BrandId, change: impl FnOnce(&mut CreateCampaign)) -> CampaignId {
        let campaign = self.draft(brand, change).await;
        let opened = self.step(brand, campaign, CampaignStep::Open).await;
        assert!(matches!(opened, Answer::Done { .. }), "{opened:?}");
        campaign
    }

    pub async fn step(&self, brand: BrandId, campaign: CampaignId, step: CampaignStep) -> Answer {
        self.ask(&caller(person(1), &[brand]), &SetCampaignState { campaign, step }).await
    }

    pub async fn view(&self, campaign: CampaignId) -> CampaignView {
        crate::campaigns::views::campaigns(&self.app, &[campaign]).await.expect("views").pop().expect("a view")
    }

    /// Runs what is due in the queue, until nothing is.
    pub async fn run_jobs(&self) {
        while crate::jobs::runner::run_due_once(&self.app).await.expect("jobs run") > 0 {}
    }
}

fn creator(id: PersonId) -> Creator {
    Creator {
        id,
        display_name: Some("Айгүл".to_owned()),
        city: Some("almaty".to_owned()),
        tags: Json(vec!["beauty".to_owned(), "food".to_owned()]),
        languages: Json(vec!["kk".to_owned()]),
        handles: Json(vec![HandleView {
            platform: Platform::Tiktok,
            handle: "aigul".to_owned(),
            followers: 12_000,
            is_proved: false,
        }]),
        audience: Some(Word(AudienceBand::From18To24)),
        followers: 12_000,
        name_sealed: None,
        iin_sealed: None,
        iin_index: None,
        born_on: None,
        tax_profile: None,
        tax_flags: Json::default(),
        tax_confirmed_by: None,
        tax_confirmed_until: None,
        iban_sealed: None,
        iban_holder_sealed: None,
        iban_last4: None,
        payouts_held_until: None,
        consents: Json::default(),
        level: 1,
        deals_done: 0,
        advance_open_tiyn: Money::ZERO,
        advance_limit_tiyn: None,
        n: 0,
    }
}
