//! What is asked of a word, as a chain of tags in the order of its suffixes: `px2sg.dat`, `neg.pres.3`,
//! `ip:көр.imp2sg`. A helper tag carries the verb it brings along.

use std::fmt;

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
            read(name, &mut tags)?;
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

fn read(name: &str, tags: &mut Vec<Tag>) -> Option<()> {
    if let Some(pair) = with_a_verb(name) {
        tags.extend(pair);
    } else if let Some(tag) = simple(name) {
        tags.push(tag);
    } else {
        tags.push(with_a_person(name)?);
    }
    Some(())
}

fn with_a_verb(name: &str) -> Option<Vec<Tag>> {
    let (kind, verb) = name.split_once(':')?;
    let verb = verb.to_owned();
    match kind {
        "ip" => Some(vec![Tag::ConverbIp, Tag::Then(verb)]),
        "a" => Some(vec![Tag::ConverbA, Tag::Then(verb)]),
        "then" => Some(vec![Tag::Then(verb)]),
        "prog" => Some(vec![Tag::Progressive(verb)]),
        _ => None,
    }
}

static SIMPLE: [(&str, Tag); 37] = [
    ("pl", Tag::Plural),
    ("gen", Tag::Case(Case::Genitive)),
    ("dat", Tag::Case(Case::Dative)),
    ("acc", Tag::Case(Case::Accusative)),
    ("loc", Tag::Case(Case::Locative)),
    ("abl", Tag::Case(Case::Ablative)),
    ("ins", Tag::Case(Case::Instrumental)),
    ("int", Tag::Intensive),
    ("cmp", Tag::Comparative),
    ("lau", Tag::Softened),
    ("rel", Tag::Relative),
    ("li", Tag::With),
    ("siz", Tag::Without),
    ("dai", Tag::Like),
    ("lyq", Tag::Abstract),
    ("shy", Tag::Doer),
    ("niki", Tag::Owned),
    ("neg", Tag::Negative),
    ("pres", Tag::Present),
    ("past", Tag::Past),
    ("evid", Tag::Hearsay),
    ("cond", Tag::Conditional),
    ("des", Tag::Wish),
    ("short", Tag::Short),
    ("perf", Tag::Perfect),
    ("fut", Tag::Future),
    ("hab", Tag::Habitual),
    ("inf", Tag::Infinitive),
    ("cvb_ip", Tag::ConverbIp),
    ("cvb_a", Tag::ConverbA),
    ("cvb_gansha", Tag::Until),
    ("cvb_galy", Tag::Since),
    ("pass", Tag::Passive),
    ("may", Tag::May),
    ("q", Tag::Question),
    ("da", Tag::Also),
    ("goi", Tag::Surely),
];

fn simple(name: &str) -> Option<Tag> {
    match name {
        "please" => Some(Tag::Please),
        "prog" => Some(Tag::Progressive("жатыр".to_owned())),
        _ => SIMPLE.iter().find(|(known, _)| *known == name).map(|(_, tag)| tag.clone()),
    }
}

fn with_a_person(name: &str) -> Option<Tag> {
    let of = |prefix: &str| name.strip_prefix(prefix).and_then(person);
    of("px")
        .map(Tag::Possessive)
        .or_else(|| of("cop").map(Tag::Copula))
        .or_else(|| of("imp").map(Tag::Imperative))
        .or_else(|| of("opt").map(Tag::Optative))
        .or_else(|| of("must").map(Tag::Must))
        .or_else(|| person(name).map(Tag::Person))
}

static PERSONS: [(&str, Person); 7] = [
    ("1sg", Person::First),
    ("2sg", Person::Second),
    ("2frm", Person::Polite),
    ("3", Person::Third),
    ("1pl", Person::We),
    ("2pl", Person::You),
    ("2frmpl", Person::PoliteYou),
];

fn person(name: &str) -> Option<Person> {
    PERSONS.iter().find(|(known, _)| *known == name).map(|(_, person)| *person)
}

fn name_of(person: Person) -> &'static str {
    PERSONS.iter().find(|(_, known)| *known == person).map_or("3", |(name, _)| name)
}

impl fmt::Display for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Possessive(person) => write!(out, "px{}", name_of(*person)),
            Self::Copula(person) => write!(out, "cop{}", name_of(*person)),
            Self::Imperative(person) => write!(out, "imp{}", name_of(*person)),
            Self::Optative(person) => write!(out, "opt{}", name_of(*person)),
            Self::Must(person) => write!(out, "must{}", name_of(*person)),
            Self::Person(person) => out.write_str(name_of(*person)),
            Self::Then(verb) => write!(out, "then:{verb}"),
            Self::Progressive(verb) => write!(out, "prog:{verb}"),
            Self::Please => out.write_str("please"),
            other => out.write_str(SIMPLE.iter().find(|(_, tag)| tag == other).map_or("?", |(name, _)| name)),
        }
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
