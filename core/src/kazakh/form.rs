//! One line in, one form out: `көйлек|px1sg.dat` is көйлегіме. For the command line and for whoever edits the lists.

use std::fmt;

use super::features::Features;
use super::inflect::inflect;
use super::lexicon;

/// Why a line gives no form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormError {
    /// No `|` between lemma and tags, or nothing before it.
    NoLemma,
    /// A tag that the house does not know.
    UnknownTag(String),
    /// The word has no such form, as a name has no tense.
    NoForm,
}

impl fmt::Display for FormError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLemma => out.write_str("a line is lemma|tags"),
            Self::UnknownTag(tags) => write!(out, "unknown tag in {tags}"),
            Self::NoForm => out.write_str("the word has no such form"),
        }
    }
}

impl std::error::Error for FormError {}

/// The form for a line `lemma|tags`; what follows a second `|` is ignored, so a table of pairs can be fed as it is.
///
/// # Errors
/// No lemma, a tag that nobody knows, or a form that the word cannot have.
pub fn form_line(line: &str) -> Result<String, FormError> {
    let mut fields = line.split('|').map(str::trim);
    let lemma = fields.next().filter(|lemma| !lemma.is_empty()).ok_or(FormError::NoLemma)?;
    let tags = fields.next().ok_or(FormError::NoLemma)?;
    let features = Features::parse(tags).ok_or_else(|| FormError::UnknownTag(tags.to_owned()))?;
    inflect(&lexicon::lemma_for(lemma, &features), &features).ok_or(FormError::NoForm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_a_form_or_a_reason() {
        assert_eq!(form_line("көйлек|px1sg.dat").as_deref(), Ok("көйлегіме"));
        assert_eq!(form_line("ал|neg.pres.1sg|алмаймын").as_deref(), Ok("алмаймын"));
        assert_eq!(form_line("Kaspi|abl").as_deref(), Ok("Kaspi-ден"));
        assert_eq!(form_line("көйлек"), Err(FormError::NoLemma));
        assert_eq!(form_line("көйлек|px9"), Err(FormError::UnknownTag("px9".to_owned())));
        assert_eq!(form_line("көйлек|past.1sg.pl"), Err(FormError::NoForm));
    }

    #[test]
    fn any_line_at_all_is_answered() {
        for line in
            ["", "|", "||", "🙂|pl", "a|dat.dat.dat", "ь|px3", "қ|cmp", "-|acc", "1|px1sg", &"я|pl|".repeat(900)]
        {
            let _ = form_line(line);
        }
    }
}
