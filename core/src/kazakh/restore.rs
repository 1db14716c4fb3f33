//! Chat spelling back to Kazakh letters: кыздар is қыздар. A stem of the lexicon is found without its Kazakh
//! letters, the rest of the word takes the letters that an ending of that stem would have.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::analyse::analyse;
use super::letters::{Harmony, is_kazakh_only};
use super::lexicon;

/// The fewest letters of a stem that chat spelling is guessed from.
const STEM_MIN: usize = 3;

/// Stems with Kazakh letters, by what chat makes of them.
static FLAT: LazyLock<HashMap<String, Vec<(&'static str, Harmony)>>> = LazyLock::new(|| {
    let mut flat: HashMap<String, Vec<(&'static str, Harmony)>> = HashMap::new();
    let is_wanted = |lemma: &&'static super::Lemma| {
        let count = lemma.text.chars().count();
        count >= STEM_MIN && !lemma.is_foreign && !lemma.text.contains(' ') && lemma.text.chars().any(is_kazakh_only)
    };
    for lemma in lexicon::all().filter(is_wanted) {
        for spelling in flattened(&lemma.text) {
            flat.entry(spelling).or_default().push((&lemma.text, lemma.harmony()));
        }
    }
    flat
});

/// The two ways chat writes a word: і as и or as ы.
fn flattened(word: &str) -> [String; 2] {
    ['и', 'ы'].map(|dull| word.chars().map(|letter| flat(letter, dull)).collect())
}

fn flat(letter: char, dull: char) -> char {
    match letter {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => dull,
        other => other,
    }
}

/// The Kazakh word behind a chat spelling, if one is known.
#[must_use]
pub fn restored(word: &str) -> Option<String> {
    let ends = word.char_indices().map(|(place, letter)| place.saturating_add(letter.len_utf8()));
    let mut splits: Vec<(&str, &str)> = ends.filter_map(|end| word.split_at_checked(end)).collect();
    splits.reverse();
    for (start, rest) in splits {
        for (stem, harmony) in FLAT.get(start).map_or(&[][..], Vec::as_slice) {
            let known = endings(rest, *harmony).into_iter().find_map(|ending| {
                let candidate = format!("{stem}{ending}");
                (is_telling(word, &candidate) && !analyse(&candidate).is_empty()).then_some(candidate)
            });
            if known.is_some() {
                return known;
            }
        }
    }
    None
}

/// Whether the two spellings differ as chat differs: к for қ, г for ғ, и for і. A lone vowel may be another word.
fn is_telling(chat: &str, kazakh: &str) -> bool {
    let pairs = || chat.chars().zip(kazakh.chars());
    let is_sure = pairs().any(|pair| matches!(pair, ('к', 'қ') | ('г', 'ғ') | ('и', 'і')));
    is_sure || (chat != kazakh && pairs().filter(|(from, to)| from != to).count() > 1 && !chat.contains('ы'))
}

/// An ending in Kazakh letters: к and г by harmony, н either way at most twice.
fn endings(rest: &str, harmony: Harmony) -> Vec<String> {
    if rest.chars().count() > 10 {
        return Vec::new();
    }
    let base: String = rest
        .chars()
        .map(|letter| match (letter, harmony) {
            ('к', Harmony::Back) => 'қ',
            ('г', Harmony::Back) => 'ғ',
            ('и' | 'ы', Harmony::Front) => 'і',
            ('а', Harmony::Front) => 'е',
            (letter, _) => letter,
        })
        .collect();
    let places: Vec<usize> =
        base.char_indices().filter(|(_, letter)| *letter == 'н').map(|(place, _)| place).take(2).collect();
    let mut spellings = vec![base.clone()];
    for place in places {
        let changed: Vec<String> = spellings
            .iter()
            .filter_map(|spelling| {
                let (before, after) = spelling.split_at_checked(place)?;
                Some(format!("{before}ң{}", after.strip_prefix('н')?))
            })
            .collect();
        spellings.extend(changed);
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_letters_become_kazakh_ones() {
        for (chat, kazakh) in [("кыздар", "қыздар"), ("калай", "қалай"), ("бугин", "бүгін"), ("жумсак", "жұмсақ")]
        {
            assert_eq!(restored(chat).unwrap_or_default(), kazakh, "{chat}");
        }
    }

    #[test]
    fn good_words_stay() {
        for word in ["сатып", "барды", "тауда", "алмалар"] {
            assert_eq!(restored(word), None, "{word}");
        }
    }
}
