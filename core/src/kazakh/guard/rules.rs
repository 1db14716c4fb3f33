//! Calques that are rules rather than words: numerals, questions, «керек», a heaped-up future. Each needs its analysis;
//! where a form can be read innocently the rule is silent.

use super::tokens::{Kind, Token};
use super::{Finding, Severity};
use crate::kazakh::analyse::plural_of;
use crate::kazakh::features::{Person, Tag};
use crate::kazakh::lemma::Pos;
use crate::kazakh::{inflect, is_number_word};

/// Everything the rules find in a sentence.
pub(super) fn findings(sentence: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    for place in 0..sentence.len() {
        let rest = sentence.get(place..).unwrap_or_default();
        let before = sentence.get(..place).unwrap_or_default();
        found.extend(question(rest));
        found.extend(need(rest));
        found.extend(heaped_future(rest));
        found.extend(number(before, rest));
    }
    found
}

fn finding(code: &str, severity: Severity, words: &[Token], said: (String, String), instead: Vec<String>) -> Finding {
    let (from, to) = (words.first().map_or(0, |token| token.from), words.last().map_or(0, |token| token.to));
    Finding { code: code.to_owned(), severity, from, to, kk: said.0, ru: said.1, replacements: instead }
}

fn text_of(words: &[Token]) -> String {
    words.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ")
}

fn is_third_present(token: &Token) -> bool {
    let is_present = |tags: &[Tag]| tags.ends_with(&[Tag::Present, Tag::Person(Person::Third)]);
    !token.readings.is_empty() && token.readings.iter().all(|reading| is_present(&reading.features.0))
}

/// болады ма → бола ма. The past (алды ма) is fine, and a form that could be one is left alone.
fn question(rest: &[Token]) -> Option<Finding> {
    let [verb, particle, ..] = rest else { return None };
    let is_particle = ["ма", "ме", "ба", "бе", "па", "пе"].contains(&particle.lower.as_str());
    if !is_particle || !is_third_present(verb) {
        return None;
    }
    let words = rest.get(..2)?;
    let short: String = verb.raw.chars().take(verb.raw.chars().count().saturating_sub(2)).collect();
    let question = if crate::kazakh::letters::harmony(&short, false) == crate::kazakh::letters::Harmony::Back {
        "ма"
    } else {
        "ме"
    };
    let instead = format!("{short} {question}");
    let kk = format!("Сұрауда «-ды, -ді» түсіп қалады: «{instead}».");
    let ru = format!("В вопросе окончание «-ды, -ді» опускается: «{instead}».");
    Some(finding("calque.53", Severity::Fail, words, (kk, ru), vec![instead]))
}

/// бару керекпін → баруым керек.
fn need(rest: &[Token]) -> Option<Finding> {
    let [verb, needed, ..] = rest else { return None };
    let reading = verb
        .readings
        .iter()
        .find(|reading| reading.is_verb() && reading.features.0.last() == Some(&Tag::Infinitive))?;
    let is_needed = |lemma: &str| ["керек", "қажет"].contains(&lemma);
    let mut readings = needed.readings.iter().filter(|reading| is_needed(&reading.lemma.text));
    let person = readings.find_map(|reading| {
        reading.features.0.iter().find_map(|tag| if let Tag::Copula(person) = tag { Some(*person) } else { None })
    })?;
    let mut owned = reading.features.clone();
    owned.0.push(Tag::Possessive(person));
    let instead = format!("{} керек", inflect(reading.lemma, &owned)?);
    let kk = format!("«{}» — «мне надо» дегеннің аудармасы. Қазақша: «{instead}».", text_of(rest.get(..2)?));
    let ru = format!("Калька с «мне надо»; по-казахски: «{instead}».");
    Some(finding("calque.54", Severity::Fail, rest.get(..2)?, (kk, ru), vec![instead]))
}

/// оқитын боламыз → оқимыз.
fn heaped_future(rest: &[Token]) -> Option<Finding> {
    let [verb, be, ..] = rest else { return None };
    let reading = verb.readings.iter().find(|reading| reading.features.0.last() == Some(&Tag::Habitual))?;
    let person = be.readings.iter().find_map(|reading| match reading.features.0.as_slice() {
        [Tag::Present, Tag::Person(person)] if reading.lemma.text == "бол" && *person != Person::Third => {
            Some(*person)
        }
        _ => None,
    })?;
    let mut plain = reading.features.clone();
    plain.0.pop();
    plain.0.extend([Tag::Present, Tag::Person(person)]);
    let instead = inflect(reading.lemma, &plain)?;
    let kk = format!("«{}» — «будем делать» дегеннің аудармасы. Қазақша: «{instead}».", text_of(rest.get(..2)?));
    let ru = format!("Калька с «будем делать»; по-казахски: «{instead}».");
    Some(finding("calque.55", Severity::Fail, rest.get(..2)?, (kk, ru), vec![instead]))
}

/// A word of quantity, its number in the list and its weight.
fn quantity(before: &[Token], token: &Token) -> Option<(&'static str, Severity)> {
    let found = match token.lower.as_str() {
        "барлық" => ("calque.61", Severity::Warn),
        "көп" => ("calque.62", Severity::Fail),
        "бірнеше" => ("calque.63", Severity::Warn),
        "кейбір" => ("calque.64", Severity::Warn),
        word if is_counting(word, token) => ("calque.63", Severity::Fail),
        _ => return None,
    };
    // «ең көп адамдар», «бір мың», a decimal or a list of numbers is no plain count.
    let is_ordinary = before.last().is_none_or(|token| token.lower != "ең" && token.kind != Kind::Mark);
    (is_ordinary || found.0 != "calque.63" || before.last().is_some_and(|token| token.lower == "—")).then_some(found)
}

fn is_counting(word: &str, token: &Token) -> bool {
    if token.kind == Kind::Number {
        return word.chars().all(|letter| letter.is_ascii_digit()) && !is_year(word) && word != "1";
    }
    is_number_word(word) && !["бір", "мың", "миллион", "миллиард"].contains(&word)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with('1') || digits.starts_with("20"))
}

/// үш кеңестер → үш кеңес; an adjective may stand between. Years, dates and centuries are never touched.
fn number(before: &[Token], rest: &[Token]) -> Option<Finding> {
    let (first, after) = rest.split_first()?;
    let (code, severity) = quantity(before, first)?;
    let skipped = usize::from(after.first().is_some_and(is_only_adjective));
    let noun = after.get(skipped)?;
    if !noun.is_word() || noun.starts_with_capital() || is_of_time(&noun.lower) {
        return None;
    }
    let bare = plural_of(&noun.lower)?;
    if bare.chars().count() < 2 || is_of_time(&bare) {
        return None;
    }
    let words = rest.get(..skipped.saturating_add(2))?;
    let kept = text_of(words.get(..words.len().saturating_sub(1))?);
    let instead = format!("{kept} {}", singular(noun, &bare));
    let kk = format!("«{}»: «{}» сөзінен кейін көптік жалғау керек емес: «{instead}».", text_of(words), first.raw);
    let ru = format!("После «{}» существительное стоит в единственном числе: «{instead}».", first.raw);
    Some(finding(code, severity, words, (kk, ru), vec![instead]))
}

fn is_only_adjective(token: &Token) -> bool {
    !token.readings.is_empty()
        && token.readings.iter().all(|reading| reading.lemma.pos == Pos::Adjective && reading.features.0.is_empty())
}

fn is_of_time(word: &str) -> bool {
    ["жыл", "ғасыр", "ай", "күн", "сағат", "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз"]
        .iter()
        .any(|time| word.starts_with(time))
        && word.chars().count() <= 12
}

/// The same form without the plural.
fn singular(noun: &Token, bare: &str) -> String {
    let reading = noun.readings.iter().find(|reading| reading.features.0.first() == Some(&Tag::Plural));
    let features = reading.map(|reading| {
        let mut features = reading.features.clone();
        features.0.remove(0);
        (reading.lemma, features)
    });
    features.and_then(|(lemma, features)| inflect(lemma, &features)).unwrap_or_else(|| bare.to_owned())
}
