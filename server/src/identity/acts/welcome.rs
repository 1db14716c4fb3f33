//! After signing in: a new person begins as a creator with nothing filled in, the profile enters the feed, and the
//! person's other devices hear of a new one. Who is named by phone before that is made in the same way.

use gamma_core::id::{CommandId, Id, PersonId};
use gamma_core::money::Money;
use gamma_core::person::Phone;
use gamma_core::tax::Flags;
use gamma_core::wire::Topic;
use gamma_core::wire::views::NoticeKind;

use crate::app::App;
use crate::book::rows::Creator;
use crate::book::{Act, Actor, Book, Call, Needs, NoticeText, Refusal};
use crate::db::Json;
use crate::error::Error;
use crate::identity::store;

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

/// The person of a phone, made as signing in would make them: whoever signs in with it later is this person.
pub async fn add_person(app: &App, phone: &str) -> Result<PersonId, Error> {
    let phone = Phone::parse(phone).map_err(|bad| Error::field(bad.code(), "phone", bad.to_string()))?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let person = store::get_or_insert_phone(&mut tx, &app.keys, &phone, now).await?.id;
    tx.commit().await?;
    let id = CommandId::derived(person.uuid(), "welcome");
    app.gate.act(Actor::System, id, "welcome", now, Welcome { person, is_new_device: false }).await?;
    Ok(person)
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
        tax_confirmed_until: None,
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
