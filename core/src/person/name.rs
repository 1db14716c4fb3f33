//! Whether two full names are one person's: surname and given name must be equal, whatever their order and letters'
//! case; a patronymic may be missing. In doubt the answer is no, and a person looks.

/// Compares two full names. Case, order, spaces, ё and Kazakh letters written as Russian ones make no difference.
pub fn names_match(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if shorter.len() < 2 || longer.len() > 6 {
        return false;
    }
    let Some(left) = without(&longer, &shorter) else { return false };
    match left.as_slice() {
        [] => true,
        [place] => is_dropped_patronymic(&longer, *place),
        _ => false,
    }
}

/// Folded words; a patronymic's `ұлы` or `қызы` that stands alone belongs to the word before.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in name.split_whitespace().map(folded).filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(last) if matches!(word.as_str(), "улы" | "кызы" | "оглы") => last.push_str(&word),
            _ => words.push(word),
        }
    }
    words
}

fn folded(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(folded_letter).filter(|letter| letter.is_alphabetic()).collect()
}

const fn folded_letter(letter: char) -> char {
    match letter {
        'ё' => 'е',
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' | 'i' => 'и',
        other => other,
    }
}

/// The places in `longer` that `shorter` does not use; none if `shorter` has a word that `longer` lacks.
fn without(longer: &[String], shorter: &[String]) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = (0..longer.len()).collect();
    for word in shorter {
        let used = places.iter().position(|place| longer.get(*place) == Some(word))?;
        places.remove(used);
    }
    Some(places)
}

/// Some surnames look like patronymics (Абрамович): where two words do, only the last can be the patronymic.
fn is_dropped_patronymic(name: &[String], place: usize) -> bool {
    let is_alone = name.iter().filter(|word| is_like_patronymic(word)).count() == 1;
    let is_last = place.saturating_add(1) == name.len();
    name.get(place).is_some_and(|word| is_like_patronymic(word)) && (is_alone || is_last)
}

fn is_like_patronymic(word: &str) -> bool {
    const ENDINGS: [&str; 9] = ["ович", "евич", "ьич", "овна", "евна", "ична", "улы", "кызы", "оглы"];
    ENDINGS.iter().any(|ending| word.ends_with(ending) && word.len() > ending.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_person_is_recognised_however_the_bank_writes_her() {
        let rows = [
            ("Айгүл Серікқызы Ахметова", "АХМЕТОВА АЙГУЛ"),
            ("Ахметова Айгүл Серікқызы", "ахметова  айгүл серік қызы"),
            ("Семёнова Алёна Игоревна", "СЕМЕНОВА АЛЕНА"),
            ("Абрамович Роман Аркадьевич", "Роман Абрамович"),
            ("Өмірбек Әлия", "Алия Омирбек"),
        ];
        for (one, other) in rows {
            assert!(names_match(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn another_person_is_not() {
        let rows = [
            ("Ахметова Айгүл", "Ахметова Әлия"),
            ("Ахметова Айгүл", "Сейтова Айгүл"),
            ("Ахметова Айгүл Серікқызы", "Ахметова Айгүл Маратқызы"),
            ("Абрамович Роман Аркадьевич", "Роман Аркадьевич"),
            ("Ахметова", "Ахметова"),
            ("Ахметова А.", "Ахметова Айгүл"),
            ("", ""),
        ];
        for (one, other) in rows {
            assert!(!names_match(one, other), "{one} / {other}");
        }
    }

    proptest! {
        #[test]
        fn the_answer_does_not_depend_on_sides_order_or_case(
            surname in "[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]{1,9}", given in "[А-Я][а-я]{1,9}", other in "[А-Я][а-я]{1,9}"
        ) {
            let name = format!("{surname} {given}");
            let turned = format!(" {}  {}", given.to_uppercase(), surname.to_lowercase());
            prop_assert!(names_match(&name, &turned));
            let stranger = format!("{surname} {other}");
            prop_assert_eq!(names_match(&name, &stranger), names_match(&stranger, &name));
        }
    }
}
