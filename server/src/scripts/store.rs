//! Reads of the scripts that people keep.

use gamma_core::id::{PersonId, ScriptId};

use crate::args;
use crate::book::rows::ScriptRow;
use crate::db::{Db, DbError};

/// So many of a person's newest scripts are not to come again.
const RECENT: i64 = 20;

/// What a person's newest scripts say.
pub(super) async fn recent_texts(db: &Db, creator: PersonId) -> Result<Vec<String>, DbError> {
    let rest = "where creator_id = $1 and forgotten_at is null order by saved_at desc limit $2";
    let rows: Vec<ScriptRow> = db.records(rest, args![creator, RECENT]).await?;
    let text = |row: &ScriptRow| row.beats.0.iter().map(|beat| beat.say.as_str()).collect::<Vec<_>>().join("\n");
    Ok(rows.iter().map(text).collect())
}

/// How many other scripts a person keeps.
pub(super) async fn count_others(db: &Db, creator: PersonId, script: ScriptId) -> Result<i64, DbError> {
    let sql = "select count(*) from script where creator_id = $1 and id <> $2 and forgotten_at is null";
    let row = db.find(sql, args![creator, script]).await?;
    row.ok_or(DbError::Shape { place: 0 })?.get(0)
}
