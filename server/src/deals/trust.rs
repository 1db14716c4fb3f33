//! A brand's trust limit: how much work may be approved because the brand was silent. What a clock decided counts
//! against it until the brand itself says yes, pays, or the deal ends without a fee.

use gamma_core::advance::is_within_trust;
use gamma_core::id::{BrandId, DealId};
use gamma_core::money::Money;

use crate::book::{Act, Book, Call, DealLink, Needs, Refusal};

/// The job that stops counting a deal that was paid.
pub(super) const PAID_JOB: &str = "deal.paid";

/// The brand has paid for a deal.
pub(super) struct Paid {
    pub link: DealLink,
}

impl Act for Paid {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, _call: &Call) -> Result<serde_json::Value, Refusal> {
        release(book, self.link)?;
        Ok(serde_json::Value::Null)
    }
}

/// Says that a brand has paid for a deal, where the deal itself is not in hand.
pub fn on_paid(book: &mut Book, call: &Call, brand: BrandId, deal: DealId) {
    let counts = book.brands.find(&brand).is_some_and(|brand| brand.trust_used_tiyn.is_positive());
    if counts {
        book.enqueue(call, PAID_JOB, &deal.to_string(), &serde_json::json!({ "deal": deal }), call.now);
    }
}

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
pub(super) fn release(book: &mut Book, link: DealLink) -> Result<(), Refusal> {
    let trusted = book.deals.get(&link.deal)?.trusted_tiyn;
    if trusted.is_positive() {
        book.brands.edit(&link.brand)?.trust_used_tiyn -= trusted;
        book.deals.edit(&link.deal)?.trusted_tiyn = Money::ZERO;
    }
    Ok(())
}
