//! The quote of an offer. The card, YES and a changed choice ask here, with the same history, tax agent and rail, so
//! that
//! none of them can promise what another refuses.

use gamma_core::deal::due_on;
use gamma_core::money::Money;
use gamma_core::payout::lands;
use gamma_core::quote::{Lands, OfferInput, Person, Quote, offer_quote};
use gamma_core::tax::{Refusal as TaxRefusal, agent_of};
use gamma_core::time::Day;
use gamma_core::wire::commands::PayoutChoice;

use super::earn::EarnRules;
use super::history::{Counted, Keeper, histories};
use crate::book::rows::{Brand, Creator};
use crate::book::{Book, Refusal};

/// What the quote of a deal is made from.
pub struct Offered<'a> {
    /// Whose history is in the book, if the profile is known; none for somebody who has said nothing yet.
    pub creator: Option<&'a Creator>,
    pub brand: &'a Brand,
    pub gross: Money,
    pub way: OfferWay,
    /// The rail it will be paid on.
    pub rail: &'a str,
    pub day: Day,
}

/// How the money of an offer comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferWay {
    /// The platform buys the claim at the approval.
    AtOnce { advance_bp: i64 },
    /// With the brand's payment.
    Waiting,
    /// Available at the approval, without an advance: both choices are one.
    Prepaid,
}

impl OfferWay {
    /// What a creator's choice means for this deal.
    pub const fn of(choice: PayoutChoice, is_prepaid: bool, advance_bp: i64) -> Self {
        match (choice, is_prepaid) {
            (_, true) => Self::Prepaid,
            (PayoutChoice::AtOnce, false) => Self::AtOnce { advance_bp },
            (PayoutChoice::Wait, false) => Self::Waiting,
        }
    }
}

/// The quote, or why there is no lawful one. Before the tax interview it is the lowest lawful one, *at least*.
pub fn offered(book: &Book, rules: &EarnRules, offered: &Offered<'_>) -> Result<Quote, Refusal> {
    let (advance_bp, lands) = match offered.way {
        OfferWay::AtOnce { advance_bp } => (advance_bp, lands(rules.rail(offered.rail)?.1.class)),
        OfferWay::Prepaid => (0, lands(rules.rail(offered.rail)?.1.class)),
        OfferWay::Waiting => (0, Lands::Waiting { due_on: due_on(offered.day) }),
    };
    let input = OfferInput { gross: offered.gross, advance_bp, person: None, day: offered.day, lands };
    quote(book, offered, &input).map_err(|refusal| Refusal::new(refusal.code(), refusal.to_string()))
}

fn quote(book: &Book, offered: &Offered<'_>, input: &OfferInput<'_>) -> Result<Quote, TaxRefusal> {
    let known = offered.creator.and_then(|creator| creator.profile_on(input.day).map(|profile| (creator, profile)));
    let Some((creator, profile)) = known else { return offer_quote(input) };
    let agent = agent_of(profile, offered.brand.id, offered.brand.tax_authority_at.is_some())?;
    let keeper = Keeper { person: creator.id, agent, profile };
    let (month, year) = histories(book, &keeper, input.day.month(), Counted::Asked);
    let person = Person { profile, flags: creator.tax_flags.0, agent: &agent, month: &month, year: &year };
    offer_quote(&OfferInput { person: Some(person), ..*input })
}
