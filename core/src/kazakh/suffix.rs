//! The tables of suffixes, in their hard form. Columns: after a vowel, a nasal, л, a glide, з or ж, a voiceless sound.

use super::features::{Case, Person};
use super::letters::Ending;

/// One suffix in the six forms its neighbours ask for.
pub(super) type Row = [&'static str; 6];

pub(super) const PLURAL: Row = ["лар", "дар", "дар", "лар", "дар", "тар"];
const GENITIVE: Row = ["ның", "ның", "дың", "дың", "дың", "тың"];
const DATIVE: Row = ["ға", "ға", "ға", "ға", "ға", "қа"];
const ACCUSATIVE: Row = ["ны", "ды", "ды", "ды", "ды", "ты"];
const LOCATIVE: Row = ["да", "да", "да", "да", "да", "та"];
const ABLATIVE: Row = ["дан", "нан", "дан", "дан", "дан", "тан"];
const INSTRUMENTAL: Row = ["мен", "мен", "мен", "мен", "бен", "пен"];

/// -лы and -лық assimilate alike but for the glides and -лы's л; -лау follows the plural.
pub(super) const WITH: Row = ["лы", "ды", "ды", "лы", "ды", "ты"];
pub(super) const ABSTRACT: Row = ["лық", "дық", "дық", "лық", "дық", "тық"];
pub(super) const SOFTENED: Row = ["лау", "дау", "дау", "лау", "дау", "тау"];
pub(super) const WITHOUT: Row = ["сыз"; 6];
pub(super) const LIKE: Row = ["дай", "дай", "дай", "дай", "дай", "тай"];
pub(super) const DOER: Row = ["шы"; 6];
pub(super) const RELATIVE: Row = ["ғы", "ғы", "ғы", "ғы", "ғы", "қы"];
pub(super) const OWNED: Row = ["нікі", "дікі", "дікі", "дікі", "дікі", "тікі"];

pub(super) const NEGATIVE: Row = ["ма", "ба", "ма", "ма", "ба", "па"];
pub(super) const PAST: Row = ["ды", "ды", "ды", "ды", "ды", "ты"];
pub(super) const PERFECT: Row = ["ған", "ған", "ған", "ған", "ған", "қан"];
pub(super) const UNTIL: Row = ["ғанша", "ғанша", "ғанша", "ғанша", "ғанша", "қанша"];
pub(super) const SINCE: Row = ["ғалы", "ғалы", "ғалы", "ғалы", "ғалы", "қалы"];
pub(super) const WISH: Row = ["ғы", "ғы", "ғы", "ғы", "ғы", "қы"];
pub(super) const CONDITIONAL: Row = ["са"; 6];
pub(super) const THIRD_BID: Row = ["сын"; 6];

pub(super) const QUESTION: Row = ["ма", "ба", "ма", "ма", "ба", "па"];
pub(super) const ALSO: Row = ["да", "да", "да", "да", "да", "та"];
pub(super) const SURELY: Row = ["ғой", "ғой", "ғой", "ғой", "ғой", "қой"];

/// The form of a suffix for the sound before it.
pub(super) fn after(row: &Row, ending: Ending) -> &'static str {
    let column = match ending {
        Ending::Vowel => 0,
        Ending::Nasal => 1,
        Ending::Lateral => 2,
        Ending::Glide => 3,
        Ending::Buzzing => 4,
        Ending::Voiceless => 5,
    };
    row[column]
}

/// A case after a plain stem, a plural, or a possessive in з.
pub(super) fn case(case: Case) -> &'static Row {
    match case {
        Case::Genitive => &GENITIVE,
        Case::Dative => &DATIVE,
        Case::Accusative => &ACCUSATIVE,
        Case::Locative => &LOCATIVE,
        Case::Ablative => &ABLATIVE,
        Case::Instrumental => &INSTRUMENTAL,
    }
}

/// A case after the third person's possessive, with its н: терісіне, терісін, терісінде.
pub(super) fn case_of_theirs(case: Case) -> &'static str {
    match case {
        Case::Genitive => "ның",
        Case::Dative => "на",
        Case::Accusative => "н",
        Case::Locative => "нда",
        Case::Ablative => "нан",
        Case::Instrumental => "мен",
    }
}

/// A possessive: its form after a vowel and after a consonant. Several owners of several things add a plural before it.
pub(super) fn possessive(person: Person) -> (&'static str, &'static str) {
    match person {
        Person::First => ("м", "ым"),
        Person::Second | Person::You => ("ң", "ың"),
        Person::Polite | Person::PoliteYou => ("ңыз", "ыңыз"),
        Person::Third => ("сы", "ы"),
        Person::We => ("мыз", "ымыз"),
    }
}

/// A personal ending on a name or a participle: дайынмын, дайынбыз.
pub(super) fn copula(person: Person) -> Row {
    match person {
        Person::First => ["мын", "мын", "мын", "мын", "бын", "пын"],
        Person::We => ["мыз", "быз", "мыз", "мыз", "быз", "пыз"],
        Person::Second => ["сың"; 6],
        Person::Polite => ["сыз"; 6],
        Person::You => ["сыңдар"; 6],
        Person::PoliteYou => ["сыздар"; 6],
        Person::Third => [""; 6],
    }
}

/// The short endings of the past and the conditional: алдым, алсаң.
pub(super) fn short(person: Person) -> &'static str {
    match person {
        Person::First => "м",
        Person::Second => "ң",
        Person::Polite => "ңыз",
        Person::Third => "",
        Person::We => "қ",
        Person::You => "ңдар",
        Person::PoliteYou => "ңыздар",
    }
}

/// The endings of a bidding: after a vowel and after a consonant.
pub(super) fn bidding(person: Person) -> Option<(&'static str, &'static str)> {
    match person {
        Person::Second => Some(("", "")),
        Person::Polite => Some(("ңыз", "ыңыз")),
        Person::You => Some(("ңдар", "ыңдар")),
        Person::PoliteYou => Some(("ңыздар", "ыңыздар")),
        Person::First | Person::Third | Person::We => None,
    }
}
