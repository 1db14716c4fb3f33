//! Suffixes of names: plural, possessives, cases, copulas and what makes new names. The order is fixed:
//! stem, plural, possessive, case, copula.

use super::features::{Case, Person, Tag};
use super::inflect::{Stage, Word};
use super::lemma::{Lemma, Pos};
use super::letters::{Ending, Harmony, devoiced, ending, is_full_vowel, is_vowel, without_last};
use super::suffix;

/// Adds one tag to a name.
pub(super) fn add(word: &mut Word<'_>, tag: &Tag) -> Option<()> {
    match tag {
        Tag::Plural => plural(word),
        Tag::Possessive(person) => possessive(word, *person),
        Tag::Case(case) => add_case(word, *case),
        Tag::Copula(_) if matches!(word.stage, Stage::Closed) => None,
        Tag::Copula(person) => {
            word.write_row(&suffix::copula(*person));
            word.stage = Stage::Closed;
            Some(())
        }
        Tag::Relative if matches!(word.stage, Stage::Name | Stage::Cased) => derive(word, &suffix::RELATIVE),
        Tag::Owned => owned(word),
        _ if word.stage == Stage::Name => add_to_bare(word, tag),
        Tag::Like if word.stage == Stage::Theirs => {
            word.write("ндай");
            word.stage = Stage::Name;
            Some(())
        }
        _ => None,
    }
}

fn add_to_bare(word: &mut Word<'_>, tag: &Tag) -> Option<()> {
    match tag {
        Tag::With => derive(word, &suffix::WITH),
        Tag::Without => derive(word, &suffix::WITHOUT),
        Tag::Like => derive(word, &suffix::LIKE),
        Tag::Abstract => derive(word, &suffix::ABSTRACT),
        Tag::Doer => derive(word, &suffix::DOER),
        Tag::Softened => derive(word, &suffix::SOFTENED),
        Tag::Comparative => {
            open(word);
            let suffix = if word.ending() == Ending::Vowel { "рақ" } else { "ырақ" };
            word.write(suffix);
            Some(())
        }
        Tag::Intensive => {
            let lemma = word.bare?;
            word.text = intensive(lemma)?;
            word.bare = None;
            Some(())
        }
        _ => None,
    }
}

fn derive(word: &mut Word<'_>, row: &suffix::Row) -> Option<()> {
    word.write_row(row);
    word.stage = Stage::Name;
    Some(())
}

fn owned(word: &mut Word<'_>) -> Option<()> {
    if word.stage == Stage::Closed {
        return None;
    }
    word.write_row(&suffix::OWNED);
    word.harmony = Harmony::Front;
    word.stage = Stage::Theirs;
    Some(())
}

/// Makes the stem ready for a suffix that begins with a vowel.
fn open(word: &mut Word<'_>) {
    let stem = word.before_a_vowel();
    if word.bare.is_none_or(|lemma| lemma.say.is_none()) {
        word.text = stem;
    }
}

fn plural(word: &mut Word<'_>) -> Option<()> {
    if let Some(bare) = second_word_of_izafet(word) {
        word.text = bare;
        word.bare = None;
        word.write_row(&suffix::PLURAL);
        return possessive_suffix(word, Person::Third);
    }
    if word.stage != Stage::Name {
        return None;
    }
    link(word);
    word.write_row(&suffix::PLURAL);
    word.is_plural = true;
    Some(())
}

/// ерін далабы → ерін далап: another owner or a plural replaces the possessive that is already there.
fn second_word_of_izafet(word: &Word<'_>) -> Option<String> {
    let lemma = word.bare.filter(|lemma| lemma.pos == Pos::Izafet)?;
    let (first, second) = lemma.text.rsplit_once([' ', '-']).map_or(("", lemma.text.as_str()), |pair| pair);
    let bare = lemma.px_stem.clone().unwrap_or_else(|| without_possessive(second));
    Some(if first.is_empty() { bare } else { format!("{first} {bare}") })
}

fn without_possessive(word: &str) -> String {
    let stem = without_last(word);
    let shorter = without_last(stem);
    if stem.ends_with('с') && shorter.chars().next_back().is_some_and(is_full_vowel) {
        shorter.to_owned()
    } else {
        devoiced(stem)
    }
}

fn possessive(word: &mut Word<'_>, person: Person) -> Option<()> {
    if let Some(bare) = second_word_of_izafet(word) {
        word.text = bare;
        word.bare = None;
    } else if word.stage != Stage::Name {
        return None;
    }
    let is_many = matches!(person, Person::You | Person::PoliteYou);
    if is_many && !word.is_plural {
        link(word);
        word.write_row(&suffix::PLURAL);
    }
    possessive_suffix(word, person)
}

fn possessive_suffix(word: &mut Word<'_>, person: Person) -> Option<()> {
    link(word);
    let (after_vowel, after_consonant) = suffix::possessive(person);
    if word.ending() == Ending::Vowel {
        word.write(after_vowel);
    } else {
        shorten(word);
        word.write(after_consonant);
    }
    word.stage = match person {
        Person::First | Person::Second | Person::You => Stage::Mine,
        Person::Third => Stage::Theirs,
        Person::Polite | Person::PoliteYou | Person::We => Stage::Ours,
    };
    Some(())
}

/// The stem before a possessive: its own, without its weak vowel, or voiced.
fn shorten(word: &mut Word<'_>) {
    let lemma = word.bare;
    if let Some(stem) = lemma.filter(|lemma| lemma.pos != Pos::Izafet).and_then(|lemma| lemma.px_stem.clone()) {
        word.text = stem;
    } else if lemma.is_some_and(|lemma| lemma.drops_vowel) {
        word.text = without_weak_vowel(&word.text);
    } else {
        open(word);
    }
}

/// ерін → ерн, халық → халқ.
pub(super) fn without_weak_vowel(text: &str) -> String {
    let last_vowel = text.char_indices().rev().find(|(_, letter)| is_vowel(*letter));
    let Some((place, letter)) = last_vowel else { return text.to_owned() };
    let after = text.get(place.saturating_add(letter.len_utf8())..).unwrap_or("");
    format!("{}{after}", text.get(..place).unwrap_or(""))
}

/// факт → факті before every suffix.
fn link(word: &mut Word<'_>) {
    if word.bare.is_some_and(|lemma| lemma.has_link) {
        word.write("ы");
    }
}

fn add_case(word: &mut Word<'_>, case: Case) -> Option<()> {
    match word.stage {
        Stage::Theirs => word.write(suffix::case_of_theirs(case)),
        Stage::Mine if case == Case::Dative => word.write("а"),
        Stage::Mine | Stage::Ours | Stage::Name => {
            link(word);
            word.write_row(suffix::case(case));
        }
        _ => return None,
    }
    if case == Case::Instrumental {
        word.harmony = Harmony::Front;
    }
    word.stage = Stage::Cased;
    Some(())
}

/// қызыл → қып-қызыл, ақ → аппақ.
fn intensive(lemma: &Lemma) -> Option<String> {
    if lemma.intensive.is_some() {
        return lemma.intensive.clone();
    }
    let vowel = lemma.text.char_indices().find(|(_, letter)| is_vowel(*letter));
    let (place, letter) = vowel?;
    let opening = lemma.text.get(..place.saturating_add(letter.len_utf8()))?;
    let is_short = matches!(ending(opening), Ending::Vowel | Ending::Glide) && opening.chars().count() <= 2;
    is_short.then(|| format!("{opening}п-{}", lemma.text))
}
