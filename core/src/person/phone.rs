//! Kazakh mobile numbers, always kept as `+77XXXXXXXXX`, however they were typed.

use super::{NotValid, secret_text};

/// A mobile number in E.164: `+77` and nine digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

secret_text!(Phone);

impl Phone {
    /// Takes `+7 7…`, `8 7…` and `7 7…` with spaces, brackets, dashes and dots between the digits.
    pub fn parse(text: &str) -> Result<Self, NotValid> {
        if text.chars().count() > 40 {
            return Err(NotValid::Phone);
        }
        let compact: String = text.chars().filter(|character| !is_between(*character)).collect();
        let digits = compact.strip_prefix('+').unwrap_or(&compact);
        let is_foreign_form = compact.starts_with('+') && !compact.starts_with("+7");
        let national = digits.strip_prefix(['7', '8']).filter(|rest| rest.starts_with('7') && rest.len() == 10);
        match national {
            Some(rest) if !is_foreign_form && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(Self(format!("+7{rest}")))
            }
            _ => Err(NotValid::Phone),
        }
    }
}

fn is_between(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')' | '-' | '.' | '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_typing_gives_one_number() {
        let texts =
            ["+77012345678", "87012345678", "77012345678", "8 (701) 234-56-78", "+7 701 234 56 78", "8–701–2345678"];
        for text in texts {
            assert_eq!(Phone::parse(text).expect(text).as_str(), "+77012345678");
        }
    }

    #[test]
    fn other_numbers_are_refused() {
        let texts = [
            "",
            "7012345678",
            "+79161234567",
            "+87012345678",
            "+7701234567",
            "+770123456789",
            "8701234567x",
            "++77012345678",
        ];
        for text in texts {
            assert_eq!(Phone::parse(text), Err(NotValid::Phone), "{text}");
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(rest in "7[0-9]{9}", prefix in "(\\+7|8|7)") {
            let once = Phone::parse(&format!("{prefix}{rest}")).expect("a mobile number");
            prop_assert_eq!(Phone::parse(once.as_str()), Ok(once));
        }

        #[test]
        fn any_text_is_answered_without_a_panic(text in "\\PC{0,60}") {
            let _ = Phone::parse(&text);
        }
    }
}
