//! Beginning to send: the decision after which money may leave. It commits an attempt *calling* before any call is
//! made; whoever finds such an attempt asks the rail and never calls. Tax is withheld by the rules of this day, so the
//! quote is made again here if they differ from those of the day it was asked for.

use gamma_core::id::{AttemptId, BatchId, EarningId, PayoutId, PersonId};
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{Sent, debt_set_off, payout_sent};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::payout::{lands, lands_at, moved};
use gamma_core::tax::{Agent, Profile};
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::views::{EarningState, NoticeKind, PayoutState};
use gamma_core::wire::{Code, Topic};
use serde::{Deserialize, Serialize};

use super::earn::EarnRules;
use super::history::{Counted, Keeper};
use super::making::{Quoting, agent_of, differences, quoted, withheld};
use super::rerouting::begin_again;
use crate::book::rows::{Attempt, Creator, Earning, Payout, Withheld};
use crate::book::{Act, Book, Call, Links, Needs, NoticeText, Refusal};
use crate::db::{Json, Word};

/// Committed before the call; whoever finds it asks.
pub const CALLING: &str = "calling";
/// The rail has it.
pub const SENT: &str = "sent";

/// Begins to send one payout on a rail that is called.
pub struct Begin {
    pub payout: PayoutId,
    pub creator: PersonId,
    pub rules: EarnRules,
    /// The day it is: its cash row exists.
    pub day: Day,
}

/// What to do after [`Begin`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "step")]
pub enum Begun {
    /// The attempt is committed: call the rail, once.
    Call { attempt: AttemptId },
    /// It was begun before: ask.
    Ask { attempt: AttemptId },
    /// The account is held, or the day's cash is spent.
    Later { at: Timestamp },
    /// There is nothing to send.
    Over,
}

/// How a payout leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a call that follows the commit.
    Call,
    /// In a batch that is sealed in this command.
    Batch(BatchId),
}

impl Act for Begin {
    fn needs(&self, needs: &mut Needs) {
        leaving_needs(needs, self.payout, self.creator, self.day);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let begun = begin(book, call, &self.rules, self.payout, Way::Call)?;
        serde_json::to_value(begun).map_err(|_| Refusal::new(Code::Internal, "a step has no JSON"))
    }
}

/// Names what [`begin`] looks at and changes.
pub fn leaving_needs(needs: &mut Needs, payout: PayoutId, creator: PersonId, day: Day) {
    needs.payout(payout, creator);
    needs.tax_year(creator, day.month().year());
    needs.platform_day(day);
}

/// Lets a payout leave, or says why not now.
pub fn begin(book: &mut Book, call: &Call, rules: &EarnRules, id: PayoutId, way: Way) -> Result<Begun, Refusal> {
    let payout = book.payouts.get(&id)?.clone();
    if payout.state.0 != PayoutState::Requested {
        return begin_again(book, call, &payout, way);
    }
    let creator = book.creators.get(&payout.creator_id)?.clone();
    if let Some(until) = creator.payouts_held_until.filter(|until| *until > call.now) {
        return later(book, call, rules, &payout, until, Code::PayoutsHeld);
    }
    let leaving = match remade(book, call, &payout, &creator)? {
        Ok(leaving) => leaving,
        Err(code) => return give_up(book, call, &payout, code),
    };
    let day = book.days.get(&call.now.day())?;
    if day.spent_tiyn + leaving.net_tiyn > day.cash_limit_tiyn {
        let tomorrow = call.now.day().plus_days(1).start();
        return later(book, call, rules, &leaving, tomorrow, Code::PayoutState);
    }
    leave(book, call, leaving, way)
}

/// It waits; *when it lands* moves with it, and the creator sees that.
fn later(
    book: &mut Book,
    call: &Call,
    rules: &EarnRules,
    payout: &Payout,
    at: Timestamp,
    why: Code,
) -> Result<Begun, Refusal> {
    let lands_at = lands_at(lands(rules.rail(&payout.rail)?.1.class), at);
    if book.payouts.get(&payout.id)?.lands_at != Some(lands_at) {
        book.payouts.edit(&payout.id)?.lands_at = Some(lands_at);
        book.touch(payout.creator_id, Topic::Payout, payout.id);
        if why == Code::PayoutsHeld {
            let text = NoticeText { payout: Some(payout.id), code: Some(why), ..NoticeText::default() };
            book.notify(call, payout.creator_id, NoticeKind::PayoutsHeld, text);
        }
    }
    Ok(Begun::Later { at })
}

/// The payout as it would leave now: to the account of now, with the lines of today.
fn remade(book: &Book, call: &Call, payout: &Payout, creator: &Creator) -> Result<Result<Payout, Code>, Refusal> {
    let earnings = earnings_of(book, payout.id)?;
    let Some(profile) = creator.profile_on(call.now.day()) else { return Ok(Err(Code::Precondition)) };
    let (Some(iban), Some(last4)) = (&creator.iban_sealed, &creator.iban_last4) else {
        return Ok(Err(Code::Precondition));
    };
    let agent = match one_agent(book, profile, &earnings)? {
        Ok(agent) => agent,
        Err(code) => return Ok(Err(code)),
    };
    let keeper = Keeper { person: creator.id, agent, profile };
    let debt = book.balance(&AccountKey::of(AccountKind::Debt, creator.id)).at_most(payout.debt_tiyn);
    let (day, lands) = (call.now.day(), payout.quote.0.lands);
    let quoting = Quoting { keeper, creator, earnings: &earnings, counted: Counted::Left, debt, day, lands };
    let quote = match quoted(book, &quoting) {
        Ok(quote) => quote,
        Err(code) => return Ok(Err(code)),
    };
    let mut leaving = Payout { iban_sealed: iban.clone(), iban_last4: last4.clone(), ..payout.clone() };
    leaving.month = day.month();
    leaving.tax_flags = creator.tax_flags.clone();
    if quote.lines != payout.quote.0.lines || quote.net != payout.net_tiyn || profile != payout.profile.0 {
        leaving.differences = Json(differences(book, &earnings, &quote));
        leaving.withheld_tiyn = withheld(&quote);
        (leaving.debt_tiyn, leaving.net_tiyn) = (quote.debt, quote.net);
        (leaving.agent, leaving.profile) = (Json(agent), Word(profile));
    }
    // Even with the same lines: what it assumed of the month and the day is what was so when it left.
    leaving.quote = Json(quote);
    Ok(Ok(leaving))
}

/// The agent of all these earnings, by the profile of now.
fn one_agent(book: &Book, profile: Profile, earnings: &[Earning]) -> Result<Result<Agent, Code>, Refusal> {
    let mut found: Result<Agent, Code> = Err(Code::NothingToPay);
    for (place, earning) in earnings.iter().enumerate() {
        let agent = agent_of(book, profile, earning)?;
        // The profile changed and these earnings now have two agents: they must be asked for anew.
        found = if place == 0 || agent.is_err() || agent == found { agent } else { Err(Code::MovedOn) };
        if found.is_err() {
            break;
        }
    }
    Ok(found)
}

/// The rules of today do not let it leave: the earnings are available again, and the creator hears why.
fn give_up(book: &mut Book, call: &Call, payout: &Payout, code: Code) -> Result<Begun, Refusal> {
    take_back(book, call, payout.id)?;
    book.payouts.edit(&payout.id)?.failure = Some(code.text().to_owned());
    let text = NoticeText { payout: Some(payout.id), amount: Some(payout.net_tiyn), code: Some(code), deal: None };
    book.notify(call, payout.creator_id, NoticeKind::PayoutFailed, text);
    Ok(Begun::Over)
}

/// Takes a payout back that has not left.
pub fn take_back(book: &mut Book, call: &Call, id: PayoutId) -> Result<(), Refusal> {
    let payout = book.payouts.edit(&id)?;
    payout.state = Word(moved(payout.state.0, PayoutState::Withdrawn)?);
    payout.ended_at = Some(call.now);
    let creator = payout.creator_id;
    book.touch(creator, Topic::Payout, id);
    set_free(book, id)
}

fn leave(book: &mut Book, call: &Call, mut payout: Payout, way: Way) -> Result<Begun, Refusal> {
    post_leaving(book, call, &payout)?;
    let attempt: AttemptId = call.derive(&format!("attempt/{}", payout.id));
    book.attempts.put(called(call, attempt, &payout, way));
    book.days.edit(&call.now.day())?.spent_tiyn += payout.net_tiyn;
    payout.state = Word(moved(payout.state.0, PayoutState::Sent)?);
    payout.sent_at = Some(call.now);
    payout.lands_at = Some(lands_at(payout.quote.0.lands, call.now));
    let text = NoticeText { payout: Some(payout.id), amount: Some(payout.net_tiyn), ..NoticeText::default() };
    book.notify(call, payout.creator_id, NoticeKind::PayoutSent, text);
    book.touch(payout.creator_id, Topic::Payout, payout.id);
    book.payouts.put(payout);
    Ok(Begun::Call { attempt })
}

/// A try to pay on the payout's rail, before anything is heard.
pub fn called(call: &Call, id: AttemptId, payout: &Payout, way: Way) -> Attempt {
    let (state, batch_id, answered_at) = match way {
        Way::Call => (CALLING, None, None),
        Way::Batch(batch) => (SENT, Some(batch), Some(call.now)),
    };
    Attempt {
        id,
        payout_id: payout.id,
        rail: payout.rail.clone(),
        state: state.to_owned(),
        called_at: call.now,
        answered_at,
        asked_at: None,
        external_id: None,
        failure: None,
        batch_id,
        cost_tiyn: Money::ZERO,
    }
}

/// The debt is set off, then the rest leaves: net to the rail, lines to the state.
fn post_leaving(book: &mut Book, call: &Call, payout: &Payout) -> Result<(), Refusal> {
    let links = Links { payout: Some(payout.id), ..Links::default() };
    if payout.debt_tiyn.is_positive() {
        let postings = debt_set_off(payout.creator_id, payout.debt_tiyn);
        book.post(call, &format!("set_off/{}", payout.id), EntryKind::DebtSetOff, &postings, links)?;
    }
    let postings = payout_sent(&sent(payout));
    book.post(call, &format!("sent/{}", payout.id), EntryKind::PayoutSent, &postings, links)?;
    for line in &payout.quote.0.lines {
        book.withhold(Withheld {
            payout_id: payout.id,
            line: Word(line.line),
            turn: 0,
            agent: payout.agent.clone(),
            person_id: payout.creator_id,
            month: payout.month,
            profile: payout.profile,
            gross_tiyn: payout.gross_tiyn,
            base_tiyn: line.base,
            amount_tiyn: line.amount,
            due_on: line.due_on,
            n: 0,
            k: 0,
        });
    }
    Ok(())
}

/// A payout as the ledger's builders want it.
pub fn sent(payout: &Payout) -> Sent<'_> {
    Sent {
        creator: payout.creator_id,
        rail: &payout.rail,
        agent: payout.agent.0,
        lines: &payout.quote.0.lines,
        net: payout.net_tiyn,
    }
}

/// The earnings that a payout pays, while it lives.
pub fn earnings_of(book: &Book, payout: PayoutId) -> Result<Vec<Earning>, Refusal> {
    let items = book.payout_items.iter().filter(|item| item.payout_id == payout && item.is_live);
    items.map(|item| book.earnings.get(&item.earning_id).cloned()).collect()
}

/// The payout is over and paid nothing: its earnings are available again.
pub fn set_free(book: &mut Book, payout: PayoutId) -> Result<(), Refusal> {
    let earnings: Vec<EarningId> = earnings_of(book, payout)?.iter().map(|earning| earning.id).collect();
    for id in earnings {
        book.payout_items.edit(&(payout, id))?.is_live = false;
        let earning = book.earnings.edit(&id)?;
        earning.state = Word(EarningState::Available);
        earning.payout_id = None;
        let creator = earning.creator_id;
        book.touch(creator, Topic::Earning, id);
    }
    Ok(())
}
