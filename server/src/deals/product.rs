//! The product: the brand sends it, the creator says that it came, and only then does the clock for the draft start.

use gamma_core::deal::Event;
use gamma_core::time::Day;
use gamma_core::wire::views::NoticeKind;

use super::step;
use crate::book::{Act, Book, Call, DealLink, Needs, NoticeText, Refusal};

/// The product is on its way.
pub(super) struct Ship {
    pub link: DealLink,
    pub tracking: Option<String>,
    pub expected_on: Option<Day>,
}

/// The creator has the product.
pub(super) struct Confirm {
    pub link: DealLink,
}

impl Act for Ship {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        step::take(book, call, self.link, Event::ProductShipped)?;
        let deal = book.deals.edit(&self.link.deal)?;
        deal.tracking.clone_from(&self.tracking);
        deal.expected_on = self.expected_on;
        let text = NoticeText { deal: Some(self.link.deal), ..NoticeText::default() };
        book.notify(call, self.link.creator, NoticeKind::ProductShipped, text);
        Ok(serde_json::Value::Null)
    }
}

impl Act for Confirm {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        step::take(book, call, self.link, Event::ProductDelivered)?;
        Ok(serde_json::Value::Null)
    }
}
