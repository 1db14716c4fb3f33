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
        self.add_withheld(Withheld { turn: 0, ..row });
    }

    /// Writes that a part of a withheld line goes back: at most what is left of it.
    pub fn give_back(&mut self, kept: &Withheld, part: Part) {
        let turn = self.of_line(kept).map(|row| row.turn).max().unwrap_or(0).saturating_add(1);
        let (gross_tiyn, base_tiyn, amount_tiyn) = (-part.gross, -part.base, -part.amount);
        self.add_withheld(Withheld { turn, gross_tiyn, base_tiyn, amount_tiyn, ..kept.clone() });
    }

    /// What is left of a line.
    pub fn left_of(&self, kept: &Withheld) -> Part {
        self.of_line(kept).fold(Part::default(), |left, row| Part {
            gross: left.gross + row.gross_tiyn,
            base: left.base + row.base_tiyn,
            amount: left.amount + row.amount_tiyn,
        })
    }

    /// Every row of this line of its payout.
    fn of_line(&self, kept: &Withheld) -> impl Iterator<Item = &Withheld> {
        let (payout, line) = (kept.payout_id, kept.line);
        self.withheld.iter().filter(move |row| row.payout_id == payout && row.line == line)
    }

    /// Adds a row behind those of this gathering.
    fn add_withheld(&mut self, row: Withheld) {
        let k = i64::try_from(self.withheld.changed_count()).unwrap_or(i64::MAX);
        self.withheld.put(Withheld { k, ..row });
    }
}
