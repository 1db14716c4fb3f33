//! Claims need a basis: what a part claims must stand in the brief. A number (price, hours, per cent) is the part of a
//! claim that can be compared for certain, so it is compared wherever the brief is known.

use std::collections::HashSet;

use super::tokens::{Kind, Token, sentences};
use super::{Basis, Context, Finding, Severity};
use crate::kazakh::is_number_word;
use crate::kazakh::lemma::Pos;

/// Units whose number is a claim.
const UNITS: [&str; 14] =
    ["теңге", "пайыз", "сағат", "апта", "ай", "жыл", "күн", "келі", "есе", "градус", "литр", "метр", "километр", "рет"];

/// Parts that claim what the brief does not say.
pub(super) fn findings(sentences_of_text: &[Vec<Token>], context: &Context) -> Vec<Finding> {
    let facts: Vec<Vec<Token>> = context.facts.iter().flat_map(|fact| sentences(&super::spelt(fact))).collect();
    let known: HashSet<String> = facts.iter().flatten().flat_map(keys).collect();
    let mut found = Vec::new();
    for part in &context.parts {
        let inside = || sentences_of_text.iter().flatten().filter(|token| part.chars.contains(&token.from));
        if part.basis == Some(Basis::Claim) && !inside().flat_map(content).any(|key| known.contains(&key)) {
            found.push(finding("basis.claim", part.chars.start, part.chars.end));
        }
        if matches!(part.basis, Some(Basis::Brief | Basis::Claim)) {
            let words: Vec<&Token> = inside().collect();
            found.extend(
                amounts(&words)
                    .filter(|(_, key)| !known.contains(key))
                    .map(|(token, _)| finding("basis.number", token.from, token.to)),
            );
        }
    }
    found
}

fn finding(code: &str, from: usize, to: usize) -> Finding {
    let (kk, ru) = if code == "basis.claim" {
        (
            "Бұл сөздің брифте негізі жоқ: рас болса, деректерге қос.",
            "В брифе этому нет основания: если правда, добавь в факты.",
        )
    } else {
        ("Бұл сан брифте жоқ.", "Этого числа нет в брифе.")
    };
    let (kk, ru) = (kk.to_owned(), ru.to_owned());
    Finding { code: code.to_owned(), severity: Severity::Fail, from, to, kk, ru, replacements: Vec::new() }
}

/// Numbers that stand before a unit, with the key to look them up by.
fn amounts<'a>(words: &'a [&'a Token]) -> impl Iterator<Item = (&'a Token, String)> + 'a {
    words.windows(2).filter_map(|pair| {
        let [number, unit] = pair else { return None };
        let is_number = number.kind == Kind::Number || is_number_word(&number.lower);
        let is_unit = unit.readings.iter().any(|reading| UNITS.contains(&reading.lemma.text.as_str()));
        (is_number && (is_unit || ["₸", "%"].contains(&unit.lower.as_str())) && number.lower != "бір")
            .then(|| (*number, last_number_word(number)))
    })
}

fn last_number_word(token: &Token) -> String {
    let said = super::spelt(&token.lower);
    said.split_whitespace().last().unwrap_or_default().to_owned()
}

/// What a word of the brief answers for: its lemmas, or itself.
fn keys(token: &Token) -> Vec<String> {
    let mut keys: Vec<String> = token.readings.iter().map(|reading| reading.lemma.text.clone()).collect();
    keys.push(token.lower.clone());
    keys
}

/// The words of a claim that carry it: names and verbs, no particles and pronouns.
fn content(token: &Token) -> Vec<String> {
    let is_bare = |reading: &crate::kazakh::Analysis| matches!(reading.lemma.pos, Pos::Adverb | Pos::Pronoun);
    if token.kind == Kind::Mark || token.readings.iter().any(is_bare) {
        return Vec::new();
    }
    keys(token)
}
