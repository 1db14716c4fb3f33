//! The two quotes of a card, *at once* and *wait*, from the same rules that YES and the payout use.

use gamma_core::advance::{Level, brand_limit, creator_limit, price_bp};
use gamma_core::deal::due_on;
use gamma_core::id::PersonId;
use gamma_core::money::Money;
use gamma_core::payout::{RailClass, lands};
use gamma_core::quote::{Lands, OfferInput, Person, Quote, offer_quote};
use gamma_core::tax::{Refusal, agent_of};
use gamma_core::time::Day;

use super::index::Payer;
use crate::app::App;
use crate::book::Book;
use crate::book::rows::Creator;
use crate::db::DbError;
use crate::payouts::history::{Counted, Keeper, histories};

/// What a card promises when the default rail is not there: never sooner than it will be.
const SLOWEST_RAIL: RailClass = RailClass::BankFile { days: 1, cutoff_hour: 15 };

/// What a creator's quotes depend on.
pub struct Quoting {
    creator: Option<Creator>,
    /// With this year's payouts, for the cumulative lines; empty before the tax profile is known.
    paid: Book,
    day: Day,
    rail: RailClass,
}

/// Both quotes of one offer.
pub struct Quotes {
    pub at_once: Quote,
    pub wait: Quote,
    pub is_at_once_possible: bool,
}

impl Quoting {
    /// Reads what was paid to the creator this year.
    pub async fn load(app: &App, creator: Option<Creator>, day: Day) -> Result<Self, DbError> {
        let known = creator.as_ref().filter(|creator| creator.tax_profile.is_some());
        let paid = match known {
            Some(creator) => paid_in_year(app, creator.id, day).await?,
            None => Book::default(),
        };
        let rail = app.rails.find(&app.config.default_rail).map_or(SLOWEST_RAIL, |rail| rail.class());
        Ok(Self { creator, paid, day, rail })
    }

    /// The quotes of a fee, or why no lawful one exists on this day.
    pub fn quotes(&self, payer: &Payer, fee: Money) -> Result<Quotes, Refusal> {
        if payer.funds.is_prepaid {
            // Available at the approval, without an advance: both ways are one.
            let quote = self.quote(payer, fee, 0, lands(self.rail))?;
            return Ok(Quotes { at_once: quote.clone(), wait: quote, is_at_once_possible: true });
        }
        let wait = self.quote(payer, fee, 0, Lands::Waiting { due_on: due_on(self.day) })?;
        let at_once = match self.advance_bp(payer) {
            Some(price) => self.quote(payer, fee, price, lands(self.rail))?,
            None => wait.clone(),
        };
        Ok(Quotes { at_once, wait, is_at_once_possible: self.may_advance(payer, fee) })
    }

    fn quote(&self, payer: &Payer, fee: Money, advance_bp: i64, lands: Lands) -> Result<Quote, Refusal> {
        let known = self.creator.as_ref().and_then(|creator| creator.tax_profile.map(|profile| (creator, profile.0)));
        let Some((creator, profile)) = known else {
            return offer_quote(&OfferInput { gross: fee, advance_bp, person: None, day: self.day, lands });
        };
        let agent = agent_of(profile, payer.brand.id);
        let keeper = Keeper { person: creator.id, agent, profile };
        let (month, year) = histories(&self.paid, &keeper, self.day.month(), Counted::Asked);
        let flags = creator.tax_flags.0;
        let person = Some(Person { profile, flags, agent: &agent, month: &month, year: &year });
        offer_quote(&OfferInput { gross: fee, advance_bp, person, day: self.day, lands })
    }

    fn advance_bp(&self, payer: &Payer) -> Option<i64> {
        let days_to_due = due_on(self.day).days_since(self.day);
        price_bp(days_to_due, payer.brand.light.0, Level::after(self.deals_done()))
    }

    /// As far as a card can know; only YES takes the limits.
    fn may_advance(&self, payer: &Payer, fee: Money) -> bool {
        let of_level = creator_limit(Level::after(self.deals_done()), self.deals_done());
        let own = self.creator.as_ref().and_then(|creator| creator.advance_limit_tiyn);
        let limit = own.map_or(of_level, |limit| limit.at_most(of_level));
        let open = self.creator.as_ref().map_or(Money::ZERO, |creator| creator.advance_open_tiyn);
        self.advance_bp(payer).is_some()
            && brand_limit(payer.brand.advance_limit_tiyn, payer.brand.light.0) >= fee
            && open + fee <= limit
    }

    fn deals_done(&self) -> u32 {
        self.creator.as_ref().map_or(0, |creator| creator.deals_done)
    }
}

/// Payouts of the day's year, with what was withheld.
async fn paid_in_year(app: &App, creator: PersonId, day: Day) -> Result<Book, DbError> {
    let year = day.month().year();
    let args = crate::args![creator, format!("{year:04}-01"), format!("{year:04}-12")];
    let mut paid = Book::default();
    paid.payouts.load(app.db.records("where creator_id = $1 and month between $2 and $3", args).await?);
    paid.withheld.load(app.db.records("where person_id = $1 and month between $2 and $3", args).await?);
    Ok(paid)
}
