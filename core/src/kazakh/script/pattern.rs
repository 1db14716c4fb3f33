//! A pattern: words as they are, words with features, calls of clauses and things, and choices between them.
//! `Міне, <thing>: (<sense pres>|қара/imp.you).`

use crate::kazakh::Features;

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word said as written.
    Word(String),
    /// A mark: , . ! ? : … — « ».
    Mark(char),
    /// A word with tags: `қара/imp.you`.
    Form {
        /// The word.
        lemma: String,
        /// Its tags; `me`, `you`, `it`, `us` name persons.
        tags: Vec<String>,
    },
    /// Something from the frame or the brief: `<use past.me>`.
    Call {
        /// What.
        name: String,
        /// With which tags.
        tags: Vec<String>,
    },
    /// A particle that stands only where the sentence has none yet: `{ғой}`.
    Particle(String),
    /// One of these.
    Choice(Vec<Vec<Self>>),
}

/// Reads a pattern.
///
/// # Errors
/// A sentence for the editor.
pub fn parse(text: &str) -> Result<Vec<Node>, String> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.reverse();
    let nodes = sequence(&mut letters)?;
    if letters.is_empty() { Ok(nodes) } else { Err(format!("a bracket closes that never opened: {text}")) }
}

fn sequence(rest: &mut Vec<char>) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::new();
    while let Some(letter) = rest.last().copied() {
        match letter {
            '|' | ')' => break,
            ' ' => {
                rest.pop();
            }
            '(' => {
                rest.pop();
                nodes.push(choice(rest)?);
            }
            '<' => nodes.push(call(&enclosed(rest, '>')?)?),
            '{' => nodes.push(Node::Particle(enclosed(rest, '}')?)),
            ',' | '.' | '!' | '?' | ':' | '…' | '—' | '«' | '»' => {
                rest.pop();
                nodes.push(Node::Mark(letter));
            }
            _ => word(rest, &mut nodes)?,
        }
    }
    Ok(nodes)
}

fn choice(rest: &mut Vec<char>) -> Result<Node, String> {
    let mut options = Vec::new();
    loop {
        options.push(sequence(rest)?);
        match rest.pop() {
            Some('|') => {}
            Some(')') => return Ok(Node::Choice(options)),
            _ => return Err("a bracket opens and never closes".to_owned()),
        }
    }
}

fn enclosed(rest: &mut Vec<char>, close: char) -> Result<String, String> {
    rest.pop();
    let mut inside = String::new();
    loop {
        match rest.pop() {
            Some(letter) if letter == close => return Ok(inside),
            Some(letter) => inside.push(letter),
            None => return Err(format!("{close} is missing")),
        }
    }
}

fn call(inside: &str) -> Result<Node, String> {
    let (name, tags) = inside.split_once(' ').unwrap_or((inside, ""));
    Ok(Node::Call { name: name.to_owned(), tags: split(tags)? })
}

/// Tags that name persons or something the stage fills in; all others are features.
const OWN_TAGS: &[&str] =
    &["me", "you", "it", "us", "@me", "@you", "@it", "imp", "opt", "must", "px", "cop", "prog", "nom", "$tense"];

fn split(tags: &str) -> Result<Vec<String>, String> {
    let tags: Vec<String> = tags.split(['.', ' ']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let is_known = |tag: &&String| OWN_TAGS.contains(&tag.as_str()) || Features::parse(tag).is_some();
    match tags.iter().find(|tag| !is_known(tag)) {
        Some(tag) => Err(format!("no such tag: {tag}")),
        None => Ok(tags),
    }
}

fn word(rest: &mut Vec<char>, nodes: &mut Vec<Node>) -> Result<(), String> {
    let mut word = String::new();
    while let Some(letter) = rest.last().copied() {
        if " <>(){}|,!?…«»—".contains(letter) {
            break;
        }
        word.push(letter);
        rest.pop();
    }
    let bare = word.trim_end_matches(['.', ':']);
    let marks: Vec<char> = word[bare.len()..].chars().collect();
    match bare.split_once('/') {
        Some((lemma, tags)) => {
            nodes.push(Node::Form { lemma: lemma.replace('_', " ").to_lowercase(), tags: split(tags)? })
        }
        None => nodes.push(Node::Word(bare.to_owned())),
    }
    nodes.extend(marks.into_iter().map(Node::Mark));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_words_forms_calls_marks_and_choices() {
        let nodes = parse("Міне, <thing acc> (қара/imp.you.please|көр).").expect("a pattern");
        assert_eq!(nodes.len(), 5);
        assert_eq!(nodes[0], Node::Word("Міне".to_owned()));
        assert_eq!(nodes[1], Node::Mark(','));
        assert_eq!(nodes[2], Node::Call { name: "thing".to_owned(), tags: vec!["acc".to_owned()] });
        assert!(matches!(&nodes[3], Node::Choice(options) if options.len() == 2));
        assert_eq!(nodes[4], Node::Mark('.'));
        assert!(parse("(a|b").is_err() && parse("a)").is_err());
    }
}
