//! Jobs of invoices: the month's bills, and the day's look at who is late.

use futures_util::{StreamExt, TryStreamExt, stream};
use gamma_core::id::{BrandId, CommandId, Id};
use gamma_core::time::{Day, Month};

use super::acts::{IssueInvoice, LookAtLateness};
use crate::app::App;
use crate::book::Actor;
use crate::db::Value;
use crate::jobs::{JobCall, JobEnd, JobError};

/// Bills last month to every brand.
pub const MONTH: &str = "issue_invoices";
/// Looks for late brands, turns their lights and tells whom it concerns.
pub const LATENESS: &str = "look_at_lateness";
/// So many brands are asked about at once; the gate gathers them.
const AT_ONCE: usize = 32;

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    match job.kind.as_str() {
        MONTH => issue(app, job).await?,
        LATENESS => look(app, job).await?,
        _ => return Ok(None),
    }
    Ok(Some(JobEnd::Done))
}

async fn issue(app: &App, job: &JobCall) -> Result<(), JobError> {
    let now: Month = job.turn()?;
    let today = now.first_day();
    let month = today.plus_days(-1).month();
    let sql = "select distinct brand_id from earning where invoice_id is null and reversed_at is null
               and written_off_at is null and earned_at < $1 order by brand_id";
    let brands = brands(app, sql, crate::args![today.start()]).await?;
    let asks = stream::iter(brands).map(|brand| {
        let act = IssueInvoice { brand, month };
        // One command a brand and month, for ever, whichever job asks.
        let id = CommandId::derived(act.id().uuid(), "issue");
        app.gate.act(Actor::System, id, MONTH, app.clock.now(), act)
    });
    asks.buffer_unordered(AT_ONCE).try_for_each(|_| async { Ok(()) }).await?;
    Ok(())
}

async fn look(app: &App, job: &JobCall) -> Result<(), JobError> {
    let today: Day = job.turn()?;
    let sql = "select brand_id from invoice where paid_on is null and due_on < $1
               union select id from brand where light <> 'green' order by 1";
    let brands = brands(app, sql, crate::args![today]).await?;
    let asks = stream::iter(brands).map(|brand| {
        let id = job.command_id(&brand.to_string());
        app.gate.act(Actor::System, id, LATENESS, app.clock.now(), LookAtLateness { brand })
    });
    asks.buffer_unordered(AT_ONCE).try_for_each(|_| async { Ok(()) }).await?;
    Ok(())
}

async fn brands(app: &App, sql: &str, args: &[Value]) -> Result<Vec<BrandId>, JobError> {
    let rows = app.db.list(sql, args).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
}
