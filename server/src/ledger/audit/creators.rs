//! Invariant 12: where every tiyn of a creator's is.

use super::{Rows, broken_rows};
use crate::db::{DbError, Tx};

/// Invariant 12: Per creator: earned − reversed − claims handed back = waiting + payable + in transit + confirmed +
/// withheld + advance fee − debt. An earning whose reversal the platform bears stays the creator's.
pub async fn add_up(tx: &mut Tx) -> Result<Rows, DbError> {
    let earned = "select g.creator_id as creator, sum(g.amount_tiyn) as amount from earning g
        where g.state <> 'reversed' or exists (
            select 1 from entry e join posting p on p.entry_id = e.id join account a on a.id = p.account_id
            where e.earning_id = g.id and e.kind = 'reversed' and a.kind = 'dispute_loss')
        group by g.creator_id";
    // Waiting and payable are credits, debt is a debit: all three count with the sign turned.
    let accounts = "select owner as creator, -sum(p.amount_tiyn) as amount from account a
        join posting p on p.account_id = a.id where a.kind in ('waiting', 'payable', 'debt') group by owner";
    let paid = "select creator_id as creator, sum(net_tiyn) as amount from payout
        where state in ('sent', 'unknown', 'confirmed') group by creator_id";
    let withheld = "select person_id as creator, sum(amount_tiyn) as amount from withheld group by person_id";
    let fees = "select g.creator_id as creator, -sum(p.amount_tiyn) as amount from entry e
        join posting p on p.entry_id = e.id join account a on a.id = p.account_id join earning g on g.id = e.earning_id
        where a.kind = 'advance_fee' group by g.creator_id";
    let cast = |name: &str| format!("cast(coalesce({name}.amount, 0) as bigint)");
    let sql = format!(
        "select c.id, {}, {}, {}, {}, {} from creator c
         left join ({earned}) earned on earned.creator = c.id
         left join ({accounts}) accounts on accounts.creator = c.id
         left join ({paid}) paid on paid.creator = c.id
         left join ({withheld}) withheld on withheld.creator = c.id
         left join ({fees}) fees on fees.creator = c.id
         where coalesce(earned.amount, 0) <> coalesce(accounts.amount, 0) + coalesce(paid.amount, 0)
             + coalesce(withheld.amount, 0) + coalesce(fees.amount, 0)",
        cast("earned"),
        cast("accounts"),
        cast("paid"),
        cast("withheld"),
        cast("fees")
    );
    broken_rows(tx, "creator: earned, in accounts, paid, withheld, fees", &sql).await
}
