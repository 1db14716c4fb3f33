//! A product frame: everything one does with one class of things, sorted by what a story needs.

use std::collections::HashMap;

use super::Wrong;
use super::clause::{Clause, Piece, parse_clause, parse_pieces};
use super::lines::Line;
use super::word::Book;
use crate::kazakh::Lemma;
use crate::kazakh::{Case, Features};

/// What a clause tells about the thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// What the hand does with it before the camera.
    Use,
    /// The tiny act before.
    Prep,
    /// Seen.
    See,
    /// Felt.
    Feel,
    /// Smelled.
    Smell,
    /// Heard.
    Hear,
    /// Tasted.
    Taste,
    /// The small trouble without it.
    Trouble,
    /// How one did before.
    Habit,
    /// What one feared.
    Doubt,
    /// A small honest flaw.
    Flaw,
    /// True of it and not naming it.
    Hint,
    /// A question for the comments.
    Ask,
    /// What must never be said unless the brief does.
    Claim,
}

impl Facet {
    /// The senses: what a take proves.
    pub const SENSES: [Self; 5] = [Self::See, Self::Feel, Self::Smell, Self::Hear, Self::Taste];

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "use" => Self::Use,
            "prep" => Self::Prep,
            "see" => Self::See,
            "feel" => Self::Feel,
            "smell" => Self::Smell,
            "hear" => Self::Hear,
            "taste" => Self::Taste,
            "trouble" => Self::Trouble,
            "habit" => Self::Habit,
            "doubt" => Self::Doubt,
            "flaw" => Self::Flaw,
            "hint" => Self::Hint,
            "ask" => Self::Ask,
            "claim" => Self::Claim,
            _ => return None,
        })
    }
}

/// What it goes with: жарас- + dat: ақ көйлек, джинсы.
#[derive(Debug, Clone)]
pub struct Pairing {
    /// The verb.
    pub verb: Lemma,
    /// The case that the verb asks of the noun.
    pub case: Case,
    /// Phrases whose last word takes the case.
    pub nouns: Vec<(String, Lemma)>,
    /// Whether the creator does it (`together`), or the thing (`fits`).
    pub is_act: bool,
}

/// One class of things.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its name in the file; `any` serves the rest of the niche.
    pub key: String,
    /// Its niche.
    pub niche: String,
    /// The nouns it covers, by their place among the words.
    pub nouns: Vec<usize>,
    /// Clauses by what they tell.
    pub clauses: HashMap<Facet, Vec<Clause>>,
    /// What it goes with.
    pub pairings: Vec<Pairing>,
    /// A slip and the right way.
    pub mistakes: Vec<(Clause, Clause)>,
    /// Three short acts.
    pub steps: Vec<[Clause; 3]>,
    /// Where or when.
    pub moments: Vec<Vec<Piece>>,
    /// Whether a hand can hold it up to the camera; a service or a journey nobody can.
    pub is_held: bool,
    /// The line that opens it.
    pub line: usize,
}

impl Frame {
    /// The clauses of one facet.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[Clause] {
        self.clauses.get(&facet).map_or(&[], Vec::as_slice)
    }
}

pub(super) fn read_frames(lines: &[Line<'_>], book: &Book<'_>, wrongs: &mut Vec<Wrong>) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    for line in lines.iter().filter(|line| !line.is_listed()) {
        if let Some(key) = line.text.strip_prefix("product ") {
            frames.push(empty(key.trim(), line));
            continue;
        }
        let Some(frame) = frames.last_mut().filter(|frame| frame.niche == line.file) else {
            wrongs.push(line.wrong("neither a word nor a line of a product"));
            continue;
        };
        if let Err(what) = tell(frame, line, book) {
            wrongs.push(line.wrong(what));
        }
    }
    frames
}

/// Niches whose products are not things, unless a frame says `held: yes`.
const NOT_HELD: [&str; 4] = ["services", "travel", "finance", "education"];

fn empty(key: &str, line: &Line<'_>) -> Frame {
    Frame {
        key: key.to_owned(),
        niche: line.file.to_owned(),
        nouns: Vec::new(),
        clauses: HashMap::new(),
        pairings: Vec::new(),
        mistakes: Vec::new(),
        steps: Vec::new(),
        moments: Vec::new(),
        is_held: !NOT_HELD.contains(&line.file),
        line: line.number,
    }
}

fn tell(frame: &mut Frame, line: &Line<'_>, book: &Book<'_>) -> Result<(), String> {
    let (name, value) = line.pair().ok_or("a line of a product is `name: clause`")?;
    match name {
        "is" => {
            for noun in value.split(',').map(str::trim) {
                let place = book.place(noun).ok_or_else(|| format!("the noun {noun} is in no word list"))?;
                frame.nouns.push(place);
            }
        }
        "fits" => frame.pairings.push(pairing(value, false, book)?),
        "together" => frame.pairings.push(pairing(value, true, book)?),
        "mistake" => {
            let (slip, right) = value.split_once('>').ok_or("a mistake has `slip > right way`")?;
            frame.mistakes.push((parse_clause(slip, book)?, parse_clause(right, book)?));
        }
        "steps" => {
            let steps = value.split('>').map(|step| parse_clause(step, book)).collect::<Result<Vec<_>, _>>()?;
            frame.steps.push(<[Clause; 3]>::try_from(steps).map_err(|_| "steps are three")?);
        }
        "held" => frame.is_held = value == "yes",
        "moment" => frame.moments.push(parse_pieces(value, book)?),
        other => {
            let facet = Facet::named(other).ok_or_else(|| format!("no such line: {other}"))?;
            let clause = parse_clause(value, book)?;
            frame.clauses.entry(facet).or_default().push(clause);
        }
    }
    Ok(())
}

fn pairing(value: &str, is_act: bool, book: &Book<'_>) -> Result<Pairing, String> {
    let (head, nouns) = value.split_once(':').ok_or("a pairing is `verb-/case: noun, noun`")?;
    let (verb, case) = head.trim().split_once("-/").ok_or("a pairing is `verb-/case: noun, noun`")?;
    let features = Features::parse(case.trim()).ok_or_else(|| format!("no such case: {case}"))?;
    let case = features.case().ok_or("a pairing asks for a case")?;
    let verb = book.verb(verb).ok_or_else(|| format!("the verb {verb}- is in no word list"))?.lemma.clone();
    let nouns = nouns.split(',').map(|noun| headed(noun.trim(), book)).collect::<Result<Vec<_>, _>>()?;
    Ok(Pairing { verb, case, nouns, is_act })
}

/// Splits a phrase into what stands before and the noun that takes the case.
fn headed(phrase: &str, book: &Book<'_>) -> Result<(String, Lemma), String> {
    if let Some(word) = book.name(phrase) {
        return Ok((String::new(), word.lemma.clone()));
    }
    let mut start = 0;
    while let Some(blank) = phrase[start..].find(' ') {
        start = start.saturating_add(blank).saturating_add(1);
        if let Some(word) = book.name(&phrase[start..]) {
            return Ok((phrase[..start].to_owned(), word.lemma.clone()));
        }
    }
    Err(format!("the noun of {phrase:?} is in no word list"))
}
