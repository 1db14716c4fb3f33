//! Every ending: taken back, cancelled, expired, decided by a person, or over because its bonus window closed. What is
//! left of the hold is void; a slot that bought nothing is free again.

use gamma_core::deal::{Decision, Event, Happens};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::views::{Cleared, DealState, Ended, NoticeKind};
use gamma_core::wire::{Code, Topic};

use super::approval::Rules;
use super::{approval, draft, funding, step, trust};
use crate::book::{Act, Book, Call, DealLink, Needs, NoticeText, Refusal};
use crate::campaigns;

/// The creator ends the deal before a draft was sent.
pub(super) struct Cancel {
    pub link: DealLink,
}

/// A person decides about a refused draft.
pub(super) struct Decide {
    pub link: DealLink,
    pub verdict: Verdict,
    pub note: String,
    pub rules: Rules,
}

/// What a person decided to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Full,
    Part(Money),
    None,
}

/// A clock ran out.
pub(super) struct RunClock {
    pub link: DealLink,
    /// The deadline that this clock was started for.
    pub due_at: Timestamp,
    pub rules: Rules,
}

impl Act for Cancel {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        end(book, call, self.link, Event::Cancelled)?;
        Ok(serde_json::Value::Null)
    }
}

impl Act for Decide {
    fn needs(&self, needs: &mut Needs) {
        approval::needs(needs, self.link, &self.rules);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let fee = step::sheet(book, self.link)?.fixed_fee;
        let (decision, amount) = match self.verdict {
            Verdict::Full => (Decision::Full, fee),
            Verdict::None => (Decision::None, Money::ZERO),
            Verdict::Part(amount) if amount.is_positive() && amount < fee => (Decision::Part, amount),
            Verdict::Part(_) => {
                return Err(Refusal::new(Code::AmountMismatch, "a part is more than nothing and less than the fee"));
            }
        };
        step::take(book, call, self.link, Event::Decided(decision))?;
        let mut earning = None;
        if amount.is_positive() {
            earning = Some(approval::earn_fee(book, call, &self.rules, self.link, amount)?);
        }
        settle(book, call, self.link)?;
        Ok(serde_json::json!({ "amount": amount, "earning": earning, "note": self.note }))
    }
}

impl Act for RunClock {
    fn needs(&self, needs: &mut Needs) {
        approval::needs(needs, self.link, &self.rules);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let before = step::read(book, self.link)?;
        let Some(clock) = before.clock.filter(|clock| clock.due_at == self.due_at) else {
            return Ok(serde_json::json!({ "ran": false }));
        };
        let asks_trust = matches!(clock.happens, Happens::DraftClears | Happens::PostPasses);
        let fee = step::sheet(book, self.link)?.fixed_fee;
        let is_trusted = asks_trust && trust::take(book, self.link, fee)?;
        let after = step::take(book, call, self.link, Event::ClockRan { is_trusted })?;
        match (clock.happens, after.state) {
            (Happens::DraftClears, DealState::Cleared) => {
                draft::mark_cleared(book, call, self.link, Cleared::ByClock)?;
            }
            (Happens::PostPasses, DealState::Approved) => {
                approval::after_pass(book, call, &self.rules, self.link)?;
            }
            _ if after.is_over() => settle(book, call, self.link)?,
            // Beyond the trust limit the work stays where it is, and a person sees it.
            _ => {}
        }
        Ok(serde_json::json!({ "ran": true, "state": after.state }))
    }
}

/// Takes a step that ends the deal.
pub(super) fn end(book: &mut Book, call: &Call, link: DealLink, event: Event) -> Result<(), Refusal> {
    step::take(book, call, link, event)?;
    settle(book, call, link)
}

/// What follows when a deal is over.
fn settle(book: &mut Book, call: &Call, link: DealLink) -> Result<(), Refusal> {
    funding::free(book, call, link)?;
    let deal = book.deals.get(&link.deal)?;
    let ended = deal.ended.map(|ended| ended.0);
    if deal.approved_at.is_none() {
        trust::release(book, link)?;
        campaigns::on_slot_freed(book, call, link.campaign)?;
    }
    campaigns::touch(book, link.campaign)?;
    book.touch(link.brand, Topic::Brand, link.brand);
    let text = NoticeText { deal: Some(link.deal), ..NoticeText::default() };
    match ended {
        Some(Ended::TakenBack | Ended::CancelledByCreator) => {
            book.notify(call, link.brand, NoticeKind::DealEnded, text);
        }
        Some(_) => {
            book.notify(call, link.brand, NoticeKind::DealEnded, text);
            book.notify(call, link.creator, NoticeKind::DealEnded, text);
        }
        None => {}
    }
    Ok(())
}
