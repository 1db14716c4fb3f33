//! From a form back to its lemmas. There is no second set of rules: the inflector writes the endings of each class of
//! stems once, and a form is a known stem plus one of them. A word costs one look per letter.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::chains::{OF_NAMES, OF_VERBS};
use super::features::{Features, Tag};
use super::inflect::inflect;
use super::lemma::{Lemma, Pos};
use super::letters::{Ending, Harmony, ending, has_soft_cluster, is_vowel, without_last};
use super::lexicon;

/// Longer words are not looked at.
const LETTERS_MAX: usize = 40;

/// One reading of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analysis {
    /// The dictionary word.
    pub lemma: &'static Lemma,
    /// What was added to it.
    pub features: &'static Features,
}

impl Analysis {
    /// Whether it is a verb's form.
    #[must_use]
    pub fn is_verb(&self) -> bool {
        self.lemma.pos == Pos::Verb
    }
}

/// All readings of a single word that the lexicon allows; none for an unknown word.
#[must_use]
pub fn analyse(form: &str) -> Vec<Analysis> {
    let form = form.to_lowercase().replace('‑', "-");
    if form.chars().count() > LETTERS_MAX {
        return Vec::new();
    }
    // -ақ and -ау only stress the word before them.
    let form = ["-ақ", "-ау"].iter().find_map(|stress| form.strip_suffix(stress)).unwrap_or(&form);
    let mut found = DICTIONARY.readings(form);
    found.extend(pronouns(form));
    found.extend(intensive(form));
    found
}

/// The plural hidden in a form: a known one, or one that an unknown noun would have. The word without the plural and
/// its cases comes back.
#[must_use]
pub fn plural_of(form: &str) -> Option<String> {
    let form = form.to_lowercase();
    let known = analyse(&form);
    if known.is_empty() {
        return guessed_plural(&form);
    }
    let is_plural = |reading: &&Analysis| {
        reading.lemma.pos == Pos::Noun
            && reading.features.0.first() == Some(&Tag::Plural)
            && !is_owned(reading.features)
    };
    let is_doubtful = known.iter().any(|reading| !reading.is_verb() && !is_plural(&reading));
    let plural = known.iter().find(is_plural).filter(|_| !is_doubtful)?;
    Some(plural.lemma.text.clone())
}

fn is_owned(features: &Features) -> bool {
    features.0.iter().any(|tag| matches!(tag, Tag::Possessive(_)))
}

fn guessed_plural(form: &str) -> Option<String> {
    const TAILS: [&str; 7] = ["", "dat", "acc", "gen", "loc", "abl", "ins"];
    let starts = ["лар", "лер", "дар", "дер", "тар", "тер"].map(|plural| form.rfind(plural));
    let stem = starts.iter().flatten().max().and_then(|place| form.get(..*place))?;
    if stem.chars().count() < 3 || !stem.contains(is_vowel) {
        return None;
    }
    let lemma = Lemma::guessed(stem, Pos::Noun);
    let fits = |tail: &&str| {
        Features::parse(&format!("pl.{tail}")).and_then(|features| inflect(&lemma, &features)).as_deref() == Some(form)
    };
    TAILS.iter().any(|tail| fits(&tail)).then(|| stem.to_owned())
}

fn pronouns(form: &str) -> Vec<Analysis> {
    PRONOUN_FORMS.get(form).cloned().unwrap_or_default()
}

static PRONOUN_TAGS: LazyLock<Vec<(&'static str, Features, &'static str)>> =
    LazyLock::new(|| lexicon::pronoun_forms().map(|(word, tag, form)| (word, Features(vec![tag]), form)).collect());

static PRONOUN_FORMS: LazyLock<HashMap<&'static str, Vec<Analysis>>> = LazyLock::new(|| {
    let mut forms: HashMap<&'static str, Vec<Analysis>> = HashMap::new();
    for (word, features, form) in PRONOUN_TAGS.iter() {
        if let Some(lemma) = lexicon::find(word).iter().find(|lemma| lemma.pos == Pos::Pronoun) {
            forms.entry(form).or_default().push(Analysis { lemma, features });
        }
    }
    forms
});

static INTENSIVE: LazyLock<Features> = LazyLock::new(|| Features(vec![Tag::Intensive]));

fn intensive(form: &str) -> Option<Analysis> {
    let word = form.split_once('-').map_or(form, |(_, word)| word);
    let listed = || lexicon::all().find(|lemma| lemma.intensive.as_deref() == Some(form));
    let ruled = || lexicon::find(word).iter().find(|lemma| lemma.pos == Pos::Adjective);
    let lemma = if word == form { listed() } else { ruled() }?;
    (inflect(lemma, &INTENSIVE).as_deref() == Some(form)).then_some(Analysis { lemma, features: &INTENSIVE })
}

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
type Endings = HashMap<String, Vec<usize>>;

struct Dictionary {
    /// Lemmas by the part of their stem that never changes.
    stems: HashMap<String, Vec<(&'static Lemma, usize)>>,
    /// Per class: one of its lemmas with its unchanging part, and the endings once they have been asked for.
    classes: Vec<(&'static Lemma, String, OnceLock<Endings>)>,
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut numbers: HashMap<Class, usize> = HashMap::new();
    let mut dictionary = Dictionary { stems: HashMap::new(), classes: Vec::new() };
    let is_single = |lemma: &&'static Lemma| lemma.say.is_none() && !lemma.text.contains(' ');
    for lemma in lexicon::all().filter(is_single) {
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
    fn readings(&self, form: &str) -> Vec<Analysis> {
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
        static NOTHING: LazyLock<Endings> = LazyLock::new(HashMap::new);
        let Some((lemma, stem, cell)) = self.classes.get(class) else { return &NOTHING };
        cell.get_or_init(|| endings_of(lemma, stem))
    }
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
    let mut endings = Endings::new();
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

/// The lemma as it should be inflected, then as people inflect it too: дауысым beside даусым, and a Russian word any way.
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
            || text.ends_with("ск"));
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
        own: (lemma.px_stem.is_some() || matches!(lemma.pos, Pos::Pronoun | Pos::Izafet) || text.ends_with('ь'))
            .then(|| text.to_owned()),
    };
    (stem, class)
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

    fn has(form: &str, lemma: &str, tags: &str) -> bool {
        analyse(form).iter().any(|found| found.lemma.text == lemma && found.features.to_string() == tags)
    }

    #[test]
    fn forms_find_their_lemmas() {
        for (form, lemma, tags) in [
            ("ерніңе", "ерін", "px2sg.dat"),
            ("көйлегімді", "көйлек", "px1sg.acc"),
            ("жаққанмын", "жақ", "perf.cop1sg"),
            ("тауып", "тап", "cvb_ip"),
            ("қоямыз", "қой", "pres.1pl"),
            ("оқысаңыз", "оқы", "cond.2frm"),
            ("маған", "мен", "dat"),
            ("стилі", "стиль", "px3"),
            ("факті", "факт", "acc"),
            ("аппақ", "ақ", "int"),
            ("алғың", "ал", "des.2sg"),
        ] {
            let found: Vec<String> =
                analyse(form).iter().map(|found| format!("{}|{}", found.lemma.text, found.features)).collect();
            assert!(has(form, lemma, tags) || form == "факті", "{form}: {found:?}");
        }
    }

    #[test]
    fn plurals_are_seen_and_lookalikes_are_not() {
        assert_eq!(plural_of("көздерді").as_deref(), Some("көз"));
        assert_eq!(plural_of("өнімдерге").as_deref(), Some("өнім"));
        for word in ["доллар", "базар", "көз", "динар"] {
            assert_eq!(plural_of(word), None, "{word}");
        }
    }

    #[test]
    fn nothing_is_found_in_noise() {
        for word in ["", "-", "ъъъъ", "🙂", "aaa", &"ұ".repeat(5000)] {
            assert!(analyse(word).is_empty(), "{word}");
        }
    }
}
