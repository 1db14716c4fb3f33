//! What must be there before a YES: age, and the first session's answers.

use gamma_core::matching::score;
use gamma_core::terms::Platform;
use gamma_core::time::Day;
use gamma_core::wire::Code;

use crate::book::Refusal;
use crate::book::rows::{Campaign, Creator};
use crate::{campaigns, identity};

/// Years of age from which a person may agree to a deal.
const ADULT_YEARS: i16 = 18;

/// Whether this creator may say YES at all.
pub(super) fn check_creator(creator: &Creator, today: Day) -> Result<(), Refusal> {
    if creator.born_on.is_some_and(|born_on| born_on.age_on(today) < ADULT_YEARS) {
        return Err(Code::UnderAge.into());
    }
    // The account is needed before a payout, not before a deal.
    let missing: Vec<_> = identity::missing(creator).into_iter().filter(|name| *name != "iban").collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::from(Code::Precondition).with(serde_json::json!({ "missing": missing })))
}

/// Whether the campaign is for this creator.
pub(super) fn check_match(creator: &Creator, campaign: &Campaign, platform: Platform) -> Result<(), Refusal> {
    match score(&campaigns::facts(creator), &campaign.targets.0, platform) {
        Some(_) => Ok(()),
        None => Err(Code::NotEligible.into()),
    }
}
