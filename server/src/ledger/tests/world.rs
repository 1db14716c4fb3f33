//! A small world for the ledger's tests: one brand, one creator, one campaign, and every step of a deal's money as one
//! call, booked through the gate with the builders of core.
#![allow(clippy::arithmetic_side_effects, reason = "the world numbers a few deals")]

mod row;

use gamma_core::deal::{Charges, Cost};
use gamma_core::id::{AttemptId, BrandId, CampaignId, CommandId, DealId, EarningId, Id, PayoutId, PersonId};
use gamma_core::ledger::entries::{self, Advanced, Earned, Sent};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind};
use gamma_core::money::{Money, Rate, Unit};
use gamma_core::quote::{Lands, PayoutInput, Person, Quote, payout_quote};
use gamma_core::tax::{Agent, Flags, History, Profile, history_after};
use gamma_core::time::Timestamp;
use gamma_core::wire::Answer;
use gamma_core::wire::views::{EarningKind, EarningState, PayoutState};
use std::sync::Mutex;
use uuid::Uuid;

use crate::app::App;
use crate::book::rows;
use crate::book::{Act, Actor, Book, Call, DealLink, Links, Needs, Refusal};
use crate::db::{Db, Word};
use crate::ledger::acts::EarningLink;
use row::{attempt_row, brand_row, campaign_row, creator_row, deal_row, earning_row, payout_row, withheld_row};

/// Noon in Almaty on 15 June 2026.
pub const START: Timestamp = Timestamp::from_micros(1_781_506_800_000_000);
pub const RAIL: &str = "http_rail";

pub struct World {
    pub app: App,
    pub brand: BrandId,
    pub creator: PersonId,
    pub campaign: CampaignId,
    history: Mutex<History>,
}

type NeedsFn = Box<dyn Fn(&mut Needs) + Send + Sync>;
type DecideFn = Box<dyn Fn(&mut Book, &Call) -> Result<serde_json::Value, Refusal> + Send + Sync>;

/// An act of a test's own.
pub struct Do {
    pub needs: NeedsFn,
    pub decide: DecideFn,
}

impl Act for Do {
    fn needs(&self, needs: &mut Needs) {
        (self.needs)(needs);
    }
    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        (self.decide)(book, call)
    }
}

/// Whole tenge.
pub const fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

/// Fee + commission of 15 % + VAT of 16 % on it.
pub fn cost_of(earned: Money) -> Cost {
    Charges { commission: Rate::from_bp(1_500), vat: Rate::from_bp(1_600) }.cost(earned)
}

impl World {
    /// The brand may owe a million.
    pub async fn new(db: &Db) -> Self {
        let world = Self {
            app: crate::testing::app(db.clone(), START),
            brand: BrandId::from_uuid(Uuid::from_u128(0xb)),
            creator: PersonId::from_uuid(Uuid::from_u128(0xc)),
            campaign: CampaignId::from_uuid(Uuid::from_u128(0xca)),
            history: Mutex::default(),
        };
        world.insert_person().await;
        let (brand, creator, campaign) = (world.brand, world.creator, world.campaign);
        let needs = move |needs: &mut Needs| needs.brand(brand);
        world
            .done("people", needs, move |book, _| {
                book.brands.put(brand_row(brand));
                book.creators.put(creator_row(creator));
                book.campaigns.put(campaign_row(campaign, brand));
                book.set_ceiling(&AccountKey::of(AccountKind::Receivable, brand), tenge(1_000_000))
            })
            .await;
        world
    }

    async fn insert_person(&self) {
        let sql = "insert into person (id, phone_sealed, phone_index, app_language, is_operator, created_at)
                   values ($1, $2, $2, 'kk', false, $3)";
        let mut tx = self.app.db.begin().await.expect("begins");
        tx.run(sql, crate::args![self.creator, vec![1_u8; 4], START]).await.expect("a person");
        tx.commit().await.expect("commits");
    }

    pub fn link(&self, deal: DealId) -> DealLink {
        DealLink { deal, campaign: self.campaign, brand: self.brand, creator: self.creator }
    }

    /// Submits an act under the id that its name has.
    pub async fn submit(&self, name: &str, act: impl Act + 'static) -> Answer {
        let id = CommandId::derived(Uuid::from_u128(1), name);
        let outcome = self.app.gate.act(Actor::System, id, name, self.app.clock.now(), act).await;
        outcome.expect("an answer").answer
    }

    /// Does what must be done.
    pub async fn done(
        &self,
        name: &str,
        needs: impl Fn(&mut Needs) + Send + Sync + 'static,
        decide: impl Fn(&mut Book, &Call) -> Result<(), Refusal> + Send + Sync + 'static,
    ) {
        let decide = move |book: &mut Book, call: &Call| decide(book, call).map(|()| serde_json::Value::Null);
        let answer = self.submit(name, Do { needs: Box::new(needs), decide: Box::new(decide) }).await;
        assert!(matches!(answer, Answer::Done { .. }), "{name}: {answer:?}");
    }

    /// A deal with a fee of 10 000 and a cap of 20 000.
    pub async fn make_deal(&self, number: u128) -> DealId {
        let link = self.link(DealId::from_uuid(Uuid::from_u128(0xd0 + number)));
        let decide = move |book: &mut Book, call: &Call| {
            book.deals.put(deal_row(link, number));
            let held = cost_of(tenge(30_000)).total();
            book.open_hold(call, link, &AccountKey::of(AccountKind::Receivable, link.brand), held)
        };
        self.done(&format!("deal {number}"), move |needs| needs.deal(link), decide).await;
        link.deal
    }

    /// Approved work (or a bonus): the hold is posted and the creator waits.
    pub async fn earn(&self, deal: DealId, kind: EarningKind, amount: Money) -> EarningId {
        let link = self.link(deal);
        let name = format!("earn {deal} {kind:?}");
        let earning = EarningId::derived(deal.uuid(), &name);
        let decide = move |book: &mut Book, call: &Call| {
            let cost = cost_of(amount);
            book.post_hold(deal, cost.total())?;
            let facts = Earned { brand: link.brand, creator: link.creator, cost, from_prepaid: Money::ZERO };
            let links = Links { deal: Some(deal), earning: Some(earning), ..Links::default() };
            let entry = if kind == EarningKind::FixedFee { EntryKind::Approved } else { EntryKind::Bonus };
            book.post(call, "earned", entry, &entries::approved(&facts), links)?;
            book.earnings.put(earning_row(earning, link, kind, &cost, call.now));
            Ok(())
        };
        self.done(&name, move |needs| needs.deal(link), decide).await;
        earning
    }

    /// The platform buys the claim at 3 %.
    pub async fn advance(&self, deal: DealId, earning: EarningId) {
        let link = self.link(deal);
        let decide = move |book: &mut Book, call: &Call| {
            let face = book.earnings.get(&earning)?.amount_tiyn;
            let fee = face.share(Rate::from_bp(300), Unit::Tiyn);
            let postings = entries::advanced(&Advanced { creator: link.creator, face, fee });
            let links = Links { earning: Some(earning), ..Links::default() };
            book.post(call, "advanced", EntryKind::Advanced, &postings, links)?;
            let row = book.earnings.edit(&earning)?;
            row.state = Word(EarningState::Available);
            row.advanced_at = Some(call.now);
            row.advance_fee_tiyn = fee;
            book.creators.edit(&link.creator)?.advance_open_tiyn += face;
            Ok(())
        };
        self.done(&format!("advance {earning}"), move |needs| needs.deal(link), decide).await;
    }

    /// One payout of one earning leaves on the rail, with the lines of the day.
    pub async fn send(&self, deal: DealId, earning: EarningId) -> PayoutId {
        let link = self.link(deal);
        let payout = PayoutId::derived(earning.uuid(), "payout");
        let history = self.history.lock().expect("not poisoned").clone();
        let decide = move |book: &mut Book, call: &Call| {
            let earned = book.earnings.get(&earning)?.clone();
            let quote = quote(&earned, &history, call);
            let row = payout_row(payout, link.creator, quote, call);
            let sent = sent(&row);
            let links = Links { payout: Some(payout), ..Links::default() };
            book.post(call, "sent", EntryKind::PayoutSent, &entries::payout_sent(&sent), links)?;
            for line in &row.quote.0.lines {
                book.withhold(withheld_row(&row, line));
            }
            book.payout_items.put(rows::PayoutItem { payout_id: payout, earning_id: earning, is_live: true });
            book.attempts.put(attempt_row(payout, call.now));
            book.payouts.put(row);
            let edited = book.earnings.edit(&earning)?;
            edited.state = Word(EarningState::InPayout);
            edited.payout_id = Some(payout);
            Ok(())
        };
        self.done(&format!("send {earning}"), move |needs| needs.deal(link), decide).await;
        let row = self.app.db.record::<rows::Payout>("where id = $1", crate::args![payout]).await;
        let row = row.expect("reads").expect("a payout");
        let mut history = self.history.lock().expect("not poisoned");
        *history = history_after(&history, &row.quote.0.lines, row.gross_tiyn);
        payout
    }

    /// The rail says it arrived, for 25 ₸.
    pub async fn confirm(&self, payout: PayoutId) {
        let creator = self.creator;
        let decide = move |book: &mut Book, call: &Call| {
            let row = book.payouts.edit(&payout)?;
            row.state = Word(PayoutState::Confirmed);
            row.confirmed_at = Some(call.now);
            let postings = entries::payout_confirmed(&row.rail, row.net_tiyn, tenge(25));
            let links = Links { payout: Some(payout), ..Links::default() };
            book.post(call, "confirmed", EntryKind::PayoutConfirmed, &postings, links)?;
            let attempt = book.attempts.edit(&AttemptId::derived(payout.uuid(), "attempt"))?;
            "confirmed".clone_into(&mut attempt.state);
            attempt.external_id = Some(format!("external {payout}"));
            let paid: Vec<EarningId> = book.payout_items.iter().map(|item| item.earning_id).collect();
            for earning in paid {
                book.earnings.edit(&earning)?.state = Word(EarningState::Paid);
            }
            Ok(())
        };
        self.done(&format!("confirm {payout}"), move |needs| needs.payout(payout, creator), decide).await;
    }

    /// The rail says no for good; `is_returned`: it had said yes before.
    pub async fn fail(&self, payout: PayoutId, is_returned: bool) {
        let creator = self.creator;
        let decide = move |book: &mut Book, call: &Call| {
            let row = book.payouts.get(&payout)?.clone();
            let links = Links { payout: Some(payout), ..Links::default() };
            if is_returned {
                let postings = entries::payout_returned(&row.rail, row.net_tiyn);
                book.post(call, "returned", EntryKind::PayoutReturned, &postings, links)?;
            }
            book.post(call, "failed", EntryKind::PayoutFailed, &entries::payout_failed(&sent(&row)), links)?;
            take_apart(book, call, payout, is_returned)
        };
        self.done(&format!("fail {payout}"), move |needs| needs.payout(payout, creator), decide).await;
    }

    pub async fn earning_link(&self, earning: EarningId) -> EarningLink {
        EarningLink::find(&self.app.db, earning).await.expect("reads").expect("an earning")
    }

    /// The postings of the newest entries of a kind, as `(account, part, tenge)`, debits first; entries of one command
    /// are read together.
    pub async fn postings(&self, kind: EntryKind) -> Vec<(String, String, i64)> {
        let sql = "select a.kind, a.part, p.amount_tiyn from entry e join posting p on p.entry_id = e.id
                   join account a on a.id = p.account_id
                   where e.kind = $1 and e.n = (select max(n) from entry where kind = $1)";
        let rows = self.app.db.list(sql, crate::args![kind.name()]).await.expect("reads");
        let mut lines: Vec<(String, String, i64)> = rows
            .iter()
            .map(|row| {
                let amount: i64 = row.get(2).expect("an amount");
                (row.get(0).expect("a kind"), row.get(1).expect("a part"), amount / 100)
            })
            .collect();
        lines.sort_by_key(|(kind, part, amount)| (*amount < 0, kind.clone(), part.clone(), *amount));
        lines
    }

    /// What a bounded account holds, in tenge.
    pub async fn balance(&self, kind: AccountKind) -> i64 {
        let owner = match kind {
            AccountKind::Receivable | AccountKind::Prepaid => self.brand.uuid(),
            _ => self.creator.uuid(),
        };
        let key = AccountKey { kind, owner: Some(owner), part: String::new() };
        let sql = "select balance_tiyn from account where id = $1";
        let row = self.app.db.find(sql, crate::args![key.id()]).await.expect("reads");
        row.map_or(0, |row| row.get::<i64>(0).expect("a balance") / 100)
    }
}

fn take_apart(book: &mut Book, call: &Call, payout: PayoutId, is_returned: bool) -> Result<(), Refusal> {
    let state = if is_returned { PayoutState::Returned } else { PayoutState::Failed };
    let row = book.payouts.edit(&payout)?;
    row.state = Word(state);
    row.ended_at = Some(call.now);
    let kept: Vec<rows::Withheld> = book.withheld.iter().filter(|row| !row.is_reversal()).cloned().collect();
    for row in kept {
        book.give_back(&row, book.left_of(&row));
    }
    let attempt = book.attempts.edit(&AttemptId::derived(payout.uuid(), "attempt"))?;
    let word = if is_returned { "returned" } else { "failed" };
    word.clone_into(&mut attempt.state);
    let items: Vec<EarningId> = book.payout_items.iter().map(|item| item.earning_id).collect();
    for earning in items {
        book.payout_items.edit(&(payout, earning))?.is_live = false;
        let row = book.earnings.edit(&earning)?;
        row.state = Word(EarningState::Available);
        row.payout_id = None;
    }
    Ok(())
}

fn quote(earned: &rows::Earning, history: &History, call: &Call) -> Quote {
    let (profile, flags) = (Profile::SelfEmployedPlatform, Flags::default());
    let person = Person { profile, flags, agent: &Agent::Platform, month: history, year: history };
    let input = PayoutInput {
        gross: earned.amount_tiyn,
        advance_fee: earned.advance_fee_tiyn,
        advance_bp: 300,
        debt: Money::ZERO,
        person,
        day: call.now.day(),
        lands: Lands::Minutes { minutes: 10 },
    };
    payout_quote(&input).expect("the example's rules hold")
}

fn sent(payout: &rows::Payout) -> Sent<'_> {
    Sent {
        creator: payout.creator_id,
        rail: RAIL,
        agent: payout.agent.0,
        lines: &payout.quote.0.lines,
        net: payout.net_tiyn,
    }
}
