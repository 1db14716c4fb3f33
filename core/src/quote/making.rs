//! Making quotes. Lines are taken from the full face at the advance (the careful reading of TC 719(2)): an advance
//! is a sale of the claim, not less income.

use super::{Assumed, Lands, Quote};
use crate::money::{Money, Rate, Unit};
use crate::tax::{Agent, Flags, History, Profile, Refusal, TaxLine, lines};
use crate::time::Day;

/// Whom the money is for, as far as lines depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// The profile.
    pub profile: Profile,
    /// What changes the lines.
    pub flags: Flags,
    /// Who withholds.
    pub agent: &'a Agent,
    /// The month before, with this agent.
    pub month: &'a History,
    /// The year before, with this agent.
    pub year: &'a History,
}

/// What an offer's quote is made from.
#[derive(Debug, Clone, Copy)]
pub struct OfferInput<'a> {
    /// The fixed fee.
    pub gross: Money,
    /// The price of the advance in basis points; 0 when waiting or prepaid.
    pub advance_bp: i64,
    /// None before the tax interview: the quote is then the lowest lawful one, *at least*.
    pub person: Option<Person<'a>>,
    /// The assumed day of payment.
    pub day: Day,
    /// When it lands.
    pub lands: Lands,
}

/// What a payout's quote is made from. A payout has one tax agent: earnings of two agents are two payouts.
#[derive(Debug, Clone, Copy)]
pub struct PayoutInput<'a> {
    /// All earnings of the payout.
    pub gross: Money,
    /// The prices of their advances, as booked.
    pub advance_fee: Money,
    /// The price in basis points that they had, for the record.
    pub advance_bp: i64,
    /// What the creator owes us.
    pub debt: Money,
    /// Who is paid.
    pub person: Person<'a>,
    /// The day of payment.
    pub day: Day,
    /// When it lands.
    pub lands: Lands,
}

/// The quote on a card.
pub fn offer_quote(input: &OfferInput<'_>) -> Result<Quote, Refusal> {
    let nobody = (Agent::Platform, History::default());
    let unknown = Person {
        profile: Profile::CivilContract,
        flags: Flags::default(),
        agent: &nobody.0,
        month: &nobody.1,
        year: &nobody.1,
    };
    let person = input.person.unwrap_or(unknown);
    let advance_fee = input.gross.share(Rate::from_bp(input.advance_bp), Unit::Tiyn);
    let assumed = Assumed {
        day: input.day,
        profile: person.profile,
        is_profile_known: input.person.is_some(),
        month_to_date: person.month.gross,
        advance_bp: input.advance_bp,
    };
    let lines = lines_of(&person, input.gross, input.day)?;
    Ok(added_up(input.gross, advance_fee, Money::ZERO, lines, input.lands, assumed))
}

/// The binding quote of a payout, made in the transaction that creates it.
pub fn payout_quote(input: &PayoutInput<'_>) -> Result<Quote, Refusal> {
    let assumed = Assumed {
        day: input.day,
        profile: input.person.profile,
        is_profile_known: true,
        month_to_date: input.person.month.gross,
        advance_bp: input.advance_bp,
    };
    let lines = lines_of(&input.person, input.gross, input.day)?;
    Ok(added_up(input.gross, input.advance_fee, input.debt, lines, input.lands, assumed))
}

fn lines_of(person: &Person<'_>, gross: Money, day: Day) -> Result<Vec<TaxLine>, Refusal> {
    lines(person.profile, person.flags, person.agent, person.month, person.year, gross, day)
}

/// Fee, then lines, then debt, each at most what is left, so that the net is never negative. Only amounts of a few
/// tenge can be cut here, and their net is below the minimum, so such a quote is never paid.
fn added_up(
    gross: Money,
    advance_fee: Money,
    debt: Money,
    mut lines: Vec<TaxLine>,
    lands: Lands,
    assumed: Assumed,
) -> Quote {
    let advance_fee = advance_fee.at_most(gross);
    let mut left = gross - advance_fee;
    for line in &mut lines {
        line.amount = line.amount.at_most(left);
        left -= line.amount;
    }
    let debt = debt.at_most(left);
    Quote { gross, advance_fee, lines, debt, net: left - debt, lands, assumed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LANDS: Lands = Lands::Minutes { minutes: 10 };

    fn day() -> Day {
        "2026-06-15".parse().expect("a day")
    }

    fn self_employed<'a>(agent: &'a Agent, history: &'a History) -> Person<'a> {
        let profile = Profile::SelfEmployedPlatform;
        Person { profile, flags: Flags::default(), agent, month: history, year: history }
    }

    fn total(quote: &Quote) -> Money {
        quote.advance_fee + quote.debt + quote.lines.iter().map(|line| line.amount).sum::<Money>() + quote.net
    }

    #[test]
    fn the_example_fee_lands_as_nine_thousand_three_hundred() {
        let (agent, history) = (Agent::Platform, History::default());
        let person = Some(self_employed(&agent, &history));
        let input = OfferInput { gross: Money::from_tenge(10_000), advance_bp: 300, person, day: day(), lands: LANDS };
        let quote = offer_quote(&input).expect("a quote");
        assert_eq!(quote.advance_fee, Money::from_tenge(300));
        let amounts: Vec<i64> = quote.lines.iter().map(|line| line.amount.tiyn()).collect();
        assert_eq!(amounts, [10_000, 10_000, 10_000, 10_000, 0]);
        assert_eq!(quote.net, Money::from_tenge(9_300));
    }

    #[test]
    fn before_the_profile_is_known_the_card_says_the_lowest_net() {
        let input = OfferInput {
            gross: Money::from_tenge(100_000),
            advance_bp: 0,
            person: None,
            day: day(),
            lands: Lands::Waiting { due_on: day() },
        };
        let quote = offer_quote(&input).expect("a quote");
        assert!(!quote.assumed.is_profile_known);
        assert_eq!(Ok(quote.net), crate::tax::lowest_lawful_net(input.gross, input.day));
    }

    #[test]
    fn lines_are_taken_from_the_full_face_of_an_advanced_claim() {
        let (agent, history) = (Agent::Platform, History::default());
        let input = PayoutInput {
            gross: Money::from_tenge(200_000),
            advance_fee: Money::from_tenge(7_500),
            advance_bp: 375,
            debt: Money::ZERO,
            person: self_employed(&agent, &history),
            day: day(),
            lands: LANDS,
        };
        let quote = payout_quote(&input).expect("a quote");
        assert_eq!(quote.net, Money::from_tenge(184_500), "FAC-01");
    }

    #[test]
    fn a_debt_is_set_off_before_anything_is_paid() {
        let (agent, history) = (Agent::Platform, History::default());
        let quote_with = |debt_tenge| {
            let input = PayoutInput {
                gross: Money::from_tenge(10_000),
                advance_fee: Money::from_tenge(300),
                advance_bp: 300,
                debt: Money::from_tenge(debt_tenge),
                person: self_employed(&agent, &history),
                day: day(),
                lands: LANDS,
            };
            payout_quote(&input).expect("a quote")
        };
        assert_eq!(quote_with(2_000).net, Money::from_tenge(7_300));
        assert_eq!((quote_with(50_000).debt, quote_with(50_000).net), (Money::from_tenge(9_300), Money::ZERO));
    }

    proptest! {
        #[test]
        fn a_quote_always_adds_up_and_is_never_negative(
            gross in 0_i64..100_000_000, fee in 0_i64..5_000_000, debt in 0_i64..20_000_000,
            before in 0_i64..20_000_000,
        ) {
            let (agent, month) = (Agent::Platform, History { gross: Money::from_tiyn(before), ..History::default() });
            let input = PayoutInput {
                gross: Money::from_tiyn(gross),
                advance_fee: Money::from_tiyn(fee),
                advance_bp: 300,
                debt: Money::from_tiyn(debt),
                person: self_employed(&agent, &month),
                day: day(),
                lands: LANDS,
            };
            let quote = payout_quote(&input).expect("a quote under the month's limit");
            prop_assert_eq!(total(&quote), quote.gross);
            prop_assert!(!quote.net.is_negative() && !quote.debt.is_negative());
            prop_assert!(quote.lines.iter().all(|line| !line.amount.is_negative()));
        }
    }
}
