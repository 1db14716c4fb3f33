//! A niche file as lines that know their place; comments and empty lines are gone.

/// One line that says something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The file's name, which is the niche's key.
    pub file: &'a str,
    /// From 1.
    pub number: usize,
    /// Trimmed.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// The columns of a word or an occasion.
    pub fn columns(&self) -> Vec<&'a str> {
        self.text.split('|').map(str::trim).collect()
    }

    /// Whether the line is one of the list: `n | …`.
    pub fn is_listed(&self) -> bool {
        self.text.contains('|')
    }

    /// `key: value`.
    pub fn pair(&self) -> Option<(&'a str, &'a str)> {
        self.text.split_once(':').map(|(key, value)| (key.trim(), value.trim()))
    }

    /// The error at this place.
    pub fn wrong(&self, what: impl Into<String>) -> super::Wrong {
        super::Wrong { file: self.file.to_owned(), line: self.number, what: what.into() }
    }
}

/// All lines of a file that say something.
pub(super) fn read<'a>(file: &'a str, text: &'a str) -> Vec<Line<'a>> {
    let told = (1_usize..).zip(text.lines().map(str::trim));
    told.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(number, text)| Line { file, number, text })
        .collect()
}

/// The first letter that no Kazakh field may hold: Latin look-alikes pass every eye.
pub(super) fn strange_letter(text: &str) -> Option<char> {
    let is_mark = |letter: char| " -–—,./:;@«»%0123456789".contains(letter);
    text.chars().find(|letter| !crate::kazakh::letters::is_cyrillic(*letter) && !is_mark(*letter))
}
