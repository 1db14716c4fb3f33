//! The two quotes of a card, *at once* and *wait*, from the same rules that YES and the payout use.

use gamma_core::advance::{Level, brand_limit, creator_limit, price_bp};
use gamma_core::deal::due_on;
use gamma_core::id::{BrandId, PersonId};
use gamma_core::money::Money;
use gamma_core::payout::{RailClass, lands};
use gamma_core::quote::{Lands, OfferInput, Person, Quote, offer_quote};
use gamma_core::tax::{Agent, History, Profile, Refusal, history_after};
use gamma_core::time::Day;
use gamma_core::wire::views::PayoutState;

use super::index::Payer;
use crate::app::App;
use crate::book::rows::{Creator, Payout};
use crate::db::DbError;

/// What a creator's quotes depend on.
pub struct Quoting {
    creator: Option<Creator>,
    /// This year's, for the cumulative lines; none before the tax profile is known.
    payouts: Vec<Payout>,
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
        let payouts = match known {
            Some(creator) => payouts_of_year(app, creator.id, day).await?,
            None => Vec::new(),
        };
        Ok(Self { creator, payouts, day, rail: rail_class(&app.config.default_rail) })
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
        let agent = agent(profile, payer.brand.id);
        let (month, year) = self.histories(profile, agent);
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

    /// The month's history and the year's, with this agent under this profile.
    fn histories(&self, profile: Profile, agent: Agent) -> (History, History) {
        let (mut of_month, mut of_year) = (History::default(), History::default());
        for payout in self.payouts.iter().filter(|payout| payout.profile.0 == profile && payout.agent.0 == agent) {
            of_year = history_after(&of_year, &payout.quote.0.lines, payout.gross_tiyn);
            if payout.month == self.day.month() {
                of_month = history_after(&of_month, &payout.quote.0.lines, payout.gross_tiyn);
            }
        }
        (of_month, of_year)
    }
}

/// Payouts of the day's year that left or are about to.
async fn payouts_of_year(app: &App, creator: PersonId, day: Day) -> Result<Vec<Payout>, DbError> {
    let year = day.month().year();
    let args = crate::args![creator, format!("{year:04}-01"), format!("{year:04}-12")];
    let rest = "where creator_id = $1 and month between $2 and $3 order by n, id";
    let mut payouts: Vec<Payout> = app.db.records(rest, args).await?;
    payouts.retain(|payout| match payout.state.0 {
        PayoutState::Requested | PayoutState::Sent | PayoutState::Unknown | PayoutState::Confirmed => true,
        PayoutState::Withdrawn | PayoutState::Failed | PayoutState::Returned => false,
    });
    Ok(payouts)
}

/// Who withholds: under a civil contract whoever pays the income (TC 361(1)).
const fn agent(profile: Profile, brand: BrandId) -> Agent {
    match profile {
        Profile::CivilContract => Agent::Brand(brand),
        Profile::SelfEmployedPlatform | Profile::SoleProprietor => Agent::Platform,
    }
}

/// How the rail of new deals counts time.
fn rail_class(name: &str) -> RailClass {
    match name {
        "http_rail" => RailClass::Api { minutes: 10 },
        _ => RailClass::BankFile { days: 1, cutoff_hour: 15 },
    }
}
