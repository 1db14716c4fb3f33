//! Additions: what an operator puts beside the table of the build, so that a new year needs no new build. An addition
//! only adds rows and ends open ones; the whole is checked like a table, and a past that was used stays as it was.

use serde::{Deserialize, Serialize};

use super::table::{BadTable, Index, Rule, Table, Vat};
use super::{Payee, check};
use crate::time::Day;

/// One file of an operator's folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// What the file is.
    pub about: String,
    /// More years' indices.
    #[serde(default)]
    pub indices: Vec<Index>,
    /// Rules that are no longer in force after a day.
    #[serde(default)]
    pub ends: Vec<End>,
    /// More rules.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// More rates of value added tax.
    #[serde(default)]
    pub vat: Vec<Vat>,
    /// Payees that take the place of those before.
    #[serde(default)]
    pub payees: Vec<Payee>,
}

/// The last day of something that was open.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The rule's name, or `vat`.
    pub id: String,
    /// The last day.
    pub to: Day,
    /// The source.
    pub law: String,
}

impl Addition {
    /// Reads one file; it is checked with the table that it is added to.
    pub fn from_json(text: &str) -> Result<Self, BadTable> {
        Ok(serde_json::from_str(text)?)
    }
}

impl Table {
    /// This table with some additions; refused if the whole contradicts itself, with the rows named.
    pub fn with(&self, additions: &[Addition]) -> Result<Self, BadTable> {
        let mut table = self.clone();
        for addition in additions {
            for end in &addition.ends {
                table.end(end).map_err(BadTable::Contradiction)?;
            }
            table.indices.extend(addition.indices.iter().cloned());
            table.rules.extend(addition.rules.iter().cloned());
            table.vat.extend(addition.vat.iter().cloned());
            for payee in &addition.payees {
                table.payees.retain(|before| before.line != payee.line);
                table.payees.push(payee.clone());
            }
        }
        check::table(&table).map_err(BadTable::Contradiction)?;
        Ok(table)
    }

    fn end(&mut self, end: &End) -> Result<(), String> {
        if end.law.trim().is_empty() {
            return Err(format!("the end of {} has no source", end.id));
        }
        let open = if end.id == "vat" {
            self.vat.iter_mut().find(|vat| vat.to.is_none()).map(|vat| (vat.from, &mut vat.to))
        } else {
            let rule = self.rules.iter_mut().find(|rule| rule.id == end.id && rule.to.is_none());
            rule.map(|rule| (rule.from, &mut rule.to))
        };
        match open {
            Some((from, to)) if from <= end.to => {
                *to = Some(end.to);
                Ok(())
            }
            Some((from, _)) => Err(format!("{} from {from} would end before it begins", end.id)),
            None => Err(format!("nothing open is called {}", end.id)),
        }
    }

    /// What of the days up to `until` reads otherwise here than in `before`; the text names the row. Payouts of those
    /// days were made by `before`.
    pub fn changed_past(&self, before: &Self, until: Day) -> Option<String> {
        let year = until.month().year();
        let figures = |index: &Index| (index.year, index.mrp, index.mzp);
        let lost = before
            .indices
            .iter()
            .filter(|index| index.year <= year)
            .find(|index| self.index(index.year).is_none_or(|now| figures(now) != figures(index)));
        if let Some(index) = lost {
            return Some(format!("the indices of {}", index.year));
        }
        let past = |table: &Self| {
            let rules = table.rules.iter().filter(|rule| rule.from <= until);
            let mut rules: Vec<String> = rules.map(|rule| rule.figures(until)).collect();
            rules.extend(table.vat.iter().filter(|vat| vat.from <= until).map(|vat| vat.figures(until)));
            rules.sort();
            rules
        };
        let (then, now) = (past(before), past(self));
        let changed = then.iter().find(|row| !now.contains(row)).or_else(|| now.iter().find(|row| !then.contains(row)));
        changed.map(|row| row.split(':').next().unwrap_or_default().to_owned())
    }
}

/// An end after the last used day says nothing about the past.
fn clipped(to: Option<Day>, until: Day) -> Option<Day> {
    to.filter(|to| *to < until)
}

impl Rule {
    /// Everything of a rule that decides an amount, as one text that begins with its name.
    fn figures(&self, until: Day) -> String {
        let lines: Vec<_> = self
            .lines
            .iter()
            .map(|line| (line.line, line.base, &line.scale, &line.cap, &line.floor, line.due_day, &line.off_if))
            .collect();
        let rest = (self.agent, self.month_limit_mrp, &self.base_deduction, clipped(self.to, until));
        format!("{} from {}:{:?}{rest:?}{lines:?}", self.id, self.from, self.profile)
    }
}

impl Vat {
    fn figures(&self, until: Day) -> String {
        format!("VAT from {}:{}{:?}", self.from, self.bp, clipped(self.to, until))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Agent, Case, Flags, History, Profile, Refusal, lines_by};
    use super::*;
    use crate::money::Money;

    /// Invented figures: the real ones come from that year's budget law.
    const NEXT_YEAR: &str = r#"{ "about": "indices of 2027 (an example, not the law)",
        "indices": [{ "year": 2027, "mrp": 450000, "mzp": 9000000, "law": "an example", "confidence": "low" }] }"#;

    fn addition(text: &str) -> Addition {
        Addition::from_json(text).expect("an addition")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn taken(table: &Table, on: &str) -> Result<Money, Refusal> {
        let nothing = History::default();
        let case = Case {
            profile: Profile::SelfEmployedPlatform,
            flags: Flags::default(),
            agent: &Agent::Platform,
            month: &nothing,
            year: &nothing,
            gross: Money::from_tenge(100_000),
            day: day(on),
        };
        lines_by(table, table.policy, &case).map(|lines| lines.iter().map(|line| line.amount).sum())
    }

    #[test]
    fn a_file_of_indices_opens_a_year_and_leaves_the_past() {
        let built_in = Table::get();
        assert_eq!(taken(built_in, "2027-01-01"), Err(Refusal::NoIndexForYear { year: 2027 }), "DATE-01");
        let table = built_in.with(&[addition(NEXT_YEAR)]).expect("a table");
        assert_eq!(taken(&table, "2027-01-01"), Ok(Money::from_tenge(4_000)));
        assert_eq!(taken(&table, "2026-12-31"), taken(built_in, "2026-12-31"));
        assert_eq!(table.changed_past(built_in, day("2026-12-31")), None);
        assert_eq!(
            (built_in.year_missing(day("2026-11-16")), built_in.year_missing(day("2026-11-17"))),
            (None, Some(2027))
        );
        assert_eq!(table.year_missing(day("2026-11-17")), None);
    }

    #[test]
    fn a_rule_that_changes_ends_first_and_both_are_named_if_it_does_not() {
        let rule = r#"{ "about": "x", ENDS "rules": [{ "id": "kz.entity.2027", "profile": "kz.entity",
            "from": "2027-01-01", "to": null, "agent": "nobody", "month_limit_mrp": null, "base_deduction": null,
            "law": "an example", "confidence": "low", "lines": [] }] }"#;
        let said = Table::get().with(&[addition(&rule.replace("ENDS", ""))]).expect_err("an overlap").to_string();
        assert!(said.contains("kz.entity from 2018-01-01 and kz.entity.2027 from 2027-01-01"), "{said}");
        let ends = r#""ends": [{ "id": "kz.entity", "to": "2026-12-31", "law": "an example" }],"#;
        let table = Table::get().with(&[addition(&rule.replace("ENDS", ends))]).expect("a table");
        assert_eq!(table.changed_past(Table::get(), day("2026-12-31")), None, "its last day may be the last used one");
        let changed = table.changed_past(Table::get(), day("2027-01-01"));
        assert_eq!(changed.as_deref(), Some("kz.entity from 2018-01-01"), "a payout was made by the old one");
    }

    #[test]
    fn a_past_that_was_used_may_not_read_otherwise() {
        let text = include_str!("../../data/tax/kz.json");
        for (right, wrong, row) in [
            (r#""mrp": 432500"#, r#""mrp": 432600"#, "the indices of 2026"),
            (r#""scale": [{ "bp": 100 }]"#, r#""scale": [{ "bp": 200 }]"#, "kz.se.platform from 2026-01-01"),
            (r#""bp": 1600"#, r#""bp": 1200"#, "VAT from 2026-01-01"),
        ] {
            let other = Table::from_json(&text.replacen(right, wrong, 1)).expect("a table");
            assert_eq!(other.changed_past(Table::get(), day("2026-06-15")).as_deref(), Some(row));
        }
    }

    #[test]
    fn additions_that_contradict_the_table_are_refused() {
        for text in [
            r#"{ "about": "x", "indices": [{ "year": 2026, "mrp": 1, "mzp": 1, "law": "y", "confidence": "low" }] }"#,
            r#"{ "about": "x", "indices": [{ "year": 2027, "mrp": 1, "mzp": 1, "law": " ", "confidence": "low" }] }"#,
            r#"{ "about": "x", "ends": [{ "id": "kz.gph.2025", "to": "2026-12-31", "law": "y" }] }"#,
            r#"{ "about": "x", "ends": [{ "id": "kz.gph", "to": "2025-12-31", "law": "y" }] }"#,
            r#"{ "about": "x", "ends": [{ "id": "kz.gph", "to": "2026-12-31", "law": "" }] }"#,
        ] {
            assert!(Table::get().with(&[addition(text)]).is_err(), "{text}");
        }
        assert!(Addition::from_json(r#"{ "about": "x", "surprise": 1 }"#).is_err());
    }
}
