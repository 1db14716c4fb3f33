//! What must be there before a YES: age, and the first session's answers.

use gamma_core::matching::{CreatorFacts, score};
use gamma_core::terms::Platform;
use gamma_core::time::Day;
use gamma_core::wire::Code;
use gamma_core::wire::commands::ConsentKind;

use crate::book::Refusal;
use crate::book::rows::{Campaign, Creator};

/// Years of age from which a person may agree to a deal.
const ADULT_YEARS: i16 = 18;

/// Whether this creator may say YES at all.
pub(super) fn check_creator(creator: &Creator, today: Day) -> Result<(), Refusal> {
    if creator.born_on.is_some_and(|born_on| born_on.age_on(today) < ADULT_YEARS) {
        return Err(Code::UnderAge.into());
    }
    let missing = missing(creator);
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::from(Code::Precondition).with(serde_json::json!({ "missing": missing })))
}

/// Whether the campaign is for this creator.
pub(super) fn check_match(creator: &Creator, campaign: &Campaign, platform: Platform) -> Result<(), Refusal> {
    match score(&facts(creator), &campaign.targets.0, platform) {
        Some(_) => Ok(()),
        None => Err(Code::NotEligible.into()),
    }
}

fn missing(creator: &Creator) -> Vec<&'static str> {
    let has = |consent| creator.consents.0.contains(&consent);
    let is_profile_there = creator.display_name.is_some() && creator.city.is_some() && !creator.tags.0.is_empty();
    let is_known = creator.iin_sealed.is_some() && creator.name_sealed.is_some() && creator.born_on.is_some();
    let parts = [
        ("contract", has(ConsentKind::Contract)),
        ("personal_data", has(ConsentKind::PersonalData)),
        ("profile", is_profile_there),
        ("handle", !creator.handles.0.is_empty()),
        ("identity", is_known),
        ("tax_interview", creator.tax_profile.is_some()),
    ];
    parts.into_iter().filter(|(_, is_there)| !is_there).map(|(name, _)| name).collect()
}

fn facts(creator: &Creator) -> CreatorFacts {
    CreatorFacts {
        tags: creator.tags.0.clone(),
        city: creator.city.clone().unwrap_or_default(),
        languages: creator.languages.0.clone(),
        platforms: creator.handles.0.iter().map(|handle| handle.platform).collect(),
        followers: creator.followers,
        audience: creator.audience.map(|band| band.0),
    }
}
