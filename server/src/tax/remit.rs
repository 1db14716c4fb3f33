//! Remittance: what was withheld goes to the state, one transfer for each agent, line and month. Batches are prepared
//! from the register as often as one likes; a sealed one keeps its sum, its people and its two files; only the bank's
//! booking, confirmed by a person, moves money in the ledger. What comes later is a batch of its own.

use gamma_core::id::{Id, TaxBatchId};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode};
use gamma_core::time::{Day, Month};
use gamma_core::wire::Code;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::register::REGISTERED;
use super::rows::TaxBatch;
use crate::app::App;
use crate::db::{DbError, Json, Row, Tx, Word, fetch_by};
use crate::error::Error;

/// Made from the register; may be made again.
pub const PREPARED: &str = "prepared";
/// At the bank.
pub const SEALED: &str = "sealed";
/// Booked by the bank.
pub const CONFIRMED: &str = "confirmed";

/// For each agent, line and person of a month: what is registered and not in a sealed batch. Below nothing: the state
/// has more than it is due.
pub fn open_sql() -> String {
    format!(
        "select due.agent, due.line, due.person_id, due.due_on, due.amount - coalesce(sent.amount, 0) as amount \
         from (select agent, line, person_id, min(due_on) as due_on, sum(amount_tiyn) as amount \
             from {REGISTERED} registered where month = $1 group by agent, line, person_id) due \
         left join (select agent, line, person_id, sum(amount) as amount from ( \
             select b.agent, b.line, p.person_id, p.amount_tiyn as amount \
             from tax_batch b join tax_batch_person p on p.batch_id = b.id \
             where b.month = $1 and b.state <> 'prepared' \
             union all select agent, line, person_id, -amount_tiyn from tax_refund where month = $1) moved \
             group by agent, line, person_id \
             ) sent \
         on sent.agent = due.agent and sent.line = due.line and sent.person_id = due.person_id"
    )
}

/// Makes the month's batches from the register as it stands; those that were only prepared are made anew.
pub async fn prepare(app: &App, month: Month) -> Result<Vec<TaxBatch>, Error> {
    let mut tx = app.db.begin().await?;
    let prepared = "(select id from tax_batch where month = $1 and state = 'prepared')";
    tx.run(&format!("delete from tax_batch_person where batch_id in {prepared}"), crate::args![month]).await?;
    tx.run("delete from tax_batch where month = $1 and state = 'prepared'", crate::args![month]).await?;
    let turns = turns(&mut tx, month).await?;
    let by_hand = by_hand(&mut tx, month).await?;
    let sql = format!(
        "select agent, line, min(due_on), cast(sum(amount) as bigint), count(*) from ({}) open \
         where amount > 0 group by agent, line order by agent, line",
        open_sql()
    );
    for row in tx.list(&sql, crate::args![month]).await? {
        let (agent, line) = key(&row)?;
        if by_hand.contains(&(agent, line)) {
            tracing::warn!(%month, line = line.code(), "a line was remitted by hand; its rest is a person's too");
            continue;
        }
        let turn = turns.get(&(agent, line)).copied().unwrap_or(0);
        let batch = TaxBatch {
            id: batch_id(month, agent, line, turn),
            agent: Json(agent),
            line: Word(line),
            month,
            due_on: row.get(2)?,
            amount_tiyn: row.get(3)?,
            people: row.get(4)?,
            state: PREPARED.to_owned(),
            prepared_at: app.clock.now(),
            sealed_at: None,
            sealed_by: None,
            confirmed_at: None,
            reference: None,
        };
        insert(&mut tx, batch).await?;
    }
    let in_order = "where month = $1 order by due_on, agent, line, id";
    let batches = fetch_by::<TaxBatch>(&mut tx, in_order, crate::args![month]).await?;
    tx.commit().await?;
    Ok(batches)
}

async fn insert(tx: &mut Tx, batch: TaxBatch) -> Result<(), DbError> {
    let sql = format!(
        "insert into tax_batch_person (batch_id, person_id, amount_tiyn) \
         select $2, person_id, cast(amount as bigint) from ({}) open where amount > 0 and agent = $3 and line = $4",
        open_sql()
    );
    let args = crate::args![batch.month, batch.id, batch.agent.clone(), batch.line];
    tx.insert_many(std::slice::from_ref(&batch)).await?;
    tx.run(&sql, args).await.map(drop)
}

/// The same batch has the same id, whoever prepares it.
fn batch_id(month: Month, agent: Agent, line: LineCode, turn: i64) -> TaxBatchId {
    let agent = match agent {
        Agent::Platform => "platform".to_owned(),
        Agent::Brand(brand) => brand.to_string(),
    };
    TaxBatchId::derived(Uuid::nil(), &format!("{month}/{agent}/{}/{turn}", line.code()))
}

/// How many batches of each line went before.
async fn turns(tx: &mut Tx, month: Month) -> Result<BTreeMap<(Agent, LineCode), i64>, DbError> {
    let sql = "select agent, line, count(*) from tax_batch where month = $1 group by agent, line";
    let rows = tx.list(sql, crate::args![month]).await?;
    rows.iter().map(|row| Ok((key(row)?, row.get(2)?))).collect()
}

/// Lines that a person remitted without a batch.
async fn by_hand(tx: &mut Tx, month: Month) -> Result<Vec<(Agent, LineCode)>, DbError> {
    let sql = "select distinct agent, line from remittance where month = $1 and batch_id is null and amount_tiyn > 0";
    tx.list(sql, crate::args![month]).await?.iter().map(key).collect()
}

fn key(row: &Row) -> Result<(Agent, LineCode), DbError> {
    Ok((row.get::<Json<Agent>>(0)?.0, row.get::<Word<LineCode>>(1)?.0))
}

/// A batch, or *not found*.
pub async fn find(app: &App, id: TaxBatchId) -> Result<TaxBatch, Error> {
    let batch = app.db.record::<TaxBatch>("where id = $1", crate::args![id]).await?;
    batch.ok_or_else(|| Error::not_found("tax batch"))
}

/// Batches that the state has not got yet, the most urgent first; those due up to a day if one is named.
pub async fn waiting(app: &App, up_to: Option<Day>) -> Result<Vec<TaxBatch>, DbError> {
    let sql = "where state <> 'confirmed' and ($1 is null or due_on <= $1) order by due_on, agent, line, id";
    app.db.records(sql, crate::args![up_to]).await
}

/// What is past its day.
pub async fn overdue(app: &App) -> Result<Vec<TaxBatch>, DbError> {
    waiting(app, Some(app.clock.now().day().plus_days(-1))).await
}

/// Says of every overdue batch that it is, as loudly as a log can.
pub async fn shout(app: &App) -> Result<(), DbError> {
    for batch in overdue(app).await? {
        tracing::error!(
            batch = %batch.id, line = batch.line.0.code(), month = %batch.month, due_on = %batch.due_on,
            amount = %batch.amount_tiyn.to_decimal_text(), "a remittance is overdue"
        );
    }
    Ok(())
}

/// Seals a batch with its files, if the register still says what it says. Sealed before: nothing is done.
pub async fn seal(app: &App, id: TaxBatchId, by: &str) -> Result<TaxBatch, Error> {
    let batch = find(app, id).await?;
    if batch.state != PREPARED {
        return Ok(batch);
    }
    if batch.month >= app.clock.now().day().month() {
        return Err(Error::new(Code::Precondition, "the month is not over: its sums may still change"));
    }
    let sealed = TaxBatch {
        state: SEALED.to_owned(),
        sealed_at: Some(app.clock.now()),
        sealed_by: Some(by.to_owned()),
        ..batch
    };
    let files = super::files::of(app, &sealed).await?;
    let mut tx = app.db.begin().await?;
    let sql = format!(
        "select cast(coalesce(sum(amount), 0) as bigint) from ({}) open where amount > 0 and agent = $2 and line = $3",
        open_sql()
    );
    let args = crate::args![sealed.month, sealed.agent.clone(), sealed.line];
    let now: Money = tx.find(&sql, args).await?.ok_or_else(|| Error::not_found("register"))?.get(0)?;
    if now != sealed.amount_tiyn {
        return Err(Error::new(Code::MovedOn, "the register has changed: prepare the month again"));
    }
    let sql =
        "update tax_batch set state = 'sealed', sealed_at = $2, sealed_by = $3 where id = $1 and state = 'prepared'";
    if tx.run(sql, crate::args![id, app.clock.now(), by]).await? == 0 {
        return Err(Error::new(Code::MovedOn, "somebody else has sealed or prepared it"));
    }
    tx.insert_many(&[files]).await?;
    tx.commit().await?;
    Ok(sealed)
}
