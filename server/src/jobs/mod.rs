//! Jobs: work that must happen, written in the transaction of its cause, leased, retried with back-off. A job runs at
//! least once, so what it does is a command whose id comes from the job.

pub mod calendar;
pub mod cli;
pub mod queue;
pub mod runner;
#[cfg(test)]
mod tests;

use gamma_core::id::{CommandId, Id, JobId};
use gamma_core::time::Timestamp;

/// One job in hand.
#[derive(Debug, Clone)]
pub struct JobCall {
    pub id: JobId,
    pub kind: String,
    pub body: serde_json::Value,
    /// How often it was tried before.
    pub attempts: i64,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobEnd {
    /// It need not run again.
    Done,
    /// It is not time yet, or something outside has not answered.
    Again { at: Timestamp },
}

/// Why a job is tried again with back-off. The text is shown in the console: no personal data.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct JobError(pub String);

impl From<crate::db::DbError> for JobError {
    fn from(error: crate::db::DbError) -> Self {
        Self(error.to_string())
    }
}

impl From<crate::book::GateError> for JobError {
    fn from(error: crate::book::GateError) -> Self {
        Self(error.to_string())
    }
}

impl JobCall {
    /// The id of the command that this job asks for: always the same, so that it happens once.
    pub fn command_id(&self, name: &str) -> CommandId {
        CommandId::derived(self.id.uuid(), name)
    }

    /// The day or month that the calendar asks for.
    pub fn turn<T: std::str::FromStr>(&self) -> Result<T, JobError> {
        let turn = self.body.get("turn").and_then(serde_json::Value::as_str).and_then(|turn| turn.parse().ok());
        turn.ok_or_else(|| JobError("the job names no turn of the calendar".to_owned()))
    }

    /// Reads the job's body.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, JobError> {
        serde_json::from_value(self.body.clone()).map_err(|_| JobError("the job's body has another shape".to_owned()))
    }
}
