//! What the app knows before anybody signs in: the language, the sample card, a phone number waiting for the network
//! (sealed), and whose file to open. If the file is damaged, nothing is lost but these, so it starts anew.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension};

use super::{DEVICE_MIGRATIONS, StoreError, open_file, recover};
use crate::device::ports::{Entropy, SecretStore};
use crate::device::seal::SealKey;
use crate::device::watch::{Table, Watch};
use crate::id::{DeviceId, Id, PersonId};
use crate::time::Timestamp;

/// The app's own small database.
pub struct DeviceStore {
    connection: Mutex<Connection>,
    watch: Arc<Watch>,
}

impl DeviceStore {
    /// Opens the file, or makes it.
    pub fn open(path: &Path, watch: Arc<Watch>, now: Timestamp) -> Result<Self, StoreError> {
        let connection = match open_file(path, DEVICE_MIGRATIONS) {
            Err(StoreError::Corrupt) => {
                recover::set_aside(path, now)?;
                open_file(path, DEVICE_MIGRATIONS)?
            }
            opened => opened?,
        };
        Ok(Self { connection: Mutex::new(connection), watch })
    }

    /// The app's language, once chosen: `kk`, `ru`, `en`.
    pub fn language(&self) -> Result<Option<String>, StoreError> {
        self.find_text("language")
    }

    /// Chooses the app's language.
    pub fn set_language(&self, language: &str) -> Result<(), StoreError> {
        self.set("language", Some(language.as_bytes()))
    }

    /// A choice kept by name, such as `theme` or `role`.
    pub fn choice(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.find_text(&format!("choice/{name}"))
    }

    /// Keeps a choice by name.
    pub fn set_choice(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.set(&format!("choice/{name}"), Some(value.as_bytes()))
    }

    /// The sample card was swiped.
    pub fn is_sample_done(&self) -> Result<bool, StoreError> {
        Ok(self.find("sample_done")?.is_some())
    }

    /// Remembers that the sample card was swiped.
    pub fn set_sample_done(&self) -> Result<(), StoreError> {
        self.set("sample_done", Some(b"1"))
    }

    /// Whose file is open.
    pub fn current_person(&self) -> Result<Option<PersonId>, StoreError> {
        Ok(self.find_text("current_person")?.and_then(|text| text.parse().ok()))
    }

    /// Opens somebody's file next time, or nobody's.
    pub fn set_current_person(&self, person: Option<PersonId>) -> Result<(), StoreError> {
        self.set("current_person", person.map(|person| person.to_string()).as_deref().map(str::as_bytes))
    }

    /// This installed app, made at its first start.
    pub fn device(&self, now: Timestamp, entropy: &dyn Entropy) -> Result<DeviceId, StoreError> {
        if let Some(device) = self.find_text("device")?.and_then(|text| text.parse().ok()) {
            return Ok(device);
        }
        let mut random = [0_u8; 10];
        entropy.fill(&mut random);
        let device = DeviceId::from_parts(now, random);
        self.set("device", Some(device.to_string().as_bytes()))?;
        Ok(device)
    }

    /// A sealed text by name, or nothing if it can't be opened any more.
    pub(crate) fn find_sealed(&self, name: &str, secrets: &dyn SecretStore) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(sealed) = self.find(name)? else { return Ok(None) };
        let key = SealKey::find(secrets, SETTINGS_KEY).ok().flatten();
        Ok(key.and_then(|key| key.open(name.as_bytes(), &sealed).ok()))
    }

    /// Keeps a text sealed; without a keychain it is not kept at all.
    pub(crate) fn set_sealed(
        &self,
        name: &str,
        plain: Option<&[u8]>,
        (secrets, entropy): (&dyn SecretStore, &dyn Entropy),
    ) -> Result<(), StoreError> {
        let Some(plain) = plain else { return self.set(name, None) };
        let key = SealKey::get_or_make(secrets, entropy, SETTINGS_KEY).ok();
        let sealed = key.map(|key| key.seal(entropy, name.as_bytes(), plain));
        self.set(name, sealed.as_deref())
    }

    fn find_text(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self.find(name)?.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    fn find(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let value = connection.query_one("select value from setting where name = $1", [name], |row| row.get(0));
        Ok(value.optional()?)
    }

    fn set(&self, name: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        match value {
            Some(value) => {
                let sql = "insert into setting (name, value) values ($1, $2)
                    on conflict (name) do update set value = excluded.value";
                connection.execute(sql, (name, value))?
            }
            None => connection.execute("delete from setting where name = $1", [name])?,
        };
        drop(connection);
        self.watch.note([Table::Session]);
        Ok(())
    }
}

const SETTINGS_KEY: &str = "settings-key";
