//! The quarter's declaration of an agent: what the register says, laid on the lines of the form. Which line of ours is
//! which line of the form is data, so the same register always gives the same declaration.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use super::{Agent, LineCode, Table};
use crate::calendar::working_day_from;
use crate::money::Money;
use crate::time::{Day, Month, NotATime};

/// Three months that are declared together. JSON and command line: `2026-Q2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    number: i8,
}

/// A form and how our lines lie on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its number, such as 200.00.
    pub form: String,
    /// The month after the quarter's last in which it is due.
    pub due_months_after: u8,
    /// The day of that month.
    pub due_day: i8,
    /// The source.
    pub law: String,
    /// What is not sure.
    pub note: String,
    /// Its lines that we fill.
    pub fields: Vec<FormField>,
}

/// One line of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Its number on the form.
    pub field: String,
    /// Which of ours it takes.
    pub line: LineCode,
    /// The form's accounting code.
    pub code: String,
}

/// What an agent declares for a quarter. Its JSON is canonical: the same figures are the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// The form's number.
    pub form: String,
    /// Who declares.
    pub agent: Agent,
    /// For when.
    pub quarter: Quarter,
    /// By when.
    pub due_on: Day,
    /// The lines, in the form's order; lines of nothing too.
    pub fields: Vec<DeclaredField>,
    /// From how many people something was withheld.
    pub people: i64,
}

/// One line of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredField {
    /// Its number on the form.
    pub field: String,
    /// The form's accounting code.
    pub code: String,
    /// The quarter's three months.
    pub months: [Money; 3],
    /// Their sum.
    pub total: Money,
}

impl Quarter {
    /// The quarter of a month.
    pub fn of(month: Month) -> Self {
        Self { year: month.year(), number: month.number().saturating_sub(1).div_euclid(3).saturating_add(1) }
    }

    /// Its months, in order.
    pub fn months(self) -> [Month; 3] {
        let number = self.number.saturating_sub(1).saturating_mul(3).saturating_add(1);
        let first = Month::new(self.year, number).expect("a quarter begins with a month of its year");
        [first, first.next(), first.next().next()]
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let (year, number) = text.split_once("-Q").ok_or(NotATime)?;
        let number: i8 = number.parse().map_err(|_| NotATime)?;
        if !(1..=4).contains(&number) {
            return Err(NotATime);
        }
        let year: i16 = year.parse().map_err(|_| NotATime)?;
        Month::new(year, 1).map(|_| Self { year, number })
    }
}

impl Serialize for Quarter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The declaration of what an agent registered: `amount` gives a line's sum of a month.
pub fn declaration(
    table: &Table,
    agent: Agent,
    quarter: Quarter,
    people: i64,
    amount: impl Fn(LineCode, Month) -> Money,
) -> Declaration {
    let (form, months) = (&table.declaration, quarter.months());
    let last = (0..form.due_months_after).fold(months[2], |month, _| month.next());
    let due_on = working_day_from(last.first_day().plus_days(i32::from(form.due_day).saturating_sub(1)));
    let declared = |field: &FormField| {
        let months = months.map(|month| amount(field.line, month));
        DeclaredField { field: field.field.clone(), code: field.code.clone(), months, total: months.iter().sum() }
    };
    let fields = form.fields.iter().map(declared).collect();
    Declaration { form: form.form.clone(), agent, quarter, due_on, fields, people }
}

/// Whether the form takes every line once and names its source; the text says what is wrong.
pub(super) fn check(form: &Form) -> Result<(), String> {
    let is_once = |line| form.fields.iter().filter(|field| field.line == line).count() == 1;
    if form.law.trim().is_empty() || !(1..=28).contains(&form.due_day) {
        return Err(format!("form {} has no source or no day", form.form));
    }
    match LineCode::ALL.into_iter().find(|line| !is_once(*line)) {
        Some(line) => Err(format!("form {} does not take {} once", form.form, line.code())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_three_months_and_reads_back() {
        let quarter: Quarter = "2026-Q2".parse().expect("a quarter");
        assert_eq!(quarter.months().map(|month| month.to_string()), ["2026-04", "2026-05", "2026-06"]);
        assert_eq!(quarter.months().map(Quarter::of), [quarter; 3]);
        assert_eq!(quarter.to_string(), "2026-Q2");
        for bad in ["2026-Q5", "2026-Q0", "2026Q1", "-Q1", "2026-Q"] {
            assert!(bad.parse::<Quarter>().is_err(), "{bad}");
        }
    }

    #[test]
    fn every_line_lies_on_its_line_of_the_form_and_the_same_register_is_the_same_bytes() {
        let quarter: Quarter = "2026-Q2".parse().expect("a quarter");
        let amount = |line: LineCode, month: Month| {
            let is_june = i64::from(month.number() == 6);
            Money::from_tenge(is_june * (100 + i64::from(line as u8)))
        };
        let made = || declaration(Table::get(), Agent::Platform, quarter, 3, amount);
        let declared = made();
        assert_eq!(declared.due_on.to_string(), "2026-08-17", "the 15th of August 2026 is a Saturday");
        let totals: Vec<_> = declared.fields.iter().map(|field| (field.field.as_str(), field.total)).collect();
        let tenge = Money::from_tenge;
        let expected = [
            ("200.00.001", tenge(104)),
            ("200.00.002", tenge(100)),
            ("200.00.008", tenge(102)),
            ("200.00.011", tenge(103)),
            ("200.00.013", tenge(101)),
        ];
        assert_eq!(totals, expected);
        assert_eq!(declared.fields[0].months, [Money::ZERO, Money::ZERO, tenge(104)]);
        let text = serde_json::to_string(&declared).expect("JSON");
        assert_eq!(text, serde_json::to_string(&made()).expect("JSON"));
        assert_eq!(serde_json::from_str::<Declaration>(&text).expect("reads"), declared);
    }
}
