//! Another rail: tried only after a plain *failed*, as a new attempt of the same payout. What is on its way moves
//! from one
//! rail's account to the other's; tax, quote and earnings stay as they left.

use gamma_core::id::AttemptId;
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::payout_rerouted;
use gamma_core::payout::{lands, lands_at};
use gamma_core::wire::Topic;
use gamma_core::wire::views::PayoutState;

use super::earn::EarnRules;
use super::making::enqueue_send;
use super::sending::{Begun, Way, called};
use crate::book::rows::{Attempt, Payout};
use crate::book::{Book, Call, Links, Refusal};

/// The payouts that this rail is to send next: asked for, or failed on another rail and not yet tried here.
pub const WAITING_FOR_RAIL: &str = "rail = $1 and (state = 'requested' or (state in ('sent', 'unknown')
    and not exists (select 1 from attempt a where a.payout_id = payout.id and a.rail = payout.rail)))";

/// The rail to try after a plain *failed*, if one is configured that this payout has not tried.
pub fn another_rail<'a>(book: &Book, rules: &'a EarnRules, payout: &Payout) -> Option<&'a str> {
    let rail = rules.second_rail.as_deref().filter(|name| rules.rails.contains_key(*name))?;
    let is_tried = attempts(book, payout).any(|attempt| attempt.rail == rail);
    (!is_tried).then_some(rail)
}

/// Hands a payout that failed plainly to another rail.
pub fn reroute(book: &mut Book, call: &Call, rules: &EarnRules, payout: &Payout, rail: &str) -> Result<(), Refusal> {
    let (name, to) = rules.rail(rail)?;
    let postings = payout_rerouted(&payout.rail, name, payout.net_tiyn);
    let links = Links { payout: Some(payout.id), ..Links::default() };
    book.post(call, &format!("rerouted/{}/{name}", payout.id), EntryKind::PayoutRerouted, &postings, links)?;
    let row = book.payouts.edit(&payout.id)?;
    row.rail = name.to_owned();
    row.lands_at = Some(lands_at(lands(to.class), call.now));
    book.touch(payout.creator_id, Topic::Payout, payout.id);
    if !to.is_batched {
        enqueue_send(book, call, payout, name, call.now);
    }
    Ok(())
}

/// What to do about a payout that has left before: its rail is asked, unless it was handed to a rail that has not
/// tried.
pub fn begin_again(book: &mut Book, call: &Call, payout: &Payout, way: Way) -> Result<Begun, Refusal> {
    let unanswered = attempts(book, payout).find(|attempt| attempt.answered_at.is_none());
    if let Some(open) = unanswered {
        return Ok(Begun::Ask { attempt: open.id });
    }
    let is_under_way = matches!(payout.state.0, PayoutState::Sent | PayoutState::Unknown);
    if !is_under_way || attempts(book, payout).any(|attempt| attempt.rail == payout.rail) {
        return Ok(Begun::Over);
    }
    let held_until = book.creators.get(&payout.creator_id)?.payouts_held_until;
    if let Some(at) = held_until.filter(|until| *until > call.now) {
        return Ok(Begun::Later { at });
    }
    let attempt: AttemptId = call.derive(&format!("attempt/{}/{}", payout.id, payout.rail));
    book.attempts.put(called(call, attempt, payout, way));
    Ok(Begun::Call { attempt })
}

fn attempts<'a>(book: &'a Book, payout: &Payout) -> impl Iterator<Item = &'a Attempt> {
    let payout = payout.id;
    book.attempts.iter().filter(move |attempt| attempt.payout_id == payout)
}
