//! What was paid to a person and withheld before: tax is cumulative, so each payout's lines depend on it. Histories are
//! kept apart by (agent, person, profile), and read from the payouts that stand and from what was withheld from them.

use gamma_core::id::PersonId;
use gamma_core::money::Money;
use gamma_core::tax::{self, Agent, Before, History, LineCode, Profile, Table};
use gamma_core::time::Month;
use gamma_core::wire::views::PayoutState;
use std::collections::BTreeMap;

use crate::book::Book;
use crate::book::rows::{Payout, Withheld};

/// Whose history, withheld by whom, under which profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeper {
    pub person: PersonId,
    pub agent: Agent,
    pub profile: Profile,
}

/// Which payouts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Those that left, and those that were asked for before: for a new quote.
    Asked,
    /// Those that left: for the quote of a payout that is leaving.
    Left,
}

/// The month's history and the year's.
pub fn histories(book: &Book, keeper: &Keeper, month: Month, counted: Counted) -> (History, History) {
    let is_kept = |payout: &&Payout| {
        let is_ours = payout.creator_id == keeper.person && payout.agent.0 == keeper.agent;
        is_ours && payout.profile.0 == keeper.profile && payout.month.year() == month.year()
    };
    let is_counted = |payout: &&Payout| match payout.state.0 {
        PayoutState::Sent | PayoutState::Unknown | PayoutState::Confirmed => true,
        PayoutState::Requested => counted == Counted::Asked,
        PayoutState::Withdrawn | PayoutState::Failed | PayoutState::Returned => false,
    };
    let mut before: Vec<(Place, Before)> =
        book.payouts.iter().filter(is_kept).filter(is_counted).map(|payout| standing(book, payout)).collect();
    before.sort_by_key(|(place, _)| *place);
    let before: Vec<Before> = before.into_iter().map(|(_, before)| before).collect();
    tax::histories(Table::get(), keeper.profile, &keeper.agent, &before, month)
}

/// Months in order; in a month those that left, as they left: earlier gatherings, then this one; then those asked for.
type Place = (Month, bool, bool, i64, i64, i64);

fn standing(book: &Book, payout: &Payout) -> (Place, Before) {
    let rows: Vec<&Withheld> = book.withheld.iter().filter(|row| row.payout_id == payout.id).collect();
    let first = rows.iter().filter(|row| !row.is_reversal()).map(|row| (row.n == 0, row.n, row.k)).min();
    // Nothing depends on the order of payouts without lines.
    let (is_of_now, n, k) = first.unwrap_or_default();
    let is_asked = payout.sent_at.is_none();
    let place = (payout.month, is_asked, is_of_now, n, k, payout.requested_at.micros());
    let flags = payout.tax_flags.0;
    if is_asked {
        let quote = &payout.quote.0;
        let withheld = quote.lines.iter().map(|line| (line.line, line.amount)).collect();
        return (place, Before { day: quote.assumed.day, flags, gross: payout.gross_tiyn, withheld });
    }
    let mut withheld: BTreeMap<LineCode, Money> = BTreeMap::new();
    for row in &rows {
        *withheld.entry(row.line.0).or_default() += row.amount_tiyn;
    }
    // Every line's rows are about the same gross; without lines nothing ever went back.
    let of_line = rows.first().map(|row| row.line);
    let gross = rows.iter().filter(|row| Some(row.line) == of_line).map(|row| row.gross_tiyn).sum();
    let gross = if of_line.is_some() { gross } else { payout.gross_tiyn };
    let day = payout.sent_at.map_or(payout.quote.0.assumed.day, |at| at.day());
    (place, Before { day, flags, gross, withheld: withheld.into_iter().collect() })
}
