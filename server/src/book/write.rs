//! Writing: what needs no number; then the number n, whose row stays locked until the commit; then, in one go, what
//! carries n, the commands with their answers, and one link of the chain. A process that wrote the newest n itself
//! knows
//! the head: it writes all of it in one statement whose last act is to put the next head in the known one's place.

use gamma_core::id::{AccountId, Id};
use gamma_core::ledger::AccountKey;
use gamma_core::time::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Book;
use super::load::opened_account;
use super::rows::{Account, CommandRow, Entry, Feed, Log, PostingRow};
use crate::db::{DbError, Tx, Writes};

/// So often the head is looked up after another process had moved it, before it is believed to be known again.
const DOUBTS: u32 = 32;

/// The head of the chain: the newest number and its link.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub n: i64,
    hash: Vec<u8>,
}

impl Head {
    /// Writes what needs no number, then locks the head and reads it: the last lock there is.
    pub(super) async fn take(tx: &mut Tx, writes: Writes) -> Result<Self, DbError> {
        let row = tx.write_then_lock(writes, "select n, hash from log_head where id = 1").await?;
        let row = row.ok_or(DbError::Shape { place: 0 })?;
        Ok(Self { n: row.get(0)?, hash: row.get(1)? })
    }

    /// The number that comes next.
    pub(super) const fn next_n(&self) -> i64 {
        self.n.saturating_add(1)
    }

    /// The commands with their answers, and their link; the head that this makes.
    pub(super) fn log(&self, at: Timestamp, commands: &[CommandRow], writes: &mut Writes) -> Self {
        let n = self.next_n();
        let hash = link_hash(&self.hash, n, at, commands);
        let count = i64::try_from(commands.len()).unwrap_or(i64::MAX);
        writes.insert(commands);
        writes.insert(&[Log { n, at, commands: count, hash_before: self.hash.clone(), hash: hash.clone() }]);
        Self { n, hash }
    }

    /// Writes everything, and last of all puts `next` in this head's place. False if another process was faster and
    /// this
    /// is the head no more; then the transaction must not be committed.
    pub(super) async fn replace(&self, tx: &mut Tx, next: &Self, writes: Writes) -> Result<bool, DbError> {
        let sql = "update log_head set n = $1, hash = $2 where id = 1 and n = $3";
        Ok(tx.write_then_run(writes, sql, crate::args![next.n, next.hash, self.n]).await? == 1)
    }
}

/// What this process wrote last: the head of the chain, as long as no other process writes. Hoping so saves a round
/// trip
/// a gathering; a hope that fails costs one gathering done again, and some in doubt.
#[derive(Debug, Default)]
pub(super) struct KnownHead {
    inner: Mutex<(Option<Head>, u32)>,
}

impl KnownHead {
    /// The head, if there is reason to hope that it is still this one.
    pub(super) fn hoped(&self) -> Option<Head> {
        let known = self.lock();
        known.0.clone().filter(|_| known.1 == 0)
    }

    /// This process has just written it.
    pub(super) fn know(&self, head: Head) {
        let mut known = self.lock();
        *known = (Some(head), known.1.saturating_sub(1));
    }

    /// Another process was faster.
    pub(super) fn doubt(&self) {
        *self.lock() = (None, DOUBTS);
    }

    fn lock(&self) -> MutexGuard<'_, (Option<Head>, u32)> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a decided command did to the ledger, as its log line hashes it: entries by id, each with its postings by place.
pub fn effect_hash(entries: &[Entry], postings: &[PostingRow]) -> Vec<u8> {
    let mut hash = Sha256::new();
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_unstable_by_key(|entry| entry.id);
    for entry in entries {
        hash.update(entry.id.uuid().as_bytes());
        hash.update(entry.kind.0.name().as_bytes());
        for posting in postings.iter().filter(|posting| posting.entry_id == entry.id) {
            hash.update(posting.account_id.uuid().as_bytes());
            hash.update(posting.amount_tiyn.tiyn().to_be_bytes());
        }
    }
    hash.finalize().to_vec()
}

/// One link: everything that the chain promises about a gathering.
pub fn link_hash(hash_before: &[u8], n: i64, at: Timestamp, commands: &[CommandRow]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(hash_before);
    hash.update(n.to_be_bytes());
    hash.update(at.micros().to_be_bytes());
    for command in commands {
        hash.update(command.actor.as_bytes());
        hash.update(command.id.uuid().as_bytes());
        hash.update(command.input_mac);
        hash.update([u8::from(command.is_done == Some(true))]);
        hash.update(command.effect_hash.as_deref().unwrap_or_default());
    }
    hash.finalize().to_vec()
}

impl Book {
    /// What the command that is being decided did to the ledger so far.
    pub(super) fn effect(&self) -> Vec<u8> {
        let entries = self.entries.get(self.marks.entries..).unwrap_or_default();
        let postings = self.postings.get(self.marks.postings..).unwrap_or_default();
        effect_hash(entries, postings)
    }

    /// Unbounded accounts that were used and whose rows are not known to exist.
    pub(super) fn unknown_accounts(&self, known: &BTreeSet<AccountId>, now: Timestamp) -> Vec<Account> {
        let used: BTreeMap<AccountId, &AccountKey> = self.used.iter().map(|(id, key)| (*id, key)).collect();
        let unknown = used.into_iter().filter(|(id, _)| !known.contains(id));
        unknown.map(|(_, key)| opened_account(key, now)).collect()
    }

    /// What needs no number.
    pub(super) fn unnumbered(&self) -> Writes {
        let mut writes = Writes::default();
        self.accounts.collect(&mut writes);
        self.holds.collect(&mut writes);
        self.sheets.collect(&mut writes);
        self.swipes.collect(&mut writes);
        self.drafts.collect(&mut writes);
        self.posts.collect(&mut writes);
        self.payout_items.collect(&mut writes);
        self.attempts.collect(&mut writes);
        self.days.collect(&mut writes);
        self.notices.collect(&mut writes);
        self.people.collect(&mut writes);
        self.consents.collect(&mut writes);
        self.challenges.collect(&mut writes);
        self.brand_payments.collect(&mut writes);
        self.remittances.collect(&mut writes);
        self.tax_batches.collect(&mut writes);
        self.tax_evidence.collect(&mut writes);
        self.tax_refunds.collect(&mut writes);
        self.scripts.collect(&mut writes);
        writes.insert_missing(&self.jobs);
        writes
    }

    /// Everything that carries n, stamped with it.
    pub(super) fn numbered(&mut self, n: i64, writes: &mut Writes) {
        self.stamp(n);
        self.creators.collect(writes);
        self.brands.collect(writes);
        self.members.collect(writes);
        self.campaigns.collect(writes);
        self.deals.collect(writes);
        self.earnings.collect(writes);
        self.payouts.collect(writes);
        self.withheld.collect(writes);
        self.true_ups.collect(writes);
        self.invoices.collect(writes);
        writes.insert(&self.entries);
        writes.insert(&self.postings);
        let feed: Vec<Feed> = (0_i64..)
            .zip(&self.feed)
            .map(|(k, (&(owner, topic, id), &is_gone))| Feed { owner, topic, id, n, k, is_gone })
            .collect();
        writes.upsert(&feed);
    }

    /// Whether whole feeds move, which must not happen before the head is locked.
    pub(super) fn resends(&self) -> bool {
        !self.resent.is_empty()
    }

    /// Moves whole feeds to n, behind the places of this gathering's own rows. What is gone needs no second telling.
    pub(super) async fn write_resent(&self, tx: &mut Tx, n: i64) -> Result<(), DbError> {
        let mut first_k = i64::try_from(self.feed.len()).unwrap_or(i64::MAX);
        for owner in self.resent.iter().collect::<BTreeSet<_>>() {
            let sql = "update feed set n = $1, k = $2 + place.k \
                from (select topic, id, row_number() over (order by n, k) as k from feed \
                    where owner = $3 and not is_gone) as place \
                where feed.owner = $3 and feed.topic = place.topic and feed.id = place.id";
            let moved = tx.run(sql, crate::args![n, first_k, *owner]).await?;
            first_k = first_k.saturating_add(i64::try_from(moved).unwrap_or(i64::MAX));
        }
        Ok(())
    }

    fn stamp(&mut self, n: i64) {
        self.creators.stamp(|row| row.n = n);
        self.brands.stamp(|row| row.n = n);
        self.campaigns.stamp(|row| row.n = n);
        self.deals.stamp(|row| row.n = n);
        self.earnings.stamp(|row| row.n = n);
        self.payouts.stamp(|row| row.n = n);
        self.withheld.stamp(|row| row.n = n);
        self.true_ups.stamp(|row| row.n = n);
        self.invoices.stamp(|row| row.n = n);
        for entry in &mut self.entries {
            entry.n = n;
        }
        for posting in &mut self.postings {
            posting.n = n;
        }
    }
}
