//! A text cut into words, numbers and marks, each with its place in characters, its sentence and its readings.

use crate::kazakh::analyse::{Analysis, analyse};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Mark,
}

/// One token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub raw: String,
    pub lower: String,
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
    pub readings: Vec<Analysis>,
}

impl Token {
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub fn is_mark(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.lower == mark
    }

    pub fn starts_with_capital(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The text's sentences; a sentence ends with its mark, or with the line.
pub(super) fn sentences(text: &str) -> Vec<Vec<Token>> {
    let mut sentences = Vec::new();
    let mut sentence: Vec<Token> = Vec::new();
    for token in tokens(text) {
        let ends = token.kind == Kind::Mark && [".", "!", "?", "…", "\n"].contains(&token.lower.as_str());
        // «?!» and «...» close one sentence, not two.
        let goes_on = ends && sentence.is_empty();
        if !goes_on && token.lower != "\n" {
            sentence.push(token);
        }
        if ends && !sentence.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    sentences
}

fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(letter) = letters.get(place) {
        let end = if is_inner(*letter) { word_end(&letters, place) } else { place.saturating_add(1) };
        if !letter.is_whitespace() || *letter == '\n' {
            found.push(token(letters.get(place..end).unwrap_or_default(), place, end));
        }
        place = end;
    }
    found
}

fn is_inner(letter: char) -> bool {
    matches!(letter, 'а'..='я' | 'А'..='Я') || letter.is_alphanumeric() || letter == '\u{301}'
}

/// A hyphen between letters belongs to the word, and so do a point or comma between digits.
fn word_end(letters: &[char], start: usize) -> usize {
    let mut end = start;
    while let Some(letter) = letters.get(end) {
        let next = letters.get(end.saturating_add(1)).copied().unwrap_or(' ');
        let before = end.checked_sub(1).and_then(|place| letters.get(place)).copied().unwrap_or(' ');
        let is_hyphen = matches!(letter, '-' | '‑' | '\'' | '’') && end > start && is_inner(next);
        let is_decimal = matches!(letter, '.' | ',') && before.is_ascii_digit() && next.is_ascii_digit();
        if !is_inner(*letter) && !is_hyphen && !is_decimal {
            break;
        }
        end = end.saturating_add(1);
    }
    end
}

fn token(letters: &[char], from: usize, to: usize) -> Token {
    let raw: String = letters.iter().collect();
    let lower = raw.to_lowercase().replace(['‑', '’'], "-");
    let kind = match letters.first() {
        Some(first) if first.is_ascii_digit() => Kind::Number,
        Some(first) if is_inner(*first) => Kind::Word,
        _ => Kind::Mark,
    };
    let readings = if kind == Kind::Word { analyse(&lower) } else { Vec::new() };
    Token { raw, lower, kind, from, to, readings }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        sentences(text).into_iter().map(|sentence| sentence.into_iter().map(|token| token.raw).collect()).collect()
    }

    #[test]
    fn sentences_end_with_marks_or_lines() {
        assert_eq!(words("Тоқта! Қара...\nБолды"), [vec!["Тоқта", "!"], vec!["Қара", "."], vec!["Болды"]]);
    }

    #[test]
    fn hyphens_and_decimals_stay_inside() {
        assert_eq!(words("қып-қызыл 2,3 15-те"), [vec!["қып-қызыл", "2,3", "15-те"]]);
    }

    #[test]
    fn places_are_characters() {
        let found = sentences("Әй, ән!");
        let an = found.first().and_then(|sentence| sentence.iter().find(|token| token.lower == "ән")).expect("ән");
        assert_eq!((an.from, an.to), (4, 6));
    }
}
