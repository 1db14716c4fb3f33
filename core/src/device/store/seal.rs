//! Signing out of a file: the server's words go, this phone's unsent words stay, sealed for their person alone.

use rusqlite::Transaction;

use super::outbox::{ALL_SHOWN, blob};
use super::{Store, StoreError, id_of};
use crate::device::ports::Entropy;
use crate::device::seal::SealKey;
use crate::id::CommandId;

const SEALED: &[(&str, &str, &str)] = &[("outbox", "id", "body"), ("pending_swipe", "command", "offer")];

impl Store {
    /// Seals every unsent command and forgets everything that the server can tell again.
    pub(crate) fn seal(&self, key: &SealKey, entropy: &dyn Entropy) -> Result<(), StoreError> {
        self.write(ALL_SHOWN, |tx| {
            tx.execute("delete from outbox where state = 'done'", [])?;
            tx.execute("update outbox set state = 'waiting' where state = 'sending'", [])?;
            for (table, id, column) in SEALED {
                for (command, plain) in rows(tx, table, id, column, false)? {
                    let sealed = key.seal(entropy, &place_of(table, command), &plain);
                    set(tx, table, id, column, command, &sealed)?;
                }
            }
            tx.execute("update outbox set is_sealed = 1, detail = null", [])?;
            tx.execute("delete from feed_item", [])?;
            tx.execute("delete from deck_offer", [])?;
            tx.execute(
                "update sync_state set feed_n = 0, feed_k = 0, deck_version = null, deck_hides_most = null,
                    is_deck_stale = 1",
                [],
            )?;
            Ok(())
        })?;
        // The log still holds the plain rows; empty it.
        self.read(|connection| Ok(connection.query_one("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?))
    }

    /// Opens what [`Store::seal`] closed. What this key can't open stays sealed and is never sent.
    pub(crate) fn unseal(&self, key: &SealKey) -> Result<(), StoreError> {
        self.write(ALL_SHOWN, |tx| {
            let bodies = rows(tx, "outbox", "id", "body", true)?;
            for (command, sealed) in bodies {
                let Ok(body) = key.open(&place_of("outbox", command), &sealed) else {
                    tracing::warn!(code = "sealed", "an unsent command can't be opened on this phone any more");
                    continue;
                };
                set(tx, "outbox", "id", "body", command, &body)?;
                let offers = rows(tx, "pending_swipe", "command", "offer", true)?;
                for (_, sealed) in offers.into_iter().filter(|(of, _)| *of == command) {
                    let offer = key.open(&place_of("pending_swipe", command), &sealed).unwrap_or_default();
                    set(tx, "pending_swipe", "command", "offer", command, &offer)?;
                }
                tx.execute("update outbox set is_sealed = 0 where id = $1", [blob(command)])?;
            }
            Ok(())
        })
    }
}

/// The column's values of commands that are sealed, or are not.
fn rows(
    tx: &Transaction<'_>,
    table: &str,
    id: &str,
    column: &str,
    is_sealed: bool,
) -> Result<Vec<(CommandId, Vec<u8>)>, StoreError> {
    let sql = format!("select {id}, {column} from {table} where {id} in (select id from outbox where is_sealed = $1)");
    let mut statement = tx.prepare(&sql)?;
    let rows = statement.query_map([is_sealed], |row| Ok((id_of(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn set(
    tx: &Transaction<'_>,
    table: &str,
    id: &str,
    column: &str,
    command: CommandId,
    bytes: &[u8],
) -> Result<(), StoreError> {
    tx.execute(&format!("update {table} set {column} = $2 where {id} = $1"), (blob(command), bytes))?;
    Ok(())
}

fn place_of(table: &str, command: CommandId) -> Vec<u8> {
    format!("{table}/{command}").into_bytes()
}
