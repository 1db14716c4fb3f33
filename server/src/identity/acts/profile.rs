//! Consents, profile and handles: what a creator says about themselves.

use gamma_core::id::{DeviceId, Id, PersonId};
use gamma_core::wire::Topic;
use gamma_core::wire::commands::{GiveConsent, SetHandle, SetProfile};
use gamma_core::wire::views::HandleView;

use crate::book::rows::Consent;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::{Json, Word};

/// A person agrees to a text, or takes it back. Every answer is kept with time, version, text hash and device.
pub struct Consenting {
    pub person: PersonId,
    pub device: DeviceId,
    pub consent: GiveConsent,
}

impl Act for Consenting {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let kind = self.consent.kind;
        let in_force = &mut book.creators.edit(&self.person)?.consents.0;
        in_force.retain(|other| *other != kind);
        if self.consent.is_given {
            in_force.push(kind);
        }
        book.consents.put(Consent {
            id: call.derive::<gamma_core::id::CommandId>("consent").uuid(),
            person_id: self.person,
            kind: Word(kind),
            version: self.consent.version.clone(),
            text_hash: self.consent.text_hash.to_ascii_lowercase(),
            is_given: self.consent.is_given,
            device_id: Some(self.device),
            at: call.now,
        });
        book.touch(self.person, Topic::Profile, self.person);
        Ok(serde_json::Value::Null)
    }
}

/// What matching needs to know, and the app's language.
pub struct Profiling {
    pub person: PersonId,
    pub profile: SetProfile,
}

impl Act for Profiling {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
        needs.person(self.person);
    }

    fn decide(&self, book: &mut Book, _: &Call) -> Result<serde_json::Value, Refusal> {
        let profile = &self.profile;
        let creator = book.creators.edit(&self.person)?;
        creator.display_name = Some(profile.display_name.trim().to_owned());
        creator.city = Some(profile.city.clone());
        creator.tags = Json(profile.tags.clone());
        creator.languages = Json(profile.languages.clone());
        book.people.edit(&self.person)?.app_language.clone_from(&profile.app_language);
        book.touch(self.person, Topic::Profile, self.person);
        Ok(serde_json::Value::Null)
    }
}

/// Where the creator publishes: one handle a platform. Another handle has to be proved anew.
pub struct Handling {
    pub person: PersonId,
    pub handle: SetHandle,
}

impl Act for Handling {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
    }

    fn decide(&self, book: &mut Book, _: &Call) -> Result<serde_json::Value, Refusal> {
        let SetHandle { platform, handle, followers } = &self.handle;
        let creator = book.creators.edit(&self.person)?;
        let is_same = |old: &HandleView| old.platform == *platform && old.handle.eq_ignore_ascii_case(handle);
        let is_proved = creator.handles.0.iter().any(|old| is_same(old) && old.is_proved);
        creator.handles.0.retain(|old| old.platform != *platform);
        let view = HandleView { platform: *platform, handle: handle.clone(), followers: *followers, is_proved };
        creator.handles.0.push(view);
        creator.handles.0.sort_by_key(|each| each.platform);
        creator.followers = creator.handles.0.iter().map(|each| each.followers).max().unwrap_or(0);
        book.touch(self.person, Topic::Profile, self.person);
        Ok(serde_json::Value::Null)
    }
}
