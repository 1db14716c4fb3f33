//! Invariants 9 and 11: payouts, their rails' own books, and their quotes.

use gamma_core::id::{AttemptId, CommandId, Id, PayoutId};
use gamma_core::money::Money;
use gamma_core::payout::is_live;
use gamma_core::tax::LineCode;
use gamma_core::time::Day;
use gamma_core::wire::views::PayoutState;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::{Rows, broken_rows};
use crate::book::rows::{Payout, Withheld};
use crate::db::{DbError, Tx, Word, fetch_by};

const PAGE: i64 = 500;
/// A rail's line may come some days late.
const LINE_LATE_DAYS: i32 = 3;
const LIVE: &str = "('requested', 'sent', 'unknown', 'confirmed')";

/// Invariant 9: An earning is in at most one live payout; each statement line of a rail matches one confirmed attempt,
/// and the reverse, up to the statement's date.
pub async fn paid_once(tx: &mut Tx) -> Result<Rows, DbError> {
    let twice = format!(
        "select i.earning_id, count(*) from payout_item i join payout p on p.id = i.payout_id
         where p.state in {LIVE} group by i.earning_id having count(*) > 1"
    );
    let mut rows = broken_rows(tx, "earning in two live payouts", &twice).await?;
    let marks = format!(
        "select i.payout_id, i.earning_id, p.state from payout_item i join payout p on p.id = i.payout_id
         where (i.is_live = true and p.state not in {LIVE}) or (i.is_live = false and p.state in {LIVE})"
    );
    rows.extend(broken_rows(tx, "item that is not as live as its payout", &marks).await?);
    rows.extend(matched_lines(tx).await?);
    rows.extend(unmatched_lines(tx).await?);
    rows.extend(missing_lines(tx).await?);
    Ok(rows)
}

/// A matched line is one confirmed attempt's, to the tiyn, and no two lines of a kind are the same attempt's.
async fn matched_lines(tx: &mut Tx) -> Result<Rows, DbError> {
    let wrong = "select l.rail, l.external_id, l.kind, l.amount_tiyn from statement_line l
        left join attempt a on a.id = l.attempt_id left join payout p on p.id = a.payout_id
        where l.matched_at is not null and (a.id is null or a.rail <> l.rail or p.net_tiyn <> l.amount_tiyn
            or a.state not in ('confirmed', 'returned') or (l.kind = 'returned' and a.state <> 'returned'))";
    let mut rows = broken_rows(tx, "statement line that matches no confirmed attempt", wrong).await?;
    let twice = "select attempt_id, kind, count(*) from statement_line where matched_at is not null
        group by attempt_id, kind having count(*) > 1";
    rows.extend(broken_rows(tx, "attempt in two statement lines", twice).await?);
    Ok(rows)
}

/// A line that matches nothing has its money in suspense, or its attempt has no answer yet. One that would match only
/// waits for the next comparison.
async fn unmatched_lines(tx: &mut Tx) -> Result<Rows, DbError> {
    let sql = "select l.rail, l.external_id, l.kind, a.state from statement_line l
        left join attempt a on a.id = l.attempt_id left join payout p on p.id = a.payout_id
        where l.matched_at is null and (a.id is null or p.id is null or a.rail <> l.rail
            or p.net_tiyn <> l.amount_tiyn or a.state not in ('confirmed', 'returned')
            or (l.kind = 'returned' and a.state = 'confirmed'))
        order by l.rail, l.external_id, l.kind";
    let mut rows = Rows::new();
    for line in tx.list(sql, &[]).await? {
        let (rail, external_id, kind): (String, String, String) = (line.get(0)?, line.get(1)?, line.get(2)?);
        let state: Option<String> = line.get(3)?;
        let is_early = matches!(state.as_deref(), Some("calling" | "sent" | "unknown"))
            || (kind == "returned" && state.as_deref() == Some("confirmed"));
        let key = format!("suspense/statement/{rail}/{kind}/{external_id}");
        if !is_early && !is_in_suspense(tx, &key).await? {
            rows.push(format!("statement line that nothing explains: {rail} {external_id} {kind}"));
        }
    }
    Ok(rows)
}

/// A disagreement is booked under a command id that follows from it.
async fn is_in_suspense(tx: &mut Tx, key: &str) -> Result<bool, DbError> {
    let booked = "select 1 from entry e where e.command_id = $1 and e.kind = 'suspense'
        and not exists (select 1 from entry back where back.reverses = e.id)";
    Ok(tx.find(booked, crate::args![CommandId::derived(Uuid::nil(), key)]).await?.is_some())
}

/// Confirmed attempts that their rail's statements should have named by now, and whose money is not in suspense.
async fn missing_lines(tx: &mut Tx) -> Result<Rows, DbError> {
    let mut rows = Rows::new();
    for rail in tx.list("select rail, min(day), max(day) from statement_line group by rail", &[]).await? {
        let (name, first, last): (String, Day, Day) = (rail.get(0)?, rail.get(1)?, rail.get(2)?);
        let sql = "select a.id from attempt a join payout p on p.id = a.payout_id
            where a.rail = $1 and a.state in ('confirmed', 'returned') and p.confirmed_at >= $2 and p.confirmed_at < $3
            and not exists (select 1 from statement_line l where l.attempt_id = a.id and l.kind = 'paid')";
        let args = crate::args![name.clone(), first.start(), last.plus_days(-LINE_LATE_DAYS).start()];
        for row in tx.list(sql, args).await? {
            let key = format!("suspense/missing/{name}/paid/{}", row.get::<AttemptId>(0)?);
            if is_in_suspense(tx, &key).await? {
                continue;
            }
            rows.push(format!("confirmed attempt in no statement of {name}: {}", super::said(&row)));
        }
    }
    Ok(rows)
}

/// Invariant 11: A payout equals its payout quote to the tiyn: in its own row, in what was withheld, and in the entry
/// that sent it.
pub async fn paid_as_quoted(tx: &mut Tx) -> Result<Rows, DbError> {
    let (mut rows, mut after) = (Rows::new(), Uuid::nil());
    loop {
        let rest = "where id > $1 order by id limit $2";
        let page: Vec<Payout> = fetch_by(tx, rest, crate::args![after, PAGE]).await?;
        let Some(last) = page.last() else { break };
        after = last.id.uuid();
        let ids: Vec<Uuid> = page.iter().map(|payout| payout.id.uuid()).collect();
        let withheld: Vec<Withheld> = tx.fetch_many("payout_id", &ids, "and turn = 0", false).await?;
        for payout in &page {
            let lines = withheld.iter().filter(|row| row.payout_id == payout.id);
            let lines: BTreeMap<LineCode, Money> = lines.map(|row| (row.line.0, row.amount_tiyn)).collect();
            if !is_as_quoted(payout, &lines) {
                rows.push(format!("payout that is not as quoted: {}", payout.id));
            }
        }
    }
    rows.extend(sent_entries(tx).await?);
    rows.extend(items(tx).await?);
    Ok(rows)
}

fn is_as_quoted(payout: &Payout, withheld: &BTreeMap<LineCode, Money>) -> bool {
    let quote = &payout.quote.0;
    let lines: BTreeMap<LineCode, Money> = quote.lines.iter().map(|line| (line.line, line.amount)).collect();
    let sum: Money = lines.values().sum();
    let has_left = !matches!(payout.state.0, PayoutState::Requested | PayoutState::Withdrawn);
    quote.gross == payout.gross_tiyn
        && quote.advance_fee == payout.advance_fee_tiyn
        && quote.debt == payout.debt_tiyn
        && quote.net == payout.net_tiyn
        && sum == payout.withheld_tiyn
        && quote.gross - quote.advance_fee - quote.debt - sum == quote.net
        && (!has_left || *withheld == lines)
        && (has_left || withheld.is_empty())
}

/// The entry that sent a payout moves its net to the rail and its lines to the state.
async fn sent_entries(tx: &mut Tx) -> Result<Rows, DbError> {
    let side = |kind: &str| format!("coalesce(sum(case when a.kind = '{kind}' then -p.amount_tiyn else 0 end), 0)");
    let sql = format!(
        "select o.id, o.state, o.net_tiyn, o.withheld_tiyn, cast({net} as bigint), cast({tax} as bigint) from payout o
         left join entry e on e.payout_id = o.id and e.kind = 'payout_sent'
         left join posting p on p.entry_id = e.id left join account a on a.id = p.account_id
         group by o.id, o.state, o.net_tiyn, o.withheld_tiyn
         having (o.state in ('requested', 'withdrawn') and count(e.id) > 0)
             or (o.state not in ('requested', 'withdrawn') and ({net} <> o.net_tiyn or {tax} <> o.withheld_tiyn))",
        net = side("in_transit"),
        tax = side("tax_payable")
    );
    broken_rows(tx, "payout that its entry does not send", &sql).await
}

/// A live payout pays whole earnings.
async fn items(tx: &mut Tx) -> Result<Rows, DbError> {
    let sql = "select p.id, p.state, p.gross_tiyn, p.advance_fee_tiyn, cast(sum(e.amount_tiyn) as bigint) from payout p
        join payout_item i on i.payout_id = p.id join earning e on e.id = i.earning_id
        group by p.id, p.state, p.gross_tiyn, p.advance_fee_tiyn
        having p.gross_tiyn <> sum(e.amount_tiyn) or p.advance_fee_tiyn <> sum(e.advance_fee_tiyn)";
    let mut rows = Rows::new();
    for row in tx.list(sql, &[]).await? {
        let (id, state): (PayoutId, PayoutState) = (row.get(0)?, row.get::<Word<PayoutState>>(1)?.0);
        if is_live(state) {
            rows.push(format!("payout that does not pay its earnings: {id}"));
        }
    }
    Ok(rows)
}
