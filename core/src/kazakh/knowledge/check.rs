//! What a frame must have before a script may be made of it: enough of each kind that fifty creators differ, and
//! no line twice.

use std::collections::HashMap;

use super::frame::{Facet, Frame};
use super::{Knowledge, Wrong};

const LEAST: &[(Facet, &str, usize)] = &[
    (Facet::Use, "use", 4),
    (Facet::Prep, "prep", 2),
    (Facet::See, "see", 1),
    (Facet::Trouble, "trouble", 4),
    (Facet::Habit, "habit", 2),
    (Facet::Doubt, "doubt", 2),
    (Facet::Flaw, "flaw", 2),
    (Facet::Hint, "hint", 3),
    (Facet::Ask, "ask", 2),
    (Facet::Claim, "claim", 2),
    (Facet::Use, "use", 4),
];
const SENSES_MIN: usize = 7;
const PAIRED_NOUNS_MIN: usize = 4;

pub(super) fn check(knowledge: &Knowledge, wrongs: &mut Vec<Wrong>) {
    for frame in &knowledge.frames {
        lacking(frame).into_iter().chain(repeated(frame)).for_each(|what| wrongs.push(wrong(frame, what)));
    }
    same_words(knowledge, wrongs);
}

fn wrong(frame: &Frame, what: String) -> Wrong {
    Wrong { file: frame.niche.clone(), line: frame.line, what: format!("product {}: {what}", frame.key) }
}

fn lacking(frame: &Frame) -> Vec<String> {
    let mut lacks: Vec<String> = LEAST
        .iter()
        .filter(|(facet, _, least)| frame.of(*facet).len() < *least)
        .map(|(facet, name, least)| format!("{name}: {} of at least {least}", frame.of(*facet).len()))
        .collect();
    let senses: usize = Facet::SENSES.iter().map(|sense| frame.of(*sense).len()).sum();
    let kinds = Facet::SENSES.iter().filter(|sense| !frame.of(**sense).is_empty()).count();
    let paired: usize = frame.pairings.iter().map(|pairing| pairing.nouns.len()).sum();
    let mut ask = |is_missing: bool, what: &str| {
        if is_missing {
            lacks.push(what.to_owned());
        }
    };
    ask(frame.nouns.is_empty(), "is: names no noun");
    ask(senses < SENSES_MIN || kinds < 2, "see, feel, smell, hear, taste: seven together, of two senses");
    ask(paired < PAIRED_NOUNS_MIN, "fits, together: four nouns");
    ask(frame.mistakes.len() < 2, "mistake: at least 2");
    ask(frame.steps.is_empty(), "steps: at least 1");
    ask(frame.moments.len() < 2, "moment: at least 2");
    lacks
}

fn repeated(frame: &Frame) -> Vec<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for clause in frame.clauses.values().flatten() {
        let count = seen.entry(clause.source.as_str()).or_default();
        *count = count.saturating_add(1);
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(source, _)| format!("said twice: {source}")).collect()
}

/// The same word in two files must be the same word.
fn same_words(knowledge: &Knowledge, wrongs: &mut Vec<Wrong>) {
    let mut seen = HashMap::new();
    for word in &knowledge.words {
        let known = *seen.entry((&word.lemma.text, word.class)).or_insert(word);
        if known.lemma.harmony() != word.lemma.harmony() || known.lemma.drops_vowel != word.lemma.drops_vowel {
            let what = format!("{} has other flags in {}", word.lemma.text, known.niche);
            wrongs.push(Wrong { file: word.niche.clone(), line: 0, what });
        }
    }
}
