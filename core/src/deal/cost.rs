//! What a deal costs its brand: what the creator earns, commission on top, VAT on the commission. Parts are taken
//! cumulatively, so that however a hold is posted, the parts never pass it.

use crate::money::{Money, Rate, Unit};
use crate::time::Day;

/// Days after the invoice until the brand owes.
const PAYMENT_DAYS: i32 = 30;

/// The platform's rates for one brand, as agreed when the deal was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charges {
    /// Commission on what the creator earns.
    pub commission: Rate,
    /// VAT on the commission; nothing while the platform is no VAT payer.
    pub vat: Rate,
}

/// An earned amount and what comes on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// The creator's.
    pub earned: Money,
    /// The platform's.
    pub commission: Money,
    /// The state's.
    pub vat: Money,
}

impl Cost {
    /// Together: what the brand pays.
    pub fn total(&self) -> Money {
        self.earned + self.commission + self.vat
    }
}

impl Charges {
    /// The cost of an amount on its own.
    pub fn cost(&self, earned: Money) -> Cost {
        let commission = earned.share(self.commission, Unit::Tiyn);
        Cost { earned, commission, vat: commission.share(self.vat, Unit::Tiyn) }
    }

    /// The cost of the next amount of a deal that earned `before` already.
    pub fn cost_after(&self, before: Money, amount: Money) -> Cost {
        let (then, now) = (self.cost(before), self.cost(before + amount));
        Cost { earned: amount, commission: now.commission - then.commission, vat: now.vat - then.vat }
    }

    /// The largest cost of a deal, held when it is made: (fee + cap) × (1 + commission × (1 + VAT)).
    pub fn hold(&self, fee: Money, cap: Money) -> Money {
        self.cost(fee + cap).total()
    }
}

/// When the brand owes what was approved on this day: the invoice of the 1st of the next month, and thirty days.
pub fn due_on(approved_on: Day) -> Day {
    approved_on.month().next().first_day().plus_days(PAYMENT_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn example() -> Charges {
        Charges { commission: Rate::from_bp(1_500), vat: Rate::from_bp(1_600) }
    }

    #[test]
    fn the_example_deal_holds_35_220() {
        let hold = example().hold(Money::from_tenge(10_000), Money::from_tenge(20_000));
        assert_eq!(hold, Money::from_tenge(35_220));
    }

    #[test]
    fn the_example_fee_and_bonus_cost() {
        let fee = example().cost_after(Money::ZERO, Money::from_tenge(10_000));
        assert_eq!((fee.commission, fee.vat), (Money::from_tenge(1_500), Money::from_tenge(240)));
        assert_eq!(fee.total(), Money::from_tenge(11_740));
        let bonus = example().cost_after(Money::from_tenge(10_000), Money::from_tenge(4_000));
        assert_eq!((bonus.commission, bonus.vat), (Money::from_tenge(600), Money::from_tenge(96)));
        assert_eq!(bonus.total(), Money::from_tenge(4_696));
    }

    #[test]
    fn a_brand_owes_thirty_days_after_the_invoice_of_the_next_month() {
        for (approved, due) in
            [("2026-06-15", "2026-07-31"), ("2026-06-30", "2026-07-31"), ("2026-12-01", "2027-01-31")]
        {
            assert_eq!(due_on(approved.parse().expect("a day")).to_string(), due);
        }
    }

    proptest! {
        #[test]
        fn parts_of_a_hold_never_pass_it(
            parts in prop::collection::vec(1_i64..1_000_000, 1..40), left in 0_i64..1_000_000,
            commission_bp in 0_i64..5_000, vat_bp in 0_i64..2_500,
        ) {
            let charges = Charges { commission: Rate::from_bp(commission_bp), vat: Rate::from_bp(vat_bp) };
            let all: Money = parts.iter().map(|tiyn| Money::from_tiyn(*tiyn)).sum();
            let hold = charges.hold(all, Money::from_tiyn(left));
            let (mut before, mut posted) = (Money::ZERO, Money::ZERO);
            for tiyn in parts {
                let cost = charges.cost_after(before, Money::from_tiyn(tiyn));
                prop_assert!(!cost.commission.is_negative() && !cost.vat.is_negative());
                posted += cost.total();
                before += cost.earned;
            }
            prop_assert!(posted <= hold);
            prop_assert_eq!(posted, charges.cost(all).total());
        }
    }
}
