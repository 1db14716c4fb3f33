//! Briefs that get a clear answer instead of a script: nothing to say, too much to read, or something no advertisement may say.

/// Why there is no script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Stable: `empty`, `too_long`, `rude`, `claim.MED-1`, …
    pub code: &'static str,
    /// In Kazakh, for the creator.
    pub kk: &'static str,
    /// In Russian.
    pub ru: &'static str,
}

const BRIEF_CHARACTERS_MAX: usize = 2_000;

/// A rule: its answer and the beginnings of the words that break it.
struct Rule {
    refused: Refused,
    stems: &'static [&'static str],
}

const fn refused(code: &'static str, kk: &'static str, ru: &'static str) -> Refused {
    Refused { code, kk, ru }
}

const RULES: [Rule; 9] = [
    Rule {
        refused: refused("rude", "Тапсырмада балағат сөз бар. Оны алып таста.", "В задании есть брань. Уберите её."),
        stems: &["сука", "бляд", "блять", "хуй", "хуе", "пизд", "ебан", "ебат", "қотақ", "котак", "сігей", "fuck", "shit", "bitch"],
    },
    Rule {
        refused: refused(
            "claim.MED-1",
            "Емдейді деп айтуға болмайды: тек дәрінің құжаты ғана соны айта алады. Түрін, сезімін айт.",
            "Нельзя обещать лечение. Напишите, как это выглядит и ощущается.",
        ),
        stems: &[
            "емде", "айықтыр", "сауықтыр", "лечит", "лечен", "вылеч", "излеч", "исцел", "от боли", "cure", "heals", "healing",
            "treats", "treatment for", "immunity", "иммунитет", "похуде", "жирді ериді", "арықтат", "lose weight", "diabet", "диабет",
        ],
    },
    Rule {
        refused: refused(
            "claim.MED-3",
            "Дәрі мен емшараға бұл жерде сценарий жазылмайды: рұқсат құжаты керек.",
            "Лекарства и медицинские процедуры требуют лицензии: сценарий не пишем.",
        ),
        stems: &[
            "таблетк", "инъекц", "ботокс", "филлер", "антибиотик", "дәрі-дәрмек", "лекарств", "medicine", "medication", "pills",
            "botox", "filler", "antibiotic", "дәрі ", "бад ", "биодобавк",
        ],
    },
    Rule {
        refused: refused(
            "claim.BAN-1",
            "Ішімдік пен темекінің жарнамасына заң тыйым салады.",
            "Реклама алкоголя и табака запрещена законом.",
        ),
        stems: &[
            "сыра", "шарап", "арақ", "темекі", "вейп", "кальян", "снюс", "пиво", "вино ", "водк", "сигарет", "табак", "алкогол",
            "beer", "wine", "vodka", "whisky", "whiskey", "cigar", "vape", "tobacco", "hookah", "alcohol", "коньяк", "виски",
        ],
    },
    Rule {
        refused: refused("claim.BAN-2", "Құмар ойынның жарнамасына тыйым салынған.", "Реклама азартных игр запрещена."),
        stems: &["казино", "бәс тіг", "букмекер", "ставк", "слоты", "casino", "betting", "bookmaker", "gambl", "құмар ойын"],
    },
    Rule {
        refused: refused(
            "claim.KID-2",
            "Ана сүтін алмастыратын қоспаны жарнамалауға болмайды.",
            "Заменители грудного молока рекламировать нельзя.",
        ),
        stems: &["сүт қоспа", "ана сүтін алмастыр", "молочная смесь", "детская смесь", "заменитель грудного", "infant formula", "baby formula"],
    },
    Rule {
        refused: refused(
            "claim.SUP-1",
            "«Ең жақсы», «№1» дегенге құжат керек. Орнына «маған ұнағаны» деп жаз.",
            "«Лучший», «№1» требуют документов. Напишите, чем нравится вам.",
        ),
        stems: &[
            "ең жақсы", "ең үздік", "ең арзан", "№1", "теңдесі жоқ", "бірден-бір", "самый лучш", "самая лучш", "лучший в", "лучшая в",
            "номер один", "number one", "the best", "best in", "#1",
        ],
    },
    Rule {
        refused: refused(
            "claim.CMP-1",
            "Басқа брендпен салыстыруға болмайды. Өз өніміңді ғана айт.",
            "Сравнивать с чужим брендом нельзя. Расскажите только о своём.",
        ),
        stems: &["қарағанда", "лучше чем", "лучше, чем", "better than", "than ", " vs ", "дешевле чем", "в отличие от", "unlike "],
    },
    Rule {
        refused: refused(
            "claim.FIN-1",
            "Кепілді табыс, тәуекелсіз деп уәде беруге болмайды.",
            "Обещать гарантированный доход без риска нельзя.",
        ),
        stems: &[
            "кепілді табыс", "тәуекелсіз", "тез баю", "пассив табыс", "гарантированный доход", "без риска", "пассивный доход",
            "guaranteed income", "guaranteed profit", "risk-free", "risk free", "get rich", "passive income", "100% нәтиже", "гарантированный результат",
        ],
    },
];

/// The answer to a brief that gets no script.
#[must_use]
pub fn refusal(brief: &str) -> Option<Refused> {
    if !brief.chars().any(char::is_alphabetic) {
        return Some(refused("empty", "Не туралы айтасың? Затты бір сөзбен жаз.", "О чём ролик? Назовите вещь одним словом."));
    }
    if brief.chars().count() > BRIEF_CHARACTERS_MAX {
        return Some(refused("too_long", "Тапсырма тым ұзын. Затты және екі-үш белгісін ғана жаз.", "Задание слишком длинное. Назовите вещь и два-три признака."));
    }
    let spaced = format!(" {} ", brief.to_lowercase().replace([',', '.', ';', '!', '?', '\n'], " , "));
    let breaks = |stem: &&str| spaced.match_indices(*stem).any(|(place, _)| stem.starts_with(' ') || opens_a_word(&spaced, place));
    RULES.into_iter().find(|rule| rule.stems.iter().any(breaks)).map(|rule| rule.refused)
}

fn opens_a_word(text: &str, place: usize) -> bool {
    text[..place].chars().last().is_none_or(|letter| !letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(brief: &str) -> Option<&'static str> {
        refusal(brief).map(|refused| refused.code)
    }

    #[test]
    fn a_brief_without_words_or_with_too_many_is_answered() {
        assert_eq!(code(""), Some("empty"));
        assert_eq!(code("🙂🙂 12"), Some("empty"));
        assert_eq!(code(&"далап ".repeat(10_000)), Some("too_long"));
    }

    #[test]
    fn what_no_advertisement_may_say_is_refused_with_its_reason() {
        assert_eq!(code("крем, лечит прыщи"), Some("claim.MED-1"));
        assert_eq!(code("Tea that cures diabetes"), Some("claim.MED-1"));
        assert_eq!(code("Сыра, суық"), Some("claim.BAN-1"));
        assert_eq!(code("Phone, better than iPhone"), Some("claim.CMP-1"));
        assert_eq!(code("№1 крем"), Some("claim.SUP-1"));
    }

    #[test]
    fn an_innocent_brief_passes() {
        for brief in ["Lipstick, Red, Evening Date", "Көйлек, жасыл, той", "Шаш маскасы", "Винтажное платье", "Парацельс"] {
            assert_eq!(code(brief), None, "{brief}");
        }
    }
}
