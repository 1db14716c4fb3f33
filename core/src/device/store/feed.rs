//! The feed's rows: applied a page at a time, with the cursor in the same transaction, so that a page is either here
//! with its cursor or will be asked for again.

use rusqlite::types::Type;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::outbox::ALL_SHOWN;
use super::{Store, StoreError};
use crate::device::watch::Table;
use crate::wire::views::NoticeView;
use crate::wire::{Cursor, FeedItem, Topic};

const UPSERT: &str = "insert into feed_item (topic, id, n, k, body) values ($1, $2, $3, $4, $5)
    on conflict (topic, id) do update set n = excluded.n, k = excluded.k, body = excluded.body
    where (excluded.n, excluded.k) > (feed_item.n, feed_item.k)";
const REMOVE: &str = "delete from feed_item where topic = $1 and id = $2";

impl Store {
    /// Applies one page and moves the cursor to `next`. A row never goes back to an older state.
    pub fn apply_feed(&self, items: &[FeedItem], next: Cursor) -> Result<(), StoreError> {
        let mut tables: Vec<Table> = items.iter().map(|item| table_of(item.topic)).collect();
        tables.sort_unstable();
        tables.dedup();
        self.write(&tables, |tx| {
            let mut upsert = tx.prepare_cached(UPSERT)?;
            let mut remove = tx.prepare_cached(REMOVE)?;
            let mut body = Vec::new();
            for item in items {
                let (topic, id) = (item.topic.name(), item.id.as_bytes().as_slice());
                if item.body.is_null() {
                    remove.execute((topic, id))?;
                    continue;
                }
                body.clear();
                serde_json::to_writer(&mut body, &item.body).expect("a JSON value is always written");
                let text = rusqlite::types::ToSqlOutput::Borrowed(rusqlite::types::ValueRef::Text(&body));
                upsert.execute((topic, id, item.n, item.k, text))?;
            }
            // What the next YES needs decides what the deck says.
            if tables.contains(&Table::Profile) {
                tx.execute("update sync_state set is_deck_stale = 1", [])?;
            }
            tx.execute("update sync_state set feed_n = $1, feed_k = $2", (next.n, next.k))?;
            Ok(())
        })
    }

    /// The feed has nothing more: whatever was done before it was asked is in it, so its overlays go.
    pub fn drop_done(&self) -> Result<(), StoreError> {
        let sql = "select exists (select 1 from outbox where state = 'done')";
        if !self.read(|connection| Ok(connection.query_one(sql, [], |row| row.get::<_, bool>(0))?))? {
            return Ok(());
        }
        self.write(ALL_SHOWN, |tx| {
            tx.execute("delete from outbox where state = 'done'", [])?;
            Ok(())
        })
    }

    /// Everything of a topic, newest first. A body that this build can't read is left out, and stays for a newer one.
    pub(crate) fn list<T: DeserializeOwned>(&self, topic: Topic) -> Result<Vec<T>, StoreError> {
        let sql = "select body from feed_item where topic = $1 order by n desc, k desc";
        let bodies = self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([topic.name()], |row| row.get::<_, String>(0))?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })?;
        Ok(bodies.iter().filter_map(|body| read_body(topic.name(), body)).collect())
    }

    /// Something of a topic is there, or was asked for.
    pub(crate) fn has_any(&self, topic: Topic) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from feed_item where topic = $1)
            or exists (select 1 from pending_change where topic = $1)";
        self.read(|connection| Ok(connection.query_one(sql, [topic.name()], |row| row.get(0))?))
    }

    /// One thing of a topic.
    pub(crate) fn find<T: DeserializeOwned>(&self, topic: Topic, id: Uuid) -> Result<Option<T>, StoreError> {
        let sql = "select body from feed_item where topic = $1 and id = $2";
        let body = self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query((topic.name(), id.as_bytes().as_slice()))?;
            Ok(rows.next()?.map(|row| row.get::<_, String>(0)).transpose()?)
        })?;
        Ok(body.and_then(|body| read_body(topic.name(), &body)))
    }

    /// The inbox, newest first; read here counts as read.
    pub(crate) fn list_notices(&self) -> Result<Vec<NoticeView>, StoreError> {
        let sql = "select body, is_read_here from notice_shown order by n desc, k desc";
        let rows = self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })?;
        let notices = rows.iter().filter_map(|(body, is_read_here)| {
            let notice: NoticeView = read_body("notice", body)?;
            Some(NoticeView { is_read: notice.is_read || *is_read_here, ..notice })
        });
        Ok(notices.collect())
    }
}

/// Which screens a topic belongs to.
fn table_of(topic: Topic) -> Table {
    match topic {
        Topic::Profile => Table::Profile,
        Topic::Deal => Table::Deals,
        Topic::Payout | Topic::Earning => Table::Payouts,
        Topic::Notice => Table::Inbox,
        Topic::Campaign | Topic::Invoice | Topic::Brand => Table::Brands,
        Topic::Script => Table::Scripts,
    }
}

pub(super) fn read_body<T: DeserializeOwned>(what: &str, body: &str) -> Option<T> {
    let read = serde_json::from_str(body);
    if let Err(error) = &read {
        tracing::warn!(what, kind = ?error.classify(), "a synced row is of a shape this app does not know");
    }
    read.ok()
}

/// Text in a blob column that must be text.
pub(super) fn text_of(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<String> {
    let bytes: Vec<u8> = match row.get_ref(column)? {
        rusqlite::types::ValueRef::Text(bytes) | rusqlite::types::ValueRef::Blob(bytes) => bytes.to_vec(),
        other => return Err(rusqlite::Error::InvalidColumnType(column, "text".into(), other.data_type())),
    };
    String::from_utf8(bytes)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}
