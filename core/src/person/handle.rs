//! The proof of a handle: a code that the creator puts into the bio. Phone and server make the same code from the same
//! three things; it is no secret, because only the account's owner can write it there.

use crate::id::{CommandId, Id, PersonId};
use crate::terms::Platform;

/// What must stand in the bio of this handle to prove that it is this person's.
pub fn proof_code(person: PersonId, platform: Platform, handle: &str) -> String {
    let platform = match platform {
        Platform::Tiktok => "tiktok",
        Platform::Instagram => "instagram",
        Platform::Youtube => "youtube",
    };
    let made: CommandId = Id::derived(person.uuid(), &format!("handle/{platform}/{}", handle.to_ascii_lowercase()));
    let digits = made.uuid().simple().to_string();
    // An id begins with a time, which all ids of a person share; its end is the hash.
    format!("gamma-{}", digits.get(24..).unwrap_or(&digits))
}

/// Whether a bio proves the handle: the code stands in it as a word of its own, in small or capital letters.
pub fn is_proved_by(bio: &str, code: &str) -> bool {
    let is_inside = |character: char| character.is_alphanumeric() || character == '-';
    bio.split(|character: char| !is_inside(character)).any(|word| word.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_code_is_one_persons_for_one_handle() {
        let person = |number| PersonId::from_uuid(Uuid::from_u128(number));
        let code = proof_code(person(1), Platform::Tiktok, "aigul.kz");
        assert_eq!(code, proof_code(person(1), Platform::Tiktok, "Aigul.KZ"), "letters' size is nothing to platforms");
        assert!(code.starts_with("gamma-") && code.len() == 14, "{code}");
        for other in [
            proof_code(person(2), Platform::Tiktok, "aigul.kz"),
            proof_code(person(1), Platform::Instagram, "aigul.kz"),
            proof_code(person(1), Platform::Tiktok, "aigul.k"),
        ] {
            assert_ne!(code, other);
        }
    }

    #[test]
    fn the_code_must_stand_in_the_bio_as_a_word() {
        for bio in ["gamma-0a1b2c3d", "Алматы · GAMMA-0A1B2C3D · реклама", "(gamma-0a1b2c3d)"] {
            assert!(is_proved_by(bio, "gamma-0a1b2c3d"), "{bio}");
        }
        for bio in ["", "gamma-0a1b2c3", "xgamma-0a1b2c3d", "gamma-0a1b2c3d4", "gamma 0a1b2c3d"] {
            assert!(!is_proved_by(bio, "gamma-0a1b2c3d"), "{bio}");
        }
    }
}
