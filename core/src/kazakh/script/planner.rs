//! The planner: many candidates, the few that keep every rule, the best of them in different shapes. Which shapes
//! come first is
//! dealt by the creator, so that fifty creators of one campaign don't tell the same story.

use super::candidate::{Candidate, Workshop};
use super::caption::{LABEL, caption, put_on_screen};
use super::grammar::{Grammar, Shape};
use super::meter::{bigrams, jaccard_percent, words};
use super::order::Order;
use super::refusal::refusal;
use super::seed::{Seed, hash};
use super::sentence::{Kind, Sentence, capitalised};
use super::{Answer, Question, Request, Script};
use crate::kazakh::guard::{self, Basis, Context, Labelled};
use crate::kazakh::knowledge::Knowledge;
use crate::kazakh::syllables;

/// Knowledge and grammar together.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'a> {
    /// Product knowledge.
    pub know: &'a Knowledge,
    /// Moves and shapes.
    pub grammar: &'a Grammar,
}

const CANDIDATES_A_SHAPE: usize = 16;
const GOOD_A_SHAPE: usize = 3;
const ROUNDS: usize = 3;
const SHORTEST_MS: usize = 14_000;
const LONGEST_MS: usize = 15_450;
const LIKENESS_PERCENT_MAX: usize = 40;

/// Scripts for a request, from the knowledge that ships.
#[must_use]
pub fn suggest(request: &Request) -> Answer {
    Writer { know: Knowledge::shipped(), grammar: Grammar::shipped() }.suggest(request)
}

impl Writer<'_> {
    /// Scripts for a request.
    #[must_use]
    pub fn suggest(&self, request: &Request) -> Answer {
        let with_facts = || [request.brief.as_str(), &request.facts.join(", ")].join(" , ");
        let facts = || if request.facts.is_empty() { None } else { refusal(&with_facts()) };
        if let Some(refused) = refusal(&request.brief).or_else(facts) {
            return Answer::Refused(refused);
        }
        let order = Order::read(self.know, &request.brief, request.niche.as_deref(), &request.facts);
        let scripts = self.scripts(request, &order);
        let mut questions = Vec::new();
        questions.extend(order.price.is_none().then_some(Question::Price));
        questions.extend(order.said.is_empty().then_some(Question::OwnUse));
        Answer::Scripts { scripts, questions }
    }

    fn scripts(&self, request: &Request, order: &Order) -> Vec<Script> {
        let workshop = Workshop { know: self.know, grammar: self.grammar, order, request };
        let recent: Vec<_> = request.recent.iter().map(|text| bigrams(text)).collect();
        let shapes = self.dealt(request, order);
        let mut chance = Seed::of(request.seed ^ hash(&request.creator) ^ hash(&request.brief));
        let mut scripts: Vec<Script> = Vec::new();
        let mut spare: Vec<(usize, &Shape, u64)> = Vec::new();
        for shape in shapes.iter().cycle().take(shapes.len().saturating_mul(ROUNDS)) {
            if scripts.len() >= request.count {
                break;
            }
            if scripts.iter().any(|script| script.shape == shape.name) {
                continue;
            }
            let mut good: Vec<(i64, u64)> = Vec::new();
            for _ in 0..CANDIDATES_A_SHAPE {
                if good.len() >= GOOD_A_SHAPE {
                    break;
                }
                let seed = u64::try_from(chance.below(usize::MAX)).unwrap_or(1);
                let Some(candidate) = workshop.candidate(shape, seed, false) else { continue };
                match faults(&candidate, order) {
                    0 => good.push((points(&self.score(&candidate, &recent)), seed)),
                    count => spare.push((count, *shape, seed)),
                }
            }
            good.sort_unstable_by_key(|(points, seed)| (std::cmp::Reverse(*points), *seed));
            scripts.extend(good.into_iter().find_map(|(_, seed)| self.told(&workshop, shape, seed, &recent)));
        }
        spare.sort_by_key(|(count, _, seed)| (*count, *seed));
        for (_, shape, seed) in spare {
            if scripts.len() < request.count && scripts.iter().all(|script| script.shape != shape.name) {
                scripts.extend(self.told(&workshop, shape, seed, &recent));
            }
        }
        scripts.sort_by_key(|script| std::cmp::Reverse(script.points()));
        scripts
    }

    /// The shapes this brief can bear, in the creator's order.
    fn dealt(&self, request: &Request, order: &Order) -> Vec<&Shape> {
        let can = |shape: &&Shape| order.occasion.is_some() || !shape.needs_occasion;
        let mut shapes: Vec<&Shape> = self.grammar.shapes.iter().filter(can).collect();
        let mut deal = Seed::of(hash(&request.creator).wrapping_add(request.seed.wrapping_mul(31)));
        for place in (1..shapes.len()).rev() {
            shapes.swap(place, deal.below(place.saturating_add(1)));
        }
        shapes
    }

    /// Tells a candidate once more, with camera notes, and lets the guard read it.
    fn told(&self, workshop: &Workshop<'_>, shape: &Shape, seed: u64, recent: &[Bigrams]) -> Option<Script> {
        let (request, order) = (workshop.request, workshop.order);
        let candidate = workshop.candidate(shape, seed, true)?;
        let score = self.score(&candidate, recent);
        let mut beats = candidate.beats;
        if let Some(hook) = beats.first_mut().filter(|_| request.says_label) {
            hook.say = format!("{LABEL}. {}", hook.say);
            hook.from_ms = 0;
        }
        put_on_screen(&mut beats, order);
        let text = beats.iter().map(|beat| beat.say.as_str()).collect::<Vec<_>>().join("\n");
        let own = bigrams(&text);
        if recent.iter().any(|other| jaccard_percent(other, &own) > LIKENESS_PERCENT_MAX) {
            return None;
        }
        let caption = caption(&beats, order, self.know);
        let (syllables, duration_ms) = (syllables(&text), candidate.duration_ms);
        let shape = candidate.shape;
        guarded(Script { shape, beats, caption, text, duration_ms, syllables, findings: Vec::new(), score }, request)
    }

    fn score(&self, candidate: &Candidate<'_>, recent: &[Bigrams]) -> Vec<(&'static str, i64)> {
        let sentences: Vec<&Sentence> = candidate.beats.iter().flat_map(|beat| &beat.sentences).collect();
        let text = candidate.beats.iter().map(|beat| beat.say.as_str()).collect::<Vec<_>>().join(" ");
        score(&sentences, &text, candidate.duration_ms, candidate.memory.particles, recent)
    }
}

type Bigrams = std::collections::HashSet<(String, String)>;

fn points(score: &[(&'static str, i64)]) -> i64 {
    score.iter().fold(0_i64, |sum, (_, points)| sum.saturating_add(*points))
}

/// A script that the guard lets pass, with what it found; nothing where it does not.
fn guarded(script: Script, request: &Request) -> Option<Script> {
    let beats: Vec<(&str, Option<Basis>)> =
        script.beats.iter().map(|beat| (beat.say.as_str(), Some(beat.basis))).collect();
    let (text, context) = Context::of_beats(&beats);
    let screen = script.beats.first().map(|beat| beat.screen.clone()).unwrap_or_default();
    let context = Context {
        register: Some(request.register),
        facts: request.facts.iter().cloned().chain([request.brief.clone()]).collect(),
        label: Some(Labelled { screen, caption: script.caption.clone() }),
        syllables_per_10_s: u32::try_from(request.syllables_per_10_s).ok(),
        ..context
    };
    let findings = guard::check(&text, &context);
    guard::passes(&findings).then_some(Script { findings, ..script })
}

/// Rules that a candidate breaks; the heavier ones count more.
fn faults(candidate: &Candidate<'_>, order: &Order) -> usize {
    let sentences: Vec<&Sentence> = candidate.beats.iter().flat_map(|beat| &beat.sentences).collect();
    let memory = &candidate.memory;
    let mut kinds: Vec<Kind> = sentences.iter().map(|sentence| sentence.kind).collect();
    kinds.sort_by_key(|kind| *kind as usize);
    kinds.dedup();
    let count = |is_broken: bool, weight: usize| if is_broken { weight } else { 0 };
    let early = candidate.duration_ms < SHORTEST_MS;
    let late = candidate.duration_ms > LONGEST_MS;
    [
        count(early || late, 3),
        count(memory.mentions == 0, 20),
        count(nouns(&sentences, order) > 2, 20),
        count(memory.attributes < order.attributes.len(), 20),
        count(memory.features < order.features.len().min(2), 20),
        count(memory.extras < order.extras.len().min(3) || memory.aims < order.aims.len().min(2), 20),
        count(order.occasion.is_some() && !memory.occasion, 20),
        count(memory.bound_beats < if order.is_covered { 3 } else { 4 }, 6),
        count(kinds.iter().filter(|kind| **kind != Kind::Fragment).count() < 3, 4),
        count(!sentences.iter().any(|sentence| sentence.words <= 3), 4),
        count(!sentences.iter().any(|sentence| sentence.words >= 6), 4),
        count(!(2..=4).contains(&memory.particles), 1),
    ]
    .iter()
    .sum()
}

/// How often the product's noun is heard, in the frame's clauses too.
fn nouns(sentences: &[&Sentence], order: &Order) -> usize {
    let noun: String = order.product.lemma.text.rsplit(' ').next().unwrap_or_default().chars().take(4).collect();
    if noun.chars().any(char::is_uppercase) {
        return 0;
    }
    let opening = capitalised(&noun);
    // A sentence of ours has no other capitals than its first letter and names.
    let heard = |text: &str| text.matches(&noun).count().saturating_add(text.matches(&opening).count());
    sentences.iter().fold(0_usize, |sum, sentence| sum.saturating_add(heard(&sentence.text)))
}

fn score(
    sentences: &[&Sentence],
    text: &str,
    duration_ms: usize,
    particles: usize,
    recent: &[Bigrams],
) -> Vec<(&'static str, i64)> {
    let points = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let mut stems: Vec<String> =
        words(text).iter().filter(|word| word.chars().count() > 4).map(|word| root(word)).collect();
    let all = stems.len();
    stems.sort_unstable();
    stems.dedup();
    let repeated = all.saturating_sub(stems.len());
    let same_start = sentences.windows(2).filter(|pair| first_word(pair[0]) == first_word(pair[1])).count();
    let likeness = if recent.is_empty() {
        0
    } else {
        let own = bigrams(text);
        recent.iter().map(|other| jaccard_percent(other, &own)).max().unwrap_or(0)
    };
    let mut kinds: Vec<usize> = sentences.iter().map(|sentence| sentence.kind as usize).collect();
    kinds.sort_unstable();
    kinds.dedup();
    vec![
        ("length", 60_i64.saturating_sub(points(duration_ms.abs_diff(14_800)).checked_div(20).unwrap_or(0))),
        ("particles", if (2..=3).contains(&particles) { 20 } else { 0 }),
        ("kinds", points(kinds.len()).saturating_mul(6)),
        ("repeats", points(repeated).saturating_mul(-9)),
        ("same starts", points(same_start).saturating_mul(-10)),
        ("likeness", points(likeness).saturating_neg()),
    ]
}

fn first_word(sentence: &Sentence) -> String {
    sentence.text.split_whitespace().next().unwrap_or_default().to_lowercase()
}

/// What the forms of a word share, as far as five letters tell.
fn root(word: &str) -> String {
    word.chars().take(5).collect()
}
