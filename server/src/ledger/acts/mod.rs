//! The acts of the ledger, one file a reason why money moves.

mod payment;
mod remittance;
mod reversal;
mod settled;
mod write_off;

pub use payment::{BrandPaid, MatchPayment, payment_id};
pub use remittance::{TaxRemitted, VatRemitted};
pub use reversal::Reverse;
pub use settled::EarningSettled;
pub use write_off::WriteOff;

use gamma_core::deal::Cost;
use gamma_core::id::{BrandId, EarningId, EntryId, PayoutId};
use gamma_core::wire::Code;

use crate::book::rows::Earning;
use crate::book::{DealLink, Refusal};
use crate::db::{Db, DbError};

/// What belongs to an earning and is read before the gate; only `payout` can change, so a decision compares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarningLink {
    pub earning: EarningId,
    pub deal: DealLink,
    /// The entry that booked it.
    pub booked: EntryId,
    pub payout: Option<PayoutId>,
}

impl EarningLink {
    pub async fn find(db: &Db, earning: EarningId) -> Result<Option<Self>, DbError> {
        let sql = "select e.deal_id, d.campaign_id, e.brand_id, e.creator_id, e.payout_id, b.id from earning e
                   join deal d on d.id = e.deal_id
                   join entry b on b.earning_id = e.id and b.kind in ('approved', 'bonus') where e.id = $1";
        let Some(row) = db.find(sql, crate::args![earning]).await? else { return Ok(None) };
        let deal = DealLink { deal: row.get(0)?, campaign: row.get(1)?, brand: row.get(2)?, creator: row.get(3)? };
        Ok(Some(Self { earning, deal, payout: row.get(4)?, booked: row.get(5)? }))
    }
}

/// What an earning cost its brand.
const fn cost(earning: &Earning) -> Cost {
    Cost { earned: earning.amount_tiyn, commission: earning.commission_tiyn, vat: earning.vat_tiyn }
}

/// Only an earning that was neither taken back nor given up can be.
fn check_is_open(earning: &Earning) -> Result<(), Refusal> {
    if earning.reversed_at.is_some() || earning.written_off_at.is_some() {
        return Err(Refusal::new(Code::AlreadyReversed, "it was taken back or written off before"));
    }
    Ok(())
}

/// The light that a brand's bills earn it on a day; says whether it turned.
pub fn turn_light(book: &mut crate::book::Book, brand: BrandId, today: gamma_core::time::Day) -> Result<bool, Refusal> {
    let of_brand = book.invoices.iter().filter(|invoice| invoice.brand_id == brand);
    let bills: Vec<_> = of_brand
        .map(|invoice| gamma_core::advance::PaidBill { due_on: invoice.due_on, paid_on: invoice.paid_on })
        .collect();
    let light = gamma_core::advance::light(&bills, today);
    if book.brands.get(&brand)?.light.0 == light {
        return Ok(false);
    }
    book.brands.edit(&brand)?.light = crate::db::Word(light);
    book.touch(brand, gamma_core::wire::Topic::Brand, brand);
    Ok(true)
}
