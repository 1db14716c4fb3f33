//! Jobs of the ledger: the creator's side of brands' payments, and snapshots.

use gamma_core::id::EarningId;

use super::acts::EarningSettled;
use super::balance::take_snapshots;
use crate::app::App;
use crate::book::Actor;
use crate::jobs::{JobCall, JobEnd, JobError};

/// Writes the balances of unbounded accounts down, so that reading one stays short.
pub const SNAPSHOTS: &str = "snapshot_accounts";

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    match job.kind.as_str() {
        SNAPSHOTS => drop(take_snapshots(&app.db).await?),
        EarningSettled::JOB => settle(app, job).await?,
        _ => return Ok(None),
    }
    Ok(Some(JobEnd::Done))
}

async fn settle(app: &App, job: &JobCall) -> Result<(), JobError> {
    let act: EarningSettled = job.read()?;
    let earning: EarningId = act.earning;
    let id = job.command_id(&format!("settled/{earning}"));
    app.gate.act(Actor::System, id, EarningSettled::JOB, app.clock.now(), act).await?;
    Ok(())
}
