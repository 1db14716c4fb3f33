//! A deal's clocks: what is due when, when it runs out, and what happens then. A creator who is late has 48 hours of
//! grace; a brand's silence means yes.

use crate::terms::TermSheet;
use crate::time::Timestamp;
use crate::wire::views::DealState;

/// Hours between a creator's deadline and the deal's end.
pub const GRACE_HOURS: i64 = 48;
/// Days in which the product must reach the creator.
pub const PRODUCT_DAYS: i64 = 14;

/// The one clock that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The deadline that people see.
    pub due_at: Timestamp,
    /// The moment at which something happens: the deadline, or the end of its grace.
    pub runs_out_at: Timestamp,
    /// What happens.
    pub happens: Happens,
}

/// What happens when a clock runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happens {
    /// No product came: the deal expires.
    ProductLate,
    /// No draft came: the deal expires.
    DraftLate,
    /// The brand was silent: the draft is cleared, within its trust limit.
    DraftClears,
    /// No post came: the deal expires.
    PostLate,
    /// The brand was silent: the post passes, within its trust limit.
    PostPasses,
    /// Results no longer count: the rest of the hold is void.
    BonusOver,
}

impl Clock {
    /// The clock of a stored deal: a state has one kind of clock, so a row needs only the deadline.
    pub const fn restored(state: DealState, due_at: Timestamp) -> Option<Self> {
        Some(match state {
            DealState::ProductDue => Self::plain(due_at, Happens::ProductLate),
            DealState::DraftDue | DealState::FixAsked => Self::graced(due_at, Happens::DraftLate),
            DealState::DraftSent => Self::plain(due_at, Happens::DraftClears),
            DealState::Cleared => Self::graced(due_at, Happens::PostLate),
            DealState::Posted => Self::plain(due_at, Happens::PostPasses),
            DealState::Approved => Self::plain(due_at, Happens::BonusOver),
            DealState::Frozen | DealState::Closed | DealState::Cancelled | DealState::Expired => return None,
        })
    }

    pub(super) const fn product(at: Timestamp) -> Self {
        Self::plain(at.plus_days(PRODUCT_DAYS), Happens::ProductLate)
    }

    pub(super) fn draft(sheet: &TermSheet, at: Timestamp) -> Self {
        Self::graced(at.plus_days(i64::from(sheet.deadlines.draft_days)), Happens::DraftLate)
    }

    pub(super) fn fix(sheet: &TermSheet, at: Timestamp) -> Self {
        Self::graced(at.plus_hours(i64::from(sheet.deadlines.fix_hours)), Happens::DraftLate)
    }

    pub(super) fn clearing(sheet: &TermSheet, at: Timestamp) -> Self {
        Self::plain(at.plus_hours(i64::from(sheet.deadlines.clear_hours)), Happens::DraftClears)
    }

    pub(super) fn post(sheet: &TermSheet, at: Timestamp) -> Self {
        Self::graced(at.plus_hours(i64::from(sheet.deadlines.post_hours)), Happens::PostLate)
    }

    pub(super) fn check(sheet: &TermSheet, at: Timestamp) -> Self {
        Self::plain(at.plus_hours(i64::from(sheet.deadlines.check_hours)), Happens::PostPasses)
    }

    /// None without a bonus: nothing more can be earned, so nothing runs.
    pub(super) fn bonus(sheet: &TermSheet, at: Timestamp) -> Option<Self> {
        let bonus = sheet.bonus.as_ref()?;
        Some(Self::plain(at.plus_days(i64::from(bonus.until_days)), Happens::BonusOver))
    }

    const fn plain(due_at: Timestamp, happens: Happens) -> Self {
        Self { due_at, runs_out_at: due_at, happens }
    }

    const fn graced(due_at: Timestamp, happens: Happens) -> Self {
        Self { due_at, runs_out_at: due_at.plus_hours(GRACE_HOURS), happens }
    }
}
