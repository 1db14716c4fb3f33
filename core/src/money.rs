//! Money: integer tiyn (1 ₸ = 100 tiyn), tenge only, and the one rounding function. Never a float,
//! never a bare integer in a signature; splitting loses nothing.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in tiyn. May be negative inside the ledger (a credit); outside input must pass
/// [`Money::from_input`], whose bound keeps every later sum far from overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Money(i64);

/// An amount from outside was negative or above [`Money::INPUT_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("amount out of range")]
pub struct AmountOutOfRange;

/// To what an amount is rounded, half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole tenge: tax lines by default.
    Tenge,
    /// One tiyn: everything else.
    Tiyn,
}

/// A rate as a decimal fraction: 0.15 is fifteen per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount that outside input may name: one hundred billion tenge.
    pub const INPUT_MAX: Self = Self(10_000_000_000_000);

    /// From tiyn.
    pub const fn from_tiyn(tiyn: i64) -> Self {
        Self(tiyn)
    }

    /// From whole tenge.
    ///
    /// # Panics
    /// If the amount does not fit; for constants and tests.
    pub const fn from_tenge(tenge: i64) -> Self {
        match tenge.checked_mul(100) {
            Some(tiyn) => Self(tiyn),
            None => panic!("amount of tenge does not fit"),
        }
    }

    /// From outside: 0 ..= [`Money::INPUT_MAX`].
    pub const fn from_input(tiyn: i64) -> Result<Self, AmountOutOfRange> {
        if tiyn < 0 || tiyn > Self::INPUT_MAX.0 { Err(AmountOutOfRange) } else { Ok(Self(tiyn)) }
    }

    /// In tiyn.
    pub const fn tiyn(self) -> i64 {
        self.0
    }

    /// More than nothing.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Exactly nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The share of this amount at `rate`, rounded half up to `unit`.
    pub fn share(self, rate: Rate, unit: Unit) -> Self {
        let exact = Decimal::from(self.0).checked_mul(rate.0).expect("an amount times a rate fits a decimal");
        round_half_up(exact, unit)
    }

    /// `self` in `parts` shares that differ by at most one tiyn and sum to `self`, larger ones first.
    pub fn split(self, parts: u32) -> Vec<Self> {
        let Some(divisor) = (parts > 0).then(|| i64::from(parts)) else { return Vec::new() };
        let (each, left) = (self.0.div_euclid(divisor), self.0.rem_euclid(divisor));
        (0..divisor).map(|part| Self(each.saturating_add(i64::from(part < left)))).collect()
    }

    /// So many times this amount.
    ///
    /// # Panics
    /// If it does not fit 64 bits; for indices and wages, which are small.
    pub const fn times(self, times: u32) -> Self {
        // A widening cast; `From` is not const.
        match self.0.checked_mul(times as i64) {
            Some(tiyn) => Self(tiyn),
            None => panic!("a bounded amount times a small number fits 64 bits"),
        }
    }

    /// The larger part of `self` that is not above `limit`.
    pub fn at_most(self, limit: Self) -> Self {
        self.min(limit)
    }

    /// Decimal tenge with two places and a dot, for files and providers: `9300.00`.
    pub fn to_decimal_text(self) -> String {
        let (sign, tiyn) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        format!("{sign}{}.{:02}", tiyn / 100, tiyn % 100)
    }

    /// Reads decimal tenge with at most two places; no exponent, no grouping.
    pub fn from_decimal_text(text: &str) -> Result<Self, AmountOutOfRange> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() > 2 || !is_number(whole) || !is_number(part) {
            return Err(AmountOutOfRange);
        }
        let tenge: i64 = whole.parse().map_err(|_| AmountOutOfRange)?;
        let tiyn: i64 = format!("{part:0<2}").parse().map_err(|_| AmountOutOfRange)?;
        let total = tenge.checked_mul(100).and_then(|sum| sum.checked_add(tiyn)).ok_or(AmountOutOfRange)?;
        if total > Self::INPUT_MAX.0 { Err(AmountOutOfRange) } else { Ok(Self(total.saturating_mul(sign))) }
    }
}

/// The one rounding function: half up, away from zero for a negative amount, to tiyn or whole tenge.
/// `exact` is in tiyn.
///
/// # Panics
/// If the rounded amount does not fit 64 bits; inputs are bounded so that it always does.
pub fn round_half_up(exact: Decimal, unit: Unit) -> Money {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let rounded = match unit {
        Unit::Tiyn => exact.round_dp_with_strategy(0, strategy),
        Unit::Tenge => {
            let hundred = Decimal::ONE_HUNDRED;
            let tenge = exact.checked_div(hundred).expect("a hundred is not zero").round_dp_with_strategy(0, strategy);
            tenge.checked_mul(hundred).expect("a bounded amount fits a decimal")
        }
    };
    Money(rounded.to_i64().expect("a bounded amount fits 64 bits"))
}

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// From basis points: 100 is one per cent.
    pub fn from_bp(bp: i64) -> Self {
        Self(Decimal::new(bp, 4))
    }

    /// From a decimal fraction.
    pub const fn from_decimal(fraction: Decimal) -> Self {
        Self(fraction)
    }

    /// The decimal fraction.
    pub const fn fraction(self) -> Decimal {
        self.0
    }
}

// Sums cannot leave 64 bits: outside input is bounded by INPUT_MAX, and a million such amounts still fit.
impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.checked_add(other.0).expect("bounded amounts sum within 64 bits"))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.checked_sub(other.0).expect("bounded amounts subtract within 64 bits"))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.checked_neg().expect("a bounded amount has a negative"))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = Add::add(*self, other);
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = Sub::sub(*self, other);
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Self> for Money {
    fn sum<I: Iterator<Item = &'a Self>>(amounts: I) -> Self {
        amounts.copied().sum()
    }
}

/// For people and logs: tenge with a narrow no-break space between thousands, tiyn only if there are any.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tenge, tiyn) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if self.0 < 0 {
            f.write_str("−")?;
        }
        let digits = tenge.to_string();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
                f.write_str("\u{202f}")?;
            }
            write!(f, "{digit}")?;
        }
        if tiyn > 0 {
            write!(f, ",{tiyn:02}")?;
        }
        f.write_str("\u{202f}₸")
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tiyn = i64::deserialize(deserializer)?;
        if tiyn.unsigned_abs() > Self::INPUT_MAX.0.unsigned_abs() {
            return Err(serde::de::Error::custom(AmountOutOfRange));
        }
        Ok(Self(tiyn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_up_and_away_from_zero() {
        for (tiyn, tenge_expected) in [(149, 1), (150, 2), (151, 2), (-150, -2), (-149, -1), (0, 0)] {
            assert_eq!(round_half_up(Decimal::from(tiyn), Unit::Tenge), Money::from_tenge(tenge_expected));
        }
        assert_eq!(round_half_up(Decimal::new(5, 1), Unit::Tiyn), Money::from_tiyn(1));
    }

    #[test]
    fn shares_of_the_example_deal() {
        let fee = Money::from_tenge(10_000);
        assert_eq!(fee.share(Rate::from_bp(1_500), Unit::Tiyn), Money::from_tenge(1_500));
        assert_eq!(Money::from_tenge(1_500).share(Rate::from_bp(1_600), Unit::Tiyn), Money::from_tenge(240));
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(Money::from_tenge(1_234_567).to_string(), "1\u{202f}234\u{202f}567\u{202f}₸");
        assert_eq!(Money::from_tiyn(-9_305).to_string(), "−93,05\u{202f}₸");
    }

    #[test]
    fn odd_decimal_texts_are_refused() {
        for text in ["", ".", "1.", "1.234", "1e3", " 1", "+1", "--1", "1,00", "99999999999999999999"] {
            let is_ok = Money::from_decimal_text(text).is_ok();
            assert_eq!(is_ok, text == "1.", "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_split_loses_nothing(tiyn in -1_000_000_000_i64..1_000_000_000, parts in 1_u32..50) {
            let whole = Money::from_tiyn(tiyn);
            prop_assert_eq!(whole.split(parts).into_iter().sum::<Money>(), whole);
        }

        #[test]
        fn decimal_text_round_trips(tiyn in 0_i64..=Money::INPUT_MAX.tiyn()) {
            let money = Money::from_tiyn(tiyn);
            prop_assert_eq!(Money::from_decimal_text(&money.to_decimal_text()), Ok(money));
        }

        #[test]
        fn a_share_never_passes_the_whole(tiyn in 0_i64..=Money::INPUT_MAX.tiyn(), bp in 0_i64..=10_000) {
            let whole = Money::from_tiyn(tiyn);
            let share = whole.share(Rate::from_bp(bp), Unit::Tiyn);
            prop_assert!(share >= Money::ZERO && share <= whole);
        }
    }
}
