//! A clause in its dictionary form: who does what to what, with nobody named and no tense. Everything that
//! changes with the
//! speaker is marked; the rest is as people say it.

use super::lines::strange_letter;
use super::word::Book;
use crate::kazakh::Lemma;
use crate::kazakh::{Case, Features, Person};

/// Of whom a clause is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The creator.
    Me,
    /// The viewer, as сен.
    You,
    /// The viewer, as сіз.
    Polite,
    /// Neither.
    It,
    /// Both: let us.
    Us,
}

impl Actor {
    /// The grammatical person.
    #[must_use]
    pub fn person(self) -> Person {
        match self {
            Self::Me => Person::First,
            Self::You => Person::Second,
            Self::Polite => Person::Polite,
            Self::It => Person::Third,
            Self::Us => Person::We,
        }
    }
}

/// A part of a clause before its predicate.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Said as written.
    Plain(String),
    /// A word with features; `px` without a person is the actor's.
    Form {
        /// The word.
        lemma: Lemma,
        /// Tags as written, `px.dat`.
        tags: String,
    },
    /// The product itself.
    Thing(Option<Case>),
}

/// What is said of the subject.
#[derive(Debug, Clone)]
pub enum Predicate {
    /// A verb; `is_negative` by nature: не жағарын білме-.
    Verb {
        /// The stem.
        lemma: Lemma,
        /// Negative in itself.
        is_negative: bool,
        /// The helper of its progressive.
        helper: Option<String>,
    },
    /// An adjective, a noun, бар or жоқ.
    Name {
        /// As written.
        text: String,
        /// Strengthened: қып-қызыл.
        intensive: Option<String>,
    },
}

/// A clause of a frame.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Before the colon; `None`: an actor does it. `Some([])`: the product is the subject.
    pub subject: Option<Vec<Piece>>,
    /// Between subject and predicate.
    pub arguments: Vec<Piece>,
    /// The end.
    pub predicate: Predicate,
    /// As written, for tests and for the editor.
    pub source: String,
}

impl Clause {
    /// The word that ends it: no script says a verb twice.
    #[must_use]
    pub fn end(&self) -> &str {
        match &self.predicate {
            Predicate::Verb { lemma, .. } => &lemma.text,
            Predicate::Name { text, .. } => text,
        }
    }

    /// The noun of its subject, where it has one: түс, өзі.
    #[must_use]
    pub fn subject_word(&self) -> Option<&str> {
        match self.subject.as_deref()?.last()? {
            Piece::Plain(word) => Some(word),
            Piece::Form { lemma, .. } => Some(&lemma.text),
            Piece::Thing(_) => None,
        }
    }

    /// Whether its subject is a part of the thing itself: түсі, not ернім.
    #[must_use]
    pub fn is_of_the_thing(&self) -> bool {
        matches!(self.subject.as_deref(), Some([Piece::Form { tags, .. }]) if tags == "px3")
    }

    /// Whether it asks who does it: кім көбірек ойна-.
    #[must_use]
    pub fn asks_who(&self) -> bool {
        let pieces = self.subject.iter().flatten().chain(&self.arguments);
        pieces.into_iter().any(|piece| matches!(piece, Piece::Plain(word) if word == "кім" || word == "кімің"))
    }

    /// Whether it says a place or an hour of its own: no second one fits beside it.
    #[must_use]
    pub fn has_a_place(&self) -> bool {
        const ENDS: [&str; 8] = ["да", "де", "та", "те", "нда", "нде", "тұрып", "отырып"];
        self.arguments.iter().any(|piece| match piece {
            Piece::Plain(word) => ENDS.iter().any(|end| word.ends_with(end)),
            Piece::Form { tags, .. } => tags.ends_with("loc"),
            Piece::Thing(_) => false,
        })
    }

    /// Whether it opens with something of the actor's: of nobody it cannot be said (кімнің беті?).
    #[must_use]
    pub fn names_owner_first(&self) -> bool {
        let first = self.subject.as_deref().unwrap_or(&self.arguments).first();
        matches!(first, Some(Piece::Form { tags, .. }) if tags.split('.').any(|tag| tag == "px"))
    }
}

const WORDS_MAX: usize = 9;

/// Reads a clause.
pub(super) fn parse_clause(text: &str, book: &Book<'_>) -> Result<Clause, String> {
    let spaced = format!(" {text} ");
    let (subject, rest) = match spaced.split_once(" : ") {
        Some((subject, rest)) => (Some(parse_pieces(subject, book)?), rest),
        None => (None, spaced.as_str()),
    };
    let mut tokens: Vec<&str> = rest.split_whitespace().collect();
    if tokens.len() > WORDS_MAX {
        return Err(format!("more than {WORDS_MAX} words: {text}"));
    }
    let Some(last) = tokens.pop() else { return Err("a clause without a predicate".to_owned()) };
    let predicate = match last
        .strip_suffix('-')
        .map(|verb| (verb, false))
        .or(last.strip_suffix("-/neg").map(|verb| (verb, true)))
    {
        Some((verb, is_negative)) => parse_verb(verb, is_negative, book)?,
        None if subject.is_none() => return Err(format!("the clause must end in a verb with a hyphen: {text}")),
        None => parse_name(last, book)?,
    };
    Ok(Clause { subject, arguments: parse_tokens(&tokens, book)?, predicate, source: text.to_owned() })
}

fn parse_verb(verb: &str, is_negative: bool, book: &Book<'_>) -> Result<Predicate, String> {
    let word = book.verb(verb).ok_or_else(|| format!("the verb {verb}- is in no word list"))?;
    Ok(Predicate::Verb { lemma: word.lemma.clone(), is_negative, helper: word.helper.clone() })
}

fn parse_name(text: &str, book: &Book<'_>) -> Result<Predicate, String> {
    if text.contains('/') {
        return Err(format!("a predicate that is no verb stands bare: {text}"));
    }
    if let Some(letter) = strange_letter(text) {
        return Err(format!("the letter {letter:?} is no Kazakh letter"));
    }
    let intensive = book.name(text).and_then(|word| word.lemma.intensive.clone());
    Ok(Predicate::Name { text: text.to_owned(), intensive })
}

/// Reads words that stand before a predicate.
pub(super) fn parse_pieces(text: &str, book: &Book<'_>) -> Result<Vec<Piece>, String> {
    parse_tokens(&text.split_whitespace().collect::<Vec<_>>(), book)
}

fn parse_tokens(tokens: &[&str], book: &Book<'_>) -> Result<Vec<Piece>, String> {
    tokens.iter().map(|token| parse_piece(token, book)).collect()
}

fn parse_piece(token: &str, book: &Book<'_>) -> Result<Piece, String> {
    let Some((word, tags)) = token.split_once('/') else {
        return match strange_letter(token) {
            Some(letter) => Err(format!("the letter {letter:?} is no Kazakh letter")),
            None if token.ends_with('-') => Err(format!("a verb with a hyphen before the clause's end: {token}")),
            None => Ok(Piece::Plain(token.to_owned())),
        };
    };
    let features = features_of(tags, Actor::Me).ok_or_else(|| format!("no such feature: {tags}"))?;
    if word == "@" {
        return Ok(Piece::Thing(features.case()));
    }
    let word = word.replace('_', " ");
    let found = if features.is_verbal() { book.verb(&word) } else { book.name(&word) };
    let lemma = found.ok_or_else(|| format!("the word {word} is in no word list"))?.lemma.clone();
    Ok(Piece::Form { lemma, tags: tags.to_owned() })
}

/// The features that tags ask for, with the actor's person put in where only `px` stands.
#[must_use]
pub(crate) fn features_of(tags: &str, actor: Actor) -> Option<Features> {
    let owner = match actor {
        Actor::Me => "px1sg",
        Actor::You => "px2sg",
        Actor::Polite => "px2frm",
        Actor::It => "px3",
        Actor::Us => "px1pl",
    };
    let named: Vec<&str> = tags.split('.').map(|tag| if tag == "px" { owner } else { tag }).collect();
    Features::parse(&named.join("."))
}
