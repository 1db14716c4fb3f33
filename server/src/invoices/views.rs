//! Invoices as brands see them.

use gamma_core::id::{BrandId, Id, InvoiceId};
use gamma_core::wire::views::InvoiceView;
use uuid::Uuid;

use crate::app::App;
use crate::book::rows::Invoice;
use crate::error::Error;

/// Ten years of bills.
const LISTED_MAX: i64 = 120;

/// The views of some invoices, for a feed.
pub async fn invoices(app: &App, ids: &[InvoiceId]) -> Result<Vec<InvoiceView>, Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    Ok(app.db.records_in::<Invoice>("id", &ids, "").await?.iter().map(view).collect())
}

/// A brand's invoices, the newest first.
pub async fn of_brand(app: &App, brand: BrandId) -> Result<Vec<InvoiceView>, Error> {
    let rest = "where brand_id = $1 order by month desc limit $2";
    Ok(app.db.records::<Invoice>(rest, crate::args![brand, LISTED_MAX]).await?.iter().map(view).collect())
}

const fn view(invoice: &Invoice) -> InvoiceView {
    InvoiceView {
        invoice: invoice.id,
        brand: invoice.brand_id,
        month: invoice.month,
        issued_on: invoice.issued_on,
        due_on: invoice.due_on,
        earned: invoice.earned_tiyn,
        commission: invoice.commission_tiyn,
        vat: invoice.vat_tiyn,
        total: invoice.total_tiyn,
        paid: invoice.paid_tiyn,
    }
}
