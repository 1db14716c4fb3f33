//! The phone's databases: one file per person and one for the signed-out state. Every write is one transaction that
//! names the tables it changed, and only after its commit are observers told. SQLite numbers `$1`, `$2` by their first
//! appearance, whatever the digits say: keep them in order.

mod deck;
mod feed;
mod media;
mod outbox;
mod recover;
mod seal;
mod signed_out;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use uuid::Uuid;

pub use deck::DeckShown;
pub use media::{Upload, UploadState};
pub use outbox::{AskedChange, AskedDeal, CommandState, NewCommand, NewSwipe, Overlay, Refused, TakenBack, Waiting};
pub(crate) use outbox::{Inserted, Rejection};
pub use recover::Recovery;
pub use signed_out::DeviceStore;

use super::watch::{Table, Watch};
use crate::time::Timestamp;
use crate::wire::Cursor;

const PERSON_MIGRATIONS: &[&str] =
    &[include_str!("migrations/person_001.sql"), include_str!("migrations/person_002.sql")];
const DEVICE_MIGRATIONS: &[&str] = &[include_str!("migrations/device_001.sql")];
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const STATEMENTS_CACHED: usize = 64;

/// What a local database can do wrong.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is damaged; the next start sets it aside and rebuilds it from the server.
    #[error("the local database is damaged")]
    Corrupt,
    /// A newer app wrote this file.
    #[error("the local database is of a newer app")]
    Newer,
    /// The disk is full or read-only.
    #[error("the disk takes nothing more")]
    DiskFull,
    /// A folder or file could not be made, moved or read.
    #[error("the local files can't be reached")]
    Files(#[source] std::io::Error),
    /// Anything else; our bug.
    #[error("the local database refused")]
    Sql(#[source] rusqlite::Error),
}

/// One person's database.
pub struct Store {
    connection: Mutex<Connection>,
    watch: Arc<Watch>,
}

/// How far the phone has followed the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncState {
    /// Ask the feed with it next.
    pub cursor: Cursor,
    /// Which deck the phone has.
    pub deck_version: Option<String>,
    /// The deck should be asked for.
    pub is_deck_stale: bool,
    /// The server's clock minus the phone's, in microseconds.
    pub clock_offset_micros: i64,
}

impl Store {
    /// Opens a person's file, or makes it. A damaged one is set aside, and what it still says of unsent commands is
    /// carried over.
    pub fn open(path: &Path, watch: Arc<Watch>, now: Timestamp) -> Result<(Self, Option<Recovery>), StoreError> {
        let (connection, recovery) = match open_file(path, PERSON_MIGRATIONS) {
            Err(StoreError::Corrupt) => {
                let recovery = recover::set_aside(path, now)?;
                let mut connection = open_file(path, PERSON_MIGRATIONS)?;
                let recovery = recover::carry_over(&mut connection, recovery)?;
                (connection, Some(recovery))
            }
            opened => (opened?, None),
        };
        let store = Self { connection: Mutex::new(connection), watch };
        store.resend_what_was_cut_off()?;
        Ok((store, recovery))
    }

    /// How far the phone has followed the server.
    pub fn sync_state(&self) -> Result<SyncState, StoreError> {
        let sql = "select feed_n, feed_k, deck_version, is_deck_stale, clock_offset from sync_state";
        self.read(|connection| {
            let state = connection.query_one(sql, [], |row| {
                Ok(SyncState {
                    cursor: Cursor { n: row.get(0)?, k: row.get(1)? },
                    deck_version: row.get(2)?,
                    is_deck_stale: row.get(3)?,
                    clock_offset_micros: row.get(4)?,
                })
            })?;
            Ok(state)
        })
    }

    /// Keeps how far the phone's clock is off.
    pub fn set_clock_offset(&self, micros: i64) -> Result<(), StoreError> {
        self.write(&[], |tx| {
            tx.execute("update sync_state set clock_offset = $1 where clock_offset <> $1", [micros])?;
            Ok(())
        })
    }

    /// Reads under the lock.
    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        read(&self.lock())
    }

    /// Writes in one transaction, then tells who watches `tables`.
    fn write<T>(
        &self,
        tables: &[Table],
        write: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = self.lock();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let written = write(&tx)?;
        tx.commit()?;
        drop(connection);
        if !tables.is_empty() {
            self.watch.note(tables.iter().copied());
        }
        Ok(written)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a file with the house's settings, checks it, and brings it to the newest shape.
fn open_file(path: &Path, migrations: &[&str]) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    // An unsent command must survive a battery that dies: `full` syncs the log at every commit.
    connection.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;",
    )?;
    let verdict: String = connection.query_one("pragma quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Corrupt);
    }
    migrate(&mut connection, migrations)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let version: i64 = connection.query_one("pragma user_version", [], |row| row.get(0))?;
    let newest = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if version > newest {
        return Err(StoreError::Newer);
    }
    for (number, sql) in (1_i64..).zip(migrations).filter(|(number, _)| *number > version) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", number)?;
        tx.commit()?;
    }
    Ok(())
}

/// An id as SQL keeps it: sixteen bytes.
fn id_of<T: crate::id::Id>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<T> {
    let bytes: [u8; 16] = row.get(column)?;
    Ok(T::from_uuid(Uuid::from_bytes(bytes)))
}

fn id_of_option<T: crate::id::Id>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let bytes: Option<[u8; 16]> = row.get(column)?;
    Ok(bytes.map(|bytes| T::from_uuid(Uuid::from_bytes(bytes))))
}

impl StoreError {
    /// Stable, for the screens' texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Corrupt => "local_store_corrupt",
            Self::Newer => "local_store_newer",
            Self::DiskFull => "local_disk_full",
            Self::Files(_) => "local_files",
            Self::Sql(_) => "local_store",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Sqlite;
        match error.sqlite_error_code() {
            Some(Sqlite::DatabaseCorrupt | Sqlite::NotADatabase) => Self::Corrupt,
            Some(Sqlite::DiskFull | Sqlite::ReadOnly) => Self::DiskFull,
            _ => Self::Sql(error),
        }
    }
}
