//! What a YES takes besides its slot: a part of the campaign's budget, money of the brand, and room for the advance.
//! Every limit is looked at here and fails closed with its own code; a limit that was tightened stops new YESes only.

use gamma_core::advance::{self, Level, Request};
use gamma_core::deal::due_on;
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::terms::TermSheet;
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;
use gamma_core::wire::commands::PayoutChoice;

use crate::book::rows::{Brand, Campaign, Creator, Deal};
use crate::book::{Book, Call, DealLink, Refusal};
use crate::campaigns::funds::{Funds, charges, is_prepaid};

/// The price of an advance against this brand for this creator, in basis points: nothing for prepaid deals.
pub fn advance_bp(brand: &Brand, creator: &Creator, now: Timestamp) -> i64 {
    if is_prepaid(brand) {
        return 0;
    }
    let days_to_due = due_on(now.day()).days_since(now.day());
    advance::price_bp(days_to_due, brand.light.0, Level::after(creator.deals_done)).unwrap_or(0)
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

/// Whether the platform may promise to advance the fee of a deal that isn't prepaid. Asked after the deal's own hold
/// was opened, so the brand's exposure has it; the creator's other promises count like open advances.
pub(super) fn check_advance(book: &Book, link: DealLink, fee: Money) -> Result<(), Refusal> {
    let brand = book.brands.get(&link.brand)?;
    let creator = book.creators.get(&link.creator)?;
    let receivable = AccountKey::of(AccountKind::Receivable, link.brand);
    let exposure = book.balance(&receivable) + book.held(&receivable);
    let of_level = advance::creator_limit(Level::after(creator.deals_done), creator.deals_done);
    let request = Request {
        brand_exposure: exposure - fee,
        brand_limit: brand.advance_limit_tiyn,
        light: brand.light.0,
        creator_open: creator.advance_open_tiyn + promised(book, link),
        creator_limit: creator.advance_limit_tiyn.unwrap_or(of_level),
        amount: fee,
    };
    advance::may_advance(&request).map_err(Refusal::from)
}

/// The fees of the creator's other open deals that are to be advanced.
fn promised(book: &Book, link: DealLink) -> Money {
    let is_promise = |deal: &&Deal| {
        deal.creator_id == link.creator
            && deal.id != link.deal
            && deal.payout_choice.0 == PayoutChoice::AtOnce
            && !deal.is_prepaid
            && deal.approved_at.is_none()
            && deal.ended_at.is_none()
    };
    book.deals.iter().filter(is_promise).map(|deal| deal.quote.0.gross).sum()
}
