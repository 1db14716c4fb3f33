//! One page of a feed. Each owner's rows are read in order and cut before they are merged, so a page costs its own size
//! and not the feed's.

use gamma_core::wire::{Cursor, FeedItem, FeedPage};
use uuid::Uuid;

use super::{owners_of, views};
use crate::app::App;
use crate::book::rows::Feed;
use crate::db::{Db, DbError, Field, Record, Value};
use crate::error::Error;
use crate::http::auth::Caller;

/// The most rows of one page.
pub const LIMIT_MAX: u16 = 500;
/// The rows of a page when nobody says.
pub const LIMIT_USUAL: u16 = 200;

/// What the caller and the caller's brands have after the cursor, as it is now.
pub async fn page(app: &App, caller: &Caller, after: Cursor, limit: u16) -> Result<FeedPage, Error> {
    let limit = limit.clamp(1, LIMIT_MAX);
    let mut rows = rows_after(&app.db, &owners_of(caller), after, limit.saturating_add(1)).await?;
    let has_more = rows.len() > usize::from(limit);
    rows.truncate(usize::from(limit));
    let next = rows.last().map_or(after, |row| Cursor { n: row.n, k: row.k });
    let mut bodies = views::bodies(app, &rows).await?;
    let items = rows.into_iter().map(|row| FeedItem {
        n: row.n,
        k: row.k,
        topic: row.topic.0,
        id: row.id,
        body: bodies.remove(&(row.owner, row.topic.0, row.id)).unwrap_or_default(),
    });
    Ok(FeedPage { items: items.collect(), next, has_more, now: app.clock.now(), tax_version: app.tax.version.clone() })
}

async fn rows_after(db: &Db, owners: &[Uuid], after: Cursor, count: u16) -> Result<Vec<Feed>, DbError> {
    let mut args: Vec<Value> = vec![after.n.to_value(), after.k.to_value(), i64::from(count).to_value()];
    let mut parts = Vec::with_capacity(owners.len());
    for (place, owner) in (4_usize..).zip(owners) {
        let newest = "and (n, k) > ($1, $2) order by n, k limit $3";
        parts.push(format!("select * from ({} where owner = ${place} {newest}) as part{place}", Feed::select()));
        args.push(owner.to_value());
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("select * from ({}) as page order by n, k limit $3", parts.join(" union all "));
    db.list(&sql, &args).await?.iter().map(Feed::read).collect()
}

/// The newest n among the owners' rows; nothing if they have none.
pub async fn newest_n(db: &Db, owners: &[Uuid]) -> Result<Option<i64>, DbError> {
    let mut newest = None;
    for owner in owners {
        let row = db.find("select max(n) from feed where owner = $1", crate::args![*owner]).await?;
        let n: Option<i64> = row.map(|row| row.get(0)).transpose()?.flatten();
        newest = newest.max(n);
    }
    Ok(newest)
}
