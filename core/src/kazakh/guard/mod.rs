//! The guard: reads a script and says, with places an editor can underline, what a careful Kazakh editor would change.
//! It would rather miss a fault than mark a good word: a rule that needs a word's analysis is silent without one.

use serde::{Deserialize, Serialize};
use std::ops::Range;

mod basis;
mod brief;
mod calques;
#[cfg(test)]
mod cases;
mod claims;
mod entry;
mod label;
mod length;
mod orthography;
mod pattern;
mod register;
mod rules;
mod slips;
mod style;
#[cfg(test)]
mod tests;
mod tokens;

pub use brief::{Refusal, brief};
pub use label::LABELS;
pub use length::{SYLLABLES_PER_10_S, duration_ms};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// Reads a text and says what is wrong with it, in the order of the text.
#[must_use]
pub fn check(text: &str, context: &Context) -> Vec<Finding> {
    let text = slice(text, &(0..CHARS_MAX));
    let sentences = tokens::sentences(&text);
    let mut found = label::findings(context.label.as_ref());
    for sentence in &sentences {
        found.extend(orthography::findings(sentence));
        found.extend(calques::findings(sentence));
        found.extend(rules::findings(sentence));
        found.extend(slips::findings(sentence));
        found.extend(claims::findings(sentence, context));
    }
    found.extend(register::findings(&sentences, context.register));
    found.extend(length::findings(&text, &sentences, context));
    found.extend(style::findings(&sentences, context));
    found.extend(basis::findings(&sentences, context));
    found.extend(language(&text, &sentences));
    found.sort_by_key(|finding| (finding.from, std::cmp::Reverse(finding.severity)));
    found
}

/// Whether a text may be offered: nothing in it must be replaced.
#[must_use]
pub fn passes(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity != Severity::Fail)
}

/// The findings as lines for a person: place, weight, code, sentence, replacements.
#[must_use]
pub fn printed(text: &str, findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let weight = match finding.severity {
            Severity::Note => "note",
            Severity::Warn => "warn",
            Severity::Fail => "FAIL",
        };
        let words = slice(text, &(finding.from..finding.to)).replace('\n', " ");
        let better = finding.replacements.iter().map(|words| format!("«{words}»")).collect::<Vec<_>>().join(", ");
        let arrow = if better.is_empty() { String::new() } else { format!(" → {better}") };
        let Finding { from, to, code, kk, ru, .. } = finding;
        format!("{from}–{to} {weight} {code} «{words}»{arrow}\n    {kk}\n    {ru}\n")
    };
    findings.iter().map(line).collect()
}

/// A longer text is read only so far: no script is a hundredth of it.
const CHARS_MAX: usize = 20_000;

/// Characters of a text.
fn slice(text: &str, chars: &Range<usize>) -> String {
    text.chars().skip(chars.start).take(chars.end.saturating_sub(chars.start)).collect()
}

/// A text with its numbers in words.
fn spelt(text: &str) -> String {
    crate::kazakh::spoken(text)
}

/// A script must be Kazakh: of forty letters none is its own, and of its words hardly any is known.
fn language(text: &str, sentences: &[Vec<tokens::Token>]) -> Option<Finding> {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters < 40 || orthography::has_kazakh_letters(text) {
        return None;
    }
    let words = || sentences.iter().flatten().filter(|token| token.is_word());
    let known = words().filter(|token| token.readings.iter().any(|reading| !reading.lemma.is_foreign)).count();
    (known.saturating_mul(4) < words().count()).then(|| Finding {
        code: "claim.LNG-1".to_owned(),
        severity: Severity::Fail,
        from: 0,
        to: text.chars().count(),
        kk: "Мәтін қазақша, кирилл әрпімен болуы керек.".to_owned(),
        ru: "Текст должен быть на казахском, кириллицей.".to_owned(),
        replacements: Vec::new(),
    })
}
