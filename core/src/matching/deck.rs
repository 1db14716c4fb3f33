//! Reading a deck out of the index. Sets decide who is eligible, sixty-four offers at a time; what is left gets its
//! score, and lists of equal score are in the deck's order by themselves.

use std::cmp::Reverse;

use super::bits::{Bits, places_of};
use super::index::{Condition, Index, Ranked};
use super::score::{AUDIENCE_POINTS, REASONS_MAX, tag_points};
use super::{CreatorFacts, Reason, Taste};
use crate::id::CampaignId;

const SCORES: usize = 101;

impl Index {
    /// The best offers that this creator may see and has not seen.
    pub fn top(&self, facts: &CreatorFacts, seen: &impl Fn(CampaignId) -> bool, limit: usize) -> Vec<Ranked> {
        self.top_by_taste(facts, &Taste::default(), seen, limit)
    }

    /// As [`Index::top`], with what the creator's NOs have taught.
    pub fn top_by_taste(
        &self,
        facts: &CreatorFacts,
        taste: &Taste,
        seen: &impl Fn(CampaignId) -> bool,
        limit: usize,
    ) -> Vec<Ranked> {
        let query = Query::new(self, facts);
        let scored = query.scored(taste);
        let offers = best_first(&scored, limit).filter_map(|Scored { score, place }| {
            let (_, campaign) = *self.orders.get(place as usize)?;
            (!seen(campaign)).then(|| Ranked { campaign, score, reasons: query.reasons(place as usize) })
        });
        offers.take(limit).collect()
    }
}

/// An eligible place; small, because there may be many.
#[derive(Clone, Copy)]
struct Scored {
    score: u8,
    place: u32,
}

/// What one creator's deck is read with.
struct Query<'a> {
    index: &'a Index,
    facts: &'a CreatorFacts,
    tags: Vec<(&'a String, &'a Bits)>,
    languages: Vec<(&'a String, &'a Bits)>,
    any_tag: &'a Bits,
    any_city: &'a Bits,
    any_language: &'a Bits,
    any_audience: &'a Bits,
}

impl<'a> Query<'a> {
    fn new(index: &'a Index, facts: &'a CreatorFacts) -> Self {
        Self {
            index,
            facts,
            tags: with_sets(index, &facts.tags, Condition::Tag),
            languages: with_sets(index, &facts.languages, Condition::Language),
            any_tag: index.set(&Condition::AnyTag),
            any_city: index.set(&Condition::AnyCity),
            any_language: index.set(&Condition::AnyLanguage),
            any_audience: index.set(&Condition::AnyAudience),
        }
    }

    /// Scores of all eligible places, in the order of places.
    fn scored(&self, taste: &Taste) -> Vec<Scored> {
        let eligible = self.eligible_but_for_tags();
        let mut scored = Vec::with_capacity(1_024);
        for (number, eligible) in eligible.words().iter().enumerate() {
            let (any_tag, any_audience) = (self.any_tag.word(number), self.any_audience.word(number));
            let [one, two, three] = self.shared_tags(number);
            for place in places_of(number, eligible & (any_tag | one)) {
                let Some(column) = self.index.columns.get(place).filter(|one| one.takes(self.facts.followers)) else {
                    continue;
                };
                let is_in = |word: u64| (word >> (place % 64)) & 1 == 1;
                let shared = [one, two, three].into_iter().filter(|word| is_in(*word)).count();
                let is_band_met = self.facts.audience.is_some() && !is_in(any_audience);
                let audience = if is_band_met { AUDIENCE_POINTS.asked } else { AUDIENCE_POINTS.open };
                let fit = column.points.saturating_add(audience).saturating_add(tag_points(!is_in(any_tag), shared));
                let score = fit.saturating_sub(self.penalty(taste, place));
                scored.push(Scored { score, place: u32::try_from(place).unwrap_or(u32::MAX) });
            }
        }
        scored
    }

    /// City, languages, platforms and audience; tags and followers are looked at with the score.
    fn eligible_but_for_tags(&self) -> Bits {
        let facts = self.facts;
        let mut eligible = self.index.joined(facts.platforms.iter().copied().map(Condition::Platform));
        let mut one = Bits::none(self.index.len());
        one.join(self.any_city);
        one.join(self.index.set(&Condition::City(facts.city.clone())));
        eligible.meet(&one);
        let mut one = Bits::none(self.index.len());
        one.join(self.any_language);
        self.languages.iter().for_each(|(_, set)| one.join(set));
        eligible.meet(&one);
        if let Some(band) = facts.audience {
            eligible.meet(&self.index.joined([Condition::AnyAudience, Condition::Audience(band)]));
        }
        eligible
    }

    /// Of one word: places that share at least one, two and three niches with the creator.
    fn shared_tags(&self, number: usize) -> [u64; 3] {
        self.tags
            .iter()
            .map(|(_, set)| set.word(number))
            .fold([0; 3], |[one, two, three], tag| [one | tag, two | (one & tag), three | (two & tag)])
    }

    fn penalty(&self, taste: &Taste, place: usize) -> u8 {
        if taste.is_empty() {
            return 0;
        }
        let entry = self.index.entries.get(place);
        entry.map_or(0, |entry| taste.penalty(&entry.targets.tags, entry.brand, entry.fee))
    }

    /// The same as [`super::score::reasons`], read from the sets, which are near, not from the entry, which is far.
    fn reasons(&self, place: usize) -> Vec<Reason> {
        let first =
            |list: &[(&String, &Bits)]| list.iter().find(|(_, set)| set.contains(place)).map(|(key, _)| (*key).clone());
        let is_asked = |any: &Bits| !any.contains(place);
        let city = is_asked(self.any_city).then(|| Reason::City(self.facts.city.clone()));
        let band = self.facts.audience.filter(|_| is_asked(self.any_audience)).map(Reason::Audience);
        let followers = self.index.columns.get(place).is_some_and(|column| column.asks_for_followers);
        let followers = followers.then_some(Reason::Followers(self.facts.followers));
        let (tag, language) = (first(&self.tags).map(Reason::Tag), first(&self.languages).map(Reason::Language));
        [tag, city, band, language, followers].into_iter().flatten().take(REASONS_MAX).collect()
    }
}

/// Each key once, with the places that ask for it.
fn with_sets<'a>(
    index: &'a Index,
    keys: &'a [String],
    condition: fn(String) -> Condition,
) -> Vec<(&'a String, &'a Bits)> {
    let mut list: Vec<(&String, &Bits)> = Vec::with_capacity(keys.len());
    for key in keys {
        if list.iter().all(|(other, _)| *other != key) {
            list.push((key, index.set(&condition(key.clone()))));
        }
    }
    list
}

/// The best first, stable. Only scores that a deck of `limit` is likely to need are sorted at once; the rest waits
/// until somebody asks, which is when much was seen before.
fn best_first(scored: &[Scored], limit: usize) -> impl Iterator<Item = Scored> {
    let mut counts = [0_usize; SCORES];
    for one in scored {
        if let Some(count) = counts.get_mut(usize::from(one.score)) {
            *count = count.saturating_add(1);
        }
    }
    let enough = limit.saturating_mul(4);
    let mut found = 0_usize;
    let is_reached = |count: &usize| {
        found = found.saturating_add(*count);
        found >= enough
    };
    let lowest =
        counts.iter().rev().position(is_reached).map_or(0, |steps| SCORES.saturating_sub(steps).saturating_sub(1));
    let part = move |is_first: bool| {
        let is_in = |one: &&Scored| (usize::from(one.score) >= lowest) == is_first;
        let mut part: Vec<Scored> = scored.iter().filter(is_in).copied().collect();
        part.sort_by_key(|one| Reverse(one.score));
        part
    };
    part(true).into_iter().chain(std::iter::once_with(move || part(false)).flatten())
}
