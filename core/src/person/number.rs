//! IIN and BIN: twelve digits whose last one checks the others (Government resolution 853 of 26.08.2013). The check
//! has two passes of weights; a number that gives ten twice does not exist.

use super::{NotValid, secret_text};
use crate::time::Day;

/// A person's identity number with a possible birth date.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Iin(String);

/// A company's number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Bin(String);

secret_text!(Iin);
secret_text!(Bin);

impl Iin {
    /// Exactly twelve digits; spaces around are forgiven.
    pub fn parse(text: &str) -> Result<Self, NotValid> {
        let digits = checked_digits(text.trim()).ok_or(NotValid::Iin)?;
        birth_day(&digits).ok_or(NotValid::Iin)?;
        Ok(Self(text.trim().to_owned()))
    }

    /// The day of birth that the number names.
    pub fn born_on(&self) -> Day {
        let digits = checked_digits(&self.0).expect("a parsed identity number keeps its digits");
        birth_day(&digits).expect("a parsed identity number has a birth date")
    }
}

impl Bin {
    /// Exactly twelve digits; spaces around are forgiven. The fifth is 4 (resident entity), 5 (non-resident entity) or
    /// 6 (joint sole proprietorship), the third and fourth a month.
    pub fn parse(text: &str) -> Result<Self, NotValid> {
        let digits = checked_digits(text.trim()).ok_or(NotValid::Bin)?;
        let has_month = (1..=12).contains(&two_digits(digits[2], digits[3]));
        let has_kind = matches!(digits[4], 4..=6) && digits[5] <= 3;
        if has_month && has_kind { Ok(Self(text.trim().to_owned())) } else { Err(NotValid::Bin) }
    }
}

fn checked_digits(text: &str) -> Option<[u8; 12]> {
    let bytes: [u8; 12] = text.as_bytes().try_into().ok()?;
    let digits = bytes.map(|byte| byte.wrapping_sub(b'0'));
    let is_number = digits.iter().all(|digit| *digit < 10);
    (is_number && check_digit(&digits) == Some(digits[11])).then_some(digits)
}

fn check_digit(digits: &[u8; 12]) -> Option<u8> {
    const FIRST: [u16; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const SECOND: [u16; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
    [FIRST, SECOND].iter().map(|weights| remainder(digits, weights)).find(|rest| *rest < 10)
}

fn remainder(digits: &[u8; 12], weights: &[u16; 11]) -> u8 {
    let products = digits.iter().zip(weights).map(|(digit, weight)| u16::from(*digit).saturating_mul(*weight));
    u8::try_from(products.sum::<u16>() % 11).unwrap_or(10)
}

/// The seventh digit names the century: 1 and 2 the 19th, 3 and 4 the 20th, 5 and 6 the 21st.
fn birth_day(digits: &[u8; 12]) -> Option<Day> {
    let century: i16 = match digits[6] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return None,
    };
    let year = century.saturating_add(i16::from(two_digits(digits[0], digits[1])));
    Day::new(year, two_digits(digits[2], digits[3]), two_digits(digits[4], digits[5])).ok()
}

fn two_digits(tens: u8, ones: u8) -> i8 {
    i8::try_from(tens.saturating_mul(10).saturating_add(ones)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn synthetic_identity_numbers_name_their_birth_day() {
        let rows = [
            ("900101300126", "1990-01-01"),
            ("850101300015", "1985-01-01"),
            ("000515600079", "2000-05-15"),
            ("741231305003", "1974-12-31"),
            ("950101300707", "1995-01-01"), // its check digit comes from the second pass
        ];
        for (text, born_on) in rows {
            assert_eq!(Iin::parse(text).expect(text).born_on().to_string(), born_on);
        }
    }

    #[test]
    fn a_number_that_gives_ten_twice_has_no_check_digit() {
        for last in 0..10 {
            assert_eq!(Iin::parse(&format!("95010130077{last}")), Err(NotValid::Iin));
        }
    }

    #[test]
    fn wrong_check_digits_lengths_letters_and_dates_are_refused() {
        for text in ["900101300127", "", "90010130012", "9001013001266", "90010130012x", "٩00101300126"] {
            assert_eq!(Iin::parse(text), Err(NotValid::Iin), "{text}");
        }
        for start in ["990230300", "991330300", "990101000", "990101700"] {
            let refused = (0..1000).all(|rest| Iin::parse(&format!("{start}{rest:03}")).is_err());
            assert!(refused, "{start}");
        }
    }

    #[test]
    fn synthetic_company_numbers_hold() {
        for text in ["240340000019", "240350000013", "240360000018", "240341000014"] {
            assert!(Bin::parse(text).is_ok(), "{text}");
        }
        assert_eq!(Bin::parse("240340000018"), Err(NotValid::Bin));
        assert_eq!(Bin::parse("900101300126"), Err(NotValid::Bin), "a person's number is no company's");
    }

    proptest! {
        #[test]
        fn at_most_one_last_digit_makes_a_number(start in "9[0-9]0[1-9][12][0-9]3[0-9]{4}") {
            let valid = (0..10).filter(|last| Iin::parse(&format!("{start}{last}")).is_ok()).count();
            prop_assert!(valid <= 1);
        }

        #[test]
        fn any_text_is_answered_without_a_panic(text in "\\PC{0,20}") {
            let _ = Iin::parse(&text);
            let _ = Bin::parse(&text);
        }
    }
}
