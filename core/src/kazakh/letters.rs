//! Letters: which vowels a word asks of its suffixes, and to which class its last sound belongs.
//! Both are read from the end of the word; only the last part of a compound counts.

/// Which vowels the suffixes of a word carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Harmony {
    /// Hard: а, ы, ғ, қ.
    Back,
    /// Soft: е, і, г, к.
    Front,
}

/// The last sound of a stem, as a suffix sees it; the order is that of the columns in every table of suffixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// A vowel; final у, и and ю count as consonants.
    Vowel,
    /// м, н, ң.
    Nasal,
    /// л.
    Lateral,
    /// р, й, у, и, ю.
    Glide,
    /// з, ж.
    Buzzing,
    /// Voiceless, and the final б, в, г, ғ, д of loans.
    Voiceless,
}

/// The letters of Kazakh that Russian lacks.
pub const KAZAKH_LETTERS: &str = "әғқңөұүһі";

/// Whether the letter is one of а ә е о ө ұ ү ы і э я ё, the vowels that every suffix treats as vowels.
#[must_use]
pub fn is_full_vowel(letter: char) -> bool {
    "аәеоөұүыіэяё".contains(letter)
}

/// Whether the letter is a vowel of any kind, у, и and ю included.
#[must_use]
pub fn is_vowel(letter: char) -> bool {
    is_full_vowel(letter) || "уию".contains(letter)
}

/// Whether the letter belongs to the Cyrillic alphabet of Kazakh.
#[must_use]
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё') || is_kazakh_only(letter)
}

/// Whether Russian lacks the letter.
#[must_use]
pub fn is_kazakh_only(letter: char) -> bool {
    KAZAKH_LETTERS.contains(letter) || "ӘҒҚҢӨҰҮҺІ".contains(letter)
}

/// The part of a compound that takes the suffixes.
#[must_use]
pub fn last_part(word: &str) -> &str {
    word.rsplit([' ', '-', '‑']).next().unwrap_or(word)
}

/// Harmony by the letters alone. A loan with и in its last vowel is soft (кредитке), a native word looks further left.
#[must_use]
pub fn harmony(word: &str, is_loan: bool) -> Harmony {
    let part = last_part(word);
    if part.ends_with('ь') || (is_loan && has_soft_cluster(part)) {
        return Harmony::Front;
    }
    let decided = part.chars().rev().map(small).find_map(|letter| match letter {
        'а' | 'о' | 'ұ' | 'ы' | 'я' => Some(Harmony::Back),
        'ә' | 'ө' | 'ү' | 'і' | 'е' | 'э' => Some(Harmony::Front),
        'и' | 'ю' if is_loan => Some(Harmony::Front),
        'у' if is_loan => Some(Harmony::Back),
        _ => None,
    });
    decided.unwrap_or_else(|| harmony_of_consonants(part, is_loan))
}

fn harmony_of_consonants(part: &str, is_loan: bool) -> Harmony {
    if part.contains(['қ', 'ғ']) {
        Harmony::Back
    } else if (!is_loan && part.contains(['к', 'г'])) || part.contains('и') {
        Harmony::Front
    } else {
        Harmony::Back
    }
}

/// Ends of loans that take soft suffixes whatever their vowels are: банкке, паркке, бокске.
#[must_use]
pub fn has_soft_cluster(part: &str) -> bool {
    ["нк", "рк", "рг", "лк", "кс", "нг"].iter().any(|cluster| part.ends_with(cluster))
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The class of the last sound; a soft sign has none of its own.
#[must_use]
pub fn ending(word: &str) -> Ending {
    match word.chars().rev().map(small).find(|letter| !matches!(letter, 'ь' | 'ъ')) {
        Some(letter) if is_full_vowel(letter) => Ending::Vowel,
        Some('м' | 'н' | 'ң') => Ending::Nasal,
        Some('л') => Ending::Lateral,
        Some('р' | 'й' | 'у' | 'и' | 'ю') => Ending::Glide,
        Some('з' | 'ж') => Ending::Buzzing,
        _ => Ending::Voiceless,
    }
}

/// A suffix is written once, hard; this is its soft twin (лар → лер, ғы → гі, мын → мін).
#[must_use]
pub fn harmonised(suffix: &str, harmony: Harmony) -> String {
    match harmony {
        Harmony::Back => suffix.to_owned(),
        Harmony::Front => suffix.chars().map(softened).collect(),
    }
}

fn softened(letter: char) -> char {
    match letter {
        'а' => 'е',
        'ы' => 'і',
        'ғ' => 'г',
        'қ' => 'к',
        other => other,
    }
}

/// The word without its last letter.
#[must_use]
pub fn without_last(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str()
}

/// The word with its last letter exchanged.
#[must_use]
pub fn with_last(word: &str, letter: char) -> String {
    let mut changed = without_last(word).to_owned();
    changed.push(letter);
    changed
}

/// п → б, к → г, қ → ғ between vowels: кітап → кітаб-, жақ → жағ-; after a consonant they stay (халқ-, сілк-, серп-).
#[must_use]
pub fn voiced(stem: &str) -> String {
    if !without_last(stem).ends_with(is_vowel) {
        return stem.to_owned();
    }
    match stem.chars().next_back() {
        Some('п') => with_last(stem, 'б'),
        Some('к') => with_last(stem, 'г'),
        Some('қ') => with_last(stem, 'ғ'),
        _ => stem.to_owned(),
    }
}

/// The way back from [`voiced`]: б → п, г → к, ғ → қ.
#[must_use]
pub fn devoiced(stem: &str) -> String {
    match stem.chars().next_back() {
        Some('б') => with_last(stem, 'п'),
        Some('г') => with_last(stem, 'к'),
        Some('ғ') => with_last(stem, 'қ'),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_telling_vowel_decides() {
        for (word, expected) in [
            ("кітап", Harmony::Back),
            ("көйлек", Harmony::Front),
            ("іс-шара", Harmony::Back),
            ("стиль", Harmony::Front),
            ("бояу", Harmony::Back),
            ("су", Harmony::Back),
            ("би", Harmony::Front),
            ("қи", Harmony::Back),
            ("ки", Harmony::Front),
        ] {
            assert_eq!(harmony(word, false), expected, "{word}");
        }
        assert_eq!(harmony("магазин", true), Harmony::Front);
        assert_eq!(harmony("банк", true), Harmony::Front);
    }

    #[test]
    fn endings_are_what_a_suffix_hears() {
        assert_eq!(ending("бояу"), Ending::Glide);
        assert_eq!(ending("модель"), Ending::Lateral);
        assert_eq!(ending("завод"), Ending::Voiceless);
        assert_eq!(ending("теңге"), Ending::Vowel);
    }
}
