//! The meter: this month's income against the limit of the person's profile, with what a YES would add. It warns while
//! there is time, and not first at the payout.

use serde::{Deserialize, Serialize};

use super::{Profile, Table};
use crate::money::Money;
use crate::time::Day;

/// Near the limit.
const NEAR_PERCENT: i64 = 80;
/// Nearly at it.
const CLOSE_PERCENT: i64 = 95;

/// How far the month's income is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meter {
    /// The month's limit (TC 718(2)(3)).
    pub limit: Money,
    /// Income of the month that left or was asked for.
    pub used: Money,
    /// Income that deals already agreed on may bring this month.
    pub expected: Money,
    /// What that is together.
    pub level: Level,
}

/// How urgent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Far from the limit.
    Free,
    /// 80 % of it and more.
    Near,
    /// 95 % of it and more.
    Close,
    /// More than the limit: what is over stays payable, after a registration or, once an adviser has confirmed it, in
    /// another month.
    Over,
}

/// The meter of a profile on a day; none where the profile has no limit or the day has no rules.
pub fn meter(table: &Table, profile: Profile, day: Day, used: Money, expected: Money) -> Option<Meter> {
    let times = table.rule(profile, day)?.month_limit_mrp?;
    let limit = table.index(day.month().year())?.mrp.times(times);
    let together = used + expected;
    let reaches = |percent: i64| together.tiyn().saturating_mul(100) >= limit.tiyn().saturating_mul(percent);
    let level = if together > limit {
        Level::Over
    } else if reaches(CLOSE_PERCENT) {
        Level::Close
    } else if reaches(NEAR_PERCENT) {
        Level::Near
    } else {
        Level::Free
    };
    Some(Meter { limit, used, expected, level })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meter_warns_at_eighty_and_ninety_five_per_cent_and_past_the_limit() {
        let day = "2026-06-15".parse().expect("a day");
        let level = |used: &str, expected: &str| {
            let sum = |text| Money::from_decimal_text(text).expect("an amount");
            let profile = Profile::SelfEmployedPlatform;
            meter(Table::get(), profile, day, sum(used), sum(expected)).expect("a limit").level
        };
        let rows = [
            ("0", "0", Level::Free),
            ("1037999.99", "0", Level::Free),
            ("1038000", "0", Level::Near),
            ("38000", "1000000", Level::Near),
            ("1232624.99", "0", Level::Near),
            ("1232625", "0", Level::Close),
            ("1297500", "0", Level::Close),
            ("1297500", "0.01", Level::Over),
        ];
        for (used, expected, wanted) in rows {
            assert_eq!(level(used, expected), wanted, "{used} + {expected}");
        }
    }

    #[test]
    fn a_profile_without_a_limit_and_a_year_without_rules_have_no_meter() {
        let on =
            |profile, day: &str| meter(Table::get(), profile, day.parse().expect("a day"), Money::ZERO, Money::ZERO);
        assert_eq!(on(Profile::CivilContract, "2026-06-15"), None);
        assert_eq!(on(Profile::SelfEmployedPlatform, "2027-06-15"), None);
    }
}
