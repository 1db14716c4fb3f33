//! Every way money moves, one function a row of the rules: facts in, balanced postings out (invariant 1). Nothing is
//! decided here; whoever calls has decided. A part of nothing makes no posting.

use super::{AccountKey, AccountKind, Posting};
use crate::deal::Cost;
use crate::id::{BrandId, PersonId};
use crate::money::Money;
use crate::tax::{Agent, LineCode, TaxLine};

/// Approved work or a bonus of one deal.
#[derive(Debug, Clone, Copy)]
pub struct Earned {
    /// Who owes it.
    pub brand: BrandId,
    /// Who earned it.
    pub creator: PersonId,
    /// What it costs.
    pub cost: Cost,
    /// The part of the cost that the brand's prepayment covers; the rest is owed.
    pub from_prepaid: Money,
}

/// The platform buys a waiting claim.
#[derive(Debug, Clone, Copy)]
pub struct Advanced {
    /// Whose claim.
    pub creator: PersonId,
    /// The claim.
    pub face: Money,
    /// The price.
    pub fee: Money,
}

/// A payout on its way.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// To whom.
    pub creator: PersonId,
    /// By which rail.
    pub rail: &'a str,
    /// Who withholds.
    pub agent: Agent,
    /// What is withheld.
    pub lines: &'a [TaxLine],
    /// What is sent.
    pub net: Money,
}

/// A brand's payment that was matched to it.
#[derive(Debug, Clone, Copy)]
pub struct BrandPayment<'a> {
    /// Who paid.
    pub brand: BrandId,
    /// Where it arrived.
    pub rail: &'a str,
    /// How much.
    pub amount: Money,
    /// What the brand owed before.
    pub owed: Money,
}

/// A reversal after the creator was paid.
#[derive(Debug, Clone, Copy)]
pub struct Reversal {
    /// Who gets it back.
    pub brand: BrandId,
    /// Who had earned it.
    pub creator: PersonId,
    /// What it had cost.
    pub cost: Cost,
    /// What of it the brand still owes; the rest was paid and becomes a prepayment.
    pub still_owed: Money,
    /// Who bears it.
    pub borne_by: BorneBy,
}

/// Who bears a reversal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BorneBy {
    /// The creator, as a debt.
    Creator,
    /// The platform.
    Platform,
}

/// A reversal before the creator was paid.
#[derive(Debug, Clone, Copy)]
pub struct TakenBack {
    /// Who gets it back.
    pub brand: BrandId,
    /// Who had earned it.
    pub creator: PersonId,
    /// What it had cost.
    pub cost: Cost,
    /// What of it the brand still owes; the rest was paid and becomes a prepayment.
    pub still_owed: Money,
    /// Where the creator's part lies.
    pub lies: LiesIn,
}

/// Where an earned amount lies that was not paid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiesIn {
    /// The claim waits.
    Waiting,
    /// It may be paid out, less the price of its advance.
    Payable {
        /// The price; nothing if it was released.
        advance_fee: Money,
    },
}

/// One withheld line that a reversal takes back.
#[derive(Debug, Clone, Copy)]
pub struct LineBack {
    /// Which.
    pub line: LineCode,
    /// How much.
    pub amount: Money,
    /// It went to the state already, and the state owes it back.
    pub is_remitted: bool,
}

/// A brand's debt given up.
#[derive(Debug, Clone, Copy)]
pub struct WrittenOff {
    /// Whose.
    pub brand: BrandId,
    /// Who had earned it.
    pub creator: PersonId,
    /// What was owed.
    pub cost: Cost,
}

/// Approved: the brand owes (or had prepaid), the creator waits. Also the entry of a bonus.
pub fn approved(earned: &Earned) -> Vec<Posting> {
    let owed = earned.cost.total() - earned.from_prepaid;
    Entry::new()
        .debit(AccountKey::of(AccountKind::Receivable, earned.brand), owed)
        .debit(AccountKey::of(AccountKind::Prepaid, earned.brand), earned.from_prepaid)
        .credit(AccountKey::of(AccountKind::Waiting, earned.creator), earned.cost.earned)
        .credit(AccountKey::platform(AccountKind::Commission), earned.cost.commission)
        .credit(AccountKey::platform(AccountKind::VatPayable), earned.cost.vat)
        .done()
}

/// A bonus: as an approval, for what results earned.
pub fn bonus(earned: &Earned) -> Vec<Posting> {
    approved(earned)
}

/// The claim is bought: the creator may be paid now, less the price.
pub fn advanced(advance: &Advanced) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::of(AccountKind::Waiting, advance.creator), advance.face)
        .credit(AccountKey::of(AccountKind::Payable, advance.creator), advance.face - advance.fee)
        .credit(AccountKey::platform(AccountKind::AdvanceFee), advance.fee)
        .done()
}

/// The brand has paid: the creator may be paid all of it.
pub fn waiting_released(creator: PersonId, amount: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::of(AccountKind::Waiting, creator), amount)
        .credit(AccountKey::of(AccountKind::Payable, creator), amount)
        .done()
}

/// The payout leaves: net to the rail, lines to the state.
pub fn payout_sent(sent: &Sent<'_>) -> Vec<Posting> {
    let withheld: Money = sent.lines.iter().map(|line| line.amount).sum();
    let entry = Entry::new()
        .debit(AccountKey::of(AccountKind::Payable, sent.creator), sent.net + withheld)
        .credit(AccountKey::platform(AccountKind::InTransit).with_part(sent.rail), sent.net);
    let credit_line = |entry: Entry, line: &TaxLine| entry.credit(tax_account(sent.agent, line.line), line.amount);
    sent.lines.iter().fold(entry, credit_line).done()
}

/// The rail says it arrived, and what it charged.
pub fn payout_confirmed(rail: &str, net: Money, cost: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::platform(AccountKind::InTransit).with_part(rail), net)
        .debit(AccountKey::platform(AccountKind::RailCost).with_part(rail), cost)
        .credit(AccountKey::platform(AccountKind::Cash).with_part(rail), net + cost)
        .done()
}

/// The rail says no for good: all of it may be paid again.
pub fn payout_failed(sent: &Sent<'_>) -> Vec<Posting> {
    reversed(&payout_sent(sent))
}

/// The account's bank sent it back. [`payout_failed`] follows as an entry of its own.
pub fn payout_returned(rail: &str, net: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::platform(AccountKind::Cash).with_part(rail), net)
        .credit(AccountKey::platform(AccountKind::InTransit).with_part(rail), net)
        .done()
}

/// One rail said no, and another is tried with the same payout.
pub fn payout_rerouted(from: &str, to: &str, net: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::platform(AccountKind::InTransit).with_part(from), net)
        .credit(AccountKey::platform(AccountKind::InTransit).with_part(to), net)
        .done()
}

/// A brand paid: what it owed first, the rest ahead.
pub fn brand_paid(payment: &BrandPayment<'_>) -> Vec<Posting> {
    settled(payment, AccountKey::platform(AccountKind::Cash).with_part(payment.rail))
}

/// Money that nobody could match yet.
pub fn unmatched(rail: &str, amount: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::platform(AccountKind::Cash).with_part(rail), amount)
        .credit(AccountKey::platform(AccountKind::Suspense).with_part(rail), amount)
        .done()
}

/// Unmatched money was a brand's after all.
pub fn matched(payment: &BrandPayment<'_>) -> Vec<Posting> {
    settled(payment, AccountKey::platform(AccountKind::Suspense).with_part(payment.rail))
}

/// The exact reverse of an entry: a reversal before the advance, or a failed payout.
pub fn reversed(postings: &[Posting]) -> Vec<Posting> {
    postings.iter().map(|posting| Posting { account: posting.account.clone(), amount: -posting.amount }).collect()
}

/// A reversal before the payout: everything goes back where it came from. While the claim waits and nothing is paid it
/// is the exact reverse of the approval.
pub fn reversed_before_payout(taken: &TakenBack) -> Vec<Posting> {
    let (account, fee) = match taken.lies {
        LiesIn::Waiting => (AccountKind::Waiting, Money::ZERO),
        LiesIn::Payable { advance_fee } => (AccountKind::Payable, advance_fee),
    };
    Entry::new()
        .debit(AccountKey::of(account, taken.creator), taken.cost.earned - fee)
        .debit(AccountKey::platform(AccountKind::AdvanceFee), fee)
        .debit(AccountKey::platform(AccountKind::Commission), taken.cost.commission)
        .debit(AccountKey::platform(AccountKind::VatPayable), taken.cost.vat)
        .credit(AccountKey::of(AccountKind::Receivable, taken.brand), taken.still_owed)
        .credit(AccountKey::of(AccountKind::Prepaid, taken.brand), taken.cost.total() - taken.still_owed)
        .done()
}

/// A reversal after the payout: the brand gets all back, and somebody bears it.
pub fn reversed_after_payout(reversal: &Reversal) -> Vec<Posting> {
    let borne = match reversal.borne_by {
        BorneBy::Creator => AccountKey::of(AccountKind::Debt, reversal.creator),
        BorneBy::Platform => AccountKey::platform(AccountKind::DisputeLoss),
    };
    Entry::new()
        .debit(AccountKey::platform(AccountKind::Commission), reversal.cost.commission)
        .debit(AccountKey::platform(AccountKind::VatPayable), reversal.cost.vat)
        .debit(borne, reversal.cost.earned)
        .credit(AccountKey::of(AccountKind::Receivable, reversal.brand), reversal.still_owed)
        .credit(AccountKey::of(AccountKind::Prepaid, reversal.brand), reversal.cost.total() - reversal.still_owed)
        .done()
}

/// The tax and fee of a reversed payout, so that the creator owes exactly the cash received.
pub fn tax_and_fee_reversed(creator: PersonId, agent: Agent, lines: &[LineBack], advance_fee: Money) -> Vec<Posting> {
    let back: Money = lines.iter().map(|line| line.amount).sum();
    let entry = Entry::new()
        .debit(AccountKey::platform(AccountKind::AdvanceFee), advance_fee)
        .credit(AccountKey::of(AccountKind::Debt, creator), back + advance_fee);
    let debit_line = |entry: Entry, line: &LineBack| {
        let payable = tax_account(agent, line.line);
        let kind = if line.is_remitted { AccountKind::TaxRefund } else { AccountKind::TaxPayable };
        entry.debit(AccountKey { kind, ..payable }, line.amount)
    };
    lines.iter().fold(entry, debit_line).done()
}

/// A debt is set off against what the creator may be paid.
pub fn debt_set_off(creator: PersonId, amount: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::of(AccountKind::Payable, creator), amount)
        .credit(AccountKey::of(AccountKind::Debt, creator), amount)
        .done()
}

/// The brand will not pay what we advanced: our loss.
pub fn written_off_advanced(lost: &WrittenOff) -> Vec<Posting> {
    written_off(lost, AccountKey::platform(AccountKind::AdvanceLoss))
}

/// The brand will not pay what still waits: the claim goes back to the creator.
pub fn written_off_waiting(lost: &WrittenOff) -> Vec<Posting> {
    written_off(lost, AccountKey::of(AccountKind::Waiting, lost.creator))
}

/// A tax line goes to the state.
pub fn tax_remitted(agent: Agent, line: LineCode, rail: &str, amount: Money) -> Vec<Posting> {
    Entry::new()
        .debit(tax_account(agent, line), amount)
        .credit(AccountKey::platform(AccountKind::Cash).with_part(rail), amount)
        .done()
}

/// What a month lacks at its end is borne by the platform (TC 440(8)): nobody is left to withhold it from. Below
/// nothing, what was borne before turned out not to be due.
pub fn tax_trued_up(agent: Agent, line: LineCode, amount: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::platform(AccountKind::TaxBorne).with_part(line.code()), amount)
        .credit(tax_account(agent, line), amount)
        .done()
}

/// What was remitted turns out not to be due: the state owes it back. Below nothing, it was due after all.
pub fn tax_asked_back(agent: Agent, line: LineCode, amount: Money) -> Vec<Posting> {
    Entry::new().debit(tax_refund_account(agent, line), amount).credit(tax_account(agent, line), amount).done()
}

/// The state gives back what it was sent too much.
pub fn tax_refunded(agent: Agent, line: LineCode, rail: &str, amount: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::platform(AccountKind::Cash).with_part(rail), amount)
        .credit(tax_refund_account(agent, line), amount)
        .done()
}

/// What the state owes an agent back of one line.
pub fn tax_refund_account(agent: Agent, line: LineCode) -> AccountKey {
    AccountKey { kind: AccountKind::TaxRefund, ..tax_account(agent, line) }
}

/// VAT goes to the state.
pub fn vat_remitted(rail: &str, amount: Money) -> Vec<Posting> {
    Entry::new()
        .debit(AccountKey::platform(AccountKind::VatPayable), amount)
        .credit(AccountKey::platform(AccountKind::Cash).with_part(rail), amount)
        .done()
}

/// What an agent withheld of one line.
pub fn tax_account(agent: Agent, line: LineCode) -> AccountKey {
    let account = match agent {
        Agent::Platform => AccountKey::platform(AccountKind::TaxPayable),
        Agent::Brand(brand) => AccountKey::of(AccountKind::TaxPayable, brand),
    };
    account.with_part(line.code())
}

fn settled(payment: &BrandPayment<'_>, from: AccountKey) -> Vec<Posting> {
    let settles = payment.amount.at_most(payment.owed);
    Entry::new()
        .debit(from, payment.amount)
        .credit(AccountKey::of(AccountKind::Receivable, payment.brand), settles)
        .credit(AccountKey::of(AccountKind::Prepaid, payment.brand), payment.amount - settles)
        .done()
}

fn written_off(lost: &WrittenOff, loser: AccountKey) -> Vec<Posting> {
    Entry::new()
        .debit(loser, lost.cost.earned)
        .debit(AccountKey::platform(AccountKind::BadDebt), lost.cost.commission + lost.cost.vat)
        .credit(AccountKey::of(AccountKind::Receivable, lost.brand), lost.cost.total())
        .done()
}

/// Postings being gathered.
struct Entry(Vec<Posting>);

impl Entry {
    const fn new() -> Self {
        Self(Vec::new())
    }

    fn debit(mut self, account: AccountKey, amount: Money) -> Self {
        if !amount.is_zero() {
            self.0.push(Posting { account, amount });
        }
        self
    }

    fn credit(self, account: AccountKey, amount: Money) -> Self {
        self.debit(account, -amount)
    }

    fn done(self) -> Vec<Posting> {
        self.0
    }
}
