//! What a brief may call a thing, in three languages: a phrase is cut to stems, and stems are looked up. Endings
//! of Russian
//! adjectives and plurals of English go; a Kazakh word is tried whole and then without its suffixes.

use std::collections::{HashMap, HashSet};

use super::frame::Frame;
use super::word::{Class, Occasion, Word};

/// What a phrase named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// A word, by its place.
    Word(usize),
    /// An occasion, by its place.
    Occasion(usize),
}

/// A meaning of a phrase, with the niche it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// What it is.
    pub named: Named,
    /// Whose file said so.
    pub niche: String,
    /// Whether a product frame covers it.
    pub is_product: bool,
}

/// Phrases and what they name.
#[derive(Debug, Default)]
pub struct Keys {
    met: HashMap<String, Vec<Met>>,
}

impl Keys {
    pub(super) fn of(words: &[Word], occasions: &[Occasion], frames: &[Frame]) -> Self {
        let mut keys = Self::default();
        for (place, occasion) in occasions.iter().enumerate() {
            let met = Met { named: Named::Occasion(place), niche: occasion.niche.clone(), is_product: false };
            keys.add(&occasion.lemma.text, &met);
            occasion.russian.iter().chain(&occasion.english).for_each(|key| keys.add(key, &met));
        }
        let nouns = frames.iter().flat_map(|frame| &frame.nouns);
        let products: HashSet<&str> = nouns.map(|noun| words[*noun].lemma.text.as_str()).collect();
        for (place, word) in words.iter().enumerate().filter(|(_, word)| word.class != Class::Verb) {
            let is_product = products.contains(word.lemma.text.as_str());
            let met = Met { named: Named::Word(place), niche: word.niche.clone(), is_product };
            keys.add(&word.lemma.text, &met);
            word.russian.iter().chain(&word.english).for_each(|key| keys.add(key, &met));
        }
        keys
    }

    fn add(&mut self, phrase: &str, met: &Met) {
        let mut stems = vec![stems_of(phrase), phrase.to_lowercase().replace('ё', "е")];
        stems.dedup();
        for stem in stems {
            let known = self.met.entry(stem).or_default();
            if !known.contains(met) {
                known.push(met.clone());
            }
        }
    }

    /// All meanings of a phrase, those of the niche first.
    #[must_use]
    pub fn find(&self, phrase: &str, niche: Option<&str>) -> Vec<&Met> {
        let plain = phrase.to_lowercase().replace('ё', "е");
        let mut found: Vec<&Met> = self.exact(&plain);
        if found.is_empty() {
            found = self.exact(&stems_of(&plain));
        }
        if found.is_empty() {
            found = kazakh_stems(&plain)
                .iter()
                .map(|stem| self.exact(stem))
                .find(|met| !met.is_empty())
                .unwrap_or_default();
        }
        found.sort_by_key(|met| match niche {
            Some(niche) if met.niche == niche => 0,
            _ if met.niche == "base" => 1,
            _ => 2,
        });
        found
    }

    fn exact(&self, phrase: &str) -> Vec<&Met> {
        self.met.get(phrase).map(|met| met.iter().collect()).unwrap_or_default()
    }
}

/// A phrase with each word cut to what its forms share.
fn stems_of(phrase: &str) -> String {
    let stems: Vec<String> = phrase.to_lowercase().replace('ё', "е").split_whitespace().map(stem).collect();
    stems.join(" ")
}

/// Longest first.
const RUSSIAN_ENDINGS: &[&str] = &[
    "ими", "ыми", "ого", "его", "ому", "ему", "ами", "ями", "ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ей",
    "ую", "юю", "ых", "их", "ым", "им", "ом", "ем", "ам", "ям", "ах", "ях", "ов", "ев", "а", "я", "ы", "и", "у", "ю",
    "е", "о",
];

fn stem(word: &str) -> String {
    let length = word.chars().count();
    if word.is_ascii() {
        return english_stem(word, length);
    }
    if word.chars().any(crate::kazakh::letters::is_kazakh_only) {
        return word.to_owned();
    }
    let cut = RUSSIAN_ENDINGS.iter().find_map(|ending| {
        let left = length.saturating_sub(ending.chars().count());
        word.strip_suffix(ending).filter(|_| left >= 3)
    });
    cut.unwrap_or(word).trim_end_matches('ь').to_owned()
}

fn english_stem(word: &str, length: usize) -> String {
    if length > 4 && word.ends_with("ies") {
        return format!("{}y", word.trim_end_matches("ies"));
    }
    let is_es = ["ches", "shes", "sses", "xes"].iter().any(|end| word.ends_with(end));
    match word {
        _ if length > 4 && is_es => word.trim_end_matches("es").to_owned(),
        _ if length > 3 && word.ends_with('s') && !word.ends_with("ss") => word.trim_end_matches('s').to_owned(),
        _ => word.to_owned(),
    }
}

/// Suffixes that a Kazakh brief leaves on its words: тойға, кездесуге, далабы, студенттерге.
const KAZAKH_ENDINGS: &[&str] = &[
    "ларға",
    "лерге",
    "дарға",
    "дерге",
    "тарға",
    "терге",
    "лар",
    "лер",
    "дар",
    "дер",
    "тар",
    "тер",
    "ға",
    "ге",
    "қа",
    "ке",
    "ны",
    "ні",
    "ды",
    "ді",
    "ты",
    "ті",
    "да",
    "де",
    "та",
    "те",
    "мен",
    "бен",
    "пен",
    "сы",
    "сі",
    "лық",
    "ы",
    "і",
];

fn kazakh_stems(phrase: &str) -> Vec<String> {
    let cut = |word: &str| -> Vec<String> {
        let stems = KAZAKH_ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
        stems.filter(|stem| stem.chars().count() >= 2).flat_map(|stem| [stem.to_owned(), unvoiced(stem)]).collect()
    };
    let (head, last) = phrase.rsplit_once(' ').map_or(("", phrase), |(head, last)| (head, last));
    let join = |stem: String| if head.is_empty() { stem } else { format!("{head} {stem}") };
    cut(last).into_iter().map(join).collect()
}

/// көйлег- → көйлек, далаб- → далап.
fn unvoiced(stem: &str) -> String {
    let mut letters: Vec<char> = stem.chars().collect();
    if let Some(last) = letters.last_mut() {
        *last = match *last {
            'б' => 'п',
            'г' => 'к',
            'ғ' => 'қ',
            other => other,
        };
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::Knowledge;
    use super::*;

    fn named(phrase: &str) -> Option<String> {
        let knowledge = Knowledge::shipped();
        let met = knowledge.keys.find(phrase, Some("beauty")).first().map(|met| met.named)?;
        Some(match met {
            Named::Word(place) => knowledge.words[place].lemma.text.clone(),
            Named::Occasion(place) => knowledge.occasions[place].lemma.text.clone(),
        })
    }

    #[test]
    fn a_thing_is_found_in_three_languages_and_in_their_forms() {
        for phrase in ["lipstick", "Lipsticks", "губная помада", "губную помаду", "ерін далабы"]
        {
            assert_eq!(named(phrase).as_deref(), Some("ерін далабы"), "{phrase}");
        }
        for phrase in ["red", "красная", "қызыл"] {
            assert_eq!(named(phrase).as_deref(), Some("қызыл"), "{phrase}");
        }
        for phrase in ["evening date", "свидание", "кешкі кездесуге"] {
            assert_eq!(named(phrase).as_deref(), Some("кешкі кездесу"), "{phrase}");
        }
        assert_eq!(named("xylophone"), None);
    }
}
