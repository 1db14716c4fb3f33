//! Advances: what buying a creator's claim costs and when it is allowed. Every limit fails closed with its own code;
//! a limit nobody set is nothing, never everything.

use crate::money::Money;
use crate::time::Day;
use crate::wire::Code;
use crate::wire::views::Light;

/// A creator's standing: more deals done, lower price and higher limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Fewer than five deals done.
    One,
    /// Five to nineteen.
    Two,
    /// Twenty and more.
    Three,
}

/// Price by days until the brand owes: the last row holds for any longer time. About a tenth of a per cent a day, as
/// Kazakh factoring without recourse costs (up to 2.5 % a month), plus the cost of the payout itself in the short
/// rows.
const PRICE_BP_BY_DAYS: [(i64, i64); 4] = [(7, 100), (14, 150), (29, 250), (i64::MAX, 300)];
/// A late payer ties the money up longer.
const AMBER_EXTRA_BP: i64 = 100;
/// No price falls below the cost of a payout.
const LOWEST_PRICE_BP: i64 = 50;
/// Deals during which the ceiling of a newcomer holds.
const FIRST_DEALS: u32 = 3;
/// A newcomer's open advances: a few deals of the example market.
const FIRST_DEALS_CEILING: Money = Money::from_tenge(30_000);
/// Days late that a bank's own delay explains.
const GREEN_LATE_DAYS: i64 = 3;
/// Days late after which a brand has to pay ahead.
const AMBER_LATE_DAYS: i64 = 14;
/// How far back a payment is remembered.
const REMEMBERED_DAYS: i64 = 180;

/// What a decision about one advance looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Advanced against this brand and not yet paid by it: receivables and holds.
    pub brand_exposure: Money,
    /// The most that may be advanced against this brand under a green light.
    pub brand_limit: Money,
    /// How the brand pays.
    pub light: Light,
    /// Advanced to this creator and not yet paid by brands.
    pub creator_open: Money,
    /// The most that may be open: [`creator_limit`].
    pub creator_limit: Money,
    /// What is asked for now.
    pub amount: Money,
}

/// One bill and how it was paid, for the light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidBill {
    /// When it was due.
    pub due_on: Day,
    /// When it was paid in full; none while it isn't.
    pub paid_on: Option<Day>,
}

impl Level {
    /// The level after so many deals done.
    pub const fn after(deals_done: u32) -> Self {
        match deals_done {
            0..=4 => Self::One,
            5..=19 => Self::Two,
            _ => Self::Three,
        }
    }

    const fn discount_bp(self) -> i64 {
        match self {
            Self::One => 0,
            Self::Two => 50,
            Self::Three => 100,
        }
    }

    const fn limit(self) -> Money {
        match self {
            Self::One => Money::from_tenge(100_000),
            Self::Two => Money::from_tenge(300_000),
            Self::Three => Money::from_tenge(1_000_000),
        }
    }
}

/// The price in basis points of the claim's face, or none under a red light.
pub fn price_bp(days_to_due: i64, light: Light, level: Level) -> Option<i64> {
    let extra = match light {
        Light::Green => 0,
        Light::Amber => AMBER_EXTRA_BP,
        Light::Red => return None,
    };
    let by_days = PRICE_BP_BY_DAYS.iter().find(|(days, _)| days_to_due <= *days).map_or(300, |(_, bp)| *bp);
    Some(by_days.saturating_add(extra).saturating_sub(level.discount_bp()).max(LOWEST_PRICE_BP))
}

/// The most that may be open for a creator: the level's limit, under the ceiling of the first deals.
pub fn creator_limit(level: Level, deals_done: u32) -> Money {
    if deals_done < FIRST_DEALS { level.limit().at_most(FIRST_DEALS_CEILING) } else { level.limit() }
}

/// The most that may be advanced against a brand: all under green, half under amber, nothing under red.
pub fn brand_limit(limit: Money, light: Light) -> Money {
    match light {
        Light::Green => limit,
        Light::Amber => limit.split(2).last().copied().unwrap_or(Money::ZERO),
        Light::Red => Money::ZERO,
    }
}

/// Whether the platform may buy this claim.
pub fn may_advance(request: &Request) -> Result<(), Code> {
    if request.light == Light::Red {
        return Err(Code::AdvanceLightRed);
    }
    if request.brand_exposure + request.amount > brand_limit(request.brand_limit, request.light) {
        return Err(Code::AdvanceBrandLimit);
    }
    if request.creator_open + request.amount > request.creator_limit {
        return Err(Code::AdvanceCreatorLimit);
    }
    Ok(())
}

/// Whether the clock may speak for a silent brand: what it approved so and has not paid, with this deal, stays
/// within the brand's trust limit.
pub fn is_within_trust(trust_limit: Money, open_by_clock: Money, amount: Money) -> bool {
    open_by_clock + amount <= trust_limit
}

/// Whether the price that a creator saw still holds: it may fall, never rise.
pub const fn check_price(shown_bp: i64, now_bp: i64) -> Result<(), Code> {
    if now_bp <= shown_bp { Ok(()) } else { Err(Code::AdvancePriceChanged) }
}

/// A brand's light: its worst lateness over the last half year, open bills included.
pub fn light(bills: &[PaidBill], today: Day) -> Light {
    let days_late = |bill: &PaidBill| bill.paid_on.unwrap_or(today).days_since(bill.due_on);
    let is_remembered = |bill: &&PaidBill| bill.paid_on.is_none_or(|day| today.days_since(day) <= REMEMBERED_DAYS);
    match bills.iter().filter(is_remembered).map(days_late).max().unwrap_or(0) {
        late if late <= GREEN_LATE_DAYS => Light::Green,
        late if late <= AMBER_LATE_DAYS => Light::Amber,
        _ => Light::Red,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROOMY: Request = Request {
        brand_exposure: Money::ZERO,
        brand_limit: Money::from_tenge(100_000),
        light: Light::Green,
        creator_open: Money::ZERO,
        creator_limit: Money::from_tenge(30_000),
        amount: Money::from_tenge(10_000),
    };

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn the_price_of_an_advance() {
        #[rustfmt::skip]
        let rows = [
            // days to due, light, level, price
            (45, Light::Green, Level::One,   Some(300)), // the example of the rules
            (30, Light::Green, Level::One,   Some(300)),
            (29, Light::Green, Level::One,   Some(250)),
            (10, Light::Green, Level::One,   Some(150)),
            (0,  Light::Green, Level::One,   Some(100)),
            (-5, Light::Green, Level::One,   Some(100)), // the brand is late already
            (45, Light::Amber, Level::One,   Some(400)),
            (45, Light::Green, Level::Two,   Some(250)),
            (45, Light::Green, Level::Three, Some(200)),
            (3,  Light::Green, Level::Three, Some(50)),
            (45, Light::Red,   Level::Three, None),
        ];
        for (days, light, level, price) in rows {
            assert_eq!(price_bp(days, light, level), price, "{days} {light:?} {level:?}");
        }
    }

    #[test]
    fn each_limit_fails_closed_with_its_own_code() {
        assert_eq!(may_advance(&ROOMY), Ok(()));
        let red = Request { light: Light::Red, ..ROOMY };
        assert_eq!(may_advance(&red), Err(Code::AdvanceLightRed));
        let brand_full = Request { brand_exposure: Money::from_tiyn(9_000_001), ..ROOMY };
        assert_eq!(may_advance(&brand_full), Err(Code::AdvanceBrandLimit));
        let half_full = Request { light: Light::Amber, brand_exposure: Money::from_tiyn(4_000_001), ..ROOMY };
        assert_eq!(may_advance(&half_full), Err(Code::AdvanceBrandLimit));
        let creator_full = Request { creator_open: Money::from_tiyn(2_000_001), ..ROOMY };
        assert_eq!(may_advance(&creator_full), Err(Code::AdvanceCreatorLimit));
        let nobody_set_a_limit = Request { brand_limit: Money::ZERO, ..ROOMY };
        assert_eq!(may_advance(&nobody_set_a_limit), Err(Code::AdvanceBrandLimit));
    }

    #[test]
    fn the_first_deals_have_a_ceiling() {
        assert_eq!(creator_limit(Level::One, 0), Money::from_tenge(30_000));
        assert_eq!(creator_limit(Level::One, 3), Money::from_tenge(100_000));
        assert_eq!(creator_limit(Level::after(20), 20), Money::from_tenge(1_000_000));
    }

    #[test]
    fn late_payment_turns_the_light() {
        let today = day("2026-06-15");
        let bill = |due_on: &str, paid_on: Option<&str>| PaidBill { due_on: day(due_on), paid_on: paid_on.map(day) };
        #[rustfmt::skip]
        let rows = [
            (vec![],                                               Light::Green),
            (vec![bill("2026-05-31", Some("2026-06-03"))],         Light::Green),
            (vec![bill("2026-05-31", Some("2026-06-04"))],         Light::Amber),
            (vec![bill("2026-05-31", None)],                       Light::Red),
            (vec![bill("2026-06-05", None)],                       Light::Amber),
            (vec![bill("2026-07-01", None)],                       Light::Green),
            (vec![bill("2025-06-01", Some("2025-08-01"))],         Light::Green), // long ago
        ];
        for (bills, expected) in rows {
            assert_eq!(light(&bills, today), expected, "{bills:?}");
        }
    }

    #[test]
    fn the_clock_speaks_for_a_brand_within_its_trust_limit() {
        let limit = Money::from_tenge(20_000);
        assert!(is_within_trust(limit, Money::from_tenge(10_000), Money::from_tenge(10_000)));
        assert!(!is_within_trust(limit, Money::from_tenge(10_000), Money::from_tiyn(1_000_001)));
        assert!(!is_within_trust(Money::ZERO, Money::ZERO, Money::from_tiyn(1)));
    }

    #[test]
    fn a_shown_price_may_fall_and_never_rise() {
        assert_eq!(check_price(300, 250), Ok(()));
        assert_eq!(check_price(300, 301), Err(Code::AdvancePriceChanged));
    }

    proptest! {
        #[test]
        fn a_worse_light_never_allows_more(exposure in 0_i64..20_000_000, amount in 1_i64..10_000_000) {
            let under = |light| Request {
                light, brand_exposure: Money::from_tiyn(exposure), amount: Money::from_tiyn(amount), ..ROOMY
            };
            prop_assert!(may_advance(&under(Light::Amber)).is_err() || may_advance(&under(Light::Green)).is_ok());
        }
    }
}
