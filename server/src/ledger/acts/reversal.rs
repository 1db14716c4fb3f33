//! An earning is taken back, because a person decided so. Before the creator was paid, everything goes back where it
//! came from; after, the brand gets all back and somebody bears it: the creator as a debt of exactly the cash received,
//! so tax and fee go back too, or the platform.

use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{
    BorneBy, LiesIn, LineBack, Reversal, TakenBack, reversed_after_payout, reversed_before_payout, tax_and_fee_reversed,
};
use gamma_core::money::{Money, Unit};
use gamma_core::tax::LineCode;
use gamma_core::wire::views::EarningState;
use gamma_core::wire::{Code, Topic};

use super::payment::credit_invoice;
use super::{EarningLink, check_is_open, cost};
use crate::book::rows::{Earning, Withheld};
use crate::book::{Act, Book, Call, Links, Needs, Part, Refusal};
use crate::db::Word;
use crate::payouts::advances;

/// Takes an earning back.
#[derive(Debug, Clone)]
pub struct Reverse {
    pub link: EarningLink,
    /// Who bears it if the creator was paid.
    pub borne_by: BorneBy,
    /// Lines of the payout's month that went to the state already.
    pub remitted: Vec<LineCode>,
}

impl Act for Reverse {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link.deal);
        needs.invoices_of(self.link.deal.brand);
        if let Some(payout) = self.link.payout {
            needs.payout(payout, self.link.deal.creator);
        }
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let earning = book.earnings.get(&self.link.earning)?.clone();
        check_is_open(&earning)?;
        if earning.payout_id != self.link.payout {
            return Err(Refusal::new(Code::MovedOn, "its payout has changed since you looked"));
        }
        match earning.state.0 {
            EarningState::Waiting => self.before_payout(book, call, &earning, LiesIn::Waiting)?,
            EarningState::Available => {
                let advance_fee = earning.advance_fee_tiyn;
                self.before_payout(book, call, &earning, LiesIn::Payable { advance_fee })?;
            }
            EarningState::Paid => self.after_payout(book, call, &earning)?,
            EarningState::InPayout => {
                return Err(Refusal::new(Code::PayoutState, "its payout is under way: wait for the rail's answer"));
            }
            EarningState::Reversed => return Err(Refusal::from(Code::AlreadyReversed)),
        }
        self.close(book, call, &earning)?;
        Ok(serde_json::json!({ "earning": earning.id, "was": earning.state.0 }))
    }
}

impl Reverse {
    fn links(&self) -> Links {
        let link = &self.link;
        Links {
            deal: Some(link.deal.deal),
            earning: Some(link.earning),
            reverses: Some(link.booked),
            ..Links::default()
        }
    }

    fn before_payout(&self, book: &mut Book, call: &Call, earning: &Earning, lies: LiesIn) -> Result<(), Refusal> {
        let taken = TakenBack {
            brand: earning.brand_id,
            creator: earning.creator_id,
            cost: cost(earning),
            still_owed: still_owed(earning),
            lies,
        };
        let postings = reversed_before_payout(&taken);
        book.post(call, "reversed", EntryKind::Reversed, &postings, self.links()).map(drop)
    }

    fn after_payout(&self, book: &mut Book, call: &Call, earning: &Earning) -> Result<(), Refusal> {
        let reversal = Reversal {
            brand: earning.brand_id,
            creator: earning.creator_id,
            cost: cost(earning),
            still_owed: still_owed(earning),
            borne_by: self.borne_by,
        };
        let postings = reversed_after_payout(&reversal);
        book.post(call, "reversed", EntryKind::Reversed, &postings, self.links())?;
        if self.borne_by == BorneBy::Platform {
            return Ok(());
        }
        let Some(payout) = earning.payout_id else { return Ok(()) };
        let agent = book.payouts.get(&payout)?.agent.0;
        let lines = self.take_lines_back(book, earning)?;
        let postings = tax_and_fee_reversed(earning.creator_id, agent, &lines, earning.advance_fee_tiyn);
        if postings.is_empty() {
            return Ok(());
        }
        let links = Links { payout: Some(payout), reverses: None, ..self.links() };
        book.post(call, "tax_and_fee", EntryKind::Reversed, &postings, links).map(drop)
    }

    /// This earning's share of what was withheld at its payout. The last earning of a payout takes what is left, so
    /// that nothing is lost between shares.
    fn take_lines_back(&self, book: &mut Book, earning: &Earning) -> Result<Vec<LineBack>, Refusal> {
        let Some(payout) = earning.payout_id else { return Ok(Vec::new()) };
        let gross = book.payouts.get(&payout)?.gross_tiyn;
        let others = book.payout_items.iter().filter(|item| item.payout_id == payout && item.earning_id != earning.id);
        let is_open = |id| book.earnings.find(id).is_some_and(|other| other.reversed_at.is_none());
        let is_last = !others.map(|item| &item.earning_id).any(is_open);
        let is_kept = |row: &&Withheld| row.payout_id == payout && !row.is_reversal();
        let kept: Vec<Withheld> = book.withheld.iter().filter(is_kept).cloned().collect();
        let mut lines = Vec::new();
        for row in kept {
            let left = book.left_of(&row);
            let share = |whole: Money, left: Money, unit| {
                if is_last { left } else { share_of(whole, earning.amount_tiyn, gross, unit).at_most(left) }
            };
            let base = share(row.base_tiyn, left.base, Unit::Tiyn);
            let amount = share(row.amount_tiyn, left.amount, Unit::Tenge);
            book.give_back(&row, Part { gross: earning.amount_tiyn, base, amount });
            let line = row.line.0;
            lines.push(LineBack { line, amount, is_remitted: self.remitted.contains(&line) });
        }
        Ok(lines)
    }

    fn close(&self, book: &mut Book, call: &Call, earning: &Earning) -> Result<(), Refusal> {
        if earning.advanced_at.is_some() && earning.brand_paid_at.is_none() {
            advances::close(book, earning.id)?;
        }
        let row = book.earnings.edit(&earning.id)?;
        row.state = Word(EarningState::Reversed);
        row.reversed_at = Some(call.now);
        // The budget is free again; the hold stays posted, as its history.
        book.campaigns.edit(&self.link.deal.campaign)?.spent_tiyn -= cost(earning).total();
        if let Some(invoice) = earning.invoice_id {
            credit_invoice(book, invoice, still_owed(earning), call.now.day())?;
        }
        crate::campaigns::on_money(book, call, earning.brand_id);
        book.touch(earning.creator_id, Topic::Earning, earning.id);
        book.touch(earning.brand_id, Topic::Brand, earning.brand_id);
        book.touch_deal(self.link.deal);
        Ok(())
    }
}

fn still_owed(earning: &Earning) -> Money {
    cost(earning).total() - earning.brand_paid_tiyn
}

/// `whole` × `part` ÷ `of`, rounded.
fn share_of(whole: Money, part: Money, of: Money, unit: Unit) -> Money {
    let fraction = rust_decimal::Decimal::from(part.tiyn()).checked_div(rust_decimal::Decimal::from(of.tiyn()));
    fraction.map_or(Money::ZERO, |fraction| whole.share(gamma_core::money::Rate::from_decimal(fraction), unit))
}
