//! The book: every change of money or of a feed is a command, decided in memory and written set-wise.
//!
//! A **gathering** is all commands that wait when the writer is free. In one transaction it locks the bounded accounts
//! in id order, loads what the commands need, lets each [`Act`] decide in order, writes each table with one
//! statement, takes the next number n from `log_head`, adds one link to the chain and commits; only then do answers
//! leave. A refusal is a decision: what it had changed in memory is taken back, and its answer is stored like any other.
//! What a decision needs beyond its input is named before by [`Needs`], so that locks have one order everywhere:
//! accounts by id, campaigns, platform days, `log_head`.

#[cfg(test)]
mod tests;

mod gate;
mod load;
mod needs;
pub mod rows;
mod shelf;
mod write;

use gamma_core::id::{
    AccountId, BrandId, CampaignId, CommandId, DealId, EarningId, EntryId, Id, JobId, NoticeId, PayoutId, PersonId,
};
use gamma_core::ledger::{AccountKey, EntryKind, Posting, entry_id, is_balanced};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::views::NoticeKind;
use gamma_core::wire::{Code, Topic};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::db::Word;
pub use gate::{Command, Gate, GateError, Outcome};
pub use needs::Needs;
use rows::{
    Account, Attempt, Brand, BrandPayment, Campaign, Creator, Deal, Draft, Earning, Entry, Hold, Invoice, Job, Notice,
    Payout, PayoutItem, PlatformDay, Post, PostingRow, Remittance, Sheet, SwipeRow, Withheld,
};
pub use shelf::Shelf;
pub use write::{effect_hash, link_hash};

/// A change that somebody asked for, ready to be decided.
pub trait Act: Send + Sync {
    /// Names what must be locked and loaded. Only ids that cannot change may be used here.
    fn needs(&self, needs: &mut Needs);
    /// Decides: changes the book and says what was made, or refuses.
    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal>;
}

/// Who asks, with which id, when.
#[derive(Debug, Clone)]
pub struct Call {
    pub actor: Actor,
    pub id: CommandId,
    /// When the server received it: decides order, expiry and every clock.
    pub now: Timestamp,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// A signed-in person.
    Person(PersonId),
    /// An operator at the command line or the console, by name.
    Operator(String),
    /// A rail, courier or platform: its own event ids are the keys.
    Provider(String),
    /// A job or clock of ours.
    System,
}

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{code}: {reason}")]
pub struct Refusal {
    pub code: Code,
    pub reason: String,
    pub data: serde_json::Value,
}

/// The ids around a deal, none of which ever changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DealLink {
    pub deal: DealId,
    pub campaign: CampaignId,
    pub brand: BrandId,
    pub creator: PersonId,
}

/// What a gathering has in hand.
#[derive(Debug, Default)]
pub struct Book {
    pub creators: Shelf<Creator>,
    pub brands: Shelf<Brand>,
    pub sheets: Shelf<Sheet>,
    pub campaigns: Shelf<Campaign>,
    pub swipes: Shelf<SwipeRow>,
    pub deals: Shelf<Deal>,
    pub drafts: Shelf<Draft>,
    pub posts: Shelf<Post>,
    pub earnings: Shelf<Earning>,
    pub payouts: Shelf<Payout>,
    pub payout_items: Shelf<PayoutItem>,
    pub withheld: Shelf<Withheld>,
    pub attempts: Shelf<Attempt>,
    pub holds: Shelf<Hold>,
    pub days: Shelf<PlatformDay>,
    pub invoices: Shelf<Invoice>,
    pub notices: Shelf<Notice>,
    pub brand_payments: Shelf<BrandPayment>,
    pub remittances: Shelf<Remittance>,
    accounts: Shelf<Account>,
    entries: Vec<Entry>,
    postings: Vec<PostingRow>,
    feed: BTreeMap<FeedKey, bool>,
    feed_before: Vec<(FeedKey, Option<bool>)>,
    jobs: Vec<Job>,
    /// Unbounded accounts of the postings.
    used: Vec<(AccountId, AccountKey)>,
    marks: Marks,
}

/// Whose, what, which.
type FeedKey = (Uuid, Word<Topic>, Uuid);

/// Where the append-only lists stood when the current command began.
#[derive(Debug, Default, Clone, Copy)]
struct Marks {
    entries: usize,
    postings: usize,
    used: usize,
    jobs: usize,
}

/// What an entry belongs to, besides its command.
#[derive(Debug, Clone, Copy, Default)]
pub struct Links {
    pub deal: Option<DealId>,
    pub earning: Option<EarningId>,
    pub payout: Option<PayoutId>,
    pub reverses: Option<EntryId>,
    /// When it happened, if not when the command came.
    pub happened_at: Option<Timestamp>,
}

/// An inbox line to be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoticeText {
    pub deal: Option<DealId>,
    pub payout: Option<PayoutId>,
    pub amount: Option<Money>,
    pub code: Option<Code>,
}

impl Call {
    /// An id for something this command makes: always the same for the same name.
    pub fn derive<T: Id>(&self, name: &str) -> T {
        T::derived(self.id.uuid(), name)
    }
}

impl Actor {
    /// As it stands in the command table.
    pub fn text(&self) -> String {
        match self {
            Self::Person(person) => format!("person:{person}"),
            Self::Operator(name) => format!("operator:{name}"),
            Self::Provider(name) => format!("provider:{name}"),
            Self::System => "system".to_owned(),
        }
    }
}

impl Refusal {
    /// A refusal with a code and a lowercase reason.
    pub fn new(code: Code, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into(), data: serde_json::Value::Null }
    }

    /// Adds the figures a screen needs.
    #[must_use]
    pub fn with(mut self, data: serde_json::Value) -> Self {
        self.data = data;
        self
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("no such {what}"))
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self::new(code, code.text().replace('_', " "))
    }
}

impl Book {
    /// A bounded account's balance, debit positive; nothing if it was never used.
    pub fn balance(&self, key: &AccountKey) -> Money {
        self.accounts.find(&key.id()).map_or(Money::ZERO, |account| account.balance_tiyn)
    }

    /// What is held of a bounded account.
    pub fn held(&self, key: &AccountKey) -> Money {
        self.accounts.find(&key.id()).map_or(Money::ZERO, |account| account.held_tiyn)
    }

    /// Sets a bounded account's ceiling, never under what is already used of it.
    pub fn set_ceiling(&mut self, key: &AccountKey, ceiling: Money) -> Result<(), Refusal> {
        let account = self.accounts.edit(&key.id())?;
        account.ceiling_tiyn = Some(ceiling.max(account.balance_tiyn + account.held_tiyn));
        Ok(())
    }

    /// Books an entry. It must balance (invariant 1); bounds are checked when the command is decided (invariant 4).
    pub fn post(
        &mut self,
        call: &Call,
        name: &str,
        kind: EntryKind,
        postings: &[Posting],
        links: Links,
    ) -> Result<EntryId, Refusal> {
        if !is_balanced(postings) {
            return Err(Refusal::new(Code::Internal, format!("entry {} does not balance", kind.name())));
        }
        let id = entry_id(call.id.uuid(), name);
        for (k, posting) in (0_i64..).zip(postings) {
            let account_id = posting.account.id();
            if posting.account.kind.is_bounded() {
                self.accounts.edit(&account_id)?.balance_tiyn += posting.amount;
            } else {
                self.used.push((account_id, posting.account.clone()));
            }
            self.postings.push(PostingRow { entry_id: id, k, account_id, amount_tiyn: posting.amount, n: 0 });
        }
        self.entries.push(Entry {
            id,
            kind: Word(kind),
            actor: call.actor.text(),
            command_id: call.id,
            n: 0,
            happened_at: links.happened_at.unwrap_or(call.now),
            learned_at: call.now,
            reverses: links.reverses,
            deal_id: links.deal,
            earning_id: links.earning,
            payout_id: links.payout,
        });
        Ok(id)
    }

    /// Sets money of a brand's account aside for a deal, and counts it against the campaign's budget.
    pub fn open_hold(
        &mut self,
        call: &Call,
        link: DealLink,
        account: &AccountKey,
        amount: Money,
    ) -> Result<(), Refusal> {
        self.accounts.edit(&account.id())?.held_tiyn += amount;
        self.campaigns.edit(&link.campaign)?.held_tiyn += amount;
        self.holds.put(Hold {
            id: link.deal,
            account_id: account.id(),
            campaign_id: link.campaign,
            amount_tiyn: amount,
            posted_tiyn: Money::ZERO,
            voided_tiyn: Money::ZERO,
            actor: call.actor.text(),
            command_id: call.id,
            opened_at: call.now,
            closed_at: None,
        });
        Ok(())
    }

    /// Takes `amount` out of a deal's hold because it is being booked for good.
    pub fn post_hold(&mut self, deal: DealId, amount: Money) -> Result<(), Refusal> {
        let hold = self.holds.edit(&deal)?;
        hold.posted_tiyn += amount;
        if hold.closed_at.is_some() || hold.posted_tiyn + hold.voided_tiyn > hold.amount_tiyn {
            return Err(Refusal::new(Code::Internal, "more is booked than was held"));
        }
        let (account, campaign) = (hold.account_id, hold.campaign_id);
        self.accounts.edit(&account)?.held_tiyn -= amount;
        let campaign = self.campaigns.edit(&campaign)?;
        campaign.held_tiyn -= amount;
        campaign.spent_tiyn += amount;
        Ok(())
    }

    /// Gives back what is left of a deal's hold; nothing if it was closed before.
    pub fn void_hold(&mut self, call: &Call, deal: DealId) -> Result<Money, Refusal> {
        let hold = self.holds.edit(&deal)?;
        let left = hold.amount_tiyn - hold.posted_tiyn - hold.voided_tiyn;
        if hold.closed_at.is_some() {
            return Ok(Money::ZERO);
        }
        hold.voided_tiyn += left;
        hold.closed_at = Some(call.now);
        let (account, campaign) = (hold.account_id, hold.campaign_id);
        self.accounts.edit(&account)?.held_tiyn -= left;
        self.campaigns.edit(&campaign)?.held_tiyn -= left;
        Ok(left)
    }

    /// Says that one of an owner's things changed; it will be in the owner's feed at this gathering's n.
    pub fn touch(&mut self, owner: impl Id, topic: Topic, id: impl Id) {
        self.feed_row(owner.uuid(), topic, id.uuid(), false);
    }

    /// Says that one of an owner's things is gone.
    pub fn touch_gone(&mut self, owner: impl Id, topic: Topic, id: impl Id) {
        self.feed_row(owner.uuid(), topic, id.uuid(), true);
    }

    fn feed_row(&mut self, owner: Uuid, topic: Topic, id: Uuid, is_gone: bool) {
        let key = (owner, Word(topic), id);
        let before = self.feed.insert(key, is_gone);
        self.feed_before.push((key, before));
    }

    /// Says that a deal changed, to both sides.
    pub fn touch_deal(&mut self, link: DealLink) {
        self.touch(link.creator, Topic::Deal, link.deal);
        self.touch(link.brand, Topic::Deal, link.deal);
    }

    /// Puts a line into an owner's inbox.
    pub fn notify(&mut self, call: &Call, owner: impl Id, kind: NoticeKind, text: NoticeText) {
        let id: NoticeId = call.derive(&format!("notice/{owner}/{kind:?}/{:?}/{:?}", text.deal, text.payout));
        self.notices.put(Notice {
            id,
            owner: owner.uuid(),
            kind: Word(kind),
            deal_id: text.deal,
            payout_id: text.payout,
            amount_tiyn: text.amount,
            code: text.code.map(|code| code.text().to_owned()),
            at: call.now,
            read_at: None,
        });
        self.touch(owner, Topic::Notice, id);
    }

    /// Puts work into the queue, to run at `run_at`. A key that was used before adds nothing.
    pub fn enqueue(&mut self, call: &Call, kind: &str, unique_key: &str, body: &serde_json::Value, run_at: Timestamp) {
        let unique_key = format!("{kind}/{unique_key}");
        self.jobs.push(Job {
            id: JobId::derived(call.id.uuid(), &format!("job/{unique_key}")),
            kind: kind.to_owned(),
            unique_key,
            body: body.to_string(),
            run_at,
            state: "waiting".to_owned(),
            attempts: 0,
            problems: 0,
            leased_until: None,
            leased_by: None,
            last_problem: None,
            created_at: call.now,
            ended_at: None,
        });
    }

    /// Whether every bounded account that the command touched is inside its bounds (invariant 4).
    fn check_bounds(&self) -> Result<(), Refusal> {
        use gamma_core::ledger::AccountKind::{Prepaid, Receivable};
        let is_out = |account: &&Account| {
            account.floor_tiyn.is_some_and(|floor| account.balance_tiyn < floor)
                || account.ceiling_tiyn.is_some_and(|ceiling| account.balance_tiyn + account.held_tiyn > ceiling)
                || account.held_tiyn.is_negative()
        };
        let Some(account) = self.accounts.touched().find(is_out) else { return Ok(()) };
        Err(match account.kind.0 {
            Receivable | Prepaid => Refusal::new(Code::BrandLimit, "the brand's limit does not cover it"),
            kind => Refusal::new(Code::AmountMismatch, format!("account {} would pass its bound", kind.name())),
        })
    }

    fn keep(&mut self) {
        self.each_shelf(Keep);
        self.feed_before.clear();
        self.marks = Marks {
            entries: self.entries.len(),
            postings: self.postings.len(),
            used: self.used.len(),
            jobs: self.jobs.len(),
        };
    }

    fn take_back(&mut self) {
        self.each_shelf(TakeBack);
        while let Some((key, before)) = self.feed_before.pop() {
            match before {
                Some(is_gone) => drop(self.feed.insert(key, is_gone)),
                None => drop(self.feed.remove(&key)),
            }
        }
        self.entries.truncate(self.marks.entries);
        self.postings.truncate(self.marks.postings);
        self.used.truncate(self.marks.used);
        self.jobs.truncate(self.marks.jobs);
    }

    fn each_shelf(&mut self, visit: impl VisitShelf) {
        visit.visit(&mut self.creators);
        visit.visit(&mut self.brands);
        visit.visit(&mut self.sheets);
        visit.visit(&mut self.campaigns);
        visit.visit(&mut self.swipes);
        visit.visit(&mut self.deals);
        visit.visit(&mut self.drafts);
        visit.visit(&mut self.posts);
        visit.visit(&mut self.earnings);
        visit.visit(&mut self.payouts);
        visit.visit(&mut self.payout_items);
        visit.visit(&mut self.withheld);
        visit.visit(&mut self.attempts);
        visit.visit(&mut self.holds);
        visit.visit(&mut self.days);
        visit.visit(&mut self.invoices);
        visit.visit(&mut self.notices);
        visit.visit(&mut self.brand_payments);
        visit.visit(&mut self.remittances);
        visit.visit(&mut self.accounts);
    }
}

/// One thing to do with every shelf, whatever its table.
trait VisitShelf {
    fn visit<R: crate::db::Record>(&self, shelf: &mut Shelf<R>);
}

struct Keep;
impl VisitShelf for Keep {
    fn visit<R: crate::db::Record>(&self, shelf: &mut Shelf<R>) {
        shelf.keep();
    }
}

struct TakeBack;
impl VisitShelf for TakeBack {
    fn visit<R: crate::db::Record>(&self, shelf: &mut Shelf<R>) {
        shelf.take_back();
    }
}
