//! Uploads and how far they are. Progress is the server's word, kept here only to show it and to resume.

use rusqlite::Row;

use super::outbox::blob;
use super::{Store, StoreError, id_of};
use crate::device::watch::Table;
use crate::id::MediaId;
use crate::wire::Code;

/// Where an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadState {
    /// Not begun.
    Waiting,
    /// Parts are on their way.
    Receiving,
    /// All is there; the server looks at it.
    Checking,
    /// It can be used.
    Ready,
    /// The server won't have it.
    Refused,
}

/// One file on its way up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Which.
    pub media: MediaId,
    /// `video` or `picture`.
    pub kind: String,
    /// Its type, such as `video/mp4`.
    pub content_type: String,
    /// How long it is.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Where it is.
    pub state: UploadState,
    /// What the server has.
    pub received_bytes: u64,
    /// The largest part the server takes.
    pub part_bytes_max: u64,
    /// Why it was refused.
    pub code: Option<Code>,
    /// The person stopped it for a while.
    pub is_paused: bool,
}

const COLUMNS: &str = "media, kind, content_type, bytes, sha256, state, received_bytes, part_bytes_max, code, \
    is_paused";

impl Store {
    /// Takes an upload in.
    pub(crate) fn insert_upload(&self, upload: &Upload) -> Result<(), StoreError> {
        let sql = "insert into media_upload (media, kind, content_type, bytes, sha256)
            values ($1, $2, $3, $4, $5)";
        self.write(&[Table::Media], |tx| {
            let bytes = i64::try_from(upload.bytes).unwrap_or(i64::MAX);
            tx.execute(sql, (blob(upload.media), &upload.kind, &upload.content_type, bytes, &upload.sha256))?;
            Ok(())
        })
    }

    /// Keeps where an upload is.
    pub(crate) fn set_upload(&self, upload: &Upload) -> Result<(), StoreError> {
        let sql = "update media_upload set state = $1, received_bytes = $2, part_bytes_max = $3, code = $4
            where media = $5";
        let whole = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
        self.write(&[Table::Media], |tx| {
            tx.execute(
                sql,
                (
                    upload.state.name(),
                    whole(upload.received_bytes),
                    whole(upload.part_bytes_max),
                    upload.code.map(Code::text),
                    blob(upload.media),
                ),
            )?;
            Ok(())
        })
    }

    /// Stops an upload for a while, or lets it go on where it was.
    pub(crate) fn set_upload_paused(&self, media: MediaId, is_paused: bool) -> Result<(), StoreError> {
        self.write(&[Table::Media], |tx| {
            tx.execute("update media_upload set is_paused = $1 where media = $2", (is_paused, blob(media)))?;
            Ok(())
        })
    }

    /// Forgets an upload.
    pub(crate) fn delete_upload(&self, media: MediaId) -> Result<(), StoreError> {
        self.write(&[Table::Media], |tx| {
            tx.execute("delete from media_upload where media = $1", [blob(media)])?;
            Ok(())
        })
    }

    /// All uploads, in the order they were added.
    pub fn list_uploads(&self) -> Result<Vec<Upload>, StoreError> {
        let sql = format!("select {COLUMNS} from media_upload order by rowid");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_map([], upload_of)?.collect::<Result<_, _>>()?)
        })
    }

    /// One upload.
    pub(crate) fn find_upload(&self, media: MediaId) -> Result<Option<Upload>, StoreError> {
        Ok(self.list_uploads()?.into_iter().find(|upload| upload.media == media))
    }
}

impl UploadState {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Receiving => "receiving",
            Self::Checking => "checking",
            Self::Ready => "ready",
            Self::Refused => "refused",
        }
    }

    fn from_name(name: &str) -> Self {
        let all = [Self::Receiving, Self::Checking, Self::Ready, Self::Refused];
        all.into_iter().find(|state| state.name() == name).unwrap_or(Self::Waiting)
    }

    /// Nothing more will happen to it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ready | Self::Refused)
    }
}

fn upload_of(row: &Row<'_>) -> rusqlite::Result<Upload> {
    let whole = |column| row.get::<_, i64>(column).map(|bytes| u64::try_from(bytes).unwrap_or(0));
    Ok(Upload {
        media: id_of(row, 0)?,
        kind: row.get(1)?,
        content_type: row.get(2)?,
        bytes: whole(3)?,
        sha256: row.get(4)?,
        state: UploadState::from_name(&row.get::<_, String>(5)?),
        received_bytes: whole(6)?,
        part_bytes_max: whole(7)?,
        code: row.get::<_, Option<String>>(8)?.map(|text| Code::from_text(&text)),
        is_paused: row.get(9)?,
    })
}
