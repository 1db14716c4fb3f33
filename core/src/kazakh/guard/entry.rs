//! The lists the guard reads: groups with a sentence for the writer, entries with patterns and what to say instead.

use super::pattern::{Hit, Pattern};
use super::tokens::Token;
use super::{Finding, Severity};
use crate::kazakh::features::{Features, Tag};
use crate::kazakh::lemma::Pos;
use crate::kazakh::quick::{QuickMap, QuickSet};
use crate::kazakh::{inflect, inflect_tags, lexicon};

/// One entry of a list.
pub(super) struct Entry {
    pub code: String,
    pub severity: Severity,
    pub patterns: Vec<Pattern>,
    instead: Vec<String>,
    kk: String,
    ru: String,
}

/// Entries, found by the words that they are about: a sentence is only held against those that it can meet.
pub(super) struct List {
    entries: Vec<Entry>,
    by_word: QuickMap<String, Vec<usize>>,
    /// Entries with a pattern that no word announces.
    always: Vec<usize>,
}

impl List {
    /// Reads a list.
    pub fn read(list: &'static str, prefix: &str) -> Self {
        let entries = read(list, prefix);
        let (mut by_word, mut always): (QuickMap<String, Vec<usize>>, Vec<usize>) = Default::default();
        for (place, entry) in entries.iter().enumerate() {
            if entry.patterns.iter().any(|pattern| pattern.anchor().is_empty()) {
                always.push(place);
            }
            for word in entry.patterns.iter().flat_map(Pattern::anchor) {
                by_word.entry(word.clone()).or_default().push(place);
            }
        }
        Self { entries, by_word, always }
    }

    /// The entries that a sentence with these words and lemmas can meet, in the list's order.
    pub fn near<'a>(&'a self, words: &QuickSet<&str>) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let met = words.iter().filter_map(|word| self.by_word.get(*word)).flatten();
        let mut places: Vec<usize> = met.chain(&self.always).copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.entries.get(place))
    }

    /// Every entry.
    #[cfg(test)]
    pub fn all(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }
}

/// Reads a list. `@group | kk | ru` gives a group its sentences, `[group]` opens it, and an entry is
/// `number | weight | patterns | instead | source`.
fn read(list: &'static str, prefix: &str) -> Vec<Entry> {
    let mut sentences: Vec<(&str, &str, &str)> = Vec::new();
    let mut group = "";
    let mut entries = Vec::new();
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let at = |place: usize| fields.get(place).copied().unwrap_or("");
        if let Some(name) = at(0).strip_prefix('@') {
            sentences.push((name, at(1), at(2)));
        } else if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            group = name;
        } else {
            let (kk, ru) = sentences.iter().find(|(name, ..)| *name == group).map_or(("", ""), |(_, kk, ru)| (kk, ru));
            entries.push(Entry {
                code: format!("{prefix}.{}", at(0)),
                severity: severity(at(1)),
                patterns: list_of(at(2)).filter_map(Pattern::parse).collect(),
                instead: list_of(at(3)).map(str::to_owned).collect(),
                kk: kk.replace("{source}", at(4)),
                ru: ru.replace("{source}", at(4)),
            });
        }
    }
    entries
}

fn list_of(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(';').map(str::trim).filter(|part| !part.is_empty())
}

fn severity(weight: &str) -> Severity {
    match weight {
        "H" => Severity::Fail,
        "M" => Severity::Warn,
        _ => Severity::Note,
    }
}

impl Entry {
    /// What the entry finds in a sentence.
    pub fn findings(&self, sentence: &[Token], words: &QuickSet<&str>) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for hit in
            self.patterns.iter().filter(|pattern| pattern.may_hit(words)).flat_map(|pattern| pattern.hits(sentence))
        {
            let Some(tokens) = sentence.get(hit.first..=hit.last) else { continue };
            let (from, to) = (tokens.first().map_or(0, |token| token.from), tokens.last().map_or(0, |token| token.to));
            if found.iter().any(|other| other.from < to && from < other.to) {
                continue;
            }
            let text = tokens.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ");
            let is_opening = tokens.first().is_some_and(Token::starts_with_capital);
            found.push(Finding {
                code: self.code.clone(),
                severity: self.severity,
                from,
                to,
                kk: self.kk.replace("{found}", &text),
                ru: self.ru.replace("{found}", &text),
                replacements: self.instead.iter().map(|instead| instead_of(instead, &hit, is_opening)).collect(),
            });
        }
        found
    }
}

/// `жұмыс істе-` takes over the verb's form, `сөмке~` the name's; a single hyphen leaves the words out.
fn instead_of(instead: &str, hit: &Hit, is_opening: bool) -> String {
    let written = match instead {
        "-" => String::new(),
        _ if instead.starts_with('-') => instead.to_owned(),
        _ => {
            if let Some(stem) = instead.strip_suffix('-') {
                let features = hit.verb.as_ref().map(|reading| reading.features.clone()).unwrap_or_default();
                inflect(&lexicon::lemma_of(stem, Pos::Verb), &features).unwrap_or_else(|| stem.to_owned())
            } else if let Some(name) = instead.strip_suffix('~') {
                let features = hit.name.as_ref().map(|reading| without_intensive(reading.features)).unwrap_or_default();
                inflect_tags(name, &features).unwrap_or_else(|| name.to_owned())
            } else {
                instead.to_owned()
            }
        }
    };
    if is_opening { capitalised(&written) } else { written }
}

fn without_intensive(features: &Features) -> String {
    Features(features.0.iter().filter(|tag| **tag != Tag::Intensive).cloned().collect()).to_string()
}

/// With its first letter a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
