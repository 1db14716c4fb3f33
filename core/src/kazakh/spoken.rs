//! What is written in digits, signs and Latin letters, as it is said: `10 000 ₸-ні` is он мың теңгені, `Kaspi-ден` is
//! каспиден. Suffixes after a hyphen are glued to the spoken word.

use super::lexicon;
use super::numbers::{number_words, ordinal_words};

/// The text with digits, signs and Latin words replaced by what is said.
#[must_use]
pub fn spoken(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (words, left) = if first.is_ascii_digit() {
            number(rest)
        } else if first.is_ascii_alphabetic() {
            latin(rest)
        } else if first.is_alphabetic() {
            plain(rest)
        } else {
            sign(first, rest)
        };
        said.push_str(&words);
        rest = left;
    }
    said
}

fn split(text: &str, is_inside: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|letter: char| !is_inside(letter)).unwrap_or(text.len());
    text.split_at(end)
}

fn plain(text: &str) -> (String, &str) {
    let (word, rest) = split(text, char::is_alphanumeric);
    (word.to_owned(), rest)
}

fn sign(first: char, rest: &str) -> (String, &str) {
    let left = rest.get(first.len_utf8()..).unwrap_or("");
    let said = match first {
        '₸' => " теңге",
        '%' => " пайыз",
        '№' => "нөмір ",
        _ => return (first.to_string(), left),
    };
    (said.to_owned(), left)
}

/// A number with its groups, fraction, unit and suffix.
fn number(text: &str) -> (String, &str) {
    let (digits, rest) = whole(text);
    let (fraction, rest) = fraction(rest);
    let (unit, rest) = unit(rest);
    let (suffix, rest) = suffix(rest);
    let Ok(value) = digits.parse::<i64>() else {
        let each = digits.chars().filter_map(|digit| digit.to_digit(10)).map(|digit| number_words(i64::from(digit)));
        return (each.collect::<Vec<_>>().join(" "), rest);
    };
    let is_ordinal =
        unit.is_empty() && fraction.is_empty() && ["ші", "шы", "інші", "ыншы", "нші", "ншы"].contains(&suffix);
    if is_ordinal {
        return (ordinal_words(value), rest);
    }
    let amount = if fraction.is_empty() { number_words(value) } else { decimal(value, fraction) };
    let spaced = if unit.is_empty() { amount } else { format!("{amount} {unit}") };
    // A word that follows without a space («5мин») stays a word of its own.
    let gap = if rest.starts_with(char::is_alphabetic) && suffix.is_empty() { " " } else { "" };
    (format!("{spaced}{suffix}{gap}"), rest)
}

fn whole(text: &str) -> (String, &str) {
    let (first, mut rest) = split(text, |letter| letter.is_ascii_digit());
    let mut digits = first.to_owned();
    while digits.len() <= 15 && first.len() <= 3 {
        let Some(group) = next_group(rest) else { break };
        digits.push_str(group.0);
        rest = group.1;
    }
    (digits, rest)
}

/// Exactly three digits after one space: 10 000.
fn next_group(rest: &str) -> Option<(&str, &str)> {
    let after = rest.strip_prefix([' ', '\u{a0}', '\u{202f}'])?;
    let (group, left) = split(after, |letter| letter.is_ascii_digit());
    (group.len() == 3).then_some((group, left))
}

fn fraction(rest: &str) -> (&str, &str) {
    let Some(after) = rest.strip_prefix([',', '.']) else { return ("", rest) };
    let (digits, left) = split(after, |letter| letter.is_ascii_digit());
    if digits.is_empty() || digits.len() > 3 { ("", rest) } else { (digits, left) }
}

fn decimal(value: i64, fraction: &str) -> String {
    let part = match fraction.len() {
        1 => "оннан",
        2 => "жүзден",
        _ => "мыңнан",
    };
    let digits = fraction.parse::<i64>().unwrap_or(0);
    format!("{} бүтін {part} {}", number_words(value), number_words(digits))
}

fn unit(rest: &str) -> (&'static str, &str) {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    if let Some(left) = trimmed.strip_prefix('₸') {
        ("теңге", left)
    } else if let Some(left) = trimmed.strip_prefix('%') {
        ("пайыз", left)
    } else {
        ("", rest)
    }
}

/// A hyphen and up to six small letters: -ні, -ға, -інші.
fn suffix(rest: &str) -> (&str, &str) {
    let Some(after) = rest.strip_prefix(['-', '‑']) else { return ("", rest) };
    let (letters, left) = split(after, |letter| letter.is_alphabetic() && letter.is_lowercase() && !letter.is_ascii());
    let count = letters.chars().count();
    if (1..=6).contains(&count) { (letters, left) } else { ("", rest) }
}

fn latin(text: &str) -> (String, &str) {
    let (word, rest) = split(text, |letter| letter.is_ascii_alphanumeric());
    let said = lexicon::find(word).iter().find_map(|lemma| lemma.say.clone()).unwrap_or_else(|| transliterated(word));
    let (suffix, rest) = suffix(rest);
    (format!("{said}{suffix}"), rest)
}

/// How a name is said that ends in digits, signs or Latin letters, or is spelt in capitals: what its suffix listens to.
#[must_use]
pub fn pronunciation(name: &str) -> Option<String> {
    let last = name.trim().chars().next_back()?;
    if last.is_ascii_alphanumeric() || matches!(last, '%' | '₸') {
        return Some(spoken(name.trim()));
    }
    let part = super::letters::last_part(name);
    let is_acronym =
        part.chars().count() > 1 && part.chars().all(|letter| letter.is_alphabetic() && letter.is_uppercase());
    is_acronym.then(|| part.to_lowercase().chars().map(letter_name).collect())
}

/// Capitals are spelt out in Kazakh: ҰБТ is ұ-бы-ты.
fn letter_name(letter: char) -> String {
    if super::letters::is_vowel(letter) { letter.to_string() } else { format!("{letter}ы") }
}

const PAIRS: [(&str, &str); 10] = [
    ("sch", "ш"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("ph", "ф"),
    ("th", "т"),
    ("ck", "к"),
    ("oo", "у"),
    ("ee", "и"),
    ("ya", "я"),
    ("yu", "ю"),
];

/// A rough reading of an unknown Latin word; only its vowels and its end matter.
fn transliterated(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut said = String::new();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        if let Some((pair, sound)) = PAIRS.iter().find(|(pair, _)| rest.starts_with(pair)) {
            said.push_str(sound);
            rest = rest.get(pair.len()..).unwrap_or("");
            continue;
        }
        if let Some(digit) = first.to_digit(10) {
            said.push(' ');
            said.push_str(&number_words(i64::from(digit)));
        } else {
            said.push_str(sound(first));
        }
        rest = rest.get(first.len_utf8()..).unwrap_or("");
    }
    said
}

fn sound(letter: char) -> &'static str {
    match letter {
        'a' => "а",
        'b' => "б",
        'c' | 'k' | 'q' => "к",
        'd' => "д",
        'e' => "е",
        'f' => "ф",
        'g' => "г",
        'h' => "х",
        'i' | 'y' => "и",
        'j' => "дж",
        'l' => "л",
        'm' => "м",
        'n' => "н",
        'o' => "о",
        'p' => "п",
        'r' => "р",
        's' => "с",
        't' => "т",
        'u' | 'w' => "у",
        'v' => "в",
        'x' => "кс",
        'z' => "з",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_signs_are_said_with_their_suffixes() {
        for (written, said) in [
            ("10 000 ₸-ні", "он мың теңгені"),
            ("15 %-ға", "он бес пайызға"),
            ("50%-ға", "елу пайызға"),
            ("15-те", "он бесте"),
            ("55-ші", "елу бесінші"),
            ("4500 теңге", "төрт мың бес жүз теңге"),
            ("2,3 миллиард", "екі бүтін оннан үш миллиард"),
            ("Kaspi-ден ал", "каспиден ал"),
            ("Instagram-да", "инстаграмда"),
            ("5 минут", "бес минут"),
        ] {
            assert_eq!(spoken(written), said, "{written}");
        }
    }

    #[test]
    fn any_letters_at_all_are_read_without_harm() {
        for text in ["99999999999999999999999 ₸", "🙂 1-🙂", "-", "1,", "٣ ½ 10 00", "ﬁ ß 7-ßß"] {
            let _ = spoken(text);
        }
    }
}
