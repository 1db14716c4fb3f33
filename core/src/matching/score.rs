//! Eligibility and score of one offer for one creator. What a brand asked for is a condition; meeting it is worth
//! points; what it left open is worth fewer. Integers only, so phone and server agree.

use std::collections::BTreeSet;

use super::{CreatorFacts, Reason, Targets};
use crate::terms::Platform;

/// At most so many reasons stand on a card.
pub const REASONS_MAX: usize = 3;
/// Points for one, two, three or more shared niches.
const TAG_POINTS: [u8; 4] = [0, 25, 30, 35];
const ANY_TAG_POINTS: u8 = 15;
const CITY_POINTS: Points = Points { asked: 20, open: 10 };
const LANGUAGE_POINTS: Points = Points { asked: 15, open: 10 };
const FOLLOWERS_POINTS: Points = Points { asked: 15, open: 10 };
/// `asked` if the viewers are in the wished band, `open` if nobody knows or nobody asked.
pub(super) const AUDIENCE_POINTS: Points = Points { asked: 15, open: 5 };

#[derive(Clone, Copy)]
pub(super) struct Points {
    pub asked: u8,
    pub open: u8,
}

/// How well an offer fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// 0..=100.
    pub score: u8,
    /// The best first, at most [`REASONS_MAX`].
    pub reasons: Vec<Reason>,
}

/// A setting of the creator that a campaign can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Setting {
    Tags,
    City,
    Languages,
    Platform,
    Followers,
    Audience,
}

impl Setting {
    /// All, in the order in which a tie is broken.
    pub const ALL: [Self; 6] =
        [Self::Tags, Self::City, Self::Languages, Self::Platform, Self::Followers, Self::Audience];

    /// As it stands in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::City => "city",
            Self::Languages => "languages",
            Self::Platform => "platform",
            Self::Followers => "followers",
            Self::Audience => "audience",
        }
    }
}

/// The score of a campaign on `platform` with these targets, or none if it is not for this creator.
pub fn score(facts: &CreatorFacts, targets: &Targets, platform: Platform) -> Option<Match> {
    if !Setting::ALL.into_iter().all(|setting| meets(setting, facts, targets, platform)) {
        return None;
    }
    let tags = tag_points(!targets.tags.is_empty(), shared_tags(facts, targets));
    let is_band_met = facts.audience.is_some() && targets.audience.is_some();
    let audience = if is_band_met { AUDIENCE_POINTS.asked } else { AUDIENCE_POINTS.open };
    let score = tags.saturating_add(audience).saturating_add(fixed_points(targets));
    Some(Match { score, reasons: reasons(facts, targets) })
}

/// Whether one setting of the creator meets the targets.
pub fn meets(setting: Setting, facts: &CreatorFacts, targets: &Targets, platform: Platform) -> bool {
    let is_any = |wanted: &[String], has: &[String]| wanted.is_empty() || wanted.iter().any(|one| has.contains(one));
    match setting {
        Setting::Tags => is_any(&targets.tags, &facts.tags),
        Setting::City => is_any(&targets.cities, std::slice::from_ref(&facts.city)),
        Setting::Languages => is_any(&targets.languages, &facts.languages),
        Setting::Platform => facts.platforms.contains(&platform),
        Setting::Followers => {
            targets.followers_min.is_none_or(|min| facts.followers >= min)
                && targets.followers_max.is_none_or(|max| facts.followers <= max)
        }
        // Unknown viewers hide nothing: most creators have not connected their statistics.
        Setting::Audience => targets.audience.is_none_or(|band| facts.audience.is_none_or(|known| known == band)),
    }
}

/// How many different niches the creator and the targets share.
fn shared_tags(facts: &CreatorFacts, targets: &Targets) -> usize {
    let shared: BTreeSet<&String> = targets.tags.iter().filter(|tag| facts.tags.contains(tag)).collect();
    shared.len()
}

/// The points that depend on the targets alone, once a creator is eligible.
pub(super) fn fixed_points(targets: &Targets) -> u8 {
    let of = |points: Points, is_asked: bool| if is_asked { points.asked } else { points.open };
    of(CITY_POINTS, !targets.cities.is_empty())
        .saturating_add(of(LANGUAGE_POINTS, !targets.languages.is_empty()))
        .saturating_add(of(FOLLOWERS_POINTS, asks_for_followers(targets)))
}

pub(super) const fn asks_for_followers(targets: &Targets) -> bool {
    targets.followers_min.is_some() || targets.followers_max.is_some()
}

/// The points for so many shared niches (at most three count).
pub(super) const fn tag_points(is_asked: bool, shared: usize) -> u8 {
    if is_asked { TAG_POINTS[if shared > 3 { 3 } else { shared }] } else { ANY_TAG_POINTS }
}

/// Why an eligible creator fits: what was asked for and met, the most telling first.
pub fn reasons(facts: &CreatorFacts, targets: &Targets) -> Vec<Reason> {
    let tag = facts.tags.iter().find(|tag| targets.tags.contains(tag)).cloned().map(Reason::Tag);
    let city = targets.cities.contains(&facts.city).then(|| Reason::City(facts.city.clone()));
    let band = facts.audience.filter(|band| targets.audience == Some(*band)).map(Reason::Audience);
    let language = facts.languages.iter().find(|language| targets.languages.contains(language));
    let language = language.cloned().map(Reason::Language);
    let followers = asks_for_followers(targets).then_some(Reason::Followers(facts.followers));
    [tag, city, band, language, followers].into_iter().flatten().take(REASONS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::super::AudienceBand;
    use super::*;

    fn aigul() -> CreatorFacts {
        CreatorFacts {
            tags: vec!["beauty".to_owned(), "food".to_owned()],
            city: "almaty".to_owned(),
            languages: vec!["kk".to_owned(), "ru".to_owned()],
            platforms: vec![Platform::Tiktok],
            followers: 12_000,
            audience: Some(AudienceBand::From18To24),
        }
    }

    fn wanted() -> Targets {
        Targets {
            tags: vec!["beauty".to_owned()],
            cities: vec!["almaty".to_owned()],
            languages: vec!["kk".to_owned()],
            followers_min: Some(5_000),
            followers_max: Some(50_000),
            audience: Some(AudienceBand::From18To24),
        }
    }

    #[test]
    fn the_best_fit_says_why_in_three_reasons() {
        let found = score(&aigul(), &wanted(), Platform::Tiktok).expect("eligible");
        assert_eq!(found.score, 90);
        let expected = [
            Reason::Tag("beauty".to_owned()),
            Reason::City("almaty".to_owned()),
            Reason::Audience(AudienceBand::From18To24),
        ];
        assert_eq!(found.reasons, expected);
    }

    #[test]
    fn an_offer_to_everybody_fits_without_reasons() {
        let found = score(&aigul(), &Targets::default(), Platform::Tiktok).expect("eligible");
        assert_eq!(found, Match { score: 50, reasons: Vec::new() });
    }

    #[test]
    fn each_condition_alone_hides_an_offer() {
        #[rustfmt::skip]
        let rows: [(Setting, CreatorFacts); 7] = [
            (Setting::Tags, CreatorFacts { tags: vec!["tech".to_owned()], ..aigul() }),
            (Setting::City, CreatorFacts { city: "astana".to_owned(), ..aigul() }),
            (Setting::Languages, CreatorFacts { languages: vec!["en".to_owned()], ..aigul() }),
            (Setting::Platform, CreatorFacts { platforms: vec![Platform::Youtube], ..aigul() }),
            (Setting::Followers, CreatorFacts { followers: 4_999, ..aigul() }),
            (Setting::Followers, CreatorFacts { followers: 50_001, ..aigul() }),
            (Setting::Audience, CreatorFacts { audience: Some(AudienceBand::From45), ..aigul() }),
        ];
        for (setting, facts) in rows {
            let unmet: Vec<Setting> = Setting::ALL
                .into_iter()
                .filter(|setting| !meets(*setting, &facts, &wanted(), Platform::Tiktok))
                .collect();
            assert_eq!(unmet, [setting]);
            assert_eq!(score(&facts, &wanted(), Platform::Tiktok), None);
        }
    }

    #[test]
    fn unknown_viewers_hide_nothing() {
        let facts = CreatorFacts { audience: None, ..aigul() };
        assert_eq!(score(&facts, &wanted(), Platform::Tiktok).map(|found| found.score), Some(80));
    }
}
