//! A case laid open: every line of the rule, withheld or spared, with its law and its payment codes. For support, for
//! the operator and for a person who asks *why*.

use serde::Serialize;

use super::calculation::{lines_by, rule_of};
use super::table::{Confidence, OffIf, Policy, Rule, Table};
use super::{Case, LineCode, Refusal};
use crate::money::{Money, Rate};
use crate::time::Day;

/// One case with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The rule's name.
    pub rule: String,
    /// The rule's sources.
    pub law: String,
    /// How sure they are.
    pub confidence: Confidence,
    /// What of it is less sure.
    pub note: Option<String>,
    /// Every line of the rule, in its order.
    pub lines: Vec<ExplainedLine>,
    /// What is withheld altogether.
    pub withheld: Money,
    /// What is left.
    pub net: Money,
    /// What the person sets aside without us.
    pub hint: Option<Hint>,
}

/// One line with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedLine {
    /// Which.
    pub code: LineCode,
    /// From how much of this payout.
    pub base: Money,
    /// What is withheld.
    pub amount: Money,
    /// Why nothing is.
    pub spared_by: Option<OffIf>,
    /// When it is due; none for a line that is spared.
    pub due_on: Option<Day>,
    /// The article.
    pub law: String,
    /// The purpose code of the transfer.
    pub knp: Option<String>,
    /// The budget code.
    pub kbk: Option<String>,
}

/// An estimate that is never withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// The figure's name.
    pub code: String,
    /// The rate in basis points.
    pub bp: u16,
    /// The sum to set aside.
    pub amount: Money,
    /// The source.
    pub law: String,
}

/// Lays a case open. `place` is where a sole proprietor is registered, for the council's own rate.
pub fn explained(table: &Table, policy: Policy, case: &Case<'_>, place: Option<&str>) -> Result<Explained, Refusal> {
    let (rule, _) = rule_of(table, case)?;
    let taken = lines_by(table, policy, case)?;
    let lines: Vec<ExplainedLine> = rule
        .lines
        .iter()
        .map(|line| {
            let found = taken.iter().find(|taken| taken.line == line.line);
            ExplainedLine {
                code: line.line,
                base: found.map_or(Money::ZERO, |taken| taken.base),
                amount: found.map_or(Money::ZERO, |taken| taken.amount),
                spared_by: line.spared_by(case.flags),
                due_on: found.map(|taken| taken.due_on),
                law: line.law.clone(),
                knp: line.knp.clone(),
                kbk: line.kbk.clone(),
            }
        })
        .collect();
    let withheld: Money = lines.iter().map(|line| line.amount).sum();
    Ok(Explained {
        rule: rule.id.clone(),
        law: rule.law.clone(),
        confidence: rule.confidence,
        note: rule.note.clone(),
        lines,
        withheld,
        net: case.gross - withheld,
        hint: hint(rule, policy, case, place),
    })
}

fn hint(rule: &Rule, policy: Policy, case: &Case<'_>, place: Option<&str>) -> Option<Hint> {
    let estimate = rule.estimate.as_ref()?;
    let local = estimate.local.iter().find(|local| {
        let is_in_force = local.to.is_none_or(|to| case.day <= to);
        is_in_force && place.is_some_and(|place| place.eq_ignore_ascii_case(&local.place))
    });
    let bp = local.map_or(estimate.bp, |local| local.bp);
    let law = local.map_or_else(|| rule.law.clone(), |local| local.law.clone());
    let amount = case.gross.share(Rate::from_bp(i64::from(bp)), policy.rounding);
    Some(Hint { code: estimate.code.clone(), bp, amount, law })
}

#[cfg(test)]
mod tests {
    use super::super::{Agent, Flags, History, Profile};
    use super::*;

    fn explain(profile: Profile, flags: Flags, tenge: i64, day: &str, place: Option<&str>) -> Explained {
        let (agent, before) = (Agent::Platform, History::default());
        let (gross, day) = (Money::from_tenge(tenge), day.parse().expect("a day"));
        let case = Case { profile, flags, agent: &agent, month: &before, year: &before, gross, day };
        explained(Table::get(), Table::get().policy, &case, place).expect("lines")
    }

    #[test]
    fn a_spared_line_is_shown_with_its_reason_and_every_line_names_its_law() {
        let flags = Flags { is_born_before_1975: true, ..Flags::default() };
        let found = explain(Profile::SelfEmployedPlatform, flags, 100_000, "2026-06-15", None);
        assert_eq!((found.lines.len(), found.net), (5, Money::from_tenge(97_000)), "SE-09");
        let spared: Vec<_> = found.lines.iter().filter_map(|line| line.spared_by.map(|why| (line.code, why))).collect();
        assert_eq!(spared, [(LineCode::Opvr, OffIf::BornBefore1975)]);
        assert!(found.lines.iter().all(|line| !line.law.is_empty()));
        assert!(found.lines.iter().all(|line| line.knp.is_some() != line.kbk.is_some()));
    }

    #[test]
    fn a_sole_proprietor_is_paid_gross_and_told_what_to_set_aside() {
        let rows = [
            ("IP-01", "2026-06-15", None, 20_000),
            ("IP-02", "2026-06-15", Some("KZ-NKR-Tayynsha"), 15_000),
            ("IP-03", "2026-06-15", Some("KZ-AKT-Uil"), 10_000),
            ("IP-04", "2025-12-31", None, 15_000),
        ];
        for (id, day, place, tenge) in rows {
            let found = explain(Profile::SoleProprietor, Flags::default(), 500_000, day, place);
            assert_eq!((found.withheld, found.net), (Money::ZERO, Money::from_tenge(500_000)), "{id}");
            assert_eq!(found.hint.expect("a hint").amount, Money::from_tenge(tenge), "{id}");
        }
    }

    #[test]
    fn a_legal_entity_is_paid_gross_without_a_hint() {
        let found = explain(Profile::LegalEntity, Flags::default(), 500_000, "2026-06-15", None);
        assert_eq!((found.net, found.hint), (Money::from_tenge(500_000), None));
    }
}
