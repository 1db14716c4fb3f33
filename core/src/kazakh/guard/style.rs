//! Signs of a text that was translated or read from paper; heard only in a whole script, for a line alone proves
//! nothing.

use super::tokens::Token;
use super::{Context, Finding, Severity};

/// More words in one breath than people say.
const WORDS_MAX: usize = 12;

/// What sounds like paper in a script.
pub(super) fn findings(sentences: &[Vec<Token>], context: &Context) -> Vec<Finding> {
    if context.parts.is_empty() {
        return Vec::new();
    }
    let ands = sentences.iter().flatten().filter(|token| token.lower == "және").skip(1);
    let second = ands.map(|token| Finding {
        code: "style.and".to_owned(),
        severity: Severity::Warn,
        from: token.from,
        to: token.to,
        kk: "«және» бір мәтінге біреу-ақ жетеді: «да», «сосын» деп айт.".to_owned(),
        ru: "Одного «және» на текст достаточно: скажи «да», «сосын».".to_owned(),
        replacements: vec!["сосын".to_owned()],
    });
    let long = sentences.iter().filter_map(|sentence| {
        let mut words = sentence.iter().filter(|token| token.is_word());
        let (first, count) = (words.next()?, words.count().saturating_add(1));
        (count > WORDS_MAX).then(|| Finding {
            code: "style.long".to_owned(),
            severity: Severity::Note,
            from: first.from,
            to: sentence.last().map_or(first.to, |token| token.to),
            kk: format!("Бір сөйлемде {count} сөз бар: екіге бөлсең, айтуға жеңіл."),
            ru: format!("В одной фразе {count} слов: раздели на две, легче сказать."),
            replacements: Vec::new(),
        })
    });
    second.chain(long).collect()
}
