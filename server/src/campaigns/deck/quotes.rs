//! The two quotes of a card, *at once* and *wait*, by the same rules that YES and the payout use.

use gamma_core::money::Money;
use gamma_core::quote::Quote;
use gamma_core::time::Day;
use gamma_core::wire::commands::PayoutChoice;

use super::index::{Offer, Payer};
use crate::app::App;
use crate::book::rows::Creator;
use crate::book::{Book, Refusal};
use crate::db::DbError;
use crate::payouts::advances;
use crate::payouts::earn::EarnRules;
use crate::payouts::offering::{OfferWay, Offered, offered};

/// What a creator's quotes depend on.
pub struct Quoting {
    creator: Option<Creator>,
    /// The creator's deals at work, and this year's payouts for the cumulative lines.
    own: Book,
    rules: EarnRules,
    rail: String,
    day: Day,
}

/// Both quotes of one offer.
pub struct Quotes {
    pub at_once: Quote,
    pub wait: Quote,
    pub is_at_once_possible: bool,
}

impl Quoting {
    /// Reads what was agreed with and paid to the creator.
    pub async fn load(app: &App, creator: Option<Creator>, day: Day) -> Result<Self, DbError> {
        let own = match &creator {
            Some(creator) => own(app, creator, day).await?,
            None => Book::default(),
        };
        Ok(Self { creator, own, rules: EarnRules::from(app), rail: app.config.default_rail.clone(), day })
    }

    /// The quotes of an offer, or why no lawful one exists on this day.
    pub fn quotes(&self, payer: &Payer, offer: &Offer) -> Result<Quotes, Refusal> {
        let fee = offer.sheet.fixed_fee;
        let done = self.creator.as_ref().map_or(0, |creator| creator.deals_done);
        let price = advances::price_of_deal(&payer.brand, done, self.day);
        let quote = |choice, advance_bp| {
            let way = OfferWay::of(choice, payer.funds.is_prepaid, advance_bp);
            let (creator, brand) = (self.creator.as_ref(), &payer.brand);
            let asked = Offered { creator, brand, gross: fee, way, rail: &self.rail, day: self.day };
            offered(&self.own, &self.rules, &asked)
        };
        let wait = quote(PayoutChoice::Wait, 0)?;
        let at_once = match price {
            Some(price) => quote(PayoutChoice::AtOnce, price)?,
            None => wait.clone(),
        };
        let is_at_once_possible = payer.funds.is_prepaid || self.may_advance(payer, offer, fee);
        Ok(Quotes { at_once, wait, is_at_once_possible })
    }

    /// What YES would say now.
    fn may_advance(&self, payer: &Payer, offer: &Offer, fee: Money) -> bool {
        let exposure = payer.funds.owed + offer.hold;
        let creator = self.creator.as_ref();
        let promised =
            creator.map_or(Money::ZERO, |creator| advances::promised(self.own.deals.iter(), creator.id, None));
        advances::may_promise(&payer.brand, creator, exposure, promised, fee).is_ok()
    }
}

async fn own(app: &App, creator: &Creator, day: Day) -> Result<Book, DbError> {
    let mut own = Book::default();
    let at_work = "where creator_id = $1 and approved_at is null and ended_at is null";
    own.deals.load(app.db.records(at_work, crate::args![creator.id]).await?);
    if creator.tax_profile.is_some() {
        let year = day.month().year();
        let args = crate::args![creator.id, format!("{year:04}-01"), format!("{year:04}-12")];
        own.payouts.load(app.db.records("where creator_id = $1 and month between $2 and $3", args).await?);
        own.withheld.load(app.db.records("where person_id = $1 and month between $2 and $3", args).await?);
    }
    Ok(own)
}
