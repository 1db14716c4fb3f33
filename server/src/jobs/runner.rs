//! The runner: leases due jobs, hands each to its feature, and writes down how it ended. It wakes when this process has
//! written something and by a timer; a job that panics or takes too long has a problem, the runner hasn't.

use gamma_core::time::Timestamp;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::queue::{self, LEASE_S, Lease, PROBLEMS_MAX};
use super::{JobCall, JobEnd, JobError, calendar};
use crate::app::App;
use crate::db::DbError;

/// So many jobs of this process run at once.
const RUNNING_MAX: usize = 8;
/// Work that another process wrote, or that fell due, is found at the latest after so long.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// A burst of commits wakes the runner once.
const SETTLE: Duration = Duration::from_millis(20);
/// A job is stopped at half of its lease, so that two never run it at once.
const JOB_TIMEOUT: Duration = Duration::from_secs(LEASE_S.unsigned_abs() / 2);

/// Runs jobs until `shutdown`, then lets those in hand end.
pub async fn run_loop(app: App, shutdown: CancellationToken) {
    let mut newest = app.gate.watch();
    let mut running = JoinSet::new();
    let mut looked_on = None;
    while !shutdown.is_cancelled() {
        if looked_on != Some(app.clock.now().day()) && calendar::look(&app).await.is_ok() {
            looked_on = Some(app.clock.now().day());
        }
        if let Err(error) = lease_more(&app, &mut running).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the job queue could not be read");
        }
        tokio::select! {
            () = shutdown.cancelled() => {}
            Some(_) = running.join_next() => {}
            Ok(()) = newest.changed() => tokio::time::sleep(SETTLE).await,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
    while running.join_next().await.is_some() {}
}

async fn lease_more(app: &App, running: &mut JoinSet<()>) -> Result<(), DbError> {
    while running.try_join_next().is_some() {}
    let free = RUNNING_MAX.saturating_sub(running.len());
    if free == 0 {
        return Ok(());
    }
    let leases = queue::lease(&app.db, app.clock.now(), i64::try_from(free).unwrap_or(1)).await?;
    for lease in leases {
        let app = app.clone();
        running.spawn(async move {
            if let Err(error) = run_leased(&app, lease).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "a job's end could not be written");
            }
        });
    }
    Ok(())
}

/// Runs everything that is due on the server's clock, one after another, with what that work itself puts into the
/// queue; says how many jobs ran. For tests and the command line.
pub async fn run_due_once(app: &App) -> Result<usize, DbError> {
    calendar::look(app).await?;
    let mut ran = 0_usize;
    loop {
        let leases = queue::lease(&app.db, app.clock.now(), 1).await?;
        let Some(lease) = leases.into_iter().next() else { return Ok(ran) };
        run_leased(app, lease).await?;
        ran = ran.saturating_add(1);
    }
}

async fn run_leased(app: &App, lease: Lease) -> Result<(), DbError> {
    let end = if lease.problems >= PROBLEMS_MAX {
        Err(JobError("its process ended in the middle, again and again".to_owned()))
    } else {
        guarded(app, lease.call.clone()).await
    };
    let now: Timestamp = app.clock.now();
    if let Err(problem) = &end {
        tracing::warn!(job = %lease.call.id, kind = lease.call.kind, problem = problem.0, "a job has a problem");
    }
    let is_ours = queue::finish(&app.db, &lease, end, now).await?;
    if !is_ours {
        tracing::warn!(job = %lease.call.id, kind = lease.call.kind, "a job's lease was taken over");
    }
    Ok(())
}

/// In a task of its own, so that a panic stays inside, and under a time-out.
async fn guarded(app: &App, call: JobCall) -> Result<JobEnd, JobError> {
    let app = app.clone();
    let task = tokio::spawn(async move { tokio::time::timeout(JOB_TIMEOUT, dispatch(&app, &call)).await });
    match task.await {
        Ok(Ok(end)) => end,
        Ok(Err(_)) => Err(JobError("it took longer than half of its lease".to_owned())),
        Err(_) => Err(JobError("it panicked".to_owned())),
    }
}

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
    if let Some(end) = crate::tax::jobs::run(app, job).await? {
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
