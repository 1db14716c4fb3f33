//! Refunds: what the state has more than it is due, because a payout came back or was reversed after its month had
//! been remitted. A case is nothing that somebody opens: it is the register of its own month, less what was sent. The
//! books follow it, and the state's money closes it.

use gamma_core::id::{PersonId, RemittanceId, TaxRefundId};
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{tax_asked_back, tax_refund_account, tax_refunded};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode};
use gamma_core::time::Month;
use gamma_core::wire::Code;
use std::collections::BTreeMap;

use super::remit::open_sql;
use super::rows::TaxRefund;
use crate::app::App;
use crate::book::rows::Remittance;
use crate::book::{Act, Actor, Book, Call, Links, Needs, Refusal};
use crate::db::{DbError, Json, Word};
use crate::jobs::{JobCall, JobError};
use crate::ledger::balance;

/// One person's line of a month that is to be asked back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub agent: Agent,
    pub line: LineCode,
    pub month: Month,
    pub person: PersonId,
    pub amount: Money,
}

/// Every open case, oldest month first.
pub async fn list(app: &App) -> Result<Vec<Refund>, DbError> {
    let months = "select distinct month from tax_batch where state = 'confirmed' order by month";
    let sql = format!(
        "select agent, line, person_id, cast(-amount as bigint) from ({}) open where amount < 0 \
         order by agent, line, person_id",
        open_sql()
    );
    let mut refunds = Vec::new();
    for row in app.db.list(months, &[]).await? {
        let month: Month = row.get(0)?;
        for row in app.db.list(&sql, crate::args![month]).await? {
            let (agent, line) = (row.get::<Json<Agent>>(0)?.0, row.get::<Word<LineCode>>(1)?.0);
            refunds.push(Refund { agent, line, month, person: row.get(2)?, amount: row.get(3)? });
        }
    }
    Ok(refunds)
}

/// Lets the books say what is to be asked back, line by line. Lines that a person remitted by hand are left to them.
pub async fn follow(app: &App, job: &JobCall) -> Result<(), JobError> {
    let mut wanted: BTreeMap<(Agent, LineCode), Money> = BTreeMap::new();
    for row in app.db.list("select distinct agent, line from tax_batch where state = 'confirmed'", &[]).await? {
        wanted.insert((row.get::<Json<Agent>>(0)?.0, row.get::<Word<LineCode>>(1)?.0), Money::ZERO);
    }
    for row in app
        .db
        .list("select distinct agent, line from remittance where batch_id is null and amount_tiyn > 0", &[])
        .await?
    {
        wanted.remove(&(row.get::<Json<Agent>>(0)?.0, row.get::<Word<LineCode>>(1)?.0));
    }
    for refund in list(app).await? {
        wanted.entry((refund.agent, refund.line)).and_modify(|amount| *amount += refund.amount);
    }
    for ((agent, line), wanted) in wanted {
        let change = wanted - balance::balance(&app.db, &tax_refund_account(agent, line)).await?;
        if change.is_zero() {
            continue;
        }
        let id = job.command_id(&format!("ask_back/{agent:?}/{}", line.code()));
        let act = AskedBack { agent, line, change };
        app.gate.act(Actor::System, id, "ask_tax_back", app.clock.now(), act).await?;
    }
    Ok(())
}

/// What is to be asked back of a line has changed.
struct AskedBack {
    agent: Agent,
    line: LineCode,
    change: Money,
}

impl Act for AskedBack {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let postings = tax_asked_back(self.agent, self.line, self.change);
        book.post(call, "asked_back", EntryKind::TaxAskedBack, &postings, Links::default())?;
        Ok(serde_json::Value::Null)
    }
}

/// The state has given a person's line of a month back. Whoever asks has seen that it is open.
#[derive(Debug, Clone)]
pub struct Refunded {
    pub refund: Refund,
    /// Where the money came in.
    pub rail: String,
    /// The bank's own reference.
    pub reference: String,
}

impl Act for Refunded {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let Refund { agent, line, month, person, amount } = self.refund;
        if !amount.is_positive() {
            return Err(Refusal::new(Code::InvalidField, "a refund is more than nothing"));
        }
        let postings = tax_refunded(agent, line, &self.rail, amount);
        book.post(call, "refunded", EntryKind::TaxRefunded, &postings, Links::default())?;
        let id: TaxRefundId = call.derive("refund");
        let paper: RemittanceId = call.derive("remittance");
        book.tax_refunds.put(TaxRefund {
            id,
            agent: Json(agent),
            line: Word(line),
            month,
            person_id: person,
            amount_tiyn: amount,
            reference: self.reference.clone(),
            at: call.now,
        });
        book.remittances.put(Remittance {
            id: paper,
            agent: Json(agent),
            line: Word(line),
            month,
            amount_tiyn: -amount,
            at: call.now,
            batch_id: None,
        });
        Ok(serde_json::json!({ "amount": amount }))
    }
}
