//! Following n: reads what changed since the index last looked. A campaign carries n itself and so does a brand; money
//! that moved is found by its entries. What is written while this reads is read again next time, which costs nothing.

use gamma_core::id::Id;
use gamma_core::terms::TermsHash;
use gamma_core::wire::views::CampaignState;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

use super::super::{charges, funds};
use super::index::{DeckIndex, News, Offer, Payer};
use crate::app::App;
use crate::book::rows::{Campaign, Sheet};
use crate::db::{Db, DbError};

impl DeckIndex {
    /// Takes in everything up to the newest n; whether other offers can be made than before.
    pub async fn refresh(&self, app: &App) -> Result<bool, DbError> {
        let _turn = self.refreshing.lock().await;
        let since = self.n();
        let n = head(&app.db).await?;
        if n == since {
            return Ok(false);
        }
        let news = read(app, since, n).await?;
        Ok(self.take(news))
    }
}

async fn head(db: &Db) -> Result<i64, DbError> {
    let row = db.find("select n from log_head where id = 1", &[]).await?;
    row.map_or(Ok(0), |row| row.get(0))
}

async fn read(app: &App, since: i64, n: i64) -> Result<News, DbError> {
    let db = &app.db;
    let changed: Vec<Campaign> = if since == 0 {
        db.records("where state = 'live'", &[]).await?
    } else {
        db.records("where n > $1", crate::args![since]).await?
    };
    let mut brands: BTreeSet<Uuid> = changed.iter().map(|campaign| campaign.brand_id.uuid()).collect();
    if since > 0 {
        brands.extend(brands_with_news(db, since).await?);
    }
    let payers = funds::of_brands(db, &brands.into_iter().collect::<Vec<_>>()).await?;
    let payers = payers.into_iter().map(|(id, (brand, funds))| (id, Payer { brand, funds })).collect();
    let sheets = sheets_of_live(db, since).await?;
    let mut news = News { n, payers, ..News::default() };
    for campaign in changed {
        match sheets.get(&campaign.terms_hash) {
            Some(sheet) if campaign.state.0 == CampaignState::Live => {
                let charges = charges(campaign.commission_bp, app.config.vat_bp);
                let hold = charges.hold(sheet.fixed_fee, sheet.cap());
                news.live.push(Offer { campaign, sheet: Arc::clone(sheet), hold });
            }
            _ => news.not_live.push(campaign.id),
        }
    }
    Ok(news)
}

/// Brands whose limits or light changed, or whose accounts money went in or out of.
async fn brands_with_news(db: &Db, since: i64) -> Result<Vec<Uuid>, DbError> {
    let sql = "select id from brand where n > $1 union \
        select a.owner from entry e join posting p on p.entry_id = e.id join account a on a.id = p.account_id \
        where e.n > $1 and a.kind in ('receivable', 'prepaid') and a.owner is not null";
    db.list(sql, crate::args![since]).await?.iter().map(|row| row.get(0)).collect()
}

async fn sheets_of_live(
    db: &Db,
    since: i64,
) -> Result<BTreeMap<TermsHash, Arc<gamma_core::terms::TermSheet>>, DbError> {
    let rest = "where hash in (select terms_hash from campaign where n > $1 and state = 'live')";
    let sheets: Vec<Sheet> = db.records(rest, crate::args![since]).await?;
    Ok(sheets.into_iter().map(|row| (row.hash, Arc::new(row.sheet.0))).collect())
}
