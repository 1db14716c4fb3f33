//! Kazakh account numbers: `KZ`, two check digits, three of the bank, thirteen of the account (ISO 13616, mod 97).

use super::{NotValid, secret_text};

/// A Kazakh account number in its electronic form: twenty characters, upper case, no spaces.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Iban(String);

secret_text!(Iban);

impl Iban {
    /// Spaces anywhere and small letters are forgiven, as people copy them from their bank's app.
    pub fn parse(text: &str) -> Result<Self, NotValid> {
        let compact: String =
            text.chars().filter(|character| !character.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let is_shaped = compact.len() == 20
            && compact.starts_with("KZ")
            && compact.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && compact.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit());
        if is_shaped && remainder_97(&compact) == Some(1) { Ok(Self(compact)) } else { Err(NotValid::Iban) }
    }

    /// The bank's three characters.
    pub fn bank_code(&self) -> &str {
        self.0.get(4..7).unwrap_or_default()
    }

    /// What may be shown.
    pub fn last4(&self) -> &str {
        self.0.get(16..).unwrap_or_default()
    }
}

/// The number with its first four characters at the end and letters as 10 to 35, modulo 97.
fn remainder_97(compact: &str) -> Option<u32> {
    let (head, tail) = compact.split_at_checked(4)?;
    let mut rest: u32 = 0;
    for character in tail.chars().chain(head.chars()) {
        let value = character.to_digit(36)?;
        let shift = if value < 10 { 10_u32 } else { 100 };
        rest = rest.saturating_mul(shift).saturating_add(value) % 97;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn synthetic_and_published_account_numbers_hold() {
        for text in ["KZ257220000000000001", "KZ456010000000000001", "KZ37999A000000000042", "KZ86125KZT5004100100"] {
            assert!(Iban::parse(text).is_ok(), "{text}");
        }
        let typed = Iban::parse(" kz86 125k zt50 0410 0100 ").expect("an account as people type it");
        assert_eq!((typed.as_str(), typed.bank_code(), typed.last4()), ("KZ86125KZT5004100100", "125", "0100"));
    }

    #[test]
    fn broken_and_foreign_account_numbers_are_refused() {
        let texts = [
            "",
            "KZ123456789012345678",
            "KZ8612",
            "DE89370400440532013000",
            "KZ86125KZT500410010Ж",
            "KZKZ125KZT5004100100",
        ];
        for text in texts {
            assert_eq!(Iban::parse(text), Err(NotValid::Iban), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_single_wrong_digit_is_noticed(place in 2_usize..20, digit in 0_u8..10) {
            let mut bytes = *b"KZ257220000000000001";
            prop_assume!(bytes[place] != b'0'.saturating_add(digit));
            bytes[place] = b'0'.saturating_add(digit);
            let text = String::from_utf8(bytes.to_vec()).expect("digits");
            prop_assert_eq!(Iban::parse(&text), Err(NotValid::Iban));
        }

        #[test]
        fn any_text_is_answered_without_a_panic(text in "\\PC{0,30}") {
            let _ = Iban::parse(&text);
        }
    }
}
