//! Withheld lines: rows that are only added, in an order that the auditor can follow. Tax is cumulative, so which of
//! two payouts left first decides which of them pays the odd tenge.

use gamma_core::money::Money;

use super::Book;
use super::rows::Withheld;

/// A part of a withheld line: of the payout's gross, of the line's base, of the line itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    pub gross: Money,
    pub base: Money,
    pub amount: Money,
}

impl Withheld {
    /// Whether this row gives back what another withheld.
    pub fn is_reversal(&self) -> bool {
        self.turn > 0
    }
}

impl Book {
    /// Writes that a line is withheld.
    pub fn withhold(&mut self, row: Withheld) {
        let k = i64::try_from(self.withheld.changed_count()).unwrap_or(i64::MAX);
        self.withheld.put(Withheld { turn: 0, k, ..row });
    }

    /// Writes that a part of a withheld line goes back: at most what is left of it.
    pub fn give_back(&mut self, kept: &Withheld, part: Part) {
        let is_of_line = |row: &&Withheld| row.payout_id == kept.payout_id && row.line == kept.line;
        let turn = self.withheld.iter().filter(is_of_line).map(|row| row.turn).max().unwrap_or(0).saturating_add(1);
        let k = i64::try_from(self.withheld.changed_count()).unwrap_or(i64::MAX);
        let (gross_tiyn, base_tiyn, amount_tiyn) = (-part.gross, -part.base, -part.amount);
        self.withheld.put(Withheld { turn, k, gross_tiyn, base_tiyn, amount_tiyn, ..kept.clone() });
    }

    /// What is left of a line.
    pub fn left_of(&self, kept: &Withheld) -> Part {
        let is_of_line = |row: &&Withheld| row.payout_id == kept.payout_id && row.line == kept.line;
        self.withheld.iter().filter(is_of_line).fold(Part::default(), |left, row| Part {
            gross: left.gross + row.gross_tiyn,
            base: left.base + row.base_tiyn,
            amount: left.amount + row.amount_tiyn,
        })
    }
}
