//! Jobs of deals: clocks that run out, and looks at posts. Each ends as an act whose id comes from the job.

use gamma_core::deal::Clock;
use gamma_core::id::{DealId, PostId};
use gamma_core::time::Timestamp;
use serde::Deserialize;

use super::approval::Rules;
use super::{endings, post, step, store, trust};
use crate::app::App;
use crate::book::rows::Deal;
use crate::book::{Actor, DealLink};
use crate::jobs::{JobCall, JobEnd, JobError};

#[derive(Deserialize)]
struct ClockBody {
    deal: DealId,
    due_at: Timestamp,
}

#[derive(Deserialize)]
struct PaidBody {
    deal: DealId,
}

#[derive(Deserialize)]
struct LookBody {
    deal: DealId,
    post: PostId,
}

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    match job.kind.as_str() {
        step::CLOCK_JOB => run_clock(app, job).await.map(Some),
        trust::PAID_JOB => paid(app, job).await.map(Some),
        post::LOOK_JOB => look(app, job).await.map(Some),
        _ => Ok(None),
    }
}

async fn run_clock(app: &App, job: &JobCall) -> Result<JobEnd, JobError> {
    let body: ClockBody = job.read()?;
    let row: Option<Deal> = app.db.record("where id = $1", crate::args![body.deal]).await?;
    let Some(row) = row.filter(|row| row.due_at == Some(body.due_at)) else { return Ok(JobEnd::Done) };
    let Some(clock) = Clock::restored(row.state.0, body.due_at) else { return Ok(JobEnd::Done) };
    if app.clock.now() < clock.runs_out_at {
        return Ok(JobEnd::Again { at: clock.runs_out_at });
    }
    let link = DealLink { deal: row.id, campaign: row.campaign_id, brand: row.brand_id, creator: row.creator_id };
    let act = endings::RunClock { link, due_at: body.due_at, rules: Rules::of(app) };
    app.gate.act(Actor::System, job.command_id("clock"), "run_clock", app.clock.now(), act).await?;
    Ok(JobEnd::Done)
}

async fn paid(app: &App, job: &JobCall) -> Result<JobEnd, JobError> {
    let body: PaidBody = job.read()?;
    let Some(link) = store::find_link(&app.db, body.deal).await? else { return Ok(JobEnd::Done) };
    let act = trust::Paid { link };
    app.gate.act(Actor::System, job.command_id("paid"), "deal_paid", app.clock.now(), act).await?;
    Ok(JobEnd::Done)
}

async fn look(app: &App, job: &JobCall) -> Result<JobEnd, JobError> {
    let body: LookBody = job.read()?;
    let Some(link) = store::find_link(&app.db, body.deal).await? else { return Ok(JobEnd::Done) };
    let Some(seen) = store::find_post(&app.db, body.post).await? else { return Ok(JobEnd::Done) };
    let Some(platform) = store::find_platform(&app.db, body.deal).await? else { return Ok(JobEnd::Done) };
    if seen.checked_at.is_some() {
        return Ok(JobEnd::Done);
    }
    let look = app.post_checker.look(platform, &seen.url, &seen.handle, &seen.ad_label).await;
    let act = post::Judge { link, post: body.post, look, rules: Rules::of(app) };
    app.gate.act(Actor::System, job.command_id("look"), "judge_post", app.clock.now(), act).await?;
    Ok(JobEnd::Done)
}
