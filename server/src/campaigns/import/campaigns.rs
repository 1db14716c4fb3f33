//! Campaigns from a file.
//!
//! | column | |
//! |---|---|
//! | `key`, `brand_bin`, `title` | the brand must be here already |
//! | `platform`, `seconds`, `fixed_fee` | `tiktok`, `instagram` or `youtube`; tenge |
//! | `sponsor`, `brief_title`, `brief_points` | points with `\|` between them |
//! | `slots`, `budget`, `open_until` | tenge; a day in Almaty (to its end) or an RFC 3339 moment |
//! | `tags`, `cities`, `languages` | keys of the closed lists with `\|` between them; empty for anybody |
//! | `followers_min`, `followers_max`, `audience` | may be empty |
//! | `bonus_kind`, `bonus_rate`, `bonus_cap`, `bonus_days` | all four or none; `cpa`, `cpc` or `cpv` |
//! | `product_title`, `product_value`, `product_is_kept` | a product travels if there is a title |
//! | `videos`, `fix_rounds`, `usage_days`, `is_paid_ads_allowed` | 1, 2, 90 and `no` where empty |
//! | `draft_days`, `clear_hours`, `fix_hours`, `post_hours`, `check_hours` | 5, 48, 48, 72 and 24 where empty |
//! | `state` | `open` (where empty) or `draft` |

use async_trait::async_trait;
use gamma_core::id::{BrandId, CampaignId};
use gamma_core::matching::{Targets, is_city, is_language, is_niche};
use gamma_core::terms::{Bonus, Brief, Deadlines, Deliverable, Product, TermSheet, Usage};
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::{CampaignStep, CreateCampaign, SetCampaignState};
use serde_json::json;
use std::collections::BTreeMap;

use super::super::acts::{Create, Step};
use super::fields::Fields;
use super::{Found, Importer, Prepared};
use crate::app::App;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::Field;
use crate::error::Error;

const TARGETS_MAX: usize = 50;

/// Reads campaigns; remembers brands that it has met.
#[derive(Debug, Default)]
pub struct Campaigns {
    brands: BTreeMap<String, Option<BrandId>>,
}

/// A checked row.
pub struct Row {
    brand_bin: String,
    plan: CreateCampaign,
    is_open: bool,
}

#[async_trait]
impl Importer for Campaigns {
    const KIND: &'static str = "campaign";
    const COLUMNS_NEEDED: &'static [&'static str] = &[
        "brand_bin",
        "title",
        "platform",
        "seconds",
        "fixed_fee",
        "sponsor",
        "brief_title",
        "slots",
        "budget",
        "open_until",
    ];
    #[rustfmt::skip]
    const COLUMNS_ALLOWED: &'static [&'static str] = &[
        "brief_points", "tags", "cities", "languages", "followers_min", "followers_max", "audience",
        "bonus_kind", "bonus_rate", "bonus_cap", "bonus_days", "product_title", "product_value", "product_is_kept",
        "videos", "draft_days", "clear_hours", "fix_hours", "post_hours", "check_hours", "fix_rounds", "usage_days",
        "is_paid_ads_allowed", "state",
    ];
    const IS_UPDATED: bool = false;
    type Row = Row;

    fn read(&self, fields: &Fields<'_>, _now: Timestamp) -> Result<Row, String> {
        let terms = terms(fields)?;
        terms.check().map_err(|problem| format!("terms: {problem}"))?;
        let plan = CreateCampaign {
            // The brand is found by its number before the act is made.
            brand: gamma_core::id::Id::from_uuid(uuid::Uuid::nil()),
            title: fields.text("title", 120)?,
            terms,
            targets: targets(fields)?,
            slots: fields.parsed("slots")?,
            budget: fields.money("budget")?,
            open_until: fields.moment("open_until")?,
            picture: None,
        };
        let is_open = match fields.find("state") {
            None | Some("open") => true,
            Some("draft") => false,
            Some(_) => return Err("state: is neither open nor draft".to_owned()),
        };
        Ok(Row { brand_bin: fields.get("brand_bin")?.to_owned(), plan, is_open })
    }

    async fn acts(&mut self, app: &App, rows: Vec<Found<Row>>) -> Result<Vec<Prepared>, Error> {
        self.meet(app, &rows).await?;
        let prepared = rows.into_iter().map(|Found { row, .. }| {
            let brand = self.brands.get(&row.brand_bin).copied().flatten();
            let brand = brand.ok_or_else(|| "brand_bin: no such brand".to_owned())?;
            let plan = CreateCampaign { brand, ..row.plan };
            let create = Create { plan, vat_bp: app.config.vat_bp, is_picture_ready: false };
            let act: Box<dyn Act> = Box::new(ImportCampaign { create, is_open: row.is_open });
            Ok((act, None))
        });
        Ok(prepared.collect())
    }
}

impl Campaigns {
    /// Looks up the brands of these rows that were not met before.
    async fn meet(&mut self, app: &App, rows: &[Found<Row>]) -> Result<(), Error> {
        let mut unmet: Vec<&str> = rows.iter().map(|found| found.row.brand_bin.as_str()).collect();
        unmet.retain(|bin| !self.brands.contains_key(*bin));
        unmet.sort_unstable();
        unmet.dedup();
        if unmet.is_empty() {
            return Ok(());
        }
        let places: Vec<String> = (1..=unmet.len()).map(|place| format!("${place}")).collect();
        let sql = format!("select bin, id from brand where bin in ({})", places.join(", "));
        let args: Vec<_> = unmet.iter().map(Field::to_value).collect();
        let found = app.db.list(&sql, &args).await?;
        self.brands.extend(unmet.into_iter().map(|bin| (bin.to_owned(), None)));
        for row in found {
            self.brands.insert(row.get(0)?, Some(row.get(1)?));
        }
        Ok(())
    }
}

/// Creates a campaign and, if asked, opens it: one command, so that a row is applied whole or not at all.
struct ImportCampaign {
    create: Create,
    is_open: bool,
}

impl Act for ImportCampaign {
    fn needs(&self, needs: &mut Needs) {
        self.create.needs(needs);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        self.create.decide(book, call)?;
        let campaign: CampaignId = call.derive("campaign");
        if self.is_open {
            let asked = SetCampaignState { campaign, step: CampaignStep::Open };
            let step = Step { asked, brand: self.create.plan.brand, vat_bp: self.create.vat_bp };
            step.decide(book, call)?;
        }
        Ok(json!({ "made": campaign }))
    }
}

fn terms(fields: &Fields<'_>) -> Result<TermSheet, String> {
    Ok(TermSheet {
        version: 1,
        deliverable: Deliverable {
            videos: fields.parsed_or("videos", 1)?,
            seconds: fields.parsed("seconds")?,
            platform: fields.word("platform")?,
        },
        fixed_fee: fields.money("fixed_fee")?,
        bonus: bonus(fields)?,
        deadlines: Deadlines {
            draft_days: fields.parsed_or("draft_days", 5)?,
            clear_hours: fields.parsed_or("clear_hours", 48)?,
            fix_hours: fields.parsed_or("fix_hours", 48)?,
            post_hours: fields.parsed_or("post_hours", 72)?,
            check_hours: fields.parsed_or("check_hours", 24)?,
        },
        fix_rounds: fields.parsed_or("fix_rounds", 2)?,
        usage: Usage {
            days: fields.parsed_or("usage_days", 90)?,
            is_paid_ads_allowed: fields.truth_or("is_paid_ads_allowed", false)?,
        },
        product: product(fields)?,
        sponsor: fields.text("sponsor", 120)?,
        brief: Brief { title: fields.text("brief_title", 120)?, points: fields.list("brief_points") },
    })
}

fn bonus(fields: &Fields<'_>) -> Result<Option<Bonus>, String> {
    if ["bonus_kind", "bonus_rate", "bonus_cap", "bonus_days"].iter().all(|column| fields.find(column).is_none()) {
        return Ok(None);
    }
    Ok(Some(Bonus {
        kind: fields.word("bonus_kind")?,
        rate: fields.money("bonus_rate")?,
        cap: fields.money("bonus_cap")?,
        until_days: fields.parsed("bonus_days")?,
    }))
}

fn product(fields: &Fields<'_>) -> Result<Option<Product>, String> {
    if fields.find("product_title").is_none() {
        return Ok(None);
    }
    Ok(Some(Product {
        title: fields.text("product_title", 120)?,
        value: fields.money("product_value")?,
        is_kept: fields.truth_or("product_is_kept", true)?,
    }))
}

fn targets(fields: &Fields<'_>) -> Result<Targets, String> {
    Ok(Targets {
        tags: fields.keys_of("tags", is_niche, TARGETS_MAX)?,
        cities: fields.keys_of("cities", is_city, TARGETS_MAX)?,
        languages: fields.keys_of("languages", is_language, TARGETS_MAX)?,
        followers_min: fields.parsed_maybe("followers_min")?,
        followers_max: fields.parsed_maybe("followers_max")?,
        audience: fields.find("audience").map(|_| fields.word("audience")).transpose()?,
    })
}
