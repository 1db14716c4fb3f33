//! What each line is called in the law and what it is for, in the three languages: a figure without a name explains
//! nothing.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

use super::LineCode;

static LINES: LazyLock<Lines> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/tax/lines.json")).expect("the names in the source are read by a test")
});

/// The file also says where its names come from.
#[derive(Deserialize)]
struct Lines {
    lines: Vec<LineWords>,
}

/// One line in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineWords {
    /// Which.
    pub line: LineCode,
    /// Its official name.
    pub name: InLanguages,
    /// What it is for, in one sentence.
    pub sentence: InLanguages,
}

/// A text in every language of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InLanguages {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

impl InLanguages {
    /// In a language of the app; in Kazakh if it is none of them.
    pub fn get(&self, language: &str) -> &str {
        match language {
            "ru" => &self.ru,
            "en" => &self.en,
            _ => &self.kk,
        }
    }
}

impl LineCode {
    /// The line in words.
    pub fn words(self) -> &'static LineWords {
        LINES.lines.iter().find(|words| words.line == self).expect("a test finds every line")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_name_and_a_sentence_in_three_languages() {
        for line in LineCode::ALL {
            let words = line.words();
            for language in ["kk", "ru", "en"] {
                assert!(
                    !words.name.get(language).is_empty() && words.sentence.get(language).ends_with('.'),
                    "{line:?}"
                );
            }
        }
        assert_eq!(LineCode::So.words().name.get("de"), "әлеуметтік аударым");
    }
}
