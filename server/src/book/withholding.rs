//! Withheld lines: rows that are only added, in an order that the auditor can follow. Tax is cumulative, so which of
//! two payouts left first decides which of them pays the odd tenge.

use gamma_core::money::Money;

use super::Book;
use super::rows::Withheld;

impl Book {
    /// Writes that a line is withheld.
    pub fn withhold(&mut self, row: Withheld) {
        let k = i64::try_from(self.withheld.changed_count()).unwrap_or(i64::MAX);
        self.withheld.put(Withheld { turn: 0, k, ..row });
    }

    /// Writes that a part of a withheld line goes back: both sums are positive and at most what is left of the line.
    pub fn give_back(&mut self, kept: &Withheld, base: Money, amount: Money) {
        let is_of_line = |row: &&Withheld| row.payout_id == kept.payout_id && row.line == kept.line;
        let turn = self.withheld.iter().filter(is_of_line).map(|row| row.turn).max().unwrap_or(0).saturating_add(1);
        let k = i64::try_from(self.withheld.changed_count()).unwrap_or(i64::MAX);
        self.withheld.put(Withheld { turn, k, base_tiyn: -base, amount_tiyn: -amount, ..kept.clone() });
    }

    /// What went back of a line so far: of its base and of its amount, neither above zero.
    pub fn given_back(&self, kept: &Withheld) -> (Money, Money) {
        let is_back = |row: &&Withheld| row.payout_id == kept.payout_id && row.line == kept.line && row.is_reversal();
        let back = self.withheld.iter().filter(is_back);
        back.fold((Money::ZERO, Money::ZERO), |(base, amount), row| (base + row.base_tiyn, amount + row.amount_tiyn))
    }
}
