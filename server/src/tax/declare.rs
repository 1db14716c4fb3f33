//! Declarations: the quarter's form, prepared from the register as canonical JSON. A person files it in the taxpayer's
//! cabinet, because no filing interface is public, and records the receipt: prepared → filed → accepted | returned. A
//! returned one stays; what is prepared next is a new turn.

use gamma_core::id::{DeclarationId, Id};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, Declaration, LineCode, Quarter, Table, declaration};
use gamma_core::time::{Month, Timestamp};
use gamma_core::wire::Code;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::register::{REGISTERED, Which, totals};
use super::rows::DeclarationRow;
use super::sign::{Signed, Signer};
use crate::app::App;
use crate::db::{Db, Json};
use crate::error::Error;

pub const PREPARED: &str = "prepared";
pub const FILED: &str = "filed";
pub const ACCEPTED: &str = "accepted";
pub const RETURNED: &str = "returned";

/// What the cabinet said to a filed declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Verdict {
    /// It counts.
    Accepted,
    /// It must be mended and filed again.
    Returned,
}

/// Makes the declaration of every agent that withheld something in the quarter. What was only prepared is made anew;
/// what was filed stays.
pub async fn prepare(app: &App, quarter: Quarter) -> Result<Vec<DeclarationRow>, Error> {
    let mut by_agent: BTreeMap<Agent, BTreeMap<(LineCode, Month), Money>> = BTreeMap::new();
    for month in quarter.months() {
        for total in totals(&app.db, Which { month, agent: None }).await? {
            by_agent.entry(total.agent).or_default().insert((total.line, month), total.amount);
        }
    }
    let mut made = Vec::new();
    for (agent, sums) in by_agent {
        let people = people(&app.db, agent, quarter).await?;
        let sum = |line, month| sums.get(&(line, month)).copied().unwrap_or_default();
        made.push(write(app, &declaration(Table::get(), agent, quarter, people, sum)).await?);
    }
    Ok(made)
}

/// So many people, each once, over the quarter.
async fn people(db: &Db, agent: Agent, quarter: Quarter) -> Result<i64, Error> {
    let sql = format!(
        "select count(distinct person_id) from {REGISTERED} registered where agent = $1 and month in ($2, $3, $4)"
    );
    let [one, two, three] = quarter.months();
    let row = db.find(&sql, crate::args![Json(agent), one, two, three]).await?;
    Ok(row.ok_or_else(|| Error::not_found("register"))?.get(0)?)
}

async fn write(app: &App, declared: &Declaration) -> Result<DeclarationRow, Error> {
    let body = serde_json::to_string(declared).map_err(|_| Error::Ours("a declaration has no JSON".to_owned()))?;
    let before = list(app, Some(declared.quarter)).await?;
    let before: Vec<&DeclarationRow> = before.iter().filter(|row| row.agent.0 == declared.agent).collect();
    if let Some(row) = before.iter().find(|row| row.body == body && row.state != RETURNED && row.state != PREPARED) {
        return Ok((*row).clone());
    }
    let turn = i64::try_from(before.iter().filter(|row| row.state != PREPARED).count()).unwrap_or(i64::MAX);
    let agent = serde_json::to_string(&declared.agent).unwrap_or_default();
    let row = DeclarationRow {
        id: DeclarationId::derived(Uuid::nil(), &format!("{}/{agent}/{turn}", declared.quarter)),
        agent: Json(declared.agent),
        quarter: declared.quarter.to_string(),
        form: declared.form.clone(),
        due_on: declared.due_on,
        state: PREPARED.to_owned(),
        body_sha256: Sha256::digest(body.as_bytes()).to_vec(),
        body,
        prepared_at: app.clock.now(),
        filed_at: None,
        filed_by: None,
        receipt: None,
        signed_sha256: None,
        signed: None,
        answered_at: None,
    };
    let mut tx = app.db.begin().await?;
    tx.upsert_many(std::slice::from_ref(&row)).await?;
    tx.commit().await?;
    Ok(row)
}

/// Declarations of a quarter, or all, oldest first.
pub async fn list(app: &App, quarter: Option<Quarter>) -> Result<Vec<DeclarationRow>, Error> {
    let quarter = quarter.map(|quarter| quarter.to_string());
    let sql = "where $1 is null or quarter = $1 order by quarter, agent, prepared_at, id";
    Ok(app.db.records(sql, crate::args![quarter]).await?)
}

/// A declaration, or *not found*.
pub async fn find(app: &App, id: DeclarationId) -> Result<DeclarationRow, Error> {
    let row = app.db.record::<DeclarationRow>("where id = $1", crate::args![id]).await?;
    row.ok_or_else(|| Error::not_found("declaration"))
}

/// Somebody has filed it in the cabinet: the receipt's number, and the signed file if there is one.
pub async fn file(
    app: &App,
    id: DeclarationId,
    receipt: &str,
    signer: &dyn Signer,
    by: &str,
) -> Result<DeclarationRow, Error> {
    let row = find(app, id).await?;
    if row.state == FILED && row.receipt.as_deref() == Some(receipt) {
        return Ok(row);
    }
    if row.state != PREPARED || receipt.trim().is_empty() {
        return Err(Error::new(Code::MovedOn, "only a prepared declaration can be filed, with its receipt"));
    }
    let Signed { bytes, sha256, .. } = signer.signed(row.body.as_bytes())?;
    let (signed, signed_sha256) = if bytes.is_empty() { (None, None) } else { (Some(bytes), Some(sha256)) };
    let now: Timestamp = app.clock.now();
    let sql = "update tax_declaration set state = 'filed', filed_at = $2, filed_by = $3, receipt = $4, signed = $5,
        signed_sha256 = $6 where id = $1 and state = 'prepared'";
    let mut tx = app.db.begin().await?;
    if tx.run(sql, crate::args![id, now, by, receipt, signed, signed_sha256]).await? == 0 {
        return Err(Error::new(Code::MovedOn, "somebody else has filed it"));
    }
    tx.commit().await?;
    find(app, id).await
}

/// The cabinet has answered.
pub async fn answer(app: &App, id: DeclarationId, verdict: Verdict) -> Result<DeclarationRow, Error> {
    let state = match verdict {
        Verdict::Accepted => ACCEPTED,
        Verdict::Returned => RETURNED,
    };
    let sql = "update tax_declaration set state = $2, answered_at = $3 where id = $1 and state = 'filed'";
    let mut tx = app.db.begin().await?;
    let changed = tx.run(sql, crate::args![id, state, app.clock.now()]).await?;
    tx.commit().await?;
    let row = find(app, id).await?;
    if changed == 0 && row.state != state {
        return Err(Error::new(Code::MovedOn, "only a filed declaration has an answer"));
    }
    Ok(row)
}
