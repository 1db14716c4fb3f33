//! The guard: reads a script and says, with places an editor can underline, what a careful Kazakh editor would change.
//! It would rather miss a fault than mark a good word: a rule that needs a word's analysis is silent without one.

use std::ops::Range;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never stops a script.
    Note,
    /// A soft flag: better said otherwise.
    Warn,
    /// Replace or reject: such a script is not offered.
    Fail,
}

/// One thing found, in characters (not bytes) from the start of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind, stable: `calque.10`, `script.mixed`, `claim.SUP-1`, `length.hook`.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// First character.
    pub from: usize,
    /// One past the last character.
    pub to: usize,
    /// A sentence for the writer, in Kazakh.
    pub kk: String,
    /// The same in Russian.
    pub ru: String,
    /// What could stand instead; an empty text means: leave it out.
    pub replacements: Vec<String>,
}

/// What a part of a script is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The first line.
    Hook,
    /// A beat of the story.
    Body,
    /// The call to action.
    Call,
}

/// On what a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The brief says it.
    Brief,
    /// The creator's own moment.
    Scene,
    /// The take will show it.
    Shown,
    /// How the creator feels about it.
    Feeling,
    /// A claim about the world that somebody must be able to prove.
    Claim,
}

/// Whom the script addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Register {
    /// сен
    Sen,
    /// сіз
    Siz,
}

/// A part of the text, by its characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is for.
    pub role: Role,
    /// Its characters in the text.
    pub chars: Range<usize>,
    /// On what it stands; nothing where nobody has said.
    pub basis: Option<Basis>,
}

/// Where the advertising label stands; all three are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labelled {
    /// What the screen shows at 0:00.
    pub screen: String,
    /// The caption under the video.
    pub caption: String,
}

/// What the guard must know about a script beyond its words; the default checks the words alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The parts of the text in order; without them length, hook and call are not judged.
    pub parts: Vec<Part>,
    /// The register the script must keep; without it the script must only be at one with itself.
    pub register: Option<Register>,
    /// Sentences of the brief: what stands there is no claim without basis.
    pub facts: Vec<String>,
    /// Codes of regulated claims whose documents the brand has shown: `SUP-1`.
    pub proved: Vec<String>,
    /// For a paid or gifted post: where its label stands.
    pub label: Option<Labelled>,
    /// Names of the brief's own brand, which a script may name.
    pub brands: Vec<String>,
    /// Syllables in ten seconds; nothing for the usual 52.
    pub syllables_per_10_s: Option<u32>,
}

impl Context {
    /// A text with one beat a line, and a context that knows its parts: the first is the hook, the last the call.
    #[must_use]
    pub fn of_beats(beats: &[(&str, Option<Basis>)]) -> (String, Self) {
        let mut text = String::new();
        let mut parts = Vec::new();
        let last = beats.len().saturating_sub(1);
        for (place, (say, basis)) in beats.iter().enumerate() {
            if place > 0 {
                text.push('\n');
            }
            let from = text.chars().count();
            text.push_str(say);
            let role = if place == 0 {
                Role::Hook
            } else if place == last {
                Role::Call
            } else {
                Role::Body
            };
            parts.push(Part { role, chars: from..text.chars().count(), basis: *basis });
        }
        (text, Self { parts, ..Self::default() })
    }
}
