//! A creator's history of scripts, as the feed shows it.

use gamma_core::id::{Id, ScriptId};
use gamma_core::wire::scripts::ScriptView;
use uuid::Uuid;

use crate::app::App;
use crate::book::rows::ScriptRow;
use crate::error::Error;

/// The kept scripts with these ids.
pub async fn scripts(app: &App, ids: &[ScriptId]) -> Result<Vec<ScriptView>, Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows: Vec<ScriptRow> = app.db.records_in("id", &ids, "and forgotten_at is null").await?;
    Ok(rows.into_iter().map(view).collect())
}

fn view(row: ScriptRow) -> ScriptView {
    ScriptView {
        script: row.id,
        deal: row.deal_id,
        brief: row.brief,
        register: row.register.0,
        made_by: row.made_by.0,
        beats: row.beats.0,
        caption: row.caption,
        saved_at: row.saved_at,
    }
}
