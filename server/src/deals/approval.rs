//! The approval: the act that earns the fixed fee. Without a bonus nothing more can be earned, so the hold is closed.

use gamma_core::deal::Event;
use gamma_core::id::EarningId;
use gamma_core::money::Money;
use gamma_core::time::Day;
use gamma_core::wire::views::{EarningKind, NoticeKind};

use super::{funding, post, step};
use crate::app::App;
use crate::book::{Book, Call, DealLink, Needs, NoticeText, Refusal};
use crate::payouts::earn::{self, EarnRules};

/// What an act that may approve carries with it.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub earn: EarnRules,
    /// The day on which it was asked.
    pub day: Day,
}

impl Rules {
    pub fn of(app: &App) -> Self {
        Self { earn: EarnRules::from(app), day: app.clock.now().day() }
    }
}

/// Names what an approval looks at and changes.
pub(super) fn needs(needs: &mut Needs, link: DealLink, rules: &Rules) {
    needs.deal(link);
    earn::needs(needs, link, rules.day);
}

/// Passes the newest post and earns the fee.
pub(super) fn approve(book: &mut Book, call: &Call, rules: &Rules, link: DealLink) -> Result<EarningId, Refusal> {
    step::take(book, call, link, Event::PostPassed)?;
    after_pass(book, call, rules, link)
}

/// What follows when a post has passed, whoever passed it: a machine, a brand, an operator or the clock.
pub(super) fn after_pass(book: &mut Book, call: &Call, rules: &Rules, link: DealLink) -> Result<EarningId, Refusal> {
    post::mark_passed(book, call, link)?;
    let fee = step::sheet(book, link)?.fixed_fee;
    let deal = book.deals.edit(&link.deal)?;
    deal.bonus_until = deal.due_at;
    let has_bonus = deal.bonus_until.is_some();
    let earning = earn_fee(book, call, rules, link, fee)?;
    if !has_bonus {
        funding::free(book, call, link)?;
    }
    Ok(earning)
}

/// Earns the fee, or the part of it that a person has decided.
pub(super) fn earn_fee(
    book: &mut Book,
    call: &Call,
    rules: &Rules,
    link: DealLink,
    amount: Money,
) -> Result<EarningId, Refusal> {
    book.deals.edit(&link.deal)?.approved_at = Some(call.now);
    let text = NoticeText { deal: Some(link.deal), amount: Some(amount), ..NoticeText::default() };
    book.notify(call, link.creator, NoticeKind::Approved, text);
    let earning = earn::earn(book, call, &rules.earn, link, EarningKind::FixedFee, amount)?;
    // Only now: the limits that YES looked at are those of a creator with one deal less.
    let creator = book.creators.edit(&link.creator)?;
    creator.deals_done = creator.deals_done.saturating_add(1);
    Ok(earning)
}
