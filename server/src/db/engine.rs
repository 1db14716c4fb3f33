//! The two engines behind one face: connect, migrate, read, write. SQLite has one writer and takes its lock at
//! once (`begin immediate`); PostgreSQL runs READ COMMITTED with explicit row locks.

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Column, Postgres, Row as _, Sqlite, SqlitePool, TypeInfo, ValueRef};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use super::migrations::migrator;
use super::value::{Kind, Row, Value};

/// What a database can answer wrongly.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("the database failed")]
    Engine(#[from] sqlx::Error),
    #[error("the database could not be migrated")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("a row has another shape at column {place}")]
    Shape { place: usize },
}

/// A database: reads here, writes in a [`Tx`].
#[derive(Debug, Clone)]
pub enum Db {
    Lite { writer: SqlitePool, readers: SqlitePool },
    Pg(sqlx::PgPool),
}

/// An open transaction. Dropped without [`Tx::commit`], it leaves nothing.
pub enum Tx {
    Lite(sqlx::Transaction<'static, Sqlite>),
    Pg(sqlx::Transaction<'static, Postgres>),
}

macro_rules! bind_all {
    ($sql:expr, $args:expr) => {{
        let mut query = sqlx::query(AssertSqlSafe($sql));
        for value in $args {
            query = match value {
                Value::Null(Kind::Uuid) => query.bind(None::<uuid::Uuid>),
                Value::Null(Kind::Int) => query.bind(None::<i64>),
                Value::Null(Kind::Text) => query.bind(None::<String>),
                Value::Null(Kind::Bytes) => query.bind(None::<Vec<u8>>),
                Value::Null(Kind::Bool) => query.bind(None::<bool>),
                Value::Uuid(uuid) => query.bind(*uuid),
                Value::Int(number) => query.bind(*number),
                Value::Text(text) => query.bind(text.clone()),
                Value::Bytes(bytes) => query.bind(bytes.clone()),
                Value::Bool(truth) => query.bind(*truth),
            };
        }
        query
    }};
}
pub(super) use bind_all;

impl DbError {
    /// The name of the constraint that refused a write, if one did. SQLite names columns for unique ones.
    pub fn constraint(&self) -> Option<String> {
        let Self::Engine(sqlx::Error::Database(error)) = self else { return None };
        error.constraint().map(ToOwned::to_owned).or_else(|| Some(error.message().to_owned()))
    }

    /// A unique constraint refused a write.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Engine(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// Deadlock, serialization failure, a busy file or a lost connection: the same work may succeed if it is done
    /// again.
    pub fn is_retryable(&self) -> bool {
        let Self::Engine(error) = self else { return false };
        match error {
            sqlx::Error::Database(error) => {
                matches!(error.code().as_deref(), Some("40P01" | "40001" | "55P03" | "5" | "517"))
            }
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => true,
            _ => false,
        }
    }
}

impl Db {
    /// Opens an embedded SQLite file, making it if needed. Durable for power: WAL with `synchronous=FULL`.
    pub async fn open_file(path: &Path) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(512)
            .pragma("temp_store", "memory");
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        migrator().run(&writer).await?;
        let readers = SqlitePoolOptions::new().max_connections(4).connect_with(options.read_only(true)).await?;
        Ok(Self::Lite { writer, readers })
    }

    /// Connects to `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self, DbError> {
        // Every statement is short, prepared once and keyed: planning it again for each array would cost more than it.
        let settings = [("plan_cache_mode", "force_generic_plan"), ("random_page_cost", "1.1"), ("jit", "off")];
        let options = PgConnectOptions::from_str(url)?.statement_cache_capacity(512).options(settings);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            // A broken connection is found by its first statement, and the work is done again on another.
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        migrator().run(&pool).await?;
        Ok(Self::Pg(pool))
    }

    /// Whether this is PostgreSQL.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Pg(_))
    }

    /// Whether the database answers and has every step of this build's schema.
    pub async fn is_migrated(&self) -> Result<bool, DbError> {
        let row = self.find("select count(*) from _sqlx_migrations where success", &[]).await?;
        let done: i64 = row.ok_or(DbError::Shape { place: 0 })?.get(0)?;
        Ok(usize::try_from(done).is_ok_and(|done| done >= migrator().iter().count()))
    }

    /// Every row of a read.
    pub async fn list(&self, sql: &str, args: &[Value]) -> Result<Vec<Row>, DbError> {
        match self {
            Self::Lite { readers, .. } => {
                bind_all!(sql.to_owned(), args).fetch_all(readers).await?.iter().map(read_lite).collect()
            }
            Self::Pg(pool) => bind_all!(sql.to_owned(), args).fetch_all(pool).await?.iter().map(read_pg).collect(),
        }
    }

    /// The first row of a read, if there is one.
    pub async fn find(&self, sql: &str, args: &[Value]) -> Result<Option<Row>, DbError> {
        Ok(self.list(sql, args).await?.into_iter().next())
    }

    /// Begins a write.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        match self {
            Self::Lite { writer, .. } => Ok(Tx::Lite(writer.begin_with("begin immediate").await?)),
            Self::Pg(pool) => Ok(Tx::Pg(pool.begin().await?)),
        }
    }

    /// Begins a read of one moment: what others write meanwhile is not seen.
    pub async fn snapshot(&self) -> Result<Tx, DbError> {
        match self {
            Self::Lite { readers, .. } => Ok(Tx::Lite(readers.begin().await?)),
            Self::Pg(pool) => {
                let begin = "begin isolation level repeatable read, read only";
                Ok(Tx::Pg(pool.begin_with(begin).await?))
            }
        }
    }

    /// Ends every connection after their work is done.
    pub async fn close(&self) {
        match self {
            Self::Lite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Pg(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Whether this is PostgreSQL.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Pg(_))
    }

    /// Every row of a read inside the transaction.
    pub async fn list(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, DbError> {
        match self {
            Self::Lite(tx) => {
                bind_all!(sql.to_owned(), args).fetch_all(&mut **tx).await?.iter().map(read_lite).collect()
            }
            Self::Pg(tx) => bind_all!(sql.to_owned(), args).fetch_all(&mut **tx).await?.iter().map(read_pg).collect(),
        }
    }

    /// The first row of a read inside the transaction.
    pub async fn find(&mut self, sql: &str, args: &[Value]) -> Result<Option<Row>, DbError> {
        Ok(self.list(sql, args).await?.into_iter().next())
    }

    /// Runs a write and says how many rows it touched.
    pub async fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        Ok(match self {
            Self::Lite(tx) => bind_all!(sql.to_owned(), args).execute(&mut **tx).await?.rows_affected(),
            Self::Pg(tx) => bind_all!(sql.to_owned(), args).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Adds ` for update` where the engine has row locks.
    pub fn for_update(&self, sql: &str) -> String {
        if self.is_postgres() { format!("{sql} for update") } else { sql.to_owned() }
    }

    /// Adds ` for update skip locked` where the engine has row locks.
    pub fn skip_locked(&self, sql: &str) -> String {
        if self.is_postgres() { format!("{sql} for update skip locked") } else { sql.to_owned() }
    }

    /// Makes the writes last. The answer may leave only after this.
    pub async fn commit(self) -> Result<(), DbError> {
        match self {
            Self::Lite(tx) => tx.commit().await?,
            Self::Pg(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

pub(super) fn read_lite(row: &sqlx::sqlite::SqliteRow) -> Result<Row, DbError> {
    let values = (0..row.len()).map(|place| {
        let raw = row.try_get_raw(place)?;
        if raw.is_null() {
            return Ok(Value::Null(Kind::Text));
        }
        Ok(match raw.type_info().name() {
            "INTEGER" | "BOOLEAN" | "INT8" => Value::Int(row.try_get_unchecked(place)?),
            "TEXT" => Value::Text(row.try_get_unchecked(place)?),
            "BLOB" => Value::Bytes(row.try_get_unchecked(place)?),
            _ => return Err(DbError::Shape { place }),
        })
    });
    values.collect::<Result<Vec<_>, DbError>>().map(Row)
}

pub(super) fn read_pg(row: &sqlx::postgres::PgRow) -> Result<Row, DbError> {
    let values = row.columns().iter().enumerate().map(|(place, column)| {
        if row.try_get_raw(place)?.is_null() {
            return Ok(Value::Null(Kind::Text));
        }
        Ok(match column.type_info().name() {
            "INT8" => Value::Int(row.try_get(place)?),
            "INT4" => Value::Int(i64::from(row.try_get::<i32, _>(place)?)),
            "BOOL" => Value::Bool(row.try_get(place)?),
            "UUID" => Value::Uuid(row.try_get(place)?),
            "BYTEA" => Value::Bytes(row.try_get(place)?),
            "TEXT" | "VARCHAR" | "NAME" => Value::Text(row.try_get(place)?),
            _ => return Err(DbError::Shape { place }),
        })
    });
    values.collect::<Result<Vec<_>, DbError>>().map(Row)
}
