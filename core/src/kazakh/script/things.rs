//! Naming things: the product is named once with its attributes, then pointed at, then left out; the other items of the
//! brief each have their own way into a sentence.

use super::stage::Stage;
use crate::kazakh::guard::Basis;
use crate::kazakh::knowledge::{Actor, OccasionKind, Piece, features_of};
use crate::kazakh::{Case, Features, Lemma, Pos, inflect};

impl Stage<'_> {
    /// Words before a predicate.
    pub(super) fn pieces(&mut self, pieces: &[Piece], actor: Actor) -> Option<()> {
        for piece in pieces {
            match piece {
                Piece::Plain(word) => self.draft.word(word),
                Piece::Form { lemma, tags } => {
                    let text = inflect(lemma, &features_of(tags, actor)?)?;
                    self.draft.word(&text);
                }
                Piece::Thing(case) => self.thing_in_a_clause(*case)?,
            }
        }
        Some(())
    }

    /// The subject of a clause with a case of its own: түсі → түсін.
    pub(super) fn subject(&mut self, subject: &[Piece], case: &[&str]) -> Option<()> {
        let (last, before) = subject.split_last()?;
        self.pieces(before, Actor::Me)?;
        let text = match last {
            Piece::Form { lemma, tags } => {
                inflect(lemma, &features_of(&[&[tags.as_str()][..], case].concat().join("."), Actor::Me)?)?
            }
            Piece::Plain(word) if case == ["acc"] && word.ends_with(['ы', 'і']) => format!("{word}н"),
            Piece::Plain(word) => inflect(&Lemma::guessed(word, Pos::Noun), &Features::parse(&case.join("."))?)?,
            Piece::Thing(_) => return None,
        };
        self.draft.word(&text);
        Some(())
    }

    fn thing_in_a_clause(&mut self, case: Option<Case>) -> Option<()> {
        let is_object = matches!(case, Some(Case::Accusative) | None);
        if self.is_show || (self.memory.mentions > 0 && is_object && (self.memory.pronouns > 0 || self.seed.chance(60)))
        {
            return Some(());
        }
        let tags = case.map(|case| tag_of(case).to_owned());
        self.thing(tags.as_slice(), false)
    }

    /// The product: named, pointed at.
    pub(super) fn thing(&mut self, tags: &[String], is_new: bool) -> Option<()> {
        let case = tags.first().map_or("nom", String::as_str);
        if self.memory.mentions > 0 && !self.is_show {
            let forms = pronouns(case)?;
            let text = forms[self.seed.below(forms.len())];
            self.memory.pronouns = self.memory.pronouns.saturating_add(1);
            self.draft.word(text);
            return Some(());
        }
        let has_pointer = !is_new && !self.is_show && self.seed.chance(65);
        if has_pointer {
            self.draft.word(if self.persona.favours_osy { "осы" } else { "мына" });
        }
        let attributes = self.order.attributes.len().min(2);
        for attribute in self.order.attributes.iter().take(attributes).rev() {
            self.draft.word(attribute);
        }
        self.draft.word(&self.order.product.before);
        let text = inflect(&self.order.product.lemma, &Features::parse(case)?)?;
        self.draft.word(&text);
        if !self.is_show {
            self.memory.mentions = 1;
            self.memory.attributes = attributes;
            self.draft.names_product = true;
            self.draft.stand_on(Basis::Brief);
        }
        Some(())
    }

    /// Items of the brief.
    pub(super) fn call_of_the_brief(&mut self, name: &str, tags: &[String]) -> Option<()> {
        match name {
            "occ" | "occ.when" | "occ.go" | "hour" => self.occasion(name, tags),
            "moment" => self.moment(),
            "you" => {
                let text = if self.you() == Actor::Polite { "сіз" } else { "сен" };
                self.draft.word(text);
                Some(())
            }
            "someone" => self.someone(tags),
            "who" => {
                let (before, lemma) = self.order.who.as_ref()?;
                self.phrase(before, lemma, tags)
            }
            "feature" => {
                let phrases = &self.order.features;
                let (before, lemma) = phrases.get(self.memory.features).or(phrases.last().filter(|_| self.is_show))?;
                if !self.is_show {
                    self.memory.features = self.memory.features.saturating_add(1);
                }
                self.phrase(before, lemma, tags)
            }
            "extra" | "aim" => {
                let (phrases, said) = if name == "extra" {
                    (&self.order.extras, &mut self.memory.extras)
                } else {
                    (&self.order.aims, &mut self.memory.aims)
                };
                let (before, lemma) = phrases.get(*said).or(phrases.last().filter(|_| self.is_show))?;
                *said = said.saturating_add(usize::from(!self.is_show));
                self.phrase(before, lemma, tags)
            }
            "with" => {
                let (before, lemma) = self.order.companion.as_ref()?;
                self.phrase(before, lemma, tags)
            }
            "attr" => {
                let text = self.order.attributes.get(self.memory.attributes)?;
                self.memory.attributes = self.memory.attributes.saturating_add(1);
                self.draft.has_predicate = true;
                self.draft.word(text);
                Some(())
            }
            "price" => {
                self.draft.names_product = true;
                self.draft.word(self.order.price.as_ref()?);
                Some(())
            }
            "name" => {
                self.draft.word(&self.order.names.join(" "));
                (!self.order.names.is_empty()).then_some(())
            }
            "fact" => {
                self.draft.has_predicate = true;
                self.draft.word(self.order.said.first()?);
                Some(())
            }
            _ => None,
        }
    }

    fn phrase(&mut self, before: &str, lemma: &Lemma, tags: &[String]) -> Option<()> {
        self.draft.word(before.trim());
        self.draft.stand_on(Basis::Brief);
        let features = self.features(tags, None, false)?;
        let text = self.with_features(lemma, features, false)?;
        self.draft.word(&text);
        Some(())
    }

    fn occasion(&mut self, name: &str, tags: &[String]) -> Option<()> {
        let know = self.know;
        let occasion = &know.occasions[self.order.occasion?];
        if !self.is_show {
            self.memory.occasion = true;
        }
        if name == "hour" && matches!(occasion.kind, OccasionKind::Day | OccasionKind::Season) {
            return None;
        }
        if name == "occ" && occasion.when.starts_with(&occasion.lemma.text) && self.draft.says(&occasion.when) {
            return None;
        }
        match name {
            "occ.when" => self.draft.word(&occasion.when),
            "occ.go" => {
                let says_when = self.draft.says(&occasion.when);
                let repeats = |piece: &&Piece| matches!(piece, Piece::Plain(word) if *word == occasion.when);
                if says_when && occasion.go.arguments.first().as_ref().is_some_and(repeats) {
                    self.pieces(&occasion.go.arguments[1..], Actor::Me)?;
                    return self.predicate(&occasion.go, tags);
                }
                return self.clause(&occasion.go, tags);
            }
            _ => {
                let features = self.features(tags, None, false)?;
                let text = self.with_features(&occasion.lemma, features, false)?;
                self.draft.word(&text);
            }
        }
        Some(())
    }

    fn moment(&mut self) -> Option<()> {
        let frame = self.frame;
        let free: Vec<usize> = (0..frame.moments.len()).filter(|place| !self.memory.moments.contains(place)).collect();
        let place = *self.seed.pick(&free)?;
        self.memory.moments.push(place);
        self.memory.has_moment = true;
        self.pieces(&frame.moments[place], Actor::Me)
    }

    fn someone(&mut self, tags: &[String]) -> Option<()> {
        let know = self.know;
        let place = match self.memory.people.last() {
            Some(place) if self.is_show => *place,
            _ => *self.seed.pick(&know.people)?,
        };
        self.memory.people.push(place);
        let features = self.features(tags, None, false)?;
        let text = self.with_features(&know.words[place].lemma, features, false)?;
        self.draft.word(&text);
        Some(())
    }
}

fn tag_of(case: Case) -> &'static str {
    match case {
        Case::Genitive => "gen",
        Case::Dative => "dat",
        Case::Accusative => "acc",
        Case::Locative => "loc",
        Case::Ablative => "abl",
        Case::Instrumental => "ins",
    }
}

/// How a thing already named is pointed at.
fn pronouns(case: &str) -> Option<&'static [&'static str]> {
    Some(match case {
        "nom" => &["осы", "мынау", "бұл"],
        "acc" => &["мұны", "осыны", "мынаны"],
        "dat" => &["бұған", "осыған", "мынаған"],
        "gen" => &["мұның", "осының"],
        "loc" => &["мұнда", "осында"],
        "abl" => &["осыдан", "мұнан"],
        "ins" => &["осымен", "мұнымен"],
        _ => return None,
    })
}
