//! Time: a moment, a day, a month. All days and months are Asia/Almaty, which is UTC+5 all year since
//! 1 March 2024; nothing here reads a clock.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

const ALMATY_OFFSET_MICROS: i64 = 5 * HOUR_MICROS;
const HOUR_MICROS: i64 = 3_600_000_000;
const DAY_MICROS: i64 = 24 * HOUR_MICROS;

/// A moment: microseconds since 1970-01-01T00:00:00Z. JSON: RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A calendar day in Almaty. JSON and SQL: `2026-06-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A calendar month in Almaty. JSON and SQL: `2026-06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

/// A text was no moment, day or month of the years 1970 to 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date or time")]
pub struct NotATime;

impl Timestamp {
    /// From microseconds since 1970 (UTC).
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970 (UTC).
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The day in Almaty.
    pub fn day(self) -> Day {
        let days = self.0.saturating_add(ALMATY_OFFSET_MICROS).div_euclid(DAY_MICROS);
        let days = i32::try_from(days.clamp(-3_000_000, 3_000_000)).unwrap_or(0);
        Day(Date::constant(1970, 1, 1).saturating_add(days.days()))
    }

    /// Minutes since midnight in Almaty, 0..1440.
    pub fn minute_of_day(self) -> i64 {
        self.0.saturating_add(ALMATY_OFFSET_MICROS).rem_euclid(DAY_MICROS) / 60_000_000
    }

    /// Later by whole seconds (earlier if negative), stopping at the ends of time.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Later by whole minutes.
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// Later by whole hours.
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours.saturating_mul(60))
    }

    /// Later by days of 24 hours.
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_hours(days.saturating_mul(24))
    }

    /// Microseconds from `earlier` to `self`; negative if `earlier` is later.
    pub const fn micros_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl Day {
    /// A day of the calendar.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotATime> {
        Date::new(year, month, day).map(Self).map_err(|_| NotATime)
    }

    /// Year, month 1..=12, day 1..=31.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The month it lies in.
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// Midnight in Almaty at its start.
    pub fn start(self) -> Timestamp {
        let days = i64::from((self.0 - Date::constant(1970, 1, 1)).get_days());
        Timestamp(days.saturating_mul(DAY_MICROS).saturating_sub(ALMATY_OFFSET_MICROS))
    }

    /// Later by days (earlier if negative).
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// Whole days from `earlier` to `self`.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
    }

    /// Whole years a person born on this day has lived on `today`; nobody born on 29 February waits longer
    /// than 1 March.
    pub fn age_on(self, today: Self) -> i16 {
        let (born, now) = (self.parts(), today.parts());
        let years = now.0.saturating_sub(born.0);
        if (now.1, now.2) < (born.1, born.2) { years.saturating_sub(1) } else { years }
    }
}

impl Month {
    /// A month of the calendar, 1..=12.
    pub fn new(year: i16, month: i8) -> Result<Self, NotATime> {
        Day::new(year, month, 1).map(Day::month)
    }

    /// Its year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// 1..=12.
    pub const fn number(self) -> i8 {
        self.month
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        Day(Date::constant(self.year, self.month, 1))
    }

    /// The month after.
    pub fn next(self) -> Self {
        Day(self.first_day().0.saturating_add(1.month())).month()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(moment) => moment.fmt(f),
            Err(_) => write!(f, "{}us", self.0),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Timestamp {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let moment: jiff::Timestamp = text.parse().map_err(|_| NotATime)?;
        let micros = moment.as_microsecond();
        if (0..7_258_118_400_000_000).contains(&micros) { Ok(Self(micros)) } else { Err(NotATime) }
    }
}

impl FromStr for Day {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        if text.len() != 10 {
            return Err(NotATime);
        }
        let date: Date = text.parse().map_err(|_| NotATime)?;
        if (1900..2200).contains(&date.year()) { Ok(Self(date)) } else { Err(NotATime) }
    }
}

impl FromStr for Month {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        format!("{text}-01").parse::<Day>().map(Day::month)
    }
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

as_text!(Timestamp, Day, Month);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_seven_in_the_evening_utc() {
        let before: Timestamp = "2026-06-14T18:59:59.999999Z".parse().expect("a moment");
        let after: Timestamp = "2026-06-14T19:00:00Z".parse().expect("a moment");
        assert_eq!((before.day().to_string(), after.day().to_string()), ("2026-06-14".into(), "2026-06-15".into()));
        assert_eq!(after.day().start(), after);
        assert_eq!(after.minute_of_day(), 0);
    }

    #[test]
    fn months_turn_with_the_year() {
        let december: Month = "2026-12".parse().expect("a month");
        assert_eq!(december.next().to_string(), "2027-01");
    }

    #[test]
    fn age_counts_birthdays() {
        let born = Day::new(2008, 2, 29).expect("a leap day");
        assert_eq!(born.age_on(Day::new(2026, 2, 28).expect("a day")), 17);
        assert_eq!(born.age_on(Day::new(2026, 3, 1).expect("a day")), 18);
    }

    #[test]
    fn times_far_away_and_broken_texts_are_refused() {
        for text in ["", "2026-13-01", "2026-02-30", "0001-01-01", "9999-01-01", "2026-6-1"] {
            assert_eq!(text.parse::<Day>(), Err(NotATime), "{text}");
        }
        assert_eq!("9999-01-01T00:00:00Z".parse::<Timestamp>(), Err(NotATime));
        let _ = Timestamp::from_micros(i64::MAX).day();
        let _ = Timestamp::from_micros(i64::MIN).day();
    }
}
