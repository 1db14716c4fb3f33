//! A damaged file: set aside under another name, never deleted, and replaced by an empty one that the server fills
//! again. What the server can't know, the unsent commands and uploads, is carried over row by row, as far as it reads.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::StoreError;
use crate::time::Timestamp;

/// What happened to a damaged database, to be told to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// Always `local_store_rebuilt`.
    pub code: &'static str,
    /// Where the damaged file lies now.
    pub set_aside: PathBuf,
    /// Unsent commands that were carried over.
    pub commands_kept: u32,
}

// Cut off while sending reads as waiting with one try: the same bytes go again.
const CARRIED: &[(&str, &str)] = &[
    (
        "outbox",
        "place, id, kind, stream, body, is_sealed, depends_on, needs_media, created_at, not_before, state, attempts, \
         code, reason, detail, is_read",
    ),
    ("pending_swipe", "command, campaign, way, payout_choice, is_taken_back, offer"),
    ("pending_change", "command, topic, id"),
    ("seen_terms", "terms"),
    ("media_upload", "media, kind, content_type, bytes, sha256, state, received_bytes, part_bytes_max, code"),
];

/// Renames the file and its log.
pub(super) fn set_aside(path: &Path, now: Timestamp) -> Result<Recovery, StoreError> {
    let suffix = format!(".damaged-{}", now.micros());
    let set_aside = with_suffix(path, &suffix);
    std::fs::rename(path, &set_aside).map_err(StoreError::Files)?;
    for log in ["-wal", "-shm"] {
        let old = with_suffix(path, log);
        if old.exists() {
            std::fs::rename(&old, with_suffix(&set_aside, log)).map_err(StoreError::Files)?;
        }
    }
    tracing::warn!(code = "local_store_rebuilt", "a damaged local database was set aside");
    Ok(Recovery { code: "local_store_rebuilt", set_aside, commands_kept: 0 })
}

/// Copies what still reads.
pub(super) fn carry_over(connection: &mut Connection, recovery: Recovery) -> Result<Recovery, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(damaged) = Connection::open_with_flags(&recovery.set_aside, flags) else { return Ok(recovery) };
    let tx = connection.transaction()?;
    for (table, columns) in CARRIED {
        for row in read_rows(&damaged, table, columns) {
            let places: Vec<String> = (1..=row.len()).map(|place| format!("${place}")).collect();
            let sql = format!("insert or ignore into {table} ({columns}) values ({})", places.join(", "));
            // A row whose command was lost has no home; it is left behind.
            let _ = tx.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(row));
        }
    }
    let open = "select count(*) from outbox where state in ('waiting', 'sending')";
    let commands_kept = tx.query_one(open, [], |row| row.get(0))?;
    tx.commit()?;
    Ok(Recovery { commands_kept, ..recovery })
}

/// The rows up to the first that can't be read, then the same from the other end.
fn read_rows(damaged: &Connection, table: &str, columns: &str) -> Vec<Vec<rusqlite::types::Value>> {
    let mut rows = Vec::new();
    for order in ["asc", "desc"] {
        let sql = format!("select {columns} from {table} not indexed order by rowid {order}");
        let Ok(mut statement) = damaged.prepare(&sql) else { continue };
        let width = statement.column_count();
        let Ok(mut found) = statement.query([]) else { continue };
        while let Ok(Some(row)) = found.next() {
            match (0..width).map(|column| row.get(column)).collect() {
                Ok(values) => rows.push(values),
                Err(_) => continue,
            }
        }
    }
    rows
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
