//! Syllables: one for each vowel that is sung. У is a consonant after a vowel (тау) and at a word's start before one
//! (уақыт). Digits and Latin words count as they are said.

use super::letters::is_vowel;
use super::spoken::spoken;

/// The syllables of a text.
#[must_use]
pub fn syllables(text: &str) -> usize {
    let is_plain = !text.contains(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '%' | '₸' | '№'));
    if is_plain { count(text) } else { count(&spoken(text)) }
}

fn count(text: &str) -> usize {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied().unwrap_or(' ');
    let is_sung = |(place, letter): (usize, &char)| {
        if *letter != 'у' {
            return is_vowel(*letter);
        }
        let (before, after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
        !is_vowel(before) && (before.is_alphabetic() || !is_vowel(after))
    };
    let is_second_u = |place: usize, letter: char| {
        letter == 'у' && at(place.checked_sub(1)) == 'у' && !is_vowel(at(place.checked_sub(2)))
    };
    letters
        .iter()
        .enumerate()
        .filter(|(place, letter)| is_sung((*place, letter)) || is_second_u(*place, **letter))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowels_are_counted_as_they_sound() {
        for (word, expected) in [
            ("тау", 1),
            ("су", 1),
            ("ауа", 2),
            ("жуу", 2),
            ("уақыт", 2),
            ("қуаныш", 3),
            ("бояу", 2),
            ("кию", 2),
            ("партия", 3),
            ("технология", 5),
            ("ауыр", 2),
            ("тәуелсіз", 3),
            ("жуынады", 4),
            ("видео", 3),
            ("смартфон", 2),
            ("ерніңді", 3),
            ("1200 ₸", 6),
            ("Kaspi-ден", 3),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }
}
