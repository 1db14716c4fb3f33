//! All live offers in memory, ready for decks. Offers stand in the order that breaks ties (fee, then campaign), and
//! each condition is a set of places in that order: a deck is a few joins and meets of sets and one walk over what
//! is left.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::bits::Bits;
use super::score::{asks_for_followers, fixed_points};
use super::{AudienceBand, Reason, Targets};
use crate::id::{BrandId, CampaignId};
use crate::money::Money;
use crate::terms::Platform;

/// No offer asks for it.
static NOBODY: Bits = Bits::empty();

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
    /// By place. What a deck reads lies apart from what it doesn't, so that a walk stays in the processor's cache.
    pub(super) orders: Vec<Order>,
    pub(super) columns: Vec<Column>,
    pub(super) entries: Vec<Entry>,
    fees: HashMap<CampaignId, Money>,
    sets: HashMap<Condition, Bits>,
}

type Order = (Reverse<Money>, CampaignId);

/// What a deck reads of each offer that no set can hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    followers_min: u32,
    followers_max: u32,
    /// The points that depend on the targets alone.
    pub(super) points: u8,
    pub(super) asks_for_followers: bool,
}

/// What an offer asks for: one set of places each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Condition {
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
        for (place, (order, entry)) in offers.into_iter().enumerate() {
            index.insert(place, order, entry);
        }
        index
    }

    /// How many offers live.
    pub fn len(&self) -> usize {
        self.orders.len()
    }

    /// Whether no offer lives.
    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// The entry of a live campaign.
    pub fn get(&self, campaign: CampaignId) -> Option<&Entry> {
        self.place_of(campaign).and_then(|place| self.entries.get(place))
    }

    /// Adds or replaces an offer.
    pub fn upsert(&mut self, campaign: CampaignId, entry: Entry) {
        self.remove(campaign);
        let order = (Reverse(entry.fee), campaign);
        let place = self.orders.partition_point(|other| *other < order);
        self.sets.values_mut().for_each(|set| set.open(place));
        self.insert(place, order, entry);
    }

    /// Takes an offer out; whether it was there.
    pub fn remove(&mut self, campaign: CampaignId) -> bool {
        let Some(place) = self.place_of(campaign) else { return false };
        self.sets.values_mut().for_each(|set| set.close(place));
        self.orders.remove(place);
        self.columns.remove(place);
        self.entries.remove(place);
        self.fees.remove(&campaign);
        true
    }

    /// The places that ask for this.
    pub(super) fn set(&self, condition: &Condition) -> &Bits {
        self.sets.get(condition).unwrap_or(&NOBODY)
    }

    /// The places that ask for one of these.
    pub(super) fn joined(&self, conditions: impl IntoIterator<Item = Condition>) -> Bits {
        let mut joined = Bits::none(self.len());
        conditions.into_iter().for_each(|condition| joined.join(self.set(&condition)));
        joined
    }

    fn place_of(&self, campaign: CampaignId) -> Option<usize> {
        let order = (Reverse(*self.fees.get(&campaign)?), campaign);
        self.orders.binary_search(&order).ok()
    }

    fn insert(&mut self, place: usize, order: Order, entry: Entry) {
        for condition in Condition::all_of(&entry) {
            self.sets.entry(condition).or_default().add(place);
        }
        self.fees.insert(order.1, entry.fee);
        self.columns.insert(place, Column::of(&entry));
        self.orders.insert(place, order);
        self.entries.insert(place, entry);
    }
}

impl Column {
    fn of(entry: &Entry) -> Self {
        Self {
            followers_min: entry.targets.followers_min.unwrap_or(0),
            followers_max: entry.targets.followers_max.unwrap_or(u32::MAX),
            points: fixed_points(&entry.targets),
            asks_for_followers: asks_for_followers(&entry.targets),
        }
    }

    pub(super) const fn takes(&self, followers: u32) -> bool {
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
