//! A PostgreSQL database that a test owns, on the server that `GAMMA_TEST_POSTGRES` names (`scripts/postgres start`).

use sqlx::{AssertSqlSafe, PgPool};

/// A database of its own, empty.
pub struct TestDatabase {
    /// How to connect to it.
    pub url: String,
    /// Connections to it.
    pub pool: PgPool,
    admin: PgPool,
    name: String,
}

impl TestDatabase {
    /// Makes one; none if only the embedded engine is asked for.
    pub async fn create() -> Option<Self> {
        if std::env::var("GAMMA_TEST_ENGINES").as_deref() == Ok("sqlite") {
            return None;
        }
        let base = std::env::var("GAMMA_TEST_POSTGRES").expect("GAMMA_TEST_POSTGRES names a PostgreSQL server");
        let name = format!("gamma_world_{}", uuid::Uuid::new_v4().simple());
        let admin = PgPool::connect(&base).await.expect("PostgreSQL answers");
        let create = AssertSqlSafe(format!("create database {name}"));
        sqlx::query(create).execute(&admin).await.expect("a database is made");
        let (server, _) = base.rsplit_once('/').expect("a URL with a database");
        let url = format!("{server}/{name}");
        let pool = PgPool::connect(&url).await.expect("the new database answers");
        Some(Self { url, pool, admin, name })
    }

    /// Removes it, whoever is still connected.
    pub async fn drop(self) {
        self.pool.close().await;
        let drop = AssertSqlSafe(format!("drop database {} with (force)", self.name));
        sqlx::query(drop).execute(&self.admin).await.expect("the database goes");
    }
}
