//! A small market that one test owns: a brand with a live campaign, creators who may say YES, and a queue that runs
//! when the test says so.

use gamma_core::id::{
    BrandId, CampaignId, CommandId, DealId, DeviceId, DraftId, Id, MediaId, PersonId, PostId, SessionId,
};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind, Posting};
use gamma_core::matching::Targets;
use gamma_core::money::Money;
use gamma_core::tax::{Flags, Profile};
use gamma_core::terms::{Bonus, BonusKind, Brief, Deadlines, Deliverable, Platform, TermSheet, Usage};
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::{
    ClearDraft, Command as Body, ConsentKind, PayoutChoice, SubmitDraft, SubmitPost, Swipe, Way,
};
use gamma_core::wire::views::{CampaignState, DealState, HandleView, Light, OfferView};
use gamma_core::wire::{Answer, Code};
use std::sync::Arc;
use uuid::Uuid;

use crate::app::App;
use crate::book::rows::{Brand, Campaign, Creator, Deal, Hold, Sheet};
use crate::book::{Act, Actor, Book, Call, Command, Links, Needs, Refusal};
use crate::db::{Db, Json, Record, Word};
use crate::deals::{PostChecker, PostLook, commands, jobs};
use crate::http::auth::Caller;
use crate::jobs::{JobCall, JobEnd};
use crate::keys::Purpose;
use crate::media::store::Media;
use crate::media::{MediaKind, MediaState};

/// Monday noon in Almaty.
pub const START: Timestamp = Timestamp::from_micros(1_781_506_800_000_000);
pub const BRAND: u128 = 0xB;
pub const MEMBER: u128 = 0xBB;
pub const CAMPAIGN: u128 = 0xCA;
/// The brand's second campaign, on the same terms.
pub const OTHER_CAMPAIGN: u128 = 0xCB;

/// A market and the server in front of it.
pub struct World {
    pub app: App,
    pub sheet: TermSheet,
}

/// What a test changes before the market opens.
pub struct Market {
    pub sheet: TermSheet,
    pub brand: Brand,
    pub campaign: Campaign,
    pub creator: Creator,
    pub prepaid: Money,
}

pub fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

/// The example sheet: 10 000 ₸ and a bonus up to 20 000 ₸.
pub fn sheet() -> TermSheet {
    TermSheet {
        version: 1,
        deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
        fixed_fee: Money::from_tenge(10_000),
        bonus: Some(Bonus {
            kind: BonusKind::Cpc,
            rate: Money::from_tenge(50),
            cap: Money::from_tenge(20_000),
            until_days: 30,
        }),
        deadlines: Deadlines { draft_days: 5, clear_hours: 48, fix_hours: 48, post_hours: 48, check_hours: 24 },
        fix_rounds: 2,
        usage: Usage { days: 90, is_paid_ads_allowed: false },
        product: None,
        sponsor: "Дәм кафе".to_owned(),
        brief: Brief { title: "Жаңа мәзір".to_owned(), points: Vec::new() },
    }
}

impl Market {
    pub fn new(sheet: TermSheet) -> Self {
        Self { brand: brand(), campaign: campaign(&sheet), creator: creator(), prepaid: Money::ZERO, sheet }
    }
}

fn brand() -> Brand {
    Brand {
        id: id(BRAND),
        name: "Дәм".to_owned(),
        bin: "000000000001".to_owned(),
        commission_bp: 1_500,
        credit_limit_tiyn: Money::from_tenge(1_000_000),
        trust_limit_tiyn: Money::from_tenge(10_000),
        trust_used_tiyn: Money::ZERO,
        advance_limit_tiyn: Money::from_tenge(1_000_000),
        is_prepaid_only: false,
        tax_authority_at: Some(START),
        light: Word(Light::Green),
        created_at: START,
        n: 0,
    }
}

fn campaign(sheet: &TermSheet) -> Campaign {
    Campaign {
        id: id(CAMPAIGN),
        brand_id: id(BRAND),
        title: "Мәзір".to_owned(),
        terms_hash: sheet.terms_hash(),
        targets: Json(Targets::default()),
        state: Word(CampaignState::Live),
        slots: 5,
        slots_taken: 0,
        budget_tiyn: Money::from_tenge(1_000_000),
        held_tiyn: Money::ZERO,
        spent_tiyn: Money::ZERO,
        commission_bp: 1_500,
        picture_id: None,
        open_until: START.plus_days(60),
        created_at: START,
        n: 0,
    }
}

/// An adult who has answered everything; number 1 of five who are alike.
fn creator() -> Creator {
    Creator {
        id: id(1),
        display_name: Some("Айгүл".to_owned()),
        city: Some("almaty".to_owned()),
        tags: Json(vec!["beauty".to_owned()]),
        languages: Json(vec!["kk".to_owned()]),
        handles: Json(vec![HandleView {
            platform: Platform::Tiktok,
            handle: "aigul.kz".to_owned(),
            followers: 5_000,
            is_proved: false,
        }]),
        audience: None,
        followers: 5_000,
        name_sealed: Some(vec![1]),
        iin_sealed: Some(vec![1]),
        iin_index: None,
        born_on: Some("2000-01-02".parse().expect("a day")),
        tax_profile: Some(Word(Profile::SelfEmployedPlatform)),
        tax_flags: Json(Flags::default()),
        tax_confirmed_by: Some("operator".to_owned()),
        tax_confirmed_until: None,
        iban_sealed: None,
        iban_holder_sealed: None,
        iban_last4: None,
        payouts_held_until: None,
        consents: Json(vec![ConsentKind::Contract, ConsentKind::PersonalData]),
        level: 1,
        deals_done: 0,
        advance_open_tiyn: Money::ZERO,
        advance_limit_tiyn: None,
        n: 0,
    }
}

/// Puts the market into the book.
struct Open(Market);

impl Act for Open {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.0.brand.id);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let market = &self.0;
        let receivable = AccountKey::of(AccountKind::Receivable, market.brand.id);
        book.brands.put(market.brand.clone());
        book.set_ceiling(&receivable, market.brand.credit_limit_tiyn)?;
        let hash = market.sheet.terms_hash();
        book.sheets.put(Sheet { hash, sheet: Json(market.sheet.clone()), created_at: call.now });
        book.campaigns.put(market.campaign.clone());
        book.campaigns.put(Campaign { id: id(OTHER_CAMPAIGN), ..market.campaign.clone() });
        for number in 1..=5 {
            book.creators.put(Creator { id: id(number), ..market.creator.clone() });
        }
        if market.prepaid.is_positive() {
            let cash = AccountKey::platform(AccountKind::Cash).with_part("bank_file");
            let prepaid = AccountKey::of(AccountKind::Prepaid, market.brand.id);
            let postings = [
                Posting { account: cash, amount: market.prepaid },
                Posting { account: prepaid, amount: -market.prepaid },
            ];
            book.post(call, "paid ahead", EntryKind::BrandPaid, &postings, Links::default())?;
        }
        Ok(serde_json::Value::Null)
    }
}

/// Changes rows of the market afterwards, as other features would.
pub struct Change<F>(pub F);

impl<F: Fn(&mut Book) + Send + Sync> Act for Change<F> {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(id(BRAND));
        needs.creator(id(1));
        needs.campaign(id(CAMPAIGN));
    }

    fn decide(&self, book: &mut Book, _call: &Call) -> Result<serde_json::Value, Refusal> {
        (self.0)(book);
        Ok(serde_json::Value::Null)
    }
}

/// A checker that always finds the same.
pub struct Finds(pub PostLook);

#[async_trait::async_trait]
impl PostChecker for Finds {
    async fn look(&self, _platform: Platform, _url: &str, _handle: &str, _ad_label: &str) -> PostLook {
        self.0
    }
}

impl World {
    pub async fn new(db: Db) -> Self {
        Self::with(db, Market::new(sheet())).await
    }

    pub async fn with(db: Db, market: Market) -> Self {
        let mut tx = db.begin().await.expect("begins");
        for number in 1..=5_u128 {
            let sql = "insert into person (id, phone_sealed, phone_index, app_language, is_operator, created_at)
                values ($1, $2, $3, 'kk', $4, 0)";
            let index = number.to_be_bytes().to_vec();
            let args = crate::args![Uuid::from_u128(number), vec![1_u8], index, false];
            tx.run(sql, args).await.expect("a person");
        }
        tx.commit().await.expect("commits");
        let world = Self { app: crate::testing::app(db, START), sheet: market.sheet.clone() };
        world.act(Open(market)).await;
        world
    }

    pub fn finding(mut self, look: PostLook) -> Self {
        self.app.post_checker = Arc::new(Finds(look));
        self
    }

    pub async fn act(&self, act: impl Act + 'static) {
        let id = CommandId::from_uuid(Uuid::new_v4());
        let outcome = self.app.gate.act(Actor::System, id, "test", self.app.clock.now(), act).await.expect("an answer");
        assert!(matches!(outcome.answer, Answer::Done { .. }), "{:?}", outcome.answer);
    }

    /// Sends a command as a phone does.
    pub async fn send<B: Body>(&self, caller: &Caller, id: CommandId, body: &B) -> Result<Answer, crate::error::Error> {
        let bytes = serde_json::to_vec(body).expect("a body");
        let act = commands::prepare(&self.app, caller, B::KIND, &bytes).await?.expect("a command of deals");
        let input_mac = self.app.keys.fingerprint(Purpose::CommandInput, &[B::KIND.as_bytes(), &bytes]);
        let actor = Actor::Person(caller.person);
        let kind = B::KIND.to_owned();
        let received_at = self.app.clock.now();
        Ok(self.app.gate.submit(Command { actor, id, kind, input_mac, received_at, act }).await?.answer)
    }

    /// Sends a fresh command that must be done.
    pub async fn done<B: Body>(&self, caller: &Caller, body: &B) -> serde_json::Value {
        match self.send(caller, fresh(), body).await.expect("an answer") {
            Answer::Done { data, .. } => data,
            refused => panic!("{}: {refused:?}", B::KIND),
        }
    }

    /// Sends a fresh command that must be refused by a rule.
    pub async fn refused<B: Body>(&self, caller: &Caller, body: &B) -> Code {
        match self.send(caller, fresh(), body).await.expect("an answer") {
            Answer::Rejected { code, .. } => code,
            done => panic!("{}: {done:?}", B::KIND),
        }
    }

    /// Sends a fresh command that never reaches the gate.
    pub async fn turned_away<B: Body>(&self, caller: &Caller, body: &B) -> Code {
        self.send(caller, fresh(), body).await.expect_err("it is turned away").detail().code
    }

    pub fn yes(&self, payout_choice: PayoutChoice) -> Swipe {
        let way = Way::Yes { payout_choice, advance_bp: 300 };
        Swipe { campaign: id(CAMPAIGN), terms: self.sheet.terms_hash(), way }
    }

    /// A deal of creator number 1.
    pub async fn agreed(&self) -> DealId {
        self.agreed_with(1).await
    }

    pub async fn agreed_with(&self, number: u128) -> DealId {
        let id = fresh();
        let answer = self.send(&creator_caller(number), id, &self.yes(PayoutChoice::AtOnce)).await.expect("an answer");
        assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
        DealId::from_uuid(id.uuid())
    }

    /// What a creator's deck says of the campaign, if it is there.
    pub async fn card(&self, number: u128) -> Option<OfferView> {
        self.app.deck.refresh(&self.app).await.expect("refreshes");
        let deck = crate::campaigns::deck(&self.app, id(number)).await.expect("a deck");
        deck.offers.into_iter().find(|offer| offer.campaign == id(CAMPAIGN))
    }

    /// A finished video of a person.
    pub async fn video(&self, owner: u128) -> MediaId {
        let media = Media {
            id: MediaId::from_uuid(Uuid::new_v4()),
            owner: id(owner),
            kind: Word(MediaKind::Video),
            content_type: "video/mp4".to_owned(),
            bytes: 10,
            received_bytes: 10,
            sha256: [0; 32],
            state: Word(MediaState::Ready),
            code: None,
            object_key: None,
            duration_ms: Some(15_000),
            created_at: START,
            finished_at: Some(START),
        };
        crate::media::store::insert(&self.app.db, &media).await.expect("a video");
        media.id
    }

    pub async fn draft_sent(&self, deal: DealId) -> DraftId {
        let media = self.video(1).await;
        let data = self.done(&creator_caller(1), &SubmitDraft { deal, media, note: String::new() }).await;
        serde_json::from_value(data["draft"].clone()).expect("a draft")
    }

    pub async fn cleared(&self, deal: DealId) {
        let draft = self.draft_sent(deal).await;
        self.done(&member(), &ClearDraft { deal, draft }).await;
    }

    pub async fn posted(&self, deal: DealId) -> PostId {
        self.cleared(deal).await;
        self.post_sent(deal).await
    }

    pub async fn post_sent(&self, deal: DealId) -> PostId {
        let data = self.done(&creator_caller(1), &submit_post(deal)).await;
        serde_json::from_value(data["post"].clone()).expect("a post")
    }

    /// Moves the clock and runs what fell due.
    pub async fn after_hours(&self, hours: i64) {
        self.app.clock.advance_seconds(hours.saturating_mul(3_600));
        self.run_jobs().await;
    }

    pub async fn run_jobs(&self) {
        let sql = "select id, kind, body from job where state = 'waiting' and run_at <= $1 order by run_at, id";
        for row in self.app.db.list(sql, crate::args![self.app.clock.now()]).await.expect("jobs") {
            let body: String = row.get(2).expect("a body");
            let body = serde_json::from_str(&body).expect("json");
            let job = JobCall { id: row.get(0).expect("an id"), kind: row.get(1).expect("a kind"), body, attempts: 0 };
            // Other features' jobs are their own tests' concern.
            let Some(JobEnd::Done) = jobs::run(&self.app, &job).await.expect("the job runs") else { continue };
            let sql = "update job set state = 'done' where id = $1";
            let mut tx = self.app.db.begin().await.expect("begins");
            tx.run(sql, crate::args![job.id]).await.expect("the job ends");
            tx.commit().await.expect("commits");
        }
    }

    pub async fn row<R: Record>(&self, row_id: impl Id) -> R {
        self.app.db.record("where id = $1", crate::args![row_id.uuid()]).await.expect("reads").expect("a row")
    }

    pub async fn deal(&self, deal: DealId) -> Deal {
        self.row(deal).await
    }

    pub async fn state(&self, deal: DealId) -> DealState {
        self.deal(deal).await.state.0
    }

    pub async fn hold(&self, deal: DealId) -> Hold {
        self.row(deal).await
    }

    pub async fn campaign(&self) -> Campaign {
        self.row(id::<CampaignId>(CAMPAIGN)).await
    }

    pub async fn brand(&self) -> Brand {
        self.row(id::<BrandId>(BRAND)).await
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.app.db.find(sql, &[]).await.expect("counts").expect("a row").get(0).expect("a number")
    }

    /// Names of the notices that an owner has, oldest first.
    pub async fn notices(&self, owner: u128) -> Vec<String> {
        let sql = "select kind from notice where owner = $1 order by at, kind";
        let rows = self.app.db.list(sql, crate::args![Uuid::from_u128(owner)]).await.expect("notices");
        rows.iter().map(|row| row.get(0).expect("a kind")).collect()
    }
}

pub fn submit_post(deal: DealId) -> SubmitPost {
    SubmitPost {
        deal,
        url: "https://www.tiktok.com/@aigul.kz/video/7300000000000000001?lang=kk".to_owned(),
        handle: "@aigul.kz".to_owned(),
        ad_label: "Жарнама".to_owned(),
        sponsor: "Дәм кафе".to_owned(),
    }
}

pub fn fresh() -> CommandId {
    CommandId::from_uuid(Uuid::new_v4())
}

pub fn creator_caller(number: u128) -> Caller {
    caller(number, Vec::new())
}

pub fn member() -> Caller {
    caller(MEMBER, vec![id(BRAND)])
}

fn caller(person: u128, brands: Vec<BrandId>) -> Caller {
    Caller { person: id::<PersonId>(person), session: id::<SessionId>(1), device: id::<DeviceId>(1), brands }
}
