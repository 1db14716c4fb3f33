//! What is asked of a word, as a chain of tags in the order of its suffixes: `px2sg.dat`, `neg.pres.3`,
//! `ip:көр.imp2sg`. A helper tag carries the verb it brings along.

use std::fmt;

use super::tag_names;

/// Whose, or who: grammatical person, with politeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Person {
    /// мен
    First,
    /// сен
    Second,
    /// сіз
    Polite,
    /// ол, олар
    Third,
    /// біз
    We,
    /// сендер
    You,
    /// сіздер
    PoliteYou,
}

/// The seven cases; the nominative has no tag of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// ілік: -ның
    Genitive,
    /// барыс: -ға
    Dative,
    /// табыс: -ны
    Accusative,
    /// жатыс: -да
    Locative,
    /// шығыс: -дан
    Ablative,
    /// көмектес: -мен
    Instrumental,
}

/// One step in a word's chain.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Plural -лар.
    Plural,
    /// Possessive of a person.
    Possessive(Person),
    /// A case.
    Case(Case),
    /// Personal ending of a name: дайынмын.
    Copula(Person),
    /// Doubled and strengthened: қып-қызыл.
    Intensive,
    /// -ырақ
    Comparative,
    /// -лау
    Softened,
    /// -ғы: таңғы, үйдегі
    Relative,
    /// -лы
    With,
    /// -сыз
    Without,
    /// -дай
    Like,
    /// -лық
    Abstract,
    /// -шы, who does it
    Doer,
    /// -нікі
    Owned,
    /// Negation of the verb.
    Negative,
    /// Bidding.
    Imperative(Person),
    /// "Let me", "let us".
    Optative(Person),
    /// Present-future -ады.
    Present,
    /// Past -ды.
    Past,
    /// Hearsay past -ыпты.
    Hearsay,
    /// Conditional -са.
    Conditional,
    /// Wish -ғы(м).
    Wish,
    /// The person of the finite form before it.
    Person(Person),
    /// Spoken short ending: жағам for жағамын.
    Short,
    /// Participle -ған.
    Perfect,
    /// Participle -ар, -мас.
    Future,
    /// Participle -атын.
    Habitual,
    /// Verbal noun -у.
    Infinitive,
    /// Converb -ып (negative -май).
    ConverbIp,
    /// Converb -а.
    ConverbA,
    /// Converb -ғанша, until.
    Until,
    /// Converb -ғалы, since or in order to.
    Since,
    /// Passive -ыл.
    Passive,
    /// Another verb follows, written apart: `then:кел`.
    Then(String),
    /// In progress with жатыр, жүр, отыр or тұр: `prog:жүр`.
    Progressive(String),
    /// "Must": -уым керек.
    Must(Person),
    /// "May": -уға болады.
    May,
    /// The softener -шы.
    Please,
    /// The question particle ма, written apart.
    Question,
    /// "Also" да, written apart.
    Also,
    /// The particle ғой, written apart.
    Surely,
}

/// A chain of tags; empty for the bare word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Features(pub Vec<Tag>);

impl Features {
    /// Reads `pl.px1pl.abl`; an empty text or `nom` asks for the bare word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut tags = Vec::new();
        for name in text.split('.').map(str::trim).filter(|name| !name.is_empty() && *name != "nom") {
            tag_names::read(name, &mut tags)?;
        }
        Some(Self(tags))
    }

    /// Whether the chain asks for a form that only verbs have.
    #[must_use]
    pub fn is_verbal(&self) -> bool {
        self.0.first().is_some_and(|tag| {
            use Tag::{Conditional, Imperative, May, Must, Optative, Passive, Progressive, Since, Until, Wish};
            use Tag::{ConverbA, ConverbIp, Future, Habitual, Hearsay, Infinitive, Negative, Past, Perfect, Present};
            matches!(
                tag,
                ConverbA | ConverbIp | Future | Habitual | Hearsay | Infinitive | Negative | Past | Perfect | Present
            ) || matches!(
                tag,
                Conditional
                    | Imperative(_)
                    | May
                    | Must(_)
                    | Optative(_)
                    | Passive
                    | Progressive(_)
                    | Since
                    | Until
                    | Wish
            )
        })
    }

    /// Whether a tag is in the chain.
    #[must_use]
    pub fn has(&self, tag: &Tag) -> bool {
        self.0.contains(tag)
    }

    /// The case of the chain's end, if it has one.
    #[must_use]
    pub fn case(&self) -> Option<Case> {
        self.0.iter().rev().find_map(|tag| if let Tag::Case(case) = tag { Some(*case) } else { None })
    }
}

impl fmt::Display for Features {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, tag) in self.0.iter().enumerate() {
            if place > 0 {
                out.write_str(".")?;
            }
            tag.fmt(out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_reads_and_prints_the_same() {
        for text in ["px2sg.dat", "neg.pres.3", "des.1sg.then:кел.pres.3", "imp2frm.please", "prog:жүр.1sg", "must1sg"]
        {
            assert_eq!(Features::parse(text).map(|features| features.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Features::parse("ip:көр.imp2sg").map(|f| f.0.len()), Some(3));
    }

    #[test]
    fn an_unknown_tag_is_refused() {
        assert_eq!(Features::parse("px9.dat"), None);
        assert_eq!(Features::parse("pl.what"), None);
    }

    #[test]
    fn no_tag_asks_for_the_bare_word() {
        assert_eq!(Features::parse("nom"), Some(Features::default()));
    }
}
