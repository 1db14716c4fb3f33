//! The acts of invoices: issuing one, and looking at how a brand pays.

use gamma_core::deal::due_on;
use gamma_core::id::{BrandId, EarningId, Id, InvoiceId};
use gamma_core::money::Money;
use gamma_core::time::{Day, Month};
use gamma_core::wire::Topic;
use gamma_core::wire::views::NoticeKind;

use crate::book::rows::{Earning, Invoice};
use crate::book::{Act, Book, Call, Needs, NoticeText, Refusal};
use crate::ledger::acts::turn_light;

/// On these days late a brand is reminded.
const REMINDED_DAYS_LATE: [i64; 4] = [1, 7, 14, 30];

/// Bills a brand for everything that was earned before a month began and is on no bill yet.
#[derive(Debug, Clone, Copy)]
pub struct IssueInvoice {
    pub brand: BrandId,
    /// The month that is over.
    pub month: Month,
}

/// Looks at a brand's bills of a day: turns its light, reminds it.
#[derive(Debug, Clone, Copy)]
pub struct LookAtLateness {
    pub brand: BrandId,
}

impl IssueInvoice {
    /// The id that a brand's invoice of a month always has.
    pub fn id(&self) -> InvoiceId {
        InvoiceId::derived(self.brand.uuid(), &format!("invoice/{}", self.month))
    }

    fn issued_on(&self) -> Day {
        self.month.next().first_day()
    }
}

impl Act for IssueInvoice {
    fn needs(&self, needs: &mut Needs) {
        needs.unbilled(self.brand, self.issued_on());
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let (id, issued_on) = (self.id(), self.issued_on());
        let is_unbilled = |row: &&Earning| {
            row.brand_id == self.brand
                && row.invoice_id.is_none()
                && row.reversed_at.is_none()
                && row.written_off_at.is_none()
                && row.earned_at < issued_on.start()
        };
        let billed: Vec<EarningId> = book.earnings.iter().filter(is_unbilled).map(|row| row.id).collect();
        if billed.is_empty() {
            return Ok(serde_json::Value::Null);
        }
        let mut invoice = self.empty(id, issued_on);
        for earning in &billed {
            let row = book.earnings.edit(earning)?;
            row.invoice_id = Some(id);
            invoice.earned_tiyn += row.amount_tiyn;
            invoice.commission_tiyn += row.commission_tiyn;
            invoice.vat_tiyn += row.vat_tiyn;
            invoice.paid_tiyn += row.brand_paid_tiyn;
        }
        invoice.total_tiyn = invoice.earned_tiyn + invoice.commission_tiyn + invoice.vat_tiyn;
        invoice.paid_on = (invoice.paid_tiyn >= invoice.total_tiyn).then_some(issued_on);
        let text = NoticeText { amount: Some(invoice.total_tiyn), ..NoticeText::default() };
        book.invoices.put(invoice);
        book.notify(call, self.brand, NoticeKind::InvoiceIssued, text);
        book.touch(self.brand, Topic::Invoice, id);
        Ok(serde_json::json!({ "invoice": id, "earnings": billed.len() }))
    }
}

impl IssueInvoice {
    fn empty(&self, id: InvoiceId, issued_on: Day) -> Invoice {
        Invoice {
            id,
            brand_id: self.brand,
            month: self.month,
            issued_on,
            due_on: due_on(self.month.first_day()),
            earned_tiyn: Money::ZERO,
            commission_tiyn: Money::ZERO,
            vat_tiyn: Money::ZERO,
            total_tiyn: Money::ZERO,
            paid_tiyn: Money::ZERO,
            paid_on: None,
            n: 0,
        }
    }
}

impl Act for LookAtLateness {
    fn needs(&self, needs: &mut Needs) {
        needs.invoices_of(self.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let today = call.now.day();
        let has_turned = turn_light(book, self.brand, today)?;
        let is_late = |row: &&Invoice| row.brand_id == self.brand && row.paid_on.is_none() && row.due_on < today;
        let late: Vec<Invoice> = book.invoices.iter().filter(is_late).cloned().collect();
        let is_reminder_day = |row: &Invoice| REMINDED_DAYS_LATE.contains(&today.days_since(row.due_on));
        if late.iter().any(is_reminder_day) {
            let owed = late.iter().map(|row| row.total_tiyn - row.paid_tiyn).sum();
            let text = NoticeText { amount: Some(owed), ..NoticeText::default() };
            book.notify(call, self.brand, NoticeKind::BrandLate, text);
        }
        Ok(serde_json::json!({ "late": late.len(), "has_turned": has_turned }))
    }
}
