//! What a YES takes besides its slot: a part of the campaign's budget, money of the brand, and room for the advance.
//! Every limit is looked at here and fails closed with its own code; a limit that was tightened stops new YESes only.

use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::terms::TermSheet;
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;

use crate::book::rows::{Brand, Campaign, Creator};
use crate::book::{Book, Call, DealLink, Refusal};
use crate::campaigns;
use crate::campaigns::funds::{Funds, charges, is_prepaid};
use crate::payouts::advances;

/// The price of an advance against this brand for this creator, in basis points: nothing for prepaid deals.
pub fn advance_bp(brand: &Brand, creator: &Creator, now: Timestamp) -> i64 {
    if is_prepaid(brand) {
        return 0;
    }
    advances::price_of_deal(brand, creator.deals_done, now.day()).unwrap_or(0)
}

/// What a deal on these terms costs its brand at most.
pub(super) fn hold_amount(campaign: &Campaign, sheet: &TermSheet, vat_bp: i64) -> Money {
    charges(campaign.commission_bp, vat_bp).hold(sheet.fixed_fee, sheet.cap())
}

/// Holds the largest cost of the deal on the campaign's budget and on the brand's money.
pub(super) fn hold(book: &mut Book, call: &Call, link: DealLink, amount: Money) -> Result<(), Refusal> {
    let campaign = book.campaigns.get(&link.campaign)?;
    if campaign.held_tiyn + campaign.spent_tiyn + amount > campaign.budget_tiyn {
        return Err(Code::BudgetSpent.into());
    }
    let funds = Funds::in_book(book, link.brand)?;
    if !funds.covers(amount) {
        return Err(Code::BrandLimit.into());
    }
    let kind = if funds.is_prepaid { AccountKind::Prepaid } else { AccountKind::Receivable };
    book.open_hold(call, link, &AccountKey::of(kind, link.brand), amount)
}

/// Gives back what is left of the deal's hold; the brand's campaigns that wait for money are looked at again.
pub(super) fn free(book: &mut Book, call: &Call, link: DealLink) -> Result<(), Refusal> {
    if book.void_hold(call, link.deal)?.is_positive() {
        campaigns::on_money(book, call, link.brand);
    }
    Ok(())
}

/// Whether the platform may promise to advance the fee of a deal that isn't prepaid. Asked after the deal's own hold
/// was opened, so the brand's exposure has it; the creator's other promises count like open advances.
pub(super) fn check_advance(book: &Book, link: DealLink, fee: Money) -> Result<(), Refusal> {
    let brand = book.brands.get(&link.brand)?;
    let creator = book.creators.get(&link.creator)?;
    let receivable = AccountKey::of(AccountKind::Receivable, link.brand);
    let exposure = book.balance(&receivable) + book.held(&receivable);
    let promised = advances::promised(book.deals.iter(), link.creator, Some(link.deal));
    advances::may_promise(brand, Some(creator), exposure, promised, fee).map_err(Refusal::from)
}
