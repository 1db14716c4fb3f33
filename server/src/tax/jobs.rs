//! Jobs of the Tax Robot: a month that is over is trued up and its batches are prepared; every day what is overdue is
//! said aloud, and so is a year without indices that comes near.

use futures_util::{StreamExt, TryStreamExt, stream};
use gamma_core::id::PersonId;
use gamma_core::tax::{Agent, Profile, Table};
use gamma_core::time::{Day, Month};

use super::acts::MonthTruedUp;
use super::{refunds, remit};
use crate::app::App;
use crate::book::Actor;
use crate::db::{Json, Word};
use crate::jobs::{JobCall, JobEnd, JobError};

/// Looks at the months that are over and at what is due.
pub const LOOK: &str = "look_at_tax";
/// A payout may still fail so many months after it left.
const MONTHS_BACK: u8 = 3;
/// So many people are asked about at once; the gate gathers them.
const AT_ONCE: usize = 32;

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    match job.kind.as_str() {
        LOOK => look(app, job).await?,
        _ => return Ok(None),
    }
    Ok(Some(JobEnd::Done))
}

async fn look(app: &App, job: &JobCall) -> Result<(), JobError> {
    let today: Day = job.turn()?;
    let mut month = today.month();
    for _ in 0..MONTHS_BACK {
        month = month.first_day().plus_days(-1).month();
        true_up(app, job, month).await?;
        remit::prepare(app, month).await.map_err(|error| JobError(error.to_string()))?;
    }
    refunds::follow(app, job).await?;
    remit::shout(app).await?;
    if let Some(year) = Table::get().year_missing(today) {
        tracing::error!(year, "no tax indices for a year that is near: payouts stop on its first day");
    }
    Ok(())
}

/// Everybody from whom something of the month went back: only they can have anything open.
async fn true_up(app: &App, job: &JobCall, month: Month) -> Result<(), JobError> {
    let sql = "select distinct person_id, agent, profile from withheld where month = $1 and turn > 0";
    let rows = app.db.list(sql, crate::args![month]).await?;
    let acts = rows.iter().map(|row| {
        let (person, agent, profile): (PersonId, Json<Agent>, Word<Profile>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(MonthTruedUp { person, agent: agent.0, profile: profile.0, month })
    });
    let acts: Vec<MonthTruedUp> = acts.collect::<Result<_, crate::db::DbError>>()?;
    let asks = stream::iter(acts).map(|act| {
        let name = format!("{month}/{}/{:?}/{:?}", act.person, act.agent, act.profile);
        app.gate.act(Actor::System, job.command_id(&name), LOOK, app.clock.now(), act)
    });
    asks.buffer_unordered(AT_ONCE).try_for_each(|_| async { Ok(()) }).await?;
    Ok(())
}
