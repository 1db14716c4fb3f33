//! Jobs of ledger.

use crate::app::App;
use crate::jobs::{JobCall, JobEnd, JobError};

/// Writes the balances of unbounded accounts down, so that reading one stays short.
pub const SNAPSHOTS: &str = "snapshot_accounts";

/// Runs a job of this feature; none for other kinds.
pub async fn run(_app: &App, _job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    Ok(None)
}
