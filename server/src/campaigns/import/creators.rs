//! Creators from a file, such as an agency's list. A person who signed up alone is never overwritten, and nobody's
//! consent is imported: whoever comes this way agrees to the texts on the phone before the first YES.
//!
//! | column | |
//! |---|---|
//! | `key`, `phone`, `display_name` | a Kazakh mobile number, however written; it never changes for a key |
//! | `city`, `tags`, `languages` | keys of the closed lists; one to five tags, with `\|` between them |
//! | `tiktok`, `instagram`, `youtube` and `…_followers` | at least one handle, without `@` |
//! | `audience`, `app_language` | `18-24` and the like; `kk` where empty |
//! | `full_name`, `iin`, `iban` | all three or none; sealed before they are stored |
//! | `self_employed_confirmed_by` | the operator who had the self-employed status confirmed by the authority |

use async_trait::async_trait;
use gamma_core::id::{Id, PersonId};
use gamma_core::matching::{AudienceBand, is_city, is_language, is_niche};
use gamma_core::person::{Iban, Iin, Phone};
use gamma_core::tax::Profile;
use gamma_core::terms::Platform;
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::views::HandleView;
use gamma_core::wire::{Code, Topic};
use serde_json::json;

use super::fields::Fields;
use super::{Found, Importer, Prepared, person};
use crate::app::App;
use crate::book::rows::Creator;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::{Json, Word};
use crate::error::Error;
use crate::identity::acts::welcome::new_creator;

const ADULT_AGE: i16 = 18;
const TAGS_MAX: usize = 5;

/// Reads creators.
#[derive(Debug, Default)]
pub struct Creators;

/// A checked row.
pub struct Row {
    pub(super) phone: Phone,
    pub(super) app_language: String,
    pub(super) identity: Option<Identity>,
    profile: Public,
}

/// Who a creator is: sealed before it goes anywhere.
pub(super) struct Identity {
    pub full_name: String,
    pub iin: Iin,
    pub iban: Iban,
    confirmed_by: Option<String>,
}

/// What brands and matching may know.
#[derive(Clone)]
struct Public {
    display_name: String,
    city: String,
    tags: Vec<String>,
    languages: Vec<String>,
    handles: Vec<HandleView>,
    audience: Option<AudienceBand>,
}

#[async_trait]
impl Importer for Creators {
    const KIND: &'static str = "creator";
    const COLUMNS_NEEDED: &'static [&'static str] = &["phone", "display_name", "city", "tags", "languages"];
    #[rustfmt::skip]
    const COLUMNS_ALLOWED: &'static [&'static str] = &[
        "tiktok", "tiktok_followers", "instagram", "instagram_followers", "youtube", "youtube_followers",
        "audience", "app_language", "full_name", "iin", "iban", "self_employed_confirmed_by",
    ];
    const IS_UPDATED: bool = true;
    type Row = Row;

    fn read(&self, fields: &Fields<'_>, now: Timestamp) -> Result<Row, String> {
        let phone = Phone::parse(fields.get("phone")?).map_err(|_| "phone: is no Kazakh mobile number".to_owned())?;
        let app_language = fields.find("app_language").unwrap_or("kk").to_owned();
        if !is_language(&app_language) {
            return Err("app_language: is not of the list".to_owned());
        }
        Ok(Row { phone, app_language, identity: identity(fields, now.day())?, profile: public(fields)? })
    }

    async fn acts(&mut self, app: &App, rows: Vec<Found<Row>>) -> Result<Vec<Prepared>, Error> {
        let people = person::find_or_make(app, rows.iter().map(|found| &found.row)).await?;
        let taken = person::taken_identities(app, rows.iter().map(|found| &found.row)).await?;
        let mut seen_here = std::collections::BTreeMap::new();
        let prepared = rows.into_iter().zip(people).map(|(found, person)| {
            let is_ours = found.made_before.is_some();
            if found.made_before.is_some_and(|made| made != person.uuid()) {
                return Err("phone: is another one than before".to_owned());
            }
            if let Some(identity) = &found.row.identity {
                let index = person::iin_index(app, &identity.iin);
                let owner = *seen_here.entry(index.clone()).or_insert(person);
                if owner != person || taken.get(&index).is_some_and(|owner| *owner != person) {
                    return Err("iin: somebody else has it".to_owned());
                }
            }
            let act: Box<dyn Act> = Box::new(ImportCreator::new(app, person, found.row, is_ours));
            Ok((act, Some(person.uuid())))
        });
        Ok(prepared.collect())
    }
}

/// Makes a creator, or renews one that an import had made.
struct ImportCreator {
    person: PersonId,
    is_ours: bool,
    profile: Public,
    sealed: Option<person::Sealed>,
    confirmed_by: Option<String>,
}

impl ImportCreator {
    fn new(app: &App, person: PersonId, row: Row, is_ours: bool) -> Self {
        let sealed = row.identity.as_ref().map(|identity| person::Sealed::of(app, identity));
        let confirmed_by = row.identity.and_then(|identity| identity.confirmed_by);
        Self { person, is_ours, profile: row.profile, sealed, confirmed_by }
    }
}

impl Act for ImportCreator {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
    }

    fn decide(&self, book: &mut Book, _call: &Call) -> Result<serde_json::Value, Refusal> {
        let before = book.creators.find(&self.person).cloned();
        if before.is_some() && !self.is_ours {
            return Err(Refusal::new(Code::MovedOn, "phone: this creator signed up alone and is left as is"));
        }
        let mut creator = before.unwrap_or_else(|| new_creator(self.person));
        self.profile.clone().put_into(&mut creator);
        if let Some(sealed) = &self.sealed {
            sealed.put_into(&mut creator);
            if let Some(operator) = &self.confirmed_by {
                creator.tax_profile = Some(Word(Profile::SelfEmployedPlatform));
                creator.tax_confirmed_by = Some(operator.clone());
            }
        }
        book.creators.put(creator);
        book.touch(self.person, Topic::Profile, self.person);
        Ok(json!({ "made": self.person }))
    }
}

impl Public {
    fn put_into(self, creator: &mut Creator) {
        creator.followers = self.handles.iter().map(|handle| handle.followers).max().unwrap_or(0);
        creator.display_name = Some(self.display_name);
        creator.city = Some(self.city);
        creator.tags = Json(self.tags);
        creator.languages = Json(self.languages);
        creator.handles = Json(self.handles);
        creator.audience = self.audience.map(Word);
    }
}

fn public(fields: &Fields<'_>) -> Result<Public, String> {
    let city = fields.get("city")?.to_owned();
    if !is_city(&city) {
        return Err("city: is not of the list".to_owned());
    }
    let public = Public {
        display_name: fields.text("display_name", 60)?,
        city,
        tags: fields.keys_of("tags", is_niche, TAGS_MAX)?,
        languages: fields.keys_of("languages", is_language, 3)?,
        handles: handles(fields)?,
        audience: fields.find("audience").map(|_| fields.word("audience")).transpose()?,
    };
    let empty = [("tags", public.tags.is_empty()), ("languages", public.languages.is_empty())];
    match empty.iter().find(|(_, is_empty)| *is_empty) {
        Some((column, _)) => Err(format!("{column}: is empty")),
        None => Ok(public),
    }
}

fn handles(fields: &Fields<'_>) -> Result<Vec<HandleView>, String> {
    let columns = [
        (Platform::Tiktok, "tiktok", "tiktok_followers"),
        (Platform::Instagram, "instagram", "instagram_followers"),
        (Platform::Youtube, "youtube", "youtube_followers"),
    ];
    let mut handles = Vec::new();
    for (platform, column, followers) in columns {
        let Some(handle) = fields.find(column) else { continue };
        let is_plain = handle.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_'));
        if !is_plain || handle.len() > 40 {
            return Err(format!("{column}: is not 1 to 40 of letters, digits, '.' and '_'"));
        }
        let followers = fields.parsed_or(followers, 0)?;
        handles.push(HandleView { platform, handle: handle.to_owned(), followers, is_proved: false });
    }
    if handles.is_empty() { Err("tiktok: one handle is needed, here or elsewhere".to_owned()) } else { Ok(handles) }
}

fn identity(fields: &Fields<'_>, today: Day) -> Result<Option<Identity>, String> {
    let columns = ["full_name", "iin", "iban", "self_employed_confirmed_by"];
    if columns.iter().all(|column| fields.find(column).is_none()) {
        return Ok(None);
    }
    let iin = Iin::parse(fields.get("iin")?).map_err(|_| "iin: does not hold".to_owned())?;
    if iin.born_on().age_on(today) < ADULT_AGE {
        return Err("iin: is of somebody under 18".to_owned());
    }
    let iban = Iban::parse(fields.get("iban")?).map_err(|_| "iban: does not hold".to_owned())?;
    let confirmed_by = fields.find("self_employed_confirmed_by").map(|_| fields.text("self_employed_confirmed_by", 60));
    Ok(Some(Identity { full_name: fields.text("full_name", 120)?, iin, iban, confirmed_by: confirmed_by.transpose()? }))
}
