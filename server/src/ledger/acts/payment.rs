//! A brand pays: receivables first, the oldest due first, the rest ahead. Money of an unknown payer waits in suspense
//! until somebody says whose it is. The bank's own reference is the key: a statement read twice books nothing twice.

use gamma_core::id::{BrandId, BrandPaymentId, EarningId, Id};
use gamma_core::ledger::entries::{BrandPayment, brand_paid, matched, unmatched};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind, Posting};
use gamma_core::money::Money;
use gamma_core::time::Day;
use gamma_core::wire::{Code, Topic};
use uuid::Uuid;

use super::settled::EarningSettled;
use super::{cost, turn_light};
use crate::book::rows;
use crate::book::{Act, Book, Call, Links, Needs, Refusal};

/// The id that a bank's reference always has.
pub fn payment_id(reference: &str) -> BrandPaymentId {
    BrandPaymentId::derived(Uuid::nil(), &format!("brand payment/{reference}"))
}

/// Money came in from a brand, or from somebody we do not know.
#[derive(Debug, Clone)]
pub struct BrandPaid {
    pub brand: Option<BrandId>,
    pub reference: String,
    /// Where it arrived.
    pub rail: String,
    pub amount: Money,
    pub paid_on: Day,
}

/// Unmatched money was this brand's after all.
#[derive(Debug, Clone, Copy)]
pub struct MatchPayment {
    pub payment: BrandPaymentId,
    pub brand: BrandId,
}

impl Act for BrandPaid {
    fn needs(&self, needs: &mut Needs) {
        needs.brand_payment(payment_id(&self.reference));
        if let Some(brand) = self.brand {
            needs.open_receivables(brand);
        }
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let id = payment_id(&self.reference);
        if !self.amount.is_positive() {
            return Err(Refusal::new(Code::InvalidField, "a payment is more than nothing"));
        }
        if book.brand_payments.find(&id).is_some() {
            return Err(Refusal::new(Code::AmountMismatch, "the bank's reference was booked before"));
        }
        book.brand_payments.put(rows::BrandPayment {
            id,
            brand_id: self.brand,
            reference: self.reference.clone(),
            rail: self.rail.clone(),
            amount_tiyn: self.amount,
            settled_tiyn: Money::ZERO,
            paid_on: self.paid_on,
            learned_at: call.now,
            matched_at: self.brand.map(|_| call.now),
        });
        let settled = match self.brand {
            Some(brand) => settle(book, call, id, brand, EntryKind::BrandPaid, brand_paid)?,
            None => {
                let links = Links { happened_at: Some(self.paid_on.start()), ..Links::default() };
                book.post(call, "payment", EntryKind::Suspense, &unmatched(&self.rail, self.amount), links)?;
                Money::ZERO
            }
        };
        Ok(serde_json::json!({ "payment": id, "settled": settled }))
    }
}

impl Act for MatchPayment {
    fn needs(&self, needs: &mut Needs) {
        needs.brand_payment(self.payment);
        needs.open_receivables(self.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let payment = book.brand_payments.edit(&self.payment)?;
        if payment.brand_id.is_some() {
            return Err(Refusal::new(Code::MovedOn, "the payment has its brand already"));
        }
        payment.brand_id = Some(self.brand);
        payment.matched_at = Some(call.now);
        let settled = settle(book, call, self.payment, self.brand, EntryKind::Matched, matched)?;
        Ok(serde_json::json!({ "payment": self.payment, "settled": settled }))
    }
}

/// Books a payment as the brand's and closes what it covers.
fn settle(
    book: &mut Book,
    call: &Call,
    id: BrandPaymentId,
    brand: BrandId,
    kind: EntryKind,
    entry: fn(&BrandPayment<'_>) -> Vec<Posting>,
) -> Result<Money, Refusal> {
    let payment = book.brand_payments.get(&id)?.clone();
    let owed = book.balance(&AccountKey::of(AccountKind::Receivable, brand));
    let facts = BrandPayment { brand, rail: &payment.rail, amount: payment.amount_tiyn, owed };
    let links = Links { happened_at: Some(payment.paid_on.start()), ..Links::default() };
    book.post(call, "payment", kind, &entry(&facts), links)?;
    let settled = payment.amount_tiyn.at_most(owed);
    book.brand_payments.edit(&id)?.settled_tiyn = settled;
    let mut left = settled;
    for earning in oldest_due_first(book, brand) {
        left -= pay(book, call, earning, left, payment.paid_on)?;
        if left.is_zero() {
            break;
        }
    }
    turn_light(book, brand, call.now.day())?;
    book.touch(brand, Topic::Brand, brand);
    crate::campaigns::on_money(book, call, brand);
    Ok(settled)
}

fn oldest_due_first(book: &Book, brand: BrandId) -> Vec<EarningId> {
    let is_owed = |row: &&rows::Earning| {
        row.brand_id == brand
            && row.brand_paid_at.is_none()
            && row.reversed_at.is_none()
            && row.written_off_at.is_none()
    };
    let mut owed: Vec<_> =
        book.earnings.iter().filter(is_owed).map(|row| (row.due_on, row.earned_at, row.id)).collect();
    owed.sort_unstable();
    owed.into_iter().map(|(_, _, id)| id).collect()
}

/// Puts as much of `left` as it takes into one earning and its invoice; says how much that was.
fn pay(book: &mut Book, call: &Call, id: EarningId, left: Money, paid_on: Day) -> Result<Money, Refusal> {
    let earning = book.earnings.edit(&id)?;
    let total = cost(earning).total();
    let part = left.at_most(total - earning.brand_paid_tiyn);
    earning.brand_paid_tiyn += part;
    if earning.brand_paid_tiyn == total {
        earning.brand_paid_at = Some(call.now);
        let settled = EarningSettled { earning: id, creator: earning.creator_id };
        let (brand, deal) = (earning.brand_id, earning.deal_id);
        crate::deals::trust::on_paid(book, call, brand, deal);
        // The creator's side needs the creator's lock, which this gathering does not hold.
        book.enqueue(call, EarningSettled::JOB, &id.to_string(), &settled.body(), call.now);
    }
    if let Some(invoice) = book.earnings.get(&id)?.invoice_id {
        credit_invoice(book, invoice, part, paid_on)?;
    }
    Ok(part)
}

/// Counts money (or a credit) towards an invoice.
pub(super) fn credit_invoice(
    book: &mut Book,
    id: gamma_core::id::InvoiceId,
    part: Money,
    paid_on: Day,
) -> Result<(), Refusal> {
    let invoice = book.invoices.edit(&id)?;
    invoice.paid_tiyn += part;
    if invoice.paid_tiyn >= invoice.total_tiyn && invoice.paid_on.is_none() {
        invoice.paid_on = Some(paid_on);
    }
    let brand = invoice.brand_id;
    book.touch(brand, Topic::Invoice, id);
    Ok(())
}
