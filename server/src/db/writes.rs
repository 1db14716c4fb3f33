//! Writes of a whole gathering: rows of many tables, sent together. PostgreSQL gets one statement for all of them, so
//! that a gathering costs round trips by its steps and not by its tables; SQLite, which has no round trips, gets
//! chunks.

use sqlx::AssertSqlSafe;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;

use super::engine::{DbError, Tx, bind_all, read_pg};
use super::record::Record;
use super::value::{Kind, Row, Value};

/// SQLite writes rows in statements of a power of two rows, so that few statement texts exist and stay prepared.
const LITE_ROWS_MAX: usize = 64;

/// Rows to be written, table by table.
#[derive(Debug, Default)]
pub struct Writes {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    table: &'static str,
    key: &'static [&'static str],
    columns: &'static [(&'static str, Kind)],
    way: Way,
    rows: Vec<Vec<Value>>,
}

/// What is known about rows with the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// There is none; a conflict is an error.
    Insert,
    /// If there is one, it stays.
    InsertMissing,
    /// If there is one, it is overwritten.
    Upsert,
    /// There is one; it is overwritten.
    Update,
}

impl Writes {
    /// Rows that must not be there yet.
    pub fn insert<R: Record>(&mut self, rows: &[R]) {
        self.add(rows, Way::Insert);
    }

    /// Rows to be left as they are if they are there.
    pub fn insert_missing<R: Record>(&mut self, rows: &[R]) {
        self.add(rows, Way::InsertMissing);
    }

    /// Rows to be overwritten if they are there.
    pub fn upsert<R: Record>(&mut self, rows: &[R]) {
        self.add(rows, Way::Upsert);
    }

    /// Rows that are there.
    pub fn update<R: Record>(&mut self, rows: &[R]) {
        self.add(rows, Way::Update);
    }

    /// For PostgreSQL: one statement that does all of it and then `last`, which ends in a condition. The parameters of
    /// the writes begin at `first_place`.
    fn before(&self, last: &str, first_place: usize) -> String {
        let mut places = first_place..;
        let statements: Vec<_> = self.parts.iter().map(|part| part.pg_sql(&mut places)).collect();
        // Counting what the writes return makes PostgreSQL finish them before it looks for the row: the lock is last.
        let counts: Vec<_> =
            (0..statements.len()).map(|part| format!(" and (select count(*) from w{part}) >= 0")).collect();
        format!("{}{last}{}", with_clause(&statements, " returning 1"), counts.concat())
    }

    fn add<R: Record>(&mut self, rows: &[R], way: Way) {
        if rows.is_empty() {
            return;
        }
        let rows = rows.iter().map(Record::values).collect();
        self.parts.push(Part { table: R::TABLE, key: R::KEY, columns: R::COLUMNS, way, rows });
    }
}

impl Part {
    fn column_names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    fn assignments(&self, source: &str) -> String {
        let is_key = |name: &str| self.key.contains(&name);
        let columns = self.columns.iter().filter(|(name, _)| !is_key(name));
        columns.map(|(name, _)| format!("{name} = {source}.{name}")).collect::<Vec<_>>().join(", ")
    }

    fn on_conflict(&self) -> String {
        match self.way {
            Way::Insert => String::new(),
            Way::InsertMissing => " on conflict do nothing".to_owned(),
            Way::Upsert | Way::Update => {
                format!(" on conflict ({}) do update set {}", self.key.join(", "), self.assignments("excluded"))
            }
        }
    }

    /// One statement for any number of rows: a parameter a column, each an array.
    fn pg_sql(&self, places: &mut impl Iterator<Item = usize>) -> String {
        let (table, names) = (self.table, self.column_names());
        let arrays: Vec<_> = self.columns.iter().zip(places).map(|((_, kind), place)| cast(place, *kind)).collect();
        let arrays = arrays.join(", ");
        if self.way == Way::Update {
            let same: Vec<_> = self.key.iter().map(|name| format!("{table}.{name} = given.{name}")).collect();
            let (sets, same) = (self.assignments("given"), same.join(" and "));
            return format!("update {table} set {sets} from unnest({arrays}) as given ({names}) where {same}");
        }
        format!("insert into {table} ({names}) select * from unnest({arrays}){}", self.on_conflict())
    }

    fn lite_sql(&self, rows: usize) -> String {
        let mut places = 1_usize..;
        let tuples: Vec<_> = (0..rows)
            .map(|_| {
                let row: Vec<_> = places.by_ref().take(self.columns.len()).map(|place| format!("${place}")).collect();
                format!("({})", row.join(", "))
            })
            .collect();
        let (names, tuples) = (self.column_names(), tuples.join(", "));
        format!("insert into {} ({names}) values {tuples}{}", self.table, self.on_conflict())
    }

    fn bind_columns(self, mut query: Query<'_, sqlx::Postgres, PgArguments>) -> Query<'_, sqlx::Postgres, PgArguments> {
        let count = self.rows.len();
        let mut columns: Vec<Vec<Value>> = self.columns.iter().map(|_| Vec::with_capacity(count)).collect();
        for row in self.rows {
            for (column, value) in columns.iter_mut().zip(row) {
                column.push(value);
            }
        }
        for (column, (_, kind)) in columns.into_iter().zip(self.columns) {
            query = match kind {
                Kind::Uuid => query.bind(pick(column, |v| if let Value::Uuid(x) = v { Some(x) } else { None })),
                Kind::Int => query.bind(pick(column, |v| if let Value::Int(x) = v { Some(x) } else { None })),
                Kind::Text => query.bind(pick(column, |v| if let Value::Text(x) = v { Some(x) } else { None })),
                Kind::Bytes => query.bind(pick(column, |v| if let Value::Bytes(x) = v { Some(x) } else { None })),
                Kind::Bool => query.bind(pick(column, |v| if let Value::Bool(x) = v { Some(x) } else { None })),
            };
        }
        query
    }
}

impl Tx {
    /// Inserts rows that must not be there yet.
    pub async fn insert_many<R: Record>(&mut self, rows: &[R]) -> Result<(), DbError> {
        let mut writes = Writes::default();
        writes.insert(rows);
        self.write(writes).await.map(drop)
    }

    /// Inserts rows, leaving those that are there; says how many were new.
    pub async fn insert_missing<R: Record>(&mut self, rows: &[R]) -> Result<u64, DbError> {
        let mut writes = Writes::default();
        writes.insert_missing(rows);
        self.write(writes).await
    }

    /// Inserts rows, overwriting those that are there.
    pub async fn upsert_many<R: Record>(&mut self, rows: &[R]) -> Result<(), DbError> {
        let mut writes = Writes::default();
        writes.upsert(rows);
        self.write(writes).await.map(drop)
    }

    /// Writes everything; says how many rows of the last table were touched. No row may depend on another's write.
    pub async fn write(&mut self, writes: Writes) -> Result<u64, DbError> {
        let Self::Pg(tx) = self else { return self.write_in_chunks(writes).await };
        let mut places = 1_usize..;
        let mut statements: Vec<_> = writes.parts.iter().map(|part| part.pg_sql(&mut places)).collect();
        let Some(last) = statements.pop() else { return Ok(0) };
        let sql = format!("{}{last}", with_clause(&statements, ""));
        let query =
            writes.parts.into_iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, part| part.bind_columns(query));
        Ok(query.execute(&mut **tx).await?.rows_affected())
    }

    /// Writes everything, and then locks and reads one row; in one round trip where there are round trips.
    /// `select` ends in a condition and takes no arguments.
    pub async fn write_then_lock(&mut self, writes: Writes, select: &str) -> Result<Option<Row>, DbError> {
        let Self::Pg(tx) = self else {
            self.write_in_chunks(writes).await?;
            return self.find(select, &[]).await;
        };
        let sql = format!("{} for update", writes.before(select, 1));
        let query =
            writes.parts.into_iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, part| part.bind_columns(query));
        query.fetch_optional(&mut **tx).await?.as_ref().map(read_pg).transpose()
    }

    /// Writes everything, and then runs one more statement; in one round trip where there are round trips. `last` ends
    /// in a condition; says how many rows it touched.
    pub async fn write_then_run(&mut self, writes: Writes, last: &str, args: &[Value]) -> Result<u64, DbError> {
        let Self::Pg(tx) = self else {
            self.write_in_chunks(writes).await?;
            return self.run(last, args).await;
        };
        let sql = writes.before(last, args.len().saturating_add(1));
        let query = writes.parts.into_iter().fold(bind_all!(sql, args), |query, part| part.bind_columns(query));
        Ok(query.execute(&mut **tx).await?.rows_affected())
    }

    async fn write_in_chunks(&mut self, writes: Writes) -> Result<u64, DbError> {
        let mut touched = 0;
        for part in writes.parts {
            touched = self.write_part_in_chunks(&part).await?;
        }
        Ok(touched)
    }

    async fn write_part_in_chunks(&mut self, part: &Part) -> Result<u64, DbError> {
        let Self::Lite(tx) = self else { return Ok(0) };
        let mut touched = 0_u64;
        let mut rest = part.rows.as_slice();
        while !rest.is_empty() {
            let mut size = LITE_ROWS_MAX;
            while size > rest.len() {
                size /= 2;
            }
            let (chunk, left) = rest.split_at(size);
            let result = bind_all!(part.lite_sql(size), chunk.iter().flatten()).execute(&mut **tx).await?;
            touched = touched.saturating_add(result.rows_affected());
            rest = left;
        }
        Ok(touched)
    }
}

/// `with w0 as (…), w1 as (…) `, or nothing.
fn with_clause(statements: &[String], returning: &str) -> String {
    if statements.is_empty() {
        return String::new();
    }
    let named = statements.iter().enumerate().map(|(part, sql)| format!("w{part} as ({sql}{returning})"));
    format!("with {} ", named.collect::<Vec<_>>().join(", "))
}

fn cast(place: usize, kind: Kind) -> String {
    let name = match kind {
        Kind::Uuid => "uuid",
        Kind::Int => "bigint",
        Kind::Text => "text",
        Kind::Bytes => "bytea",
        Kind::Bool => "boolean",
    };
    format!("${place}::{name}[]")
}

fn pick<T>(column: Vec<Value>, take: impl Fn(Value) -> Option<T>) -> Vec<Option<T>> {
    column.into_iter().map(take).collect()
}
