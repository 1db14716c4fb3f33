//! A brand's trust limit: how much work may be approved because the brand was silent. What a clock decided counts against
//! it until the brand itself says yes, pays, or the deal ends without a fee.

use gamma_core::advance::is_within_trust;
use gamma_core::money::Money;

use crate::book::{Book, DealLink, Refusal};

/// Counts a deal's fee against the limit; says whether the limit covers it. A deal counts once.
pub(super) fn take(book: &mut Book, link: DealLink, fee: Money) -> Result<bool, Refusal> {
    if book.deals.get(&link.deal)?.trusted_tiyn.is_positive() {
        return Ok(true);
    }
    let brand = book.brands.get(&link.brand)?;
    if !is_within_trust(brand.trust_limit_tiyn, brand.trust_used_tiyn, fee) {
        return Ok(false);
    }
    book.brands.edit(&link.brand)?.trust_used_tiyn += fee;
    book.deals.edit(&link.deal)?.trusted_tiyn = fee;
    Ok(true)
}

/// Stops counting a deal: the brand said yes itself, paid, or owes nothing.
pub fn release(book: &mut Book, link: DealLink) -> Result<(), Refusal> {
    let trusted = book.deals.get(&link.deal)?.trusted_tiyn;
    if trusted.is_positive() {
        book.brands.edit(&link.brand)?.trust_used_tiyn -= trusted;
        book.deals.edit(&link.deal)?.trusted_tiyn = Money::ZERO;
    }
    Ok(())
}
