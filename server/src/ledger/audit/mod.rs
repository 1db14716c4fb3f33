//! The audit: re-checks the twelve invariants from the tables alone, in their order, and names the first broken one
//! with its rows. It shares nothing with the code that writes but types, the rules of core, and what a hash covers; it
//! reads one moment of the database, so it may run beside a working server.

mod accounts;
mod chain;
mod creators;
mod entries;
mod payouts;
mod register;
mod tax;
#[cfg(test)]
mod tests;

use gamma_core::ledger::Invariant;

use crate::app::App;
use crate::db::{Db, DbError, Row, Tx};
use crate::error::Error;

/// So many broken rows are named.
const NAMED_MAX: i64 = 5;

/// A broken invariant and the rows that break it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub invariant: Invariant,
    pub rows: Vec<String>,
}

/// Rows that break an invariant; empty if it holds.
type Rows = Vec<String>;

/// Re-checks everything; the first broken invariant, if there is one.
pub async fn audit(db: &Db) -> Result<Option<Broken>, DbError> {
    audit_in(&mut db.snapshot().await?).await
}

async fn audit_in(tx: &mut Tx) -> Result<Option<Broken>, DbError> {
    for invariant in Invariant::ALL {
        let rows = check(tx, invariant).await?;
        if !rows.is_empty() {
            return Ok(Some(Broken { invariant, rows }));
        }
    }
    Ok(None)
}

async fn check(tx: &mut Tx, invariant: Invariant) -> Result<Rows, DbError> {
    match invariant {
        Invariant::EntriesBalance => entries::balance(tx).await,
        Invariant::AccountsExist => entries::accounts_exist(tx).await,
        Invariant::BalancesAreSums => accounts::balances_are_sums(tx).await,
        Invariant::BoundsHold => accounts::bounds_hold(tx).await,
        Invariant::HoldsAddUp => accounts::holds_add_up(tx).await,
        Invariant::RefusalsChangeNothing => entries::refusals_change_nothing(tx).await,
        Invariant::LogCoversEntries => chain::log_covers_entries(tx).await,
        Invariant::ChainIsUnbroken => chain::chain_is_unbroken(tx).await,
        Invariant::PaidOnce => payouts::paid_once(tx).await,
        Invariant::WithheldIsDue => withheld_is_due(tx).await,
        Invariant::PaidAsQuoted => payouts::paid_as_quoted(tx).await,
        Invariant::CreatorsAddUp => creators::add_up(tx).await,
    }
}

/// Invariant 10: what is withheld is due by the rules, and the register, the postings and the rules agree.
async fn withheld_is_due(tx: &mut Tx) -> Result<Rows, DbError> {
    let mut rows = tax::withheld_is_due(tx).await?;
    rows.extend(register::is_as_posted(tx).await?);
    Ok(rows)
}

/// `gamma-server audit`: prints what was checked; an error, and so a non-zero exit, if an invariant is broken.
pub async fn run(app: &App) -> Result<(), Error> {
    let broken = audit(&app.db).await?;
    let Some(Broken { invariant, rows }) = broken else {
        println!("all {} invariants hold", Invariant::ALL.len());
        let open = crate::payouts::suspense::list_open(app).await?.len();
        if open > 0 {
            println!("{open} entries lie in suspense for a person: gamma-server ledger suspense");
        }
        return Ok(());
    };
    println!("{invariant}");
    for row in rows {
        println!("  {row}");
    }
    Err(Error::Ours(format!("{invariant} is broken")))
}

/// Runs a query whose every row is a broken one, and says each as `what: column column …`.
async fn broken_rows(tx: &mut Tx, what: &str, sql: &str) -> Result<Rows, DbError> {
    let rows = tx.list(&format!("{sql} limit {NAMED_MAX}"), &[]).await?;
    Ok(rows.iter().map(|row| format!("{what}: {}", said(row))).collect())
}

fn said(row: &Row) -> String {
    row.texts().join(" ")
}
