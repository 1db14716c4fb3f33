//! Taking a swipe back: a NO while the offer lives; a YES for fifteen minutes, unless a product has shipped or a draft
//! exists. A swipe that made nothing, or that is somebody else's, is answered as one that never came.

use gamma_core::deal::Event;
use gamma_core::id::{CommandId, Id};
use gamma_core::wire::Code;

use super::endings;
use crate::book::{Act, Book, Call, DealLink, Needs, Refusal};

/// Takes back the swipe with this command id.
pub(super) struct Withdraw {
    pub swipe: CommandId,
    /// Whose swipe on what, if it is there and the caller's own. Its `deal` is the one that a YES has made.
    pub found: Option<DealLink>,
}

impl Act for Withdraw {
    fn needs(&self, needs: &mut Needs) {
        if let Some(link) = self.found {
            needs.deal(link);
            needs.swipe(link.creator, link.campaign);
        }
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let nothing = || Refusal::new(Code::NotFound, "no such swipe was taken; there is nothing to take back");
        let link = self.found.ok_or_else(nothing)?;
        let row = book.swipes.edit(&(link.creator, link.campaign))?;
        if row.command_id != self.swipe {
            return Err(Refusal::new(Code::MovedOn, "a newer swipe stands in its place"));
        }
        if row.withdrawn_at.is_some() {
            return Err(Refusal::new(Code::MovedOn, "it was taken back before"));
        }
        row.withdrawn_at = Some(call.now);
        if row.is_yes {
            debug_assert_eq!(link.deal.uuid(), self.swipe.uuid(), "a deal's id is its swipe's command id");
            endings::end(book, call, link, Event::TakenBack)?;
        } else if book.campaigns.get(&link.campaign)?.open_until <= call.now {
            return Err(Code::OfferExpired.into());
        }
        Ok(serde_json::Value::Null)
    }
}
