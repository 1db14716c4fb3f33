//! From a form back to its lemmas. There is no second set of rules: the inflector writes the endings of each class of
//! stems once, and a form is a known stem plus one of them. A word costs one look per letter.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dictionary::DICTIONARY;
use super::features::{Features, Person, Tag};
use super::inflect::inflect;
use super::lemma::{Lemma, Pos};
use super::letters::is_vowel;
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

/// Reads the dictionary and works out its endings ahead of the first question: some tens of milliseconds that a phone
/// spends off the screen's thread when the studio opens.
pub fn prepare() {
    DICTIONARY.prepare();
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
    // тез-тез reads as тез.
    let form = form.split_once('-').filter(|(one, two)| one == two).map_or(form, |(one, _)| one);
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

/// «Олардың үш баласы» may have many owners: with a third person's ending nothing is certain.
fn is_owned(features: &Features) -> bool {
    features.has(&Tag::Possessive(Person::Third))
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
    TAILS.iter().any(fits).then(|| stem.to_owned())
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

/// Strengthened forms that no rule makes: аппақ, көкпеңбек.
static IRREGULAR: LazyLock<HashMap<&'static str, &'static Lemma>> =
    LazyLock::new(|| lexicon::all().filter_map(|lemma| Some((lemma.intensive.as_deref()?, lemma))).collect());

fn intensive(form: &str) -> Option<Analysis> {
    let ruled = || {
        let (_, word) = form.split_once('-')?;
        lexicon::find(word).iter().find(|lemma| lemma.pos == Pos::Adjective)
    };
    let lemma = IRREGULAR.get(form).copied().or_else(ruled)?;
    (inflect(lemma, &INTENSIVE).as_deref() == Some(form)).then_some(Analysis { lemma, features: &INTENSIVE })
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
