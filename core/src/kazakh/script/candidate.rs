//! One candidate: the moves of a shape written one after another, with the brief's other items put where the
//! story is told,
//! and optional moves taken or left as time allows.

use super::grammar::{Grammar, Shape, Step};
use super::meter::sentences_ms;
use super::order::Order;
use super::seed::Seed;
use super::sentence::{Draft, Sentence, weight};
use super::stage::{Memory, Stage};
use super::voice::Persona;
use super::{Beat, Request};
use crate::kazakh::guard::Basis;
use crate::kazakh::knowledge::Knowledge;

/// What a candidate is made of.
pub(super) struct Workshop<'a> {
    pub know: &'a Knowledge,
    pub grammar: &'a Grammar,
    pub order: &'a Order,
    pub request: &'a Request,
}

/// A candidate, not yet judged.
pub(super) struct Candidate<'a> {
    pub shape: String,
    pub beats: Vec<Beat>,
    pub memory: Memory<'a>,
    pub duration_ms: usize,
}

const TRIES: usize = 6;
const CLOSE_TRIES: usize = 5;
const HOOK_MS_MAX: usize = 3_100;
const HOOK_MS_MIN: usize = 1_000;
const TARGET_MS: usize = 14_700;
const USUAL_BEAT_MS: usize = 2_600;
const LONGEST_MS: usize = 16_500;
const LABEL_MS: usize = 830;
/// Openings that a story about an occasion can stand in for.
const OPEN_TO_OCCASION: &[&str] = &["need", "confess", "place"];
const NAMING: &[&str] = &["reveal", "turn", "answer", "advise"];

impl<'a> Workshop<'a> {
    /// Writes a shape once; nothing where the frame cannot bear it.
    pub fn candidate(&self, shape: &Shape, seed: u64, with_show: bool) -> Option<Candidate<'a>> {
        let mut chance = Seed::of(seed);
        let persona = Persona::of(&mut chance, self.request.register);
        let steps = self.steps(shape, &mut chance);
        let tense = ["pres.me", "imp.you", "past.me"][chance.below(3)];
        let mut stage = Stage {
            know: self.know,
            frame: self.know.frames.get(self.order.frame)?,
            order: self.order,
            persona,
            seed: chance,
            memory: Memory::default(),
            draft: Draft::default(),
            own: Basis::Scene,
            before_verb: None,
            tense,
            is_show: false,
        };
        let mut beats = Vec::new();
        let mut elapsed_ms = if self.request.says_label { LABEL_MS } else { 0 };
        let is_wanted = |step: &&Step| !step.is_optional;
        for (place, step) in steps.iter().enumerate() {
            let left = steps.iter().skip(place.saturating_add(1)).filter(is_wanted).count();
            let expected = elapsed_ms.saturating_add(left.saturating_mul(USUAL_BEAT_MS));
            if step.is_optional && expected.saturating_add(2_000) > TARGET_MS {
                continue;
            }
            let is_last = place.saturating_add(1) == steps.len();
            let mut beat = self.beat(&mut stage, step, elapsed_ms, place == 0, is_last)?;
            if with_show {
                beat.show = self.show(&stage, step);
            }
            elapsed_ms = beat.to_ms;
            if elapsed_ms > LONGEST_MS {
                return None;
            }
            beats.push(beat);
        }
        Some(Candidate { shape: shape.name.clone(), beats, memory: stage.memory, duration_ms: elapsed_ms })
    }

    /// The shape's moves, and the moves that the rest of the brief needs.
    fn steps(&self, shape: &Shape, chance: &mut Seed) -> Vec<Step> {
        let mut steps = shape.steps.clone();
        let takes_occasion = self.order.occasion.is_some()
            && !shape.needs_occasion
            && OPEN_TO_OCCASION.contains(&steps[0].name.as_str())
            && chance.chance(60);
        if takes_occasion {
            ["rush", "occq", "occq"][chance.below(3)].clone_into(&mut steps[0].name);
        }
        let extras = self.extras(shape.needs_occasion || takes_occasion);
        if extras.len() > 1 {
            steps.retain(|step| !step.is_optional);
        }
        let named = steps.iter().position(|step| NAMING.contains(&step.name.as_str())).unwrap_or(1);
        for (far, name) in extras {
            let end = steps.len().saturating_sub(1);
            let from = named.saturating_add(1).min(end);
            let room = end.saturating_sub(from).saturating_add(1);
            let place = if far { end } else { from.saturating_add(chance.below(room)) };
            let relation = (matches!(name, "feature" | "extra") && chance.chance(30)).then(|| "aside".to_owned());
            steps.insert(place, Step { relation, name: name.to_owned(), is_optional: false });
        }
        if extras_want_room(&steps)
            && let Some(place) = steps.iter().rposition(|step| matches!(step.name.as_str(), "sense" | "use" | "flaw"))
        {
            steps.remove(place);
        }
        steps
    }

    /// Moves for what the shape itself does not say; `true`: just before the close.
    fn extras(&self, has_occasion: bool) -> Vec<(bool, &'static str)> {
        let order = self.order;
        let mut extras = Vec::new();
        extras.extend(order.features.iter().take(2).map(|_| (false, "feature")));
        extras.extend(order.extras.iter().take(3).map(|_| (false, "extra")));
        extras.extend(order.aims.iter().take(2).map(|_| (false, "aim")));
        extras.extend(order.attributes.iter().skip(2).take(2).map(|_| (false, "attribute")));
        extras.extend(order.who.iter().map(|_| (false, "who")));
        extras.extend(order.companion.iter().map(|_| (false, "together")));
        extras.extend((!order.names.is_empty()).then_some((false, "named")));
        extras.extend(order.said.iter().take(1).map(|_| (false, "said")));
        extras.extend((order.occasion.is_some() && !has_occasion).then_some((true, "prepare")));
        extras.extend(order.price.iter().map(|_| (true, "price")));
        extras
    }

    fn beat(&self, stage: &mut Stage<'a>, step: &Step, from_ms: usize, is_hook: bool, is_last: bool) -> Option<Beat> {
        let mut best: Option<(usize, Stage<'a>, Vec<Sentence>)> = None;
        let mut found = 0_usize;
        for _ in 0..TRIES.saturating_add(if is_last { CLOSE_TRIES } else { 0 }) {
            let mut trial = stage.clone();
            trial.seed = Seed::of(u64::try_from(stage.seed.below(usize::MAX)).unwrap_or(1));
            let Some(sentences) = self.sentences(&mut trial, step) else { continue };
            let length_ms =
                sentences_ms(&sentences, self.request.syllables_per_10_s).saturating_add(if is_last { 0 } else { 250 });
            if is_hook && !(HOOK_MS_MIN..=HOOK_MS_MAX).contains(&length_ms) {
                continue;
            }
            let distance = if is_last { from_ms.saturating_add(length_ms).abs_diff(TARGET_MS) } else { 0 };
            if best.as_ref().is_none_or(|(known, ..)| distance < *known) {
                best = Some((distance, trial, sentences));
            }
            found = found.saturating_add(1);
            if !is_last || found >= CLOSE_TRIES {
                break;
            }
        }
        let (_, mut chosen, sentences) = best?;
        if chosen.memory.bound > stage.memory.bound {
            chosen.memory.bound_beats = chosen.memory.bound_beats.saturating_add(1);
        }
        *stage = chosen;
        let length_ms =
            sentences_ms(&sentences, self.request.syllables_per_10_s).saturating_add(if is_last { 0 } else { 250 });
        let to_ms = from_ms.saturating_add(length_ms);
        let basis = sentences.iter().map(|sentence| sentence.basis).max_by_key(|basis| weight(*basis))?;
        Some(Beat {
            say: said(&sentences),
            show: String::new(),
            screen: String::new(),
            from_ms,
            to_ms,
            basis,
            sentences,
            told_as: step.name.clone(),
        })
    }

    fn sentences(&self, stage: &mut Stage<'a>, step: &Step) -> Option<Vec<Sentence>> {
        let told = self.grammar.moves.get(&step.name)?;
        let way = stage.seed.pick(&told.ways)?;
        stage.draft = Draft::default();
        stage.own = told.basis;
        stage.memory.has_moment = false;
        if let Some(joint) =
            step.relation.as_deref().filter(|_| way.takes_joint).and_then(|relation| self.joint(stage, relation))
        {
            stage.draft.word(joint.trim_end_matches('*'));
            if joint.ends_with('*') {
                stage.draft.mark(',', told.basis);
            }
            stage.memory.joints.push(joint);
        }
        stage.write(&way.nodes)?;
        stage.draft.finish(told.basis);
        let sentences = std::mem::take(&mut stage.draft.sentences);
        let particles = sentences.iter().fold(0_usize, |sum, sentence| sum.saturating_add(sentence.particles));
        stage.memory.particles = stage.memory.particles.saturating_add(particles);
        let is_overdone =
            |sentence: &Sentence| sentence.particles > 1 || (sentence.names_product && sentence.particles > 0);
        let is_long = |sentence: &Sentence| sentence.words > 10;
        (!sentences.is_empty() && !sentences.iter().any(|sentence| is_overdone(sentence) || is_long(sentence)))
            .then_some(sentences)
    }

    /// A joint not used yet; some neighbours join without a word.
    fn joint(&self, stage: &mut Stage<'a>, relation: &str) -> Option<String> {
        if stage.memory.joints.len() > 1 || !stage.seed.chance(60) {
            return None;
        }
        let joints = self.grammar.joints.get(relation)?;
        let joint = stage.seed.pick(joints)?;
        (!stage.memory.joints.contains(joint)).then(|| joint.clone())
    }

    fn show(&self, stage: &Stage<'a>, step: &Step) -> String {
        let mut camera = stage.clone();
        camera.is_show = true;
        camera.draft = Draft::default();
        let nodes = self.grammar.moves.get(&step.name).map_or(&[][..], |told| told.show.as_slice());
        if camera.write(nodes).is_none() {
            return "камераға қара".to_owned();
        }
        camera.draft.finish(Basis::Scene);
        let text = said(&camera.draft.sentences);
        text.trim_end_matches('.').to_owned()
    }
}

fn extras_want_room(steps: &[Step]) -> bool {
    steps.len() > 6
}

/// Sentences in one line.
pub(super) fn said(sentences: &[Sentence]) -> String {
    sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
}
