//! Jobs of invoices.

use crate::app::App;
use crate::jobs::{JobCall, JobEnd, JobError};

/// Bills last month to every brand.
pub const MONTH: &str = "issue_invoices";
/// Looks for late brands, turns their lights and tells whom it concerns.
pub const LATENESS: &str = "look_at_lateness";

/// Runs a job of this feature; none for other kinds.
pub async fn run(_app: &App, _job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    Ok(None)
}
