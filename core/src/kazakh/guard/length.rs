//! Fifteen seconds: how long a text takes to say, and whether hook, whole and call keep their measure.
//! The pauses are assumptions until local clips have been measured.

use super::tokens::{Kind, Token};
use super::{Context, Finding, Part, Role, Severity};
use crate::kazakh::features::{Person, Tag};
use crate::kazakh::syllables;

/// Syllables in ten seconds of ordinary speech.
pub const SYLLABLES_PER_10_S: u32 = 52;
const SENTENCE_PAUSE_MS: u64 = 250;
const COMMA_PAUSE_MS: u64 = 120;
const HOOK_MAX_MS: u64 = 3_300;
const SHORT_MS: u64 = 13_500;
const LONG_MS: u64 = 15_500;
const TOO_LONG_MS: u64 = 16_500;

/// How long the text takes to say, in milliseconds, at so many syllables in ten seconds.
#[must_use]
pub fn duration_ms(text: &str, syllables_per_10_s: u32) -> u64 {
    let rate = u64::from(syllables_per_10_s.max(1));
    let count = u64::try_from(syllables(text)).unwrap_or(u64::MAX);
    let spoken = count.saturating_mul(10_000).checked_div(rate).unwrap_or(0);
    let (ends, commas) = marks(text);
    spoken
        .saturating_add(ends.saturating_sub(1).saturating_mul(SENTENCE_PAUSE_MS))
        .saturating_add(commas.saturating_mul(COMMA_PAUSE_MS))
}

/// Sentence ends (a row of marks or a line's end is one), and lesser pauses inside.
fn marks(text: &str) -> (u64, u64) {
    let (mut ends, mut commas, mut is_open) = (0_u64, 0_u64, false);
    for (place, letter) in text.char_indices() {
        let is_decimal =
            text.get(place.saturating_add(1)..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        match letter {
            '.' | '!' | '?' | '…' | '\n' if is_open && !is_decimal => {
                ends = ends.saturating_add(1);
                is_open = false;
            }
            ',' | ':' | ';' | '—' | '–' if is_open && !is_decimal => commas = commas.saturating_add(1),
            letter if letter.is_alphanumeric() => is_open = true,
            _ => {}
        }
    }
    (ends.saturating_add(u64::from(is_open)), commas)
}

/// Length, hook and call, where the parts are known.
pub(super) fn findings(text: &str, sentences: &[Vec<Token>], context: &Context) -> Vec<Finding> {
    if context.parts.is_empty() {
        return Vec::new();
    }
    let rate = context.syllables_per_10_s.unwrap_or(SYLLABLES_PER_10_S);
    let mut found: Vec<Finding> = whole(text, duration_ms(text, rate)).into_iter().collect();
    for part in &context.parts {
        match part.role {
            Role::Hook => found.extend(hook(&super::slice(text, &part.chars), part, rate)),
            Role::Call => found.extend(call(sentences, part)),
            Role::Body => {}
        }
    }
    found
}

fn finding(code: &str, severity: Severity, from: usize, to: usize, kk: String, ru: String) -> Finding {
    Finding { code: code.to_owned(), severity, from, to, kk, ru, replacements: Vec::new() }
}

fn seconds(ms: u64) -> String {
    let tenths = ms.saturating_add(50).checked_div(100).unwrap_or(0);
    format!("{},{}", tenths.checked_div(10).unwrap_or(0), tenths.checked_rem(10).unwrap_or(0))
}

fn whole(text: &str, ms: u64) -> Option<Finding> {
    let (code, severity) = match ms {
        TOO_LONG_MS.. => ("length.long", Severity::Fail),
        LONG_MS.. => ("length.long", Severity::Warn),
        SHORT_MS.. => return None,
        _ => ("length.short", Severity::Warn),
    };
    let said = seconds(ms);
    let (kk, ru) = if code == "length.long" {
        (format!("{said} секунд: 15,5 секундтан асты, қысқарт."), format!("{said} с: больше 15,5 с, сократи."))
    } else {
        (format!("{said} секунд: 13,5 секундқа жетпейді."), format!("{said} с: меньше 13,5 с."))
    };
    Some(finding(code, severity, 0, text.chars().count(), kk, ru))
}

fn hook(text: &str, part: &Part, rate: u32) -> Option<Finding> {
    let ms = duration_ms(text, rate);
    let said = seconds(ms);
    (ms > HOOK_MAX_MS).then(|| {
        let kk = format!("Бастауы {said} секунд: 3,3 секундтан аспасын.");
        let ru = format!("Начало {said} с: не больше 3,3 с.");
        finding("length.hook", Severity::Fail, part.chars.start, part.chars.end, kk, ru)
    })
}

/// A call bids, asks, or names the place to go.
fn call(sentences: &[Vec<Token>], part: &Part) -> Option<Finding> {
    let is_inside = |token: &Token| part.chars.contains(&token.from);
    let calls = sentences.iter().any(|sentence| {
        let followed = sentence.iter().zip(sentence.iter().skip(1).map(Some).chain([None]));
        followed.filter(|(token, _)| is_inside(token)).any(|(token, next)| calls(token, next))
    });
    (!calls).then(|| {
        let kk = "Соңында не істеу керегін айт: сақтап қой, жаз, кіріп көр…".to_owned();
        let ru = "В конце скажи, что сделать: сохранить, написать, зайти…".to_owned();
        finding("call.missing", Severity::Warn, part.chars.start, part.chars.end, kk, ru)
    })
}

/// A bare stem bids only where nothing follows it: «жай» opens a phrase, «жаз!» closes one.
fn calls(token: &Token, next: Option<&Token>) -> bool {
    let is_last = next.is_none_or(|next| next.kind == Kind::Mark);
    let is_bid = |tag: &Tag| match tag {
        Tag::Imperative(Person::Second) => is_last,
        Tag::Imperative(_) | Tag::Optative(_) | Tag::Please => true,
        _ => false,
    };
    let places = ["сілтеме", "мекенжай", "промокод", "профиль", "сипаттама", "пікір"];
    let bids = token
        .readings
        .iter()
        .any(|reading| reading.features.0.iter().any(is_bid) || places.contains(&reading.lemma.text.as_str()));
    bids || token.is_mark("?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_script_takes_its_time() {
        let text = "Кешке кездесуге шығасың ба? Тоқтай тұр!\n\
                    Мына қызыл далапты қарашы, көз жауын алады.\n\
                    Бір жағып шықтым: кофе іштім, тамақ жедім — кеткен жоқ!\n\
                    Ерніңді құрғатпайды екен.\n\
                    Қай көйлекке жарасады? Пікірге жаз!";
        assert_eq!(syllables(text), 66);
        let ms = duration_ms(text, SYLLABLES_PER_10_S);
        assert!((14_000..=15_500).contains(&ms), "{ms}");
    }
}
