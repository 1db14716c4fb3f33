//! Translated turns of phrase: the list of 140, found in any inflection.

use std::sync::LazyLock;

use super::Finding;
#[cfg(test)]
use super::entry::Entry;
use super::entry::List;
use super::pattern::words_and_lemmas;
use super::tokens::Token;

static CALQUES: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../data/kazakh/calques.txt"), "calque"));

/// The listed calques of a sentence; where two overlap the longer one speaks.
pub(super) fn findings(sentence: &[Token]) -> Vec<Finding> {
    let words = words_and_lemmas(sentence);
    let mut found: Vec<Finding> = CALQUES.near(&words).flat_map(|entry| entry.findings(sentence, &words)).collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.to.saturating_sub(finding.from)));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        if kept.iter().all(|other| other.to <= finding.from || finding.to <= other.from) {
            kept.push(finding);
        }
    }
    kept
}

#[cfg(test)]
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    CALQUES.all()
}
