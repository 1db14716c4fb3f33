//! Reading the outbox: for the planner what waits, for the screens what was asked and what was refused.

use rusqlite::Row;
use uuid::Uuid;

use super::{Store, StoreError, blob, id_of, id_of_option, text_of};
use crate::device::store::UploadState;
use crate::id::{CommandId, DealId, Id, MediaId};
use crate::quote::Quote;
use crate::time::Timestamp;
use crate::wire::commands::PayoutChoice;
use crate::wire::views::OfferView;
use crate::wire::{Code, Topic};

/// Where a command is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandState {
    /// Here, and can be deleted.
    Waiting,
    /// It may have arrived; it goes again until there is an answer.
    Sent,
    /// The server did it; the feed is about to say so.
    Done,
}

/// A command that the planner may send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: CommandId,
    /// Its stream.
    pub stream: String,
    /// When it was asked, by the phone's clock.
    pub created_at: Timestamp,
    /// Not to be sent before, by the phone's clock.
    pub not_before: Timestamp,
    /// What it depends on has no answer yet.
    pub is_dependency_open: bool,
    /// The upload it needs is not ready.
    pub is_media_open: bool,
}

/// A change that was asked for and not answered.
#[derive(Clone, PartialEq, Eq)]
pub struct AskedChange {
    /// Of which thing.
    pub id: Uuid,
    /// By which command.
    pub command: CommandId,
    /// Its kind.
    pub kind: String,
    /// Its body, as JSON.
    pub body: Vec<u8>,
    /// When, by the phone's clock.
    pub asked_at: Timestamp,
    /// Where it is.
    pub state: CommandState,
}

/// A YES that the server has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedDeal {
    /// The deal's id to be.
    pub deal: DealId,
    /// The card.
    pub offer: OfferView,
    /// At once or wait.
    pub payout_choice: PayoutChoice,
    /// When, by the phone's clock.
    pub asked_at: Timestamp,
    /// It stays here until then, by the phone's clock; without a network, longer.
    pub take_back_until: Timestamp,
    /// Where it is.
    pub state: CommandState,
}

/// A command that the server refused, kept to be edited and sent as new.
#[derive(Clone, PartialEq, Eq)]
pub struct Refused {
    /// Which command.
    pub command: CommandId,
    /// Its kind.
    pub kind: String,
    /// Its body, as JSON.
    pub body: Vec<u8>,
    /// Which rule.
    pub code: Code,
    /// A lowercase fragment in English.
    pub reason: String,
    /// Figures, if the rule has any.
    pub detail: Option<serde_json::Value>,
    /// How many commands were refused with it.
    pub dependents: u32,
    /// Seen.
    pub is_read: bool,
}

impl AskedDeal {
    /// The figure that the YES was given on.
    pub const fn quote(&self) -> &Quote {
        self.offer.quote(self.payout_choice)
    }
}

impl Refused {
    /// The deal it was about; a refused YES has the id that its deal would have had.
    pub fn deal(&self) -> Option<DealId> {
        if self.kind == "swipe" {
            return Some(DealId::from_uuid(self.command.uuid()));
        }
        #[derive(serde::Deserialize)]
        struct AboutADeal {
            deal: DealId,
        }
        serde_json::from_slice::<AboutADeal>(&self.body).ok().map(|body| body.deal)
    }
}

impl Store {
    /// What waits, in the order of asking.
    pub(crate) fn list_waiting(&self) -> Result<Vec<Waiting>, StoreError> {
        let sql = "select outbox.id, outbox.stream, outbox.created_at, outbox.not_before,
                exists (select 1 from outbox as other
                    where other.id = outbox.depends_on and other.state in ('waiting', 'sending')),
                media_upload.state
            from outbox left join media_upload on media_upload.media = outbox.needs_media
            where outbox.state = 'waiting' and outbox.is_sealed = 0 order by outbox.place";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                let media: Option<String> = row.get(5)?;
                Ok(Waiting {
                    id: id_of(row, 0)?,
                    stream: row.get(1)?,
                    created_at: Timestamp::from_micros(row.get(2)?),
                    not_before: Timestamp::from_micros(row.get(3)?),
                    is_dependency_open: row.get(4)?,
                    is_media_open: media.is_some_and(|state| state != UploadState::Ready.name()),
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Commands without an answer, sealed ones included.
    pub fn count_unanswered(&self) -> Result<u32, StoreError> {
        let sql = "select count(*) from outbox where state in ('waiting', 'sending')";
        self.read(|connection| Ok(connection.query_one(sql, [], |row| row.get(0))?))
    }

    /// What was asked to change in a topic.
    pub(crate) fn list_asked_changes(&self, topic: Topic) -> Result<Vec<AskedChange>, StoreError> {
        let sql = "select id, command, kind, body, created_at, state, attempts from change_asked
            where topic = $1 order by place";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([topic.name()], |row| {
                Ok(AskedChange {
                    id: Uuid::from_bytes(row.get(0)?),
                    command: id_of(row, 1)?,
                    kind: row.get(2)?,
                    body: row.get(3)?,
                    asked_at: Timestamp::from_micros(row.get(4)?),
                    state: state_of(row, 5, 6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// YESes without an answer, newest first.
    pub(crate) fn list_asked_deals(&self) -> Result<Vec<AskedDeal>, StoreError> {
        let sql = "select deal, offer, payout_choice, created_at, state, attempts, not_before from deal_asked
            order by created_at desc, deal desc";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                let offer: Option<OfferView> = serde_json::from_str(&text_of(row, 1)?).ok();
                let asked = offer.map(|offer| {
                    Ok(AskedDeal {
                        deal: id_of(row, 0)?,
                        offer,
                        payout_choice: choice_of(&row.get::<_, String>(2)?),
                        asked_at: Timestamp::from_micros(row.get(3)?),
                        take_back_until: Timestamp::from_micros(row.get(6)?),
                        state: state_of(row, 4, 5)?,
                    })
                });
                asked.transpose()
            })?;
            Ok(rows.filter_map(Result::transpose).collect::<Result<_, _>>()?)
        })
    }

    /// What the server refused, newest first.
    pub(crate) fn list_refused(&self) -> Result<Vec<Refused>, StoreError> {
        let sql = "select id, kind, body, code, reason, detail, is_read,
                (select count(*) from outbox as other
                    where other.depends_on = refusal_shown.id and other.state = 'rejected')
            from refusal_shown order by place desc";
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_map([], refused_of)?.collect::<Result<_, _>>()?)
        })
    }

    /// One refused command.
    pub(crate) fn find_refused(&self, command: CommandId) -> Result<Option<Refused>, StoreError> {
        Ok(self.list_refused()?.into_iter().find(|refused| refused.command == command))
    }

    /// Which upload a command needed.
    pub(crate) fn find_needed_media(&self, command: CommandId) -> Result<Option<MediaId>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("select needs_media from outbox where id = $1")?;
            let mut rows = statement.query([blob(command)])?;
            Ok(rows.next()?.map(|row| id_of_option(row, 0)).transpose()?.flatten())
        })
    }
}

// Bodies hold what people typed, so they are never printed.
impl std::fmt::Debug for AskedChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { command, kind, state, .. } = self;
        f.debug_struct("AskedChange").field("command", command).field("kind", kind).field("state", state).finish()
    }
}

impl std::fmt::Debug for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { command, kind, code, .. } = self;
        f.debug_struct("Refused").field("command", command).field("kind", kind).field("code", code).finish()
    }
}

fn refused_of(row: &Row<'_>) -> rusqlite::Result<Refused> {
    Ok(Refused {
        command: id_of(row, 0)?,
        kind: row.get(1)?,
        body: row.get(2)?,
        code: Code::from_text(&row.get::<_, String>(3)?),
        reason: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
        detail: row.get::<_, Option<String>>(5)?.and_then(|text| serde_json::from_str(&text).ok()),
        is_read: row.get(6)?,
        dependents: row.get(7)?,
    })
}

fn state_of(row: &Row<'_>, state: usize, attempts: usize) -> rusqlite::Result<CommandState> {
    Ok(match (row.get::<_, String>(state)?.as_str(), row.get::<_, i64>(attempts)?) {
        ("done", _) => CommandState::Done,
        ("waiting", 0) => CommandState::Waiting,
        _ => CommandState::Sent,
    })
}

pub(super) fn choice_name(choice: PayoutChoice) -> &'static str {
    match choice {
        PayoutChoice::AtOnce => "at_once",
        PayoutChoice::Wait => "wait",
    }
}

fn choice_of(name: &str) -> PayoutChoice {
    if name == "at_once" { PayoutChoice::AtOnce } else { PayoutChoice::Wait }
}
