//! Templates: term sheets that a brand starts from, so that a campaign takes three minutes. Everything in them keeps
//! the ranges of [`TermSheet::check`]; a brand changes the words, the fee and the targets.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Bonus, BonusKind, Brief, Deadlines, Deliverable, Platform, Product, TermSheet, Usage};
use crate::money::Money;

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/templates.json"))
        .expect("the templates in the source are read by a test")
});

/// So many clicks fill a template's cap.
const CLICKS_TO_CAP: u32 = 250;
const PRODUCT_VALUE: Money = Money::from_tenge(10_000);

/// One template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Stable.
    pub key: String,
    /// How many deals it suggests.
    pub slots: u32,
    fee_tenge: i64,
    is_product_sent: bool,
    click_tenge: Option<i64>,
    kk: Words,
    ru: Words,
    en: Words,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    name: String,
    title: String,
    points: Vec<String>,
}

/// Every template, the simplest first.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

impl Template {
    /// What a list of templates calls it.
    pub fn name(&self, language: &str) -> &str {
        &self.words(language).name
    }

    /// Its sheet, for a sponsor, with the brief in a language: `kk`, `ru`, `en`.
    pub fn sheet(&self, language: &str, sponsor: &str) -> TermSheet {
        let words = self.words(language);
        let product = Product { title: words.name.clone(), value: PRODUCT_VALUE, is_kept: true };
        TermSheet {
            version: 1,
            deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
            fixed_fee: Money::from_tenge(self.fee_tenge),
            bonus: self.click_tenge.map(Money::from_tenge).map(bonus),
            deadlines: Deadlines { draft_days: 5, clear_hours: 48, fix_hours: 48, post_hours: 48, check_hours: 24 },
            fix_rounds: 2,
            usage: Usage { days: 90, is_paid_ads_allowed: false },
            product: self.is_product_sent.then_some(product),
            sponsor: sponsor.to_owned(),
            brief: Brief { title: words.title.clone(), points: words.points.clone() },
        }
    }

    fn words(&self, language: &str) -> &Words {
        match language {
            "ru" => &self.ru,
            "en" => &self.en,
            _ => &self.kk,
        }
    }
}

fn bonus(rate: Money) -> Bonus {
    Bonus { kind: BonusKind::Cpc, rate, cap: rate.times(CLICKS_TO_CAP), until_days: 30 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_in_every_language_can_be_offered_as_it_is() {
        for template in templates() {
            for language in ["kk", "ru", "en"] {
                assert_eq!(template.sheet(language, "Алма").check(), Ok(()), "{} in {language}", template.key);
                assert!(!template.name(language).is_empty());
            }
        }
        let keys: std::collections::BTreeSet<_> = templates().iter().map(|template| &template.key).collect();
        assert_eq!(keys.len(), templates().len());
    }
}
