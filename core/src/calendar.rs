//! The calendar of banks and offices: weekends by rule, holidays by dated data. A year without data has weekends only,
//! so a promise made from it may be early by a holiday; the data is extended when the Government names the days.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::time::Day;

static HOLIDAYS: LazyLock<Holidays> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/holidays.json")).expect("the holidays in the source are read by a test")
});

/// The file also says where its days come from, for those who extend it.
#[derive(Deserialize)]
struct Holidays {
    days: BTreeSet<Day>,
}

/// Whether banks and offices work on this day.
pub fn is_working_day(day: Day) -> bool {
    !day.is_weekend() && !HOLIDAYS.days.contains(&day)
}

/// This day if banks work on it, else the next day on which they do.
pub fn working_day_from(day: Day) -> Day {
    let mut day = day;
    while !is_working_day(day) {
        day = day.plus_days(1);
    }
    day
}

/// The working day that is `count` working days after `day`.
pub fn working_days_after(day: Day, count: u16) -> Day {
    (0..count).fold(working_day_from(day), |reached, _| working_day_from(reached.plus_days(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn weekends_and_holidays_are_skipped() {
        assert_eq!(working_day_from(day("2026-06-13")), day("2026-06-15"));
        assert_eq!(working_day_from(day("2026-03-21")), day("2026-03-26"), "Nauryz and the days off after it");
        assert_eq!(working_day_from(day("2026-06-15")), day("2026-06-15"));
    }

    #[test]
    fn working_days_are_counted_from_a_working_day() {
        assert_eq!(working_days_after(day("2026-06-12"), 1), day("2026-06-15"));
        assert_eq!(working_days_after(day("2026-06-13"), 1), day("2026-06-16"));
        assert_eq!(working_days_after(day("2026-06-15"), 0), day("2026-06-15"));
    }

    #[test]
    fn every_holiday_in_the_data_falls_on_a_weekday() {
        assert!(HOLIDAYS.days.iter().all(|day| !day.is_weekend()));
    }
}
