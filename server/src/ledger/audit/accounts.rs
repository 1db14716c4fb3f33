//! Invariants 3, 4 and 5: what accounts say about their postings and holds.

use gamma_core::id::AccountId;
use gamma_core::ledger::{AccountKind, bounds, is_within_bounds};
use gamma_core::money::Money;
use uuid::Uuid;

use super::{Rows, broken_rows};
use crate::db::{DbError, Row, Tx, Word};

/// So many accounts are read at once.
const PAGE: i64 = 1_000;

/// Invariant 3: A balance is the sum of its postings; a snapshot as of n changes no balance. Unbounded accounts keep
/// none.
pub async fn balances_are_sums(tx: &mut Tx) -> Result<Rows, DbError> {
    let balances = "select a.id, a.kind, a.balance_tiyn, cast(coalesce(s.total, 0) as bigint) from account a
        left join (select account_id, sum(amount_tiyn) as total from posting group by account_id) s
            on s.account_id = a.id
        where (a.is_bounded = true and a.balance_tiyn <> coalesce(s.total, 0))
            or (a.is_bounded = false and a.balance_tiyn <> 0)";
    let mut rows = broken_rows(tx, "account", balances).await?;
    let snapshots = "select s.account_id, s.n, s.balance_tiyn from account_snapshot s
        where s.balance_tiyn <> (select coalesce(sum(p.amount_tiyn), 0) from posting p
            where p.account_id = s.account_id and p.n <= s.n)";
    rows.extend(broken_rows(tx, "snapshot", snapshots).await?);
    Ok(rows)
}

/// Invariant 4: A bounded account never passes its bound, holds counted; and its bounds are those of its kind.
pub async fn bounds_hold(tx: &mut Tx) -> Result<Rows, DbError> {
    let sql = "select id, kind, is_bounded, floor_tiyn, ceiling_tiyn, balance_tiyn, held_tiyn from account
        where id > $1 order by id limit $2";
    let (mut broken, mut after) = (Rows::new(), Uuid::nil());
    loop {
        let page = tx.list(sql, crate::args![after, PAGE]).await?;
        let Some(last) = page.last() else { return Ok(broken) };
        after = last.get(0)?;
        for row in &page {
            if !is_in_bounds(row)? {
                broken.push(format!("account: {}", super::said(row)));
            }
        }
    }
}

fn is_in_bounds(row: &Row) -> Result<bool, DbError> {
    let (_id, kind): (AccountId, AccountKind) = (row.get(0)?, row.get::<Word<AccountKind>>(1)?.0);
    let (is_bounded, floor, ceiling): (bool, Option<Money>, Option<Money>) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let (balance, held): (Money, Money) = (row.get(5)?, row.get(6)?);
    // The brand's credit limit is the one bound that people set.
    let limit = ceiling.unwrap_or(Money::ZERO);
    let has_own_bounds = is_bounded == kind.is_bounded() && (floor, ceiling) == bounds(kind, limit);
    Ok(has_own_bounds && !held.is_negative() && is_within_bounds(kind, limit, balance, held))
}

/// Invariant 5: `held` is the sum of open hold remainders, of accounts and of campaigns; a hold is posted by exactly
/// the entries of its deal.
pub async fn holds_add_up(tx: &mut Tx) -> Result<Rows, DbError> {
    let open = "sum(amount_tiyn - posted_tiyn - voided_tiyn)";
    let accounts = format!(
        "select a.id, a.kind, a.held_tiyn, cast(coalesce(h.held, 0) as bigint) from account a
         left join (select account_id, {open} as held from hold group by account_id) h on h.account_id = a.id
         where a.held_tiyn <> coalesce(h.held, 0)"
    );
    let mut rows = broken_rows(tx, "account", &accounts).await?;
    let campaigns = format!(
        "select c.id, c.held_tiyn, cast(coalesce(h.held, 0) as bigint) from campaign c
         left join (select campaign_id, {open} as held from hold group by campaign_id) h on h.campaign_id = c.id
         where c.held_tiyn <> coalesce(h.held, 0)"
    );
    rows.extend(broken_rows(tx, "campaign", &campaigns).await?);
    let posted = "select h.id, h.amount_tiyn, h.posted_tiyn, h.voided_tiyn, cast(coalesce(x.posted, 0) as bigint)
        from hold h left join (
            select e.deal_id, sum(p.amount_tiyn) as posted from entry e join posting p on p.entry_id = e.id
            join account a on a.id = p.account_id
            where e.kind in ('approved', 'bonus') and a.kind in ('receivable', 'prepaid') group by e.deal_id
        ) x on x.deal_id = h.id
        where h.posted_tiyn <> coalesce(x.posted, 0) or h.posted_tiyn + h.voided_tiyn > h.amount_tiyn
            or (h.closed_at is not null and h.posted_tiyn + h.voided_tiyn <> h.amount_tiyn)";
    rows.extend(broken_rows(tx, "hold", posted).await?);
    Ok(rows)
}
