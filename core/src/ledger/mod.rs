//! The ledger's words: account kinds, entries, postings, holds. Double entry: a positive posting is a debit, a
//! negative one a credit, and an entry's postings sum to zero. The server writes it, the auditor re-checks it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{AccountId, Id};
use crate::money::Money;

pub mod entries;
mod invariant;
#[cfg(test)]
mod tests;

pub use invariant::Invariant;

/// What an account is for. Sign: what it normally carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// Brand owes us (debit). Bounded: balance + held ≤ credit limit, and never below zero.
    Receivable,
    /// Brand paid ahead (credit). Bounded: balance + held ≤ 0.
    Prepaid,
    /// Creator earned it; the claim is not yet sold or paid (credit). Bounded: ≤ 0.
    Waiting,
    /// Creator may be paid out now (credit). Bounded: ≤ 0.
    Payable,
    /// Creator owes us (debit). Bounded: ≥ 0.
    Debt,
    /// Money on a rail (debit). Not bounded.
    Cash,
    /// Sent on a rail and not yet confirmed (credit). Not bounded.
    InTransit,
    /// Withheld for the state, per (agent, line) (credit). Not bounded.
    TaxPayable,
    /// Remitted too much, per (agent, line) (debit). Not bounded.
    TaxRefund,
    /// The platform's commission (credit). Not bounded.
    Commission,
    /// The price of advances (credit). Not bounded.
    AdvanceFee,
    /// VAT on the commission (credit). Not bounded.
    VatPayable,
    /// Advanced and never paid by the brand (debit). Not bounded.
    AdvanceLoss,
    /// Commission and VAT never paid by the brand (debit). Not bounded.
    BadDebt,
    /// Paid out and reversed at our cost (debit). Not bounded.
    DisputeLoss,
    /// What rails charge (debit). Not bounded.
    RailCost,
    /// Tax that nobody was there to be withheld from, per line (debit). Not bounded.
    TaxBorne,
    /// Money nobody could match yet (either). Not bounded.
    Suspense,
}

/// Whose account, and which of its kind. The account's id is derived from it, so nobody looks one up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountKey {
    /// What it is for.
    pub kind: AccountKind,
    /// The brand, creator or tax agent; none for the platform's own.
    pub owner: Option<Uuid>,
    /// The rail, or the tax line; empty for others.
    pub part: String,
}

/// One side of an entry: debit if positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Which account.
    pub account: AccountKey,
    /// How much, debit positive; never zero.
    pub amount: Money,
}

/// Why money moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EntryKind {
    Approved,
    Bonus,
    Advanced,
    WaitingReleased,
    PayoutSent,
    PayoutConfirmed,
    PayoutFailed,
    PayoutReturned,
    PayoutRerouted,
    BrandPaid,
    Matched,
    Reversed,
    DebtSetOff,
    WrittenOff,
    TaxRemitted,
    TaxTrueUp,
    TaxAskedBack,
    TaxRefunded,
    VatRemitted,
    Suspense,
}

impl AccountKind {
    /// Every kind.
    pub const ALL: [Self; 18] = [
        Self::Receivable,
        Self::Prepaid,
        Self::Waiting,
        Self::Payable,
        Self::Debt,
        Self::Cash,
        Self::InTransit,
        Self::TaxPayable,
        Self::TaxRefund,
        Self::Commission,
        Self::AdvanceFee,
        Self::VatPayable,
        Self::AdvanceLoss,
        Self::BadDebt,
        Self::DisputeLoss,
        Self::RailCost,
        Self::TaxBorne,
        Self::Suspense,
    ];

    /// Bounded accounts keep a balance in their row and are locked; others are sums and take no lock.
    pub const fn is_bounded(self) -> bool {
        matches!(self, Self::Receivable | Self::Prepaid | Self::Waiting | Self::Payable | Self::Debt)
    }

    /// The stable name in SQL and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receivable => "receivable",
            Self::Prepaid => "prepaid",
            Self::Waiting => "waiting",
            Self::Payable => "payable",
            Self::Debt => "debt",
            Self::Cash => "cash",
            Self::InTransit => "in_transit",
            Self::TaxPayable => "tax_payable",
            Self::TaxRefund => "tax_refund",
            Self::Commission => "commission",
            Self::AdvanceFee => "advance_fee",
            Self::VatPayable => "vat_payable",
            Self::AdvanceLoss => "advance_loss",
            Self::BadDebt => "bad_debt",
            Self::DisputeLoss => "dispute_loss",
            Self::RailCost => "rail_cost",
            Self::TaxBorne => "tax_borne",
            Self::Suspense => "suspense",
        }
    }
}

impl EntryKind {
    /// The stable name in SQL and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Bonus => "bonus",
            Self::Advanced => "advanced",
            Self::WaitingReleased => "waiting_released",
            Self::PayoutSent => "payout_sent",
            Self::PayoutConfirmed => "payout_confirmed",
            Self::PayoutFailed => "payout_failed",
            Self::PayoutReturned => "payout_returned",
            Self::PayoutRerouted => "payout_rerouted",
            Self::BrandPaid => "brand_paid",
            Self::Matched => "matched",
            Self::Reversed => "reversed",
            Self::DebtSetOff => "debt_set_off",
            Self::WrittenOff => "written_off",
            Self::TaxRemitted => "tax_remitted",
            Self::TaxTrueUp => "tax_true_up",
            Self::TaxAskedBack => "tax_asked_back",
            Self::TaxRefunded => "tax_refunded",
            Self::VatRemitted => "vat_remitted",
            Self::Suspense => "suspense",
        }
    }
}

impl AccountKey {
    /// A platform account.
    pub const fn platform(kind: AccountKind) -> Self {
        Self { kind, owner: None, part: String::new() }
    }

    /// An account of a brand, a creator or a tax agent.
    pub fn of(kind: AccountKind, owner: impl Id) -> Self {
        Self { kind, owner: Some(owner.uuid()), part: String::new() }
    }

    /// The account of a rail or tax line.
    pub fn with_part(mut self, part: &str) -> Self {
        self.part = part.to_owned();
        self
    }

    /// The id that this key always has.
    pub fn id(&self) -> AccountId {
        AccountId::derived(self.owner.unwrap_or(Uuid::nil()), &format!("account/{}/{}", self.kind.name(), self.part))
    }
}

/// Between what a bounded account's balance may move (invariant 4); none where there is no bound. `limit` is the
/// brand's credit limit, used for what it owes; holds come on top of the balance of what a brand owes or prepaid.
pub fn bounds(kind: AccountKind, limit: Money) -> (Option<Money>, Option<Money>) {
    match kind {
        AccountKind::Receivable => (Some(Money::ZERO), Some(limit)),
        AccountKind::Prepaid | AccountKind::Waiting | AccountKind::Payable => (None, Some(Money::ZERO)),
        AccountKind::Debt => (Some(Money::ZERO), None),
        _ => (None, None),
    }
}

/// Whether a balance and what is held on top of it keep the bounds of their account (invariant 4).
pub fn is_within_bounds(kind: AccountKind, limit: Money, balance: Money, held: Money) -> bool {
    let (floor, ceiling) = bounds(kind, limit);
    floor.is_none_or(|floor| balance >= floor) && ceiling.is_none_or(|ceiling| balance + held <= ceiling)
}

/// Whether the postings sum to zero and none is empty (invariant 1).
pub fn is_balanced(postings: &[Posting]) -> bool {
    !postings.is_empty()
        && postings.iter().all(|posting| !posting.amount.is_zero())
        && postings.iter().map(|posting| posting.amount).sum::<Money>().is_zero()
}
