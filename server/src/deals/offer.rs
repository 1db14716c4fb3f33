//! The offer quote that YES freezes: made from the same rules and history as the card's.

use gamma_core::deal::due_on;
use gamma_core::id::{BrandId, PersonId};
use gamma_core::money::Money;
use gamma_core::payout::lands;
use gamma_core::quote::{Lands, OfferInput, Person, Quote, offer_quote};
use gamma_core::tax::agent_of;
use gamma_core::time::Day;
use gamma_core::wire::commands::PayoutChoice;

use crate::book::{Book, Refusal};
use crate::payouts::earn::EarnRules;
use crate::payouts::history::{Counted, Keeper, histories};

/// What the quote of a new deal is made from.
pub(super) struct Terms<'a> {
    pub creator: PersonId,
    pub brand: BrandId,
    pub gross: Money,
    pub payout_choice: PayoutChoice,
    pub advance_bp: i64,
    pub is_prepaid: bool,
    pub rail: &'a str,
}

/// The quote of a deal on this day.
pub(super) fn quote(book: &Book, rules: &EarnRules, terms: &Terms<'_>, day: Day) -> Result<Quote, Refusal> {
    let waits = terms.payout_choice == PayoutChoice::Wait && !terms.is_prepaid;
    let input = OfferInput {
        gross: terms.gross,
        advance_bp: if waits || terms.is_prepaid { 0 } else { terms.advance_bp },
        person: None,
        day,
        lands: if waits { Lands::Waiting { due_on: due_on(day) } } else { lands(rules.rail(terms.rail)?.1.class) },
    };
    let creator = book.creators.get(&terms.creator)?;
    let quote = match creator.tax_profile {
        None => offer_quote(&input),
        Some(profile) => {
            let profile = profile.0;
            let keeper = Keeper { person: creator.id, agent: agent_of(profile, terms.brand), profile };
            let (month, year) = histories(book, &keeper, day.month(), Counted::Asked);
            let flags = creator.tax_flags.0;
            let person = Person { profile, flags, agent: &keeper.agent, month: &month, year: &year };
            offer_quote(&OfferInput { person: Some(person), ..input })
        }
    };
    quote.map_err(|refusal| Refusal::new(refusal.code(), refusal.to_string()))
}
