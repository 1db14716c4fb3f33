//! Deals: from YES to paid work. One state, at most one running clock, and a function from an event to the next deal
//! or a refusal. The server owns the moments; a claim from a phone never enters here.

mod clock;
mod cost;
mod post;
#[cfg(test)]
mod tests;

pub use clock::{Clock, GRACE_HOURS, Happens, PRODUCT_DAYS};
pub use cost::{Charges, Cost, due_on};
pub use post::{PostLink, check_ad_label, post_link};

use crate::terms::TermSheet;
use crate::time::Timestamp;
use crate::wire::Code;
use crate::wire::views::{DealState, Ended};

/// Minutes after YES in which it can be taken back without penalty.
pub const UNDO_MINUTES: i64 = 15;

/// Where a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deal {
    /// The state.
    pub state: DealState,
    /// When YES became a deal.
    pub agreed_at: Timestamp,
    /// Fix rounds used.
    pub fix_rounds_used: u8,
    /// A product is on its way or there.
    pub has_shipped: bool,
    /// A draft was sent at least once.
    pub has_draft: bool,
    /// The clock that runs, if one does.
    pub clock: Option<Clock>,
    /// Why it ended, if it ended early.
    pub ended: Option<Ended>,
}

/// What can happen to a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The brand sent the product.
    ProductShipped,
    /// The creator has it.
    ProductDelivered,
    /// The creator sent a draft.
    DraftSent,
    /// The brand, or a person for it, cleared the draft.
    DraftCleared,
    /// The brand asked for a change.
    FixAsked,
    /// The brand refused after the last fix.
    DraftRefused,
    /// A person decided about a refused draft.
    Decided(Decision),
    /// The creator sent the post's link.
    Posted,
    /// The post is not as agreed.
    PostReturned,
    /// The post passed: the approval.
    PostPassed,
    /// The creator took YES back.
    TakenBack,
    /// The creator ended the deal.
    Cancelled,
    /// The running clock ran out. A silent brand's draft or post passes only within its trust limit.
    ClockRan {
        /// The brand's trust limit covers it.
        is_trusted: bool,
    },
    /// The approval was reversed.
    Reversed,
}

/// What a person decided about a frozen sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Decision {
    Full,
    Part,
    None,
}

impl Deal {
    /// The deal that a YES made.
    pub fn agreed(sheet: &TermSheet, at: Timestamp) -> Self {
        let needs_product = sheet.product.is_some();
        Self {
            state: if needs_product { DealState::ProductDue } else { DealState::DraftDue },
            agreed_at: at,
            fix_rounds_used: 0,
            has_shipped: false,
            has_draft: false,
            clock: Some(if needs_product { Clock::product(at) } else { Clock::draft(sheet, at) }),
            ended: None,
        }
    }

    /// Until when YES can be taken back; none once a product has shipped or a draft exists.
    pub fn undo_until(&self) -> Option<Timestamp> {
        let is_open = matches!(self.state, DealState::ProductDue | DealState::DraftDue);
        let is_untouched = !self.has_shipped && !self.has_draft;
        (is_open && is_untouched).then(|| self.agreed_at.plus_minutes(UNDO_MINUTES))
    }

    /// Nothing more can be earned: the rest of the hold is void.
    pub const fn is_over(&self) -> bool {
        matches!(self.state, DealState::Closed | DealState::Cancelled | DealState::Expired)
    }

    /// The deal after an event that the server received `at` this moment.
    pub fn after(&self, event: Event, sheet: &TermSheet, at: Timestamp) -> Result<Self, Code> {
        match event {
            Event::ProductShipped | Event::ProductDelivered => self.after_product(event, sheet, at),
            Event::DraftSent | Event::DraftCleared | Event::FixAsked | Event::DraftRefused => {
                self.after_draft(event, sheet, at)
            }
            Event::Posted | Event::PostReturned | Event::PostPassed => self.after_post(event, sheet, at),
            Event::Decided(decision) => self.decided(decision),
            Event::TakenBack => self.taken_back(at),
            Event::Cancelled => self.cancelled(),
            Event::ClockRan { is_trusted } => self.after_clock(is_trusted, sheet, at),
            Event::Reversed => self.reversed(),
        }
    }

    fn after_product(&self, event: Event, sheet: &TermSheet, at: Timestamp) -> Result<Self, Code> {
        self.must_be(&[DealState::ProductDue])?;
        if event == Event::ProductShipped {
            return Ok(Self { has_shipped: true, ..*self });
        }
        let delivered = Self { has_shipped: true, ..*self };
        Ok(delivered.now(DealState::DraftDue, Some(Clock::draft(sheet, at))))
    }

    fn after_draft(&self, event: Event, sheet: &TermSheet, at: Timestamp) -> Result<Self, Code> {
        if event == Event::DraftSent {
            self.must_be(&[DealState::DraftDue, DealState::FixAsked])?;
            self.must_be_in_time(at)?;
            let sent = Self { has_draft: true, ..*self };
            return Ok(sent.now(DealState::DraftSent, Some(Clock::clearing(sheet, at))));
        }
        self.must_be(&[DealState::DraftSent])?;
        let has_rounds_left = self.fix_rounds_used < sheet.fix_rounds;
        match event {
            Event::FixAsked => {
                self.must_be_in_time(at)?;
                if !has_rounds_left {
                    return Err(Code::FixRoundsUsed);
                }
                let asked = Self { fix_rounds_used: self.fix_rounds_used.saturating_add(1), ..*self };
                Ok(asked.now(DealState::FixAsked, Some(Clock::fix(sheet, at))))
            }
            Event::DraftRefused => {
                self.must_be_in_time(at)?;
                // While a fix can be asked for, it must be: refusing is for the end.
                if has_rounds_left { Err(Code::DealState) } else { Ok(self.now(DealState::Frozen, None)) }
            }
            _ => Ok(self.now(DealState::Cleared, Some(Clock::post(sheet, at)))),
        }
    }

    fn after_post(&self, event: Event, sheet: &TermSheet, at: Timestamp) -> Result<Self, Code> {
        if event == Event::Posted {
            self.must_be(&[DealState::Cleared])?;
            self.must_be_in_time(at)?;
            return Ok(self.now(DealState::Posted, Some(Clock::check(sheet, at))));
        }
        self.must_be(&[DealState::Posted])?;
        if event == Event::PostReturned {
            self.must_be_in_time(at)?;
            return Ok(self.now(DealState::Cleared, Some(Clock::post(sheet, at))));
        }
        Ok(self.now(DealState::Approved, Clock::bonus(sheet, at)))
    }

    fn decided(&self, decision: Decision) -> Result<Self, Code> {
        self.must_be(&[DealState::Frozen])?;
        let ended = match decision {
            Decision::Full => None,
            Decision::Part => Some(Ended::DecidedPart),
            Decision::None => Some(Ended::DecidedNone),
        };
        Ok(Self { ended, ..self.now(DealState::Closed, None) })
    }

    fn taken_back(&self, at: Timestamp) -> Result<Self, Code> {
        match self.undo_until() {
            Some(until) if at <= until => Ok(self.ending(DealState::Cancelled, Ended::TakenBack)),
            _ => Err(Code::UndoTooLate),
        }
    }

    fn cancelled(&self) -> Result<Self, Code> {
        self.must_be(&[DealState::ProductDue, DealState::DraftDue])?;
        Ok(self.ending(DealState::Cancelled, Ended::CancelledByCreator))
    }

    fn after_clock(&self, is_trusted: bool, sheet: &TermSheet, at: Timestamp) -> Result<Self, Code> {
        let clock = self.clock.filter(|clock| clock.runs_out_at <= at).ok_or(Code::DealState)?;
        // A silent brand beyond its trust limit leaves the decision to a person: the state stays, the clock stops.
        let waits = Self { clock: None, ..*self };
        Ok(match clock.happens {
            Happens::ProductLate => self.ending(DealState::Expired, Ended::ProductLate),
            Happens::DraftLate => self.ending(DealState::Expired, Ended::DraftLate),
            Happens::PostLate => self.ending(DealState::Expired, Ended::PostLate),
            Happens::DraftClears if is_trusted => self.now(DealState::Cleared, Some(Clock::post(sheet, at))),
            Happens::PostPasses if is_trusted => self.now(DealState::Approved, Clock::bonus(sheet, at)),
            Happens::DraftClears | Happens::PostPasses => waits,
            Happens::BonusOver => self.now(DealState::Closed, None),
        })
    }

    fn reversed(&self) -> Result<Self, Code> {
        if self.ended == Some(Ended::Reversed) {
            return Err(Code::AlreadyReversed);
        }
        let is_earned = self.state == DealState::Closed && self.ended != Some(Ended::DecidedNone);
        if self.state == DealState::Approved || is_earned {
            Ok(self.ending(DealState::Closed, Ended::Reversed))
        } else {
            Err(Code::DealState)
        }
    }

    fn must_be(&self, states: &[DealState]) -> Result<(), Code> {
        if states.contains(&self.state) { Ok(()) } else { Err(Code::DealState) }
    }

    fn must_be_in_time(&self, at: Timestamp) -> Result<(), Code> {
        let is_late = self.clock.is_some_and(|clock| clock.runs_out_at <= at);
        if is_late { Err(Code::DeadlinePassed) } else { Ok(()) }
    }

    const fn now(&self, state: DealState, clock: Option<Clock>) -> Self {
        Self { state, clock, ..*self }
    }

    const fn ending(&self, state: DealState, ended: Ended) -> Self {
        Self { state, clock: None, ended: Some(ended), ..*self }
    }
}
