//! One step of a deal. The rule says what a deal becomes; this writes it into the row, starts the clock's job and tells
//! both feeds. Nothing else in this folder changes a deal's state.

use gamma_core::deal::{self, Clock, Event};
use gamma_core::terms::TermSheet;

use crate::book::rows::Deal;
use crate::book::{Book, Call, DealLink, Refusal};
use crate::campaigns;
use crate::db::Word;

/// The job that waits for a clock to run out.
pub(super) const CLOCK_JOB: &str = "deal.clock";

/// The terms of a deal.
pub(super) fn sheet(book: &Book, link: DealLink) -> Result<TermSheet, Refusal> {
    let hash = book.deals.get(&link.deal)?.terms_hash;
    Ok(book.sheets.get(&hash)?.sheet.0.clone())
}

/// The deal as the rules know it.
pub(super) fn read(book: &Book, link: DealLink) -> Result<deal::Deal, Refusal> {
    let row = book.deals.get(&link.deal)?;
    Ok(deal::Deal {
        state: row.state.0,
        agreed_at: row.agreed_at,
        fix_rounds_used: row.fix_rounds_used,
        has_shipped: row.shipped_at.is_some(),
        has_draft: book.drafts.iter().any(|draft| draft.deal_id == link.deal),
        clock: row.due_at.and_then(|due_at| Clock::restored(row.state.0, due_at)),
        ended: row.ended.map(|ended| ended.0),
    })
}

/// Takes the step that an event means, or refuses it by the rules.
pub(super) fn take(book: &mut Book, call: &Call, link: DealLink, event: Event) -> Result<deal::Deal, Refusal> {
    let sheet = sheet(book, link)?;
    let next = read(book, link)?.after(event, &sheet, call.now)?;
    let row = book.deals.edit(&link.deal)?;
    write(row, &next);
    if next.has_shipped && row.shipped_at.is_none() {
        row.shipped_at = Some(call.now);
    }
    if next.is_over() {
        row.ended_at = Some(call.now);
    }
    watch(book, call, link, next.clock);
    book.touch_deal(link);
    // What waits for the brand, and how far its deals are, stands in the campaign's own view.
    campaigns::touch(book, link.campaign)?;
    Ok(next)
}

/// What the rules say of a deal, into its row.
pub(super) fn write(row: &mut Deal, next: &deal::Deal) {
    row.state = Word(next.state);
    row.due_at = next.clock.map(|clock| clock.due_at);
    row.undo_until = next.undo_until();
    row.fix_rounds_used = next.fix_rounds_used;
    row.ended = next.ended.map(Word);
}

/// Wakes somebody up when the clock runs out. A clock that was stopped before finds a deal that has moved on.
pub(super) fn watch(book: &mut Book, call: &Call, link: DealLink, clock: Option<Clock>) {
    let Some(clock) = clock else { return };
    let unique_key = format!("{}/{:?}/{}", link.deal, clock.happens, clock.runs_out_at.micros());
    let body = serde_json::json!({ "deal": link.deal, "due_at": clock.due_at });
    book.enqueue(call, CLOCK_JOB, &unique_key, &body, clock.runs_out_at);
}
