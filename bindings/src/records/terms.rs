//! Terms: the same record goes out on a card and in with a new campaign.

use gamma_core::terms;
use gamma_core::terms::{BonusKind, Platform};

use super::Money;
use crate::error::AppError;

/// What a deal says, in full. Standard terms; nobody negotiates.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TermsView {
    /// How many videos: 1..=5.
    pub videos: i32,
    /// How long each is, in seconds: 5..=180.
    pub seconds: i32,
    /// Where it is published.
    pub platform: Platform,
    /// For certain, at approval.
    pub fixed_fee: Money,
    /// On top, for results.
    pub bonus: Option<BonusView>,
    /// Days from YES (or delivery) to the first draft: 1..=30.
    pub draft_days: i32,
    /// The brand's clock on a draft, in hours: 1..=168. Silence means yes.
    pub clear_hours: i32,
    /// From a fix request to the next draft, in hours: 12..=336.
    pub fix_hours: i32,
    /// From clearing to the post, in hours: 12..=336.
    pub post_hours: i32,
    /// The brand's clock on a post, in hours: 1..=168.
    pub check_hours: i32,
    /// How often the brand may ask for a fix: 0..=2.
    pub fix_rounds: i32,
    /// Days after the post in which the brand may use the video: 0..=365.
    pub usage_days: i32,
    /// Also as paid advertising.
    pub is_paid_ads_allowed: bool,
    /// A product that travels to the creator first.
    pub product: Option<ProductView>,
    /// The sponsor that the ad label names: 1..=120 characters.
    pub sponsor: String,
    /// What to make, in one line: 1..=120 characters.
    pub brief_title: String,
    /// What must be seen or said: at most ten lines of 1..=200 characters.
    pub brief_points: Vec<String>,
}

/// What results earn: `rate` for each, at most `cap` together.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BonusView {
    /// What counts.
    pub kind: BonusKind,
    /// For each one.
    pub rate: Money,
    /// At most, over the whole deal.
    pub cap: Money,
    /// Days after approval in which results count: 1..=90.
    pub until_days: i32,
}

/// A product that travels to the creator.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProductView {
    /// What it is: 1..=120 characters.
    pub title: String,
    /// What it is worth.
    pub value: Money,
    /// It stays with the creator.
    pub is_kept: bool,
}

/// Where videos are published.
#[uniffi::remote(Enum)]
pub enum Platform {
    /// TikTok.
    Tiktok,
    /// Instagram.
    Instagram,
    /// YouTube.
    Youtube,
}

/// What a result is.
#[uniffi::remote(Enum)]
pub enum BonusKind {
    /// Each attributed sale past its return window.
    Cpa,
    /// Each intent click that stood the fraud rules.
    Cpc,
    /// Each thousand verified views.
    Cpv,
}

impl From<terms::TermSheet> for TermsView {
    fn from(sheet: terms::TermSheet) -> Self {
        Self {
            videos: sheet.deliverable.videos.into(),
            seconds: sheet.deliverable.seconds.into(),
            platform: sheet.deliverable.platform,
            fixed_fee: sheet.fixed_fee.into(),
            bonus: sheet.bonus.map(Into::into),
            draft_days: sheet.deadlines.draft_days.into(),
            clear_hours: sheet.deadlines.clear_hours.into(),
            fix_hours: sheet.deadlines.fix_hours.into(),
            post_hours: sheet.deadlines.post_hours.into(),
            check_hours: sheet.deadlines.check_hours.into(),
            fix_rounds: sheet.fix_rounds.into(),
            usage_days: sheet.usage.days.into(),
            is_paid_ads_allowed: sheet.usage.is_paid_ads_allowed,
            product: sheet.product.map(Into::into),
            sponsor: sheet.sponsor,
            brief_title: sheet.brief.title,
            brief_points: sheet.brief.points,
        }
    }
}

impl TryFrom<TermsView> for terms::TermSheet {
    type Error = AppError;

    fn try_from(view: TermsView) -> Result<Self, AppError> {
        let sheet = Self {
            version: 1,
            deliverable: terms::Deliverable {
                videos: fit(view.videos, "deliverable.videos")?,
                seconds: fit(view.seconds, "deliverable.seconds")?,
                platform: view.platform,
            },
            fixed_fee: view.fixed_fee.into(),
            bonus: view.bonus.map(TryInto::try_into).transpose()?,
            deadlines: terms::Deadlines {
                draft_days: fit(view.draft_days, "deadlines.draft_days")?,
                clear_hours: fit(view.clear_hours, "deadlines.clear_hours")?,
                fix_hours: fit(view.fix_hours, "deadlines.fix_hours")?,
                post_hours: fit(view.post_hours, "deadlines.post_hours")?,
                check_hours: fit(view.check_hours, "deadlines.check_hours")?,
            },
            fix_rounds: fit(view.fix_rounds, "fix_rounds")?,
            usage: terms::Usage {
                days: fit(view.usage_days, "usage.days")?,
                is_paid_ads_allowed: view.is_paid_ads_allowed,
            },
            product: view.product.map(Into::into),
            sponsor: view.sponsor,
            brief: terms::Brief { title: view.brief_title, points: view.brief_points },
        };
        sheet.check().map_err(|problem| AppError::invalid(&problem.field))?;
        Ok(sheet)
    }
}

impl From<terms::Bonus> for BonusView {
    fn from(bonus: terms::Bonus) -> Self {
        Self { kind: bonus.kind, rate: bonus.rate.into(), cap: bonus.cap.into(), until_days: bonus.until_days.into() }
    }
}

impl TryFrom<BonusView> for terms::Bonus {
    type Error = AppError;

    fn try_from(view: BonusView) -> Result<Self, AppError> {
        let until_days = fit(view.until_days, "bonus.until_days")?;
        Ok(Self { kind: view.kind, rate: view.rate.into(), cap: view.cap.into(), until_days })
    }
}

impl From<terms::Product> for ProductView {
    fn from(product: terms::Product) -> Self {
        Self { title: product.title, value: product.value.into(), is_kept: product.is_kept }
    }
}

impl From<ProductView> for terms::Product {
    fn from(view: ProductView) -> Self {
        Self { title: view.title, value: view.value.into(), is_kept: view.is_kept }
    }
}

/// A number that must fit a smaller one.
pub(crate) fn fit<N: TryFrom<i32>>(number: i32, field: &str) -> Result<N, AppError> {
    N::try_from(number).map_err(|_| AppError::invalid(field))
}
