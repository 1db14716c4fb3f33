//! Words into sentences: blanks, capitals, quotes and marks, and what each sentence turned out to be.

use super::meter::{breaths, fast_syllables};
use crate::kazakh::guard::Basis;

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Asks.
    Question,
    /// Calls out.
    Exclamation,
    /// Bids.
    Imperative,
    /// Tells, with a verb or a predicate.
    Statement,
    /// Says without a predicate.
    Fragment,
}

/// A finished sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// With its marks.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// On what it stands.
    pub basis: Basis,
    /// Whether it names the product or its price.
    pub names_product: bool,
    /// Its particles: ғой, екен, ше, енді, -шы.
    pub particles: usize,
    /// Its words.
    pub words: usize,
    /// Its syllables.
    pub syllables: usize,
    /// Its commas and dashes: a breath each.
    pub breaths: usize,
}

/// How much a basis must be proved.
#[must_use]
pub fn weight(basis: Basis) -> usize {
    match basis {
        Basis::Brief => 0,
        Basis::Scene => 1,
        Basis::Feeling => 2,
        Basis::Shown => 3,
        Basis::Claim => 4,
    }
}

/// Room for most sentences, so that none grows letter by letter.
const USUAL_BYTES: usize = 128;

/// The beat being written.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Sentences done.
    pub sentences: Vec<Sentence>,
    text: String,
    quotes: usize,
    words: usize,
    wants_capital: bool,
    /// Of the sentence in the making.
    pub particles: usize,
    /// Of the sentence in the making.
    pub names_product: bool,
    /// A verb or a predicate stood in it.
    pub has_predicate: bool,
    /// Its verb is the speaker's: no екен after it.
    pub is_of_mine: bool,
    /// It ends in what is said of a thing: there a particle may follow.
    pub ends_in_thing_said: bool,
    /// A verb bade.
    pub bids: bool,
    /// The weightiest so far.
    pub basis: Option<Basis>,
}

impl Draft {
    pub fn stand_on(&mut self, basis: Basis) {
        if self.basis.is_none_or(|own| weight(own) < weight(basis)) {
            self.basis = Some(basis);
        }
    }

    pub fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.text.reserve(USUAL_BYTES);
        }
        let is_first = self.text.is_empty() || self.wants_capital;
        if !self.text.is_empty() && !self.text.ends_with('«') {
            self.text.push(' ');
        }
        if is_first {
            self.text.push_str(&capitalised(word))
        } else {
            self.text.push_str(word)
        }
        self.wants_capital = false;
        self.ends_in_thing_said = false;
        self.words = self.words.saturating_add(word.split_whitespace().count());
        if matches!(word, "ғой" | "қой" | "екен" | "ше" | "енді") {
            self.particles = self.particles.saturating_add(1);
        }
    }

    pub fn mark(&mut self, mark: char, own: Basis) {
        match mark {
            '«' => {
                self.text.push_str(if self.text.is_empty() { "«" } else { " «" });
                self.quotes = 1;
                self.wants_capital = true;
            }
            '»' => {
                self.text.push('»');
                self.quotes = 0;
            }
            '—' => self.text.push_str(if self.text.is_empty() { "—" } else { " —" }),
            '.' | '!' | '?' | '…' => {
                if !self.text.ends_with(['.', '!', '?', '…']) {
                    self.text.push(mark);
                }
                let is_quoted_whole = self.text.ends_with('»') && mark == '.';
                if self.quotes == 0 || is_quoted_whole {
                    self.close(own);
                }
            }
            _ => self.text.push(mark),
        }
    }

    fn close(&mut self, own: Basis) {
        let kind = match self.text.chars().last() {
            Some('?') => Kind::Question,
            _ if self.bids => Kind::Imperative,
            Some('!') => Kind::Exclamation,
            _ if self.has_predicate => Kind::Statement,
            _ => Kind::Fragment,
        };
        let text = std::mem::take(&mut self.text);
        let syllables = fast_syllables(&text);
        let breaths = breaths(&text);
        let basis = self.basis.take().unwrap_or(own);
        let (names_product, particles, words) = (self.names_product, self.particles, self.words);
        self.sentences.push(Sentence { text, kind, basis, names_product, particles, words, syllables, breaths });
        (self.particles, self.names_product, self.has_predicate, self.bids, self.words) = (0, false, false, false, 0);
        self.quotes = 0;
        self.is_of_mine = false;
    }

    /// Whether the sentence in the making already has these words.
    pub fn says(&self, words: &str) -> bool {
        self.text.to_lowercase().contains(words)
    }

    /// Ends what is still open.
    pub fn finish(&mut self, own: Basis) {
        if !self.text.is_empty() {
            self.quotes = 0;
            self.mark('.', own);
        }
    }
}

/// With its first letter large.
#[must_use]
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl Draft {
    /// ғой, or қой after a voiceless end.
    pub fn surely(&self) -> String {
        let is_hard = self.text.ends_with(['п', 'т', 'к', 'қ', 'с', 'ш', 'ф', 'х']);
        if is_hard { "қой" } else { "ғой" }.to_owned()
    }
}
