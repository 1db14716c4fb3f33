//! Campaigns as their brands see them, with what they cost and hold right now. Set-wise: a handful of statements,
//! however many campaigns.

use gamma_core::id::{CampaignId, Id};
use gamma_core::money::Money;
use gamma_core::wire::views::{CampaignView, DealCounts};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::{Funds, charges, funds, state};
use crate::app::App;
use crate::book::rows::{Campaign, Sheet};
use crate::db::{Db, DbError, Field, Record, Value};
use crate::error::Error;

/// The campaigns with these ids, in no order.
pub async fn campaigns(app: &App, ids: &[CampaignId]) -> Result<Vec<CampaignView>, Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Campaign> = app.db.records_in("id", &ids, "").await?;
    of_rows(app, rows).await
}

/// Views of rows in hand, in their order.
pub async fn of_rows(app: &App, rows: Vec<Campaign>) -> Result<Vec<CampaignView>, Error> {
    let sheets = sheets(&app.db, &rows).await?;
    let brands: BTreeSet<Uuid> = rows.iter().map(|row| row.brand_id.uuid()).collect();
    let brands = funds::of_brands(&app.db, &brands.into_iter().collect::<Vec<_>>()).await?;
    let mut counts = deal_counts(&app.db, &rows).await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(sheet) = sheets.get(&row.terms_hash) else { continue };
        let funds = brands.get(&row.brand_id).map(|(_, funds)| *funds).unwrap_or_default();
        let deals = counts.remove(&row.id).unwrap_or_default();
        views.push(view(row, sheet, funds, deals, app.config.vat_bp));
    }
    Ok(views)
}

fn view(row: Campaign, sheet: &Sheet, funds: Funds, deals: DealCounts, vat_bp: i64) -> CampaignView {
    let charges = charges(row.commission_bp, vat_bp);
    let deal_cost = charges.hold(sheet.sheet.0.fixed_fee, sheet.sheet.0.cap());
    let budget_left = row.budget_tiyn - row.held_tiyn - row.spent_tiyn;
    // A spent budget is the plan's end, not a bill to be paid.
    let is_paid = funds.covers(deal_cost) || budget_left < deal_cost;
    CampaignView {
        campaign: row.id,
        brand: row.brand_id,
        title: row.title,
        state: row.state.0,
        next: state::next(row.state.0, deals.to_review, is_paid),
        terms: row.terms_hash,
        sheet: sheet.sheet.0.clone(),
        targets: row.targets.0,
        slots: row.slots,
        slots_taken: row.slots_taken,
        budget: row.budget_tiyn,
        held: row.held_tiyn,
        spent: row.spent_tiyn,
        open_until: row.open_until,
        deal_cost,
        approval_cost: charges.hold(sheet.sheet.0.fixed_fee, Money::ZERO),
        deals,
    }
}

async fn sheets(db: &Db, rows: &[Campaign]) -> Result<BTreeMap<gamma_core::terms::TermsHash, Sheet>, DbError> {
    let hashes: BTreeSet<_> = rows.iter().map(|row| row.terms_hash).collect();
    if hashes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sheets: Vec<Sheet> = db.records(&format!("where hash in ({})", places(hashes.len())), &values(&hashes)).await?;
    Ok(sheets.into_iter().map(|sheet| (sheet.hash, sheet)).collect())
}

async fn deal_counts(db: &Db, rows: &[Campaign]) -> Result<BTreeMap<CampaignId, DealCounts>, DbError> {
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<CampaignId> = rows.iter().map(Record::key).collect();
    let sql = format!(
        "select campaign_id, count(*), \
            cast(sum(case when state in ('draft_sent', 'posted') then 1 else 0 end) as bigint), \
            cast(sum(case when approved_at is not null then 1 else 0 end) as bigint), \
            cast(sum(case when ended is not null and approved_at is null then 1 else 0 end) as bigint) \
         from deal where campaign_id in ({}) group by campaign_id",
        places(ids.len())
    );
    let read = |row: &crate::db::Row| {
        let counts =
            DealCounts { all: row.get(1)?, to_review: row.get(2)?, approved: row.get(3)?, ended_early: row.get(4)? };
        Ok((row.get(0)?, counts))
    };
    db.list(&sql, &values(&ids)).await?.iter().map(read).collect()
}

fn places(count: usize) -> String {
    (1..=count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

fn values<'a, T: Field + 'a>(values: impl IntoIterator<Item = &'a T>) -> Vec<Value> {
    values.into_iter().map(Field::to_value).collect()
}
