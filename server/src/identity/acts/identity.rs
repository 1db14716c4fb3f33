//! Who the creator is: the name and the identity number, once each. The number decides the age, and no two people
//! have the same one.

use gamma_core::id::PersonId;
use gamma_core::person::{Iin, names_match};
use gamma_core::time::Day;
use gamma_core::wire::commands::SetIdentity;
use gamma_core::wire::{Code, Topic};

use crate::book::rows::Creator;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::identity::secrets;
use crate::keys::{Keys, Purpose};

/// Nobody younger makes deals.
const AGE_MIN: i16 = 18;

/// States name and identity number.
pub struct Identifying {
    pub person: PersonId,
    pub identity: SetIdentity,
    pub keys: Keys,
}

impl Act for Identifying {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
        if let Ok(iin) = Iin::parse(&self.identity.iin) {
            needs.creator_of_iin(&secrets::iin_index(&self.keys, &iin));
        }
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let iin = Iin::parse(&self.identity.iin).map_err(|bad| Refusal::new(bad.code(), bad.to_string()))?;
        let born_on = iin.born_on();
        if born_on.age_on(call.now.day()) < AGE_MIN {
            return Err(Refusal::new(Code::UnderAge, "deals are for people of 18 and older"));
        }
        let index = secrets::iin_index(&self.keys, &iin);
        let has_it = |other: &Creator| other.iin_index.as_ref() == Some(&index);
        if book.creators.iter().any(|other| other.id != self.person && has_it(other)) {
            return Err(Code::IinTaken.into());
        }
        self.check_change(book.creators.get(&self.person)?, &index)?;
        let creator = book.creators.edit(&self.person)?;
        creator.name_sealed = Some(self.keys.seal(Purpose::Name, self.identity.full_name.trim().as_bytes()));
        creator.iin_sealed = Some(self.keys.seal(Purpose::Iin, iin.as_str().as_bytes()));
        creator.iin_index = Some(index);
        creator.born_on = Some(born_on);
        creator.tax_flags.0.is_born_before_1975 = is_born_before_1975(born_on);
        book.touch(self.person, Topic::Profile, self.person);
        Ok(serde_json::Value::Null)
    }
}

impl Identifying {
    /// Money and tax hang on the person: the number stays once a deal was done or an account is known, and the name
    /// must go on matching the account's owner.
    fn check_change(&self, creator: &Creator, index: &[u8]) -> Result<(), Refusal> {
        let is_other_number = creator.iin_index.as_ref().is_some_and(|old| old != index);
        if is_other_number && (creator.iban_sealed.is_some() || creator.deals_done > 0) {
            return Err(Refusal::new(Code::NotAllowed, "the identity number can only be changed by an operator"));
        }
        let Some(sealed) = &creator.iban_holder_sealed else { return Ok(()) };
        let holder = self.keys.open_text(Purpose::Name, sealed);
        let holder = holder.map_err(|problem| Refusal::new(Code::Internal, problem.to_string()))?;
        if names_match(&holder, &self.identity.full_name) { Ok(()) } else { Err(Code::IbanNameDiffers.into()) }
    }
}

/// Social Code art. 248(6)(6): no OPVR for people born earlier.
pub fn is_born_before_1975(born_on: Day) -> bool {
    born_on.parts().0 < 1975
}
