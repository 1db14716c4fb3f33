//! The plan of a campaign, checked before anything is kept: terms, targets from the closed lists, slots, budget, time.
//! Pure; the first thing wrong is named by its field.

use gamma_core::matching::{Targets, is_city, is_language, is_niche};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;
use gamma_core::wire::commands::CreateCampaign;
use serde_json::json;

use crate::book::Refusal;

const SLOTS_MAX: u32 = 10_000;
const TITLE_CHARACTERS_MAX: usize = 120;
/// A campaign may be open for a year at most: terms, rates and tax rules are dated.
const OPEN_DAYS_MAX: i64 = 366;
/// No list of targets is longer than the longest closed list needs to be.
const TARGETS_MAX: usize = 50;

/// Checks everything that does not need the brand's money. `hold` is the largest cost of one deal.
pub fn check(plan: &CreateCampaign, hold: Money, now: Timestamp) -> Result<(), Refusal> {
    check_title(&plan.title)?;
    plan.terms.check().map_err(|problem| invalid(&format!("terms.{}", problem.field), problem.reason))?;
    check_targets(&plan.targets)?;
    if !(1..=SLOTS_MAX).contains(&plan.slots) {
        return Err(invalid("slots", "is not 1 to 10 000"));
    }
    if plan.budget > Money::INPUT_MAX {
        return Err(invalid("budget", "is out of its range"));
    }
    if plan.budget < hold {
        return Err(invalid("budget", "does not cover one deal with commission and VAT").with_hold(hold));
    }
    if plan.open_until <= now {
        return Err(invalid("open_until", "has passed"));
    }
    if plan.open_until > now.plus_days(OPEN_DAYS_MAX) {
        return Err(invalid("open_until", "is more than a year away"));
    }
    Ok(())
}

fn check_title(title: &str) -> Result<(), Refusal> {
    let is_long = title.len() > TITLE_CHARACTERS_MAX.saturating_mul(4) || title.chars().count() > TITLE_CHARACTERS_MAX;
    if is_long {
        return Err(invalid("title", "is too long"));
    }
    if title.trim().is_empty() || title.chars().any(char::is_control) {
        return Err(invalid("title", "is empty or holds a control character"));
    }
    Ok(())
}

/// Every key must be of its closed list, once.
pub fn check_targets(targets: &Targets) -> Result<(), Refusal> {
    check_list("targets.tags", &targets.tags, is_niche)?;
    check_list("targets.cities", &targets.cities, is_city)?;
    check_list("targets.languages", &targets.languages, is_language)?;
    match (targets.followers_min, targets.followers_max) {
        (Some(min), Some(max)) if min > max => Err(invalid("targets.followers_max", "is less than the least")),
        _ => Ok(()),
    }
}

fn check_list(field: &str, keys: &[String], is_known: fn(&str) -> bool) -> Result<(), Refusal> {
    if keys.len() > TARGETS_MAX {
        return Err(invalid(field, "has too many"));
    }
    for (place, key) in keys.iter().enumerate() {
        let is_again = keys.iter().take(place).any(|earlier| earlier == key);
        if is_again || !is_known(key) {
            return Err(invalid(&format!("{field}[{place}]"), "is not of the list, or comes twice"));
        }
    }
    Ok(())
}

fn invalid(field: &str, reason: &str) -> Refusal {
    Refusal::new(Code::PlanInvalid, format!("{field} {reason}")).with(json!({ "field": field }))
}

impl Refusal {
    /// Adds what one deal costs at most.
    fn with_hold(mut self, hold: Money) -> Self {
        if let Some(data) = self.data.as_object_mut() {
            data.insert("deal_cost".to_owned(), json!(hold));
        }
        self
    }
}
