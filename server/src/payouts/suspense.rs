//! Suspense: what a rail's own books and ours disagree about. Each disagreement is booked once, under a command id that
//! follows from what disagrees, and taken back when the missing half is found.

use gamma_core::id::{AttemptId, CommandId, EntryId, Id, PayoutId};
use gamma_core::ledger::entries::{reversed, unmatched};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use uuid::Uuid;

use super::rails::{BookedLine, LineKind};
use crate::app::App;
use crate::book::{Act, Actor, Book, Call, GateError, Links, Needs, Refusal};
use crate::db::{Db, DbError};

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
    /// Follows from what disagrees.
    pub command: CommandId,
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
pub async fn close(app: &App, open: &[OpenEntry], line: &BookedLine, attempt: AttemptId) -> Result<(), GateError> {
    let gaps = [Gap::Line { external_id: line.external_id.clone() }, Gap::Attempt(attempt)];
    for entry in open {
        if gaps.iter().any(|gap| gap.command_id(&entry.rail, line.kind) == entry.command) {
            let (actor, id) = (Actor::Provider(entry.rail.clone()), CommandId::derived(entry.entry.uuid(), "found"));
            app.gate.act(actor, id, "found", app.clock.now(), Found(entry.clone())).await?;
        }
    }
    Ok(())
}

/// Everything about payouts that lies in suspense. What came from brands nobody knows is not among it.
pub async fn list_open(app: &App) -> Result<Vec<OpenEntry>, DbError> {
    let mut open = Vec::new();
    for rail in app.rails.iter() {
        open.extend(open_of(&app.db, rail.name()).await?);
    }
    Ok(open)
}

/// What lies in one rail's suspense account, oldest first.
pub async fn open_of(db: &Db, rail: &str) -> Result<Vec<OpenEntry>, DbError> {
    let account = AccountKey::platform(AccountKind::Suspense).with_part(rail).id();
    let sql = "select e.id, e.command_id, e.learned_at, p.amount_tiyn, e.payout_id from posting p
         join entry e on e.id = p.entry_id
         where p.account_id = $1 and e.kind = 'suspense' and e.reverses is null and e.actor <> $2
             and not exists (select 1 from entry back where back.reverses = e.id)
         order by e.learned_at, e.id";
    let bank = Actor::Provider("bank".to_owned()).text();
    let open = |row: &crate::db::Row| {
        let (entry, command, at, amount) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(OpenEntry { entry, command, at, rail: rail.to_owned(), amount, payout: row.get(4)? })
    };
    db.list(sql, crate::args![account, bank]).await?.iter().map(open).collect()
}
