//! The tax interview and an operator's confirmation. A person can say that they are a sole proprietor; the
//! self-employed profile pays the least, so it is never taken on a person's own word.

use gamma_core::id::PersonId;
use gamma_core::tax::{Flags, Profile, profile_of};
use gamma_core::time::Day;
use gamma_core::wire::commands::AnswerTaxInterview;
use gamma_core::wire::{Code, Topic};

use super::identity::is_born_before_1975;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::{Json, Word};
use crate::tax::evidence::evidence_id;
use crate::tax::rows::TaxEvidence;

/// Answers the interview's cards.
pub struct Interviewing {
    pub person: PersonId,
    pub answers: AnswerTaxInterview,
}

impl Act for Interviewing {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let creator = book.creators.edit(&self.person)?;
        let is_confirmed = creator.profile_on(call.now.day()) == Some(Profile::SelfEmployedPlatform);
        let profile = profile_of(&self.answers, is_confirmed);
        if profile != Profile::SelfEmployedPlatform {
            creator.tax_confirmed_by = None;
            creator.tax_confirmed_until = None;
        }
        creator.tax_profile = Some(Word(profile));
        creator.tax_flags = Json(flags(&self.answers, creator.born_on.is_some_and(is_born_before_1975)));
        book.touch(self.person, Topic::Profile, self.person);
        Ok(serde_json::json!({ "tax_profile": profile }))
    }
}

/// An operator has seen the document that proves a profile.
pub struct Confirming {
    pub person: PersonId,
    pub profile: Profile,
    pub operator: String,
    pub document: String,
    /// The last day that the document is good for; none if it names no end.
    pub until: Option<Day>,
}

impl Act for Confirming {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        if self.until.is_some_and(|until| until < call.now.day()) || self.document.trim().is_empty() {
            return Err(Refusal::new(Code::InvalidField, "the document is none, or holds no longer"));
        }
        let creator = book.creators.edit(&self.person)?;
        if creator.iin_sealed.is_none() {
            return Err(Refusal::new(Code::Precondition, "the creator has not stated an identity number")
                .with(serde_json::json!({ "missing": ["identity"] })));
        }
        let proof = serde_json::json!({ "operator": self.operator, "document": self.document, "at": call.now });
        creator.tax_profile = Some(Word(self.profile));
        creator.tax_confirmed_by = Some(proof.to_string());
        creator.tax_confirmed_until = self.until;
        book.tax_evidence.put(TaxEvidence {
            id: evidence_id(call.id),
            person_id: self.person,
            profile: Word(self.profile),
            document: self.document.clone(),
            seen_by: self.operator.clone(),
            seen_at: call.now,
            until_day: self.until,
        });
        book.touch(self.person, Topic::Profile, self.person);
        Ok(serde_json::json!({ "tax_profile": self.profile, "until": self.until }))
    }
}

/// Pensioners, disabled people and full-time students are insured by the state (MSHI law art. 26).
fn flags(answers: &AnswerTaxInterview, is_born_before_1975: bool) -> Flags {
    Flags {
        is_pension_age: answers.is_pension_age,
        has_disability: answers.has_disability,
        is_born_before_1975,
        is_state_insured: answers.is_student || answers.is_pension_age || answers.has_disability,
        wants_base_deduction: answers.wants_base_deduction,
    }
}
