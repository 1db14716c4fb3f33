//! Jobs of identity.

use crate::app::App;
use crate::jobs::{JobCall, JobEnd, JobError};

/// Runs a job of this feature; none for other kinds.
pub async fn run(_app: &App, _job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    Ok(None)
}
