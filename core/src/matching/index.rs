//! All live offers in memory, ready for decks. Offers stand in the order that breaks ties (fee, then campaign), and each
//! condition is a set of places in that order: a deck is a few joins and meets of sets and one walk over what is left.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::bits::{Bits, places_of};
use super::score::{AUDIENCE_POINTS, fixed_points, reasons, tag_points};
use super::{AudienceBand, CreatorFacts, Reason, Setting, Targets, Taste};
use crate::id::{BrandId, CampaignId};
use crate::money::Money;
use crate::terms::Platform;
use crate::wire::views::HidesMost;

/// What the index keeps of a live campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who offers.
    pub brand: BrandId,
    /// Where the video is published.
    pub platform: Platform,
    /// Whom it is for.
    pub targets: Targets,
    /// What is certain.
    pub fee: Money,
}

/// One offer of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Which campaign.
    pub campaign: CampaignId,
    /// 0..=100, taste included.
    pub score: u8,
    /// At most three.
    pub reasons: Vec<Reason>,
}

/// Live offers. Order of a deck: score, then fee, both falling, then campaign.
#[derive(Debug, Clone, Default)]
pub struct Index {
    offers: Vec<(Order, Entry)>,
    /// Of each offer: followers from, to, and points that depend on the targets alone.
    columns: Vec<Column>,
    fees: HashMap<CampaignId, Money>,
    sets: HashMap<Condition, Bits>,
}

type Order = (Reverse<Money>, CampaignId);

#[derive(Debug, Clone, Copy)]
struct Column {
    followers_min: u32,
    followers_max: u32,
    points: u8,
}

/// What an offer asks for: one set of places each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Condition {
    Platform(Platform),
    AnyTag,
    Tag(String),
    AnyCity,
    City(String),
    AnyLanguage,
    Language(String),
    AnyAudience,
    Audience(AudienceBand),
}

impl Index {
    /// An index of these offers; of one campaign the last entry counts.
    pub fn new(entries: impl IntoIterator<Item = (CampaignId, Entry)>) -> Self {
        let latest: HashMap<CampaignId, Entry> = entries.into_iter().collect();
        let mut offers: Vec<(Order, Entry)> =
            latest.into_iter().map(|(campaign, entry)| ((Reverse(entry.fee), campaign), entry)).collect();
        offers.sort_unstable_by_key(|(order, _)| *order);
        let mut index = Self::default();
        for (place, (order, entry)) in offers.iter().enumerate() {
            index.columns.push(Column::of(entry));
            index.fees.insert(order.1, entry.fee);
            index.add_conditions(place, entry);
        }
        index.offers = offers;
        index
    }

    /// How many offers live.
    pub fn len(&self) -> usize {
        self.offers.len()
    }

    /// Whether no offer lives.
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    /// The entry of a live campaign.
    pub fn get(&self, campaign: CampaignId) -> Option<&Entry> {
        let place = self.place_of(campaign)?;
        self.offers.get(place).map(|(_, entry)| entry)
    }

    /// Adds or replaces an offer.
    pub fn upsert(&mut self, campaign: CampaignId, entry: Entry) {
        self.remove(campaign);
        let order = (Reverse(entry.fee), campaign);
        let place = self.offers.partition_point(|(other, _)| *other < order);
        self.sets.values_mut().for_each(|set| set.open(place));
        self.columns.insert(place, Column::of(&entry));
        self.fees.insert(campaign, entry.fee);
        self.add_conditions(place, &entry);
        self.offers.insert(place, (order, entry));
    }

    /// Takes an offer out; whether it was there.
    pub fn remove(&mut self, campaign: CampaignId) -> bool {
        let Some(place) = self.place_of(campaign) else { return false };
        self.sets.values_mut().for_each(|set| set.close(place));
        self.columns.remove(place);
        self.fees.remove(&campaign);
        self.offers.remove(place);
        true
    }

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
        let places = self.places_by_score(facts, taste);
        let best = places.iter().enumerate().rev().flat_map(|(score, places)| places.iter().map(move |p| (score, *p)));
        let unseen = best.filter_map(|(score, place)| {
            let ((_, campaign), entry) = self.offers.get(place)?;
            (!seen(*campaign)).then(|| (score, *campaign, entry))
        });
        let ranked = |(score, campaign, entry): (usize, CampaignId, &Entry)| {
            let score = u8::try_from(score).unwrap_or(u8::MAX);
            Ranked { campaign, score, reasons: reasons(facts, &entry.targets) }
        };
        unseen.take(limit).map(ranked).collect()
    }

    /// For an empty deck: the setting that alone hides most offers; if none does alone, the one that most offers fail.
    /// `seen` if most of what fits was swiped before.
    pub fn hides_most(&self, facts: &CreatorFacts, seen: &impl Fn(CampaignId) -> bool) -> Option<HidesMost> {
        let passing: Vec<Bits> = Setting::ALL.iter().map(|setting| self.passing(*setting, facts)).collect();
        let (mut alone, mut failed, mut swiped) = ([0_u32; 6], [0_u32; 6], 0_u32);
        for (place, ((_, campaign), _)) in self.offers.iter().enumerate() {
            let fails: Vec<usize> = (0..6).filter(|number| !passing[*number].contains(place)).collect();
            match fails.as_slice() {
                [] => swiped = swiped.saturating_add(u32::from(seen(*campaign))),
                [one] if !seen(*campaign) => alone[*one] = alone[*one].saturating_add(1),
                _ => {}
            }
            fails.iter().for_each(|number| failed[*number] = failed[*number].saturating_add(1));
        }
        let named = |counts: [u32; 6]| Setting::ALL.into_iter().zip(counts).map(|(one, count)| (one.name(), count));
        let best = first_largest(named(alone).chain([("seen", swiped)])).or_else(|| first_largest(named(failed)));
        best.map(|(setting, offers)| HidesMost { setting: setting.to_owned(), offers })
    }

    /// The eligible places of each score, every list in the deck's order.
    fn places_by_score(&self, facts: &CreatorFacts, taste: &Taste) -> Vec<Vec<usize>> {
        let mut scores = vec![Vec::new(); 101];
        let mut eligible = self.passing(Setting::Tags, facts);
        for setting in [Setting::City, Setting::Languages, Setting::Platform, Setting::Audience] {
            eligible.meet(&self.passing(setting, facts));
        }
        let shared = self.shared_tags(facts);
        let (any_tag, any_audience) = (self.set(&Condition::AnyTag), self.set(&Condition::AnyAudience));
        for (number, word) in eligible.words().iter().enumerate() {
            for place in places_of(number, *word) {
                let Some(column) = self.columns.get(place).filter(|column| column.takes(facts.followers)) else {
                    continue;
                };
                let count = shared.iter().filter(|tags| tags.contains(place)).count();
                let is_band_met = facts.audience.is_some() && !any_audience.is_some_and(|any| any.contains(place));
                let audience = if is_band_met { AUDIENCE_POINTS.asked } else { AUDIENCE_POINTS.open };
                let tags = tag_points(!any_tag.is_some_and(|any| any.contains(place)), count);
                let fit = column.points.saturating_add(tags).saturating_add(audience);
                let score = fit.saturating_sub(self.penalty(taste, place));
                if let Some(places) = scores.get_mut(usize::from(score)) {
                    places.push(place);
                }
            }
        }
        scores
    }

    /// Places that share at least one, two and three niches with the creator.
    fn shared_tags(&self, facts: &CreatorFacts) -> [Bits; 3] {
        let mut at_least = [(); 3].map(|()| Bits::none(self.offers.len()));
        for (number, tag) in facts.tags.iter().enumerate() {
            let is_again = facts.tags.iter().take(number).any(|earlier| earlier == tag);
            let Some(set) = self.set(&Condition::Tag(tag.clone())).filter(|_| !is_again) else { continue };
            let [one, two, three] = &mut at_least;
            let mut again = two.clone();
            again.meet(set);
            three.join(&again);
            let mut again = one.clone();
            again.meet(set);
            two.join(&again);
            one.join(set);
        }
        at_least
    }

    fn passing(&self, setting: Setting, facts: &CreatorFacts) -> Bits {
        let with_any = |any: Condition, others: Vec<Condition>| self.joined(std::iter::once(any).chain(others));
        match setting {
            Setting::Tags => with_any(Condition::AnyTag, facts.tags.iter().cloned().map(Condition::Tag).collect()),
            Setting::City => with_any(Condition::AnyCity, vec![Condition::City(facts.city.clone())]),
            Setting::Languages => {
                with_any(Condition::AnyLanguage, facts.languages.iter().cloned().map(Condition::Language).collect())
            }
            Setting::Platform => self.joined(facts.platforms.iter().copied().map(Condition::Platform)),
            Setting::Audience => {
                let bands = facts.audience.map_or_else(|| AudienceBand::ALL.to_vec(), |band| vec![band]);
                with_any(Condition::AnyAudience, bands.into_iter().map(Condition::Audience).collect())
            }
            Setting::Followers => {
                let mut takes = Bits::none(self.columns.len());
                let columns = self.columns.iter().enumerate();
                columns.filter(|(_, one)| one.takes(facts.followers)).for_each(|(place, _)| takes.add(place));
                takes
            }
        }
    }

    fn joined(&self, conditions: impl Iterator<Item = Condition>) -> Bits {
        let mut joined = Bits::none(self.offers.len());
        conditions.filter_map(|condition| self.set(&condition)).for_each(|set| joined.join(set));
        joined
    }

    fn set(&self, condition: &Condition) -> Option<&Bits> {
        self.sets.get(condition)
    }

    fn penalty(&self, taste: &Taste, place: usize) -> u8 {
        if taste.is_empty() {
            return 0;
        }
        let entry = self.offers.get(place).map(|(_, entry)| entry);
        entry.map_or(0, |entry| taste.penalty(&entry.targets.tags, entry.brand, entry.fee))
    }

    fn place_of(&self, campaign: CampaignId) -> Option<usize> {
        let order = (Reverse(*self.fees.get(&campaign)?), campaign);
        self.offers.binary_search_by(|(other, _)| other.cmp(&order)).ok()
    }

    fn add_conditions(&mut self, place: usize, entry: &Entry) {
        for condition in Condition::all_of(entry) {
            self.sets.entry(condition).or_default().add(place);
        }
    }
}

impl Column {
    fn of(entry: &Entry) -> Self {
        Self {
            followers_min: entry.targets.followers_min.unwrap_or(0),
            followers_max: entry.targets.followers_max.unwrap_or(u32::MAX),
            points: fixed_points(&entry.targets),
        }
    }

    const fn takes(&self, followers: u32) -> bool {
        self.followers_min <= followers && followers <= self.followers_max
    }
}

impl Condition {
    fn all_of(entry: &Entry) -> Vec<Self> {
        let targets = &entry.targets;
        let mut all = vec![Self::Platform(entry.platform)];
        all.push(targets.audience.map_or(Self::AnyAudience, Self::Audience));
        let mut ask = |wanted: &[String], any: Self, each: fn(String) -> Self| {
            if wanted.is_empty() { all.push(any) } else { all.extend(wanted.iter().cloned().map(each)) }
        };
        ask(&targets.tags, Self::AnyTag, Self::Tag);
        ask(&targets.cities, Self::AnyCity, Self::City);
        ask(&targets.languages, Self::AnyLanguage, Self::Language);
        all
    }
}

/// The first of the largest counts; none if all are nothing.
fn first_largest<'a>(counts: impl Iterator<Item = (&'a str, u32)>) -> Option<(&'a str, u32)> {
    counts.fold(None, |best, (name, count)| {
        let is_better = count > best.map_or(0, |(_, most)| most);
        if is_better { Some((name, count)) } else { best }
    })
}
