//! The items of a brief: what stands between commas, its words looked up, the longest phrase first.

use super::order::price_words;
use crate::kazakh::knowledge::{Class, Knowledge, Met, Named};

/// One item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// What its phrases name.
    pub named: Vec<Named>,
    /// Numbers, spoken: үш жас, бес мың теңге.
    pub numbers: Vec<String>,
    /// Words nobody knows, as written.
    pub unknown: Vec<String>,
}

impl Item {
    /// The word that a product frame covers.
    pub fn product(&self, know: &Knowledge) -> Option<usize> {
        let words = self.words().filter(|place| know.words[*place].class == Class::Noun);
        words.filter(|place| know.frame_of(*place).is_some()).last()
    }

    /// Its last noun.
    pub fn head(&self, know: &Knowledge) -> Option<usize> {
        self.words().filter(|place| know.words[*place].class == Class::Noun).last()
    }

    /// Whether it could be a product for want of a better one.
    pub fn is_thing(&self, know: &Knowledge) -> bool {
        let is_other =
            |place: usize| know.is_tagged(&know.words[place].lemma.text, &["who", "person", "material", "flavour"]);
        self.head(know).is_some_and(|place| !is_other(place))
    }

    pub fn occasion(&self) -> Option<usize> {
        self.named.iter().find_map(|named| if let Named::Occasion(place) = named { Some(*place) } else { None })
    }

    /// What stands before its head: түнгі (камера).
    pub fn before(&self, know: &Knowledge) -> String {
        let head = self.head(know);
        let others =
            self.words().filter(|place| Some(*place) != head).filter(|place| know.words[*place].class != Class::Adverb);
        others.map(|place| know.words[place].lemma.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    pub fn adjectives(&self, know: &Knowledge) -> Vec<String> {
        self.words().map(|place| know.words[place].lemma.text.clone()).collect()
    }

    fn words(&self) -> impl Iterator<Item = usize> + '_ {
        self.named.iter().filter_map(|named| if let Named::Word(place) = named { Some(*place) } else { None })
    }
}

const PHRASE_WORDS_MAX: usize = 5;
const EMPTY_WORDS: &[&str] = &[
    "и",
    "в",
    "во",
    "на",
    "для",
    "с",
    "со",
    "из",
    "под",
    "по",
    "к",
    "от",
    "за",
    "до",
    "у",
    "о",
    "как",
    "это",
    "мой",
    "моя",
    "a",
    "an",
    "the",
    "for",
    "of",
    "in",
    "on",
    "with",
    "and",
    "to",
    "at",
    "my",
    "is",
    "from",
    "by",
    "very",
    "or",
    "мен",
    "пен",
    "бен",
    "және",
    "үшін",
    "арналған",
    "бар",
    "деген",
    "өте",
    "менің",
    "бір",
    "туралы",
    "очень",
    "про",
    "чтобы",
];

/// Reads the items of a brief.
pub(super) fn items(know: &Knowledge, brief: &str, niche: Option<&str>) -> Vec<Item> {
    let parts = brief.split([',', ';', '\n', '•', '|', '/', '.', '(', ')', '+', '—', '–']);
    parts.map(|part| item(know, part, niche)).filter(|item| *item != Item::default()).collect()
}

fn item(know: &Knowledge, part: &str, niche: Option<&str>) -> Item {
    let clean = |word: &str| {
        word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '%' && letter != '₸').to_owned()
    };
    let words: Vec<String> = part.split_whitespace().map(clean).filter(|word| !word.is_empty()).collect();
    let mut item = Item::default();
    let mut from = 0;
    while from < words.len() {
        let rest = &words[from..];
        from = from.saturating_add(one(know, rest, niche, &mut item).max(1));
    }
    let is_model = item.unknown.iter().any(|word| word.chars().any(|letter| letter.is_ascii_digit()));
    if is_model && item.head(know).is_none() && item.occasion().is_none() {
        // XZ-500 Pro is one name: nothing of it is a word of ours.
        return Item { unknown: words, ..Item::default() };
    }
    item
}

/// Reads the longest phrase at the start; tells how many words it took.
fn one(know: &Knowledge, rest: &[String], niche: Option<&str>, item: &mut Item) -> usize {
    if let Some(taken) = number(rest, item) {
        return taken;
    }
    for length in (1..=rest.len().min(PHRASE_WORDS_MAX)).rev() {
        let phrase = rest[..length].join(" ");
        if length == 1 && EMPTY_WORDS.contains(&phrase.to_lowercase().as_str()) {
            return 1;
        }
        let met = look_up(know, &phrase, niche, item);
        if let Some(named) = met {
            item.named.push(named);
            return length;
        }
    }
    let letters = |word: &String| word.chars().any(char::is_alphanumeric);
    item.unknown.extend(rest.first().filter(|word| letters(word)).cloned());
    1
}

fn look_up(know: &Knowledge, phrase: &str, niche: Option<&str>, item: &Item) -> Option<Named> {
    let mut met = know.keys.find(phrase, niche);
    if met.is_empty() && !phrase.chars().any(crate::kazakh::letters::is_cyrillic) {
        met = know.keys.find(&cyrillic(phrase), niche);
    }
    let has_product = item.product(know).is_some();
    let is_own = |met: &&&Met| niche.is_none_or(|niche| met.niche == niche);
    let product = || met.iter().filter(|met| met.is_product && !has_product);
    let own = product().find(is_own).or_else(|| met.iter().find(|met| niche.is_some() && is_own(met)));
    own.or_else(|| product().next()).or_else(|| met.first()).map(|met| met.named)
}

/// Numbers with what they count; money becomes a price.
fn number(rest: &[String], item: &mut Item) -> Option<usize> {
    let first = rest.first()?;
    if !first.starts_with(|letter: char| letter.is_ascii_digit() || letter == '₸') {
        return None;
    }
    let mut digits: String = first.chars().filter(char::is_ascii_digit).collect();
    let mut taken = 1_usize;
    while let Some(next) =
        rest.get(taken).filter(|word| word.len() == 3 && word.chars().all(|letter| letter.is_ascii_digit()))
    {
        digits.push_str(next);
        taken = taken.saturating_add(1);
    }
    let unit: String = first.chars().filter(|letter| !letter.is_ascii_digit() && *letter != '.').collect();
    let next = rest.get(taken).map(|word| word.to_lowercase()).unwrap_or_default();
    let unit = if unit.is_empty() { next.as_str() } else { unit.as_str() };
    let amount: i64 = digits.parse().ok()?;
    let has_own_unit = !first.chars().all(|letter| letter.is_ascii_digit());
    let all = if has_own_unit { taken } else { taken.saturating_add(1) };
    let counted = |unit: &str| format!("{} {unit}", crate::kazakh::number_words(amount));
    let (said, taken) = match unit.to_lowercase().as_str() {
        "теңге" | "тг" | "тенге" | "₸" | "kzt" | "tenge" | "tg" => (price_words(amount), all),
        "жас" | "лет" | "years" | "year" | "года" | "год" | "жастан" => (counted("жас"), all),
        "%" | "пайыз" | "процентов" | "percent" => (counted("пайыз"), all),
        "мл" | "ml" => (counted("миллилитр"), all),
        "кг" | "kg" | "келі" | "кило" => (counted("келі"), all),
        "гб" | "gb" => (counted("гигабайт"), all),
        "сағат" | "час" | "часов" | "часа" | "hours" | "hour" => (counted("сағат"), all),
        "күн" | "дней" | "день" | "дня" | "days" | "day" => (counted("күн"), all),
        "апта" | "недель" | "недели" | "неделя" | "weeks" | "week" => (counted("апта"), all),
        "ай" | "месяцев" | "месяц" | "месяца" | "months" | "month" => (counted("ай"), all),
        "мин" | "минут" | "minutes" | "minute" => (counted("минут"), all),
        _ => (crate::kazakh::number_words(amount), taken),
    };
    item.numbers.push(said);
    Some(taken)
}

/// Latin Kazakh in Cyrillic, as the alphabet of 2021 and chats write it.
fn cyrillic(text: &str) -> String {
    const PAIRS: &[(&str, &str)] = &[
        ("ä", "ә"),
        ("ö", "ө"),
        ("ü", "ү"),
        ("ñ", "ң"),
        ("ğ", "ғ"),
        ("ū", "ұ"),
        ("ş", "ш"),
        ("ı", "ы"),
        ("sh", "ш"),
        ("ch", "ч"),
        ("zh", "ж"),
        ("gh", "ғ"),
        ("ng", "ң"),
        ("kh", "х"),
        ("ya", "я"),
        ("yu", "ю"),
        ("a", "а"),
        ("b", "б"),
        ("d", "д"),
        ("e", "е"),
        ("f", "ф"),
        ("g", "г"),
        ("h", "х"),
        ("i", "і"),
        ("j", "ж"),
        ("k", "к"),
        ("l", "л"),
        ("m", "м"),
        ("n", "н"),
        ("o", "о"),
        ("p", "п"),
        ("q", "қ"),
        ("r", "р"),
        ("s", "с"),
        ("t", "т"),
        ("u", "у"),
        ("v", "в"),
        ("w", "у"),
        ("x", "х"),
        ("y", "ы"),
        ("z", "з"),
        ("c", "ц"),
    ];
    let mut rest = text.to_lowercase();
    let mut out = String::new();
    while let Some(first) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(latin, _)| rest.starts_with(latin));
        let cut = pair.map_or(first.len_utf8(), |(latin, _)| latin.len());
        out.push_str(pair.map_or_else(|| &rest[..cut], |(_, cyrillic)| *cyrillic));
        rest.drain(..cut);
    }
    out
}
