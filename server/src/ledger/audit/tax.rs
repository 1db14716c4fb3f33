//! Invariant 10: what is withheld is what is due by the rules. Every payout of a person is calculated again, in the
//! order in which they left, by the dated rules of core.

use gamma_core::id::{Id, PersonId};
use gamma_core::money::Money;
use gamma_core::tax::{Flags, History, LineCode, TaxLine, history_after, lines};
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::views::PayoutState;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::Rows;
use crate::book::rows::{Payout, Withheld};
use crate::db::{DbError, Json, Tx};

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
    let sql = "select distinct p.creator_id, c.tax_flags from payout p join creator c on c.id = p.creator_id
        where p.sent_at is not null and p.creator_id > $1 order by p.creator_id limit $2";
    let (mut rows, mut after) = (Rows::new(), Uuid::nil());
    loop {
        let people = tx.list(sql, crate::args![after, PAGE]).await?;
        let Some(last) = people.last() else { return Ok(rows) };
        after = last.get(0)?;
        let people = people.iter().map(|row| Ok((row.get(0)?, row.get::<Json<Flags>>(1)?.0)));
        let people: BTreeMap<PersonId, Flags> = people.collect::<Result<_, DbError>>()?;
        let left = left_of(tx, &people).await?;
        for (person, flags) in people {
            let of_person: Vec<&Left> = left.iter().filter(|left| left.payout.creator_id == person).collect();
            rows.extend(of_person.iter().filter_map(|left| problem(left, &of_person, flags)));
        }
    }
}

async fn left_of(tx: &mut Tx, people: &BTreeMap<PersonId, Flags>) -> Result<Vec<Left>, DbError> {
    let ids: Vec<Uuid> = people.keys().map(|id| id.uuid()).collect();
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
fn problem(left: &Left, all: &[&Left], flags: Flags) -> Option<String> {
    let (month, year) = histories(left, all);
    let withheld: BTreeMap<LineCode, Money> = left.kept.iter().map(|row| (row.line.0, row.amount_tiyn)).collect();
    let day = left.sent_at.day();
    // The flags of the day are not kept. Today's nearly always explain the lines; else some lawful set has to.
    let is_explained = std::iter::once(flags).chain(all_flags()).any(|flags| {
        let due = due(left, flags, &month, &year, day);
        due.is_some_and(|due| due.into_iter().map(|line| (line.line, line.amount)).eq(withheld.clone()))
    });
    let has_kept_less = left.back.iter().all(|back| {
        let kept = left.kept.iter().find(|row| row.line == back.line);
        let of_line = left.back.iter().filter(|row| row.line == back.line).map(|row| row.amount_tiyn);
        let is_left = |kept: &Withheld| !(kept.amount_tiyn + of_line.sum::<Money>()).is_negative();
        !back.amount_tiyn.is_positive() && kept.is_some_and(is_left)
    });
    if is_explained && has_kept_less && has_gone_back_if_over(left) {
        return None;
    }
    let payout = &left.payout;
    Some(format!("payout {} of {} in {} withheld {withheld:?}", payout.id, payout.creator_id, payout.month))
}

fn due(left: &Left, flags: Flags, month: &History, year: &History, day: Day) -> Option<Vec<TaxLine>> {
    let payout = &left.payout;
    let mut due = lines(payout.profile.0, flags, &payout.agent.0, month, year, payout.gross_tiyn, day).ok()?;
    due.sort_by_key(|line| line.line);
    Some(due)
}

/// A payout that failed or came back has given back all that was withheld.
fn has_gone_back_if_over(left: &Left) -> bool {
    if !matches!(left.payout.state.0, PayoutState::Failed | PayoutState::Returned) {
        return true;
    }
    left.kept.iter().chain(&left.back).map(|row| row.amount_tiyn).sum::<Money>().is_zero()
}

/// What had been paid by the same agent under the same profile when this payout left: in its month and in its year.
fn histories(left: &Left, all: &[&Left]) -> (History, History) {
    let (mut month, mut year) = (History::default(), History::default());
    let is_kept = |other: &&&Left| {
        let (theirs, ours) = (&other.payout, &left.payout);
        let is_over_before = matches!(theirs.state.0, PayoutState::Failed | PayoutState::Returned)
            && other.back.iter().map(place).max().unwrap_or((theirs.n, 0)) < left.place;
        theirs.id != ours.id
            && other.place < left.place
            && (theirs.agent.0, theirs.profile.0) == (ours.agent.0, ours.profile.0)
            && theirs.month.year() == ours.month.year()
            && !is_over_before
    };
    for other in all.iter().filter(is_kept) {
        year = after(&year, other, left.place);
        if other.payout.month == left.payout.month {
            month = after(&month, other, left.place);
        }
    }
    (month, year)
}

/// The history after a payout, less what had gone back before a place in the order.
fn after(history: &History, other: &Left, before: (i64, i64)) -> History {
    let mut after = history_after(history, &other.payout.quote.0.lines, other.payout.gross_tiyn);
    let back: Vec<&Withheld> = other.back.iter().filter(|row| place(row) < before).collect();
    let mut gross_back: BTreeMap<i64, Money> = BTreeMap::new();
    for row in &back {
        if let Some((_, amount)) = after.withheld.iter_mut().find(|(line, _)| *line == row.line.0) {
            *amount += row.amount_tiyn;
        }
        if row.line.0 == LineCode::Iit {
            after.iit_taxable += row.base_tiyn;
        }
        let widest = gross_back.entry(row.turn).or_default();
        *widest = row.base_tiyn.min(*widest);
    }
    after.gross += gross_back.into_values().sum::<Money>();
    after
}

/// Every set of flags.
fn all_flags() -> impl Iterator<Item = Flags> {
    (0_u8..32).map(|bits| Flags {
        is_pension_age: bits & 1 != 0,
        has_disability: bits & 2 != 0,
        is_born_before_1975: bits & 4 != 0,
        is_state_insured: bits & 8 != 0,
        wants_base_deduction: bits & 16 != 0,
    })
}
