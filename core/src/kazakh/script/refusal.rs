//! Briefs that get a clear answer instead of a script: nothing to say, too much to read, or something no
//! advertisement may say.

use crate::kazakh::guard;

/// Why there is no script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Stable: `empty`, `too_long`, `rude`, `claim.MED-1`, …
    pub code: String,
    /// In Kazakh, for the creator.
    pub kk: String,
    /// In Russian.
    pub ru: String,
}

const BRIEF_CHARACTERS_MAX: usize = 2_000;

const TOO_LONG: Told = (
    "too_long",
    "Тапсырма тым ұзын. Затты және екі-үш белгісін ғана жаз.",
    "Задание слишком длинное. Назовите вещь и два-три признака.",
);

/// A rule: its answer and the beginnings of the words that break it.
struct Rule {
    answer: Told,
    stems: &'static [&'static str],
}

/// Code, Kazakh, Russian.
type Told = (&'static str, &'static str, &'static str);

fn refused((code, kk, ru): Told) -> Refused {
    Refused { code: code.to_owned(), kk: kk.to_owned(), ru: ru.to_owned() }
}

const RULES: &[Rule] = &[
    Rule {
        answer: ("rude", "Тапсырмада балағат сөз бар. Оны алып таста.", "В задании есть брань. Уберите её."),
        stems: &[
            "сука",
            "бляд",
            "блять",
            "хуй",
            "хуе",
            "пизд",
            "ебан",
            "ебат",
            "қотақ",
            "котак",
            "сігей",
            "fuck",
            "shit",
            "bitch",
        ],
    },
    Rule {
        answer: (
            "claim.MED-1",
            "Емдейді деп айтуға болмайды: тек дәрінің құжаты ғана соны айта алады. Түрін, сезімін айт.",
            "Нельзя обещать лечение. Напишите, как это выглядит и ощущается.",
        ),
        stems: &[
            "емде",
            "айықтыр",
            "сауықтыр",
            "лечит",
            "лечен",
            "вылеч",
            "излеч",
            "исцел",
            "от боли",
            "cure",
            "heals",
            "healing",
            "treats",
            "treatment for",
            "immunity",
            "иммунитет",
            "похуде",
            "жирді ериді",
            "арықтат",
            "lose weight",
            "diabet",
            "диабет",
        ],
    },
    Rule {
        answer: (
            "claim.MED-3",
            "Дәрі мен емшараға бұл жерде сценарий жазылмайды: рұқсат құжаты керек.",
            "Лекарства и медицинские процедуры требуют лицензии: сценарий не пишем.",
        ),
        stems: &[
            "таблетк",
            "инъекц",
            "ботокс",
            "филлер",
            "антибиотик",
            "дәрі-дәрмек",
            "лекарств",
            "medicine",
            "medication",
            "pills",
            "botox",
            "filler",
            "antibiotic",
            "дәрі ",
            "бад ",
            "биодобавк",
        ],
    },
    Rule {
        answer: (
            "claim.BAN-1",
            "Ішімдік пен темекінің жарнамасына заң тыйым салады.",
            "Реклама алкоголя и табака запрещена законом.",
        ),
        stems: &[
            "сыра",
            "шарап",
            "арақ",
            "темекі",
            "вейп",
            "кальян",
            "снюс",
            "пиво",
            "вино ",
            "водк",
            "сигарет",
            "табак",
            "алкогол",
            "beer",
            "wine",
            "vodka",
            "whisky",
            "whiskey",
            "cigar",
            "vape",
            "tobacco",
            "hookah",
            "alcohol",
            "коньяк",
            "виски",
        ],
    },
    Rule {
        answer: ("claim.BAN-2", "Құмар ойынның жарнамасына тыйым салынған.", "Реклама азартных игр запрещена."),
        stems: &[
            "казино",
            "бәс тіг",
            "букмекер",
            "ставк",
            "слоты",
            "casino",
            "betting",
            "bookmaker",
            "gambl",
            "құмар ойын",
        ],
    },
    Rule {
        answer: (
            "claim.KID-2",
            "Ана сүтін алмастыратын қоспаны жарнамалауға болмайды.",
            "Заменители грудного молока рекламировать нельзя.",
        ),
        stems: &[
            "сүт қоспа",
            "ана сүтін алмастыр",
            "молочная смесь",
            "детская смесь",
            "заменитель грудного",
            "infant formula",
            "baby formula",
        ],
    },
    Rule {
        answer: (
            "claim.SUP-1",
            "«Ең жақсы», «№1» дегенге құжат керек. Орнына «маған ұнағаны» деп жаз.",
            "«Лучший», «№1» требуют документов. Напишите, чем нравится вам.",
        ),
        stems: &[
            "ең жақсы",
            "ең үздік",
            "ең арзан",
            "№1",
            "теңдесі жоқ",
            "бірден-бір",
            "самый лучш",
            "самая лучш",
            "лучший в",
            "лучшая в",
            "номер один",
            "number one",
            "the best",
            "best in",
            "#1",
        ],
    },
    Rule {
        answer: (
            "claim.CMP-1",
            "Басқа брендпен салыстыруға болмайды. Өз өніміңді ғана айт.",
            "Сравнивать с чужим брендом нельзя. Расскажите только о своём.",
        ),
        stems: &[
            "қарағанда",
            "лучше чем",
            "лучше, чем",
            "better than",
            "than ",
            " vs ",
            "дешевле чем",
            "в отличие от",
            "unlike ",
        ],
    },
    Rule {
        answer: (
            "claim.FIN-1",
            "Кепілді табыс, тәуекелсіз деп уәде беруге болмайды.",
            "Обещать гарантированный доход без риска нельзя.",
        ),
        stems: &[
            "кепілді табыс",
            "тәуекелсіз",
            "тез баю",
            "пассив табыс",
            "гарантированный доход",
            "без риска",
            "пассивный доход",
            "guaranteed income",
            "guaranteed profit",
            "risk-free",
            "risk free",
            "get rich",
            "passive income",
            "100% нәтиже",
            "гарантированный результат",
        ],
    },
];

/// The answer to a brief that gets no script.
#[must_use]
pub fn refusal(brief: &str) -> Option<Refused> {
    if !brief.chars().any(char::is_alphabetic) {
        return Some(refused((
            "empty",
            "Не туралы айтасың? Затты бір сөзбен жаз.",
            "О чём ролик? Назовите вещь одним словом.",
        )));
    }
    if brief.chars().count() > BRIEF_CHARACTERS_MAX {
        return Some(refused(TOO_LONG));
    }
    let spaced = format!(" {} ", brief.to_lowercase().replace([',', '.', ';', '!', '?', '\n'], " , "));
    let breaks = |stem: &&str| {
        spaced.match_indices(*stem).any(|(place, _)| stem.starts_with(' ') || opens_a_word(&spaced, place))
    };
    let own = RULES.iter().find(|rule| rule.stems.iter().any(breaks)).map(|rule| refused(rule.answer));
    own.or_else(|| {
        guard::brief(brief).err().map(|refusal| Refused {
            code: format!("claim.{}", refusal.code),
            kk: refusal.kk,
            ru: refusal.ru,
        })
    })
}

fn opens_a_word(text: &str, place: usize) -> bool {
    text[..place].chars().last().is_none_or(|letter| !letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(brief: &str) -> Option<String> {
        refusal(brief).map(|refused| refused.code)
    }

    #[test]
    fn a_brief_without_words_or_with_too_many_is_answered() {
        assert_eq!(code("").as_deref(), Some("empty"));
        assert_eq!(code("🙂🙂 12").as_deref(), Some("empty"));
        assert_eq!(code(&"далап ".repeat(10_000)).as_deref(), Some("too_long"));
    }

    #[test]
    fn what_no_advertisement_may_say_is_refused_with_its_reason() {
        assert_eq!(code("крем, лечит прыщи").as_deref(), Some("claim.MED-1"));
        assert_eq!(code("Tea that cures diabetes").as_deref(), Some("claim.MED-1"));
        assert_eq!(code("Сыра, суық").as_deref(), Some("claim.BAN-1"));
        assert_eq!(code("Phone, better than iPhone").as_deref(), Some("claim.CMP-1"));
        assert_eq!(code("№1 крем").as_deref(), Some("claim.SUP-1"));
    }

    #[test]
    fn an_innocent_brief_passes() {
        for brief in
            ["Lipstick, Red, Evening Date", "Көйлек, жасыл, той", "Шаш маскасы", "Винтажное платье", "Парацельс"]
        {
            assert_eq!(code(brief), None, "{brief}");
        }
    }
}
