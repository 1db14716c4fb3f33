//! Balances of accounts that nobody bounds: the newest snapshot plus later postings. n is commit order without holes,
//! so once n is visible in `log_head`, no posting at or below it can still come.

use gamma_core::id::AccountId;
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;

use crate::db::{Db, DbError, Tx, Word, record};

record! {
    /// An account's balance as of n.
    pub struct AccountSnapshot in "account_snapshot" by (account_id: AccountId, n: i64) { balance_tiyn: Money }
}

/// So many accounts are looked at in one transaction.
const PAGE: i64 = 500;
/// The newest snapshot of each account of a page, the sum of what came later, and up to which n.
const LATER: &str = "select a.id, coalesce(s.balance_tiyn, 0),
        cast(coalesce((select sum(p.amount_tiyn) from posting p
            where p.account_id = a.id and p.n > coalesce(s.n, 0) and p.n <= $1), 0) as bigint)
    from account a left join account_snapshot s on s.account_id = a.id
        and s.n = (select max(n) from account_snapshot where account_id = a.id)";

/// What an unbounded account holds now, debit positive.
pub async fn balance(db: &Db, key: &AccountKey) -> Result<Money, DbError> {
    let row = db.find(&format!("{LATER} where a.id = $2"), crate::args![i64::MAX, key.id()]).await?;
    row.map_or(Ok(Money::ZERO), |row| Ok(row.get::<Money>(1)? + row.get::<Money>(2)?))
}

/// One line of the trial balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountBalance {
    pub kind: AccountKind,
    pub part: String,
    pub amount: Money,
}

/// The platform's own accounts and what each holds.
pub async fn platform_balances(db: &Db) -> Result<Vec<AccountBalance>, DbError> {
    let sql = "select a.kind, a.part, cast(coalesce(sum(p.amount_tiyn), 0) as bigint) from account a
               left join posting p on p.account_id = a.id where a.is_bounded = false group by a.kind, a.part
               order by a.kind, a.part";
    let lines = db.list(sql, &[]).await?.into_iter().map(|row| {
        Ok(AccountBalance { kind: row.get::<Word<AccountKind>>(0)?.0, part: row.get(1)?, amount: row.get(2)? })
    });
    lines.collect()
}

/// Writes a snapshot of every unbounded account that has moved since its last one; says how many.
pub async fn take_snapshots(db: &Db) -> Result<u64, DbError> {
    let (mut taken, mut after) = (0_u64, None);
    loop {
        let mut tx = db.begin().await?;
        let (snapshots, last) = moved_page(&mut tx, after).await?;
        taken = taken.saturating_add(tx.insert_missing(&snapshots).await?);
        tx.commit().await?;
        let Some(last) = last else { return Ok(taken) };
        after = Some(last);
    }
}

async fn moved_page(
    tx: &mut Tx,
    after: Option<AccountId>,
) -> Result<(Vec<AccountSnapshot>, Option<AccountId>), DbError> {
    let head = tx.find("select n from log_head where id = 1", &[]).await?.ok_or(DbError::Shape { place: 0 })?;
    let n: i64 = head.get(0)?;
    let start = after.map_or(uuid::Uuid::nil(), gamma_core::id::Id::uuid);
    let sql = format!("{LATER} where a.is_bounded = false and a.id > $2 order by a.id limit $3");
    let rows = tx.list(&sql, crate::args![n, start, PAGE]).await?;
    let mut snapshots = Vec::new();
    for row in &rows {
        let (account_id, before, later): (AccountId, Money, Money) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !later.is_zero() {
            snapshots.push(AccountSnapshot { account_id, n, balance_tiyn: before + later });
        }
    }
    Ok((snapshots, rows.last().map(|row| row.get(0)).transpose()?))
}
