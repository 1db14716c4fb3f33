//! The nightly comparison: every line of a rail's own books must be a payout that we hold for confirmed (or returned),
//! to the tiyn, and the reverse. What is not goes to `suspense`, once, and to a person, until its other half is found.

use gamma_core::id::{AttemptId, Id, PayoutId, StatementLineId};
use gamma_core::money::Money;
use gamma_core::time::{Day, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::outcome::{CONFIRMED, RETURNED, is_open_state};
use super::rails::{BookedLine, LineKind, Rail};
use super::suspense::{self, Gap, Suspended};
use crate::app::App;
use crate::db::{DbError, record};
use crate::jobs::{JobCall, JobEnd, JobError};

/// The nightly job.
pub const STATEMENTS: &str = "payout_statements";
/// A line may come so many days after its payout; until then its absence says nothing.
pub const LINE_LATE_DAYS: i32 = 3;
/// Payouts that no statement names are looked for so far back, so that nights on which nobody was awake are made good.
const LOOK_BACK_DAYS: i32 = 30;

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
    /// Payouts of ours that no statement names.
    pub missing: usize,
}

/// What a statement line is in our eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Matches,
    Early,
    /// So much of it is not ours.
    Differs(Money),
}

/// A movement of ours that no statement names.
struct Unnamed {
    attempt: AttemptId,
    payout: PayoutId,
    kind: LineKind,
    amount: Money,
    day: Day,
}

/// Compares every rail that has books of its own.
pub async fn run(app: &App, _job: &JobCall) -> Result<JobEnd, JobError> {
    for rail in app.rails.iter().filter(|rail| !rail.is_batched()) {
        nightly(app, rail.as_ref()).await?;
    }
    Ok(JobEnd::Done)
}

/// The last days again, for lines come late, and the days of payouts that no statement has named so far.
async fn nightly(app: &App, rail: &dyn Rail) -> Result<(), JobError> {
    let yesterday = app.clock.now().day().plus_days(-1);
    let from = yesterday.plus_days(-LOOK_BACK_DAYS);
    let mut days: BTreeSet<Day> = (0..LINE_LATE_DAYS).map(|back| yesterday.plus_days(back.saturating_neg())).collect();
    days.extend(unnamed(app, rail.name(), from, yesterday).await?.iter().map(|unnamed| unnamed.day));
    for day in days {
        let lines = rail.statement(day).await.map_err(|reason| JobError(format!("the statement: {reason}")))?;
        compare(app, rail.name(), &lines).await?;
    }
    settle(app, rail.name(), from, yesterday).await.map(drop)
}

/// Compares lines with our books and writes them down; the same line again changes nothing.
pub async fn compare(app: &App, rail: &str, lines: &[BookedLine]) -> Result<Compared, JobError> {
    let mut compared = Compared::default();
    let open = suspense::open_of(&app.db, rail).await?;
    for line in lines {
        let (found, verdict) = judge(app, rail, line).await?;
        match verdict {
            Verdict::Matches => compared.matched = compared.matched.saturating_add(1),
            Verdict::Early => compared.early = compared.early.saturating_add(1),
            Verdict::Differs(amount) => {
                compared.unexplained = compared.unexplained.saturating_add(1);
                let gap = Gap::Line { external_id: line.external_id.clone() };
                let (rail, payout) = (rail.to_owned(), found.map(|found| found.payout));
                suspense::suspend(app, Suspended { rail, gap, kind: line.kind, amount, payout }).await?;
            }
        }
        let matched_at = (verdict == Verdict::Matches).then(|| app.clock.now());
        write_down(app, rail, line, found.map(|found| found.attempt), matched_at).await?;
        if let Some(found) = found.filter(|_| verdict == Verdict::Matches) {
            suspense::close(app, &open, line, found.attempt).await?;
        }
    }
    Ok(compared)
}

/// After the lines were compared: those of before that may be explained by now, and payouts of ours that no statement
/// up to `last` names.
pub async fn settle(app: &App, rail: &str, from: Day, last: Day) -> Result<Compared, JobError> {
    let open = "where rail = $1 and matched_at is null and attempt_id is not null order by id";
    let lines: Vec<StatementLine> = app.db.records(open, crate::args![rail]).await?;
    let lines: Vec<BookedLine> = lines.into_iter().map(BookedLine::from).collect();
    let mut compared = compare(app, rail, &lines).await?;
    for unnamed in unnamed(app, rail, from, last).await? {
        let Unnamed { attempt, payout, kind, amount, .. } = unnamed;
        compared.missing = compared.missing.saturating_add(1);
        let (rail, payout) = (rail.to_owned(), Some(payout));
        suspense::suspend(app, Suspended { rail, gap: Gap::Attempt(attempt), kind, amount, payout }).await?;
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

async fn write_down(
    app: &App,
    rail: &str,
    line: &BookedLine,
    attempt: Option<AttemptId>,
    matched_at: Option<Timestamp>,
) -> Result<(), DbError> {
    let row = StatementLine {
        id: StatementLineId::derived(
            Uuid::nil(),
            &format!("statement/{rail}/{}/{}", line.kind.text(), line.external_id),
        ),
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

/// Movements that we hold for done, and whose lines should have come by the end of `last`.
async fn unnamed(app: &App, rail: &str, from: Day, last: Day) -> Result<Vec<Unnamed>, DbError> {
    let before = last.plus_days(1_i32.saturating_sub(LINE_LATE_DAYS)).start();
    let mut found = Vec::new();
    for (kind, moment, states) in
        [(LineKind::Paid, "confirmed_at", "'confirmed', 'returned'"), (LineKind::Returned, "ended_at", "'returned'")]
    {
        let sql = format!(
            "select a.id, a.payout_id, p.net_tiyn, p.{moment} from attempt a join payout p on p.id = a.payout_id
             where a.rail = $1 and a.state in ({states}) and p.{moment} >= $2 and p.{moment} < $3
             and not exists (select 1 from statement_line l where l.attempt_id = a.id and l.kind = $4) order by a.id"
        );
        for row in app.db.list(&sql, crate::args![rail, from.start(), before, kind.text()]).await? {
            let day = row.get::<Timestamp>(3)?.day();
            found.push(Unnamed { attempt: row.get(0)?, payout: row.get(1)?, kind, amount: row.get(2)?, day });
        }
    }
    Ok(found)
}

impl From<StatementLine> for BookedLine {
    fn from(line: StatementLine) -> Self {
        let kind = if line.kind == LineKind::Paid.text() { LineKind::Paid } else { LineKind::Returned };
        let (external_id, attempt, amount, day) = (line.external_id, line.attempt_id, line.amount_tiyn, line.day);
        Self { external_id, attempt, kind, amount, day }
    }
}
