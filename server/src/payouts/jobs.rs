//! Jobs of payouts: send one, ask about one, compare a rail's books, look at what is due. Calls happen between two
//! acts, never inside one: *calling* commits before, the answer after.

use gamma_core::id::{AttemptId, PayoutId, PersonId};
use gamma_core::time::Timestamp;
use gamma_core::wire::Answer as Outcome;
use serde::Deserialize;
use std::sync::Arc;
use zeroize::Zeroizing;

use super::bank_files::profiles::Profile;
use super::earn::EarnRules;
use super::making::SEND;
use super::outcome::{ASK, AttemptLink, Heard, Resend, Tell, find_link, is_open_state};
use super::rails::{Answer, Order, Rail};
use super::sending::{Begin, Begun, SENT};
use super::{due, reconcile};
use crate::app::App;
use crate::book::rows::{Attempt, Creator, Payout, PlatformDay};
use crate::book::{Act, Actor};
use crate::db::{Db, DbError};
use crate::jobs::{JobCall, JobEnd, JobError};
use crate::keys::Purpose;

const ASK_AGAIN_LEAST_S: i64 = 15;
const ASK_AGAIN_MOST_S: i64 = 3_600;

#[derive(Deserialize)]
struct SendBody {
    payout: PayoutId,
    creator: PersonId,
}

#[derive(Deserialize)]
struct AskBody {
    attempt: AttemptId,
}

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    match job.kind.as_str() {
        SEND => send(app, job).await.map(Some),
        ASK => ask(app, job).await.map(Some),
        reconcile::STATEMENTS => reconcile::run(app, job).await.map(Some),
        due::DUE => due::run(app, job).await.map(Some),
        _ => Ok(None),
    }
}

/// The day's cash row, made once by whoever comes first.
pub async fn open_day(db: &Db, day: gamma_core::time::Day, limit: gamma_core::money::Money) -> Result<(), DbError> {
    if db.record::<PlatformDay>("where day = $1", crate::args![day]).await?.is_some() {
        return Ok(());
    }
    let row = PlatformDay { day, cash_limit_tiyn: limit, spent_tiyn: gamma_core::money::Money::ZERO };
    let mut tx = db.begin().await?;
    tx.insert_missing(&[row]).await?;
    tx.commit().await
}

async fn send(app: &App, job: &JobCall) -> Result<JobEnd, JobError> {
    let SendBody { payout, creator } = job.read()?;
    let now = app.clock.now();
    open_day(&app.db, now.day(), app.config.day_cash_limit).await?;
    let begin = Begin { payout, creator, rules: EarnRules::from(app), day: now.day() };
    let (begun, is_replay) = act(app, job, "begin", now, begin).await?;
    match begun {
        Begun::Call { attempt } if !is_replay => call(app, job, attempt).await,
        // Another run got this far and may have called: only asking is safe.
        Begun::Call { attempt } | Begun::Ask { attempt } => {
            let link = link_of(app, attempt).await?;
            tell(app, job, link, Heard::Nothing).await?;
            Ok(JobEnd::Done)
        }
        Begun::Later { at } => Ok(JobEnd::Again { at }),
        Begun::Over => Ok(JobEnd::Done),
    }
}

/// The call itself, after *calling* was committed by this very run.
async fn call(app: &App, job: &JobCall, attempt: AttemptId) -> Result<JobEnd, JobError> {
    let link = link_of(app, attempt).await?;
    let rail = rail_of(app, attempt).await?;
    let order = order(app, &link).await?;
    let heard = match rail.send(&order).await {
        Answer::Told(report) => Heard::Report(report),
        Answer::NotFound => Heard::Nothing,
        Answer::Unclear(reason) => {
            tracing::warn!(%attempt, reason, "a rail did not say what it did");
            Heard::Nothing
        }
    };
    tell(app, job, link, heard).await?;
    Ok(JobEnd::Done)
}

async fn ask(app: &App, job: &JobCall) -> Result<JobEnd, JobError> {
    let AskBody { attempt } = job.read()?;
    let row = attempt_row(app, attempt).await?;
    if !is_open_state(&row.state) {
        return Ok(JobEnd::Done);
    }
    let link = link_of(app, attempt).await?;
    let rail = rail_of(app, attempt).await?;
    let heard = match rail.ask(attempt).await {
        Answer::Told(report) => Heard::Report(report),
        // What a rail had accepted and now denies is for a person, not for another call.
        Answer::NotFound if row.state != SENT && is_after_window(app, &row, rail.as_ref()) => {
            return again(app, job, link, &rail).await;
        }
        Answer::NotFound | Answer::Unclear(_) => Heard::Nothing,
    };
    tell(app, job, link, heard).await?;
    let row = attempt_row(app, attempt).await?;
    Ok(if is_open_state(&row.state) { JobEnd::Again { at: next_ask(&row, app.clock.now()) } } else { JobEnd::Done })
}

fn is_after_window(app: &App, attempt: &Attempt, rail: &dyn Rail) -> bool {
    app.clock.now() >= attempt.called_at.plus_seconds(rail.not_found_window_s())
}

/// The rail has never heard of it and would by now: the same attempt, with the same id, is called again.
async fn again(app: &App, job: &JobCall, link: AttemptLink, rail: &Arc<dyn Rail>) -> Result<JobEnd, JobError> {
    let now = app.clock.now();
    let resend = Resend { link, window_s: rail.not_found_window_s() };
    let (may_call, is_replay): (bool, bool) = act(app, job, "resend", now, resend).await?;
    if may_call && !is_replay {
        call(app, job, link.attempt).await?;
    }
    Ok(JobEnd::Again { at: now.plus_seconds(ASK_AGAIN_LEAST_S) })
}

/// Twice as long after the call as the last time, within bounds.
fn next_ask(attempt: &Attempt, now: Timestamp) -> Timestamp {
    let since_s = now.micros_since(attempt.called_at) / 1_000_000;
    now.plus_seconds(since_s.clamp(ASK_AGAIN_LEAST_S, ASK_AGAIN_MOST_S))
}

/// Tells the books what was heard.
async fn tell(app: &App, job: &JobCall, link: AttemptLink, word: Heard) -> Result<(), JobError> {
    let name = format!("tell/{word:?}");
    let rules = EarnRules::from(app);
    act::<serde_json::Value>(app, job, &name, app.clock.now(), Tell { link, word, rules }).await.map(drop)
}

/// Submits an act whose id belongs to this run of the job, and reads what it said.
async fn act<T: serde::de::DeserializeOwned>(
    app: &App,
    job: &JobCall,
    name: &str,
    now: Timestamp,
    act: impl Act + 'static,
) -> Result<(T, bool), JobError> {
    let id = job.command_id(&format!("{name}/{}", job.attempts));
    let outcome = app.gate.act(Actor::System, id, &job.kind, now, act).await?;
    match outcome.answer {
        Outcome::Done { data, .. } => {
            let said = serde_json::from_value(data).map_err(|_| JobError("an answer has another shape".to_owned()))?;
            Ok((said, outcome.is_replay))
        }
        Outcome::Rejected { code, .. } => Err(JobError(format!("{name} was refused: {code}"))),
    }
}

async fn link_of(app: &App, attempt: AttemptId) -> Result<AttemptLink, JobError> {
    find_link(&app.db, attempt).await?.ok_or_else(|| JobError("no such attempt".to_owned()))
}

async fn attempt_row(app: &App, attempt: AttemptId) -> Result<Attempt, JobError> {
    let row = app.db.record::<Attempt>("where id = $1", crate::args![attempt]).await?;
    row.ok_or_else(|| JobError("no such attempt".to_owned()))
}

async fn rail_of(app: &App, attempt: AttemptId) -> Result<Arc<dyn Rail>, JobError> {
    let row = attempt_row(app, attempt).await?;
    app.rails.find(&row.rail).cloned().ok_or_else(|| JobError(format!("the rail {} is not configured", row.rail)))
}

/// What the rail needs, opened for this call alone.
async fn order(app: &App, link: &AttemptLink) -> Result<Order, JobError> {
    let missing = || JobError("a payout without a payee".to_owned());
    let payout = app.db.record::<Payout>("where id = $1", crate::args![link.payout]).await?.ok_or_else(missing)?;
    let creator = app.db.record::<Creator>("where id = $1", crate::args![link.creator]).await?.ok_or_else(missing)?;
    let open = |purpose, sealed: Option<&Vec<u8>>| -> Result<Zeroizing<String>, JobError> {
        let text = app.keys.open_text(purpose, sealed.ok_or_else(missing)?);
        text.map_err(|_| JobError("a payee's sealed data could not be opened".to_owned()))
    };
    let profile = Profile::standard();
    Ok(Order {
        attempt: link.attempt,
        amount: payout.net_tiyn,
        iban: open(Purpose::Iban, Some(&payout.iban_sealed))?,
        name: open(Purpose::Name, creator.name_sealed.as_ref())?,
        iin: open(Purpose::Iin, creator.iin_sealed.as_ref())?,
        knp: profile.knp.clone(),
        purpose: profile.purpose(payout.id),
    })
}
