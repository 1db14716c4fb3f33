//! The book: every change of money or of a feed is a command, decided in memory and written set-wise.
//!
//! A **gathering** is all commands that wait when the writer is free. In one transaction it locks the bounded accounts
//! in id order, loads what the commands need, lets each [`Act`] decide in order, writes each table with one
//! statement, takes the next number n from `log_head`, adds one link to the chain and commits; only then do answers
//! leave. A refusal is a decision: what it had changed in memory is taken back, and its answer is stored like any
//! other. What a decision needs beyond its input is named before by [`Needs`], so that locks have one order everywhere:
//! accounts by id, campaigns, platform days, `log_head`.

#[cfg(test)]
mod tests;

mod act;
mod effects;
mod gate;
mod load;
mod needs;
mod posting;
pub mod rows;
mod shelf;
mod withholding;
mod write;

use gamma_core::id::AccountId;
use gamma_core::ledger::AccountKey;
use gamma_core::wire::{Code, Topic};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::db::Word;
use crate::tax::rows::{TaxBatch, TaxEvidence, TaxRefund, TrueUp};
pub use act::{Act, Actor, Call, Refusal};
pub use effects::NoticeText;
pub use gate::{Command, Gate, GateError, Outcome};
pub use needs::{DealLink, Needs};
pub use posting::Links;
use rows::{
    Account, Attempt, Brand, BrandMember, BrandPayment, Campaign, Challenge, Consent, Creator, Deal, Draft, Earning,
    Entry, Hold, Invoice, Job, Notice, Payout, PayoutItem, Person, PlatformDay, Post, PostingRow, Remittance,
    ScriptRow, Sheet, SwipeRow, Withheld,
};
pub use shelf::Shelf;
pub use withholding::Part;
pub use write::{effect_hash, link_hash};
/// What a gathering has in hand.
#[derive(Debug, Default)]
pub struct Book {
    pub people: Shelf<Person>,
    pub consents: Shelf<Consent>,
    pub challenges: Shelf<Challenge>,
    pub members: Shelf<BrandMember>,
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
    pub tax_batches: Shelf<TaxBatch>,
    pub true_ups: Shelf<TrueUp>,
    pub tax_evidence: Shelf<TaxEvidence>,
    pub tax_refunds: Shelf<TaxRefund>,
    pub scripts: Shelf<ScriptRow>,
    accounts: Shelf<Account>,
    entries: Vec<Entry>,
    postings: Vec<PostingRow>,
    feed: BTreeMap<FeedKey, bool>,
    feed_before: Vec<(FeedKey, Option<bool>)>,
    /// Owners whose whole feed goes out again.
    resent: Vec<Uuid>,
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
    resent: usize,
    jobs: usize,
}

impl Book {
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
            resent: self.resent.len(),
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
        self.resent.truncate(self.marks.resent);
        self.jobs.truncate(self.marks.jobs);
    }

    fn each_shelf(&mut self, visit: impl VisitShelf) {
        visit.visit(&mut self.people);
        visit.visit(&mut self.consents);
        visit.visit(&mut self.challenges);
        visit.visit(&mut self.members);
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
        visit.visit(&mut self.tax_batches);
        visit.visit(&mut self.true_ups);
        visit.visit(&mut self.tax_evidence);
        visit.visit(&mut self.tax_refunds);
        visit.visit(&mut self.scripts);
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
