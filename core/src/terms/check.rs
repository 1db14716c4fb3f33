//! Whether a term sheet keeps the ranges that its fields' docs name. A sheet that passed can be offered to anybody.

use super::{Bonus, Brief, Deadlines, Deliverable, Product, TermSheet};
use crate::money::Money;

/// The first thing wrong with a term sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} {reason}")]
pub struct TermsProblem {
    /// The field, as a JSON path such as `brief.points[2]`.
    pub field: String,
    /// A lowercase fragment.
    pub reason: &'static str,
}

const FEE_TENGE: std::ops::RangeInclusive<i64> = 1_000..=1_000_000;
const CAP_MAX: Money = Money::from_tenge(10_000_000);
const VALUE_MAX: Money = Money::from_tenge(10_000_000);

impl TermSheet {
    /// Checks every range of the fields' docs.
    pub fn check(&self) -> Result<(), TermsProblem> {
        within("version", self.version, 1..=1)?;
        self.deliverable.check()?;
        let fee_range = Money::from_tenge(*FEE_TENGE.start())..=Money::from_tenge(*FEE_TENGE.end());
        within("fixed_fee", self.fixed_fee, fee_range)?;
        self.bonus.as_ref().map_or(Ok(()), Bonus::check)?;
        self.deadlines.check()?;
        within("fix_rounds", self.fix_rounds, 0..=2)?;
        within("usage.days", self.usage.days, 0..=365)?;
        self.product.as_ref().map_or(Ok(()), Product::check)?;
        text("sponsor", &self.sponsor, 120)?;
        self.brief.check()
    }
}

impl Deliverable {
    fn check(&self) -> Result<(), TermsProblem> {
        within("deliverable.videos", self.videos, 1..=5)?;
        within("deliverable.seconds", self.seconds, 5..=180)
    }
}

impl Bonus {
    fn check(&self) -> Result<(), TermsProblem> {
        within("bonus.rate", self.rate, Money::from_tiyn(1)..=CAP_MAX)?;
        within("bonus.cap", self.cap, Money::from_tiyn(1)..=CAP_MAX)?;
        if self.cap < self.rate {
            return Err(problem("bonus.cap", "is less than one result earns"));
        }
        within("bonus.until_days", self.until_days, 1..=90)
    }
}

impl Deadlines {
    fn check(&self) -> Result<(), TermsProblem> {
        within("deadlines.draft_days", self.draft_days, 1..=30)?;
        within("deadlines.clear_hours", self.clear_hours, 1..=168)?;
        within("deadlines.fix_hours", self.fix_hours, 12..=336)?;
        within("deadlines.post_hours", self.post_hours, 12..=336)?;
        within("deadlines.check_hours", self.check_hours, 1..=168)
    }
}

impl Product {
    fn check(&self) -> Result<(), TermsProblem> {
        text("product.title", &self.title, 120)?;
        within("product.value", self.value, Money::ZERO..=VALUE_MAX)
    }
}

impl Brief {
    fn check(&self) -> Result<(), TermsProblem> {
        text("brief.title", &self.title, 120)?;
        if self.points.len() > 10 {
            return Err(problem("brief.points", "has more than ten lines"));
        }
        self.points
            .iter()
            .enumerate()
            .try_for_each(|(place, point)| text(&format!("brief.points[{place}]"), point, 200))
    }
}

fn within<T: PartialOrd>(field: &str, value: T, range: std::ops::RangeInclusive<T>) -> Result<(), TermsProblem> {
    if range.contains(&value) { Ok(()) } else { Err(problem(field, "is out of its range")) }
}

/// One line of text that people read: something visible, not too long, nothing that moves a cursor.
fn text(field: &str, value: &str, characters_max: usize) -> Result<(), TermsProblem> {
    // Bytes first, so that a megabyte is not counted letter by letter.
    let is_too_long = value.len() > characters_max.saturating_mul(4) || value.chars().count() > characters_max;
    if is_too_long {
        return Err(problem(field, "is too long"));
    }
    if value.trim().is_empty() {
        return Err(problem(field, "is empty"));
    }
    if value.chars().any(is_forbidden) { Err(problem(field, "holds a control character")) } else { Ok(()) }
}

/// Control characters, and the marks that turn the direction of text, which can make a card lie.
fn is_forbidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn problem(field: &str, reason: &'static str) -> TermsProblem {
    TermsProblem { field: field.to_owned(), reason }
}
