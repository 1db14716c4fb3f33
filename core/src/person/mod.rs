//! People and companies as numbers: IIN, BIN, IBAN, phone; and the proof of a handle. Parse once, then the type is
//! the proof; `Debug` never
//! prints a value, and nothing here is serialised by accident.

mod handle;
mod iban;
mod name;
mod number;
mod phone;

pub use handle::{is_proved_by, proof_code};
pub use iban::Iban;
pub use name::names_match;
pub use number::{Bin, Iin};
pub use phone::Phone;

use crate::wire::Code;

/// What a text failed to be. Never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotValid {
    /// Wrong length, digit, date or check digit.
    #[error("not an identity number")]
    Iin,
    /// Wrong length, digit or check digit.
    #[error("not a company number")]
    Bin,
    /// Wrong length, letters or check digits.
    #[error("not a Kazakh account number")]
    Iban,
    /// Not a Kazakh mobile number.
    #[error("not a Kazakh mobile number")]
    Phone,
}

impl NotValid {
    /// The code on the wire.
    pub const fn code(self) -> Code {
        match self {
            Self::Iin => Code::IinInvalid,
            Self::Bin => Code::BinInvalid,
            Self::Iban => Code::IbanInvalid,
            Self::Phone => Code::PhoneInvalid,
        }
    }
}

/// Gives a secret text its parsing and its silence.
macro_rules! secret_text {
    ($name:ident) => {
        impl $name {
            /// The value itself: for encryption, blind indexes and files, never for logs.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::person::NotValid;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}
use secret_text;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_is_ever_printed() {
        let texts = [
            format!("{:?}", Iin::parse("900101300126")),
            format!("{:?}", Bin::parse("240340000019")),
            format!("{:?}", Iban::parse("KZ86125KZT5004100100")),
            format!("{:?}", Phone::parse("8 701 234 56 78")),
            format!("{:?} {}", Iin::parse("900101300127"), NotValid::Iin),
        ];
        for text in texts {
            assert!(!text.chars().any(|character| character.is_ascii_digit()), "{text}");
        }
    }
}
