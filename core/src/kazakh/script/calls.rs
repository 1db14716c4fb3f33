//! What a pattern may call: clauses of the frame, the product, the occasion, people, and the other items of the brief.

use super::stage::Stage;
use crate::kazakh::guard::Basis;
use crate::kazakh::knowledge::{Actor, Clause, Facet, Predicate};
use crate::kazakh::{Features, Lemma, Pos, inflect};

impl<'a> Stage<'a> {
    pub(super) fn call(&mut self, name: &str, tags: &[String]) -> Option<()> {
        match name {
            "use" => self.clause_of(Facet::Use, tags, Basis::Shown),
            "prep" => self.clause_of(Facet::Prep, tags, Basis::Shown),
            "trouble" => self.clause_of(Facet::Trouble, tags, Basis::Scene),
            "habit" => self.clause_of(Facet::Habit, tags, Basis::Scene),
            "doubt" => self.clause_of(Facet::Doubt, tags, Basis::Scene),
            "hint" => self.clause_of(Facet::Hint, tags, Basis::Shown),
            "flaw" => self.clause_of(Facet::Flaw, tags, Basis::Shown),
            "ask" => self.ask(tags),
            "sense" => {
                self.choose_sense(|_| true)?;
                self.sense_whole(tags)
            }
            "own" | "own.s" => {
                self.choose_sense(Clause::is_of_the_thing)?;
                if name == "own" { self.sense_whole(tags) } else { self.sensed_subject(tags) }
            }
            "sense.s" => self.sense_subject(tags),
            "sense.p" => self.sense_predicate(tags),
            "sense.v" => self.sense_verb(tags),
            "held" => (self.frame.is_held && self.order.is_covered).then_some(()),
            "topic" => self.topic(),
            "mistake" | "right" => self.mistake(name == "right", tags),
            "step1" | "step2" | "step3" => self.step(name, tags),
            "fit" | "fit2" | "fit.v" => self.fit(name, tags),
            "thing" => self.thing(tags, false),
            "newthing" => self.thing(tags, true),
            "screen" => {
                let case = tags.first().map_or("nom", String::as_str);
                let near = self.order.attributes.iter().take(2).rev().cloned().collect::<Vec<_>>().join(" ");
                self.draft.word(&near);
                self.draft.word(&self.order.product.before);
                let text = inflect(&self.order.product.lemma, &Features::parse(case)?)?;
                self.draft.word(&text);
                Some(())
            }
            _ => self.call_of_the_brief(name, tags),
        }
    }

    fn clause_of(&mut self, facet: Facet, tags: &[String], basis: Basis) -> Option<()> {
        let is_act_only =
            tags.iter().any(|tag| matches!(tag.as_str(), "opt" | "imp" | "cvb_ip" | "inf" | "fut" | "us" | "must"));
        let names_me = tags.iter().any(|tag| tag == "it");
        let is_verbal = tags.iter().any(|tag| !matches!(tag.as_str(), "pres" | "it" | "q" | "da" | "me" | "you"));
        let tries = tags.iter().any(|tag| tag == "ip:көр");
        let place = self.choose(facet, |clause| {
            let is_act = clause.subject.is_none();
            (!is_act_only || is_act)
                && !(tries && clause.end() == "көр")
                && (!is_verbal || matches!(clause.predicate, Predicate::Verb { .. }))
                && !(names_me && facet == Facet::Trouble && clause.names_owner_first())
        })?;
        self.draft.stand_on(basis);
        let frame = self.frame;
        let is_mine = matches!(facet, Facet::Doubt | Facet::Flaw | Facet::Hint);
        self.clause(&frame.of(facet)[place], &if is_mine { mine(tags) } else { tags.to_vec() })
    }

    /// A question for the comments: of the viewer (қайда барасың), unless its verb is one that things do (қай
    /// түсі ұнады).
    fn ask(&mut self, tags: &[String]) -> Option<()> {
        const OF_THINGS: &[&str] = &[
            "ұна",
            "жарас",
            "үйлес",
            "жақын",
            "керек",
            "көрін",
            "қал",
            "бол",
            "кел",
            "жет",
            "сай",
            "тұр",
            "өт",
            "сый",
            "ыңғайлы",
            "дәмді",
        ];
        let place = self.choose(Facet::Ask, |_| true)?;
        self.draft.stand_on(Basis::Scene);
        let frame = self.frame;
        let clause = &frame.of(Facet::Ask)[place];
        let you = self.you();
        self.pieces(clause.subject.as_deref().unwrap_or(&[]), you)?;
        self.pieces(&clause.arguments, you)?;
        match &clause.predicate {
            Predicate::Verb { lemma, is_negative, .. } if !OF_THINGS.contains(&clause.end()) && !clause.asks_who() => {
                let tags: Vec<String> =
                    tags.iter().map(|tag| if tag == "it" { "you".to_owned() } else { tag.clone() }).collect();
                let features = self.features(&tags, None, false)?;
                let text = self.with_features(lemma, features, *is_negative)?;
                self.draft.word(&text);
                Some(())
            }
            _ => self.predicate(clause, tags),
        }
    }

    /// A whole clause: subject, what stands between, predicate.
    pub(super) fn clause(&mut self, clause: &Clause, tags: &[String]) -> Option<()> {
        let usual = if clause.subject.is_none() { Actor::Me } else { Actor::It };
        let actor = self.actor(tags, usual);
        if let Some(subject) = &clause.subject {
            self.pieces(subject, actor)?;
        }
        self.pieces(&clause.arguments, actor)?;
        self.predicate(clause, tags)
    }

    pub(super) fn predicate(&mut self, clause: &Clause, tags: &[String]) -> Option<()> {
        if let Some(word) = self.before_verb.take() {
            self.draft.word(&word);
        }
        match &clause.predicate {
            Predicate::Verb { lemma, is_negative, helper } => {
                let features = self.features(tags, helper.as_deref(), clause.subject.is_some())?;
                let text = self.with_features(lemma, features, *is_negative)?;
                self.draft.word(&text);
            }
            Predicate::Name { text, intensive } => self.named_predicate(text, intensive.as_deref(), tags)?,
        }
        let is_plain = tags.iter().all(|tag| matches!(tag.as_str(), "pres" | "it" | "@me"));
        self.draft.ends_in_thing_said = is_plain && clause.subject.is_some();
        Some(())
    }

    /// An adjective or бар: no tense of its own, but questions, negation and -са with бол-.
    fn named_predicate(&mut self, text: &str, intensive: Option<&str>, tags: &[String]) -> Option<()> {
        let has = |name: &str| tags.iter().any(|tag| tag == name);
        let is_strong = self.own == Basis::Shown && !has("q") && self.seed.chance(50);
        let said = intensive.filter(|_| is_strong).unwrap_or(text);
        self.draft.has_predicate = true;
        let lemma = Lemma::guessed(said, Pos::Adjective);
        if has("q") {
            let asked = self.with_features(&lemma, Features::parse("q")?, false)?;
            self.draft.word(&asked);
            return Some(());
        }
        self.draft.word(said);
        match () {
            () if has("neg") => self.draft.word("емес"),
            () if has("hab") => self.draft.word("болатын"),
            () if has("cond") => self.draft.word("болса"),
            () => {}
        }
        Some(())
    }

    /// Chooses a sense among those wanted.
    pub(super) fn choose_sense(&mut self, is_wanted: impl Fn(&Clause) -> bool) -> Option<Facet> {
        let facets: Vec<Facet> = Facet::SENSES.into_iter().filter(|facet| !self.frame.of(*facet).is_empty()).collect();
        let start = self.seed.below(facets.len().max(1));
        let order = facets.iter().cycle().skip(start).take(facets.len()).copied().collect::<Vec<_>>();
        for facet in order {
            if let Some(place) = self.choose(facet, &is_wanted) {
                self.memory.sense = Some((facet, place));
                self.draft.stand_on(Basis::Shown);
                return Some(facet);
            }
        }
        None
    }

    fn sensed(&self) -> Option<&'a Clause> {
        let (facet, place) = self.memory.sense?;
        let frame = self.frame;
        frame.of(facet).get(place)
    }

    fn sense_whole(&mut self, tags: &[String]) -> Option<()> {
        let clause = self.sensed()?;
        self.clause(clause, &mine(tags))
    }

    fn sense_subject(&mut self, tags: &[String]) -> Option<()> {
        self.choose_sense(|clause| clause.subject_word().is_some())?;
        self.sensed_subject(tags)
    }

    fn sensed_subject(&mut self, tags: &[String]) -> Option<()> {
        let clause = self.sensed()?;
        let case: Vec<&str> = tags.iter().map(String::as_str).filter(|tag| *tag != "nom").collect();
        self.subject(clause.subject.as_deref()?, &case)
    }

    fn sense_predicate(&mut self, tags: &[String]) -> Option<()> {
        let clause = self.sensed()?;
        self.pieces(&clause.arguments, Actor::Me)?;
        self.predicate(clause, tags)
    }

    /// How a sense is tried: қара, ұстап көр, иіскеп көр, тыңда.
    fn sense_verb(&mut self, tags: &[String]) -> Option<()> {
        let (verb, before) = match self.memory.sense?.0 {
            Facet::Feel => ("көр", "ұстап"),
            Facet::Smell => ("көр", "иіскеп"),
            Facet::Taste => ("көр", "татып"),
            Facet::Hear => ("тыңда", ""),
            _ => (["қара", "көр", "байқа"][self.seed.below(3)], ""),
        };
        self.draft.word(before);
        let text = self.inflected(&Lemma::plain(verb, Pos::Verb), tags, None, false)?;
        self.draft.word(&text);
        Some(())
    }

    /// What the camera looks at: the subject of the sense just spoken of.
    fn topic(&mut self) -> Option<()> {
        let clause = self.sensed()?;
        match clause.subject.as_deref() {
            Some(subject) if clause.subject_word().is_some_and(|word| word != "өзі") => {
                self.subject(subject, &["acc"])
            }
            _ => {
                self.draft.word("затты");
                Some(())
            }
        }
    }

    fn mistake(&mut self, is_right: bool, tags: &[String]) -> Option<()> {
        let frame = self.frame;
        if self.memory.mistake.is_none() {
            self.memory.mistake = Some(self.seed.below(frame.mistakes.len()));
            self.memory.bound = self.memory.bound.saturating_add(1);
        }
        let (slip, right) = frame.mistakes.get(self.memory.mistake?)?;
        self.draft.stand_on(if is_right { Basis::Shown } else { Basis::Scene });
        self.clause(if is_right { right } else { slip }, tags)
    }

    fn step(&mut self, name: &str, tags: &[String]) -> Option<()> {
        let frame = self.frame;
        if self.memory.steps.is_none() {
            self.memory.steps = Some(self.seed.below(frame.steps.len()));
        }
        self.memory.bound = self.memory.bound.saturating_add(1);
        let steps = frame.steps.get(self.memory.steps?)?;
        let place = match name {
            "step1" => 0,
            "step2" => 1,
            _ => 2,
        };
        self.draft.stand_on(Basis::Shown);
        self.clause(&steps[place], tags)
    }

    fn fit(&mut self, name: &str, tags: &[String]) -> Option<()> {
        let frame = self.frame;
        if self.memory.pairing.is_none() {
            let wide: Vec<usize> =
                (0..frame.pairings.len()).filter(|place| frame.pairings[*place].nouns.len() > 1).collect();
            let pairing = *self.seed.pick(&wide)?;
            let count = frame.pairings[pairing].nouns.len();
            let first = self.seed.below(count);
            let second =
                first.saturating_add(1).saturating_add(self.seed.below(count.saturating_sub(1))).checked_rem(count)?;
            self.memory.pairing = Some((pairing, first, second));
            self.memory.bound = self.memory.bound.saturating_add(1);
        }
        let (pairing, first, second) = self.memory.pairing?;
        let pairing = &frame.pairings[pairing];
        self.draft.stand_on(Basis::Shown);
        if name == "fit.v" {
            let tags: Vec<String> = tags
                .iter()
                .map(|tag| if pairing.is_act && tag == "it" { "me".to_owned() } else { tag.clone() })
                .collect();
            let text = self.inflected(&pairing.verb, &tags, None, false)?;
            self.draft.word(&text);
            return Some(());
        }
        let (before, noun) = &pairing.nouns[if name == "fit2" { second } else { first }];
        self.draft.word(before.trim());
        let mut features = Features(vec![crate::kazakh::Tag::Case(pairing.case)]);
        features.0.extend(self.features(tags, None, false)?.0);
        let text = self.with_features(noun, features, false)?;
        self.draft.word(&text);
        Some(())
    }
}

/// What the creator sees and feels is on the creator: ернімде, not ернінде.
fn mine(tags: &[String]) -> Vec<String> {
    tags.iter().cloned().chain(["@me".to_owned()]).collect()
}
