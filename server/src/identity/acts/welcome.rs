//! After signing in: a new person begins as a creator with nothing filled in, the profile enters the feed, and the
//! person's other devices hear of a new one.

use gamma_core::id::PersonId;
use gamma_core::money::Money;
use gamma_core::tax::Flags;
use gamma_core::wire::Topic;
use gamma_core::wire::views::NoticeKind;

use crate::book::rows::Creator;
use crate::book::{Act, Book, Call, Needs, NoticeText, Refusal};
use crate::db::Json;

/// Somebody signed in.
pub struct Welcome {
    pub person: PersonId,
    pub is_new_device: bool,
}

impl Act for Welcome {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        if book.creators.find(&self.person).is_none() {
            book.creators.put(new_creator(self.person));
        }
        book.touch(self.person, Topic::Profile, self.person);
        if self.is_new_device {
            book.notify(call, self.person, NoticeKind::NewDevice, NoticeText::default());
        }
        Ok(serde_json::Value::Null)
    }
}

/// A creator of whom nothing is known yet.
pub fn new_creator(person: PersonId) -> Creator {
    Creator {
        id: person,
        display_name: None,
        city: None,
        tags: Json(Vec::new()),
        languages: Json(Vec::new()),
        handles: Json(Vec::new()),
        audience: None,
        followers: 0,
        name_sealed: None,
        iin_sealed: None,
        iin_index: None,
        born_on: None,
        tax_profile: None,
        tax_flags: Json(Flags::default()),
        tax_confirmed_by: None,
        iban_sealed: None,
        iban_holder_sealed: None,
        iban_last4: None,
        payouts_held_until: None,
        consents: Json(Vec::new()),
        level: 0,
        deals_done: 0,
        advance_open_tiyn: Money::ZERO,
        advance_limit_tiyn: None,
        n: 0,
    }
}
