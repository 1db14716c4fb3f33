//! The fields of one row, read by column. A reason names the column and never its value.

use gamma_core::money::Money;
use gamma_core::time::{Day, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::str::FromStr;

const KEY_CHARACTERS_MAX: usize = 60;
/// What stands between the parts of a list inside one field.
const LIST_SEPARATOR: char = '|';

/// One row's fields by column; an empty one counts as not there.
pub struct Fields<'a> {
    by_column: BTreeMap<&'a str, &'a str>,
}

impl<'a> Fields<'a> {
    pub fn new(headers: &'a csv::StringRecord, record: &'a csv::StringRecord) -> Self {
        Self { by_column: headers.iter().zip(record).filter(|(_, value)| !value.is_empty()).collect() }
    }

    /// The same for the same values, whatever the order of columns.
    pub fn canonical(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for text in self.by_column.iter().flat_map(|(column, value)| [*column, *value]) {
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(text);
        }
        hash.finalize().into()
    }

    /// A text, if it is there.
    pub fn find(&self, column: &str) -> Option<&'a str> {
        self.by_column.get(column).copied()
    }

    /// A text that must be there.
    pub fn get(&self, column: &str) -> Result<&'a str, String> {
        self.find(column).ok_or_else(|| format!("{column}: is empty"))
    }

    /// The sender's own key.
    pub fn key(&self, column: &str) -> Result<String, String> {
        let key = self.get(column)?;
        let is_plain = key.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'));
        if is_plain && key.len() <= KEY_CHARACTERS_MAX {
            Ok(key.to_owned())
        } else {
            Err(format!("{column}: is not 1 to 60 of letters, digits, '-', '_' and '.'"))
        }
    }

    /// A text for people: something visible, without control characters, so long at most.
    pub fn text(&self, column: &str, characters_max: usize) -> Result<String, String> {
        let text = self.get(column)?;
        if text.chars().count() > characters_max || text.chars().any(char::is_control) {
            return Err(format!("{column}: is too long or holds a control character"));
        }
        Ok(text.to_owned())
    }

    /// Anything that is read from a text.
    pub fn parsed<T: FromStr>(&self, column: &str) -> Result<T, String> {
        self.get(column)?.parse().map_err(|_| format!("{column}: could not be read"))
    }

    /// The same, or this if the field is empty.
    pub fn parsed_or<T: FromStr>(&self, column: &str, otherwise: T) -> Result<T, String> {
        if self.find(column).is_some() { self.parsed(column) } else { Ok(otherwise) }
    }

    /// The same, or nothing.
    pub fn parsed_maybe<T: FromStr>(&self, column: &str) -> Result<Option<T>, String> {
        self.find(column).map(|_| self.parsed(column)).transpose()
    }

    /// A word of a closed set, as it stands in JSON.
    pub fn word<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, String> {
        let word = serde_json::Value::String(self.get(column)?.to_owned());
        serde_json::from_value(word).map_err(|_| format!("{column}: is not one of the words allowed"))
    }

    /// `yes` or `no`.
    pub fn truth_or(&self, column: &str, otherwise: bool) -> Result<bool, String> {
        match self.find(column) {
            None => Ok(otherwise),
            Some("yes") => Ok(true),
            Some("no") => Ok(false),
            Some(_) => Err(format!("{column}: is neither yes nor no")),
        }
    }

    /// Tenge with at most two places.
    pub fn money(&self, column: &str) -> Result<Money, String> {
        let amount = Money::from_decimal_text(self.get(column)?);
        amount.ok().filter(|amount| !amount.is_negative()).ok_or_else(|| format!("{column}: is no amount of tenge"))
    }

    /// Parts with `|` between them; none if the field is empty.
    pub fn list(&self, column: &str) -> Vec<String> {
        let parts = self.find(column).into_iter().flat_map(|text| text.split(LIST_SEPARATOR));
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    /// A list of keys of a closed list, each once, at most so many.
    pub fn keys_of(&self, column: &str, is_known: fn(&str) -> bool, count_max: usize) -> Result<Vec<String>, String> {
        let keys = self.list(column);
        let is_again = |place: usize, key: &String| keys.iter().take(place).any(|earlier| earlier == key);
        if keys.len() > count_max {
            return Err(format!("{column}: has too many"));
        }
        if keys.iter().enumerate().any(|(place, key)| !is_known(key) || is_again(place, key)) {
            return Err(format!("{column}: holds a key that is not of the list, or one twice"));
        }
        Ok(keys)
    }

    /// A moment, or the end of a day in Almaty.
    pub fn moment(&self, column: &str) -> Result<Timestamp, String> {
        let text = self.get(column)?;
        let day = || text.parse::<Day>().ok().map(|day| day.plus_days(1).start());
        text.parse().ok().or_else(day).ok_or_else(|| format!("{column}: is neither a day nor a moment"))
    }
}
