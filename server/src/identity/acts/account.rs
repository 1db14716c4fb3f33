//! Where the money goes. The account's owner is the person; changing an account that was there needs a fresh code,
//! tells every device, and holds payouts for a day, so that a stolen phone empties nobody.

use gamma_core::id::{ChallengeId, DeviceId, PersonId};
use gamma_core::person::{Iban, names_match};
use gamma_core::wire::commands::SetIban;
use gamma_core::wire::identity::Purpose as CodePurpose;
use gamma_core::wire::views::NoticeKind;
use gamma_core::wire::{Code, Topic};

use crate::book::{Act, Book, Call, Needs, NoticeText, Refusal};
use crate::keys::{CannotOpen, Keys, Purpose};

/// A confirmed code counts as fresh for so long.
const FRESH_MINUTES: i64 = 10;
/// Payouts wait after a change.
const HOLD_HOURS: i64 = 24;

/// Names the account.
pub struct Accounting {
    pub person: PersonId,
    pub device: DeviceId,
    pub account: SetIban,
    pub keys: Keys,
}

impl Act for Accounting {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
        needs.person(self.person);
        if let Some(challenge) = self.account.challenge {
            needs.challenge(challenge);
        }
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let iban = Iban::parse(&self.account.iban).map_err(|bad| Refusal::new(bad.code(), bad.to_string()))?;
        let creator = book.creators.get(&self.person)?;
        self.check_holder(creator.name_sealed.as_deref())?;
        let before = creator.iban_sealed.as_ref().map(|sealed| self.keys.open_text(Purpose::Iban, sealed));
        let before = before.transpose().map_err(broken)?;
        if before.as_ref().is_some_and(|before| before.as_str() == iban.as_str()) {
            return Ok(serde_json::json!({ "is_changed": false }));
        }
        let is_change = before.is_some();
        if is_change {
            self.use_challenge(book, call)?;
        }
        let creator = book.creators.edit(&self.person)?;
        creator.iban_sealed = Some(self.keys.seal(Purpose::Iban, iban.as_str().as_bytes()));
        creator.iban_holder_sealed = Some(self.keys.seal(Purpose::Name, self.account.holder_name.trim().as_bytes()));
        creator.iban_last4 = Some(iban.last4().to_owned());
        if is_change {
            creator.payouts_held_until = Some(call.now.plus_hours(HOLD_HOURS));
            book.notify(call, self.person, NoticeKind::IbanChanged, NoticeText::default());
        }
        book.touch(self.person, Topic::Profile, self.person);
        Ok(serde_json::json!({ "is_changed": true }))
    }
}

impl Accounting {
    fn check_holder(&self, name_sealed: Option<&[u8]>) -> Result<(), Refusal> {
        let Some(sealed) = name_sealed else {
            return Err(Refusal::new(Code::Precondition, "name and identity number come first")
                .with(serde_json::json!({ "missing": ["identity"] })));
        };
        let name = self.keys.open_text(Purpose::Name, sealed).map_err(broken)?;
        if names_match(&name, &self.account.holder_name) { Ok(()) } else { Err(Code::IbanNameDiffers.into()) }
    }

    /// The code must be this person's, on this device, for this purpose, confirmed a moment ago, and not used.
    fn use_challenge(&self, book: &mut Book, call: &Call) -> Result<(), Refusal> {
        let needed = || Refusal::from(Code::FreshCodeNeeded);
        let id: ChallengeId = self.account.challenge.ok_or_else(needed)?;
        let phone_index = book.people.get(&self.person)?.phone_index;
        let challenge = book.challenges.find(&id).ok_or_else(needed)?;
        let since = call.now.plus_minutes(FRESH_MINUTES.saturating_neg());
        let is_fresh = challenge.answered_at.is_some_and(|at| at > since);
        let is_own = challenge.phone_index == phone_index && challenge.device_id == self.device;
        if !is_own || !is_fresh || challenge.purpose.0 != CodePurpose::ChangeIban || challenge.used_at.is_some() {
            return Err(needed());
        }
        book.challenges.edit(&id)?.used_at = Some(call.now);
        Ok(())
    }
}

fn broken(problem: CannotOpen) -> Refusal {
    Refusal::new(Code::Internal, problem.to_string())
}
