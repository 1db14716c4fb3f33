//! What a table must hold before a single line is taken by it. A fault names its rows, because the person who mends it
//! has a file in hand and not our source.

use super::table::{Base, Index, LineRule, Rule, RuleAgent, Table};

/// Whether the table contradicts itself; the text names the rows.
pub fn table(table: &Table) -> Result<(), String> {
    for (place, index) in table.indices.iter().enumerate() {
        check_index(index)?;
        if table.indices.iter().skip(place.saturating_add(1)).any(|other| other.year == index.year) {
            return Err(format!("the year {} has two indices", index.year));
        }
    }
    for (place, rule) in table.rules.iter().enumerate() {
        check_rule(rule)?;
        for other in table.rules.iter().skip(place.saturating_add(1)) {
            if other.id == rule.id {
                return Err(format!("two rules are called {}", rule.id));
            }
            if overlap(rule, other) {
                return Err(format!("{} and {} overlap", named(rule), named(other)));
            }
        }
    }
    super::payee::check(&table.payees)?;
    super::declaration::check(&table.declaration)?;
    check_vat(table)
}

fn check_index(index: &Index) -> Result<(), String> {
    if !index.mrp.is_positive() || !index.mzp.is_positive() || index.law.trim().is_empty() {
        return Err(format!("the indices of {} lack a sum or a source", index.year));
    }
    Ok(())
}

fn check_rule(rule: &Rule) -> Result<(), String> {
    let fault = |what: &str| Err(format!("{} {what}", named(rule)));
    if rule.to.is_some_and(|to| to < rule.from) {
        return fault("ends before it begins");
    }
    if rule.law.trim().is_empty() || rule.id.trim().is_empty() {
        return fault("has no source or no name");
    }
    if (rule.agent == RuleAgent::Nobody) != rule.lines.is_empty() {
        return fault("needs an agent for its lines, and lines for its agent");
    }
    for (place, line) in rule.lines.iter().enumerate() {
        if let Err(what) = check_line(line) {
            return fault(&format!("{}: {what}", line.line.code()));
        }
        if rule.lines.iter().skip(place.saturating_add(1)).any(|other| other.line == line.line) {
            return fault(&format!("has {} twice", line.line.code()));
        }
        if line.base == Base::YearTaxable && place.saturating_add(1) != rule.lines.len() {
            return fault("takes a line from the taxable income before all others are known");
        }
    }
    let rates = rule.estimate.iter().flat_map(|hint| hint.local.iter().map(|local| local.bp).chain([hint.bp]));
    if rates.into_iter().any(|bp| bp > 10_000) { fault("estimates more than everything") } else { Ok(()) }
}

fn check_line(line: &LineRule) -> Result<(), &'static str> {
    let Some((last, bounded)) = line.scale.split_last() else { return Err("no rate") };
    let bounds: Option<Vec<u32>> = bounded.iter().map(|band| band.up_to_mrp).collect();
    let is_rising = bounds.is_some_and(|bounds| bounds.is_sorted_by(|one, two| one < two));
    if last.up_to_mrp.is_some() || !is_rising || line.scale.iter().any(|band| band.bp > 10_000) {
        return Err("a scale out of order");
    }
    if line.law.trim().is_empty() {
        return Err("no source");
    }
    if (1..=28).contains(&line.due_day) { Ok(()) } else { Err("a due day that is not in every month") }
}

fn check_vat(table: &Table) -> Result<(), String> {
    for (place, one) in table.vat.iter().enumerate() {
        if one.bp > 10_000 || one.law.trim().is_empty() || one.to.is_some_and(|to| to < one.from) {
            return Err(format!("VAT from {} has no source, no sense or no days", one.from));
        }
        for two in table.vat.iter().skip(place.saturating_add(1)) {
            if two.to.is_none_or(|to| one.from <= to) && one.to.is_none_or(|to| two.from <= to) {
                return Err(format!("VAT from {} and VAT from {} overlap", one.from, two.from));
            }
        }
    }
    Ok(())
}

fn overlap(one: &Rule, two: &Rule) -> bool {
    let starts_before = |one: &Rule, two: &Rule| two.to.is_none_or(|to| one.from <= to);
    one.profile == two.profile && starts_before(one, two) && starts_before(two, one)
}

fn named(rule: &Rule) -> String {
    format!("{} from {}", rule.id, rule.from)
}

#[cfg(test)]
mod tests {
    use super::super::table::Cap;
    use super::*;
    use crate::money::{Money, Unit};

    const TEXT: &str = include_str!("../../data/tax/kz.json");

    #[test]
    fn the_table_of_this_build_holds() {
        let table = Table::from_json(TEXT).expect("a table");
        assert_eq!(table.index(2026).expect("indices").cap(Cap::Mrp(300)), Money::from_tenge(1_297_500));
        assert_eq!(table.policy.rounding, Unit::Tenge);
    }

    #[test]
    fn a_table_that_contradicts_itself_does_not_load() {
        let broken = [
            (r#""year": 2025"#, r#""year": 2026"#),
            (r#""to": null, "agent": "platform""#, r#""to": "2025-01-01", "agent": "platform""#),
            (r#""up_to_mrp": 8500, "bp": 1000"#, r#""bp": 1000"#),
            (r#""due_day": 15"#, r#""due_day": 31"#),
            (r#""line": "OPVR", "base""#, r#""line": "OPV", "base""#),
            (r#""agent": "payer""#, r#""agent": "nobody""#),
            (r#""about""#, r#""surprise""#),
            (r#""law": "TC 363(1), 401-404, 437-440""#, r#""law": " ""#),
            (r#""id": "kz.gph.2024""#, r#""id": "kz.gph""#),
            (r#""bp": 1200"#, r#""bp": 12000"#),
            (r#""iban": "KZ12009NPS0413609816""#, r#""iban": "KZ13009NPS0413609816""#),
            (r#""line": "SO", "code""#, r#""line": "OPV", "code""#),
            (r#""line": "SO", "name""#, r#""line": "OPV", "name""#),
            (r#""to": "2025-12-31", "bp": 1200"#, r#""to": "2026-01-01", "bp": 1200"#),
        ];
        for (right, wrong) in broken {
            assert!(TEXT.contains(right), "{right}");
            assert!(Table::from_json(&TEXT.replacen(right, wrong, 1)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn overlapping_rules_are_both_named() {
        let wrong =
            TEXT.replacen(r#""from": "2025-01-01", "to": "2025-12-31""#, r#""from": "2025-01-01", "to": null"#, 1);
        let said = Table::from_json(&wrong).expect_err("an overlap").to_string();
        assert!(said.contains("kz.gph from 2026-01-01 and kz.gph.2025 from 2025-01-01"), "{said}");
    }
}
