//! From a lemma and a chain of tags to the form. A word in the making is its letters, the harmony it keeps to the
//! end, and what its last suffix lets follow; a tag that cannot follow gives no form at all.

use super::features::{Case, Features, Person, Tag};
use super::lemma::{Lemma, Pos};
use super::letters::{Ending, Harmony, ending, harmonised, has_soft_cluster, voiced, without_last};
use super::{lexicon, nominal, suffix, verb};

/// What may follow the letters written so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// A name without a possessive or case yet.
    Name,
    /// After the possessive of мен, сен: м, ң.
    Mine,
    /// After the possessive of сіз, біз: з, with regular cases.
    Ours,
    /// After the possessive of ол.
    Theirs,
    /// After a case.
    Cased,
    /// A verb's stem.
    Verb,
    /// A finite verb that waits for its person.
    Finite(Endings),
    /// Nothing but particles may follow.
    Closed,
}

/// Which set of personal endings a finite verb takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endings {
    /// барамын … барады
    Present,
    /// бардым … барды
    Short,
    /// барыппын … барыпты
    Hearsay,
    /// барғым … барғысы
    Wish,
    /// жатырмын … жатыр
    Copula,
}

/// A word in the making.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    pub(super) text: String,
    pub(super) harmony: Harmony,
    pub(super) stage: Stage,
    /// The lemma, while no suffix hides its ending.
    pub(super) bare: Option<&'a Lemma>,
    /// The present without -ды, which a question wants (бара ма).
    question_stem: Option<String>,
    /// What was last asked, for the softener.
    is_bidding: bool,
    pub(super) is_plural: bool,
    is_negated: bool,
}

/// The form of a lemma, or nothing where the language has none.
#[must_use]
pub fn inflect(lemma: &Lemma, features: &Features) -> Option<String> {
    let mut word = Word::of(lemma);
    let mut tags = features.0.as_slice();
    if lemma.pos == Pos::Pronoun
        && let Some((form, stage, rest)) = lexicon::pronoun(&lemma.text, tags)
    {
        word.text = form.to_owned();
        word.stage = stage;
        word.bare = None;
        tags = rest;
    }
    for tag in tags {
        word.add(tag)?;
    }
    Some(word.text)
}

/// The form of a word by its letters and tags, as in `inflect_tags("көйлек", "px1sg.dat")`: the lexicon's lemma where
/// it knows one, else a guess.
#[must_use]
pub fn inflect_tags(lemma: &str, tags: &str) -> Option<String> {
    let features = Features::parse(tags)?;
    inflect(&lexicon::lemma_for(lemma, &features), &features)
}

impl<'a> Word<'a> {
    fn of(lemma: &'a Lemma) -> Self {
        let stage = match lemma.pos {
            Pos::Verb => Stage::Verb,
            Pos::Izafet => Stage::Theirs,
            _ => Stage::Name,
        };
        Self {
            text: lemma.text.clone(),
            harmony: lemma.harmony(),
            stage,
            bare: Some(lemma),
            question_stem: None,
            is_bidding: false,
            is_plural: false,
            is_negated: false,
        }
    }

    /// The class of the last sound, by pronunciation while a brand is bare.
    pub(super) fn ending(&self) -> Ending {
        ending(self.bare.and_then(|lemma| lemma.say.as_deref()).unwrap_or(&self.text))
    }

    /// Writes a suffix given in its hard form.
    pub(super) fn write(&mut self, suffix: &str) {
        if self.bare.is_some_and(|lemma| lemma.say.is_some()) && !suffix.is_empty() {
            self.text.push('-');
        }
        self.text.push_str(&harmonised(suffix, self.harmony));
        self.bare = None;
    }

    pub(super) fn write_row(&mut self, row: &suffix::Row) {
        self.write(suffix::after(row, self.ending()));
    }

    fn replace(&mut self, text: String, stage: Stage) -> Option<()> {
        self.text = text;
        self.stage = stage;
        self.bare = None;
        Some(())
    }

    pub(super) fn add(&mut self, tag: &Tag) -> Option<()> {
        match tag {
            Tag::Question | Tag::Also | Tag::Surely => self.add_particle(tag),
            Tag::Please if self.is_bidding => {
                self.write("шы");
                Some(())
            }
            Tag::Then(next) => self.go_on_with(next),
            Tag::Person(person) => self.add_person(*person),
            Tag::Short if self.text.ends_with("мын") || self.text.ends_with("мін") => {
                let short = without_last(without_last(&self.text)).to_owned();
                self.replace(short, Stage::Closed)
            }
            _ if self.stage == Stage::Verb => self.add_to_verb(tag),
            _ => nominal::add(self, tag),
        }
    }

    fn add_particle(&mut self, tag: &Tag) -> Option<()> {
        if *tag == Tag::Question
            && let Some(stem) = self.question_stem.take()
        {
            self.text = stem;
        }
        let row = match tag {
            Tag::Question => &suffix::QUESTION,
            Tag::Also => &suffix::ALSO,
            _ => &suffix::SURELY,
        };
        let particle = suffix::after(row, self.ending());
        // ғой and қой are one word each: only да and ма bend to the vowels before them.
        let particle = if *tag == Tag::Surely { particle.to_owned() } else { harmonised(particle, self.harmony) };
        self.text = format!("{} {particle}", self.text);
        self.stage = Stage::Closed;
        self.bare = None;
        Some(())
    }

    fn go_on_with(&mut self, next: &str) -> Option<()> {
        let stem = lexicon::lemma_of(next, Pos::Verb);
        let harmony = stem.harmony();
        self.replace(format!("{} {}", self.text, stem.text), Stage::Verb)?;
        self.harmony = harmony;
        self.is_negated = false;
        Some(())
    }

    fn add_to_verb(&mut self, tag: &Tag) -> Option<()> {
        let (stem, harmony) = (self.verb_before(tag), self.harmony);
        match tag {
            Tag::Negative => {
                self.write_row(&suffix::NEGATIVE);
                self.is_negated = true;
                Some(())
            }
            Tag::Passive => self.replace(verb::passive(&stem, harmony), Stage::Verb),
            Tag::Present => self.replace(verb::converb_a(&stem, harmony), Stage::Finite(Endings::Present)),
            Tag::Past => self.write_stage(&suffix::PAST, Stage::Finite(Endings::Short)),
            Tag::Conditional => self.write_stage(&suffix::CONDITIONAL, Stage::Finite(Endings::Short)),
            Tag::Wish => self.write_stage(&suffix::WISH, Stage::Finite(Endings::Wish)),
            Tag::Hearsay => {
                let converb = if self.is_negated { format!("{stem}п") } else { verb::converb_ip(&stem, harmony) };
                self.replace(converb, Stage::Finite(Endings::Hearsay))
            }
            Tag::Perfect => self.write_stage(&suffix::PERFECT, Stage::Name),
            Tag::Until => self.write_stage(&suffix::UNTIL, Stage::Closed),
            Tag::Since => self.write_stage(&suffix::SINCE, Stage::Closed),
            Tag::Habitual => {
                self.replace(verb::converb_a(&stem, harmony), Stage::Verb)?;
                self.write("тын");
                self.stage = Stage::Name;
                Some(())
            }
            Tag::Future if self.is_negated => self.replace(format!("{stem}с"), Stage::Name),
            Tag::Future => self.replace(verb::future(&stem, harmony), Stage::Name),
            Tag::Infinitive => self.replace(verb::infinitive(&stem), Stage::Name),
            Tag::ConverbIp if !self.is_negated => self.replace(verb::converb_ip(&stem, harmony), Stage::Closed),
            Tag::ConverbIp | Tag::ConverbA => self.replace(verb::converb_a(&stem, harmony), Stage::Closed),
            Tag::Imperative(person) => self.bid(*person),
            Tag::Optative(person) => {
                let suffix = match person {
                    Person::First => "ын",
                    Person::We => "ық",
                    _ => return None,
                };
                self.replace(verb::optative(&stem, suffix, harmony), Stage::Closed)
            }
            Tag::Progressive(helper) => self.go_on(helper),
            Tag::Must(person) => {
                self.replace(verb::infinitive(&stem), Stage::Name)?;
                nominal::add(self, &Tag::Possessive(*person))?;
                self.replace(format!("{} керек", self.text), Stage::Closed)
            }
            Tag::May => {
                self.replace(verb::infinitive(&stem), Stage::Name)?;
                nominal::add(self, &Tag::Case(Case::Dative))?;
                self.question_stem = Some(format!("{} бола", self.text));
                self.harmony = Harmony::Back;
                self.replace(format!("{} болады", self.text), Stage::Closed)
            }
            _ => None,
        }
    }

    /// The stem of a verb; a few lose their vowel before another (қорық: қорқады, but қорықты).
    fn verb_before(&self, tag: &Tag) -> String {
        let drops = self.bare.is_some_and(|lemma| lemma.drops_vowel);
        let opens_with_vowel = !matches!(
            tag,
            Tag::Negative | Tag::Past | Tag::Conditional | Tag::Wish | Tag::Perfect | Tag::Until | Tag::Since
        ) && !matches!(tag, Tag::Imperative(Person::Second | Person::Third));
        if drops && opens_with_vowel { nominal::without_weak_vowel(&self.text) } else { self.text.clone() }
    }

    fn write_stage(&mut self, row: &suffix::Row, stage: Stage) -> Option<()> {
        self.write_row(row);
        self.stage = stage;
        Some(())
    }

    fn bid(&mut self, person: Person) -> Option<()> {
        self.is_bidding = true;
        if person == Person::Third {
            return self.write_stage(&suffix::THIRD_BID, Stage::Closed);
        }
        let endings = suffix::bidding(person)?;
        let stem = self.verb_before(&Tag::Imperative(person));
        self.replace(verb::bidding(&stem, endings, self.harmony), Stage::Closed)
    }

    /// бара жатыр, бірақ қолданып жүр: four verbs of motion take the other converb.
    fn go_on(&mut self, helper: &str) -> Option<()> {
        let is_motion =
            ["бар", "кел", "әкел", "апар"].iter().any(|verb| super::letters::last_part(&self.text) == *verb);
        let converb = if self.is_negated || (is_motion && helper == "жатыр") {
            verb::converb_a(&self.text, self.harmony)
        } else {
            verb::converb_ip(&self.text, self.harmony)
        };
        self.harmony = super::letters::harmony(helper, false);
        self.replace(format!("{converb} {helper}"), Stage::Finite(Endings::Copula))
    }

    fn add_person(&mut self, person: Person) -> Option<()> {
        let Stage::Finite(endings) = self.stage else {
            // A participle takes the endings of a name: барғанмын.
            return if self.stage == Stage::Name { nominal::add(self, &Tag::Copula(person)) } else { None };
        };
        match endings {
            Endings::Present | Endings::Hearsay if person == Person::Third => {
                self.question_stem = (endings == Endings::Present).then(|| self.text.clone());
                self.write_row(&suffix::PAST);
            }
            Endings::Present | Endings::Copula => self.write_row(&suffix::copula(person)),
            Endings::Hearsay => self.write_row(&suffix::copula(person)),
            Endings::Short => {
                self.write(suffix::short(person));
                // десеңші asks as softly as айтшы.
                self.is_bidding = matches!(person, Person::Second | Person::Polite | Person::You | Person::PoliteYou);
            }
            Endings::Wish => {
                self.stage = Stage::Name;
                nominal::add(self, &Tag::Possessive(person))?;
            }
        }
        self.stage = Stage::Closed;
        Some(())
    }

    /// The stem before a suffix that begins with a vowel, with the changes that only a bare lemma knows.
    pub(super) fn before_a_vowel(&self) -> String {
        let Some(lemma) = self.bare else { return voiced(&self.text) };
        let stem = self.text.trim_end_matches('ь');
        let is_kept = lemma.keeps_voiceless
            || lemma.say.is_some()
            || (lemma.is_loan && stem.ends_with('п'))
            || has_soft_cluster(stem)
            || ["кт", "ск", "ст"].iter().any(|cluster| stem.ends_with(cluster));
        if is_kept { stem.to_owned() } else { voiced(stem) }
    }
}
