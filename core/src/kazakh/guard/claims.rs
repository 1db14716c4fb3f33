//! Banned and regulated claims, by the list and by the law behind each.

use std::sync::LazyLock;

use super::entry::{Entry, read};
use super::pattern::words_and_lemmas;
use super::tokens::Token;
use super::{Context, Finding};

static CLAIMS: LazyLock<Vec<Entry>> = LazyLock::new(|| read(include_str!("../../../data/kazakh/claims.txt"), "claim"));
static BRIEFS: LazyLock<Vec<Entry>> = LazyLock::new(|| read(include_str!("../../../data/kazakh/refused.txt"), "claim"));

/// What a sentence claims that it must not; a claim whose documents the brand has shown passes.
pub(super) fn findings(sentence: &[Token], context: &Context) -> Vec<Finding> {
    let words = words_and_lemmas(sentence);
    let is_proved = |entry: &&Entry| context.proved.iter().any(|code| entry.code.strip_prefix("claim.") == Some(code));
    CLAIMS.iter().filter(|entry| !is_proved(entry)).flat_map(|entry| entry.findings(sentence, &words)).collect()
}

/// The same for a brief, with the Russian and English words for what is refused.
pub(super) fn in_brief(sentence: &[Token]) -> Vec<Finding> {
    let words = words_and_lemmas(sentence);
    CLAIMS.iter().chain(BRIEFS.iter()).flat_map(|entry| entry.findings(sentence, &words)).collect()
}

#[cfg(test)]
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    CLAIMS.iter().chain(BRIEFS.iter())
}
