//! The Tax Robot's acts: the state has a batch; the platform bears what a month lacks.

use gamma_core::id::{PersonId, RemittanceId, TaxBatchId, TrueUpId};
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{tax_remitted, tax_trued_up};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode, Profile};
use gamma_core::time::Month;
use gamma_core::wire::Code;

use super::remit::{CONFIRMED, SEALED};
use super::rows::TrueUp;
use crate::book::rows::Remittance;
use crate::book::{Act, Book, Call, Links, Needs, Refusal};
use crate::db::{Json, Word};
use crate::payouts::history::{Counted, Keeper, histories};

/// The bank has booked a sealed batch.
#[derive(Debug, Clone)]
pub struct BatchConfirmed {
    pub batch: TaxBatchId,
    /// Whose account paid.
    pub rail: String,
    /// The bank's own reference.
    pub reference: String,
}

impl Act for BatchConfirmed {
    fn needs(&self, needs: &mut Needs) {
        needs.tax_batch(self.batch);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let batch = book.tax_batches.edit(&self.batch)?;
        if batch.state != SEALED {
            return Err(Refusal::new(Code::MovedOn, "only a sealed batch that is not confirmed can be confirmed"));
        }
        CONFIRMED.clone_into(&mut batch.state);
        batch.confirmed_at = Some(call.now);
        batch.reference = Some(self.reference.clone());
        let batch = batch.clone();
        let postings = tax_remitted(batch.agent.0, batch.line.0, &self.rail, batch.amount_tiyn);
        book.post(call, "remitted", EntryKind::TaxRemitted, &postings, Links::default())?;
        let id: RemittanceId = call.derive("remittance");
        book.remittances.put(Remittance {
            id,
            agent: batch.agent,
            line: batch.line,
            month: batch.month,
            amount_tiyn: batch.amount_tiyn,
            at: call.now,
            batch_id: Some(self.batch),
        });
        Ok(serde_json::json!({ "batch": self.batch, "amount": batch.amount_tiyn }))
    }
}

/// A month is over: what is still open of one person's lines is borne, so that the register says what is due. Asked
/// again after another payout of the month failed, it books only what changed.
#[derive(Debug, Clone, Copy)]
pub struct MonthTruedUp {
    pub person: PersonId,
    pub agent: Agent,
    pub profile: Profile,
    pub month: Month,
}

impl Act for MonthTruedUp {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
        needs.tax_year(self.person, self.month.year());
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        if call.now.day().month() <= self.month {
            return Err(Refusal::new(Code::Precondition, "the month is not over"));
        }
        let keeper = Keeper { person: self.person, agent: self.agent, profile: self.profile };
        let (history, _) = histories(book, &keeper, self.month, Counted::Left);
        let (mut borne, mut too_much) = (Money::ZERO, Money::ZERO);
        for line in LineCode::ALL {
            let open = history.open.iter().find(|(code, _)| *code == line).map_or(Money::ZERO, |(_, open)| *open);
            borne += self.bear(book, call, line, open.max(Money::ZERO))?;
            too_much += (-open).max(Money::ZERO);
        }
        Ok(serde_json::json!({ "borne": borne, "too_much": too_much }))
    }
}

impl MonthTruedUp {
    /// Makes what is borne of a line so much, and says by how much it changed.
    fn bear(&self, book: &mut Book, call: &Call, line: LineCode, wanted: Money) -> Result<Money, Refusal> {
        let before: Money = book.true_ups.iter().filter(|row| self.is_of(row, line)).map(|row| row.amount_tiyn).sum();
        let change = wanted - before;
        if change.is_zero() {
            return Ok(change);
        }
        let due_on = book.withheld.iter().filter(|row| row.month == self.month && row.line.0 == line);
        let due_on = due_on.map(|row| row.due_on).min().unwrap_or_else(|| self.month.next().first_day());
        let name = format!("true_up/{}/{:?}/{:?}/{}", self.person, self.agent, self.profile, line.code());
        let postings = tax_trued_up(self.agent, line, change);
        book.post(call, &name, EntryKind::TaxTrueUp, &postings, Links::default())?;
        let id: TrueUpId = call.derive(&name);
        book.true_ups.put(TrueUp {
            id,
            agent: Json(self.agent),
            person_id: self.person,
            month: self.month,
            profile: Word(self.profile),
            line: Word(line),
            amount_tiyn: change,
            due_on,
            n: 0,
        });
        Ok(change)
    }

    fn is_of(&self, row: &TrueUp, line: LineCode) -> bool {
        let is_month = row.person_id == self.person && row.month == self.month;
        is_month && row.agent.0 == self.agent && row.profile.0 == self.profile && row.line.0 == line
    }
}
