//! For the tests of this crate: a database of each engine that a test owns. PostgreSQL is where
//! `GAMMA_TEST_POSTGRES` says (`scripts/test` starts one); without it the PostgreSQL half fails, never passes silently,
//! unless `GAMMA_TEST_ENGINES=sqlite` asks for the embedded engine alone.

use crate::db::Db;
use std::future::Future;

/// Runs a test on SQLite and on PostgreSQL, each with an empty database of its own. Whatever a test did, it leaves true
/// books behind: the audit is green at its end.
pub fn on_each_engine<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open_file(&folder.path().join("test.db")).await.expect("SQLite opens");
        test(db.clone()).await;
        db.close().await;
        audit(Db::open_file(&folder.path().join("test.db")).await.expect("SQLite opens again")).await;
        if std::env::var("GAMMA_TEST_ENGINES").as_deref() == Ok("sqlite") {
            return;
        }
        let base = std::env::var("GAMMA_TEST_POSTGRES").expect("GAMMA_TEST_POSTGRES names a PostgreSQL server");
        let name = format!("gamma_test_{}", uuid::Uuid::new_v4().simple());
        let admin = sqlx::PgPool::connect(&base).await.expect("PostgreSQL answers");
        let create = sqlx::AssertSqlSafe(format!("create database {name}"));
        sqlx::query(create).execute(&admin).await.expect("a database is made");
        let url = format!("{}/{name}", base.rsplit_once('/').expect("a URL with a database").0);
        let db = Db::connect(&url).await.expect("PostgreSQL opens");
        test(db.clone()).await;
        db.close().await;
        audit(Db::connect(&url).await.expect("PostgreSQL opens again")).await;
        let drop = sqlx::AssertSqlSafe(format!("drop database {name} with (force)"));
        sqlx::query(drop).execute(&admin).await.expect("the database goes");
    });
}

async fn audit(db: Db) {
    assert_eq!(crate::ledger::audit::audit(&db).await.expect("reads"), None);
    db.close().await;
}

/// A server in memory around a database, whose clock stands still until the test moves it.
pub fn app(db: Db, now: gamma_core::time::Timestamp) -> crate::app::App {
    use std::sync::Arc;
    let config = crate::config::Config {
        public_url: "http://127.0.0.1".to_owned(),
        ..crate::config::Config::for_dev(std::path::Path::new(""))
    };
    crate::app::App {
        gate: crate::book::Gate::new(db.clone()),
        db,
        clock: crate::clock::Clock::manual(now),
        keys: crate::keys::Keys::new([7; 32]),
        config: Arc::new(config),
        deck: Arc::default(),
        hints: crate::sync::Hints::default(),
        rails: Arc::new(crate::payouts::rails::Rails::new(Vec::new())),
        tax: Arc::default(),
        media: Arc::new(object_store::memory::InMemory::new()),
        code_sender: Arc::new(Nobody),
        post_checker: Arc::new(Nobody),
        handle_reader: Arc::new(Nobody),
        model: None,
    }
}

/// Stands in for what is outside and does nothing.
struct Nobody;

#[async_trait::async_trait]
impl crate::identity::CodeSender for Nobody {
    async fn send(&self, _phone: &str, _code: &str) -> Result<(), crate::identity::SendError> {
        Ok(())
    }
}

#[async_trait::async_trait]
impl crate::identity::HandleReader for Nobody {
    async fn bio(&self, _platform: gamma_core::terms::Platform, _handle: &str) -> Option<String> {
        None
    }
}

#[async_trait::async_trait]
impl crate::deals::PostChecker for Nobody {
    async fn look(
        &self,
        _platform: gamma_core::terms::Platform,
        _url: &str,
        _handle: &str,
        _ad_label: &str,
    ) -> crate::deals::PostLook {
        crate::deals::PostLook::CannotTell
    }
}
