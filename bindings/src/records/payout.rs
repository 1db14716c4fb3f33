//! Money that was earned and where it is. A payout opens to the ledger's own lines.

use gamma_core::id::{DealId, EarningId, PayoutId};
use gamma_core::ledger::{AccountKind, EntryKind};
use gamma_core::money;
use gamma_core::quote::Difference;
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::views::{self, EarningKind, EarningState, PayoutState};

use super::{AskedView, Money, QuoteView, RefusedView, all, whole};

/// Everything the money screen shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PayoutsView {
    /// Can be paid out now.
    pub available: Money,
    /// Earned; the brand has not paid.
    pub waiting: Money,
    /// In payouts under way.
    pub under_way: Money,
    /// Newest first.
    pub payouts: Vec<PayoutView>,
    /// Newest first.
    pub earnings: Vec<EarningView>,
    /// What was asked and has no answer. A payout asked for here has its command's id.
    pub asked: Vec<AskedView>,
    /// What was asked about money and refused.
    pub refused: Vec<RefusedView>,
    /// The account's last four characters; none stands before a payout.
    pub iban_last4: Option<String>,
    /// Payouts wait until then, after a change of the account.
    pub held_until: Option<Timestamp>,
}

/// One payout.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PayoutView {
    /// Which.
    pub payout: PayoutId,
    /// Where it is.
    pub state: PayoutState,
    /// Equal to the tiyn to what is sent.
    pub quote: QuoteView,
    /// Why it differs from what the offers said; usually empty.
    pub differences: Vec<Difference>,
    /// What it pays.
    pub earnings: Vec<EarningId>,
    /// Asked for.
    pub requested_at: Timestamp,
    /// Sent to the rail.
    pub sent_at: Option<Timestamp>,
    /// On the account.
    pub confirmed_at: Option<Timestamp>,
    /// When it should land, as the rail says it.
    pub lands_at: Option<Timestamp>,
    /// The account's last four characters.
    pub iban_last4: String,
    /// Why it failed, in the rail's words.
    pub failure: Option<String>,
    /// How it adds up: the ledger's own lines.
    pub ledger: Vec<LedgerLineView>,
}

/// One earned amount.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EarningView {
    /// Which.
    pub earning: EarningId,
    /// Of which deal.
    pub deal: DealId,
    /// Fee or bonus.
    pub kind: EarningKind,
    /// What was earned.
    pub amount: Money,
    /// The advance's price, once taken.
    pub advance_fee: Money,
    /// Where it is.
    pub state: EarningState,
    /// When the brand owes it.
    pub due_on: Day,
    /// What an advance would cost now, in hundredths of a per cent, if one can be had.
    pub advance_bp: Option<i32>,
}

/// One posting behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LedgerLineView {
    /// Why money moved.
    pub entry: EntryKind,
    /// On which account.
    pub account: AccountKind,
    /// The rail or tax line; often empty.
    pub part: String,
    /// Debit positive.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

/// Why money moved.
#[uniffi::remote(Enum)]
pub enum EntryKind {
    /// The fee was earned.
    Approved,
    /// A bonus was earned.
    Bonus,
    /// The claim was sold.
    Advanced,
    /// The brand paid, and what waited is available.
    WaitingReleased,
    /// A payout left.
    PayoutSent,
    /// A payout arrived.
    PayoutConfirmed,
    /// A payout failed.
    PayoutFailed,
    /// A payout came back.
    PayoutReturned,
    /// One rail said no, and the payout left on another.
    PayoutRerouted,
    /// The brand paid.
    BrandPaid,
    /// A payment was matched.
    Matched,
    /// Something was reversed.
    Reversed,
    /// A debt was set off.
    DebtSetOff,
    /// A claim was written off.
    WrittenOff,
    /// Tax went to the state.
    TaxRemitted,
    /// What a month lacked was borne.
    TaxTrueUp,
    /// The state has too much.
    TaxAskedBack,
    /// The state gave it back.
    TaxRefunded,
    /// VAT went to the state.
    VatRemitted,
    /// Money nobody could match.
    Suspense,
}

/// What an account of the ledger is for.
#[uniffi::remote(Enum)]
pub enum AccountKind {
    /// What a brand owes.
    Receivable,
    /// What a brand paid ahead.
    Prepaid,
    /// Earned, not paid by the brand.
    Waiting,
    /// Earned and free to be paid out.
    Payable,
    /// What the creator owes.
    Debt,
    /// Money on a rail.
    Cash,
    /// Sent and not confirmed.
    InTransit,
    /// Withheld for the state.
    TaxPayable,
    /// Remitted too much.
    TaxRefund,
    /// The platform's commission.
    Commission,
    /// The price of advances.
    AdvanceFee,
    /// VAT on the commission.
    VatPayable,
    /// Advanced and never paid.
    AdvanceLoss,
    /// Commission never paid.
    BadDebt,
    /// Reversed at the platform's cost.
    DisputeLoss,
    /// What rails charge.
    RailCost,
    /// Tax that the platform bore.
    TaxBorne,
    /// Not matched yet.
    Suspense,
}

impl PayoutsView {
    /// `profile` is asked for the account, `refused` only for what is about money.
    pub(crate) fn of(
        shown: gamma_core::device::PayoutsShown,
        profile: Option<views::ProfileView>,
        refused: Vec<RefusedView>,
    ) -> Self {
        let sum = |state: EarningState| -> Money {
            let of_state = shown.earnings.iter().filter(|earning| earning.state == state);
            of_state.map(|earning| earning.amount - earning.advance_fee).sum::<money::Money>().into()
        };
        Self {
            available: sum(EarningState::Available),
            waiting: sum(EarningState::Waiting),
            under_way: sum(EarningState::InPayout),
            payouts: all(shown.payouts),
            earnings: all(shown.earnings),
            asked: all(shown.asked),
            refused: refused.into_iter().filter(|refused| refused.kind.is_about_money()).collect(),
            held_until: profile.as_ref().and_then(|profile| profile.payouts_held_until),
            iban_last4: profile.and_then(|profile| profile.iban_last4),
        }
    }
}

impl From<views::PayoutView> for PayoutView {
    fn from(view: views::PayoutView) -> Self {
        Self {
            payout: view.payout,
            state: view.state,
            quote: view.quote.into(),
            differences: view.differences,
            earnings: view.earnings,
            requested_at: view.requested_at,
            sent_at: view.sent_at,
            confirmed_at: view.confirmed_at,
            lands_at: view.lands_at,
            iban_last4: view.iban_last4,
            failure: view.failure,
            ledger: all(view.ledger),
        }
    }
}

impl From<views::EarningView> for EarningView {
    fn from(view: views::EarningView) -> Self {
        Self {
            earning: view.earning,
            deal: view.deal,
            kind: view.kind,
            amount: view.amount.into(),
            advance_fee: view.advance_fee.into(),
            state: view.state,
            due_on: view.due_on,
            advance_bp: view.advance_bp.map(whole),
        }
    }
}

impl From<views::LedgerLine> for LedgerLineView {
    fn from(line: views::LedgerLine) -> Self {
        Self { entry: line.entry, account: line.account, part: line.part, amount: line.amount.into(), at: line.at }
    }
}
