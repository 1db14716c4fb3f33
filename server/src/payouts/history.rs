//! What was paid to a person and withheld before: tax is cumulative, so each payout's lines depend on it. Histories are
//! kept apart by (agent, person, profile), and read from the payouts themselves.

use gamma_core::id::PersonId;
use gamma_core::money::Money;
use gamma_core::tax::{Agent, History, LineCode, Profile, history_after};
use gamma_core::time::Month;
use gamma_core::wire::views::PayoutState;
use std::collections::BTreeMap;

use crate::book::Book;
use crate::book::rows::Payout;

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
    let (mut of_month, mut of_year) = (History::default(), History::default());
    for payout in book.payouts.iter().filter(is_kept).filter(is_counted) {
        of_year = after(book, &of_year, payout);
        if payout.month == month {
            of_month = after(book, &of_month, payout);
        }
    }
    (of_month, of_year)
}

/// The history after a payout, less what was reversed of it since.
fn after(book: &Book, history: &History, payout: &Payout) -> History {
    let mut after = history_after(history, &payout.quote.0.lines, payout.gross_tiyn);
    // A part that goes back takes its gross along: the widest base of its lines.
    let mut gross_back: BTreeMap<i64, Money> = BTreeMap::new();
    for back in book.withheld.iter().filter(|row| row.payout_id == payout.id && row.is_reversal()) {
        if let Some((_, amount)) = after.withheld.iter_mut().find(|(line, _)| *line == back.line.0) {
            *amount += back.amount_tiyn;
        }
        if back.line.0 == LineCode::Iit {
            after.iit_taxable += back.base_tiyn;
        }
        let widest = gross_back.entry(back.turn).or_default();
        *widest = back.base_tiyn.min(*widest);
    }
    after.gross += gross_back.into_values().sum::<Money>();
    after
}
