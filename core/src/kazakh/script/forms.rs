//! From the tags of a pattern to the features of a form: persons are put in by the register, verbs bring their
//! helper, a
//! negative verb stays negative, and a persona shortens жағамын to жағам everywhere or nowhere.

use super::stage::Stage;
use crate::kazakh::guard::Register;
use crate::kazakh::knowledge::Actor;
use crate::kazakh::{Features, Lemma, Tag, inflect};

/// What a tag asks that is no feature.
const GLUED: &[&str] = &["imp", "opt", "must", "px", "cop"];

impl Stage<'_> {
    /// The features of tags; `third` where the subject is a thing.
    pub(super) fn features(&self, tags: &[String], helper: Option<&str>, is_third: bool) -> Option<Features> {
        let mut names: Vec<String> = Vec::new();
        let mut glue: Option<&str> = None;
        for tag in tags.iter().map(String::as_str).filter(|tag| !tag.starts_with('@')) {
            let tag = if tag == "$tense" { self.tense } else { tag };
            for part in tag.split('.') {
                self.put(part, helper, is_third, &mut names, &mut glue)?;
            }
        }
        if glue == Some("px") {
            names.push("px3".to_owned());
        }
        Features::parse(&names.join("."))
    }

    fn put<'t>(
        &self,
        part: &'t str,
        helper: Option<&str>,
        is_third: bool,
        names: &mut Vec<String>,
        glue: &mut Option<&'t str>,
    ) -> Option<()> {
        let person = match part {
            "me" => Some("1sg"),
            "you" if self.persona.register == Register::Siz && !self.is_show => Some("2frm"),
            "you" => Some("2sg"),
            "it" => Some("3"),
            "us" => Some("1pl"),
            _ => None,
        };
        match (person, glue.take()) {
            (Some(person), Some(kind)) => {
                let person = if is_third && kind != "px" { "3" } else { person };
                if is_third && matches!(kind, "imp" | "opt" | "must") {
                    return None;
                }
                names.push(format!("{kind}{person}"));
            }
            (Some(person), None) => {
                let person = if is_third { "3" } else { person };
                let is_short =
                    self.persona.is_short && person == "1sg" && names.last().is_some_and(|name| name == "pres");
                names.push(person.to_owned());
                names.extend(is_short.then(|| "short".to_owned()));
            }
            (None, Some(kind)) => {
                names.push(format!("{kind}3"));
                return self.put(part, helper, is_third, names, glue);
            }
            (None, None) if GLUED.contains(&part) => *glue = Some(part),
            (None, None) if part == "prog" => names.push(format!("prog:{}", helper.unwrap_or("жатыр"))),
            (None, None) => names.push(part.to_owned()),
        }
        Some(())
    }

    /// The form of a word; it tells the draft whether it bade, asked or softened.
    pub(super) fn inflected(
        &mut self,
        word: &Lemma,
        tags: &[String],
        helper: Option<&str>,
        is_negative: bool,
    ) -> Option<String> {
        let features = self.features(tags, helper, false)?;
        self.with_features(word, features, is_negative)
    }

    /// The form of a word with features ready; `is_negative` by nature.
    pub(super) fn with_features(&mut self, word: &Lemma, features: Features, is_negative: bool) -> Option<String> {
        let mut features = features;
        if is_negative {
            if features.has(&Tag::Negative) {
                return None;
            }
            features.0.insert(0, Tag::Negative);
        }
        let bids_last = matches!(
            features.0.last(),
            Some(Tag::Imperative(crate::kazakh::Person::Second | crate::kazakh::Person::Polite))
        );
        if bids_last && !self.is_show && self.seed.chance(self.persona.particles_percent / 3) {
            features.0.push(Tag::Please);
        }
        if self.draft.particles > 0 || self.memory.particles >= 4 {
            features.0.retain(|tag| *tag != Tag::Please);
        }
        if features.has(&Tag::Please) {
            self.draft.particles = self.draft.particles.saturating_add(1);
        }
        let is_converb = features.0.iter().any(|tag| matches!(tag, Tag::ConverbIp | Tag::ConverbA))
            && !features.0.iter().any(|tag| matches!(tag, Tag::Then(_)));
        let is_participle =
            matches!(features.0.last(), Some(Tag::Habitual | Tag::Future | Tag::Perfect | Tag::Infinitive));
        self.draft.has_predicate |= features.is_verbal() && !is_converb && !is_participle;
        self.draft.is_of_mine |= features.0.contains(&Tag::Person(crate::kazakh::Person::First));
        self.draft.bids |= features.0.iter().any(|tag| matches!(tag, Tag::Imperative(_)));
        inflect(word, &features)
    }

    /// Of whom a call speaks: told by `@me`, by a person among the tags, or by the default.
    pub(super) fn actor(&self, tags: &[String], usual: Actor) -> Actor {
        let tags: Vec<&str> =
            tags.iter().flat_map(|tag| if tag == "$tense" { self.tense } else { tag }.split('.')).collect();
        let has = |name: &str| tags.iter().any(|tag| tag.trim_start_matches('@') == name);
        match () {
            () if has("me") => Actor::Me,
            () if has("you") => self.you(),
            () if has("us") => Actor::Us,
            () if has("it") => Actor::It,
            () => usual,
        }
    }
}
