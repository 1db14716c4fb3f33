//! The month as it stands. Every payout that still stands is taken again, in the order in which they left; what that
//! gives is due, and the difference to what was withheld is open: a payout before it failed, or a part went back.
//! Withheld + open = due, whatever happened in between.

use super::calculation::due_lines;
use super::{Agent, Flags, History, LineCode, Profile, Table, history_after};
use crate::money::Money;
use crate::time::{Day, Month};

/// A payout that left before, as far as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The day it left.
    pub day: Day,
    /// What changed the person's lines on that day.
    pub flags: Flags,
    /// Its gross, less what went back of it.
    pub gross: Money,
    /// What was withheld from it, less what went back.
    pub withheld: Vec<(LineCode, Money)>,
}

/// What a payout of `month` must know of those that `agent` sent to one person under one profile earlier in the year,
/// in the order in which they left: the month's history, with what is open, and the year's.
pub fn histories(
    table: &Table,
    profile: Profile,
    agent: &Agent,
    before: &[Before],
    month: Month,
) -> (History, History) {
    let (mut of_month, mut of_year) = (History::default(), History::default());
    let mut current = month;
    for payout in before {
        if payout.day.month() != current {
            (of_month, current) = (History::default(), payout.day.month());
        }
        let due = due_lines(table, profile, agent, payout, &of_month, &of_year);
        let mut open = of_month.open.clone();
        for line in &due {
            add(&mut open, line.line, line.amount);
        }
        for (line, amount) in &payout.withheld {
            add(&mut open, *line, -*amount);
        }
        open.retain(|(_, amount)| !amount.is_zero());
        of_year = history_after(&of_year, &due, payout.gross);
        of_month = History { open, ..history_after(&of_month, &due, payout.gross) };
    }
    if current == month { (of_month, of_year) } else { (History::default(), of_year) }
}

fn add(sums: &mut Vec<(LineCode, Money)>, line: LineCode, amount: Money) {
    match sums.iter_mut().find(|(other, _)| *other == line) {
        Some((_, sum)) => *sum += amount,
        None => sums.push((line, amount)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Case, lines_by};
    use super::*;
    use proptest::prelude::*;

    const PROFILES: [Profile; 2] = [Profile::SelfEmployedPlatform, Profile::CivilContract];

    fn day() -> Day {
        "2026-06-15".parse().expect("a day")
    }

    /// One person's month: payouts leave, some fail for good, parts of some go back.
    struct Month {
        profile: Profile,
        flags: Flags,
        standing: Vec<Before>,
    }

    impl Month {
        fn histories(&self) -> (History, History) {
            histories(Table::get(), self.profile, &Agent::Platform, &self.standing, day().month())
        }

        fn pay(&mut self, gross: Money) -> Vec<(LineCode, Money)> {
            let (month, year) = self.histories();
            let (profile, flags) = (self.profile, self.flags);
            let case = Case { profile, flags, agent: &Agent::Platform, month: &month, year: &year, gross, day: day() };
            let lines = lines_by(Table::get(), Table::get().policy, &case).expect("lines");
            let withheld: Vec<_> = lines.iter().map(|line| (line.line, line.amount)).collect();
            self.standing.push(Before { day: day(), flags, gross, withheld: withheld.clone() });
            withheld
        }

        fn gross(&self) -> Money {
            self.standing.iter().map(|payout| payout.gross).sum()
        }

        fn withheld(&self, line: LineCode) -> Money {
            let all = self.standing.iter().flat_map(|payout| &payout.withheld);
            all.filter(|(other, _)| *other == line).map(|(_, amount)| *amount).sum()
        }

        fn open(&self, line: LineCode) -> Money {
            let (month, _) = self.histories();
            month.open.iter().filter(|(other, _)| *other == line).map(|(_, amount)| *amount).sum()
        }

        fn new(profile: Profile, flags: Flags) -> Self {
            Self { profile, flags, standing: Vec::new() }
        }
    }

    fn withheld(lines: &[(LineCode, Money)], line: LineCode) -> Money {
        lines.iter().find(|(other, _)| *other == line).map_or(Money::ZERO, |(_, amount)| *amount)
    }

    #[test]
    fn a_month_whose_first_payout_fails_for_good_ends_at_the_right_sum() {
        let mut month = Month::new(Profile::SelfEmployedPlatform, Flags::default());
        month.pay(Money::from_tenge(500_000));
        let second = month.pay(Money::from_tenge(200_000));
        assert_eq!(withheld(&second, LineCode::So), Money::from_tenge(950), "SE-07");
        month.standing.remove(0);
        assert_eq!(month.open(LineCode::So), Money::from_tenge(1_050));
        assert_eq!(month.open(LineCode::Opv), Money::ZERO, "no cap was near");
        let third = month.pay(Money::from_tenge(500_000));
        assert_eq!(withheld(&third, LineCode::So), Money::from_tenge(5_000), "3 950 of its own and 1 050 open");
        assert_eq!((month.withheld(LineCode::So), month.open(LineCode::So)), (Money::from_tenge(5_950), Money::ZERO));
    }

    #[test]
    fn a_small_payout_gives_no_more_than_half_of_what_it_leaves() {
        let mut month = Month::new(Profile::SelfEmployedPlatform, Flags::default());
        month.pay(Money::from_tenge(500_000));
        month.pay(Money::from_tenge(200_000));
        month.standing.remove(0);
        let small = month.pay(Money::from_tenge(1_000));
        assert_eq!(withheld(&small, LineCode::So), Money::from_tenge(10 + 480));
        assert_eq!(month.open(LineCode::So), Money::from_tenge(1_050 - 480));
    }

    #[test]
    fn flags_that_change_in_a_month_change_nothing_of_what_was_paid_before() {
        let mut month = Month::new(Profile::SelfEmployedPlatform, Flags { is_state_insured: true, ..Flags::default() });
        assert_eq!(withheld(&month.pay(Money::from_tenge(100_000)), LineCode::Vosms), Money::ZERO);
        month.flags = Flags::default();
        assert_eq!(withheld(&month.pay(Money::from_tenge(100_000)), LineCode::Vosms), Money::from_tenge(1_000));
        assert_eq!(month.histories().0.open, []);
    }

    #[test]
    fn another_month_begins_with_nothing_open() {
        let mut month = Month::new(Profile::SelfEmployedPlatform, Flags::default());
        month.pay(Money::from_tenge(500_000));
        month.pay(Money::from_tenge(200_000));
        month.standing.remove(0);
        let (july, year) =
            histories(Table::get(), month.profile, &Agent::Platform, &month.standing, day().month().next());
        assert_eq!((july, year.gross), (History::default(), Money::from_tenge(200_000)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        /// Payouts of any size, of which any fail for good at any time: what is withheld and what is open are together
        /// what one payout of everything that stands would have withheld.
        #[test]
        fn withheld_and_open_are_together_what_is_due(
            steps in prop::collection::vec((10_000_i64..12_000_000, any::<Option<prop::sample::Index>>()), 1..9),
            is_civil: bool, is_state_insured: bool, wants_base_deduction: bool,
        ) {
            let flags = Flags { is_state_insured, wants_base_deduction, ..Flags::default() };
            let profile = PROFILES[usize::from(is_civil)];
            let mut month = Month::new(profile, flags);
            for (gross, fails) in steps {
                let gross = Money::from_tiyn(gross);
                let taken: Money = month.pay(gross).iter().map(|(_, amount)| *amount).sum();
                prop_assert!(taken < gross, "something is left of every payout");
                if let Some(index) = fails {
                    month.standing.remove(index.index(month.standing.len()));
                }
            }
            let mut at_once = Month::new(profile, flags);
            at_once.pay(month.gross());
            for line in LineCode::ALL {
                prop_assert_eq!(month.withheld(line) + month.open(line), at_once.withheld(line), "{:?}", line);
            }
        }
    }
}
