//! Invariant 10: what is withheld is what is due by the rules. Every payout of a person is calculated again, in the
//! order in which they left, by the dated rules of core.

use gamma_core::id::{Id, PersonId};
use gamma_core::money::Money;
use gamma_core::tax::{Before, Case, LineCode, Table, histories, lines_by};
use gamma_core::time::Timestamp;
use gamma_core::wire::views::PayoutState;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::Rows;
use crate::book::rows::{Payout, Withheld};
use crate::db::{DbError, Tx};

/// So many people are read at once.
const PAGE: i64 = 200;

/// One payout that left, with what was withheld and what of it went back when.
struct Left {
    payout: Payout,
    sent_at: Timestamp,
    /// When it left, in the books' own order.
    place: (i64, i64),
    kept: Vec<Withheld>,
    back: Vec<Withheld>,
}

/// Invariant 10: Per (agent, person, month, profile, line): withheld + open true-up = due by the rules.
pub async fn withheld_is_due(tx: &mut Tx) -> Result<Rows, DbError> {
    let sql = "select distinct creator_id from payout where sent_at is not null and creator_id > $1
        order by creator_id limit $2";
    let (mut rows, mut after) = (Rows::new(), Uuid::nil());
    loop {
        let people = tx.list(sql, crate::args![after, PAGE]).await?;
        let Some(last) = people.last() else { return Ok(rows) };
        after = last.get(0)?;
        let people: Vec<PersonId> = people.iter().map(|row| row.get(0)).collect::<Result<_, DbError>>()?;
        let mut by_person: BTreeMap<PersonId, Vec<Left>> = BTreeMap::new();
        for left in left_of(tx, &people).await? {
            by_person.entry(left.payout.creator_id).or_default().push(left);
        }
        for left in by_person.values() {
            let of_person: Vec<&Left> = left.iter().collect();
            rows.extend(of_person.iter().filter_map(|left| problem(left, &of_person)));
        }
    }
}

async fn left_of(tx: &mut Tx, people: &[PersonId]) -> Result<Vec<Left>, DbError> {
    let ids: Vec<Uuid> = people.iter().map(|id| id.uuid()).collect();
    let payouts: Vec<Payout> = tx.fetch_many("creator_id", &ids, "and sent_at is not null", false).await?;
    let mut by_payout: BTreeMap<_, Vec<Withheld>> = BTreeMap::new();
    for row in tx.fetch_many::<Withheld>("person_id", &ids, "", false).await? {
        by_payout.entry(row.payout_id).or_default().push(row);
    }
    let left = payouts.into_iter().filter_map(|payout| {
        let rows = by_payout.remove(&payout.id).unwrap_or_default();
        let (back, kept): (Vec<_>, Vec<_>) = rows.into_iter().partition(Withheld::is_reversal);
        let sent_at = payout.sent_at?;
        // Nothing depends on the order of payouts without lines.
        let place = kept.iter().map(place).min().unwrap_or((payout.n, 0));
        Some(Left { payout, sent_at, place, kept, back })
    });
    Ok(left.collect())
}

/// Where a row stands in the books' order.
fn place(row: &Withheld) -> (i64, i64) {
    (row.n, row.k)
}

/// What is wrong with the lines of a payout, if anything is.
fn problem(left: &Left, all: &[&Left]) -> Option<String> {
    let withheld: BTreeMap<LineCode, Money> = left.kept.iter().map(|row| (row.line.0, row.amount_tiyn)).collect();
    let is_due = due(left, all).is_some_and(|due| due == withheld);
    let has_kept_less = left.back.iter().all(|back| {
        let kept = left.kept.iter().find(|row| row.line == back.line);
        let of_line = left.back.iter().filter(|row| row.line == back.line).map(|row| row.amount_tiyn);
        let is_left = |kept: &Withheld| !(kept.amount_tiyn + of_line.sum::<Money>()).is_negative();
        !back.amount_tiyn.is_positive() && kept.is_some_and(is_left)
    });
    if is_due && has_kept_less && has_gone_back_if_over(left) {
        return None;
    }
    let payout = &left.payout;
    Some(format!("payout {} of {} in {} withheld {withheld:?}", payout.id, payout.creator_id, payout.month))
}

/// The lines of a payout by the rules of its day, after everything that stood when it left.
fn due(left: &Left, all: &[&Left]) -> Option<BTreeMap<LineCode, Money>> {
    let payout = &left.payout;
    let (table, agent) = (Table::get(), &payout.agent.0);
    let before = before(left, all);
    let (month, year) = histories(table, payout.profile.0, agent, &before, payout.month);
    let case = Case {
        profile: payout.profile.0,
        flags: payout.tax_flags.0,
        agent,
        month: &month,
        year: &year,
        gross: payout.gross_tiyn,
        day: left.sent_at.day(),
    };
    let lines = lines_by(table, table.policy, &case).ok()?;
    Some(lines.into_iter().map(|line| (line.line, line.amount)).collect())
}

/// A payout that failed or came back has given back all that was withheld.
fn has_gone_back_if_over(left: &Left) -> bool {
    if !matches!(left.payout.state.0, PayoutState::Failed | PayoutState::Returned) {
        return true;
    }
    left.kept.iter().chain(&left.back).map(|row| row.amount_tiyn).sum::<Money>().is_zero()
}

/// What the same agent had sent under the same profile in the year when this payout left, as far as it stood then. A
/// payout that had failed before stands with nothing.
fn before(left: &Left, all: &[&Left]) -> Vec<Before> {
    let is_before = |other: &&&Left| {
        let (theirs, ours) = (&other.payout, &left.payout);
        other.place < left.place
            && (theirs.agent.0, theirs.profile.0) == (ours.agent.0, ours.profile.0)
            && theirs.month.year() == ours.month.year()
    };
    let mut before: Vec<&&Left> = all.iter().filter(is_before).collect();
    before.sort_by_key(|other| other.place);
    before.into_iter().map(|other| standing(other, left.place)).collect()
}

fn standing(other: &Left, then: (i64, i64)) -> Before {
    let rows: Vec<&Withheld> = other.kept.iter().chain(other.back.iter().filter(|row| place(row) < then)).collect();
    let of_line = |line| rows.iter().filter(move |row| row.line.0 == line);
    let lines: Vec<LineCode> = other.kept.iter().map(|row| row.line.0).collect();
    let gross = lines.first().map(|line| of_line(*line).map(|row| row.gross_tiyn).sum());
    let withheld = lines.iter().map(|line| (*line, of_line(*line).map(|row| row.amount_tiyn).sum())).collect();
    let flags = other.payout.tax_flags.0;
    Before { day: other.sent_at.day(), flags, gross: gross.unwrap_or(other.payout.gross_tiyn), withheld }
}
