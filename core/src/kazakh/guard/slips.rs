//! Slips of the pen that a tired writer or an engine makes: a word or two said twice in a row, and «он минут кейін»
//! without its ablative.

use super::tokens::{Kind, Token};
use super::{Finding, Severity};
use crate::kazakh::features::{Case, Features, Tag};
use crate::kazakh::inflect;

/// The most words that may be found repeated at once.
const REPEATED_MAX: usize = 3;

/// Everything found in a sentence.
pub(super) fn findings(sentence: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(rest) = sentence.get(place..).filter(|rest| !rest.is_empty()) {
        let repeated = repeated(rest);
        found.extend(repeated.as_ref().map(|(finding, _)| finding.clone()));
        found.extend(after(rest));
        place = place.saturating_add(repeated.map_or(1, |(_, words)| words));
    }
    found
}

/// «Тойға тойға барам». Words joined by a comma or a hyphen are meant (жоқ, жоқ; тез-тез).
fn repeated(rest: &[Token]) -> Option<(Finding, usize)> {
    let words = (1..=REPEATED_MAX).rev().find(|words| {
        let (Some(first), Some(second)) = (rest.get(..*words), rest.get(*words..words.saturating_mul(2))) else {
            return false;
        };
        let is_same = |(one, two): (&Token, &Token)| one.kind == Kind::Word && one.lower == two.lower;
        first.iter().zip(second).all(is_same)
    })?;
    let (from, to) = (rest.first()?.from, rest.get(words.saturating_mul(2).saturating_sub(1))?.to);
    let once = rest.get(..words)?.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ");
    let finding = Finding {
        code: "style.repeat".to_owned(),
        severity: Severity::Warn,
        from,
        to,
        kk: format!("«{once}» екі рет қатар тұр."),
        ru: format!("«{once}» стоит два раза подряд."),
        replacements: vec![once],
    };
    Some((finding, words))
}

/// «Он минут кейін» → «он минуттан кейін».
fn after(rest: &[Token]) -> Option<Finding> {
    let [number, unit, word, ..] = rest else { return None };
    let units = ["секунд", "минут", "сағат", "күн", "апта", "ай", "жыл"];
    let is_number = number.kind == Kind::Number || crate::kazakh::is_number_word(&number.lower);
    let reading = unit
        .readings
        .iter()
        .find(|reading| units.contains(&reading.lemma.text.as_str()) && reading.features.0.is_empty());
    let lemma = reading.filter(|_| is_number && word.lower == "кейін")?.lemma;
    let instead = inflect(lemma, &Features(vec![Tag::Case(Case::Ablative)]))?;
    Some(Finding {
        code: "grammar.after".to_owned(),
        severity: Severity::Fail,
        from: unit.from,
        to: unit.to,
        kk: format!("«кейін» шығыс септігін сұрайды: «{instead} кейін»."),
        ru: format!("«кейін» требует исходного падежа: «{instead} кейін»."),
        replacements: vec![instead],
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Context, check};

    fn codes(text: &str) -> Vec<String> {
        check(text, &Context::default()).into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn words_said_twice_are_seen() {
        assert_eq!(codes("Айтпақшы, жазда жазда қыдырамын."), ["style.repeat"]);
        assert_eq!(codes("Қыз ұзатуға қыз ұзатуға барам."), ["style.repeat"]);
        assert!(codes("Жоқ, жоқ, тез-тез жинал.").is_empty());
    }

    #[test]
    fn what_comes_after_a_time_takes_the_ablative() {
        assert_eq!(codes("Он минут кейін шығам."), ["grammar.after"]);
        assert!(codes("Он минуттан кейін шығам. Бір күн бұрын алдым.").is_empty());
    }
}
