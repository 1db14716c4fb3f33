//! The dictionary turned round: stems by the part of them that never changes, and for each class of stems the endings
//! that the inflector writes after it. A class is worked out when a word of it is first met.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::analyse::Analysis;
use super::chains::{OF_NAMES, OF_VERBS};
use super::features::Features;
use super::inflect::inflect;
use super::lemma::{Lemma, Pos};
use super::letters::{Ending, Harmony, ending, has_soft_cluster, is_vowel, without_last};
use super::lexicon;
use super::quick::QuickMap;

/// What two lemmas must share to share their endings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Class {
    /// Verb, name or adverb: which chains are asked.
    kind: u8,
    harmony: Harmony,
    /// The letters that may change, cut from the stem.
    tail: String,
    ending: Ending,
    /// и melts into ия, ие; every other glide only takes a vowel.
    has_i: bool,
    keeps: bool,
    has_l: bool,
    link: bool,
    is_foreign: bool,
    /// An irregular lemma is a class of its own.
    own: Option<String>,
}

/// The endings of a class, each with the chains that it may stand for.
type Endings = QuickMap<String, Vec<usize>>;

pub(super) struct Dictionary {
    /// Lemmas by the part of their stem that never changes.
    stems: QuickMap<String, Vec<(&'static Lemma, usize)>>,
    /// Per class: one of its lemmas with its unchanging part, and the endings once they have been asked for.
    classes: Vec<(&'static Lemma, String, OnceLock<Endings>)>,
}

pub(super) static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut numbers: HashMap<Class, usize> = HashMap::new();
    let mut dictionary = Dictionary { stems: QuickMap::default(), classes: Vec::new() };
    for lemma in lexicon::all().filter(|lemma| is_single(lemma)) {
        let (stem, class) = class_of(lemma);
        let number = *numbers.entry(class).or_insert_with(|| {
            dictionary.classes.push((lemma, stem.clone(), OnceLock::new()));
            dictionary.classes.len().saturating_sub(1)
        });
        dictionary.stems.entry(stem.to_lowercase()).or_default().push((lemma, number));
    }
    dictionary
});

impl Dictionary {
    /// Works every class out now, so that no key press has to wait for one.
    pub(super) fn prepare(&self) {
        for class in 0..self.classes.len() {
            self.endings(class);
        }
    }

    /// Every reading of a form in small letters.
    pub(super) fn readings(&self, form: &str) -> Vec<Analysis> {
        let mut found = Vec::new();
        let places = form.char_indices().map(|(place, _)| place).skip(1).chain([form.len()]);
        for (stem, ending) in places.filter_map(|place| form.split_at_checked(place)) {
            for (lemma, number) in self.stems.get(stem).map_or(&[][..], Vec::as_slice) {
                let chains = chains_of(lemma);
                let numbers = self.endings(*number).get(ending).map_or(&[][..], Vec::as_slice);
                let readings = numbers.iter().filter_map(|number| chains.get(*number));
                found.extend(readings.map(|features| Analysis { lemma, features }));
            }
        }
        found
    }

    fn endings(&self, class: usize) -> &Endings {
        static NOTHING: LazyLock<Endings> = LazyLock::new(QuickMap::default);
        let Some((lemma, stem, cell)) = self.classes.get(class) else { return &NOTHING };
        cell.get_or_init(|| endings_of(lemma, stem))
    }
}

/// Brands and word groups are read by other means.
fn is_single(lemma: &Lemma) -> bool {
    lemma.say.is_none() && !lemma.text.contains(' ')
}

fn chains_of(lemma: &Lemma) -> &'static [Features] {
    match lemma.pos {
        Pos::Verb => &OF_VERBS,
        // The first chain is the bare word: an adverb has no other form.
        Pos::Adverb => OF_NAMES.get(..1).unwrap_or_default(),
        _ => &OF_NAMES,
    }
}

fn endings_of(lemma: &Lemma, stem: &str) -> Endings {
    let mut endings = Endings::default();
    let variants = tolerated(lemma);
    for (number, chain) in chains_of(lemma).iter().enumerate() {
        for written in variants.iter().filter_map(|variant| inflect(variant, chain)) {
            let Some(ending) = written.strip_prefix(stem) else { continue };
            let numbers = endings.entry(ending.to_owned()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    endings
}

/// The lemma as it should be inflected, then as people inflect it too: дауысым beside даусым, a Russian word any way.
fn tolerated(lemma: &Lemma) -> Vec<Lemma> {
    let mut variants = vec![lemma.clone()];
    if lemma.drops_vowel {
        variants.push(Lemma { drops_vowel: false, ..lemma.clone() });
    }
    if lemma.is_foreign {
        for harmony in [Harmony::Back, Harmony::Front] {
            for keeps_voiceless in [false, true] {
                variants.push(Lemma { harmony: Some(harmony), keeps_voiceless, ..lemma.clone() });
            }
        }
    }
    variants
}

/// The unchanging part of a lemma, and its class.
fn class_of(lemma: &Lemma) -> (String, Class) {
    let text = lemma.text.as_str();
    let stem = unchanging(lemma);
    let is_verb = lemma.pos == Pos::Verb;
    let may_keep = text.ends_with(['п', 'к', 'қ']);
    let keeps = may_keep
        && (lemma.keeps_voiceless
            || (lemma.is_loan && text.ends_with('п'))
            || has_soft_cluster(text)
            || !without_last(text).ends_with(is_vowel));
    let class = Class {
        kind: match lemma.pos {
            Pos::Verb => 0,
            Pos::Adverb => 1,
            _ => 2,
        },
        harmony: lemma.harmony(),
        tail: text.strip_prefix(stem.as_str()).unwrap_or("").to_owned(),
        ending: ending(text),
        has_i: is_verb && text.ends_with('и'),
        keeps,
        has_l: is_verb && (text.ends_with('л') || without_last(text).ends_with('л')),
        link: lemma.has_link,
        is_foreign: lemma.is_foreign,
        own: is_irregular(lemma).then(|| text.to_owned()),
    };
    (stem, class)
}

fn is_irregular(lemma: &Lemma) -> bool {
    let is_odd_pronoun = lemma.pos == Pos::Pronoun && lexicon::has_forms_of_its_own(&lemma.text);
    lemma.px_stem.is_some() || lemma.pos == Pos::Izafet || is_odd_pronoun || lemma.text == "өп"
}

fn unchanging(lemma: &Lemma) -> String {
    let text = lemma.text.as_str();
    if let Some(px_stem) = &lemma.px_stem {
        let shared = text.chars().zip(px_stem.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter);
        return shared.collect();
    }
    if lemma.drops_vowel {
        let weak = text.char_indices().rev().find(|(_, letter)| is_vowel(*letter));
        return weak.and_then(|(place, _)| text.get(..place)).unwrap_or(text).to_owned();
    }
    let is_changing = match text.chars().next_back() {
        Some('п' | 'к' | 'қ' | 'ь') => true,
        Some('й' | 'ы' | 'і') => lemma.pos == Pos::Verb,
        _ => false,
    };
    if is_changing { without_last(text).to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_is_made_is_read_back() {
        let mut lost = Vec::new();
        let mut count = 0_usize;
        for lemma in lexicon::all().filter(|lemma| is_single(lemma) && lemma.pos != Pos::Pronoun) {
            let start = lemma.text.len().checked_rem(29).unwrap_or(0);
            for chain in chains_of(lemma).iter().skip(start).step_by(29) {
                let Some(form) = inflect(lemma, chain) else { continue };
                count = count.saturating_add(1);
                let is_read = |found: &Analysis| found.lemma.text == lemma.text && found.features == chain;
                if !super::super::analyse(&form).iter().any(is_read) {
                    lost.push(format!("{form} ({}|{chain})", lemma.text));
                }
            }
        }
        lost.truncate(40);
        assert!(count > 10_000 && lost.is_empty(), "{count}: {}", lost.join(", "));
    }
}
