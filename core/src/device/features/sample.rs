//! The sample card of the first session: made here, without account or network, from the same rules as a real one, and
//! marked as a sample by whoever shows it. Its figures are the lowest lawful ones, as before any tax interview.

use uuid::Uuid;

use super::Account;
use crate::id::{CampaignId, Id};
use crate::matching::{Reason, Targets};
use crate::money::{Money, Rate, Unit};
use crate::quote::{Assumed, Lands, OfferInput, Quote, offer_quote};
use crate::tax::Profile;
use crate::terms::{Brief, Deadlines, Deliverable, Platform, TermSheet, Usage};
use crate::time::Day;
use crate::wire::views::OfferView;

const FEE: Money = Money::from_tenge(10_000);
const ADVANCE_BP: i64 = 300;
const DUE_DAYS: i32 = 30;
/// How far back rules are looked for when a new year's are not there yet.
const YEARS_BACK: i32 = 5;
const DAYS_A_YEAR: i32 = 365;

impl Account {
    /// The sample card, in the app's language.
    pub fn sample_offer(&self, language: &str) -> OfferView {
        let now = self.0.ports.clock.now();
        let words = Words::of(language);
        let sheet = words.sheet();
        let day = now.day();
        OfferView {
            campaign: CampaignId::from_uuid(Uuid::nil()),
            terms: sheet.terms_hash(),
            sheet,
            title: words.title.to_owned(),
            brand_name: words.brand.to_owned(),
            score: 92,
            reasons: vec![Reason::Tag("food".to_owned()), Reason::City("almaty".to_owned())],
            quote_at_once: quote(FEE, ADVANCE_BP, day, Lands::Minutes { minutes: 10 }),
            quote_wait: lowest_quote(FEE, day),
            is_at_once_possible: true,
            open_until: now.plus_days(7),
            slots_left: 5,
            picture_url: None,
        }
    }
}

/// What this fee brings at least, waiting for the brand to pay.
pub(super) fn lowest_quote(fee: Money, day: Day) -> Quote {
    quote(fee, 0, day, Lands::Waiting { due_on: day.plus_days(DUE_DAYS) })
}

/// Reasons such as a creator in the middle of the targets would read.
pub(super) fn sample_reasons(targets: &Targets) -> Vec<Reason> {
    let tag = targets.tags.first().cloned().map(Reason::Tag);
    let city = targets.cities.first().cloned().map(Reason::City);
    let band = targets.audience.map(Reason::Audience);
    [tag, city, band].into_iter().flatten().collect()
}

/// A year without rules borrows those of the last one that has them; without any, nothing is promised.
fn quote(gross: Money, advance_bp: i64, day: Day, lands: Lands) -> Quote {
    let days = (0..YEARS_BACK).map(|years| day.plus_days(years.saturating_mul(-DAYS_A_YEAR)));
    let mut found =
        days.filter_map(|day| offer_quote(&OfferInput { gross, advance_bp, person: None, day, lands }).ok());
    found.next().unwrap_or_else(|| Quote {
        gross,
        advance_fee: gross.share(Rate::from_bp(advance_bp), Unit::Tiyn),
        lines: Vec::new(),
        debt: Money::ZERO,
        net: Money::ZERO,
        lands,
        assumed: Assumed {
            day,
            profile: Profile::CivilContract,
            is_profile_known: false,
            month_to_date: Money::ZERO,
            advance_bp,
        },
    })
}

/// What the sample says.
struct Words {
    brand: &'static str,
    title: &'static str,
    points: [&'static str; 2],
}

impl Words {
    fn of(language: &str) -> Self {
        match language {
            "ru" => Self {
                brand: "Кофейня «Таңсәрі»",
                title: "Утренний кофе",
                points: ["Покажи кофе в первые три секунды", "Скажи своими словами, чем он хорош"],
            },
            "en" => Self {
                brand: "Tansari coffee",
                title: "Morning coffee",
                points: ["Show the coffee in the first three seconds", "Say in your own words what is good about it"],
            },
            _ => Self {
                brand: "«Таңсәрі» кофеханасы",
                title: "Таңғы кофе",
                points: ["Кофені алғашқы үш секундта көрсет", "Несімен ұнағанын өз сөзіңмен айт"],
            },
        }
    }

    fn sheet(&self) -> TermSheet {
        TermSheet {
            version: 1,
            deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
            fixed_fee: FEE,
            bonus: None,
            deadlines: Deadlines { draft_days: 5, clear_hours: 48, fix_hours: 48, post_hours: 48, check_hours: 24 },
            fix_rounds: 2,
            usage: Usage { days: 90, is_paid_ads_allowed: false },
            product: None,
            sponsor: self.brand.to_owned(),
            brief: Brief { title: self.title.to_owned(), points: self.points.map(str::to_owned).to_vec() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_keeps_the_rules_of_a_real_card_in_every_language() {
        let titles = ["kk", "ru", "en"].map(|language| {
            let sheet = Words::of(language).sheet();
            assert_eq!(sheet.check(), Ok(()), "{language}");
            sheet.brief.title
        });
        assert!(titles[0] != titles[1] && titles[1] != titles[2]);
    }

    #[test]
    fn a_year_without_rules_borrows_the_last_ones_and_a_quote_always_adds_up() {
        for text in ["2026-06-15", "2027-02-28", "2029-12-31", "1980-01-01"] {
            let quote = lowest_quote(FEE, text.parse().expect("a day"));
            let lines: Money = quote.lines.iter().map(|line| line.amount).sum();
            let is_unknown = quote.net.is_zero();
            assert!(is_unknown || quote.net == quote.gross - quote.advance_fee - lines, "{text}");
            assert_eq!(is_unknown, text.starts_with("1980"), "{text}");
            assert!(!quote.assumed.is_profile_known);
        }
    }
}
