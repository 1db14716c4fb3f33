//! Spelling that gives a writer away: Latin look-alikes inside a word, chat letters without ә ғ қ ң ө ұ ү і, particles
//! glued on, doubled adjectives without their hyphen, digits with the suffix of another word.

use super::tokens::{Kind, Token};
use super::{Finding, Severity};
use crate::kazakh::features::{Case, Features, Tag};
use crate::kazakh::lemma::{Lemma, Pos};
use crate::kazakh::letters::{is_cyrillic, is_kazakh_only};
use crate::kazakh::{analyse, inflect, lexicon, pronunciation, restore};

/// Latin letters that look like Cyrillic ones.
const LOOKALIKES: [(char, char); 22] = [
    ('a', 'а'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('c', 'с'),
    ('x', 'х'),
    ('y', 'у'),
    ('i', 'і'),
    ('h', 'һ'),
    ('k', 'к'),
    ('m', 'м'),
    ('t', 'т'),
    ('b', 'в'),
    ('A', 'А'),
    ('E', 'Е'),
    ('O', 'О'),
    ('P', 'Р'),
    ('C', 'С'),
    ('X', 'Х'),
    ('K', 'К'),
    ('M', 'М'),
    ('I', 'І'),
];

/// Everything found in a sentence.
pub(super) fn findings(sentence: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (place, token) in sentence.iter().enumerate() {
        let next = sentence.get(place.saturating_add(1));
        let is_opening = place == 0;
        let one = mixed(token)
            .or_else(|| digits(token))
            .or_else(|| glued_particle(token, is_opening))
            .or_else(|| chat(token, is_opening))
            .or_else(|| next.and_then(|next| doubled(token, next)))
            .or_else(|| next.and_then(|next| apart(token, next)));
        found.extend(one);
    }
    found
}

fn finding(code: &str, severity: Severity, token: &Token, said: (String, String), instead: String) -> Finding {
    let replacements = vec![if token.starts_with_capital() { super::entry::capitalised(&instead) } else { instead }];
    Finding { code: code.to_owned(), severity, from: token.from, to: token.to, kk: said.0, ru: said.1, replacements }
}

/// A word of two alphabets. A hyphen parts a brand from its suffix: Kaspi-ден is fine.
fn mixed(token: &Token) -> Option<Finding> {
    let is_mixed =
        |part: &str| part.contains(is_cyrillic) && part.contains(|letter: char| letter.is_ascii_alphabetic());
    if token.kind == Kind::Mark || !token.raw.split('-').any(is_mixed) {
        return None;
    }
    let swap =
        |letter: char| LOOKALIKES.iter().find(|(latin, _)| *latin == letter).map_or(letter, |(_, cyrillic)| *cyrillic);
    let mended: String = token.raw.chars().map(swap).collect();
    let is_only_soft =
        token.raw.chars().filter(char::is_ascii_alphabetic).all(|letter| matches!(letter, 'i' | 'h' | 'I'));
    let severity = if is_only_soft { Severity::Warn } else { Severity::Fail };
    let kk = format!("«{}» сөзінде латын әрпі бар.", token.raw);
    let ru = format!("В слове «{}» есть латинская буква.", token.raw);
    Some(finding("script.mixed", severity, token, (kk, ru), mended))
}

/// 15-та → 15-те: digits take the suffix of the spoken word.
fn digits(token: &Token) -> Option<Finding> {
    let (number, suffix) = token.lower.split_once('-').filter(|_| token.kind == Kind::Number)?;
    let lemma = Lemma::brand(number, &pronunciation(number)?);
    let cases = [Case::Dative, Case::Accusative, Case::Locative, Case::Ablative, Case::Genitive, Case::Instrumental];
    let made = |case: &Case| inflect(&lemma, &Features(vec![Tag::Case(*case)]));
    let is_right =
        |case: &Case| made(case).is_some_and(|form| form.strip_prefix(number) == Some(&format!("-{suffix}")));
    if cases.iter().any(is_right) {
        return None;
    }
    let meant = cases.iter().find(|case| variants(**case).iter().any(|variant| variant == suffix))?;
    let instead = made(meant)?;
    let kk = format!("Жалғау айтылуына қарай жазылады: «{instead}».");
    let ru = format!("Окончание пишется по произношению: «{instead}».");
    Some(finding("spelling.digits", Severity::Fail, token, (kk, ru), instead))
}

/// Every form that a case can have.
fn variants(case: Case) -> Vec<String> {
    let stems = ["ана", "әке", "адам", "күн", "көл", "қол", "тау", "би", "қыз", "көз", "ат", "ет"];
    let bare = |stem: &str| inflect(&Lemma::plain(stem, Pos::Noun), &Features(vec![Tag::Case(case)]));
    stems.iter().filter_map(|stem| Some(bare(stem)?.strip_prefix(stem)?.to_owned())).collect()
}

/// алмадыма → алмады ма, шықпайақ is left to the reader.
fn glued_particle(token: &Token, is_opening: bool) -> Option<Finding> {
    if !token.is_word() || !token.readings.is_empty() || (token.starts_with_capital() && !is_opening) {
        return None;
    }
    let particle = ["ма", "ме", "ба", "бе", "па", "пе"].into_iter().find(|particle| token.lower.ends_with(particle))?;
    let word = token.lower.strip_suffix(particle)?;
    let is_finite = |tags: &[Tag]| matches!(tags.last(), Some(Tag::Person(_) | Tag::Copula(_)));
    let readings = analyse(word);
    let is_whole =
        readings.iter().any(|reading| is_finite(&reading.features.0)) || ["бар", "жоқ", "емес"].contains(&word);
    if !is_whole {
        return None;
    }
    let instead = format!("{word} {particle}");
    let kk = format!("«{particle}» бөлек жазылады: «{instead}».");
    let ru = format!("Частица «{particle}» пишется отдельно: «{instead}».");
    Some(finding("spelling.particle", Severity::Fail, token, (kk, ru), instead))
}

/// A word that no lexicon knows, and that becomes a known one with Kazakh letters.
fn chat(token: &Token, is_opening: bool) -> Option<Finding> {
    let is_candidate = token.is_word()
        && token.readings.is_empty()
        && token.lower.chars().count() >= 4
        && token.lower.chars().all(|letter| is_cyrillic(letter) && !is_kazakh_only(letter))
        && (is_opening || !token.starts_with_capital());
    if !is_candidate {
        return None;
    }
    let instead = restore::restored(&token.lower)?;
    let kk = format!("Қазақ әріптерімен жазайық: «{instead}».");
    let ru = format!("Напиши казахскими буквами: «{instead}».");
    Some(finding("spelling.chat", Severity::Fail, token, (kk, ru), instead))
}

/// қып қызыл → қып-қызыл.
fn doubled(token: &Token, next: &Token) -> Option<Finding> {
    if !token.lower.ends_with('п') || token.lower.chars().count() > 4 || !token.is_word() {
        return None;
    }
    let lemma = lexicon::find(&next.lower).iter().find(|lemma| lemma.pos == Pos::Adjective)?;
    let strong = inflect(lemma, &Features(vec![Tag::Intensive]))?;
    if strong != format!("{}-{}", token.lower, next.lower) {
        return None;
    }
    let kk = format!("Дефиспен жазылады: «{strong}».");
    let ru = format!("Пишется через дефис: «{strong}».");
    let mut found = finding("spelling.hyphen", Severity::Fail, token, (kk, ru), strong);
    found.to = next.to;
    Some(found)
}

/// шықпай ақ → шықпай-ақ.
fn apart(token: &Token, next: &Token) -> Option<Finding> {
    let is_converb = token.readings.iter().any(|reading| {
        let tags = reading.features.0.as_slice();
        tags.ends_with(&[Tag::Negative, Tag::ConverbA]) || tags.ends_with(&[Tag::Negative, Tag::ConverbIp])
    });
    if next.lower != "ақ" || !is_converb {
        return None;
    }
    let instead = format!("{}-ақ", token.lower);
    let kk = format!("Дефиспен жазылады: «{instead}».");
    let ru = format!("Пишется через дефис: «{instead}».");
    let mut found = finding("spelling.hyphen", Severity::Fail, token, (kk, ru), instead);
    found.to = next.to;
    Some(found)
}

/// Whether a word has letters that Russian lacks.
pub(super) fn has_kazakh_letters(text: &str) -> bool {
    text.chars().any(is_kazakh_only)
}
