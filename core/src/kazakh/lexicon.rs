//! The dictionary: words that letters alone would inflect wrongly or that the analyser should know, read once from
//! plain lists. A word that is not there is guessed from its letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::features::{Case, Features, Tag};
use super::inflect::Stage;
use super::knowledge::FILES;
use super::lemma::{Lemma, Pos};
use super::letters::{Harmony, is_vowel};
use super::quick::QuickMap;

/// The lists, in the order they are read; a word may stand in several as different parts of speech.
const LISTS: [&str; 3] = [
    include_str!("../../data/kazakh/words-names.txt"),
    include_str!("../../data/kazakh/words-verbs.txt"),
    include_str!("../../data/kazakh/words-foreign.txt"),
];
const PRONOUNS: &str = include_str!("../../data/kazakh/pronouns.txt");

static WORDS: LazyLock<QuickMap<String, Vec<Lemma>>> = LazyLock::new(|| {
    let mut words: QuickMap<String, Vec<Lemma>> = QuickMap::default();
    let niches = FILES.iter().flat_map(|(_, table)| rows(table));
    for lemma in LISTS.iter().flat_map(|list| read(list)).chain(niches) {
        let known = words.entry(lemma.text.to_lowercase()).or_default();
        if known.iter().all(|other| other.pos != lemma.pos) {
            known.push(lemma);
        }
    }
    words
});

/// Every lemma written so, whatever its part of speech.
#[must_use]
pub fn find(text: &str) -> &'static [Lemma] {
    WORDS.get(text).or_else(|| WORDS.get(&text.to_lowercase())).map_or(&[], Vec::as_slice)
}

/// All lemmas of the dictionary, in no order.
pub fn all() -> impl Iterator<Item = &'static Lemma> {
    WORDS.values().flatten()
}

/// The lemma that a chain of tags can mean: a verb for a verb's tags, else a name.
#[must_use]
pub fn lemma_for(text: &str, features: &Features) -> Lemma {
    let wants_verb = features.is_verbal();
    let is_wanted = |lemma: &&Lemma| (lemma.pos == Pos::Verb) == wants_verb;
    if let Some(known) = find(text).iter().find(is_wanted) {
        return spelt_as(known, text);
    }
    if wants_verb { lemma_of(text, Pos::Verb) } else { name_for(text) }
}

/// The lemma with this part of speech: known, or known by its last word, or guessed.
#[must_use]
pub fn lemma_of(text: &str, pos: Pos) -> Lemma {
    let with_pos = |word: &str| find(word).iter().find(|lemma| lemma.pos == pos).cloned();
    let by_last_word =
        || with_pos(text.rsplit_once([' ', '-'])?.1).map(|lemma| Lemma { text: text.to_owned(), ..lemma });
    with_pos(text).or_else(by_last_word).unwrap_or_else(|| Lemma::guessed(text, pos))
}

/// The name (never a verb) with these letters, known or guessed.
#[must_use]
pub fn name_for(text: &str) -> Lemma {
    let known = find(text).iter().find(|lemma| lemma.pos != Pos::Verb);
    known.map_or_else(|| unknown_name(text), |lemma| spelt_as(lemma, text))
}

/// A known lemma in the capitals that were asked for: Көйлек, Астана beside астана.
fn spelt_as(lemma: &Lemma, text: &str) -> Lemma {
    let text = if lemma.pos == Pos::Brand { &lemma.text } else { text };
    Lemma { text: text.to_owned(), ..lemma.clone() }
}

fn unknown_name(text: &str) -> Lemma {
    if let Some(say) = super::spoken::pronunciation(text) {
        return Lemma::brand(text, &say);
    }
    let Some((_, last)) = text.rsplit_once([' ', '-']) else { return Lemma::guessed(text, Pos::Noun) };
    if let Some(known) = find(last).iter().find(|lemma| lemma.pos != Pos::Verb) {
        return Lemma { text: text.to_owned(), ..known.clone() };
    }
    let pos = if text.contains(' ') && is_owned_form(last) { Pos::Izafet } else { Pos::Noun };
    Lemma::guessed(text, pos)
}

/// Whether the second word of a pair shows the possessive of a compound: далабы, маскасы, майы.
fn is_owned_form(word: &str) -> bool {
    let known = |bare: &str| {
        let lemma = lemma_of(bare, Pos::Noun);
        let px = Features(vec![Tag::Possessive(super::features::Person::Third)]);
        !find(bare).is_empty() && super::inflect(&lemma, &px).as_deref() == Some(word)
    };
    let stem = super::letters::without_last(word);
    known(stem) || known(&super::letters::devoiced(stem)) || known(super::letters::without_last(stem))
}

const CASES: [Tag; 6] = [
    Tag::Case(Case::Genitive),
    Tag::Case(Case::Dative),
    Tag::Case(Case::Accusative),
    Tag::Case(Case::Locative),
    Tag::Case(Case::Ablative),
    Tag::Case(Case::Instrumental),
];

/// Pronouns as their list has them: the bare word, its six cases, and -нікі where it is irregular.
static PRONOUN_FORMS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    lines(PRONOUNS)
        .filter_map(|line| line.split_once(':'))
        .map(|(word, forms)| (word.trim(), forms.split_whitespace().collect()))
        .collect()
});

/// A pronoun's irregular form for the first tag, the stage it leaves, and the tags that remain.
pub(super) fn pronoun<'a>(text: &str, tags: &'a [Tag]) -> Option<(&'static str, Stage, &'a [Tag])> {
    let forms = PRONOUN_FORMS.get(text)?;
    let (first, rest) = tags.split_first()?;
    if *first == Tag::Owned {
        return Some((variants(forms.get(6)?).next()?, Stage::Theirs, rest));
    }
    let place = CASES.iter().position(|case| case == first)?;
    Some((variants(forms.get(place)?).next()?, Stage::Cased, rest))
}

/// Whether a pronoun declines by its list and not by rule.
pub(super) fn has_forms_of_its_own(text: &str) -> bool {
    PRONOUN_FORMS.contains_key(text)
}

/// Every listed form of every pronoun with its tag, variants included.
pub(super) fn pronoun_forms() -> impl Iterator<Item = (&'static str, Tag, &'static str)> {
    PRONOUN_FORMS.iter().flat_map(|(word, forms)| {
        let tags = CASES.iter().cloned().chain([Tag::Owned]);
        tags.zip(forms).flat_map(move |(tag, form)| variants(form).map(move |form| (*word, tag.clone(), form)))
    })
}

fn variants(form: &'static str) -> impl Iterator<Item = &'static str> {
    form.split('/')
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty())
}

/// Reads a list: a heading such as `[noun]` or `[noun loan]`, then words with commas, their flags in parentheses.
fn read(list: &'static str) -> Vec<Lemma> {
    let mut pos = Pos::Noun;
    let mut shared = "";
    let mut found = Vec::new();
    for line in lines(list) {
        if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let (name, flags) = heading.split_once(' ').unwrap_or((heading, ""));
            pos = part_of_speech(name);
            shared = flags;
            continue;
        }
        found.extend(
            line.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(|entry| lemma(entry, pos, shared)),
        );
    }
    found
}

/// The words of a niche's table, `class | lemma | flags | …`; its occasions and frames are no words.
fn rows(table: &'static str) -> Vec<Lemma> {
    let row = |line: &'static str| {
        let mut fields = line.split('|').map(str::trim);
        let (class, text, flags) = (fields.next()?, fields.next()?, fields.next()?);
        let pos = match class {
            "n" if flags.split_whitespace().any(|flag| flag == "iz") => Pos::Izafet,
            "n" => Pos::Noun,
            "a" => Pos::Adjective,
            "v" => Pos::Verb,
            "d" => Pos::Adverb,
            _ => return None,
        };
        let mut lemma = Lemma::guessed(text, pos);
        flags.split_whitespace().for_each(|flag| set(&mut lemma, flag));
        Some(lemma)
    };
    lines(table).filter_map(row).collect()
}

fn part_of_speech(name: &str) -> Pos {
    match name {
        "izafet" => Pos::Izafet,
        "adjective" => Pos::Adjective,
        "verb" => Pos::Verb,
        "pronoun" => Pos::Pronoun,
        "numeral" => Pos::Numeral,
        "adverb" => Pos::Adverb,
        "brand" => Pos::Brand,
        _ => Pos::Noun,
    }
}

fn lemma(entry: &str, pos: Pos, shared: &str) -> Lemma {
    let (text, own) =
        entry.split_once('(').map_or((entry, ""), |(text, flags)| (text.trim(), flags.trim_end_matches(')')));
    let mut lemma = Lemma::guessed(text, pos);
    for flag in shared.split_whitespace().chain(own.split_whitespace()) {
        set(&mut lemma, flag);
    }
    lemma
}

fn set(lemma: &mut Lemma, flag: &str) {
    match flag {
        "B" => lemma.harmony = Some(Harmony::Back),
        "F" => lemma.harmony = Some(Harmony::Front),
        "loan" => lemma.is_loan = true,
        "native" => lemma.is_loan = false,
        // A word of one vowel has none to lose.
        "drop" => lemma.drops_vowel = lemma.text.chars().filter(|letter| is_vowel(*letter)).count() > 1,
        "nv" => lemma.keeps_voiceless = true,
        "link" => {
            lemma.has_link = true;
            lemma.harmony = Some(Harmony::Front);
        }
        "foreign" => lemma.is_foreign = true,
        _ => match flag.split_once('=') {
            Some(("px", stem)) => lemma.px_stem = Some(stem.replace('_', " ")),
            Some(("say", say)) => lemma.say = Some(say.to_owned()),
            Some(("int", form)) => lemma.intensive = Some(form.to_owned()),
            _ => {}
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_word_and_known_flags() {
        let known = ["B", "F", "loan", "native", "drop", "nv", "link", "foreign"];
        for list in LISTS {
            for entry in lines(list).filter(|line| !line.starts_with('[')).flat_map(|line| line.split(',')) {
                let Some((_, flags)) = entry.split_once('(') else { continue };
                for flag in flags.trim().trim_end_matches(')').split_whitespace() {
                    let is_named = ["px=", "say=", "int="].iter().any(|name| flag.starts_with(name));
                    assert!(known.contains(&flag) || is_named, "{entry}: {flag}");
                }
            }
        }
    }
}
