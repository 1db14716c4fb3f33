//! One voice for the whole script: сен or сіз in every ending, and жағам or жағамын, never both. Only words whose every
//! reading says the same are counted.

use super::tokens::Token;
use super::{Finding, Register, Severity};
use crate::kazakh::features::{Person, Tag};
use crate::kazakh::{Features, inflect};

/// Words against the register that is asked for, or against the one most of the script keeps.
pub(super) fn findings(sentences: &[Vec<Token>], asked: Option<Register>) -> Vec<Finding> {
    let said: Vec<(&Token, Register)> =
        sentences.iter().flatten().filter_map(|token| register_of(token).map(|register| (token, register))).collect();
    let count = |wanted: Register| said.iter().filter(|(_, register)| *register == wanted).count();
    let kept = asked.unwrap_or(if count(Register::Siz) > count(Register::Sen) { Register::Siz } else { Register::Sen });
    let strays = said.iter().filter(|(_, register)| *register != kept);
    strays.map(|(token, _)| stray(token, kept)).chain(contractions(sentences)).collect()
}

fn stray(token: &Token, kept: Register) -> Finding {
    let (wrong, right) = if kept == Register::Sen { ("сіз", "сен") } else { ("сен", "сіз") };
    Finding {
        code: "register.mixed".to_owned(),
        severity: Severity::Fail,
        from: token.from,
        to: token.to,
        kk: format!("«{}» — «{wrong}» дегені, ал мәтін «{right}» деп сөйлейді.", token.raw),
        ru: format!("«{}» — обращение на «{wrong}», а весь текст на «{right}».", token.raw),
        replacements: other_register(token, kept).into_iter().collect(),
    }
}

fn register_of(token: &Token) -> Option<Register> {
    let mut registers = token.readings.iter().map(|reading| of_reading(&reading.lemma.text, reading.features));
    let first = registers.next()??;
    registers.all(|register| register == Some(first)).then_some(first)
}

fn of_reading(lemma: &str, features: &Features) -> Option<Register> {
    match lemma {
        "сен" => return Some(Register::Sen),
        "сіз" | "сіздер" => return Some(Register::Siz),
        _ => {}
    }
    features.0.iter().find_map(|tag| {
        let (Tag::Person(person) | Tag::Possessive(person) | Tag::Copula(person)) = tag else {
            // A bare stem is too often something else; a bidding counts only with its ending.
            let Tag::Imperative(person) = tag else { return None };
            return (*person != Person::Second).then(|| of_person(*person)).flatten();
        };
        of_person(*person)
    })
}

fn of_person(person: Person) -> Option<Register> {
    match person {
        Person::Second | Person::You => Some(Register::Sen),
        Person::Polite | Person::PoliteYou => Some(Register::Siz),
        _ => None,
    }
}

/// The same word in the other register.
fn other_register(token: &Token, kept: Register) -> Option<String> {
    let reading = token.readings.first()?;
    let turn = |person: &mut Person| {
        *person = match (*person, kept) {
            (Person::Second, Register::Siz) => Person::Polite,
            (Person::You, Register::Siz) => Person::PoliteYou,
            (Person::Polite, Register::Sen) => Person::Second,
            (Person::PoliteYou, Register::Sen) => Person::You,
            (other, _) => other,
        };
    };
    let mut features = reading.features.clone();
    for tag in &mut features.0 {
        if let Tag::Person(person) | Tag::Possessive(person) | Tag::Copula(person) | Tag::Imperative(person) = tag {
            turn(person);
        }
    }
    let lemma = match (reading.lemma.text.as_str(), kept) {
        ("сен", Register::Siz) => "сіз",
        ("сіз", Register::Sen) => "сен",
        _ => "",
    };
    if lemma.is_empty() {
        return inflect(reading.lemma, &features);
    }
    crate::kazakh::inflect_tags(lemma, &features.to_string())
}

fn contractions(sentences: &[Vec<Token>]) -> Vec<Finding> {
    let forms: Vec<(&Token, bool)> =
        sentences.iter().flatten().filter_map(|token| is_short(token).map(|short| (token, short))).collect();
    let shorts = forms.iter().filter(|(_, short)| *short).count();
    let longs = forms.len().saturating_sub(shorts);
    if shorts == 0 || longs == 0 {
        return Vec::new();
    }
    let keeps_short = shorts >= longs;
    forms.iter().filter(|(_, short)| *short != keeps_short).map(|(token, _)| uneven(token, keeps_short)).collect()
}

fn uneven(token: &Token, keeps_short: bool) -> Finding {
    let features = token.readings.first().map(|reading| {
        let mut features = reading.features.clone();
        features.0.retain(|tag| *tag != Tag::Short);
        if keeps_short {
            features.0.push(Tag::Short);
        }
        (reading.lemma, features)
    });
    Finding {
        code: "register.contraction".to_owned(),
        severity: Severity::Warn,
        from: token.from,
        to: token.to,
        kk: format!("«{}»: қысқа мен толық жалғау («барам», «барамын») бір мәтінде араласпасын.", token.raw),
        ru: format!("«{}»: не смешивай краткие и полные окончания («барам», «барамын»).", token.raw),
        replacements: features.and_then(|(lemma, features)| inflect(lemma, &features)).into_iter().collect(),
    }
}

/// Whether the word is a first person of the present, and short; nothing where it may be another word.
fn is_short(token: &Token) -> Option<bool> {
    let of = |features: &Features| {
        let at = features.0.iter().position(|tag| *tag == Tag::Present)?;
        let is_mine = features.0.get(at.saturating_add(1)) == Some(&Tag::Person(Person::First));
        is_mine.then(|| features.has(&Tag::Short))
    };
    let mut kinds = token.readings.iter().map(|reading| of(reading.features));
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}
