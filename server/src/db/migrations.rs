//! The schema's steps, in order. Forward only: a shipped file is never edited; expand first, contract later.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

const STEPS: &[(i64, &str, &str)] = &[
    (1, "people", include_str!("../../migrations/0001_people.sql")),
    (2, "ledger", include_str!("../../migrations/0002_ledger.sql")),
    (3, "market", include_str!("../../migrations/0003_market.sql")),
    (4, "payouts", include_str!("../../migrations/0004_payouts.sql")),
    (5, "work", include_str!("../../migrations/0005_work.sql")),
    (6, "tax", include_str!("../../migrations/0006_tax.sql")),
];

/// Every step, ready to run on either engine.
pub fn migrator() -> Migrator {
    let step = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(STEPS.iter().map(step).collect())
}
