//! A word as the dictionary keeps it: its letters, and the few facts that no rule of letters recovers.

use super::letters::{Harmony, harmony, has_soft_cluster, is_kazakh_only, is_vowel, last_part};

/// Part of speech, as far as suffixes care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pos {
    /// A noun.
    Noun,
    /// A compound that ends in a possessive already: ерін далабы.
    Izafet,
    /// An adjective.
    Adjective,
    /// A verb, by its stem: жақ-.
    Verb,
    /// A pronoun.
    Pronoun,
    /// A numeral.
    Numeral,
    /// An adverb, particle, conjunction or interjection: seldom takes a suffix.
    Adverb,
    /// A brand or another name in Latin letters or digits: suffixes follow a hyphen and the pronunciation.
    Brand,
}

/// A dictionary word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lemma {
    /// The letters: lower case unless a name.
    pub text: String,
    /// Part of speech.
    pub pos: Pos,
    /// Harmony where the letters mislead (тарихқа, таксиге).
    pub harmony: Option<Harmony>,
    /// A word of Russian or Western origin: и is soft, final п stays.
    pub is_loan: bool,
    /// Loses its last vowel before a possessive: ерін → ерні.
    pub drops_vowel: bool,
    /// Final п, к, қ stay before a vowel: банкі.
    pub keeps_voiceless: bool,
    /// A linking vowel before every suffix: факт → факті-ге.
    pub has_link: bool,
    /// The stem before a possessive where no rule gives it; for an izafet the bare second word.
    pub px_stem: Option<String>,
    /// How a brand is said: Kaspi → каспи.
    pub say: Option<String>,
    /// The strengthened form where the rule fails: ақ → аппақ.
    pub intensive: Option<String>,
    /// Known only to be recognised (Russian words, chat forms): never a word of ours.
    pub is_foreign: bool,
}

impl Lemma {
    /// A word with nothing special about it.
    #[must_use]
    pub fn plain(text: &str, pos: Pos) -> Self {
        Self {
            text: text.to_owned(),
            pos,
            harmony: None,
            is_loan: false,
            drops_vowel: false,
            keeps_voiceless: false,
            has_link: false,
            px_stem: None,
            say: None,
            intensive: None,
            is_foreign: false,
        }
    }

    /// A word that no lexicon knows: its letters tell whether it is a loan.
    #[must_use]
    pub fn guessed(text: &str, pos: Pos) -> Self {
        let is_noun = !matches!(pos, Pos::Verb);
        Self { is_loan: is_noun && looks_like_a_loan(text), ..Self::plain(text, pos) }
    }

    /// A brand with its pronunciation in Kazakh letters.
    #[must_use]
    pub fn brand(text: &str, say: &str) -> Self {
        Self { say: Some(say.to_owned()), is_loan: true, ..Self::plain(text, Pos::Brand) }
    }

    /// The harmony of its suffixes.
    #[must_use]
    pub fn harmony(&self) -> Harmony {
        self.harmony.unwrap_or_else(|| harmony(self.say.as_deref().unwrap_or(&self.text), self.is_loan))
    }
}

/// Whether the letters betray a word that came through Russian: магазин, клип, банк, фильм.
#[must_use]
pub fn looks_like_a_loan(word: &str) -> bool {
    let lower = last_part(word).to_lowercase();
    if lower.chars().any(is_kazakh_only) {
        return false;
    }
    let has_foreign_letter = lower.contains(['ф', 'в', 'ц', 'щ', 'ч', 'ё', 'э', 'ъ', 'ь']);
    has_foreign_letter || has_soft_cluster(&lower) || opens_with_two_consonants(&lower) || has_late_i(&lower)
}

fn opens_with_two_consonants(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().take(2).all(|letter| !is_vowel(letter))
}

/// и as the last vowel of a longer word, closed by a consonant: native words have ый or ій there.
fn has_late_i(word: &str) -> bool {
    let last_vowel = word.chars().rev().find(|letter| is_vowel(*letter) && *letter != 'у' && *letter != 'ю');
    last_vowel == Some('и') && word.chars().filter(|letter| is_vowel(*letter)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loans_are_guessed_from_their_letters() {
        for loan in ["магазин", "клип", "банк", "фильм", "кредит", "витамин"] {
            assert!(looks_like_a_loan(loan), "{loan}");
        }
        for native in ["кітап", "бидай", "топ", "сабын", "көйлек", "тау"] {
            assert!(!looks_like_a_loan(native), "{native}");
        }
    }
}
