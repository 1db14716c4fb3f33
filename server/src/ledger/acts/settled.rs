//! The creator's side of a brand's payment: a waiting claim becomes available, an advanced one frees its limit.

use gamma_core::id::{EarningId, PersonId};
use serde::{Deserialize, Serialize};

use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::payouts::earn::release;

/// The brand has paid for this earning in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarningSettled {
    pub earning: EarningId,
    pub creator: PersonId,
}

impl EarningSettled {
    /// The job that carries it to the creator's lock.
    pub const JOB: &'static str = "earning_settled";

    /// As the job's body.
    pub fn body(&self) -> serde_json::Value {
        serde_json::json!({ "earning": self.earning, "creator": self.creator })
    }
}

impl Act for EarningSettled {
    fn needs(&self, needs: &mut Needs) {
        needs.earning(self.earning, self.creator);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        release(book, call, self.earning)?;
        Ok(serde_json::Value::Null)
    }
}
