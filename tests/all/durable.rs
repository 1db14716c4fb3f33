//! Durable for power, not only for a killed process: the settings that make a commit reach the disk, and answers that
//! come after it.

use gamma_server::db::Db;
use gamma_tests::postgres::TestDatabase;

#[tokio::test]
async fn sqlite_flushes_at_every_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open_file(&folder.path().join("gamma.db")).await.expect("opens");
    let Db::Lite { writer, .. } = &db else { panic!("not SQLite") };
    let synchronous: i64 = sqlx::query_scalar("pragma synchronous").fetch_one(writer).await.expect("reads");
    let journal: String = sqlx::query_scalar("pragma journal_mode").fetch_one(writer).await.expect("reads");
    assert_eq!((synchronous, journal.as_str()), (2, "wal"), "FULL, in a write-ahead log");
}

#[tokio::test]
async fn postgres_flushes_before_it_answers() {
    let Some(database) = TestDatabase::create().await else { return };
    for name in ["fsync", "synchronous_commit", "full_page_writes"] {
        let sql = sqlx::AssertSqlSafe(format!("show {name}"));
        let value: String = sqlx::query_scalar(sql).fetch_one(&database.pool).await.expect("reads");
        assert_eq!(value, "on", "{name}");
    }
    database.drop().await;
}
