//! Words and occasions: letters, class, the flags that no rule recovers, and what a brief may call them.

use std::collections::HashMap;

use super::Wrong;
use super::clause::{Clause, parse_clause};
use super::lines::{Line, strange_letter};
use crate::kazakh::letters::Harmony;
use crate::kazakh::quick::QuickMap;
use crate::kazakh::{Lemma, Pos};

/// What a word is in a brief and in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A noun or an izafet compound.
    Noun,
    /// An adjective, or a phrase that stands before a noun.
    Adjective,
    /// A verb stem.
    Verb,
    /// A word that never changes.
    Adverb,
}

/// A word of a niche.
#[derive(Debug, Clone)]
pub struct Word {
    /// How it is inflected.
    pub lemma: Lemma,
    /// Its class.
    pub class: Class,
    /// What kind of item it makes: `colour`, `material`, `who`, …
    pub tags: Vec<String>,
    /// Verbs: what "right now" is said with (жатыр, отыр, тұр, жүр).
    pub helper: Option<String>,
    /// The niche whose file brought it.
    pub niche: String,
    /// What a Russian brief calls it.
    pub russian: Vec<String>,
    /// What an English brief calls it.
    pub english: Vec<String>,
}

impl Word {
    /// Whether it carries the tag.
    #[must_use]
    pub fn is(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }
}

/// What kind of hour an occasion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OccasionKind {
    /// There is an hour to be late for.
    Event,
    /// Somebody comes.
    Guest,
    /// One sits down to eat.
    Meal,
    /// Again and again.
    Routine,
    /// A day.
    Day,
    /// A part of the year.
    Season,
}

/// When or for what: тойға бар-, кездесуге шық-.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The noun.
    pub lemma: Lemma,
    /// What one does.
    pub go: Clause,
    /// кешке, ертең, жазда.
    pub when: String,
    /// Its kind.
    pub kind: OccasionKind,
    /// The niche whose file brought it.
    pub niche: String,
    /// What a Russian brief calls it.
    pub russian: Vec<String>,
    /// What an English brief calls it.
    pub english: Vec<String>,
}

/// Words by lemma and verbhood: verbs and nouns share letters (тап, бет).
pub(super) struct Book<'a> {
    by_text: HashMap<(&'a str, bool), usize>,
    words: &'a [Word],
}

impl<'a> Book<'a> {
    pub(super) fn of(words: &'a [Word]) -> Self {
        let mut by_text = HashMap::new();
        for (place, word) in words.iter().enumerate() {
            by_text.entry((word.lemma.text.as_str(), word.class == Class::Verb)).or_insert(place);
        }
        Self { by_text, words }
    }

    /// The places of names, then those of verbs.
    pub(super) fn owned(&self) -> [QuickMap<String, usize>; 2] {
        let of = |wanted: bool| {
            let own = self.by_text.iter().filter(move |((_, is_verb), _)| *is_verb == wanted);
            own.map(|((text, _), place)| ((*text).to_owned(), *place)).collect()
        };
        [of(false), of(true)]
    }

    pub(super) fn verb(&self, text: &str) -> Option<&'a Word> {
        self.by_text.get(&(text, true)).map(|place| &self.words[*place])
    }

    pub(super) fn name(&self, text: &str) -> Option<&'a Word> {
        self.by_text.get(&(text, false)).map(|place| &self.words[*place])
    }

    pub(super) fn place(&self, text: &str) -> Option<usize> {
        self.by_text.get(&(text, false)).copied()
    }
}

const TAGS: &[&str] = &[
    "colour", "size", "look", "feel", "taste", "smell", "quality", "time", "kind", "price", "claim", "material",
    "flavour", "who", "part", "place", "thing", "body",
];

pub(super) fn read_words(lines: &[Line<'_>], wrongs: &mut Vec<Wrong>) -> Vec<Word> {
    let mut words = Vec::new();
    let is_word = |line: &&Line<'_>| line.is_listed() && !line.text.starts_with("o ") && !line.text.starts_with("o|");
    for line in lines.iter().filter(is_word) {
        match word(line) {
            Ok(word) => words.push(word),
            Err(what) => wrongs.push(line.wrong(what)),
        }
    }
    words
}

fn word(line: &Line<'_>) -> Result<Word, String> {
    let columns = line.columns();
    let [class, lemma, flags, russian, english, ..] = columns.as_slice() else {
        return Err("a word has the columns class | lemma | flags | Russian | English | tags".to_owned());
    };
    let class = match *class {
        "n" => Class::Noun,
        "a" => Class::Adjective,
        "v" => Class::Verb,
        "d" => Class::Adverb,
        other => return Err(format!("no such class: {other} (n, a, v, d or o)")),
    };
    if lemma.is_empty() {
        return Err("the lemma is empty".to_owned());
    }
    if let Some(letter) = strange_letter(lemma) {
        return Err(format!("the letter {letter:?} is no Kazakh letter"));
    }
    let tags: Vec<String> = columns.get(5).unwrap_or(&"").split_whitespace().map(str::to_owned).collect();
    if let Some(tag) = tags.iter().find(|tag| !TAGS.contains(&tag.as_str()) && *tag != "person") {
        return Err(format!("no such tag: {tag}"));
    }
    let (lemma, helper) = flagged(lemma, flags, class)?;
    let niche = line.file.to_owned();
    Ok(Word {
        lemma,
        class,
        tags,
        helper,
        niche,
        russian: key_list(russian, false)?,
        english: key_list(english, true)?,
    })
}

fn flagged(text: &str, flags: &str, class: Class) -> Result<(Lemma, Option<String>), String> {
    let pos = match class {
        Class::Noun => Pos::Noun,
        Class::Adjective => Pos::Adjective,
        Class::Verb => Pos::Verb,
        Class::Adverb => Pos::Adverb,
    };
    let mut lemma = Lemma::guessed(text, pos);
    let mut helper = None;
    for flag in flags.split_whitespace() {
        match (flag, flag.split_once('=')) {
            ("iz", _) => lemma.pos = Pos::Izafet,
            ("drop", _) => lemma.drops_vowel = true,
            ("F", _) => lemma.harmony = Some(Harmony::Front),
            ("B", _) => lemma.harmony = Some(Harmony::Back),
            ("loan", _) => lemma.is_loan = true,
            ("nv", _) => lemma.keeps_voiceless = true,
            ("link", _) => lemma.has_link = true,
            ("жатыр" | "отыр" | "тұр" | "жүр", _) => helper = Some(flag.to_owned()),
            (_, Some(("int", form))) => lemma.intensive = Some(form.replace('_', " ")),
            (_, Some(("px", stem))) => lemma.px_stem = Some(stem.replace('_', " ")),
            // An intensive of two words is cut by the blanks: its later words follow the flag.
            _ => return Err(format!("no such flag: {flag}")),
        }
    }
    Ok((lemma, helper))
}

fn key_list(column: &str, is_latin: bool) -> Result<Vec<String>, String> {
    let keys: Vec<String> =
        column.split(',').map(|key| key.trim().to_lowercase()).filter(|key| !key.is_empty()).collect();
    let is_wrong = |key: &&String| {
        key.chars().any(|letter| letter.is_alphabetic() && letter.is_ascii() != is_latin && letter != 'é')
    };
    match keys.iter().find(is_wrong) {
        Some(key) => Err(format!("the key {key:?} mixes alphabets or stands in the wrong column")),
        None => Ok(keys),
    }
}

pub(super) fn read_occasions(lines: &[Line<'_>], book: &Book<'_>, wrongs: &mut Vec<Wrong>) -> Vec<Occasion> {
    let mut occasions = Vec::new();
    for line in lines.iter().filter(|line| line.is_listed() && line.columns().first() == Some(&"o")) {
        match occasion(line, book) {
            Ok(occasion) => occasions.push(occasion),
            Err(what) => wrongs.push(line.wrong(what)),
        }
    }
    occasions
}

fn occasion(line: &Line<'_>, book: &Book<'_>) -> Result<Occasion, String> {
    let columns = line.columns();
    let [_, lemma, flags, go, when, kind, russian, english] = columns.as_slice() else {
        return Err("an occasion has o | lemma | flags | clause | when | kind | Russian | English".to_owned());
    };
    if let Some(letter) = strange_letter(lemma) {
        return Err(format!("the letter {letter:?} is no Kazakh letter"));
    }
    let kind = match *kind {
        "event" => OccasionKind::Event,
        "guest" => OccasionKind::Guest,
        "meal" => OccasionKind::Meal,
        "routine" => OccasionKind::Routine,
        "day" => OccasionKind::Day,
        "season" => OccasionKind::Season,
        other => return Err(format!("no such kind of occasion: {other}")),
    };
    Ok(Occasion {
        lemma: flagged(lemma, flags, Class::Noun)?.0,
        go: parse_clause(go, book)?,
        when: (*when).to_owned(),
        kind,
        niche: line.file.to_owned(),
        russian: key_list(russian, false)?,
        english: key_list(english, true)?,
    })
}
