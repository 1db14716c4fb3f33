//! The guard against sentences of our own: the listed calques in inflected use, and advertisements with nothing wrong.

use super::pattern::tests::lemmas;
use super::{Context, calques, check, claims, printed};
use crate::kazakh::lemma::Pos;
use crate::kazakh::lexicon;

#[test]
fn every_lemma_that_a_list_names_is_known() {
    let mut unknown = Vec::new();
    for entry in calques::entries().chain(claims::entries()) {
        assert!(!entry.patterns.is_empty(), "{} has no pattern", entry.code);
        for (lemma, is_verb) in entry.patterns.iter().flat_map(lemmas) {
            if !lexicon::find(&lemma).iter().any(|known| (known.pos == Pos::Verb) == is_verb) {
                unknown.push(format!("{}: {lemma}", entry.code));
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join(", "));
}

#[test]
fn public_sentences_raise_few_alarms() {
    let Ok(folder) = std::env::var("GAMMA_KAZAKH_DATA") else {
        eprintln!("SKIPPED: GAMMA_KAZAKH_DATA names no folder, false alarms were not counted");
        return;
    };
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("ktb-sentences.txt")).expect("the sentences");
    let reviewed: std::collections::HashSet<(usize, &str)> = include_str!("../../../data/kazakh/reviewed-hits.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(line, code)| Some((line.parse().ok()?, code.trim())))
        .collect();
    let (mut tokens, mut alarms) = (0_usize, 0_usize);
    for (line, sentence) in text.lines().enumerate() {
        tokens = tokens.saturating_add(sentence.split_whitespace().count());
        let number = line.saturating_add(1);
        let found = check(sentence, &Context::default());
        let unknown: Vec<_> =
            found.into_iter().filter(|finding| !reviewed.contains(&(number, finding.code.as_str()))).collect();
        alarms = alarms.saturating_add(unknown.len());
        if std::env::var("GAMMA_KAZAKH_SHOW").is_ok() && !unknown.is_empty() {
            eprintln!("{number}: {sentence}\n{}", printed(sentence, &unknown));
        }
    }
    let per_ten_thousand = alarms.saturating_mul(10_000).checked_div(tokens.max(1)).unwrap_or(0);
    eprintln!("false alarms: {alarms} in {tokens} tokens, {per_ten_thousand} in ten thousand");
    assert!(per_ten_thousand <= 30, "{alarms} of {tokens}");
}

#[test]
fn listed_calques_are_found_in_inflected_use() {
    let mut missed = Vec::new();
    let mut count = 0_usize;
    for line in include_str!("../../../data/kazakh/calque-sentences.txt").lines().filter(|line| !line.starts_with('#'))
    {
        let Some((number, sentence)) = line.split_once('|') else { continue };
        let code = format!("calque.{}", number.trim());
        let found = check(sentence.trim(), &Context::default());
        count = count.saturating_add(1);
        if found.iter().all(|finding| finding.code != code) {
            missed.push(format!("{line}: {}", printed(sentence.trim(), &found)));
        }
    }
    assert!(count >= 140, "{count} sentences");
    eprintln!("calques missed: {} of {count}\n{}", missed.len(), missed.join("\n"));
    assert!(missed.len().saturating_mul(100) <= count.saturating_mul(5), "{} of {count}", missed.len());
}

#[test]
fn correct_advertisements_are_left_alone() {
    let mut flagged = Vec::new();
    for sentence in
        include_str!("../../../data/kazakh/good-sentences.txt").lines().filter(|line| !line.starts_with('#'))
    {
        let found = check(sentence, &Context::default());
        if !found.is_empty() {
            flagged.push(format!("{sentence}\n{}", printed(sentence, &found)));
        }
    }
    assert!(flagged.is_empty(), "{}", flagged.join("\n"));
}
