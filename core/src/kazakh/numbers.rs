//! Numbers as they are said: 1200 is мың екі жүз, the 55th is елу бесінші.

const ONES: [&str; 10] = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"];
const TENS: [&str; 10] = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"];
const GROUPS: [&str; 7] = ["", "мың", "миллион", "миллиард", "триллион", "квадриллион", "квинтиллион"];

/// A whole number in words. A hundred and a thousand need no бір before them, a million does.
#[must_use]
pub fn number_words(number: i64) -> String {
    if number == 0 {
        return "нөл".to_owned();
    }
    let mut rest = number.unsigned_abs();
    let mut groups = Vec::new();
    for name in GROUPS {
        let group = rest.checked_rem(1000).unwrap_or(0);
        if group > 0 {
            groups.push(group_words(group, name));
        }
        rest = rest.checked_div(1000).unwrap_or(0);
    }
    if number < 0 {
        groups.push("минус".to_owned());
    }
    groups.reverse();
    groups.join(" ")
}

fn group_words(group: u64, name: &str) -> String {
    let digit =
        |place: u64| usize::try_from(group.checked_div(place).unwrap_or(0).checked_rem(10).unwrap_or(0)).unwrap_or(0);
    let (hundreds, tens, ones) = (digit(100), digit(10), digit(1));
    let mut words = Vec::new();
    if hundreds > 1 {
        words.push(ONES[hundreds]);
    }
    if hundreds > 0 {
        words.push("жүз");
    }
    words.extend([TENS[tens], ONES[ones]]);
    if name == "мың" && group == 1 {
        words.clear();
    }
    words.push(name);
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// An ordinal in words: 1 → бірінші, 20 → жиырмасыншы, 40 → қырқыншы.
#[must_use]
pub fn ordinal_words(number: i64) -> String {
    let words = number_words(number);
    let (before, last) = words.rsplit_once(' ').map_or(("", words.as_str()), |pair| pair);
    let ordinal = match last {
        "жиырма" => "жиырмасыншы".to_owned(),
        "қырық" => "қырқыншы".to_owned(),
        _ => {
            let harmony = super::letters::harmony(last, false);
            let is_open = super::letters::ending(last) == super::letters::Ending::Vowel;
            let suffix = if is_open { "ншы" } else { "ыншы" };
            format!("{last}{}", super::letters::harmonised(suffix, harmony))
        }
    };
    if before.is_empty() { ordinal } else { format!("{before} {ordinal}") }
}

/// Words that name a number: what a numeral rule counts as one.
#[must_use]
pub fn is_number_word(word: &str) -> bool {
    !word.is_empty() && (ONES.contains(&word) || TENS.contains(&word) || GROUPS.contains(&word) || word == "жүз")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (number, words) in [
            (0, "нөл"),
            (15, "он бес"),
            (100, "жүз"),
            (1200, "мың екі жүз"),
            (4500, "төрт мың бес жүз"),
            (10_000, "он мың"),
            (21_990, "жиырма бір мың тоғыз жүз тоқсан"),
            (1_000_000, "бір миллион"),
            (-7, "минус жеті"),
        ] {
            assert_eq!(number_words(number), words);
        }
        assert!(number_words(i64::MIN).starts_with("минус тоғыз квинтиллион"));
    }

    #[test]
    fn ordinals_keep_their_vowels() {
        for (number, words) in
            [(1, "бірінші"), (2, "екінші"), (20, "жиырмасыншы"), (40, "қырқыншы"), (55, "елу бесінші")]
        {
            assert_eq!(ordinal_words(number), words);
        }
    }
}
