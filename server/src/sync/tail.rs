//! The tail: follows the number n of `log_head`, whichever process wrote it, keeps the deck's index fresh and tells the
//! live streams. It looks every 250 ms, and at once when this process itself has written.

use std::collections::BTreeSet;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::hints::Change;
use crate::app::App;
use crate::error::Error;

/// How often it looks for what other processes wrote.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// The least time between two looks, so that a busy writer is followed in strides.
const STRIDE: Duration = Duration::from_millis(25);

/// Follows n until `shutdown`; then every live stream ends.
pub async fn tail(app: App, shutdown: CancellationToken) {
    let mut written_here = app.gate.watch();
    let mut seen: Option<i64> = None;
    while !shutdown.is_cancelled() {
        match look(&app, seen).await {
            Ok(n) => seen = Some(n),
            Err(problem) => {
                tracing::warn!(error = &problem as &dyn std::error::Error, "the order number could not be followed");
            }
        }
        tokio::select! {
            () = shutdown.cancelled() => break,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = written_here.changed() => tokio::time::sleep(STRIDE).await,
        }
    }
    app.hints.close();
}

/// Looks once: what is newer than `seen` is taken into the deck and told.
async fn look(app: &App, seen: Option<i64>) -> Result<i64, Error> {
    let row = app.db.find("select n from log_head where id = 1", &[]).await?;
    let n: i64 = row.ok_or_else(|| Error::Ours("the log has no head".to_owned()))?.get(0)?;
    if seen == Some(n) {
        return Ok(n);
    }
    let is_deck_changed = app.deck.refresh(app).await?;
    let owners = match seen {
        Some(seen) => Some(owners_since(app, seen).await?),
        // A stream may have begun before this first look: what was written in between is not known.
        None => None,
    };
    app.hints.tell(Change { n, owners, is_deck_changed });
    Ok(n)
}

async fn owners_since(app: &App, seen: i64) -> Result<BTreeSet<Uuid>, Error> {
    let rows = app.db.list("select distinct owner from feed where n > $1", crate::args![seen]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
}
