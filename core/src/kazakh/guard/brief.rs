//! Briefs that no script is written for, and why: goods that may not be advertised at all, and promises of healing,
//! income or lost weight.

use super::claims;
use super::tokens::sentences;

/// Why a brief is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule: `BAN-1`, `MED-1`.
    pub code: String,
    /// The words of the brief that it is about.
    pub words: String,
    /// The reason in Kazakh.
    pub kk: String,
    /// The reason in Russian.
    pub ru: String,
}

/// Codes that refuse a brief; the others are left to the guard of the script.
const REFUSING: [&str; 11] =
    ["BAN-1", "BAN-2", "MED-1", "MED-3", "MED-4", "KID-1", "KID-2", "FIN-1", "WGT-1", "GUA-1", "PROF"];

/// Whether a script may be written for this brief; it may be in Kazakh, Russian or English.
///
/// # Errors
/// The first reason found against it.
pub fn brief(text: &str) -> Result<(), Refusal> {
    let sentences = sentences(text);
    for finding in sentences.iter().flat_map(|sentence| claims::in_brief(sentence)) {
        let code = finding.code.trim_start_matches("claim.").to_owned();
        if REFUSING.contains(&code.as_str()) {
            let words = super::slice(text, &(finding.from..finding.to));
            return Err(Refusal { code, words, kk: finding.kk, ru: finding.ru });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        brief(text).err().map(|refusal| refusal.code)
    }

    #[test]
    fn forbidden_goods_are_refused_in_three_languages() {
        for (text, expected) in [
            ("Шарап, қызыл, кешкі ас", "BAN-1"),
            ("Вино, красное, ужин", "BAN-1"),
            ("Beer, cold, evening", "BAN-1"),
            ("Вейп, жаңа, жастарға", "BAN-1"),
            ("Онлайн казино, бонус", "BAN-2"),
            ("Betting app, bonus", "BAN-2"),
            ("Крем, безеуді емдейді", "MED-1"),
            ("Таблетки от головы", "MED-3"),
            ("Supplement that cures diabetes", "MED-1"),
            ("Детская смесь, 0 месяцев", "KID-2"),
            ("Кепілді табыс, курс", "FIN-1"),
        ] {
            assert_eq!(code(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn ordinary_briefs_pass() {
        for text in [
            "Lipstick, Red, Evening Date",
            "Көйлек, жасыл, той",
            "Чай, зелёный, утро",
            "Wine-red dress, party",
            "Ойыншық, ағаш, үш жас",
            "",
            "🙂",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }
}
