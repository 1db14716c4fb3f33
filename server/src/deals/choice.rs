//! Daily Pay or waiting: the creator may change it until the approval. The price stays the one that YES froze.

use gamma_core::wire::Code;
use gamma_core::wire::commands::PayoutChoice;

use super::approval::Rules;
use super::funding;
use crate::book::{Act, Book, Call, DealLink, Needs, Refusal};
use crate::db::{Json, Word};
use crate::payouts::offering::{OfferWay, Offered, offered};

/// What the creator wants now.
pub(super) struct SetChoice {
    pub link: DealLink,
    pub payout_choice: PayoutChoice,
    pub rules: Rules,
}

impl Act for SetChoice {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
        needs.open_deals(self.link.creator);
        needs.tax_year(self.link.creator, self.rules.day.month().year());
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let deal = book.deals.get(&self.link.deal)?;
        if deal.approved_at.is_some() || deal.ended_at.is_some() {
            return Err(Code::DealState.into());
        }
        let gross = deal.quote.0.gross;
        if self.payout_choice == PayoutChoice::AtOnce && !deal.is_prepaid {
            funding::check_advance(book, self.link, gross)?;
        }
        let asked = Offered {
            creator: Some(book.creators.get(&self.link.creator)?),
            brand: book.brands.get(&self.link.brand)?,
            gross,
            way: OfferWay::of(self.payout_choice, deal.is_prepaid, deal.advance_bp),
            rail: &deal.rail,
            day: call.now.day(),
        };
        let quote = offered(book, &self.rules.earn, &asked)?;
        let deal = book.deals.edit(&self.link.deal)?;
        deal.payout_choice = Word(self.payout_choice);
        deal.quote = Json(quote);
        book.touch_deal(self.link);
        Ok(serde_json::Value::Null)
    }
}
