//! Where a candidate is written: the frame it speaks of, what has been said, who speaks. Each call of a pattern
//! changes it.

use super::order::Order;
use super::pattern::Node;
use super::seed::Seed;
use super::sentence::Draft;
use super::voice::Persona;
use crate::kazakh::guard::{Basis, Register};
use crate::kazakh::knowledge::{Actor, Clause, Facet, Frame, Knowledge};
use crate::kazakh::{Lemma, Pos, lexicon};
use std::borrow::Cow;

/// What the whole script has already said.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory<'a> {
    /// Clauses said, by their text.
    pub said: Vec<usize>,
    /// Ends of clauses said: no verb twice.
    pub predicates: Vec<&'a str>,
    /// How often the product's noun stood.
    pub mentions: usize,
    /// How often a pronoun stood for it.
    pub pronouns: usize,
    /// The clause of each facet said last.
    pub last: Vec<(Facet, usize)>,
    /// The sense spoken of.
    pub sense: Option<(Facet, usize)>,
    /// The pairing and two of its nouns.
    pub pairing: Option<(usize, usize, usize)>,
    /// The mistake, the steps and the occasion of this script.
    pub mistake: Option<usize>,
    /// The steps.
    pub steps: Option<usize>,
    /// People named.
    pub people: Vec<usize>,
    /// Joints used.
    pub joints: Vec<String>,
    /// Particles of the whole script.
    pub particles: usize,
    /// Clauses that only this frame's products bear, by beat.
    pub bound: usize,
    /// Beats that hold such a clause.
    pub bound_beats: usize,
    /// Attributes of the brief said.
    pub attributes: usize,
    /// Features of the brief said.
    pub features: usize,
    /// Other things of the brief said.
    pub extras: usize,
    /// What it is meant for, said.
    pub aims: usize,
    /// The occasion was named.
    pub occasion: bool,
    /// A moment stands in the beat being written.
    pub has_moment: bool,
    /// Moments said.
    pub moments: Vec<usize>,
    /// Senses in this beat whose subject must differ.
    pub subjects: Vec<&'a str>,
}

/// A candidate in the making.
#[derive(Clone)]
pub(super) struct Stage<'a> {
    pub know: &'a Knowledge,
    pub frame: &'a Frame,
    pub order: &'a Order,
    pub persona: Persona,
    pub seed: Seed,
    pub memory: Memory<'a>,
    pub draft: Draft,
    /// The basis of the move's own words.
    pub own: Basis,
    /// A word that waits for the next verb: бетіңе қалай жағасың.
    pub before_verb: Option<String>,
    /// The tense of a script's steps.
    pub tense: &'static str,
    /// A note for the camera, not speech.
    pub is_show: bool,
}

impl<'a> Stage<'a> {
    /// Writes a pattern; nothing where the frame or the brief lacks what it calls for.
    pub fn write(&mut self, nodes: &[Node]) -> Option<()> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Word(word) => self.plain(word),
            Node::Mark(mark) => {
                if *mark == '.' && self.draft.ends_in_thing_said && !self.is_show {
                    let particle = if self.own == Basis::Shown { "екен" } else { "ғой" };
                    self.particle(particle);
                }
                let mark = self.energetic(*mark);
                self.draft.mark(mark, self.own);
            }
            Node::Form { lemma, tags } => return self.form(lemma, tags),
            Node::Call { name, tags } => return self.call(name, tags),
            Node::Particle(particle) => self.particle(particle),
            Node::Choice(options) => {
                let option = self.seed.pick(options)?;
                return self.write(option);
            }
        }
        Some(())
    }

    fn plain(&mut self, word: &str) {
        if let Some(waiting) = word.strip_prefix('^') {
            self.before_verb = Some(waiting.to_owned());
            return;
        }
        const PREDICATES: &[&str] = &[
            "бар",
            "жоқ",
            "екен",
            "едім",
            "ұнады",
            "қалды",
            "болды",
            "дайын",
            "жүр",
            "болады",
            "емеспін",
            "деймін",
            "шықты",
            "тұрады",
        ];
        let is_predicate = PREDICATES.contains(&word)
            || ["мын", "мін", "дым", "дім", "тым", "тім", "йін", "йын"].iter().any(|end| word.ends_with(end));
        self.draft.has_predicate |= is_predicate;
        self.draft.word(word);
    }

    /// A full stop of a lively voice may become a call.
    fn energetic(&mut self, mark: char) -> char {
        let is_wonder = mark == '.' && self.own == Basis::Shown && !self.is_show && self.draft.has_predicate;
        if is_wonder && !self.draft.names_product && self.seed.chance(self.persona.energy_percent / 3) {
            '!'
        } else {
            mark
        }
    }

    /// Says a particle where the sentence and the script have room for it.
    fn particle(&mut self, particle: &str) {
        if particle == "екен" && self.draft.is_of_mine {
            return;
        }
        let has_room = self.draft.particles == 0 && !self.draft.names_product && self.memory.particles < 4;
        if has_room && self.seed.chance(self.persona.particles_percent) {
            let text = if particle == "ғой" { self.draft.surely() } else { particle.to_owned() };
            self.draft.has_predicate = true;
            self.draft.word(&text);
        }
    }

    /// A word of the grammar itself: бір рет қара/imp.you.please.
    fn form(&mut self, lemma: &str, tags: &[String]) -> Option<()> {
        let features = self.features(tags, None, false)?;
        let word = self.known(lemma, features.is_verbal());
        let text = self.with_features(&word, features, false)?;
        self.draft.word(&text);
        Some(())
    }

    fn known(&self, text: &str, is_verb: bool) -> Cow<'a, Lemma> {
        let listed = || lexicon::find(text).iter().find(|lemma| (lemma.pos == Pos::Verb) == is_verb);
        let pos = if is_verb { Pos::Verb } else { Pos::Noun };
        let found = self.know.lemma(text, is_verb).or_else(listed);
        found.map_or_else(|| Cow::Owned(Lemma::guessed(text, pos)), Cow::Borrowed)
    }

    /// сен or сіз, as the register has it.
    pub fn you(&self) -> Actor {
        if self.persona.register == Register::Siz && !self.is_show { Actor::Polite } else { Actor::You }
    }

    /// Chooses a clause of a facet that has not been said, and whose end has not been heard.
    pub fn choose(&mut self, facet: Facet, fits: impl Fn(&Clause) -> bool) -> Option<usize> {
        let frame = self.frame;
        let clauses = frame.of(facet);
        if self.is_show {
            return self.memory.last.iter().rev().find(|(own, _)| *own == facet).map(|(_, place)| *place);
        }
        let is_fresh = |place: &usize| {
            let clause = &clauses[*place];
            let is_heard =
                self.memory.said.contains(&identity(clause)) || self.memory.predicates.contains(&clause.end());
            let has_subject_heard =
                clause.subject_word().is_some_and(|subject| self.memory.subjects.contains(&subject));
            let has_two_places = self.memory.has_moment && clause.has_a_place();
            fits(clause) && !(is_heard || has_subject_heard || has_two_places)
        };
        let free: Vec<usize> = (0..clauses.len()).filter(is_fresh).collect();
        let place = *self.seed.pick(&free)?;
        self.remember(facet, place);
        Some(place)
    }

    fn remember(&mut self, facet: Facet, place: usize) {
        let frame = self.frame;
        let clause = &frame.of(facet)[place];
        self.memory.said.push(identity(clause));
        self.memory.predicates.push(clause.end());
        self.memory.last.push((facet, place));
        self.memory.bound = self.memory.bound.saturating_add(1);
        if let Some(subject) = clause.subject_word().filter(|subject| *subject != "өз" && *subject != "өзі") {
            self.memory.subjects.push(subject);
        }
    }
}

/// A clause is known by its place in memory: frames live as long as the program.
fn identity(clause: &Clause) -> usize {
    std::ptr::from_ref(clause).addr()
}
