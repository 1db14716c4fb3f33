//! Writing: each table with one statement, then the number n, then what carries n, then one link of the chain.

use gamma_core::id::Id;
use gamma_core::time::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::Book;
use super::load::opened_account;
use super::rows::{Account, CommandRow, Entry, Feed, Log, PostingRow};
use crate::db::{DbError, Tx};

/// The head of the chain, locked until the transaction ends.
pub(super) struct Head {
    pub n: i64,
    pub hash_before: Vec<u8>,
}

/// Locks the head and takes the next number.
pub(super) async fn take_number(tx: &mut Tx) -> Result<Head, DbError> {
    let sql = tx.for_update("select n, hash from log_head where id = 1");
    let row = tx.find(&sql, &[]).await?.ok_or(DbError::Shape { place: 0 })?;
    Ok(Head { n: row.get::<i64>(0)?.saturating_add(1), hash_before: row.get(1)? })
}

/// What a decided command did to the ledger, as its log line hashes it: entries in order, with their postings.
pub fn effect_hash(entries: &[Entry], postings: &[PostingRow]) -> Vec<u8> {
    let mut hash = Sha256::new();
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

    /// Writes what needs no number: accounts that were opened, and jobs.
    pub(super) async fn write_before_number(
        &self,
        tx: &mut Tx,
        known: &BTreeSet<Uuid>,
        now: Timestamp,
    ) -> Result<Vec<Uuid>, DbError> {
        let fresh: Vec<Account> = self
            .opened
            .iter()
            .filter(|(id, _)| !known.contains(&id.uuid()))
            .map(|(_, key)| opened_account(key, now))
            .collect();
        tx.insert_missing(&fresh).await?;
        self.accounts.write(tx).await?;
        self.holds.write(tx).await?;
        self.sheets.write(tx).await?;
        self.swipes.write(tx).await?;
        self.drafts.write(tx).await?;
        self.posts.write(tx).await?;
        self.payout_items.write(tx).await?;
        self.attempts.write(tx).await?;
        self.days.write(tx).await?;
        self.notices.write(tx).await?;
        self.people.write(tx).await?;
        self.consents.write(tx).await?;
        self.challenges.write(tx).await?;
        tx.insert_missing(&self.jobs).await?;
        Ok(fresh.iter().map(|account| account.id.uuid()).collect())
    }

    /// Writes everything that carries n, stamped with it.
    pub(super) async fn write_numbered(&mut self, tx: &mut Tx, n: i64) -> Result<(), DbError> {
        self.stamp(n);
        self.creators.write(tx).await?;
        self.brands.write(tx).await?;
        self.members.write(tx).await?;
        self.campaigns.write(tx).await?;
        self.deals.write(tx).await?;
        self.earnings.write(tx).await?;
        self.payouts.write(tx).await?;
        self.withheld.write(tx).await?;
        self.invoices.write(tx).await?;
        tx.insert_many(&self.entries).await?;
        tx.insert_many(&self.postings).await?;
        let feed: Vec<Feed> = (0_i64..)
            .zip(&self.feed)
            .map(|(k, (&(owner, topic, id), &is_gone))| Feed { owner, topic, id, n, k, is_gone })
            .collect();
        self.write_resent(tx, n, feed.len()).await?;
        tx.upsert_many(&feed).await
    }

    /// Moves whole feeds to n, behind the places of this gathering's own rows. What is gone needs no second telling.
    async fn write_resent(&self, tx: &mut Tx, n: i64, places_taken: usize) -> Result<(), DbError> {
        let mut first_k = i64::try_from(places_taken).unwrap_or(i64::MAX);
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
        self.invoices.stamp(|row| row.n = n);
        for entry in &mut self.entries {
            entry.n = n;
        }
        for posting in &mut self.postings {
            posting.n = n;
        }
    }
}

/// Writes the commands with their answers, the link and the head.
pub(super) async fn write_log(tx: &mut Tx, head: &Head, at: Timestamp, commands: &[CommandRow]) -> Result<(), DbError> {
    tx.insert_many(commands).await?;
    let hash = link_hash(&head.hash_before, head.n, at, commands);
    let count = i64::try_from(commands.len()).unwrap_or(i64::MAX);
    let link = Log { n: head.n, at, commands: count, hash_before: head.hash_before.clone(), hash: hash.clone() };
    tx.insert_many(&[link]).await?;
    tx.run("update log_head set n = $1, hash = $2 where id = 1", crate::args![head.n, hash]).await?;
    Ok(())
}
