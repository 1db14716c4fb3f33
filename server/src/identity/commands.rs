//! Commands of identity: a body becomes an act, ready for the gate. A field out of its range is refused here, by name
//! and unstored; what a rule refuses is the act's to say.

use gamma_core::matching::{is_city, is_language, is_niche};
use gamma_core::wire::Code;
use gamma_core::wire::commands::{
    AnswerTaxInterview, Command as _, GiveConsent, InviteMember, ProveHandle, RegisterBrand, SetHandle, SetIban,
    SetIdentity, SetProfile,
};

use super::acts::account::Accounting;
use super::acts::brand::{Inviting, Registering};
use super::acts::identity::Identifying;
use super::acts::profile::{Consenting, Handling, Profiling};
use super::acts::proof::AskingProof;
use super::acts::tax::Interviewing;
use super::acts::welcome::add_person;
use crate::app::App;
use crate::book::Act;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;

const DISPLAY_NAME_MAX: usize = 60;
const NAME_MAX: usize = 120;
const HANDLE_MAX: usize = 40;
const TAGS_MAX: usize = 5;
const VERSION_MAX: usize = 20;

/// The act of a command kind of this feature; none for other kinds.
pub async fn prepare(app: &App, caller: &Caller, kind: &str, body: &[u8]) -> Result<Option<Box<dyn Act>>, Error> {
    let (person, device) = (caller.person, caller.device);
    let act: Box<dyn Act> = match kind {
        GiveConsent::KIND => Box::new(Consenting { person, device, consent: consent(body)? }),
        SetProfile::KIND => Box::new(Profiling { person, profile: profile(body)? }),
        SetHandle::KIND => Box::new(Handling { person, handle: handle(body)? }),
        ProveHandle::KIND => {
            let ProveHandle { platform } = read(body)?;
            Box::new(AskingProof { person, platform })
        }
        SetIdentity::KIND => Box::new(Identifying { person, identity: identity(body)?, keys: app.keys.clone() }),
        AnswerTaxInterview::KIND => Box::new(Interviewing { person, answers: read(body)? }),
        SetIban::KIND => Box::new(Accounting { person, device, account: account(body)?, keys: app.keys.clone() }),
        RegisterBrand::KIND => {
            Box::new(Registering { owner: Some(person), brand: brand(body)?, commission_bp: app.config.commission_bp })
        }
        InviteMember::KIND => Box::new(invitation(app, caller, body).await?),
        _ => return Ok(None),
    };
    Ok(Some(act))
}

fn consent(body: &[u8]) -> Result<GiveConsent, Error> {
    let consent: GiveConsent = read(body)?;
    check_text("version", &consent.version, VERSION_MAX)?;
    let is_hash = consent.text_hash.len() == 64 && consent.text_hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    check(is_hash, "text_hash", "SHA-256 in hexadecimal")?;
    Ok(consent)
}

fn profile(body: &[u8]) -> Result<SetProfile, Error> {
    let profile: SetProfile = read(body)?;
    check_text("display_name", &profile.display_name, DISPLAY_NAME_MAX)?;
    check(is_city(&profile.city), "city", "a city of the list")?;
    check((1..=TAGS_MAX).contains(&profile.tags.len()), "tags", "one to five")?;
    check(profile.tags.iter().all(|tag| is_niche(tag)), "tags", "niches of the list")?;
    check(is_each_once(&profile.tags), "tags", "each once")?;
    let are_languages = !profile.languages.is_empty() && profile.languages.iter().all(|each| is_language(each));
    check(are_languages, "languages", "kk, ru or en")?;
    check(is_each_once(&profile.languages), "languages", "each once")?;
    check(is_language(&profile.app_language), "app_language", "kk, ru or en")?;
    Ok(profile)
}

fn handle(body: &[u8]) -> Result<SetHandle, Error> {
    let handle: SetHandle = read(body)?;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_';
    let is_handle = (1..=HANDLE_MAX).contains(&handle.handle.len()) && handle.handle.bytes().all(is_letter);
    check(is_handle, "handle", "1 to 40 letters, digits, dots and underscores")?;
    Ok(handle)
}

fn identity(body: &[u8]) -> Result<SetIdentity, Error> {
    let identity: SetIdentity = read(body)?;
    check_text("full_name", &identity.full_name, NAME_MAX)?;
    Ok(identity)
}

fn account(body: &[u8]) -> Result<SetIban, Error> {
    let account: SetIban = read(body)?;
    check_text("holder_name", &account.holder_name, NAME_MAX)?;
    Ok(account)
}

fn brand(body: &[u8]) -> Result<RegisterBrand, Error> {
    let brand: RegisterBrand = read(body)?;
    check_text("name", &brand.name, NAME_MAX)?;
    Ok(brand)
}

/// The person is made before they ever signed in; known or not, a phone is answered the same.
async fn invitation(app: &App, caller: &Caller, body: &[u8]) -> Result<Inviting, Error> {
    let InviteMember { brand, phone, may_sign } = read(body)?;
    if !caller.is_member(brand) {
        return Err(Error::not_found("brand"));
    }
    Ok(Inviting { brand, person: add_person(app, &phone).await?, may_sign })
}

fn check(is_right: bool, field: &'static str, reason: &'static str) -> Result<(), Error> {
    if is_right { Ok(()) } else { Err(Error::field(Code::InvalidField, field, reason)) }
}

/// A text that people read: not empty, not too long, without control characters (PostgreSQL keeps no NUL).
fn check_text(field: &'static str, text: &str, chars_max: usize) -> Result<(), Error> {
    let is_right = !text.trim().is_empty() && text.chars().count() <= chars_max && !text.chars().any(char::is_control);
    check(is_right, field, "empty, too long, or with control characters")
}

fn is_each_once(words: &[String]) -> bool {
    words.iter().collect::<std::collections::BTreeSet<_>>().len() == words.len()
}
