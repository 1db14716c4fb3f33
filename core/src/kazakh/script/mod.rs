//! The scriptwriter: from a brief of a few words to fifteen seconds of spoken Kazakh. A story is a shape (moves
//! and how they
//! join); a move is said by a pattern over clauses of the product's frame; chance comes from a seed, so that the
//! same request
//! gives the same scripts on a phone and on the server.

mod calls;
mod candidate;
mod caption;
mod forms;
mod grammar;
mod items;
pub mod measure;
mod meter;
mod order;
mod pattern;
mod planner;
mod refusal;
mod review;
mod seed;
mod sentence;
mod stage;
mod things;
mod voice;

#[cfg(test)]
mod tests;

pub use grammar::{Grammar, Move, Shape, Step, Way};
pub use meter::{SYLLABLES_PER_10_S, bigrams, duration_ms, jaccard_percent};
pub use order::{Order, Product};
pub use planner::{Writer, suggest};
pub use refusal::{Refused, refusal};
pub use review::{Told, names_its_product, review};
pub use seed::{Seed, hash};
pub use sentence::{Kind, Sentence};
pub use voice::Persona;

use super::guard::{Basis, Finding, Register};

/// What is asked of the scriptwriter.
#[derive(Debug, Clone)]
pub struct Request {
    /// A few words in Kazakh, Russian or English, commas between: `Lipstick, Red, Evening Date`.
    pub brief: String,
    /// The niche's key where it is known.
    pub niche: Option<String>,
    /// Facts that the creator or the brand vouches for: a price, a sentence in Kazakh.
    pub facts: Vec<String>,
    /// сен or сіз.
    pub register: Register,
    /// Chance.
    pub seed: u64,
    /// Who will speak: shapes are dealt out by it.
    pub creator: String,
    /// How many scripts.
    pub count: usize,
    /// Texts this person had lately: none of them comes again.
    pub recent: Vec<String>,
    /// «Дауыстап та айтамын»: the label is spoken too.
    pub says_label: bool,
    /// How fast this person speaks: syllables in ten seconds.
    pub syllables_per_10_s: usize,
}

impl Request {
    /// A request for three scripts at the usual pace.
    #[must_use]
    pub fn of(brief: &str, seed: u64) -> Self {
        Self {
            brief: brief.to_owned(),
            niche: None,
            facts: Vec::new(),
            register: Register::Sen,
            seed,
            creator: String::new(),
            count: 3,
            recent: Vec::new(),
            says_label: false,
            syllables_per_10_s: SYLLABLES_PER_10_S,
        }
    }
}

/// A question that a chip asks where the brief is thin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// «Қанша тұрады?»
    Price,
    /// «Өзің қолданып көрдің бе?»
    OwnUse,
}

impl Question {
    /// The chip's words.
    #[must_use]
    pub fn text(self, register: Register) -> &'static str {
        match (self, register) {
            (Self::Price, _) => "Қанша тұрады?",
            (Self::OwnUse, Register::Sen) => "Өзің қолданып көрдің бе?",
            (Self::OwnUse, Register::Siz) => "Өзіңіз қолданып көрдіңіз бе?",
        }
    }
}

/// One beat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beat {
    /// What is said.
    pub say: String,
    /// What the camera does, a note to the creator.
    pub show: String,
    /// What stands on the screen.
    pub screen: String,
    /// From, in milliseconds.
    pub from_ms: usize,
    /// To, in milliseconds.
    pub to_ms: usize,
    /// On what it stands: the weightiest of its sentences.
    pub basis: Basis,
    /// Its sentences, each with a basis of its own.
    pub sentences: Vec<Sentence>,
    /// The move it realises.
    pub told_as: String,
}

/// A script.
#[derive(Debug, Clone)]
pub struct Script {
    /// The micro-story's name.
    pub shape: String,
    /// The beats; the first is the hook, the last the call.
    pub beats: Vec<Beat>,
    /// The caption, its label first.
    pub caption: String,
    /// All that is said, a beat a line.
    pub text: String,
    /// Its length.
    pub duration_ms: usize,
    /// Its syllables.
    pub syllables: usize,
    /// What the guard found.
    pub findings: Vec<Finding>,
    /// Points by feature, for whoever asks why this one came first.
    pub score: Vec<(&'static str, i64)>,
}

impl Script {
    /// The sum of its points.
    #[must_use]
    pub fn points(&self) -> i64 {
        self.score.iter().fold(0_i64, |sum, (_, points)| sum.saturating_add(*points))
    }
}

/// The scriptwriter's answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Scripts, best first, and what would make them richer.
    Scripts {
        /// Best first, of different shapes.
        scripts: Vec<Script>,
        /// Asked where the brief is thin.
        questions: Vec<Question>,
    },
    /// No script, and why.
    Refused(Refused),
}
