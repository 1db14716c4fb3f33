//! The Tax Robot's tables, as records. Column meanings stand in `migrations/0006_tax.sql`.

use gamma_core::id::{DeclarationId, EvidenceId, PersonId, TaxBatchId, TaxRefundId, TrueUpId};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode, Profile};
use gamma_core::time::{Day, Month, Timestamp};

use crate::db::{Json, Word, record};

record! {
    /// What a month lacked and the platform bore.
    pub struct TrueUp in "true_up" by (id: TrueUpId) {
        agent: Json<Agent>,
        person_id: PersonId,
        month: Month,
        profile: Word<Profile>,
        line: Word<LineCode>,
        amount_tiyn: Money,
        due_on: Day,
        n: i64,
    }
}

record! {
    /// A transfer of one agent's line of one month to the state.
    pub struct TaxBatch in "tax_batch" by (id: TaxBatchId) {
        agent: Json<Agent>,
        line: Word<LineCode>,
        month: Month,
        due_on: Day,
        amount_tiyn: Money,
        people: i64,
        state: String,
        prepared_at: Timestamp,
        sealed_at: Option<Timestamp>,
        sealed_by: Option<String>,
        confirmed_at: Option<Timestamp>,
        reference: Option<String>,
    }
}

record! {
    /// For whom a batch is.
    pub struct TaxBatchPerson in "tax_batch_person" by (batch_id: TaxBatchId, person_id: PersonId) {
        amount_tiyn: Money,
    }
}

record! {
    /// A sealed batch's files.
    pub struct TaxBatchFile in "tax_batch_file" by (batch_id: TaxBatchId) {
        order_sealed: Vec<u8>,
        order_sha256: Vec<u8>,
        list_sealed: Vec<u8>,
        list_sha256: Vec<u8>,
    }
}

record! {
    /// A quarter's declaration of an agent. Its body is canonical JSON.
    pub struct DeclarationRow in "tax_declaration" by (id: DeclarationId) {
        agent: Json<Agent>,
        quarter: String,
        form: String,
        due_on: Day,
        state: String,
        body: String,
        body_sha256: Vec<u8>,
        prepared_at: Timestamp,
        filed_at: Option<Timestamp>,
        filed_by: Option<String>,
        receipt: Option<String>,
        signed_sha256: Option<Vec<u8>>,
        signed: Option<Vec<u8>>,
        answered_at: Option<Timestamp>,
    }
}

record! {
    /// Which document an operator has seen about a person.
    pub struct TaxEvidence in "tax_evidence" by (id: EvidenceId) {
        person_id: PersonId,
        profile: Word<Profile>,
        document: String,
        seen_by: String,
        seen_at: Timestamp,
        until_day: Option<Day>,
    }
}

record! {
    /// What the state has given back.
    pub struct TaxRefund in "tax_refund" by (id: TaxRefundId) {
        agent: Json<Agent>,
        line: Word<LineCode>,
        month: Month,
        person_id: PersonId,
        amount_tiyn: Money,
        reference: String,
        at: Timestamp,
    }
}
