//! What was withheld, and the VAT on the commission, goes to the state. Whoever asks has compared the amount with what
//! is payable; these accounts have no bound of their own.

use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{tax_remitted, vat_remitted};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode};
use gamma_core::time::Month;
use gamma_core::wire::Code;

use crate::book::rows::Remittance;
use crate::book::{Act, Book, Call, Links, Needs, Refusal};
use crate::db::{Json, Word};

/// One line of an agent's month was paid to the state.
#[derive(Debug, Clone)]
pub struct TaxRemitted {
    pub agent: Agent,
    pub line: LineCode,
    pub month: Month,
    pub rail: String,
    pub amount: Money,
}

/// VAT was paid to the state.
#[derive(Debug, Clone)]
pub struct VatRemitted {
    pub rail: String,
    pub amount: Money,
}

impl Act for TaxRemitted {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check(self.amount)?;
        let postings = tax_remitted(self.agent, self.line, &self.rail, self.amount);
        book.post(call, "remitted", EntryKind::TaxRemitted, &postings, Links::default())?;
        book.remittances.put(Remittance {
            id: call.derive("remittance"),
            agent: Json(self.agent),
            line: Word(self.line),
            month: self.month,
            amount_tiyn: self.amount,
            at: call.now,
            batch_id: None,
        });
        Ok(serde_json::Value::Null)
    }
}

impl Act for VatRemitted {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check(self.amount)?;
        let postings = vat_remitted(&self.rail, self.amount);
        book.post(call, "remitted", EntryKind::VatRemitted, &postings, Links::default())?;
        Ok(serde_json::Value::Null)
    }
}

fn check(amount: Money) -> Result<(), Refusal> {
    if amount.is_positive() {
        return Ok(());
    }
    Err(Refusal::new(Code::InvalidField, "a remittance is more than nothing"))
}
