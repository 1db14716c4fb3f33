//! Invariants 7 and 8: the log, page by page of n. Each command's effect and each link is hashed again.

use gamma_core::id::{CommandId, EntryId};
use std::collections::BTreeMap;

use super::Rows;
use crate::book::rows::{CommandRow, Entry, Log, LogHead, PostingRow};
use crate::book::{effect_hash, link_hash};
use crate::db::{DbError, Tx, fetch_by};

/// So many numbers are read at once.
const PAGE: i64 = 500;

type Key = (CommandId, String);

/// Invariant 7: Each command has exactly the entries that its log line hashes, and no entry is without a command.
pub async fn log_covers_entries(tx: &mut Tx) -> Result<Rows, DbError> {
    let (mut rows, last) = (Rows::new(), newest(tx).await?);
    let mut from = 0;
    while from < last && rows.is_empty() {
        let to = from.saturating_add(PAGE);
        let mut made = effects(tx, from, to).await?;
        for command in commands(tx, from, to).await? {
            let (entries, postings) = made.remove(&(command.id, command.actor.clone())).unwrap_or_default();
            if command.effect_hash.as_deref() != Some(effect_hash(&entries, &postings).as_slice()) {
                rows.push(format!(
                    "command {} of {} at n {:?} has other entries",
                    command.id, command.actor, command.n
                ));
            }
        }
        rows.extend(made.keys().map(|(id, actor)| format!("entries of command {id} of {actor}, which is not there")));
        from = to;
    }
    Ok(rows)
}

/// Invariant 8: n has no holes, and each link hashes the link before it and its commands.
pub async fn chain_is_unbroken(tx: &mut Tx) -> Result<Rows, DbError> {
    let (mut hash, mut n) = (Vec::new(), 0_i64);
    let last = newest(tx).await?;
    while n < last {
        let to = n.saturating_add(PAGE);
        let links: Vec<Log> = fetch_by(tx, "where n > $1 and n <= $2 order by n", crate::args![n, to]).await?;
        let mut by_n: BTreeMap<i64, Vec<CommandRow>> = BTreeMap::new();
        for command in commands(tx, n, to).await? {
            by_n.entry(command.n.unwrap_or_default()).or_default().push(command);
        }
        for expected in n.saturating_add(1)..=to.min(last) {
            let Some(link) = links.iter().find(|link| link.n == expected) else {
                return Ok(vec![format!("n {expected} is missing")]);
            };
            let of_link = by_n.remove(&expected).unwrap_or_default();
            let is_whole = link.hash_before == hash
                && usize::try_from(link.commands) == Ok(of_link.len())
                && link.hash == link_hash(&hash, expected, link.at, &of_link);
            if !is_whole {
                return Ok(vec![format!("the link at n {expected} does not hash what is there")]);
            }
            hash.clone_from(&link.hash);
        }
        n = to;
    }
    let head: Vec<LogHead> = fetch_by(tx, "where id = 1", &[]).await?;
    let is_head = head.first().is_some_and(|head| head.n == last && head.hash == hash);
    Ok(if is_head { Rows::new() } else { vec![format!("the head is not the link at n {last}")] })
}

/// The newest number that anything claims.
async fn newest(tx: &mut Tx) -> Result<i64, DbError> {
    let sql = "select max(n) from (select max(n) as n from log union all select max(n) from command
        union all select max(n) from entry union all select n from log_head) x";
    let row = tx.find(sql, &[]).await?.ok_or(DbError::Shape { place: 0 })?;
    Ok(row.get::<Option<i64>>(0)?.unwrap_or(0))
}

async fn commands(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<CommandRow>, DbError> {
    fetch_by(tx, "where n > $1 and n <= $2 order by n, k", crate::args![from, to]).await
}

/// The entries and postings of a page, by the command that caused them.
async fn effects(tx: &mut Tx, from: i64, to: i64) -> Result<BTreeMap<Key, (Vec<Entry>, Vec<PostingRow>)>, DbError> {
    let page = crate::args![from, to];
    let entries: Vec<Entry> = fetch_by(tx, "where n > $1 and n <= $2", page).await?;
    let rest = "where n > $1 and n <= $2 order by entry_id, k";
    let mut postings: BTreeMap<EntryId, Vec<PostingRow>> = BTreeMap::new();
    for posting in fetch_by::<PostingRow>(tx, rest, page).await? {
        postings.entry(posting.entry_id).or_default().push(posting);
    }
    let mut effects: BTreeMap<Key, (Vec<Entry>, Vec<PostingRow>)> = BTreeMap::new();
    for entry in entries {
        let effect = effects.entry((entry.command_id, entry.actor.clone())).or_default();
        effect.1.extend(postings.remove(&entry.id).unwrap_or_default());
        effect.0.push(entry);
    }
    Ok(effects)
}
