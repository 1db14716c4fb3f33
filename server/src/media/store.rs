//! The media table: who uploads what, how much has come, and how it ended.

use gamma_core::id::{MediaId, PersonId};
use gamma_core::time::Timestamp;

use super::{MediaKind, MediaState};
use crate::db::{Db, DbError, Word, record};

record! {
    /// One uploaded file.
    pub struct Media in "media" by (id: MediaId) {
        owner: PersonId,
        kind: Word<MediaKind>,
        content_type: String,
        bytes: i64,
        received_bytes: i64,
        sha256: [u8; 32],
        state: Word<MediaState>,
        code: Option<String>,
        object_key: Option<String>,
        duration_ms: Option<i64>,
        created_at: Timestamp,
        finished_at: Option<Timestamp>,
    }
}

/// A file.
pub async fn find(db: &Db, media: MediaId) -> Result<Option<Media>, DbError> {
    db.record("where id = $1", crate::args![media]).await
}

/// Begins an upload; the one that is there stays as it is.
pub async fn insert(db: &Db, media: &Media) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.insert_missing(std::slice::from_ref(media)).await?;
    tx.commit().await
}

/// How many uploads of a person are under way.
pub async fn count_receiving(db: &Db, owner: PersonId) -> Result<i64, DbError> {
    let sql = "select count(*) from media where owner = $1 and state = 'receiving'";
    db.find(sql, crate::args![owner]).await?.map_or(Ok(0), |row| row.get(0))
}

/// Counts a part that follows what has come; says whether it did. Another process may have been faster.
pub async fn set_received(db: &Db, media: MediaId, from: i64, to: i64) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    let sql = "update media set received_bytes = $3 where id = $1 and received_bytes = $2 and state = 'receiving'";
    let touched = tx.run(sql, crate::args![media, from, to]).await?;
    tx.commit().await?;
    Ok(touched == 1)
}

/// Ends an upload, once; says whether it was this call that did.
pub async fn set_finished(db: &Db, media: &Media) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    let sql = "update media set state = $2, code = $3, object_key = $4, duration_ms = $5, content_type = $6,
        finished_at = $7 where id = $1 and state = 'receiving'";
    let args = crate::args![
        media.id,
        media.state,
        media.code,
        media.object_key,
        media.duration_ms,
        media.content_type,
        media.finished_at
    ];
    let touched = tx.run(sql, args).await?;
    tx.commit().await?;
    Ok(touched == 1)
}

/// Whether a brand of this list has the media as a draft of one of its deals.
pub async fn is_seen_by(db: &Db, media: MediaId, brands: &[gamma_core::id::BrandId]) -> Result<bool, DbError> {
    let sql = "select deal.brand_id from draft join deal on deal.id = draft.deal_id where draft.media_id = $1";
    for row in db.list(sql, crate::args![media]).await? {
        if brands.contains(&row.get(0)?) {
            return Ok(true);
        }
    }
    Ok(false)
}
