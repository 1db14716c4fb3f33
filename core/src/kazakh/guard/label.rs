//! The advertising label (order 59-НҚ of 16.02.2024): one of seven, on the screen before the advertising starts and
//! as the first words of the caption.

use super::{Finding, Labelled, Severity};

/// The labels the order allows, then their Russian equivalents.
pub const LABELS: [&str; 10] = [
    "жарнама",
    "жарнамалық материал",
    "серіктестік материал",
    "демеушілік материал",
    "жарнама құқығында",
    "демеушімен төленген",
    "pr құқығында",
    "реклама",
    "рекламный материал",
    "на правах рекламы",
];

fn opens_with_label(text: &str) -> bool {
    let lower = text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let is_whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    LABELS.iter().any(|label| lower.strip_prefix(label).is_some_and(is_whole))
}

/// What the screen and the caption lack.
pub(super) fn findings(labelled: Option<&Labelled>) -> Vec<Finding> {
    let Some(labelled) = labelled else { return Vec::new() };
    let missing = |code: &str, kk: &str, ru: &str| Finding {
        code: code.to_owned(),
        severity: Severity::Fail,
        from: 0,
        to: 0,
        kk: kk.to_owned(),
        ru: ru.to_owned(),
        replacements: vec!["Жарнама".to_owned()],
    };
    let mut found = Vec::new();
    if !opens_with_label(&labelled.screen) {
        found.push(missing(
            "label.screen",
            "Экранда басынан «Жарнама» деп тұруы керек.",
            "На экране с начала нужна пометка «Жарнама».",
        ));
    }
    if !opens_with_label(&labelled.caption) {
        found.push(missing(
            "label.caption",
            "Жазба «Жарнама» деген сөзден басталуы керек.",
            "Подпись должна начинаться со слова «Жарнама».",
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(screen: &str, caption: &str) -> Vec<String> {
        let labelled = Labelled { screen: screen.to_owned(), caption: caption.to_owned() };
        findings(Some(&labelled)).into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_paid_post_shows_its_label_twice() {
        assert!(codes("Жарнама · Қызыл далап", "Жарнама. Кешке дайынмын!").is_empty());
        assert_eq!(codes("", "Жарнамасыз айтайын"), ["label.screen", "label.caption"]);
        assert_eq!(codes("ЖАРНАМА", "Қызыл далап. Жарнама"), ["label.caption"]);
    }
}
