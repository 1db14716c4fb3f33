//! Time and likeness: how long a text takes to say, and how much two texts have in common.

use std::collections::HashSet;

use crate::kazakh::syllables;

/// The usual pace: 5.2 syllables a second.
pub const SYLLABLES_PER_10_S: usize = 52;
const SENTENCE_PAUSE_MS: usize = 250;
const COMMA_PAUSE_MS: usize = 120;

/// Syllables of plain Cyrillic in one pass; whatever else stands there is left to the full count.
pub(super) fn fast_syllables(text: &str) -> usize {
    let is_plain = text.bytes().all(|byte| !byte.is_ascii_alphanumeric() && byte != b'%');
    if !is_plain || text.contains(['₸', '№']) {
        return syllables(text);
    }
    let is_vowel = |letter: char| {
        matches!(letter, 'а' | 'ә' | 'е' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'э' | 'я' | 'ё' | 'ю' | 'и')
            || matches!(letter, 'А' | 'Ә' | 'Е' | 'О' | 'Ө' | 'Ұ' | 'Ү' | 'Ы' | 'І' | 'Э' | 'Я' | 'Ё' | 'Ю' | 'И')
    };
    let is_u = |letter: char| letter == 'у' || letter == 'У';
    let mut letters = text.chars().peekable();
    let (mut before, mut further, mut count) = (' ', ' ', 0_usize);
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let is_sung = if is_u(letter) {
            let follows_vowel = is_vowel(before) || (is_u(before) && (is_vowel(further) || !further.is_alphabetic()));
            let opens = !before.is_alphabetic() && (is_vowel(after) || is_u(after));
            !follows_vowel && !opens
        } else {
            is_vowel(letter)
        };
        count = count.saturating_add(usize::from(is_sung));
        (further, before) = (before, letter);
    }
    count
}

/// How long sentences take to say, as `duration_ms` counts, from what is already known of them.
pub(super) fn sentences_ms(sentences: &[super::Sentence], syllables_per_10_s: usize) -> usize {
    let sung = sentences.iter().fold(0_usize, |sum, sentence| sum.saturating_add(sentence.syllables));
    let breaths = sentences.iter().fold(0_usize, |sum, sentence| sum.saturating_add(sentence.breaths));
    sung.saturating_mul(10_000)
        .checked_div(syllables_per_10_s.max(1))
        .unwrap_or(0)
        .saturating_add(sentences.len().saturating_sub(1).saturating_mul(SENTENCE_PAUSE_MS))
        .saturating_add(breaths.saturating_mul(COMMA_PAUSE_MS))
}

/// Commas, colons and dashes: where one takes a breath.
pub(super) fn breaths(text: &str) -> usize {
    text.matches([',', ':', '—']).count()
}

/// How long a text takes to say, as the guard counts: there is one measure of time.
#[must_use]
pub fn duration_ms(text: &str, syllables_per_10_s: usize) -> usize {
    let rate = u32::try_from(syllables_per_10_s).unwrap_or(u32::MAX);
    usize::try_from(crate::kazakh::guard::duration_ms(text, rate)).unwrap_or(usize::MAX)
}

/// A text's words, small, without marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '-';
    let parts = text.split(|letter: char| !is_letter(letter));
    parts.filter(|word| word.chars().any(char::is_alphanumeric)).map(str::to_lowercase).collect()
}

/// Pairs of neighbouring words.
#[must_use]
pub fn bigrams(text: &str) -> HashSet<(String, String)> {
    let words = words(text);
    words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// What two texts share of their word pairs, in a hundred.
#[must_use]
pub fn jaccard_percent(one: &HashSet<(String, String)>, two: &HashSet<(String, String)>) -> usize {
    let shared = one.intersection(two).count();
    let all = one.len().saturating_add(two.len()).saturating_sub(shared);
    shared.saturating_mul(100).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_hook_takes_under_three_seconds() {
        let hook = duration_ms("Кешке кездесуге шығасың ба? Тоқтай тұр!", SYLLABLES_PER_10_S);
        assert!((2_500..=3_000).contains(&hook), "{hook}");
    }

    #[test]
    fn the_fast_count_is_the_full_count() {
        for text in [
            "Тау басында су ағады, жуу керек.",
            "Уақыт өте келе қуаныш, ауыр, тәуелсіз, жуынады, бояу, кию.",
            "Мына қызыл далапты қарашы, көз жауын алады.",
            "Партия мен технология: 1200 теңге!",
            "Суық суда жуындым, қуырдақ қуырдым.",
        ] {
            assert_eq!(fast_syllables(text), syllables(text), "{text}");
        }
    }

    #[test]
    fn likeness_is_all_or_nothing_at_its_ends() {
        let (one, two) = (bigrams("мына қызыл далапты қара"), bigrams("анау көк көйлекті ки"));
        assert_eq!(jaccard_percent(&one, &one), 100);
        assert_eq!(jaccard_percent(&one, &two), 0);
    }
}
