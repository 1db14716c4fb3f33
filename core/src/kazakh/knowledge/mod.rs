//! What people do with things, see on them and stumble over, niche by niche: the scripts' whole substance. Read
//! once from
//! text files that editors keep (`core/data/kazakh/niches/README.md` is their format); a wrong line is an error
//! with its place.

mod check;
mod clause;
mod files;
mod frame;
mod keys;
mod lines;
mod word;

pub(in crate::kazakh) use files::FILES;

use std::sync::OnceLock;

use crate::kazakh::Lemma;
use crate::kazakh::quick::QuickMap;

pub(crate) use clause::features_of;
pub use clause::{Actor, Clause, Piece, Predicate};
pub use frame::{Facet, Frame, Pairing};
pub use keys::{Keys, Met, Named};
pub use word::{Class, Occasion, OccasionKind, Word};

/// Everything the files say.
#[derive(Debug)]
pub struct Knowledge {
    /// All words of all niches; a word is known by its place here.
    pub words: Vec<Word>,
    /// Occasions, those of every niche together.
    pub occasions: Vec<Occasion>,
    /// Product frames.
    pub frames: Vec<Frame>,
    /// What a brief may call them.
    pub keys: Keys,
    /// Words for people one knows: құрбы, дос, әпке.
    pub people: Vec<usize>,
    places: [QuickMap<String, usize>; 2],
}

/// A line of a file that says something wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Wrong {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, for the editor.
    pub what: String,
}

impl Knowledge {
    /// The knowledge that ships; read at its first use.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Knowledge> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::read(FILES).0)
    }

    /// Reads files of one kind each, `(name, text)`; what is wrong is left out and told.
    #[must_use]
    pub fn read(files: &[(&str, &str)]) -> (Self, Vec<Wrong>) {
        let mut wrongs = Vec::new();
        let lines: Vec<_> = files.iter().flat_map(|(file, text)| lines::read(file, text)).collect();
        let words = word::read_words(&lines, &mut wrongs);
        let book = word::Book::of(&words);
        let occasions = word::read_occasions(&lines, &book, &mut wrongs);
        let frames = frame::read_frames(&lines, &book, &mut wrongs);
        let keys = Keys::of(&words, &occasions, &frames);
        let places = book.owned();
        let people = (0..words.len()).filter(|place| words[*place].is("person")).collect();
        let knowledge = Self { words, occasions, frames, keys, people, places };
        check::check(&knowledge, &mut wrongs);
        (knowledge, wrongs)
    }

    /// The lemma written so, as a verb or as anything else.
    #[must_use]
    pub fn lemma(&self, text: &str, is_verb: bool) -> Option<&Lemma> {
        self.places[usize::from(is_verb)].get(text).map(|place| &self.words[*place].lemma)
    }

    /// The niche's frame for what no other frame covers.
    #[must_use]
    pub fn frame_for_anything(&self, niche: &str) -> Option<usize> {
        let any_of = |niche: &str| self.frames.iter().position(|frame| frame.niche == niche && frame.key == "any");
        any_of(niche).or_else(|| any_of("base"))
    }

    /// Whether any niche gives the word one of these tags.
    #[must_use]
    pub fn is_tagged(&self, text: &str, tags: &[&str]) -> bool {
        self.words.iter().any(|word| word.lemma.text == text && tags.iter().any(|tag| word.is(tag)))
    }

    /// The frame that covers a word: its own niche's first, for several niches may know the same noun.
    #[must_use]
    pub fn frame_of(&self, word: usize) -> Option<usize> {
        let word = self.words.get(word)?;
        let covers = |frame: &Frame| frame.nouns.iter().any(|noun| self.words[*noun].lemma.text == word.lemma.text);
        let own = self.frames.iter().position(|frame| frame.niche == word.niche && covers(frame));
        own.or_else(|| self.frames.iter().position(covers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_niches_is_right() {
        let (_, wrongs) = Knowledge::read(FILES);
        let told: Vec<String> = wrongs.iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{} wrong lines:\n{}", told.len(), told.join("\n"));
    }

    #[test]
    fn a_wrong_line_is_named_with_its_place() {
        let text = "n | далап | zz | помада | lipstick |\nproduct lip\nis: қалам\nuse: @/acc жаз-\nsee: tүсі : қызыл\n";
        let (_, wrongs) = Knowledge::read(&[("trial.txt", text)]);
        let has = |line: usize, part: &str| wrongs.iter().any(|wrong| wrong.line == line && wrong.what.contains(part));
        assert!(has(1, "flag"), "{wrongs:?}");
        assert!(has(3, "қалам"), "{wrongs:?}");
        assert!(has(4, "жаз"), "{wrongs:?}");
        assert!(has(5, "letter"), "{wrongs:?}");
        assert!(has(2, "trouble"), "{wrongs:?}");
    }
}
