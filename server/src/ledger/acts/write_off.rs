//! The brand will not pay. What the platform advanced is its loss; a claim that still waits goes back to the creator.
//! The bill stays unpaid, and so the brand's light stays red.

use gamma_core::deal::Cost;
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{WrittenOff, written_off_advanced, written_off_waiting};
use gamma_core::money::Money;
use gamma_core::wire::views::EarningState;
use gamma_core::wire::{Code, Topic};

use super::{EarningLink, check_is_open, cost};
use crate::book::rows::Earning;
use crate::book::{Act, Book, Call, Links, Needs, Refusal};
use crate::db::Word;
use crate::payouts::advances;

/// Gives up what a brand owes for one earning.
#[derive(Debug, Clone, Copy)]
pub struct WriteOff {
    pub link: EarningLink,
}

impl Act for WriteOff {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link.deal);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let link = &self.link;
        let earning = book.earnings.get(&link.earning)?.clone();
        check_is_open(&earning)?;
        let lost = WrittenOff { brand: earning.brand_id, creator: earning.creator_id, cost: still_owed(&earning)? };
        let postings = if earning.advanced_at.is_some() {
            advances::close(book, earning.id)?;
            written_off_advanced(&lost)
        } else if earning.state.0 == EarningState::Waiting && earning.brand_paid_tiyn.is_zero() {
            book.earnings.edit(&earning.id)?.state = Word(EarningState::Reversed);
            written_off_waiting(&lost)
        } else {
            return Err(Refusal::new(Code::AmountMismatch, "it was paid in part: take it back instead"));
        };
        let links = Links { deal: Some(earning.deal_id), earning: Some(earning.id), ..Links::default() };
        book.post(call, "written_off", EntryKind::WrittenOff, &postings, links)?;
        book.earnings.edit(&earning.id)?.written_off_at = Some(call.now);
        crate::campaigns::on_money(book, call, earning.brand_id);
        book.touch(earning.creator_id, Topic::Earning, earning.id);
        book.touch(earning.brand_id, Topic::Brand, earning.brand_id);
        Ok(serde_json::json!({ "lost": lost.cost.total() }))
    }
}

/// What the brand has not paid of an earning: what it did pay went for the creator's part first.
fn still_owed(earning: &Earning) -> Result<Cost, Refusal> {
    let whole = cost(earning);
    let owed = whole.total() - earning.brand_paid_tiyn;
    if !owed.is_positive() {
        return Err(Refusal::new(Code::AmountMismatch, "the brand owes nothing for it"));
    }
    let vat = owed.at_most(whole.vat);
    let commission = (owed - vat).at_most(whole.commission);
    Ok(Cost { earned: (owed - vat - commission).max(Money::ZERO), commission, vat })
}
