//! Records: a struct that is a table's row. One macro gives each its columns, so that rows are read and written
//! set-wise: one statement a table, however many rows a gathering has.

use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::engine::{DbError, Tx, bind_all, read_lite, read_pg};
use super::value::{Kind, Row, Value};

/// A struct that is a table's row.
pub trait Record: Sized + Clone + Send + Sync + 'static {
    /// What finds it: one or more columns.
    type Key: Clone + Ord + Send + Sync;
    const TABLE: &'static str;
    const KEY: &'static [&'static str];
    const COLUMNS: &'static [(&'static str, Kind)];
    fn key(&self) -> Self::Key;
    fn values(&self) -> Vec<Value>;
    fn read(row: &Row) -> Result<Self, DbError>;

    /// `select every column from the table`.
    fn select() -> String {
        format!("select {} from {}", column_names::<Self>(), Self::TABLE)
    }
}

/// Declares a record:
/// `record! { pub struct Deal in "deal" by (id: DealId) { state: Word<DealState>, … } }`.
macro_rules! record {
    ($(#[$doc:meta])* pub struct $name:ident in $table:literal by ($($key:ident: $key_type:ty),+) {
        $($field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $(pub $key: $key_type,)+ $(pub $field: $type,)* }

        impl $crate::db::Record for $name {
            #[allow(unused_parens)]
            type Key = ($($key_type),+);
            const TABLE: &'static str = $table;
            const KEY: &'static [&'static str] = &[$(stringify!($key)),+];
            const COLUMNS: &'static [(&'static str, $crate::db::Kind)] = &[
                $((stringify!($key), <$key_type as $crate::db::Field>::KIND),)+
                $((stringify!($field), <$type as $crate::db::Field>::KIND),)*
            ];
            #[allow(clippy::clone_on_copy, unused_parens)]
            fn key(&self) -> Self::Key { ($(self.$key.clone()),+) }
            fn values(&self) -> Vec<$crate::db::Value> {
                vec![$($crate::db::Field::to_value(&self.$key),)+ $($crate::db::Field::to_value(&self.$field),)*]
            }
            fn read(row: &$crate::db::Row) -> Result<Self, $crate::db::DbError> {
                let mut places = 0_usize..;
                Ok(Self {
                    $($key: row.get(places.next().unwrap_or_default())?,)+
                    $($field: row.get(places.next().unwrap_or_default())?,)*
                })
            }
        }
    };
}
pub(crate) use record;

pub(super) fn column_names<R: Record>() -> String {
    R::COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

impl Tx {
    /// Every record whose `column` is one of `ids`, in the order of `order_by`; locked for update if asked and
    /// the engine has row locks.
    pub async fn fetch_many<R: Record>(
        &mut self,
        column: &str,
        ids: &[Uuid],
        rest: &str,
        is_locked: bool,
    ) -> Result<Vec<R>, DbError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = match self {
            Self::Pg(tx) => {
                let lock = if is_locked { " for update" } else { "" };
                let sql = format!("{} where {column} = any($1) {rest}{lock}", R::select());
                let rows = sqlx::query(AssertSqlSafe(sql)).bind(ids.to_vec()).fetch_all(&mut **tx).await?;
                rows.iter().map(read_pg).collect::<Result<Vec<_>, _>>()?
            }
            Self::Lite(tx) => {
                let (sql, args) = lite_in::<R>(column, ids, rest);
                let rows = bind_all!(sql, &args).fetch_all(&mut **tx).await?;
                rows.iter().map(read_lite).collect::<Result<Vec<_>, _>>()?
            }
        };
        rows.iter().map(R::read).collect()
    }
}

impl super::Db {
    /// Reads records: `db.records::<Deal>("where creator_id = $1", args![person])`.
    pub async fn records<R: Record>(&self, rest: &str, args: &[Value]) -> Result<Vec<R>, DbError> {
        let rows = self.list(&format!("{} {rest}", R::select()), args).await?;
        rows.iter().map(R::read).collect()
    }

    /// Every record whose `column` is one of `ids`, however many: one statement.
    pub async fn records_in<R: Record>(&self, column: &str, ids: &[Uuid], rest: &str) -> Result<Vec<R>, DbError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = match self {
            Self::Pg(pool) => {
                let sql = format!("{} where {column} = any($1) {rest}", R::select());
                let rows = sqlx::query(AssertSqlSafe(sql)).bind(ids.to_vec()).fetch_all(pool).await?;
                rows.iter().map(read_pg).collect::<Result<Vec<_>, _>>()?
            }
            Self::Lite { .. } => {
                let (sql, args) = lite_in::<R>(column, ids, rest);
                self.list(&sql, &args).await?
            }
        };
        rows.iter().map(R::read).collect()
    }

    /// The first record of a read, if there is one.
    pub async fn record<R: Record>(&self, rest: &str, args: &[Value]) -> Result<Option<R>, DbError> {
        Ok(self.records(rest, args).await?.into_iter().next())
    }
}

/// Reads records inside a transaction.
pub async fn fetch_by<R: Record>(tx: &mut Tx, rest: &str, args: &[Value]) -> Result<Vec<R>, DbError> {
    let rows = tx.list(&format!("{} {rest}", R::select()), args).await?;
    rows.iter().map(R::read).collect()
}

/// SQLite has no arrays: the list is padded to a power of two with its last id, so that few texts exist.
fn lite_in<R: Record>(column: &str, ids: &[Uuid], rest: &str) -> (String, Vec<Value>) {
    let size = ids.len().next_power_of_two();
    let args: Vec<_> =
        (0..size).map(|place| Value::Uuid(*ids.get(place).or(ids.last()).unwrap_or(&Uuid::nil()))).collect();
    let places: Vec<_> = (1..=size).map(|place| format!("${place}")).collect();
    (format!("{} where {column} in ({}) {rest}", R::select(), places.join(", ")), args)
}
