//! The index must answer as a plain filter and sort over every offer does, whatever came and went.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::{BrandId, CampaignId, Id};
use crate::money::Money;
use crate::wire::commands::NoReason;

fn some_of(words: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::sample::select(words).prop_map(str::to_owned), 0..4)
}

const TAGS: &[&str] = &["beauty", "food", "tech", "home", "kids"];
const CITIES: &[&str] = &["almaty", "astana", "semey"];
const PLATFORMS: &[Platform] = &[Platform::Tiktok, Platform::Instagram, Platform::Youtube];

fn band() -> impl Strategy<Value = Option<AudienceBand>> {
    prop::option::of(prop::sample::select(&AudienceBand::ALL[..]))
}

prop_compose! {
    fn targets()(
        tags in some_of(TAGS), cities in some_of(CITIES), languages in some_of(&LANGUAGES),
        followers_min in prop::option::of(0_u32..6), followers_max in prop::option::of(3_u32..9), audience in band(),
    ) -> Targets {
        Targets { tags, cities, languages, followers_min, followers_max, audience }
    }
}

prop_compose! {
    fn entry()(
        targets in targets(), platform in prop::sample::select(PLATFORMS), fee in 5_i64..8, brand in 0_u128..4,
    ) -> Entry {
        Entry { brand: BrandId::from_uuid(Uuid::from_u128(brand)), platform, targets, fee: Money::from_tenge(fee) }
    }
}

prop_compose! {
    fn facts()(
        tags in some_of(TAGS), city in prop::sample::select(CITIES), languages in some_of(&LANGUAGES),
        platforms in prop::collection::vec(prop::sample::select(PLATFORMS), 0..3), followers in 0_u32..9,
        audience in band(),
    ) -> CreatorFacts {
        CreatorFacts { tags, city: city.to_owned(), languages, platforms, followers, audience }
    }
}

fn campaign(number: u8) -> CampaignId {
    CampaignId::from_uuid(Uuid::from_u128(u128::from(number)))
}

fn naive(offers: &BTreeMap<CampaignId, Entry>, facts: &CreatorFacts, taste: &Taste, limit: usize) -> Vec<Ranked> {
    let mut all: Vec<(Reverse<Money>, Ranked)> = Vec::new();
    for (campaign, entry) in offers {
        let Some(found) = score(facts, &entry.targets, entry.platform) else { continue };
        let penalty = taste.penalty(&entry.targets.tags, entry.brand, entry.fee);
        let score = found.score.saturating_sub(penalty);
        all.push((Reverse(entry.fee), Ranked { campaign: *campaign, score, reasons: found.reasons }));
    }
    all.sort_by_key(|(fee, ranked)| (Reverse(ranked.score), *fee, ranked.campaign));
    all.into_iter().map(|(_, ranked)| ranked).take(limit).collect()
}

proptest! {
    #[test]
    fn the_index_answers_as_a_plain_sort_does(
        moves in prop::collection::vec((0_u8..90, prop::option::weighted(0.8, entry())), 0..160),
        facts in facts(), seen in prop::collection::btree_set(0_u8..90, 0..20), limit in 0_usize..40,
        noes in prop::collection::vec((0_usize..3, some_of(TAGS), 0_u128..4), 0..6),
    ) {
        let (mut index, mut offers) = (Index::default(), BTreeMap::new());
        for (number, entry) in moves {
            match entry {
                Some(entry) => {
                    index.upsert(campaign(number), entry.clone());
                    offers.insert(campaign(number), entry);
                }
                None => prop_assert_eq!(index.remove(campaign(number)), offers.remove(&campaign(number)).is_some()),
            }
        }
        let mut taste = Taste::default();
        for (reason, tags, brand) in noes {
            let reason = [NoReason::FeeTooLow, NoReason::NotMyTopic, NoReason::NotThisBrand][reason];
            taste.learn_no(reason, &tags, BrandId::from_uuid(Uuid::from_u128(brand)), Money::from_tenge(6));
        }
        let seen: BTreeSet<CampaignId> = seen.into_iter().map(campaign).collect();
        let unseen: BTreeMap<_, _> = offers.clone().into_iter().filter(|(id, _)| !seen.contains(id)).collect();
        let is_seen = |campaign| seen.contains(&campaign);
        prop_assert_eq!(index.len(), offers.len());
        prop_assert_eq!(index.top(&facts, &is_seen, limit), naive(&unseen, &facts, &Taste::default(), limit));
        prop_assert_eq!(index.top_by_taste(&facts, &taste, &is_seen, limit), naive(&unseen, &facts, &taste, limit));
        let rebuilt = Index::new(offers);
        prop_assert_eq!(rebuilt.top(&facts, &is_seen, limit), index.top(&facts, &is_seen, limit));
    }

    #[test]
    fn a_score_is_at_most_a_hundred_with_at_most_three_reasons(facts in facts(), entry in entry()) {
        if let Some(found) = score(&facts, &entry.targets, entry.platform) {
            prop_assert!(found.score <= 100 && found.reasons.len() <= REASONS_MAX);
        }
    }
}

fn offer_for(city: &str, tag: &str) -> Entry {
    let targets = Targets { cities: vec![city.to_owned()], tags: vec![tag.to_owned()], ..Targets::default() };
    let brand = BrandId::from_uuid(Uuid::from_u128(1));
    Entry { brand, platform: Platform::Tiktok, targets, fee: Money::from_tenge(5_000) }
}

#[test]
fn an_empty_deck_names_the_one_setting_that_hides_most() {
    let offers = [
        (campaign(1), offer_for("astana", "beauty")),
        (campaign(2), offer_for("astana", "beauty")),
        (campaign(3), offer_for("almaty", "tech")),
        (campaign(4), offer_for("astana", "tech")),
    ];
    let index = Index::new(offers);
    let facts = |city: &str, tag: &str| CreatorFacts {
        tags: vec![tag.to_owned()],
        city: city.to_owned(),
        platforms: vec![Platform::Tiktok],
        ..CreatorFacts::default()
    };
    let nothing_seen = |_| false;
    let hides = |facts: &CreatorFacts, seen: &dyn Fn(CampaignId) -> bool| {
        index.hides_most(facts, &seen).map(|most| (most.setting, most.offers))
    };
    assert_eq!(hides(&facts("almaty", "beauty"), &nothing_seen), Some(("city".to_owned(), 2)));
    assert_eq!(hides(&facts("semey", "kids"), &nothing_seen), Some(("tags".to_owned(), 4)), "none alone");
    assert_eq!(hides(&facts("astana", "beauty"), &|_| true), Some(("seen".to_owned(), 2)));
    assert_eq!(Index::default().hides_most(&facts("almaty", "beauty"), &nothing_seen), None);
}
