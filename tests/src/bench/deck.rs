//! The deck of one creator out of 100,000, from 10,000 live offers: our index in memory against PostgreSQL with
//! intarray, a GIN index, precomputed points and a parsed query. Both must give the same offers in the same order.

use std::collections::HashMap;
use std::time::Duration;

use gamma_core::id::{BrandId, CampaignId, Id};
use gamma_core::matching::{AudienceBand, CreatorFacts, Entry, Index, Targets, cities, niches};
use gamma_core::money::Money;
use gamma_core::terms::Platform;
use sqlx::{AssertSqlSafe, PgPool, Row};
use uuid::Uuid;

use super::{Ratio, median, percentile, timed};
use crate::dice::Dice;
use crate::postgres::TestDatabase;

const OFFERS: u64 = 10_000;
const CREATORS: u64 = 100_000;
const ASKED: u64 = 2_000;
const DECK: usize = 50;
const SEEN: u64 = 40;
const PLATFORMS: [Platform; 3] = [Platform::Tiktok, Platform::Instagram, Platform::Youtube];
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

// Every condition is one number, as intarray wants it. Zero of a group means that the campaign asks nothing there.
const TAG: i32 = 100;
const CITY: i32 = 200;
const LANGUAGE: i32 = 300;
const AUDIENCE: i32 = 400;
const PLATFORM: i32 = 500;

/// The market: offers by order of fee and campaign, and the creators.
struct Market {
    offers: Vec<(CampaignId, Entry)>,
    places: HashMap<CampaignId, i32>,
    creators: Vec<(CreatorFacts, Vec<CampaignId>)>,
}

/// Runs at `1 / scale` of the size.
pub async fn run(scale: u64) -> Vec<Ratio> {
    let Some(database) = TestDatabase::create().await else { return Vec::new() };
    let market = Market::invented(scale);
    fill(&database.pool, &market).await;
    let index = Index::new(market.offers.iter().cloned());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let asked = (ASKED / scale).max(100);
    let stride = market.creators.len() / usize::try_from(asked).unwrap_or(1);
    for (facts, seen) in market.creators.iter().step_by(stride.max(1)) {
        let (time, deck) = timed(|| index.top(facts, &|campaign| seen.contains(&campaign), DECK));
        ours.push(time);
        let (time, same) = ask(&database.pool, &market, facts, seen).await;
        theirs.push(time);
        let deck: Vec<_> = deck.into_iter().map(|ranked| (ranked.campaign, i64::from(ranked.score))).collect();
        assert_eq!(deck, same, "both ways give the same deck");
    }
    database.drop().await;
    let p99 = |times: &[Duration]| percentile(times, 99);
    vec![
        Ratio::of_times("deck, median, against a tuned GIN query", median(&ours), median(&theirs), 2_000),
        Ratio::of_times("deck, p99, against a tuned GIN query", p99(&ours), p99(&theirs), 2_000),
    ]
}

impl Market {
    fn invented(scale: u64) -> Self {
        let dice = Dice::new(10);
        let mut offers: Vec<_> = (0..OFFERS / scale).map(|number| offer(&dice, number)).collect();
        offers.sort_by_key(|(campaign, entry)| (std::cmp::Reverse(entry.fee), *campaign));
        let campaigns: Vec<_> = offers.iter().map(|(campaign, _)| *campaign).collect();
        let creator = |_| {
            let seen = (0..dice.below(SEEN)).map(|_| *dice.pick(&campaigns)).collect();
            (facts(&dice), seen)
        };
        let creators = (0..CREATORS / scale).map(creator).collect();
        let places = campaigns.iter().copied().zip(0_i32..).collect();
        Self { offers, places, creators }
    }
}

fn some(dice: &Dice, from: impl Iterator<Item = String>, most: u64) -> Vec<String> {
    let all: Vec<String> = from.collect();
    let mut some: Vec<String> = (0..dice.below(most.saturating_add(1))).map(|_| dice.pick(&all).clone()).collect();
    some.sort();
    some.dedup();
    some
}

fn offer(dice: &Dice, number: u64) -> (CampaignId, Entry) {
    let followers_min = dice.percent(60).then(|| u32::try_from(dice.below(5_000)).unwrap_or(0));
    let targets = Targets {
        tags: some(dice, niches().iter().map(|niche| niche.key.clone()), 3),
        cities: some(dice, cities().iter().map(|city| city.key.clone()), 4),
        languages: some(dice, LANGUAGES.map(str::to_owned).into_iter(), 2),
        followers_min,
        followers_max: followers_min.map(|min| min.saturating_mul(20).saturating_add(5_000)),
        audience: dice.percent(30).then(|| *dice.pick(&AudienceBand::ALL)),
    };
    let fee =
        Money::from_tiyn(i64::try_from(dice.below(51)).unwrap_or(0).saturating_mul(10_000).saturating_add(500_000));
    let brand = BrandId::from_uuid(Uuid::from_u128(u128::from(dice.below(500))));
    let campaign = CampaignId::from_uuid(Uuid::from_u128(u128::from(number).saturating_add(1) << 64));
    (campaign, Entry { brand, platform: *dice.pick(&PLATFORMS), targets, fee })
}

fn facts(dice: &Dice) -> CreatorFacts {
    let one = |list: Vec<String>, other: String| if list.is_empty() { vec![other] } else { list };
    CreatorFacts {
        tags: one(some(dice, niches().iter().map(|niche| niche.key.clone()), 4), "beauty".to_owned()),
        city: dice.pick(cities()).key.clone(),
        languages: one(some(dice, LANGUAGES.map(str::to_owned).into_iter(), 2), "kk".to_owned()),
        platforms: vec![*dice.pick(&PLATFORMS)],
        followers: u32::try_from(dice.below(60_000)).unwrap_or(0),
        audience: dice.percent(40).then(|| *dice.pick(&AudienceBand::ALL)),
    }
}

/// The place of a word in its list, from 1, after the group's number.
fn key(group: i32, place: Option<usize>) -> i32 {
    group.saturating_add(place.and_then(|place| i32::try_from(place).ok()).map_or(0, |place| place.saturating_add(1)))
}

fn tag_key(tag: &str) -> i32 {
    key(TAG, niches().iter().position(|niche| niche.key == tag))
}

fn city_key(city: &str) -> i32 {
    key(CITY, cities().iter().position(|one| one.key == city))
}

fn language_key(language: &str) -> i32 {
    key(LANGUAGE, LANGUAGES.iter().position(|one| *one == language))
}

fn audience_key(band: AudienceBand) -> i32 {
    key(AUDIENCE, AudienceBand::ALL.iter().position(|one| *one == band))
}

fn platform_key(platform: Platform) -> i32 {
    key(PLATFORM, PLATFORMS.iter().position(|one| *one == platform))
}

/// A group's numbers, or its *anything goes*.
fn group(any: i32, keys: impl Iterator<Item = i32>) -> Vec<i32> {
    let keys: Vec<i32> = keys.collect();
    if keys.is_empty() { vec![any] } else { keys }
}

async fn fill(pool: &PgPool, market: &Market) {
    let table = "create table offer (place int primary key, keys int[] not null, tags int[] not null,
        followers_min bigint not null, followers_max bigint not null, points bigint not null)";
    for sql in ["create extension if not exists intarray", table] {
        sqlx::query(sql).execute(pool).await.expect("the table is made");
    }
    for (place, (_, entry)) in (0_i32..).zip(&market.offers) {
        let targets = &entry.targets;
        let tags: Vec<i32> = targets.tags.iter().map(|tag| tag_key(tag)).collect();
        let mut keys = group(TAG, tags.iter().copied());
        keys.extend(group(CITY, targets.cities.iter().map(|city| city_key(city))));
        keys.extend(group(LANGUAGE, targets.languages.iter().map(|language| language_key(language))));
        keys.extend(group(AUDIENCE, targets.audience.iter().map(|band| audience_key(*band))));
        keys.push(platform_key(entry.platform));
        sqlx::query("insert into offer values ($1, sort($2), sort($3), $4, $5, $6)")
            .bind(place)
            .bind(keys)
            .bind(tags)
            .bind(i64::from(targets.followers_min.unwrap_or(0)))
            .bind(i64::from(targets.followers_max.unwrap_or(u32::MAX)))
            .bind(fixed_points(targets))
            .execute(pool)
            .await
            .expect("an offer is kept");
    }
    for sql in ["create index offer_keys on offer using gin (keys gin__int_ops)", "analyze offer"] {
        sqlx::query(sql).execute(pool).await.expect("the index is made");
    }
}

/// What depends on the targets alone, so that PostgreSQL needn't compute it either.
fn fixed_points(targets: &Targets) -> i64 {
    let city = if targets.cities.is_empty() { 10 } else { 20 };
    let language = if targets.languages.is_empty() { 10 } else { 15 };
    let followers = if targets.followers_min.is_some() || targets.followers_max.is_some() { 15 } else { 10 };
    city + language + followers
}

const QUERY: &str = "
    select place, points
        + case when icount(tags) = 0 then 15
               else (array[0, 25, 30, 35])[least(icount(tags & $3), 3) + 1] end
        + case when $4 and not (keys @> array[400]) then 15 else 5 end as score
    from offer
    where keys @@ $1::query_int and followers_min <= $2 and $2 <= followers_max and not (place = any($5))
    order by score desc, place limit 50";

async fn ask(
    pool: &PgPool,
    market: &Market,
    facts: &CreatorFacts,
    seen: &[CampaignId],
) -> (Duration, Vec<(CampaignId, i64)>) {
    let any_of = |any: i32, keys: Vec<i32>| {
        let all: Vec<String> = std::iter::once(any).chain(keys).map(|key| key.to_string()).collect();
        format!("({})", all.join("|"))
    };
    let tags: Vec<i32> = facts.tags.iter().map(|tag| tag_key(tag)).collect();
    let bands = facts.audience.map_or(AudienceBand::ALL.to_vec(), |band| vec![band]);
    let wanted = [
        any_of(TAG, tags.clone()),
        any_of(CITY, vec![city_key(&facts.city)]),
        any_of(LANGUAGE, facts.languages.iter().map(|language| language_key(language)).collect()),
        any_of(AUDIENCE, bands.into_iter().map(audience_key).collect()),
        any_of(PLATFORM, facts.platforms.iter().map(|platform| platform_key(*platform)).collect()),
    ];
    let places: Vec<i32> = seen.iter().filter_map(|campaign| market.places.get(campaign).copied()).collect();
    let from = std::time::Instant::now();
    let rows = sqlx::query(AssertSqlSafe(QUERY))
        .bind(wanted.join("&"))
        .bind(i64::from(facts.followers))
        .bind(tags)
        .bind(facts.audience.is_some())
        .bind(places)
        .fetch_all(pool)
        .await
        .expect("PostgreSQL answers");
    let time = from.elapsed();
    let read = |row: &sqlx::postgres::PgRow| {
        let place = usize::try_from(row.get::<i32, _>(0)).expect("a place");
        (market.offers[place].0, row.get::<i64, _>(1))
    };
    (time, rows.iter().map(read).collect())
}
