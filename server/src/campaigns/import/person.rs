//! The person behind an imported creator: found or made by the blind index of the phone, with everything that names
//! somebody sealed.

use gamma_core::id::{Id, PersonId};
use gamma_core::person::Iin;
use gamma_core::time::{Day, Timestamp};
use std::collections::BTreeMap;

use super::creators::{Identity, Row};
use crate::app::App;
use crate::book::rows::Creator;
use crate::db::{DbError, Field, Value, record};
use crate::keys::{Purpose, random_bytes};

record! {
    /// A person as an import makes one.
    pub struct NewPerson in "person" by (id: PersonId) {
        phone_sealed: Vec<u8>,
        phone_index: Vec<u8>,
        app_language: String,
        is_operator: bool,
        created_at: Timestamp,
    }
}

/// What is stored of an identity.
pub struct Sealed {
    name_sealed: Vec<u8>,
    iin_sealed: Vec<u8>,
    iin_index: Vec<u8>,
    iban_sealed: Vec<u8>,
    iban_last4: String,
    born_on: Day,
}

impl Sealed {
    pub fn of(app: &App, identity: &Identity) -> Self {
        let seal = |purpose, text: &str| app.keys.seal(purpose, text.as_bytes());
        Self {
            name_sealed: seal(Purpose::Name, &identity.full_name),
            iin_sealed: seal(Purpose::Iin, identity.iin.as_str()),
            iin_index: iin_index(app, &identity.iin),
            iban_sealed: seal(Purpose::Iban, identity.iban.as_str()),
            iban_last4: identity.iban.last4().to_owned(),
            born_on: identity.iin.born_on(),
        }
    }

    pub fn put_into(&self, creator: &mut Creator) {
        creator.name_sealed = Some(self.name_sealed.clone());
        creator.iin_sealed = Some(self.iin_sealed.clone());
        creator.iin_index = Some(self.iin_index.clone());
        creator.born_on = Some(self.born_on);
        creator.iban_sealed = Some(self.iban_sealed.clone());
        // An imported account is the creator's own by the sender's word; the holder is the creator.
        creator.iban_holder_sealed = Some(self.name_sealed.clone());
        creator.iban_last4 = Some(self.iban_last4.clone());
    }
}

/// The person of each row, in their order; two rows with one phone are one person.
pub async fn find_or_make<'a>(app: &App, rows: impl Iterator<Item = &'a Row> + Send) -> Result<Vec<PersonId>, DbError> {
    let now = app.clock.now();
    let people: Vec<NewPerson> = rows
        .map(|row| NewPerson {
            id: PersonId::from_parts(now, random_bytes()),
            phone_sealed: app.keys.seal(Purpose::Phone, row.phone.as_str().as_bytes()),
            phone_index: app.keys.fingerprint(Purpose::Phone, &[row.phone.as_str().as_bytes()]).to_vec(),
            app_language: row.app_language.clone(),
            is_operator: false,
            created_at: now,
        })
        .collect();
    let mut tx = app.db.begin().await?;
    tx.insert_missing(&people).await?;
    tx.commit().await?;
    let indexes: Vec<Value> = people.iter().map(|person| person.phone_index.to_value()).collect();
    let by_index = owners(app, "select phone_index, id from person where phone_index in", &indexes).await?;
    let found = people.iter().map(|person| by_index.get(&person.phone_index).copied());
    found.collect::<Option<_>>().ok_or(DbError::Shape { place: 0 })
}

/// Whose the identity numbers of these rows are already.
pub async fn taken_identities<'a>(
    app: &App,
    rows: impl Iterator<Item = &'a Row> + Send,
) -> Result<BTreeMap<Vec<u8>, PersonId>, DbError> {
    let identities = rows.filter_map(|row| row.identity.as_ref());
    let indexes: Vec<Value> = identities.map(|identity| iin_index(app, &identity.iin).to_value()).collect();
    owners(app, "select iin_index, id from creator where iin_index in", &indexes).await
}

/// Finds an identity number without knowing it.
pub fn iin_index(app: &App, iin: &Iin) -> Vec<u8> {
    app.keys.fingerprint(Purpose::Iin, &[iin.as_str().as_bytes()]).to_vec()
}

async fn owners(app: &App, select: &str, indexes: &[Value]) -> Result<BTreeMap<Vec<u8>, PersonId>, DbError> {
    if indexes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places: Vec<String> = (1..=indexes.len()).map(|place| format!("${place}")).collect();
    let sql = format!("{select} ({})", places.join(", "));
    app.db.list(&sql, indexes).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
