//! The arithmetic of one payout. Every line is the rounded amount for all of the period so far less the rounded
//! amount before it, so that the month's (or year's) sum is right whatever the number of payouts (source: SC 245,
//! 249; TC 440).

use super::table::{Band, Base, Deduction, IncomeTax, Index, LineRule, Policy, Rule, RuleAgent, Table};
use super::{Agent, Before, Flags, History, LineCode, Profile, Refusal, TaxLine};
use crate::calendar::working_day_from;
use crate::money::{Money, Rate};
use crate::time::Day;

/// The part of what a payout leaves that making up for earlier ones may take. A house rule, not the law's.
const CATCH_UP_BP: i64 = 5_000;

/// The lines to withhold from `gross`, paid on `day` by `agent`, after what `month` and `year` say was paid before, by
/// the table of this build and its policy.
///
/// Lines that the flags switch off are left out; a line with a rate of nothing is there with an amount of nothing.
pub fn lines(
    profile: Profile,
    flags: Flags,
    agent: &Agent,
    month: &History,
    year: &History,
    gross: Money,
    day: Day,
) -> Result<Vec<TaxLine>, Refusal> {
    let table = Table::get();
    let case = Case { profile, flags, agent, month, year, gross, day };
    lines_by(table, table.policy, &case)
}

/// One payout, as far as its lines depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// How the person is treated.
    pub profile: Profile,
    /// What changes the person's lines.
    pub flags: Flags,
    /// Who withholds.
    pub agent: &'a Agent,
    /// The month before, with this agent and profile.
    pub month: &'a History,
    /// The year before, with this agent and profile.
    pub year: &'a History,
    /// What is paid.
    pub gross: Money,
    /// The day of payment, which chooses the rule (TC 719(2), 440(3)).
    pub day: Day,
}

/// As [`lines`], by another table or policy: a new year's table on trial, or what another reading would withhold.
pub fn lines_by(table: &Table, policy: Policy, case: &Case<'_>) -> Result<Vec<TaxLine>, Refusal> {
    let (rule, index) = rule_of(table, case)?;
    let Case { flags, month, year, gross, day, .. } = *case;
    let payout = Payout { rule, index, policy, flags, month, year, gross, day };
    let mut lines = payout.lines();
    catch_up(&mut lines, policy, month, gross);
    Ok(lines)
}

/// What a payout that left owes by the rules, after those before it: without limits, because it has left, and without
/// what was open. Nothing where no rule was in force.
pub(super) fn due_lines(
    table: &Table,
    profile: Profile,
    agent: &Agent,
    before: &Before,
    month: &History,
    year: &History,
) -> Vec<TaxLine> {
    let Before { day, flags, gross, .. } = *before;
    let case = Case { profile, flags, agent, month, year, gross, day };
    let Ok((rule, index)) = dated(table, &case) else { return Vec::new() };
    Payout { rule, index, policy: table.policy, flags, month, year, gross, day }.lines()
}

/// The rule and the indices of a case, or why there are none.
pub(super) fn rule_of<'a>(table: &'a Table, case: &Case<'_>) -> Result<(&'a Rule, &'a Index), Refusal> {
    let (rule, index) = dated(table, case)?;
    check_limit(rule, index, case.month, case.gross)?;
    Ok((rule, index))
}

fn dated<'a>(table: &'a Table, case: &Case<'_>) -> Result<(&'a Rule, &'a Index), Refusal> {
    let year = case.day.month().year();
    let index = table.index(year).ok_or(Refusal::NoIndexForYear { year })?;
    let rule = table.rule(case.profile, case.day).ok_or(Refusal::NoRulesOnDay { day: case.day })?;
    if rule.agent == RuleAgent::Platform && *case.agent != Agent::Platform {
        return Err(Refusal::WrongAgent);
    }
    Ok((rule, index))
}

/// Adds what is open of the month. Too little withheld before is made up for out of at most half of what this payout
/// leaves, so that nobody works for nothing; too much lowers its lines, at most to nothing. The rest stays open.
fn catch_up(lines: &mut [TaxLine], policy: Policy, month: &History, gross: Money) {
    if month.open.is_empty() {
        return;
    }
    let left = gross - lines.iter().map(|line| line.amount).sum::<Money>();
    let mut room = left.max(Money::ZERO).share(Rate::from_bp(CATCH_UP_BP), policy.rounding);
    for line in lines {
        let open = month.open.iter().find(|(code, _)| *code == line.line).map_or(Money::ZERO, |(_, open)| *open);
        let taken = open.at_most(room).max(-line.amount);
        line.amount += taken;
        room -= taken.max(Money::ZERO);
    }
}

/// The lowest net that any profile lawfully gives for `gross` on `day`: what a card may promise as *at least* before
/// the person's profile is known. In practice the civil contract without deductions.
pub fn lowest_lawful_net(gross: Money, day: Day) -> Result<Money, Refusal> {
    let nothing = History::default();
    let withheld = lines(Profile::CivilContract, Flags::default(), &Agent::Platform, &nothing, &nothing, gross, day)?;
    Ok(gross - withheld.iter().map(|line| line.amount).sum::<Money>())
}

/// The history after a payout of `gross` with these lines.
pub fn history_after(history: &History, lines: &[TaxLine], gross: Money) -> History {
    let mut after = history.clone();
    after.gross += gross;
    for line in lines {
        match after.withheld.iter_mut().find(|(code, _)| *code == line.line) {
            Some((_, amount)) => *amount += line.amount,
            None => after.withheld.push((line.line, line.amount)),
        }
    }
    if let Some(income_tax) = lines.iter().find(|line| line.line == LineCode::Iit) {
        let others: Money = lines.iter().filter(|line| line.line != LineCode::Iit).map(|line| line.amount).sum();
        after.iit_taxable += income_tax.base;
        after.deduction_used += (gross - others - income_tax.base).max(Money::ZERO);
    }
    after
}

fn check_limit(rule: &Rule, index: &Index, month: &History, gross: Money) -> Result<(), Refusal> {
    let Some(times) = rule.month_limit_mrp else { return Ok(()) };
    let limit = index.mrp.times(times);
    if month.gross + gross <= limit {
        return Ok(());
    }
    Err(Refusal::IncomeLimit { limit, left: (limit - month.gross).max(Money::ZERO) })
}

/// Everything one payout's lines depend on.
struct Payout<'a> {
    rule: &'a Rule,
    index: &'a Index,
    policy: Policy,
    flags: Flags,
    month: &'a History,
    year: &'a History,
    gross: Money,
    day: Day,
}

impl Payout<'_> {
    fn lines(&self) -> Vec<TaxLine> {
        let mut lines: Vec<TaxLine> = Vec::new();
        for rule in self.rule.lines.iter().filter(|rule| rule.is_on(self.flags)) {
            let (base, amount) = match rule.base {
                Base::Gross | Base::GrossLessOpv => self.monthly(rule),
                Base::YearTaxable => self.yearly(rule, &lines),
            };
            let due_on = working_day_from(due_day(self.day, rule.due_day));
            lines.push(TaxLine { line: rule.line, base, amount, due_on });
        }
        lines
    }

    fn monthly(&self, rule: &LineRule) -> (Money, Money) {
        let (before, after) = (self.month.gross, self.month.gross + self.gross);
        let base = self.base_of(rule, after) - self.base_of(rule, before);
        (base, self.amount_of(rule, after) - self.amount_of(rule, before))
    }

    /// The line's rounded amount for a month with this income.
    fn amount_of(&self, rule: &LineRule, income: Money) -> Money {
        self.scaled(&rule.scale, self.base_of(rule, income))
    }

    /// The line's base, after its cap, for a month with this income.
    fn base_of(&self, rule: &LineRule, income: Money) -> Money {
        let whole = if rule.base == Base::GrossLessOpv { income - self.pension(income) } else { income };
        let floor = rule.floor.filter(|_| income.is_positive()).map_or(whole, |floor| self.index.cap(floor));
        let base = whole.max(floor);
        rule.cap.map_or(base, |cap| base.at_most(self.index.cap(cap)))
    }

    fn pension(&self, income: Money) -> Money {
        let rule = self.rule.lines.iter().find(|rule| rule.line == LineCode::Opv && rule.is_on(self.flags));
        rule.map_or(Money::ZERO, |rule| self.amount_of(rule, income))
    }

    /// Income tax runs over the year: what this payout adds to the taxable income, taxed where the year stands.
    fn yearly(&self, rule: &LineRule, above: &[TaxLine]) -> (Money, Money) {
        let left = self.gross - above.iter().map(|line| line.amount).sum::<Money>();
        let base = left - left.max(Money::ZERO).at_most(self.deduction_left());
        let before = self.year.iit_taxable;
        let lowest = rule.scale.first().map(|band| Band { up_to_mrp: None, ..*band });
        let scale = match self.policy.income_tax {
            IncomeTax::Cumulative => rule.scale.as_slice(),
            IncomeTax::LowestBand => lowest.as_slice(),
        };
        let amount = self.scaled(scale, before + base) - self.scaled(scale, before);
        // Rounded lines above can outweigh a payout of a few tiyn; such a payout is below the minimum and never made.
        (base, amount.max(Money::ZERO))
    }

    fn deduction_left(&self) -> Money {
        let Some(Deduction { month_mrp, year_mrp }) = self.rule.base_deduction else { return Money::ZERO };
        if !self.flags.wants_base_deduction {
            return Money::ZERO;
        }
        let of_month = self.index.mrp.times(month_mrp) - self.month.deduction_used;
        let of_year = self.index.mrp.times(year_mrp) - self.year.deduction_used;
        of_month.min(of_year).max(Money::ZERO)
    }

    /// The rounded amount that a scale takes from a base.
    fn scaled(&self, scale: &[Band], base: Money) -> Money {
        let mut exact = rust_decimal::Decimal::ZERO;
        let mut from = Money::ZERO;
        for band in scale {
            let to = band.up_to_mrp.map_or(base, |times| base.at_most(self.index.mrp.times(times)));
            let part = (to - from).max(Money::ZERO);
            let taken = rust_decimal::Decimal::from(part.tiyn())
                .checked_mul(Rate::from_bp(i64::from(band.bp)).fraction())
                .expect("a bounded amount times a rate fits a decimal");
            exact = exact.checked_add(taken).expect("a few bounded amounts fit a decimal");
            from = from.max(to);
        }
        crate::money::round_half_up(exact, self.policy.rounding)
    }
}

fn due_day(paid_on: Day, day_of_month: i8) -> Day {
    paid_on.month().next().first_day().plus_days(i32::from(day_of_month).saturating_sub(1))
}
