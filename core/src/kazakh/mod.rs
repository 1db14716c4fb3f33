//! Kazakh: words and their forms, how they are said, and the guard that reads a script before a person does.
//! Pure, and nothing here learns a sentence by heart: forms come from rules and a lexicon that a linguist can read.
//!
//! - [`inflect()`] and [`inflect_tags`]: a lemma and a chain of tags make a form (`px2sg.dat`, `neg.pres.3`,
//!   `ip:көр.imp2sg`, `des.1sg.then:кел.pres.3`);
//! - [`analyse()`]: a form's lemmas and chains, by the same rules turned round; [`form_line`] for the command line;
//! - [`guard`]: what a careful editor would change, with places and replacements;
//! - [`syllables()`], [`spoken()`], [`number_words`]: what a text sounds like.

mod analyse;
mod chains;
mod dictionary;
mod features;
mod form;
pub mod guard;
mod inflect;
pub mod knowledge;
mod lemma;
pub mod letters;
pub mod lexicon;
mod nominal;
mod numbers;
mod quick;
mod restore;
pub mod script;
mod spoken;
mod suffix;
mod syllables;
mod tag_names;
mod verb;

pub use analyse::{Analysis, analyse, plural_of, prepare};
pub use features::{Case, Features, Person, Tag};
pub use form::{FormError, form_line};
pub use inflect::{inflect, inflect_tags};
pub use lemma::{Lemma, Pos, looks_like_a_loan};
pub use numbers::{is_number_word, number_words, ordinal_words};
pub use spoken::{pronunciation, spoken};
pub use syllables::syllables;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod spoken_forms;
