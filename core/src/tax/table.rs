//! The dated table of `core/data/tax/kz.json`: read once, checked whole. A table that contradicts itself does not
//! load, so that the arithmetic beside it needs no doubts.

use serde::Deserialize;
use std::sync::LazyLock;

use super::{Flags, LineCode, Profile};
use crate::money::{Money, Unit};
use crate::time::Day;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../data/tax/kz.json");
    Table::from_json(text).expect("the table in the source is checked by a test")
});

/// All rules and indices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What the file is.
    pub about: String,
    /// To what every line is rounded.
    pub rounding: Unit,
    /// The year's monthly index and minimum wage.
    pub indices: Vec<Index>,
    /// Rules by profile and date.
    pub rules: Vec<Rule>,
}

/// One year's indices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Which year.
    pub year: i16,
    /// The monthly calculation index.
    pub mrp: Money,
    /// The minimum wage.
    pub mzp: Money,
    /// The source.
    pub law: String,
    /// How sure the source is.
    pub confidence: Confidence,
}

/// How a profile is treated over some time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Whose.
    pub profile: Profile,
    /// The first day.
    pub from: Day,
    /// The last day; none while in force.
    pub to: Option<Day>,
    /// Who withholds.
    pub agent: RuleAgent,
    /// The month's income may not pass so many MRP.
    pub month_limit_mrp: Option<u32>,
    /// What the person may ask to have deducted from taxable income.
    pub base_deduction: Option<Deduction>,
    /// The source.
    pub law: String,
    /// How sure the source is.
    pub confidence: Confidence,
    /// What is less sure than the rest.
    #[serde(default)]
    pub note: Option<String>,
    /// In the order of calculation: a base may use lines above.
    pub lines: Vec<LineRule>,
}

/// Who may be the agent of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleAgent {
    /// Only the platform's operator.
    Platform,
    /// Whoever pays the income.
    Payer,
    /// Nobody withholds.
    Nobody,
}

/// A monthly deduction with a yearly bound.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deduction {
    /// At most in a month.
    pub month_mrp: u32,
    /// At most in a year.
    pub year_mrp: u32,
}

/// One line's rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineRule {
    /// Which line.
    pub line: LineCode,
    /// From what it is taken.
    pub base: Base,
    /// Rates, lowest band first; only the last has no upper bound.
    pub scale: Vec<Band>,
    /// The part of the month's base that counts.
    pub cap: Option<Cap>,
    /// The day of the next month by which it is due.
    pub due_day: i8,
    /// Whom it spares.
    pub off_if: Vec<OffIf>,
}

/// From what a line is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The month's income.
    Gross,
    /// The month's income less the pension line.
    GrossLessOpv,
    /// The year's income less all lines above and the base deduction.
    YearTaxable,
}

/// A rate up to a bound.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The band's end, in MRP of the year.
    #[serde(default)]
    pub up_to_mrp: Option<u32>,
    /// The rate inside it, in basis points.
    pub bp: u16,
}

/// A cap in one of the two indices.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cap {
    /// So many monthly indices.
    Mrp(u32),
    /// So many minimum wages.
    Mzp(u32),
}

/// Whom a line spares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum OffIf {
    PensionAge,
    Disability,
    #[serde(rename = "born_before_1975")]
    BornBefore1975,
    StateInsured,
}

/// How sure a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Confidence {
    High,
    Medium,
    Low,
}

/// Why a table does not load.
#[derive(Debug, thiserror::Error)]
pub enum BadTable {
    /// Not the shape of a table.
    #[error("the tax table has another shape")]
    Shape(#[from] serde_json::Error),
    /// It contradicts itself.
    #[error("the tax table contradicts itself: {0}")]
    Contradiction(&'static str),
}

impl Table {
    /// The table of this build.
    pub fn get() -> &'static Self {
        &TABLE
    }

    /// Reads and checks a table.
    pub fn from_json(text: &str) -> Result<Self, BadTable> {
        let table: Self = serde_json::from_str(text)?;
        table.check().map_err(BadTable::Contradiction)?;
        Ok(table)
    }

    /// The indices of a year.
    pub fn index(&self, year: i16) -> Option<&Index> {
        self.indices.iter().find(|index| index.year == year)
    }

    /// The rule of a profile in force on a day.
    pub fn rule(&self, profile: Profile, day: Day) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.profile == profile && rule.is_in_force(day))
    }

    fn check(&self) -> Result<(), &'static str> {
        for (place, index) in self.indices.iter().enumerate() {
            if !index.mrp.is_positive() || !index.mzp.is_positive() || index.law.is_empty() {
                return Err("an index is empty");
            }
            if self.indices.iter().skip(place.saturating_add(1)).any(|other| other.year == index.year) {
                return Err("a year has two indices");
            }
        }
        for (place, rule) in self.rules.iter().enumerate() {
            rule.check()?;
            if self.rules.iter().skip(place.saturating_add(1)).any(|other| rule.overlaps(other)) {
                return Err("two rules of a profile overlap");
            }
        }
        Ok(())
    }
}

impl Rule {
    fn is_in_force(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let starts_before = |one: &Self, two: &Self| two.to.is_none_or(|to| one.from <= to);
        self.profile == other.profile && starts_before(self, other) && starts_before(other, self)
    }

    fn check(&self) -> Result<(), &'static str> {
        if self.to.is_some_and(|to| to < self.from) || self.law.is_empty() {
            return Err("a rule has no law or ends before it begins");
        }
        if (self.agent == RuleAgent::Nobody) != self.lines.is_empty() {
            return Err("lines need an agent, and an agent needs lines");
        }
        for (place, line) in self.lines.iter().enumerate() {
            line.check()?;
            if self.lines.iter().skip(place.saturating_add(1)).any(|other| other.line == line.line) {
                return Err("a rule has a line twice");
            }
            let is_last = place.saturating_add(1) == self.lines.len();
            if line.base == Base::YearTaxable && !is_last {
                return Err("a line on the taxable income comes after all others");
            }
        }
        Ok(())
    }
}

impl LineRule {
    /// Whether the line is taken from a person with these flags.
    pub fn is_on(&self, flags: Flags) -> bool {
        !self.off_if.iter().any(|reason| reason.holds(flags))
    }

    fn check(&self) -> Result<(), &'static str> {
        let Some((last, bounded)) = self.scale.split_last() else { return Err("a line has no rate") };
        let bounds: Option<Vec<u32>> = bounded.iter().map(|band| band.up_to_mrp).collect();
        let is_rising = bounds.is_some_and(|bounds| bounds.is_sorted_by(|one, two| one < two));
        if last.up_to_mrp.is_some() || !is_rising || self.scale.iter().any(|band| band.bp > 10_000) {
            return Err("a scale is out of order");
        }
        if (1..=28).contains(&self.due_day) { Ok(()) } else { Err("a due day is not in every month") }
    }
}

impl OffIf {
    const fn holds(self, flags: Flags) -> bool {
        match self {
            Self::PensionAge => flags.is_pension_age,
            Self::Disability => flags.has_disability,
            Self::BornBefore1975 => flags.is_born_before_1975,
            Self::StateInsured => flags.is_state_insured,
        }
    }
}

impl Index {
    /// A cap of this year as an amount.
    pub fn cap(&self, cap: Cap) -> Money {
        match cap {
            Cap::Mrp(times) => self.mrp.times(times),
            Cap::Mzp(times) => self.mzp.times(times),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../data/tax/kz.json");

    #[test]
    fn the_table_of_this_build_holds() {
        let table = Table::from_json(TEXT).expect("a table");
        assert_eq!(table.index(2026).expect("indices").cap(Cap::Mrp(300)), Money::from_tenge(1_297_500));
        assert_eq!(table.rounding, Unit::Tenge);
    }

    #[test]
    fn a_table_that_contradicts_itself_does_not_load() {
        let broken = [
            (r#""year": 2025"#, r#""year": 2026"#),
            (r#""to": null, "agent": "platform""#, r#""to": "2025-01-01", "agent": "platform""#),
            (r#""profile": "kz.gph""#, r#""profile": "kz.se.platform""#),
            (r#""up_to_mrp": 8500, "bp": 1000"#, r#""bp": 1000"#),
            (r#""due_day": 15"#, r#""due_day": 31"#),
            (r#""line": "OPVR""#, r#""line": "OPV""#),
            (r#""agent": "payer""#, r#""agent": "nobody""#),
            (r#""about""#, r#""surprise""#),
        ];
        for (right, wrong) in broken {
            assert!(TEXT.contains(right), "{right}");
            assert!(Table::from_json(&TEXT.replacen(right, wrong, 1)).is_err(), "{wrong}");
        }
    }
}
