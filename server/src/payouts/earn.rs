//! Earning: approved work or a bonus becomes a claim of the creator. With Daily Pay the platform buys the claim at the
//! price that YES froze and the payout starts in the same command. What stands in the way of the money (a limit, a
//! missing account) leaves the earning where it is with a notice; it never refuses the approval.

use gamma_core::deal::{Charges, Cost, due_on};
use gamma_core::id::EarningId;
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{Earned, approved, bonus, waiting_released};
use gamma_core::money::{Money, Rate};
use gamma_core::payout::RailClass;
use gamma_core::time::Day;
use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::views::{EarningKind, EarningState, NoticeKind};
use gamma_core::wire::{Code, Topic};
use std::collections::BTreeMap;

use super::advances;
use super::making::{self, Made};
use crate::app::App;
use crate::book::rows::{Deal, Earning};
use crate::book::{Book, Call, DealLink, Links, Needs, NoticeText, Refusal};
use crate::db::Word;

/// What decisions about earnings and payouts need of the configuration.
#[derive(Debug, Clone)]
pub struct EarnRules {
    /// For deals whose own rail is no longer there.
    pub default_rail: String,
    /// Tried after a plain *no* of another, if it is there.
    pub second_rail: Option<String>,
    pub rails: BTreeMap<String, RailRules>,
}

/// What decisions need to know of a rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RailRules {
    pub class: RailClass,
    pub is_batched: bool,
}

impl From<&App> for EarnRules {
    fn from(app: &App) -> Self {
        let rules = |rail: &dyn super::rails::Rail| RailRules { class: rail.class(), is_batched: rail.is_batched() };
        let rails = app.rails.iter().map(|rail| (rail.name().to_owned(), rules(rail.as_ref()))).collect();
        Self { default_rail: app.config.default_rail.clone(), second_rail: app.config.second_rail.clone(), rails }
    }
}

impl EarnRules {
    /// The rail with this name if there is one, else the default one.
    pub fn rail(&self, name: &str) -> Result<(&str, RailRules), Refusal> {
        let found = self.rails.get_key_value(name).or_else(|| self.rails.get_key_value(&self.default_rail));
        let found = found.or_else(|| self.rails.first_key_value());
        found.map(|(name, rules)| (name.as_str(), *rules)).ok_or_else(|| Refusal::new(Code::Internal, "no rail"))
    }
}

/// Names what [`earn`] and [`release`] look at and change.
pub fn needs(needs: &mut Needs, link: DealLink, day: Day) {
    needs.deal(link);
    needs.open_earnings(link.creator);
    needs.tax_year(link.creator, day.month().year());
}

/// Books `amount` as earned: the hold is posted, the brand owes (or had prepaid) it, and the creator's earning is made.
pub fn earn(
    book: &mut Book,
    call: &Call,
    rules: &EarnRules,
    link: DealLink,
    kind: EarningKind,
    amount: Money,
) -> Result<EarningId, Refusal> {
    let deal = book.deals.get(&link.deal)?.clone();
    let earning = booked(book, call, &deal, kind, amount)?;
    if kind == EarningKind::Bonus {
        let text = NoticeText { deal: Some(deal.id), amount: Some(amount), ..NoticeText::default() };
        book.notify(call, deal.creator_id, NoticeKind::BonusEarned, text);
    }
    let is_at_once = deal.payout_choice.0 == PayoutChoice::AtOnce;
    if deal.is_prepaid {
        make_available(book, call, earning)?;
    } else if is_at_once && let Err(code) = advances::take(book, call, earning, deal.advance_bp)? {
        tell(book, call, earning, NoticeKind::AdvanceRefused, Some(code))?;
    }
    if book.earnings.get(&earning)?.state.0 == EarningState::Available {
        let made =
            if is_at_once { making::pay_out(book, call, rules, deal.creator_id, &[earning])? } else { Made::default() };
        if made.payouts.is_empty() {
            tell(book, call, earning, NoticeKind::EarningAvailable, made.refused)?;
        }
    }
    Ok(earning)
}

/// The brand has paid for an earning; call it once for each. A waiting earning becomes available; for an advanced one
/// the platform has its money back, and the creator's limit is free again.
pub fn release(book: &mut Book, call: &Call, earning: EarningId) -> Result<(), Refusal> {
    let row = book.earnings.get(&earning)?;
    if row.advanced_at.is_some() {
        return advances::close(book, earning);
    }
    if row.state.0 == EarningState::Waiting {
        make_available(book, call, earning)?;
        tell(book, call, earning, NoticeKind::EarningAvailable, None)?;
    }
    Ok(())
}

fn booked(book: &mut Book, call: &Call, deal: &Deal, kind: EarningKind, amount: Money) -> Result<EarningId, Refusal> {
    if !amount.is_positive() {
        return Err(Refusal::new(Code::AmountMismatch, "nothing was earned"));
    }
    let cost = cost(book, deal, amount);
    book.post_hold(deal.id, cost.total())?;
    let from_prepaid = if deal.is_prepaid { cost.total() } else { Money::ZERO };
    let earned = Earned { brand: deal.brand_id, creator: deal.creator_id, cost, from_prepaid };
    let (entry, postings) = match kind {
        EarningKind::FixedFee => (EntryKind::Approved, approved(&earned)),
        EarningKind::Bonus => (EntryKind::Bonus, bonus(&earned)),
    };
    let id: EarningId = call.derive(&format!("earning/{}/{kind:?}", deal.id));
    let links = Links { deal: Some(deal.id), earning: Some(id), ..Links::default() };
    book.post(call, &format!("earned/{id}"), entry, &postings, links)?;
    book.earnings.put(waiting(call, deal, kind, &cost, id));
    if kind == EarningKind::Bonus {
        book.deals.edit(&deal.id)?.bonus_tiyn += amount;
    }
    book.touch(deal.creator_id, Topic::Earning, id);
    // What is held became owed or paid: both of the brand's figures change.
    book.touch(deal.brand_id, Topic::Brand, deal.brand_id);
    book.touch(deal.brand_id, Topic::Campaign, deal.campaign_id);
    Ok(id)
}

/// Parts of a deal are charged cumulatively, so that together they never pass its hold.
fn cost(book: &Book, deal: &Deal, amount: Money) -> Cost {
    let charges = Charges { commission: Rate::from_bp(deal.commission_bp), vat: Rate::from_bp(deal.vat_bp) };
    let of_deal = book.earnings.iter().filter(|earning| earning.deal_id == deal.id);
    charges.cost_after(of_deal.map(|earning| earning.amount_tiyn).sum(), amount)
}

fn waiting(call: &Call, deal: &Deal, kind: EarningKind, cost: &Cost, id: EarningId) -> Earning {
    Earning {
        id,
        deal_id: deal.id,
        creator_id: deal.creator_id,
        brand_id: deal.brand_id,
        kind: Word(kind),
        amount_tiyn: cost.earned,
        commission_tiyn: cost.commission,
        vat_tiyn: cost.vat,
        is_prepaid: deal.is_prepaid,
        state: Word(EarningState::Waiting),
        due_on: due_on(call.now.day()),
        earned_at: call.now,
        advanced_at: None,
        advance_bp: None,
        advance_fee_tiyn: Money::ZERO,
        brand_paid_tiyn: if deal.is_prepaid { cost.total() } else { Money::ZERO },
        brand_paid_at: deal.is_prepaid.then_some(call.now),
        invoice_id: None,
        payout_id: None,
        reversed_at: None,
        written_off_at: None,
        n: 0,
    }
}

fn make_available(book: &mut Book, call: &Call, earning: EarningId) -> Result<(), Refusal> {
    let row = book.earnings.edit(&earning)?;
    row.state = Word(EarningState::Available);
    let (creator, amount, deal) = (row.creator_id, row.amount_tiyn, row.deal_id);
    let links = Links { deal: Some(deal), earning: Some(earning), ..Links::default() };
    let postings = waiting_released(creator, amount);
    book.post(call, &format!("released/{earning}"), EntryKind::WaitingReleased, &postings, links)?;
    book.touch(creator, Topic::Earning, earning);
    Ok(())
}

/// Tells the creator about an earning, with the reason if something stands in the way.
pub(super) fn tell(
    book: &mut Book,
    call: &Call,
    earning: EarningId,
    kind: NoticeKind,
    code: Option<Code>,
) -> Result<(), Refusal> {
    let row = book.earnings.get(&earning)?;
    let (creator, amount, deal) = (row.creator_id, row.amount_tiyn, row.deal_id);
    let text = NoticeText { deal: Some(deal), payout: row.payout_id, amount: Some(amount), code };
    book.notify(call, creator, kind, text);
    Ok(())
}
