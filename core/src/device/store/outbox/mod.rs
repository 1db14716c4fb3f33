//! The outbox's rows and their moves, each one transaction: asked → sending → done | rejected, and back to waiting when
//! nobody knows. A command with no try that may have arrived is deleted to undo it; any other is withdrawn.

use rusqlite::{OptionalExtension, Transaction};
use uuid::Uuid;

use super::feed::text_of;
use super::{Store, StoreError, id_of, id_of_option};
use crate::device::http::Refusal;
use crate::device::watch::Table;
use crate::id::{CampaignId, CommandId, Id, MediaId};
use crate::time::Timestamp;
use crate::wire::Code;

mod rows;

pub use rows::{AskedChange, AskedDeal, CommandState, Refused, Waiting};

/// What a screen shows while a command has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// A card that was swiped.
    Swipe(NewSwipe),
    /// Things that were asked to change: topic and id.
    Changes(Vec<(crate::wire::Topic, Uuid)>),
}

/// A swipe with the card as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSwipe {
    /// Which offer.
    pub campaign: CampaignId,
    /// For a YES, when the money is wanted.
    pub payout_choice: Option<crate::wire::commands::PayoutChoice>,
    /// The card, as JSON.
    pub offer: Vec<u8>,
}

/// A command as it enters the outbox.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCommand {
    /// Made here; the idempotency key for ever.
    pub id: CommandId,
    /// The kind in the path.
    pub kind: String,
    /// Commands of one stream go in order.
    pub stream: String,
    /// The bytes, encoded once.
    pub body: Vec<u8>,
    /// Nothing is asked unless this one is done.
    pub depends_on: Option<CommandId>,
    /// Sent when this upload is ready.
    pub needs_media: Option<MediaId>,
    /// By the phone's clock.
    pub created_at: Timestamp,
    /// Stays here until then, to be taken back.
    pub not_before: Timestamp,
    /// What the screens show meanwhile.
    pub overlay: Overlay,
}

/// What became of a new command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inserted {
    /// It waits to be sent.
    Waits,
    /// The same card was swiped before.
    AskedBefore,
    /// What it depends on was refused.
    RefusedBefore,
}

/// How something was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    /// It never left the phone.
    Deleted,
    /// It may have arrived; the server is asked to withdraw it.
    Asked,
    /// The server had refused it anyway.
    Refused,
}

/// A refused command, for the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rejection {
    pub kind: String,
    pub code: Code,
}

/// Fewer cards than this, and a swipe asks for a new deck; more, and it would only cost the creator's data.
const DECK_LOW: u32 = 10;
const DECK_IS_LOW: &str = "update sync_state set is_deck_stale = 1 where (select count(*) from deck_offer) < $1";
const DROP_SWIPED_CARD: &str = "delete from deck_offer where campaign in
    (select campaign from pending_swipe where command = $1 and is_taken_back = 0)";
const FAMILY: &str = "with recursive family (id) as
    (values ($1) union select outbox.id from outbox join family on outbox.depends_on = family.id)";
pub(super) const ALL_SHOWN: &[Table] = &[
    Table::Outbox,
    Table::Deck,
    Table::Deals,
    Table::Payouts,
    Table::Profile,
    Table::Inbox,
    Table::Brands,
    Table::Scripts,
];

impl Store {
    /// Takes a command in.
    pub(crate) fn insert_command(&self, command: &NewCommand) -> Result<Inserted, StoreError> {
        self.write(ALL_SHOWN, |tx| insert(tx, command))
    }

    /// Takes a swipe back: deletes it, or asks to `withdraw` it.
    pub(crate) fn take_back(&self, swipe: CommandId, withdraw: &NewCommand) -> Result<TakenBack, StoreError> {
        self.write(ALL_SHOWN, |tx| {
            let state = find_state(tx, swipe)?;
            match state.as_ref().map(|(state, attempts)| (state.as_str(), *attempts)) {
                Some(("waiting", 0)) => {
                    delete_family(tx, swipe)?;
                    Ok(TakenBack::Deleted)
                }
                Some(("rejected", _)) => Ok(TakenBack::Refused),
                _ => {
                    insert(tx, withdraw)?;
                    tx.execute("update pending_swipe set is_taken_back = 1 where command = $1", [blob(swipe)])?;
                    Ok(TakenBack::Asked)
                }
            }
        })
    }

    /// Deletes a command that never left the phone, with what depends on it; false if it may have left.
    pub(crate) fn delete_unsent(&self, command: CommandId) -> Result<bool, StoreError> {
        self.write(ALL_SHOWN, |tx| {
            let is_ours = find_state(tx, command)?.is_some_and(|(state, attempts)| state == "waiting" && attempts == 0);
            if is_ours {
                delete_family(tx, command)?;
            }
            Ok(is_ours)
        })
    }

    /// Before the request goes: from here on it may have arrived.
    pub(crate) fn mark_sending(&self, command: CommandId) -> Result<Option<(String, Vec<u8>)>, StoreError> {
        let sql = "update outbox set state = 'sending', attempts = attempts + 1
            where id = $1 and state = 'waiting' and is_sealed = 0 returning kind, body";
        self.write(&[Table::Outbox], |tx| {
            let row = tx.query_one(sql, [blob(command)], |row| Ok((row.get(0)?, row.get(1)?)));
            Ok(row.optional()?)
        })
    }

    /// No answer: it waits again. `is_unreached`: this try certainly did not arrive.
    pub(crate) fn mark_waiting(&self, command: CommandId, is_unreached: bool) -> Result<(), StoreError> {
        let sql = "update outbox set state = 'waiting', attempts = attempts - $1 where id = $2 and state = 'sending'";
        self.write(&[Table::Outbox], |tx| {
            tx.execute(sql, (i64::from(is_unreached), blob(command)))?;
            Ok(())
        })
    }

    /// The server did it. The overlay stays until the feed has brought the change.
    pub(crate) fn mark_done(&self, command: CommandId) -> Result<(), StoreError> {
        self.write(ALL_SHOWN, |tx| {
            let sql = "update outbox set state = 'done' where id = $1 returning kind";
            let kind: Option<String> = tx.query_one(sql, [blob(command)], |row| row.get(0)).optional()?;
            match kind.as_deref() {
                Some("swipe") => {
                    tx.execute(DROP_SWIPED_CARD, [blob(command)])?;
                    tx.execute(DECK_IS_LOW, [DECK_LOW])?;
                }
                // The card was removed here, so the whole deck is needed even if its version is the old one again.
                Some("withdraw_swipe") => {
                    tx.execute("update sync_state set is_deck_stale = 1, deck_version = null", [])?;
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// The server refused it: its overlay goes, what depended on it is refused with it, and one notice stays, unless
    /// nobody would miss it. Returns what to tell.
    pub(crate) fn reject(&self, command: CommandId, refusal: &Refusal) -> Result<Option<Rejection>, StoreError> {
        self.write(ALL_SHOWN, |tx| reject(tx, command, refusal))
    }

    /// Refuses whatever needs an upload that was refused.
    pub(crate) fn reject_for_media(&self, media: MediaId, refusal: &Refusal) -> Result<Vec<Rejection>, StoreError> {
        self.write(ALL_SHOWN, |tx| {
            let sql = "select id from outbox where needs_media = $1 and state = 'waiting'";
            let mut statement = tx.prepare_cached(sql)?;
            let ids = statement.query_map([blob(media)], |row| id_of(row, 0))?.collect::<Result<Vec<_>, _>>()?;
            let rejections = ids.into_iter().map(|id| reject(tx, id, refusal));
            Ok(rejections.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
    }

    /// A refused command leaves the inbox; `new` takes its place if it was edited.
    pub(crate) fn replace_refused(&self, refused: CommandId, new: Option<&NewCommand>) -> Result<Inserted, StoreError> {
        self.write(ALL_SHOWN, |tx| {
            let inserted = new.map_or(Ok(Inserted::Waits), |new| insert(tx, new))?;
            if inserted == Inserted::Waits {
                delete_family(tx, refused)?;
            }
            Ok(inserted)
        })
    }

    /// Refusals that were looked at.
    pub(crate) fn mark_refusals_read(&self, commands: &[CommandId]) -> Result<(), StoreError> {
        self.write(&[Table::Inbox], |tx| {
            let mut update = tx.prepare_cached("update outbox set is_read = 1 where id = $1 and state = 'rejected'")?;
            for command in commands {
                update.execute([blob(*command)])?;
            }
            Ok(())
        })
    }

    /// After a start: what was cut off while sending goes again, the same bytes under the same id.
    pub(crate) fn resend_what_was_cut_off(&self) -> Result<(), StoreError> {
        self.write(&[], |tx| {
            tx.execute("update outbox set state = 'waiting' where state = 'sending'", [])?;
            Ok(())
        })
    }
}

fn insert(tx: &Transaction<'_>, command: &NewCommand) -> Result<Inserted, StoreError> {
    if let Some(depends_on) = command.depends_on
        && find_state(tx, depends_on)?.is_some_and(|(state, _)| state == "rejected")
    {
        return Ok(Inserted::RefusedBefore);
    }
    if let Overlay::Swipe(swipe) = &command.overlay
        && is_swiped(tx, swipe.campaign)?
    {
        return Ok(Inserted::AskedBefore);
    }
    let sql = "insert into outbox (id, kind, stream, body, depends_on, needs_media, created_at, not_before)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    tx.prepare_cached(sql)?.execute((
        blob(command.id),
        &command.kind,
        &command.stream,
        &command.body,
        command.depends_on.map(blob),
        command.needs_media.map(blob),
        command.created_at.micros(),
        command.not_before.micros(),
    ))?;
    insert_overlay(tx, command)?;
    Ok(Inserted::Waits)
}

fn insert_overlay(tx: &Transaction<'_>, command: &NewCommand) -> Result<(), StoreError> {
    match &command.overlay {
        Overlay::Swipe(swipe) => {
            let sql = "insert into pending_swipe (command, campaign, way, payout_choice, offer)
                values ($1, $2, $3, $4, $5)";
            let way = if swipe.payout_choice.is_some() { "yes" } else { "no" };
            let choice = swipe.payout_choice.map(rows::choice_name);
            tx.prepare_cached(sql)?.execute((blob(command.id), blob(swipe.campaign), way, choice, &swipe.offer))?;
        }
        Overlay::Changes(things) => {
            let sql = "insert or ignore into pending_change (command, topic, id) values ($1, $2, $3)";
            let mut statement = tx.prepare_cached(sql)?;
            for (topic, id) in things {
                statement.execute((blob(command.id), topic.name(), *id.as_bytes()))?;
            }
        }
    }
    Ok(())
}

fn reject(tx: &Transaction<'_>, command: CommandId, refusal: &Refusal) -> Result<Option<Rejection>, StoreError> {
    let Some(kind) = find_kind(tx, command)? else { return Ok(None) };
    if kind == "swipe" || kind == "withdraw_swipe" {
        tx.execute("update sync_state set is_deck_stale = 1, deck_version = null", [])?;
    }
    if is_missed_by_nobody(tx, command, &kind)? {
        delete_family(tx, command)?;
        return Ok(None);
    }
    let sql = format!(
        "{FAMILY} update outbox set state = 'rejected', code = case when id = $1 then $2 else $3 end,
            reason = case when id = $1 then $4 end, detail = case when id = $1 then $5 end
        where id in (select id from family) and state in ('waiting', 'sending')"
    );
    let detail = (!refusal.detail.is_null()).then(|| refusal.detail.to_string());
    let depended_on = Code::DependedOnRefused.text();
    tx.execute(&sql, (blob(command), refusal.code.text(), depended_on, &refusal.reason, detail))?;
    for overlay in ["pending_swipe", "pending_change"] {
        let rejected = "select id from outbox where state = 'rejected'";
        tx.execute(&format!("delete from {overlay} where command in ({rejected})"), [])?;
    }
    Ok(Some(Rejection { kind, code: refusal.code }))
}

/// A NO, a mark as read, and a YES that was being taken back: their refusal changes nothing for the person.
fn is_missed_by_nobody(tx: &Transaction<'_>, command: CommandId, kind: &str) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from pending_swipe where command = $1 and (way = 'no' or is_taken_back = 1))";
    let is_idle_swipe: bool = tx.query_one(sql, [blob(command)], |row| row.get(0))?;
    Ok(is_idle_swipe || kind == "read_notices")
}

fn is_swiped(tx: &Transaction<'_>, campaign: CampaignId) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from pending_swipe where campaign = $1 and is_taken_back = 0)";
    Ok(tx.query_one(sql, [blob(campaign)], |row| row.get(0))?)
}

fn find_state(tx: &Transaction<'_>, command: CommandId) -> Result<Option<(String, i64)>, StoreError> {
    let sql = "select state, attempts from outbox where id = $1";
    Ok(tx.query_one(sql, [blob(command)], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn find_kind(tx: &Transaction<'_>, command: CommandId) -> Result<Option<String>, StoreError> {
    let sql = "select kind from outbox where id = $1";
    Ok(tx.query_one(sql, [blob(command)], |row| row.get(0)).optional()?)
}

fn delete_family(tx: &Transaction<'_>, command: CommandId) -> Result<(), StoreError> {
    tx.execute(&format!("{FAMILY} delete from outbox where id in (select id from family)"), [blob(command)])?;
    Ok(())
}

/// An id as SQL keeps it.
pub(super) fn blob<T: Id>(id: T) -> [u8; 16] {
    *id.uuid().as_bytes()
}
