//! The little language of the lists: a row of words as a linguist writes it, `пікір~ins бөліс-`, found in any
//! inflection.

use super::tokens::{Kind, Token};
use crate::kazakh::analyse::Analysis;
use crate::kazakh::features::{Features, Tag};
use crate::kazakh::is_number_word;
use crate::kazakh::quick::QuickSet;

/// The most words that `..` may skip.
const GAP_MAX: usize = 3;

/// A pattern, ready to match.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    elements: Vec<Element>,
    /// Words or lemmas of which a sentence must have one; empty where anything may match.
    anchor: Vec<String>,
}

#[derive(Debug, Clone)]
enum Element {
    /// One of these words.
    OneOf(Vec<Word>),
    /// None of these words stands here; nothing is consumed.
    NoneOf(Vec<Word>),
    /// None of these words stood just before.
    NotAfter(Vec<Word>),
    Gap,
    Start,
    End,
    /// The underline begins or ends here.
    Border,
}

#[derive(Debug, Clone)]
enum Word {
    Any,
    Exactly(String),
    /// Ends so.
    Ends(String),
    /// A count in digits or words; millions are no price.
    Count,
    Mark(String),
    /// A lemma (none for any), whether a verb, the tags its chain must hold, and whether it may hold no others.
    Form(Option<String>, bool, Features, bool),
}

/// Where a pattern was found: token places, the readings that mattered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hit {
    pub first: usize,
    pub last: usize,
    /// The reading of the last verb of the pattern.
    pub verb: Option<Analysis>,
    /// The reading of the last name of the pattern.
    pub name: Option<Analysis>,
}

impl Pattern {
    /// Reads a pattern; nothing where a tag is unknown.
    pub fn parse(text: &str) -> Option<Self> {
        let elements = text.split_whitespace().map(element).collect::<Option<Vec<_>>>()?;
        let anchor = elements.iter().find_map(anchor_of).unwrap_or_default();
        (!elements.is_empty()).then_some(Self { elements, anchor })
    }

    /// The words of which a sentence must have one; none where anything may match.
    pub fn anchor(&self) -> &[String] {
        &self.anchor
    }

    /// Whether a sentence with these words and lemmas is worth a closer look.
    pub fn may_hit(&self, words: &QuickSet<&str>) -> bool {
        self.anchor.is_empty() || self.anchor.iter().any(|word| words.contains(word.as_str()))
    }

    /// Every place of a sentence where the pattern stands.
    pub fn hits(&self, sentence: &[Token]) -> Vec<Hit> {
        let mut found: Vec<Hit> = Vec::new();
        for start in 0..sentence.len() {
            let is_inside = found.last().is_some_and(|hit| start <= hit.last);
            if !is_inside && let Some(hit) = self.hit(sentence, start) {
                found.push(hit);
            }
        }
        found
    }

    fn hit(&self, sentence: &[Token], start: usize) -> Option<Hit> {
        let mut walk = Walk { sentence, first: None, last: None, is_closed: false, hit: Hit::default() };
        walk.go(&self.elements, start)?;
        let (first, last) = (walk.first?, walk.last?);
        Some(Hit { first, last, ..walk.hit })
    }
}

struct Walk<'a> {
    sentence: &'a [Token],
    first: Option<usize>,
    last: Option<usize>,
    is_closed: bool,
    hit: Hit,
}

impl Walk<'_> {
    fn go(&mut self, elements: &[Element], place: usize) -> Option<()> {
        let Some((element, rest)) = elements.split_first() else { return Some(()) };
        match element {
            Element::Start => (place == 0).then_some(())?,
            Element::End => {
                let is_end = self.sentence.get(place..)?.iter().all(|token| token.kind == Kind::Mark);
                is_end.then_some(())?;
            }
            Element::Border => self.is_closed = self.first.is_some(),
            Element::Gap => return self.skip(rest, place),
            Element::NoneOf(words) => self.is_free_of(words, Some(place))?,
            Element::NotAfter(words) => self.is_free_of(words, place.checked_sub(1))?,
            Element::OneOf(words) => {
                let token = self.sentence.get(place)?;
                self.take(words.iter().find_map(|word| word.reads(token))?, place);
                return self.go(rest, place.saturating_add(1));
            }
        }
        self.go(rest, place)
    }

    fn is_free_of(&self, words: &[Word], place: Option<usize>) -> Option<()> {
        let token = place.and_then(|place| self.sentence.get(place));
        let is_there = token.is_some_and(|token| words.iter().any(|word| word.reads(token).is_some()));
        (!is_there).then_some(())
    }

    fn skip(&mut self, rest: &[Element], place: usize) -> Option<()> {
        for count in 0..=GAP_MAX {
            let end = place.saturating_add(count);
            if self.sentence.get(place..end)?.iter().any(|token| token.kind == Kind::Mark) {
                return None;
            }
            let (first, last, hit) = (self.first, self.last, self.hit);
            if self.go(rest, end).is_some() {
                return Some(());
            }
            (self.first, self.last, self.hit) = (first, last, hit);
        }
        None
    }

    fn take(&mut self, reading: Option<Analysis>, place: usize) {
        if self.is_closed {
            return;
        }
        self.first.get_or_insert(place);
        self.last = Some(place);
        match reading {
            Some(reading) if reading.is_verb() => self.hit.verb = Some(reading),
            Some(reading) => self.hit.name = Some(reading),
            None => {}
        }
    }
}

impl Word {
    /// Whether the token is such a word, and by which reading.
    fn reads(&self, token: &Token) -> Option<Option<Analysis>> {
        match self {
            Self::Any => (token.kind != Kind::Mark).then_some(None),
            Self::Exactly(text) => {
                (token.kind != Kind::Mark && token.lower == *text).then(|| token.readings.first().copied())
            }
            Self::Ends(end) => (token.is_word() && token.lower.ends_with(end.as_str())).then_some(None),
            Self::Count => {
                let is_great = token.lower.starts_with("миллиард") || token.lower.starts_with("миллион");
                let is_count = token.kind == Kind::Number || is_number_word(&token.lower);
                (is_count && !is_great).then_some(None)
            }
            Self::Mark(mark) => token.is_mark(mark).then_some(None),
            Self::Form(lemma, is_verb, features, is_exact) => {
                let is_meant = |reading: &&Analysis| {
                    reading.is_verb() == *is_verb
                        && lemma.as_ref().is_none_or(|lemma| reading.lemma.text == *lemma)
                        && features.0.iter().all(|tag| reading.features.has(tag))
                        && !is_another_word(reading.features)
                        && (!is_exact || features.0.len() == reading.features.0.len())
                };
                token.readings.iter().find(is_meant).map(|reading| Some(*reading))
            }
        }
    }
}

/// The words of an element, if every one of them is a certain word or lemma.
fn anchor_of(element: &Element) -> Option<Vec<String>> {
    let Element::OneOf(words) = element else { return None };
    let named = words.iter().map(|word| match word {
        Word::Exactly(text) | Word::Mark(text) => Some(text.clone()),
        Word::Form(lemma, ..) => lemma.clone(),
        _ => None,
    });
    named.collect()
}

/// Every word and lemma of a sentence.
pub(super) fn words_and_lemmas(sentence: &[Token]) -> QuickSet<&str> {
    let lemmas = sentence.iter().flat_map(|token| token.readings.iter().map(|reading| reading.lemma.text.as_str()));
    sentence.iter().map(|token| token.lower.as_str()).chain(lemmas).collect()
}

/// таңдаушы is no longer таңдау, қонақтық no longer қонақ.
fn is_another_word(features: &Features) -> bool {
    features.has(&Tag::Doer) || features.has(&Tag::Abstract)
}

fn element(text: &str) -> Option<Element> {
    Some(match text {
        ".." => Element::Gap,
        "^" => Element::Start,
        "$" => Element::End,
        "=" => Element::Border,
        _ => match (text.strip_prefix("<!"), text.strip_prefix('!').filter(|rest| !rest.is_empty())) {
            (Some(words), _) => Element::NotAfter(words_of(words)?),
            (None, Some(words)) => Element::NoneOf(words_of(words)?),
            (None, None) => Element::OneOf(words_of(text)?),
        },
    })
}

fn words_of(text: &str) -> Option<Vec<Word>> {
    text.split('/').map(word).collect()
}

fn word(text: &str) -> Option<Word> {
    if text == "*" {
        return Some(Word::Any);
    }
    if text == "#" {
        return Some(Word::Count);
    }
    if let Some(end) = text.strip_prefix('*').filter(|end| end.chars().all(char::is_alphabetic)) {
        return Some(Word::Ends(end.to_owned()));
    }
    if text.chars().all(|letter| !letter.is_alphanumeric()) {
        // A dollar sign is doubled, for a single one ends the sentence.
        return Some(Word::Mark(if text == "$$" { "$" } else { text }.to_owned()));
    }
    let split = text.rsplit_once('~').map(|(lemma, tags)| (lemma, false, tags)).or_else(|| {
        let (lemma, tags) = text.rsplit_once('-')?;
        tags.is_ascii().then_some((lemma, true, tags))
    });
    let Some((lemma, is_verb, tags)) = split else { return Some(Word::Exactly(text.to_owned())) };
    let lemma = (lemma != "*").then(|| lemma.to_owned());
    let is_exact = tags.starts_with('=');
    Some(Word::Form(lemma, is_verb, Features::parse(tags.trim_start_matches('='))?, is_exact))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::kazakh::guard::tokens::sentences;

    fn found(pattern: &str, text: &str) -> Vec<String> {
        let pattern = Pattern::parse(pattern).expect("a pattern");
        let sentences = sentences(text);
        let hits =
            sentences.iter().flat_map(|sentence| pattern.hits(sentence).into_iter().map(move |hit| (sentence, hit)));
        hits.map(|(sentence, hit)| {
            sentence[hit.first..=hit.last].iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ")
        })
        .collect()
    }

    #[test]
    fn lemmas_are_found_in_any_inflection() {
        assert_eq!(found("пікір~ins бөліс-", "Маған пікіріңізбен бөлісіңіздер!"), ["пікіріңізбен бөлісіңіздер"]);
        assert_eq!(found("болып табыл-", "Ол ең жақсысы болып табылады."), ["болып табылады"]);
        assert!(found("пікір~ins бөліс-", "Нанды бөлісіп, пікір айттық.").is_empty());
    }

    #[test]
    fn a_border_looks_on_without_underlining() {
        assert_eq!(found("шаш үшін = сусабын~", "Бұл шаш үшін сусабынды алдым."), ["шаш үшін"]);
        assert!(found("шаш үшін = сусабын~", "Шаш үшін күресті.").is_empty());
    }

    #[test]
    fn ends_and_starts_are_seen() {
        assert_eq!(found("^ мен ойла-pres.1sg ,", "Мен ойлаймын, ол келеді."), ["Мен ойлаймын ,"]);
        assert!(found("^ мен ойла-pres.1sg ,", "Ол келеді деп мен ойлаймын, әрине.").is_empty());
    }

    #[test]
    fn what_must_not_follow_is_heeded() {
        assert_eq!(found("ең жақсы !көр-", "Бұл ең жақсы крем."), ["ең жақсы"]);
        assert!(found("ең жақсы !көр-", "Ең жақсы көретін кремім.").is_empty());
    }

    /// The lemmas that a pattern names, for the test that all are known.
    pub(in crate::kazakh::guard) fn lemmas(pattern: &Pattern) -> Vec<(String, bool)> {
        let words = pattern.elements.iter().flat_map(|element| match element {
            Element::OneOf(words) | Element::NoneOf(words) | Element::NotAfter(words) => words.as_slice(),
            _ => &[],
        });
        let forms = words.filter_map(|word| match word {
            Word::Form(Some(lemma), is_verb, ..) => Some((lemma.clone(), *is_verb)),
            _ => None,
        });
        forms.collect()
    }

    #[test]
    fn an_unknown_tag_is_no_pattern() {
        assert!(Pattern::parse("пікір~foo").is_none());
    }
}
