//! What phones see of earnings and payouts, read set-wise: so many statements, however many things.

use gamma_core::id::{EarningId, EntryId, Id, PayoutId};
use gamma_core::ledger::{AccountKind, EntryKind};
use gamma_core::time::Timestamp;
use gamma_core::wire::views::{EarningState, EarningView, LedgerLine, PayoutView};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::advances::price_on;
use crate::app::App;
use crate::book::rows::{Account, Brand, Creator, Earning, Entry, Payout, PayoutItem, PostingRow};
use crate::db::DbError;
use crate::error::Error;

/// Payouts with what they pay and the ledger's lines behind them, in the order of `ids`.
pub async fn payouts(app: &App, ids: &[PayoutId]) -> Result<Vec<PayoutView>, Error> {
    let uuids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Payout> = app.db.records_in("id", &uuids, "").await?;
    let items: Vec<PayoutItem> = app.db.records_in("payout_id", &uuids, "order by earning_id").await?;
    let mut lines = ledger_lines(app, &uuids).await?;
    let mut views: BTreeMap<PayoutId, PayoutView> = BTreeMap::new();
    for row in rows {
        let earnings = items.iter().filter(|item| item.payout_id == row.id).map(|item| item.earning_id).collect();
        let ledger = lines.remove(&row.id).unwrap_or_default();
        views.insert(row.id, payout_view(row, earnings, ledger));
    }
    Ok(ids.iter().filter_map(|id| views.remove(id)).collect())
}

fn payout_view(row: Payout, earnings: Vec<EarningId>, ledger: Vec<LedgerLine>) -> PayoutView {
    PayoutView {
        payout: row.id,
        state: row.state.0,
        quote: row.quote.0,
        differences: row.differences.0,
        earnings,
        requested_at: row.requested_at,
        sent_at: row.sent_at,
        confirmed_at: row.confirmed_at,
        iban_last4: row.iban_last4,
        lands_at: row.lands_at,
        failure: row.failure,
        ledger,
    }
}

/// The postings of each payout's entries, in the order in which they were booked.
async fn ledger_lines(app: &App, payouts: &[Uuid]) -> Result<BTreeMap<PayoutId, Vec<LedgerLine>>, DbError> {
    let entries: Vec<Entry> = app.db.records_in("payout_id", payouts, "order by n, id").await?;
    let entry_ids: Vec<Uuid> = entries.iter().map(|entry| entry.id.uuid()).collect();
    let postings: Vec<PostingRow> = app.db.records_in("entry_id", &entry_ids, "order by entry_id, k").await?;
    let mut account_ids: Vec<Uuid> = postings.iter().map(|posting| posting.account_id.uuid()).collect();
    account_ids.sort_unstable();
    account_ids.dedup();
    let accounts: Vec<Account> = app.db.records_in("id", &account_ids, "").await?;
    let words: BTreeMap<_, (AccountKind, String)> =
        accounts.into_iter().map(|account| (account.id, (account.kind.0, account.part))).collect();
    let mut by_entry: BTreeMap<EntryId, Vec<PostingRow>> = BTreeMap::new();
    for posting in postings {
        by_entry.entry(posting.entry_id).or_default().push(posting);
    }
    let mut lines: BTreeMap<PayoutId, Vec<LedgerLine>> = BTreeMap::new();
    for entry in entries {
        // What a rail's books and ours disagree about is between us and the rail.
        let Some(payout) = entry.payout_id.filter(|_| entry.kind.0 != EntryKind::Suspense) else { continue };
        let (kind, at): (EntryKind, Timestamp) = (entry.kind.0, entry.happened_at);
        for posting in by_entry.remove(&entry.id).unwrap_or_default() {
            let Some((account, part)) = words.get(&posting.account_id).cloned() else { continue };
            let line = LedgerLine { entry: kind, account, part, amount: posting.amount_tiyn, at };
            lines.entry(payout).or_default().push(line);
        }
    }
    Ok(lines)
}

/// Earnings with what an advance would cost now, in the order of `ids`.
pub async fn earnings(app: &App, ids: &[EarningId]) -> Result<Vec<EarningView>, Error> {
    let uuids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Earning> = app.db.records_in("id", &uuids, "").await?;
    let brands = by_id(app, rows.iter().map(|row| row.brand_id.uuid()), |brand: &Brand| brand.id).await?;
    let creators = by_id(app, rows.iter().map(|row| row.creator_id.uuid()), |creator: &Creator| creator.id).await?;
    let today = app.clock.now().day();
    let mut views: BTreeMap<EarningId, EarningView> = BTreeMap::new();
    for row in rows {
        let light = brands.get(&row.brand_id).map(|brand| brand.light.0);
        let done = creators.get(&row.creator_id).map(|creator| creator.deals_done);
        let price = light.zip(done).and_then(|(light, done)| price_on(today, row.due_on, light, done));
        let is_waiting = row.state.0 == EarningState::Waiting;
        let view = EarningView {
            earning: row.id,
            deal: row.deal_id,
            kind: row.kind.0,
            amount: row.amount_tiyn,
            advance_fee: row.advance_fee_tiyn,
            state: row.state.0,
            due_on: row.due_on,
            advance_bp: price.filter(|_| is_waiting),
        };
        views.insert(row.id, view);
    }
    Ok(ids.iter().filter_map(|id| views.remove(id)).collect())
}

async fn by_id<R: crate::db::Record, K: Ord>(
    app: &App,
    ids: impl Iterator<Item = Uuid>,
    key: impl Fn(&R) -> K,
) -> Result<BTreeMap<K, R>, DbError> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<R> = app.db.records_in("id", &ids, "").await?;
    Ok(rows.into_iter().map(|row| (key(&row), row)).collect())
}
