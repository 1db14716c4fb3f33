//! The nightly comparison: every line of a rail's own books must be a payout that we hold for confirmed (or returned),
//! to the tiyn. What is not goes to `suspense`, once, and to a person.

use gamma_core::id::{AttemptId, CommandId, Id, PayoutId, StatementLineId};
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{reversed, unmatched};
use gamma_core::money::Money;
use gamma_core::time::{Day, Timestamp};
use uuid::Uuid;

use super::outcome::{CONFIRMED, RETURNED, is_open_state};
use super::rails::{BookedLine, LineKind};
use crate::app::App;
use crate::book::{Act, Actor, Book, Call, GateError, Links, Needs, Refusal};
use crate::db::{DbError, record};
use crate::jobs::{JobCall, JobEnd, JobError};

/// The nightly job.
pub const STATEMENTS: &str = "payout_statements";
/// Days that are compared again: a line may come late, and a night may be missed.
const LOOK_BACK_DAYS: i32 = 3;

record! {
    /// A line of a rail's own books.
    pub struct StatementLine in "statement_line" by (id: StatementLineId) {
        rail: String,
        external_id: String,
        attempt_id: Option<AttemptId>,
        kind: String,
        amount_tiyn: Money,
        day: Day,
        matched_at: Option<Timestamp>,
    }
}

/// How many lines there were, and how many of them are for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compared {
    pub matched: usize,
    /// Of payouts whose rail has not answered yet.
    pub early: usize,
    pub unexplained: usize,
}

/// What a statement line is in our eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Matches,
    Early,
    /// So much of it is not ours.
    Differs(Money),
}

/// Money that a rail moved and that no payout of ours explains.
struct Unexplained {
    rail: String,
    kind: LineKind,
    amount: Money,
    payout: Option<PayoutId>,
}

impl Act for Unexplained {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let came_in = unmatched(&self.rail, self.amount);
        let postings = match self.kind {
            LineKind::Returned => came_in,
            LineKind::Paid => reversed(&came_in),
        };
        let links = Links { payout: self.payout, ..Links::default() };
        book.post(call, "suspense", EntryKind::Suspense, &postings, links)?;
        Ok(serde_json::Value::Null)
    }
}

/// Compares the last days of every rail that has books of its own.
pub async fn run(app: &App, _job: &JobCall) -> Result<JobEnd, JobError> {
    let today = app.clock.now().day();
    for rail in app.rails.iter().filter(|rail| !rail.is_batched()) {
        for day in (1..=LOOK_BACK_DAYS).map(|back| today.plus_days(back.saturating_neg())) {
            let lines = rail.statement(day).await.map_err(|reason| JobError(format!("the statement: {reason}")))?;
            compare(app, rail.name(), &lines).await?;
        }
        let oldest = today.plus_days(-LOOK_BACK_DAYS);
        tell_missing(app, rail.name(), oldest).await?;
    }
    Ok(JobEnd::Done)
}

/// Compares lines with our books and writes them down; the same line again changes nothing.
pub async fn compare(app: &App, rail: &str, lines: &[BookedLine]) -> Result<Compared, JobError> {
    let mut compared = Compared::default();
    for line in lines {
        let (attempt, verdict) = judge(app, rail, line).await?;
        match verdict {
            Verdict::Matches => compared.matched = compared.matched.saturating_add(1),
            Verdict::Early => compared.early = compared.early.saturating_add(1),
            Verdict::Differs(amount) => {
                compared.unexplained = compared.unexplained.saturating_add(1);
                into_suspense(app, rail, line, attempt.map(|found| found.payout), amount).await?;
            }
        }
        let matched_at = (verdict == Verdict::Matches).then(|| app.clock.now());
        write_down(app, rail, line, attempt.map(|found| found.attempt), matched_at).await?;
    }
    Ok(compared)
}

#[derive(Clone, Copy)]
struct Found {
    attempt: AttemptId,
    payout: PayoutId,
}

async fn judge(app: &App, rail: &str, line: &BookedLine) -> Result<(Option<Found>, Verdict), DbError> {
    let Some(attempt) = line.attempt else { return Ok((None, Verdict::Differs(line.amount))) };
    let sql = "select a.state, a.payout_id, p.net_tiyn from attempt a join payout p on p.id = a.payout_id
               where a.id = $1 and a.rail = $2";
    let Some(row) = app.db.find(sql, crate::args![attempt, rail]).await? else {
        return Ok((None, Verdict::Differs(line.amount)));
    };
    let (state, payout, net): (String, PayoutId, Money) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let is_booked = match line.kind {
        LineKind::Paid => state == CONFIRMED || state == RETURNED,
        LineKind::Returned => state == RETURNED,
    };
    let is_early = is_open_state(&state) || (line.kind == LineKind::Returned && state == CONFIRMED);
    let verdict = match (is_booked, is_early) {
        (true, _) if line.amount == net => Verdict::Matches,
        (true, _) => Verdict::Differs(line.amount - net),
        (false, true) => Verdict::Early,
        (false, false) => Verdict::Differs(line.amount),
    };
    Ok((Some(Found { attempt, payout }), verdict))
}

async fn into_suspense(
    app: &App,
    rail: &str,
    line: &BookedLine,
    payout: Option<PayoutId>,
    amount: Money,
) -> Result<(), GateError> {
    let id = CommandId::derived(Uuid::nil(), &format!("suspense/{}", line_key(rail, line)));
    let act = Unexplained { rail: rail.to_owned(), kind: line.kind, amount, payout };
    let outcome = app.gate.act(Actor::Provider(rail.to_owned()), id, "unexplained", app.clock.now(), act).await?;
    if !outcome.is_replay {
        tracing::error!(rail, kind = line.kind.text(), day = %line.day, "a statement line is not in our books");
    }
    Ok(())
}

async fn write_down(
    app: &App,
    rail: &str,
    line: &BookedLine,
    attempt: Option<AttemptId>,
    matched_at: Option<Timestamp>,
) -> Result<(), DbError> {
    let row = StatementLine {
        id: StatementLineId::derived(Uuid::nil(), &line_key(rail, line)),
        rail: rail.to_owned(),
        external_id: line.external_id.clone(),
        attempt_id: attempt,
        kind: line.kind.text().to_owned(),
        amount_tiyn: line.amount,
        day: line.day,
        matched_at,
    };
    let mut tx = app.db.begin().await?;
    tx.insert_missing(std::slice::from_ref(&row)).await?;
    let sql = "update statement_line set matched_at = $2, attempt_id = $3 where id = $1 and matched_at is null";
    tx.run(sql, crate::args![row.id, row.matched_at, row.attempt_id]).await?;
    tx.commit().await
}

fn line_key(rail: &str, line: &BookedLine) -> String {
    format!("statement/{rail}/{}/{}", line.kind.text(), line.external_id)
}

/// Payouts that we hold for confirmed and that no statement has named by the day when it should have.
async fn tell_missing(app: &App, rail: &str, day: Day) -> Result<(), DbError> {
    let sql = "select a.id from attempt a join payout p on p.id = a.payout_id
               where a.rail = $1 and a.state in ('confirmed', 'returned')
                   and p.confirmed_at >= $2 and p.confirmed_at < $3
               and not exists (select 1 from statement_line l where l.attempt_id = a.id and l.kind = 'paid')";
    for row in app.db.list(sql, crate::args![rail, day.start(), day.plus_days(1).start()]).await? {
        tracing::error!(rail, attempt = %row.get::<AttemptId>(0)?, %day, "a confirmed payout is in no statement");
    }
    Ok(())
}
