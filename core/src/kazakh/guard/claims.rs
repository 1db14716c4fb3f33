//! Banned and regulated claims, by the list and by the law behind each.

use std::sync::LazyLock;

use super::entry::{Entry, List};
use super::pattern::words_and_lemmas;
use super::tokens::Token;
use super::{Context, Finding, Severity};

static CLAIMS: LazyLock<List> = LazyLock::new(|| List::read(include_str!("../../../data/kazakh/claims.txt"), "claim"));
static BRIEFS: LazyLock<List> = LazyLock::new(|| List::read(include_str!("../../../data/kazakh/refused.txt"), "claim"));

/// What a sentence claims that it must not; a claim whose documents the brand has shown passes.
pub(super) fn findings(sentence: &[Token], context: &Context) -> Vec<Finding> {
    let words = words_and_lemmas(sentence);
    let is_proved = |entry: &&Entry| context.proved.iter().any(|code| entry.code.strip_prefix("claim.") == Some(code));
    let listed =
        CLAIMS.near(&words).filter(|entry| !is_proved(entry)).flat_map(|entry| entry.findings(sentence, &words));
    listed.chain(compared(sentence, context)).collect()
}

/// Another seller's name beside «қарағанда» or «гөрі».
fn compared(sentence: &[Token], context: &Context) -> Option<Finding> {
    let compares = |token: &Token| ["қарағанда", "гөрі", "нашар"].contains(&token.lower.as_str());
    if !sentence.iter().any(compares) {
        return None;
    }
    let is_own = |token: &Token| {
        context.brands.iter().any(|brand| token.lower.starts_with(&brand.to_lowercase()))
            || PLATFORMS.iter().any(|platform| token.lower.starts_with(platform))
    };
    let is_name = |token: &&Token| token.raw.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !is_own(token);
    let name = sentence.iter().find(is_name)?;
    Some(Finding {
        code: "claim.CMP-1".to_owned(),
        severity: Severity::Fail,
        from: name.from,
        to: name.to,
        kk: format!("«{}»: басқа брендпен салыстыруға болмайды (7-бап 1-тармақ).", name.raw),
        ru: format!("«{}»: сравнивать с чужим брендом нельзя (ст. 7 п. 1).", name.raw),
        replacements: Vec::new(),
    })
}

/// Where a video is shown and paid for; naming them compares nothing.
const PLATFORMS: [&str; 6] = ["instagram", "tiktok", "youtube", "whatsapp", "telegram", "kaspi"];

/// The same for a brief, with the Russian and English words for what is refused.
pub(super) fn in_brief(sentence: &[Token]) -> Vec<Finding> {
    let words = words_and_lemmas(sentence);
    CLAIMS.near(&words).chain(BRIEFS.near(&words)).flat_map(|entry| entry.findings(sentence, &words)).collect()
}

#[cfg(test)]
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    CLAIMS.all().chain(BRIEFS.all())
}
