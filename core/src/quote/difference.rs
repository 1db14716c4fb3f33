//! What changed between the quote that YES froze and the quote of the payout. Gross and fee never change; lines may,
//! each for a reason that the creator sees before the money goes.

use super::{Difference, Quote};
use crate::money::Money;
use crate::tax::{LineCode, Profile, TaxLine};

/// The most that cumulative rounding moves one line.
const ROUNDING: Money = Money::from_tenge(1);

/// Why the payout's lines differ from the offer's; empty if they don't. In the order of [`Difference`], each once.
pub fn differences(offer: &Quote, payout: &Quote) -> Vec<Difference> {
    let changes = changes(offer, payout);
    if changes.iter().all(|change| change.is_zero()) {
        return Vec::new();
    }
    let (then, now) = (&offer.assumed, &payout.assumed);
    let mut found = Vec::new();
    let is_rounding_only = changes.iter().all(|change| *change <= ROUNDING && -*change <= ROUNDING);
    if then.profile != now.profile || then.is_profile_known != now.is_profile_known {
        found.push(Difference::Profile);
    }
    if then.day.month().year() != now.day.month().year() {
        found.push(Difference::RuleDate);
    }
    if found.is_empty() && is_rounding_only {
        return vec![Difference::Rounding];
    }
    if has_reached_cap(payout) && !has_reached_cap(offer) {
        found.push(Difference::Cap);
    }
    if then.month_to_date != now.month_to_date || found.is_empty() {
        found.push(Difference::MonthToDate);
    }
    found.sort_by_key(|difference| *difference as u8);
    found
}

/// Whether the payout keeps what YES froze: gross, and a fee that has not risen.
pub fn is_as_agreed(offer: &Quote, payout: &Quote) -> bool {
    offer.gross == payout.gross && payout.advance_fee <= offer.advance_fee
}

/// Several offers' quotes as one, to hold against the quote of a payout that pays them together.
pub fn combined(offers: &[Quote]) -> Option<Quote> {
    let (first, others) = offers.split_first()?;
    let mut all = first.clone();
    for other in others {
        all.gross += other.gross;
        all.advance_fee += other.advance_fee;
        all.debt += other.debt;
        all.net += other.net;
        for line in &other.lines {
            add_line(&mut all.lines, line);
        }
    }
    Some(all)
}

fn add_line(lines: &mut Vec<TaxLine>, line: &TaxLine) {
    match lines.iter_mut().find(|other| other.line == line.line) {
        Some(sum) => {
            sum.base += line.base;
            sum.amount += line.amount;
            sum.due_on = sum.due_on.min(line.due_on);
        }
        None => lines.push(line.clone()),
    }
}

fn changes(offer: &Quote, payout: &Quote) -> [Money; 5] {
    LineCode::ALL.map(|code| amount(payout, code) - amount(offer, code))
}

fn amount(quote: &Quote, code: LineCode) -> Money {
    quote.lines.iter().filter(|line| line.line == code).map(|line| line.amount).sum()
}

/// Whether a cap kept a line from counting all of the income. Under a civil contract social insurance counts the income
/// less the pension line (SC 244(1)), which is no cap.
fn has_reached_cap(quote: &Quote) -> bool {
    let is_civil = quote.assumed.profile == Profile::CivilContract;
    let whole = |code| match code {
        LineCode::So if is_civil => quote.gross - amount(quote, LineCode::Opv),
        _ => quote.gross,
    };
    quote.lines.iter().any(|line| line.line != LineCode::Iit && line.base < whole(line.line))
}

#[cfg(test)]
mod tests {
    use super::super::{Assumed, Lands};
    use super::*;
    use crate::tax::{Agent, Flags, History, lines};

    fn quote(profile: Profile, gross_tenge: i64, before: Money, day: &str) -> Quote {
        let (day, gross) = (day.parse().expect("a day"), Money::from_tenge(gross_tenge));
        let month = History { gross: before, ..History::default() };
        let lines = lines(profile, Flags::default(), &Agent::Platform, &month, &month, gross, day).expect("lines");
        let net = gross - lines.iter().map(|line| line.amount).sum::<Money>();
        let assumed = Assumed { day, profile, is_profile_known: true, month_to_date: before, advance_bp: 0 };
        let (advance_fee, debt, lands) = (Money::ZERO, Money::ZERO, Lands::Minutes { minutes: 10 });
        Quote { gross, advance_fee, lines, debt, net, lands, assumed }
    }

    #[test]
    fn each_reason_is_named() {
        let se = Profile::SelfEmployedPlatform;
        let (june, july) = ("2026-06-15", "2026-07-15");
        let offer = quote(se, 10_000, Money::ZERO, june);
        let before = |tenge| Money::from_tenge(tenge);
        assert_eq!(differences(&offer, &quote(se, 10_000, before(20_000), july)), [], "another day, the same lines");
        let rounded = quote(se, 10_000, Money::from_tiyn(4_999), june);
        assert_eq!(differences(&offer, &rounded), [], "the same sum in spite of odd income before");
        let (plain, odd) = (quote(se, 10_049, Money::ZERO, june), quote(se, 10_049, Money::from_tiyn(4_999), june));
        assert_eq!(differences(&plain, &odd), [Difference::Rounding]);
        let capped = quote(se, 10_000, before(590_000), june);
        assert_eq!(differences(&offer, &capped), [Difference::MonthToDate, Difference::Cap]);
        let civil = |gross, before| quote(Profile::CivilContract, gross, before, june);
        assert_eq!(differences(&offer, &civil(10_000, Money::ZERO)), [Difference::Profile]);
        let civil_capped = differences(&civil(100_000, Money::ZERO), &civil(100_000, before(650_000)));
        assert_eq!(civil_capped, [Difference::MonthToDate, Difference::Cap]);
    }

    #[test]
    fn several_offers_add_up_to_one() {
        let se = Profile::SelfEmployedPlatform;
        let offers = [quote(se, 10_000, Money::ZERO, "2026-06-15"), quote(se, 5_000, Money::ZERO, "2026-06-15")];
        let all = combined(&offers).expect("two offers");
        assert_eq!((all.gross, all.net), (Money::from_tenge(15_000), Money::from_tenge(14_400)));
        assert_eq!(differences(&all, &quote(se, 15_000, Money::ZERO, "2026-06-15")), []);
        assert_eq!(combined(&[]), None);
    }

    #[test]
    fn a_fee_that_rose_is_not_as_agreed() {
        let offer = quote(Profile::SelfEmployedPlatform, 10_000, Money::ZERO, "2026-06-15");
        let dearer = Quote { advance_fee: Money::from_tiyn(1), ..offer.clone() };
        assert!(is_as_agreed(&offer, &offer) && !is_as_agreed(&offer, &dearer));
    }
}
