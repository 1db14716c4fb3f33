//! From what a person told us to how the person is treated. The answers are the person's; the status of the self-
//! employed is an operator's confirmation, because no public register can be asked.

use super::{Agent, Flags, Profile, Refusal};
use crate::id::BrandId;
use crate::time::Day;
use crate::wire::commands::AnswerTaxInterview;

/// The profile: a sole proprietor is paid gross, a confirmed self-employed person is on the platform's list, and
/// everybody else works under a civil contract.
pub const fn profile_of(interview: &AnswerTaxInterview, is_self_employment_confirmed: bool) -> Profile {
    match (interview.is_sole_proprietor, is_self_employment_confirmed) {
        (true, _) => Profile::SoleProprietor,
        (false, true) => Profile::SelfEmployedPlatform,
        (false, false) => Profile::CivilContract,
    }
}

/// The flags of a person born on this day.
pub fn flags_of(interview: &AnswerTaxInterview, born_on: Day) -> Flags {
    let (born_year, _, _) = born_on.parts();
    Flags {
        is_pension_age: interview.is_pension_age,
        has_disability: interview.has_disability,
        is_born_before_1975: born_year < 1975,
        is_state_insured: interview.is_student,
        wants_base_deduction: interview.wants_base_deduction,
    }
}

/// Who withholds when this brand's work is paid (TC 361(1), 721(3)). A brand is named only with its recorded authority:
/// under a civil contract we compute and pay in the brand's name.
pub const fn agent_of(profile: Profile, brand: BrandId, has_authority: bool) -> Result<Agent, Refusal> {
    match profile {
        Profile::SelfEmployedPlatform | Profile::SoleProprietor | Profile::LegalEntity => Ok(Agent::Platform),
        Profile::CivilContract if has_authority => Ok(Agent::Brand(brand)),
        Profile::CivilContract => Err(Refusal::NoAuthority),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    const NOTHING: AnswerTaxInterview = AnswerTaxInterview {
        is_sole_proprietor: false,
        is_pension_age: false,
        has_disability: false,
        is_student: false,
        wants_base_deduction: false,
    };

    #[test]
    fn nobody_is_self_employed_without_a_confirmation() {
        assert_eq!(profile_of(&NOTHING, false), Profile::CivilContract);
        assert_eq!(profile_of(&NOTHING, true), Profile::SelfEmployedPlatform);
        let proprietor = AnswerTaxInterview { is_sole_proprietor: true, ..NOTHING };
        assert_eq!(profile_of(&proprietor, true), Profile::SoleProprietor);
    }

    #[test]
    fn flags_follow_the_answers_and_the_birthday() {
        let born = |text: &str| flags_of(&NOTHING, text.parse().expect("a day"));
        assert!(born("1974-12-31").is_born_before_1975 && !born("1975-01-01").is_born_before_1975);
        let student = AnswerTaxInterview { is_student: true, wants_base_deduction: true, ..NOTHING };
        let flags = flags_of(&student, "2004-02-29".parse().expect("a day"));
        assert_eq!(flags, Flags { is_state_insured: true, wants_base_deduction: true, ..Flags::default() });
    }

    #[test]
    fn the_brand_withholds_under_a_civil_contract_and_only_with_its_authority() {
        let brand = BrandId::from_uuid(uuid::Uuid::from_u128(5));
        assert_eq!(agent_of(Profile::CivilContract, brand, true), Ok(Agent::Brand(brand)));
        assert_eq!(agent_of(Profile::CivilContract, brand, false), Err(Refusal::NoAuthority));
        for profile in [Profile::SelfEmployedPlatform, Profile::SoleProprietor] {
            assert_eq!(agent_of(profile, brand, false), Ok(Agent::Platform));
        }
    }
}
