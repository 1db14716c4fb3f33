//! What a creator's NOs teach. Each NO with a reason takes a few points from offers that share the reason, up to a
//! bound, so that taste orders a deck and never empties it. A YES gives some back.

use std::collections::BTreeMap;

use crate::id::BrandId;
use crate::money::Money;
use crate::wire::commands::NoReason;

/// Points that one NO takes.
const STEP: u8 = 5;
/// Points that one reason takes at most.
const MOST: u8 = 15;
/// Points that everything together takes at most.
const MOST_TOGETHER: u8 = 30;

/// A creator's taste, as learnt from swipes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taste {
    topics: BTreeMap<String, u8>,
    brands: BTreeMap<BrandId, u8>,
    /// NOs for a low fee, and the highest fee that was called low.
    low_fee: Option<(u8, Money)>,
}

impl Taste {
    /// Whether nothing was learnt yet.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty() && self.brands.is_empty() && self.low_fee.is_none()
    }

    /// Learns from a NO. `NoTime` and `AlreadyDone` say nothing about the next offer.
    pub fn learn_no(&mut self, reason: NoReason, tags: &[String], brand: BrandId, fee: Money) {
        match reason {
            NoReason::NotMyTopic => {
                for tag in tags {
                    let count = self.topics.entry(tag.clone()).or_default();
                    *count = count.saturating_add(1);
                }
            }
            NoReason::NotThisBrand => {
                let count = self.brands.entry(brand).or_default();
                // A brand that was refused by name counts at once as much as it ever will.
                *count = count.saturating_add(MOST / STEP);
            }
            NoReason::FeeTooLow => {
                let (count, highest) = self.low_fee.unwrap_or((0, fee));
                self.low_fee = Some((count.saturating_add(1), highest.max(fee)));
            }
            NoReason::NoTime | NoReason::AlreadyDone => {}
        }
    }

    /// Learns from a YES: one NO each is forgiven.
    pub fn learn_yes(&mut self, tags: &[String], brand: BrandId, fee: Money) {
        for tag in tags {
            self.topics.entry(tag.clone()).and_modify(|count| *count = count.saturating_sub(1));
        }
        self.brands.remove(&brand);
        self.topics.retain(|_, count| *count > 0);
        self.low_fee = self.low_fee.filter(|(_, highest)| fee > *highest);
    }

    /// The points that an offer loses. Of several topics the least disliked counts.
    pub fn penalty(&self, tags: &[String], brand: BrandId, fee: Money) -> u8 {
        let topic = tags.iter().map(|tag| self.topics.get(tag).copied().unwrap_or(0)).min().unwrap_or(0);
        let brand = self.brands.get(&brand).copied().unwrap_or(0);
        let low = self.low_fee.filter(|(_, highest)| fee <= *highest).map_or(0, |(count, _)| count);
        let points = |count: u8| count.saturating_mul(STEP).min(MOST);
        points(topic).saturating_add(points(brand)).saturating_add(points(low)).min(MOST_TOGETHER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use proptest::prelude::*;

    fn brand(number: u128) -> BrandId {
        BrandId::from_uuid(uuid::Uuid::from_u128(number))
    }

    const FEE: Money = Money::from_tenge(5_000);

    #[test]
    fn each_reason_takes_points_from_what_it_names() {
        let (food, tech) = (vec!["food".to_owned()], vec!["tech".to_owned()]);
        let mut taste = Taste::default();
        taste.learn_no(NoReason::NotMyTopic, &tech, brand(1), FEE);
        assert_eq!((taste.penalty(&tech, brand(2), FEE), taste.penalty(&food, brand(2), FEE)), (5, 0));
        assert_eq!(taste.penalty(&[&tech[..], &food[..]].concat(), brand(2), FEE), 0, "half of it is liked");
        taste.learn_no(NoReason::NotThisBrand, &food, brand(3), FEE);
        assert_eq!(taste.penalty(&food, brand(3), FEE), 15);
        taste.learn_no(NoReason::FeeTooLow, &food, brand(4), FEE);
        assert_eq!(taste.penalty(&food, brand(5), FEE), 5);
        assert_eq!(taste.penalty(&food, brand(5), Money::from_tenge(5_001)), 0);
    }

    #[test]
    fn a_yes_forgives() {
        let tech = vec!["tech".to_owned()];
        let mut taste = Taste::default();
        taste.learn_no(NoReason::NotMyTopic, &tech, brand(1), FEE);
        taste.learn_no(NoReason::NotThisBrand, &tech, brand(1), FEE);
        taste.learn_no(NoReason::FeeTooLow, &tech, brand(1), FEE);
        taste.learn_yes(&tech, brand(1), FEE);
        assert!(taste.is_empty());
    }

    #[test]
    fn no_time_teaches_nothing() {
        let mut taste = Taste::default();
        taste.learn_no(NoReason::NoTime, &["tech".to_owned()], brand(1), FEE);
        taste.learn_no(NoReason::AlreadyDone, &["tech".to_owned()], brand(1), FEE);
        assert!(taste.is_empty());
    }

    proptest! {
        #[test]
        fn taste_never_takes_more_than_thirty(reasons in prop::collection::vec(0_usize..3, 0..300)) {
            let all = [NoReason::NotMyTopic, NoReason::NotThisBrand, NoReason::FeeTooLow];
            let mut taste = Taste::default();
            for reason in reasons {
                taste.learn_no(all[reason], &["tech".to_owned()], brand(1), FEE);
            }
            prop_assert!(taste.penalty(&["tech".to_owned()], brand(1), FEE) <= 30);
        }
    }
}
