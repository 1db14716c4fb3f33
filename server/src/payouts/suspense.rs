//! Suspense: what a rail's own books and ours disagree about. Each disagreement is booked once, under a command id that
//! follows from what disagrees, and taken back when the missing half is found.

use gamma_core::id::{AttemptId, CommandId, EntryId, Id, PayoutId};
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{reversed, unmatched};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use uuid::Uuid;

use super::rails::{BookedLine, LineKind};
use crate::app::App;
use crate::book::{Act, Actor, Book, Call, GateError, Links, Needs, Refusal};
use crate::db::{Db, DbError, Word};
use crate::jobs::JobError;

/// What disagrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// A statement line that no payout of ours explains.
    Line { external_id: String },
    /// A payout of ours that no statement names.
    Attempt(AttemptId),
}

/// Money that only one side has booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspended {
    pub rail: String,
    pub gap: Gap,
    /// Which way the rail moved it, or should have.
    pub kind: LineKind,
    pub amount: Money,
    pub payout: Option<PayoutId>,
}

/// An entry in suspense that nothing has taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEntry {
    pub entry: EntryId,
    pub at: Timestamp,
    pub rail: String,
    /// Debit positive: what left without a reason; credit: what should have left, or came without one.
    pub amount: Money,
    pub payout: Option<PayoutId>,
}

/// Takes an entry back, because its other half was found.
struct Found(OpenEntry);

impl Gap {
    /// The command that books it, whoever finds it, however often.
    pub fn command_id(&self, rail: &str, kind: LineKind) -> CommandId {
        let kind = kind.text();
        let name = match self {
            Self::Line { external_id } => format!("suspense/statement/{rail}/{kind}/{external_id}"),
            Self::Attempt(attempt) => format!("suspense/missing/{rail}/{kind}/{attempt}"),
        };
        CommandId::derived(Uuid::nil(), &name)
    }
}

impl Act for Suspended {
    fn needs(&self, _needs: &mut Needs) {}

    /// Cash becomes what the rail says: a line of its own is believed, and so is its silence.
    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let came_in = unmatched(&self.rail, self.amount);
        let postings = match (&self.gap, self.kind) {
            (Gap::Line { .. }, LineKind::Returned) | (Gap::Attempt(_), LineKind::Paid) => came_in,
            (Gap::Line { .. }, LineKind::Paid) | (Gap::Attempt(_), LineKind::Returned) => reversed(&came_in),
        };
        let links = Links { payout: self.payout, ..Links::default() };
        book.post(call, "suspense", EntryKind::Suspense, &postings, links)?;
        Ok(serde_json::Value::Null)
    }
}

impl Act for Found {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let open = &self.0;
        let links = Links { payout: open.payout, reverses: Some(open.entry), ..Links::default() };
        // The suspense account had this amount, so cash had its reverse: this turns both.
        book.post(call, "found", EntryKind::Suspense, &unmatched(&open.rail, open.amount), links)?;
        Ok(serde_json::Value::Null)
    }
}

/// Books a disagreement once, and tells a person.
pub async fn suspend(app: &App, suspended: Suspended) -> Result<(), GateError> {
    let (rail, kind, gap) = (suspended.rail.clone(), suspended.kind, suspended.gap.clone());
    let id = gap.command_id(&rail, kind);
    let outcome = app.gate.act(Actor::Provider(rail.clone()), id, "unexplained", app.clock.now(), suspended).await?;
    if !outcome.is_replay {
        let what = match gap {
            Gap::Line { .. } => "a statement line is not in our books",
            Gap::Attempt(_) => "a payout of ours is in no statement",
        };
        tracing::error!(rail, kind = kind.text(), what, "money in suspense");
    }
    Ok(())
}

/// A statement line and a payout of ours are the same: whatever lay in suspense about either is taken back.
pub async fn close(app: &App, rail: &str, line: &BookedLine, attempt: AttemptId) -> Result<(), JobError> {
    let gaps = [Gap::Line { external_id: line.external_id.clone() }, Gap::Attempt(attempt)];
    for gap in gaps {
        let Some(open) = find_open(&app.db, gap.command_id(rail, line.kind)).await? else { continue };
        let id = CommandId::derived(open.entry.uuid(), "found");
        app.gate.act(Actor::Provider(rail.to_owned()), id, "found", app.clock.now(), Found(open)).await?;
    }
    Ok(())
}

async fn find_open(db: &Db, command: CommandId) -> Result<Option<OpenEntry>, DbError> {
    Ok(read(db, "and e.command_id = $2", crate::args![Word(EntryKind::Suspense), command]).await?.pop())
}

/// Everything about payouts that lies in suspense, oldest first. What came from brands nobody knows is not among it.
pub async fn list_open(db: &Db) -> Result<Vec<OpenEntry>, DbError> {
    read(db, "and e.actor not in ('provider:bank')", crate::args![Word(EntryKind::Suspense)]).await
}

async fn read(db: &Db, and: &str, args: &[crate::db::Value]) -> Result<Vec<OpenEntry>, DbError> {
    let sql = format!(
        "select e.id, e.learned_at, a.part, p.amount_tiyn, e.payout_id from entry e
         join posting p on p.entry_id = e.id join account a on a.id = p.account_id
         where e.kind = $1 and a.kind = 'suspense' and e.reverses is null
             and not exists (select 1 from entry back where back.reverses = e.id) {and}
         order by e.learned_at, e.id"
    );
    let rows = db.list(&sql, args).await?;
    let read = |row: &crate::db::Row| {
        let (entry, at, rail, amount, payout) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(OpenEntry { entry, at, rail, amount, payout })
    };
    rows.iter().map(read).collect()
}
