//! The closed lists: cities and niches. A key is for machines and never changes; names are for people.

use serde::Deserialize;
use std::sync::LazyLock;

static CITIES: LazyLock<Vec<Named>> = LazyLock::new(|| read(include_str!("../../data/places.json")));
static NICHES: LazyLock<Vec<Named>> = LazyLock::new(|| read(include_str!("../../data/niches.json")));

/// The languages in which videos are made.
pub const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

/// One entry of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Stable: in JSON, SQL and targets.
    pub key: String,
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// Cities of Kazakhstan, the largest first.
pub fn cities() -> &'static [Named] {
    &CITIES
}

/// What creators film.
pub fn niches() -> &'static [Named] {
    &NICHES
}

/// Whether this is a city's key.
pub fn is_city(key: &str) -> bool {
    CITIES.iter().any(|city| city.key == key)
}

/// Whether this is a niche's key.
pub fn is_niche(key: &str) -> bool {
    NICHES.iter().any(|niche| niche.key == key)
}

/// Whether videos can be in this language.
pub fn is_language(key: &str) -> bool {
    LANGUAGES.contains(&key)
}

fn read(text: &str) -> Vec<Named> {
    serde_json::from_str(text).expect("the closed lists in the source are read by a test")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_are_plain_and_come_once_and_every_name_is_there() {
        for list in [cities(), niches()] {
            let keys: BTreeSet<&str> = list.iter().map(|named| named.key.as_str()).collect();
            assert_eq!(keys.len(), list.len());
            for named in list {
                assert!(named.key.bytes().all(|byte| byte.is_ascii_lowercase()), "{named:?}");
                assert!(![&named.kk, &named.ru, &named.en].into_iter().any(String::is_empty), "{named:?}");
            }
        }
        assert!(is_city("almaty") && is_niche("beauty") && is_language("kk"));
        assert!(!is_city("moscow") && !is_niche("politics") && !is_language("de"));
    }
}
