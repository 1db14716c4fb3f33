//! The plain way: one transaction a command, by hand, on each engine.

use gamma_core::id::{BrandId, EntryId, Id};
use gamma_core::wire::Answer;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

use super::{ACCOUNTS, AT, Way, accounts, command_id};

const AMOUNT: i64 = 1_000;

const LOCK: &str = "select balance_tiyn, held_tiyn, ceiling_tiyn from account where id = $1";
const COMMAND: &str =
    "insert into command (actor, id, kind, input_mac, received_at, is_done, answer, n, k, effect_hash)
    values ('system', $1, 'pay_ahead', $2, $3, true, $4, $5, 0, $6)";
const BALANCE: &str = "update account set balance_tiyn = balance_tiyn - $2 where id = $1";
const ENTRY: &str = "insert into entry (id, kind, actor, command_id, n, happened_at, learned_at)
    values ($1, 'brand_paid', 'system', $2, $3, $4, $4)";
const POSTINGS: &str = "insert into posting (entry_id, k, account_id, amount_tiyn, n)
    values ($1, 0, $2, $4, $5), ($1, 1, $3, -$4, $5)";
const LOG: &str = "insert into log (n, at, commands, hash_before, hash) values ($1, $2, 1, $3, $3)";
const OPEN: &str = "insert into account (id, kind, owner, part, is_bounded, ceiling_tiyn, balance_tiyn, held_tiyn,
    opened_at) values ($1, $2, $3, $4, $5, 0, 0, 0, $6) on conflict do nothing";

/// Steps of one payment on a connection; only how a number is taken and how a row is locked differ by engine.
macro_rules! pay {
    ($tx:ident, $lock:expr, $n:expr, $number:ident, $brand:ident) => {{
        let (cash, prepaid) = accounts($brand);
        let (cash, prepaid) = (cash.id().uuid(), prepaid.id().uuid());
        let command = command_id($number);
        let entry = EntryId::derived(command.uuid(), "paid").uuid();
        let row: (i64, i64, i64) = sqlx::query_as($lock).bind(prepaid).fetch_one(&mut *$tx).await.expect("locked");
        assert!(row.0 - AMOUNT + row.1 <= row.2, "the bound holds");
        let n: i64 = $n;
        let answer = Answer::Done { id: command, n, data: serde_json::Value::Null };
        let answer = serde_json::to_string(&answer).expect("plain fields");
        let hash = vec![7_u8; 32];
        let command = command.uuid();
        let insert = sqlx::query(COMMAND).bind(command).bind(&hash).bind(AT.micros()).bind(answer).bind(n).bind(&hash);
        insert.execute(&mut *$tx).await.expect("a command");
        sqlx::query(BALANCE).bind(prepaid).bind(AMOUNT).execute(&mut *$tx).await.expect("a balance");
        let insert = sqlx::query(ENTRY).bind(entry).bind(command).bind(n).bind(AT.micros());
        insert.execute(&mut *$tx).await.expect("an entry");
        let insert = sqlx::query(POSTINGS).bind(entry).bind(cash).bind(prepaid).bind(AMOUNT).bind(n);
        insert.execute(&mut *$tx).await.expect("postings");
        let insert = sqlx::query(LOG).bind(n).bind(AT.micros()).bind(&hash);
        insert.execute(&mut *$tx).await.expect("a log line");
    }};
}

/// Every account of the benchmark, opened before.
macro_rules! open_accounts {
    ($pool:expr) => {
        for number in 1..=u128::from(ACCOUNTS) {
            let brand = BrandId::from_uuid(Uuid::from_u128(number));
            let (cash, prepaid) = accounts(brand);
            for key in [cash, prepaid] {
                let insert = sqlx::query(OPEN).bind(key.id().uuid()).bind(key.kind.name()).bind(key.owner);
                let insert = insert.bind(key.part).bind(key.kind.is_bounded()).bind(AT.micros());
                insert.execute($pool).await.expect("an account");
            }
        }
    };
}

/// `select … for update` in PostgreSQL.
pub struct PgPlain {
    pool: PgPool,
}

impl PgPlain {
    pub async fn open(url: &str, connections: u32) -> Self {
        let options = sqlx::postgres::PgPoolOptions::new().max_connections(connections).min_connections(connections);
        // The server's own pool does not ask a connection whether it lives before each use; its peer need not either.
        let options = options.test_before_acquire(false);
        let pool = options.connect(url).await.expect("PostgreSQL answers");
        sqlx::query("create sequence plain_n").execute(&pool).await.expect("a sequence");
        open_accounts!(&pool);
        Self { pool }
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl Way for PgPlain {
    async fn pay(&self, number: u64, brand: BrandId) {
        let mut tx = self.pool.begin().await.expect("begins");
        let next = sqlx::query_scalar("select nextval('plain_n')");
        pay!(tx, format_lock(), next.fetch_one(&mut *tx).await.expect("a number"), number, brand);
        tx.commit().await.expect("durable");
    }
}

fn format_lock() -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{LOCK} for update"))
}

/// One transaction a command in SQLite, as durable as ours.
pub struct LitePlain {
    pool: SqlitePool,
    n: AtomicI64,
}

impl LitePlain {
    pub async fn open(path: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        // SQLite has one writer: more connections would only wait for each other.
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.expect("SQLite opens");
        open_accounts!(&pool);
        Self { pool, n: AtomicI64::new(1) }
    }
}

impl Way for LitePlain {
    async fn pay(&self, number: u64, brand: BrandId) {
        let mut tx = self.pool.begin_with("begin immediate").await.expect("begins");
        pay!(tx, LOCK, self.n.fetch_add(1, Ordering::Relaxed), number, brand);
        tx.commit().await.expect("durable");
    }
}
