//! What became of a payout: the one place where a rail's words change the books. A late, repeated or contradicting word
//! changes nothing twice; what contradicts is left to the nightly comparison and to a person.

use gamma_core::id::{AttemptId, EntryId, PayoutId, PersonId};
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{debt_set_off, payout_confirmed, payout_failed, payout_returned, reversed};
use gamma_core::payout::moved;
use gamma_core::wire::views::{EarningState, NoticeKind, PayoutState};
use gamma_core::wire::{Code, Topic};

use super::earn::EarnRules;
use super::rails::{Report, Status};
use super::rerouting::{another_rail, reroute};
pub use super::sending::CALLING;
use super::sending::{SENT, earnings_of, sent, set_free};
use crate::book::rows::{Attempt, Payout, Withheld};
use crate::book::{Act, Book, Call, Links, Needs, NoticeText, Refusal};
use crate::db::{Db, DbError, Word};

/// The job that asks what became of an attempt.
pub const ASK: &str = "payout_ask";
const ASK_FIRST_AFTER_S: i64 = 15;

/// Nobody knows: it is asked about.
pub const UNKNOWN: &str = "unknown";
pub const CONFIRMED: &str = "confirmed";
pub const FAILED: &str = "failed";
pub const RETURNED: &str = "returned";

/// A word about one attempt.
#[derive(Debug, Clone)]
pub struct Tell {
    pub link: AttemptLink,
    pub word: Heard,
    /// Which rail to try after a plain *no*.
    pub rules: EarnRules,
}

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    Report(Report),
    /// No answer, or none that can be read.
    Nothing,
}

/// What belongs to an attempt and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptLink {
    pub attempt: AttemptId,
    pub payout: PayoutId,
    pub creator: PersonId,
    /// The entry that sent it.
    pub sent: Option<EntryId>,
    /// The entry that set a debt off, if there was one.
    pub set_off: Option<EntryId>,
}

/// Whether a rail's answer may still come.
pub fn is_open_state(state: &str) -> bool {
    [CALLING, SENT, UNKNOWN].contains(&state)
}

/// The unchanging things around an attempt.
pub async fn find_link(db: &Db, attempt: AttemptId) -> Result<Option<AttemptLink>, DbError> {
    let sql = "select a.payout_id, p.creator_id from attempt a join payout p on p.id = a.payout_id where a.id = $1";
    let Some(row) = db.find(sql, crate::args![attempt]).await? else { return Ok(None) };
    let payout: PayoutId = row.get(0)?;
    let sql = "select id, kind from entry where payout_id = $1 and reverses is null";
    let mut link = AttemptLink { attempt, payout, creator: row.get(1)?, sent: None, set_off: None };
    for entry in db.list(sql, crate::args![payout]).await? {
        match entry.get::<Word<EntryKind>>(1)?.0 {
            EntryKind::PayoutSent => link.sent = Some(entry.get(0)?),
            EntryKind::DebtSetOff => link.set_off = Some(entry.get(0)?),
            _ => {}
        }
    }
    Ok(Some(link))
}

impl Act for Tell {
    fn needs(&self, needs: &mut Needs) {
        needs.payout(self.link.payout, self.link.creator);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let attempt = book.attempts.get(&self.link.attempt)?.clone();
        let payout = book.payouts.get(&self.link.payout)?.clone();
        let news = match &self.word {
            Heard::Nothing => unclear(book, call, &attempt, &payout)?,
            Heard::Report(report) => self.report(book, call, &attempt, &payout, report)?,
        };
        if news == News::Contradiction {
            tracing::error!(payout = %payout.id, attempt = %attempt.id, "a rail contradicts our books");
        }
        let state = book.payouts.get(&payout.id)?.state;
        Ok(serde_json::json!({ "payout": payout.id, "state": state.0, "is_news": news == News::Fresh }))
    }
}

/// Calls the same attempt again, because its rail has never heard of it and would by now.
#[derive(Debug, Clone, Copy)]
pub struct Resend {
    pub link: AttemptLink,
    pub window_s: i64,
}

impl Act for Resend {
    fn needs(&self, needs: &mut Needs) {
        needs.payout(self.link.payout, self.link.creator);
    }

    /// Says whether the caller may call: only one of several that ask at once may.
    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let attempt = book.attempts.edit(&self.link.attempt)?;
        let is_unheard = attempt.state == CALLING || attempt.state == UNKNOWN;
        let may_call = is_unheard && call.now >= attempt.called_at.plus_seconds(self.window_s);
        if may_call {
            attempt.state = CALLING.to_owned();
            attempt.called_at = call.now;
            attempt.answered_at = None;
        }
        Ok(may_call.into())
    }
}

/// Whether a word changed anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    Fresh,
    Old,
    Contradiction,
}

impl Tell {
    fn report(
        &self,
        book: &mut Book,
        call: &Call,
        attempt: &Attempt,
        payout: &Payout,
        report: &Report,
    ) -> Result<News, Refusal> {
        use PayoutState::{Confirmed, Failed, Requested, Returned, Sent, Unknown, Withdrawn};
        let link = &self.link;
        let is_under_way = matches!(payout.state.0, Sent | Unknown);
        if is_under_way && !is_open_state(&attempt.state) {
            // About a rail that had said no, while another one has the payout.
            let is_old = matches!(report.status, Status::Failed | Status::Accepted);
            return Ok(if is_old { News::Old } else { News::Contradiction });
        }
        match (report.status, payout.state.0) {
            (Status::Accepted, Sent | Unknown) => accept(book, call, attempt, report),
            (Status::Confirmed, Sent | Unknown) => confirm(book, call, attempt, payout, report),
            (Status::Failed, Sent | Unknown) => fail(book, call, &self.rules, link, payout, report),
            (Status::Returned, Sent | Unknown) => {
                confirm(book, call, attempt, payout, report)?;
                give_back(book, call, link, payout, report)
            }
            (Status::Returned, Confirmed) => give_back(book, call, link, payout, report),
            (Status::Accepted, _) | (Status::Confirmed, Confirmed | Returned) => Ok(News::Old),
            (Status::Failed, Failed) | (Status::Returned, Returned) => Ok(News::Old),
            (Status::Confirmed, Failed | Requested | Withdrawn)
            | (Status::Failed, Confirmed | Returned | Requested | Withdrawn)
            | (Status::Returned, Failed | Requested | Withdrawn) => Ok(News::Contradiction),
        }
    }
}

fn unclear(book: &mut Book, call: &Call, attempt: &Attempt, payout: &Payout) -> Result<News, Refusal> {
    let is_open = matches!(payout.state.0, PayoutState::Sent | PayoutState::Unknown);
    // Asked in vain about something that the rail had accepted: it still has it.
    if !is_open || attempt.state == SENT || !is_open_state(&attempt.state) {
        return Ok(News::Old);
    }
    let edited = book.attempts.edit(&attempt.id)?;
    edited.asked_at = Some(call.now);
    edited.state = UNKNOWN.to_owned();
    enqueue_ask(book, call, attempt.id);
    if payout.state.0 == PayoutState::Unknown {
        return Ok(News::Old);
    }
    book.payouts.edit(&payout.id)?.state = Word(moved(payout.state.0, PayoutState::Unknown)?);
    told(book, call, payout, NoticeKind::PayoutUnknown, None);
    Ok(News::Fresh)
}

fn enqueue_ask(book: &mut Book, call: &Call, attempt: AttemptId) {
    let body = serde_json::json!({ "attempt": attempt });
    book.enqueue(call, ASK, &attempt.to_string(), &body, call.now.plus_seconds(ASK_FIRST_AFTER_S));
}

fn accept(book: &mut Book, call: &Call, attempt: &Attempt, report: &Report) -> Result<News, Refusal> {
    let edited = book.attempts.edit(&attempt.id)?;
    edited.asked_at = Some(call.now);
    if attempt.state != CALLING && attempt.state != UNKNOWN {
        return Ok(News::Old);
    }
    edited.state = SENT.to_owned();
    edited.answered_at = Some(call.now);
    edited.external_id = report.external_id.clone().or(edited.external_id.take());
    // The rail will call back; a callback can be lost.
    enqueue_ask(book, call, attempt.id);
    Ok(News::Fresh)
}

fn confirm(book: &mut Book, call: &Call, attempt: &Attempt, payout: &Payout, report: &Report) -> Result<News, Refusal> {
    let edited = close(book, call, attempt.id, CONFIRMED, report)?;
    edited.cost_tiyn = report.cost;
    let postings = payout_confirmed(&payout.rail, payout.net_tiyn, report.cost);
    let links = Links { payout: Some(payout.id), ..Links::default() };
    book.post(call, &format!("confirmed/{}", payout.id), EntryKind::PayoutConfirmed, &postings, links)?;
    let row = book.payouts.edit(&payout.id)?;
    row.state = Word(moved(row.state.0, PayoutState::Confirmed)?);
    row.confirmed_at = Some(call.now);
    for earning in earnings_of(book, payout.id)? {
        book.earnings.edit(&earning.id)?.state = Word(EarningState::Paid);
        book.touch(payout.creator_id, Topic::Earning, earning.id);
    }
    told(book, call, payout, NoticeKind::PayoutConfirmed, None);
    Ok(News::Fresh)
}

fn fail(
    book: &mut Book,
    call: &Call,
    rules: &EarnRules,
    link: &AttemptLink,
    payout: &Payout,
    report: &Report,
) -> Result<News, Refusal> {
    close(book, call, link.attempt, FAILED, report)?;
    if let Some(rail) = another_rail(book, rules, payout) {
        reroute(book, call, rules, payout, rail)?;
        return Ok(News::Fresh);
    }
    let row = book.payouts.edit(&payout.id)?;
    row.state = Word(moved(row.state.0, PayoutState::Failed)?);
    take_apart(book, call, link, payout, report)?;
    told(book, call, payout, NoticeKind::PayoutFailed, Some(Code::PayoutState));
    Ok(News::Fresh)
}

fn give_back(
    book: &mut Book,
    call: &Call,
    link: &AttemptLink,
    payout: &Payout,
    report: &Report,
) -> Result<News, Refusal> {
    close(book, call, link.attempt, RETURNED, report)?;
    let postings = payout_returned(&payout.rail, payout.net_tiyn);
    let links = Links { payout: Some(payout.id), ..Links::default() };
    book.post(call, &format!("returned/{}", payout.id), EntryKind::PayoutReturned, &postings, links)?;
    let row = book.payouts.edit(&payout.id)?;
    row.state = Word(moved(row.state.0, PayoutState::Returned)?);
    take_apart(book, call, link, payout, report)?;
    told(book, call, payout, NoticeKind::PayoutReturned, None);
    Ok(News::Fresh)
}

/// What sending did is reversed: payable, tax, debt; the earnings are available again.
fn take_apart(
    book: &mut Book,
    call: &Call,
    link: &AttemptLink,
    payout: &Payout,
    report: &Report,
) -> Result<(), Refusal> {
    let links = Links { payout: Some(payout.id), reverses: link.sent, ..Links::default() };
    let postings = payout_failed(&sent(payout));
    book.post(call, &format!("failed/{}", payout.id), EntryKind::PayoutFailed, &postings, links)?;
    if payout.debt_tiyn.is_positive() {
        let links = Links { reverses: link.set_off, ..links };
        let postings = reversed(&debt_set_off(payout.creator_id, payout.debt_tiyn));
        book.post(call, &format!("set_off_back/{}", payout.id), EntryKind::DebtSetOff, &postings, links)?;
    }
    let is_kept = |row: &&Withheld| row.payout_id == payout.id && !row.is_reversal();
    let kept: Vec<Withheld> = book.withheld.iter().filter(is_kept).cloned().collect();
    for row in kept {
        book.give_back(&row, book.left_of(&row));
    }
    let row = book.payouts.edit(&payout.id)?;
    row.ended_at = Some(call.now);
    row.failure = report.reason.clone();
    set_free(book, payout.id)
}

fn close<'a>(
    book: &'a mut Book,
    call: &Call,
    attempt: AttemptId,
    state: &str,
    report: &Report,
) -> Result<&'a mut Attempt, Refusal> {
    let edited = book.attempts.edit(&attempt)?;
    edited.state = state.to_owned();
    edited.answered_at = Some(call.now);
    edited.failure = report.reason.clone();
    if report.external_id.is_some() {
        edited.external_id = report.external_id.clone();
    }
    Ok(edited)
}

fn told(book: &mut Book, call: &Call, payout: &Payout, kind: NoticeKind, code: Option<Code>) {
    let text = NoticeText { payout: Some(payout.id), amount: Some(payout.net_tiyn), code, deal: None };
    book.notify(call, payout.creator_id, kind, text);
    book.touch(payout.creator_id, Topic::Payout, payout.id);
}
