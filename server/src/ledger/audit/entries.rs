//! Invariants 1, 2 and 6: what entries say by themselves.

use super::{Rows, broken_rows};
use crate::db::{DbError, Tx};

/// Invariant 1: The postings of an entry sum to zero, every entry has some, and none is without its entry.
pub async fn balance(tx: &mut Tx) -> Result<Rows, DbError> {
    let unbalanced = "select e.id, e.kind, e.n, cast(coalesce(sum(p.amount_tiyn), 0) as bigint) from entry e
        left join posting p on p.entry_id = e.id group by e.id, e.kind, e.n
        having coalesce(sum(p.amount_tiyn), 0) <> 0 or count(p.k) < 2";
    let mut rows = broken_rows(tx, "entry", unbalanced).await?;
    let orphans = "select p.entry_id, p.k, p.n from posting p left join entry e on e.id = p.entry_id and e.n = p.n
        where e.id is null";
    rows.extend(broken_rows(tx, "posting without its entry", orphans).await?);
    Ok(rows)
}

/// Invariant 2: Every posting's account exists and was open. Clocks of two processes may differ: an hour is allowed.
pub async fn accounts_exist(tx: &mut Tx) -> Result<Rows, DbError> {
    let sql = "select p.entry_id, p.k, p.account_id from posting p join entry e on e.id = p.entry_id
        left join account a on a.id = p.account_id
        where a.id is null or a.opened_at > e.learned_at + 3600000000
            or (a.closed_at is not null and a.closed_at < e.learned_at - 3600000000)";
    broken_rows(tx, "posting", sql).await
}

/// Invariant 6: No entry, hold or payout names a command whose answer is a refusal. A payout is named by the entry that
/// sent it.
pub async fn refusals_change_nothing(tx: &mut Tx) -> Result<Rows, DbError> {
    let refused = "c.is_done = false or c.answer not like '{\"outcome\":\"done\"%'";
    let entries = format!(
        "select e.id, e.kind, e.payout_id, c.actor, c.id from entry e
         join command c on c.id = e.command_id and c.actor = e.actor where {refused}"
    );
    let mut rows = broken_rows(tx, "entry of a refused command", &entries).await?;
    let holds = format!(
        "select h.id, c.actor, c.id from hold h
         join command c on c.id = h.command_id and c.actor = h.actor where {refused}"
    );
    rows.extend(broken_rows(tx, "hold of a refused command", &holds).await?);
    let answers = "select c.actor, c.id from command c
        where (c.is_done = true and c.answer not like '{\"outcome\":\"done\"%')
            or (c.is_done = false and c.answer not like '{\"outcome\":\"rejected\"%') or c.is_done is null";
    rows.extend(broken_rows(tx, "command whose answer is another", answers).await?);
    Ok(rows)
}
