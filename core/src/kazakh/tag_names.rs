//! The names of the tags, as tables and command lines write them: `px2sg`, `cvb_ip`, `prog:жүр`.

use std::fmt;

use super::features::{Case, Person, Tag};

/// Reads one name; a helper verb's name stands for two tags.
pub(super) fn read(name: &str, tags: &mut Vec<Tag>) -> Option<()> {
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
