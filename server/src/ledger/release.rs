//! The creator's side of money that came in, in one place.

use gamma_core::id::EarningId;
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::waiting_released;
use gamma_core::money::Money;
use gamma_core::wire::Topic;
use gamma_core::wire::views::{EarningState, NoticeKind};

use crate::book::{Book, Call, Links, NoticeText, Refusal};
use crate::db::Word;

/// The brand has paid for an earning. A waiting one becomes available; for an advanced one the platform has its money
/// back, and the creator's limit is free again.
pub fn release(book: &mut Book, call: &Call, id: EarningId) -> Result<(), Refusal> {
    let earning = book.earnings.get(&id)?.clone();
    if earning.advanced_at.is_some() {
        return close_advance(book, id);
    }
    if earning.state.0 == EarningState::Waiting {
        let links = Links { deal: Some(earning.deal_id), earning: Some(id), ..Links::default() };
        let postings = waiting_released(earning.creator_id, earning.amount_tiyn);
        book.post(call, "released", EntryKind::WaitingReleased, &postings, links)?;
        book.earnings.edit(&id)?.state = Word(EarningState::Available);
        book.touch(earning.creator_id, Topic::Earning, id);
        let text =
            NoticeText { deal: Some(earning.deal_id), amount: Some(earning.amount_tiyn), ..NoticeText::default() };
        book.notify(call, earning.creator_id, NoticeKind::EarningAvailable, text);
    }
    Ok(())
}

/// The claim that the platform bought is settled or given up.
pub fn close_advance(book: &mut Book, id: EarningId) -> Result<(), Refusal> {
    let earning = book.earnings.get(&id)?;
    let (creator, amount) = (earning.creator_id, earning.amount_tiyn);
    let creator = book.creators.edit(&creator)?;
    creator.advance_open_tiyn = (creator.advance_open_tiyn - amount).max(Money::ZERO);
    Ok(())
}
