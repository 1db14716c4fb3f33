//! The draft: the creator sends a video; the brand clears it, asks for a fix, or refuses after the last fix.

use gamma_core::deal::Event;
use gamma_core::id::{DraftId, Id, MediaId};
use gamma_core::wire::Code;
use gamma_core::wire::commands::{Fix, FixKind};
use gamma_core::wire::views::{Cleared, NoticeKind};

use super::step;
use crate::book::rows::Draft;
use crate::book::{Act, Book, Call, DealLink, Needs, NoticeText, Refusal};
use crate::db::{Json, Word};

/// A video, sent for clearing.
pub(super) struct Submit {
    pub link: DealLink,
    pub media: MediaId,
    /// The media is a finished video of the creator's own. What is finished never changes, so it was looked up before.
    pub is_ready: bool,
    pub note: String,
}

/// Yes to a draft.
pub(super) struct Clear {
    pub link: DealLink,
    /// Which one the asker has seen; none for an operator, who means the newest.
    pub draft: Option<DraftId>,
    pub by: Cleared,
}

/// Please change.
pub(super) struct AskFix {
    pub link: DealLink,
    pub draft: DraftId,
    pub fixes: Vec<Fix>,
}

/// No, after the last fix.
pub(super) struct Refuse {
    pub link: DealLink,
    pub draft: DraftId,
    pub reason: String,
}

impl Act for Submit {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        step::take(book, call, self.link, Event::DraftSent)?;
        if !self.is_ready {
            return Err(Code::MediaNotReady.into());
        }
        let round = newest(book, self.link).map_or(1, |draft| draft.round.saturating_add(1));
        let id = DraftId::derived(self.link.deal.uuid(), &format!("draft/{round}"));
        book.drafts.put(Draft {
            id,
            deal_id: self.link.deal,
            round,
            media_id: self.media,
            note: self.note.clone(),
            sent_at: call.now,
            fixes: Json(Vec::new()),
            cleared: None,
            decided_at: None,
        });
        notify(book, call, self.link.brand, NoticeKind::DraftArrived, self.link);
        Ok(serde_json::json!({ "draft": id }))
    }
}

impl Act for Clear {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check_newest(book, self.link, self.draft)?;
        step::take(book, call, self.link, Event::DraftCleared)?;
        mark_cleared(book, call, self.link, self.by)?;
        Ok(serde_json::Value::Null)
    }
}

impl Act for AskFix {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check_newest(book, self.link, Some(self.draft))?;
        step::take(book, call, self.link, Event::FixAsked)?;
        decide_on(book, call, self.link, &self.fixes)?;
        notify(book, call, self.link.creator, NoticeKind::FixAsked, self.link);
        Ok(serde_json::Value::Null)
    }
}

impl Act for Refuse {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check_newest(book, self.link, Some(self.draft))?;
        step::take(book, call, self.link, Event::DraftRefused)?;
        // The reason is the last thing the brand wanted changed, and is shown where the others are.
        let reason = Fix { kind: FixKind::Other, at_second: None, note: self.reason.clone() };
        decide_on(book, call, self.link, &[reason])?;
        notify(book, call, self.link.creator, NoticeKind::DraftRefused, self.link);
        Ok(serde_json::Value::Null)
    }
}

/// The newest draft of a deal.
pub(super) fn newest(book: &Book, link: DealLink) -> Option<&Draft> {
    book.drafts.iter().filter(|draft| draft.deal_id == link.deal).max_by_key(|draft| draft.round)
}

/// Writes into the newest draft that it was cleared, and tells the creator.
pub(super) fn mark_cleared(book: &mut Book, call: &Call, link: DealLink, by: Cleared) -> Result<(), Refusal> {
    let id = newest(book, link).map(|draft| draft.id).ok_or_else(|| Refusal::not_found("draft"))?;
    let draft = book.drafts.edit(&id)?;
    draft.cleared = Some(Word(by));
    draft.decided_at = Some(call.now);
    notify(book, call, link.creator, NoticeKind::DraftCleared, link);
    Ok(())
}

fn decide_on(book: &mut Book, call: &Call, link: DealLink, fixes: &[Fix]) -> Result<(), Refusal> {
    let id = newest(book, link).map(|draft| draft.id).ok_or_else(|| Refusal::not_found("draft"))?;
    let draft = book.drafts.edit(&id)?;
    draft.fixes = Json(fixes.to_vec());
    draft.decided_at = Some(call.now);
    Ok(())
}

/// What was looked at must be the newest: a newer draft is never decided by mistake.
fn check_newest(book: &Book, link: DealLink, seen: Option<DraftId>) -> Result<(), Refusal> {
    let newest = newest(book, link).ok_or_else(|| Refusal::not_found("draft"))?;
    match seen {
        Some(seen) if seen != newest.id => Err(Refusal::new(Code::MovedOn, "a newer draft is there")),
        _ => Ok(()),
    }
}

fn notify(book: &mut Book, call: &Call, owner: impl Id, kind: NoticeKind, link: DealLink) {
    book.notify(call, owner, kind, NoticeText { deal: Some(link.deal), ..NoticeText::default() });
}
