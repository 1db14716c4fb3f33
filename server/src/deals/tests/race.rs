//! The last slot and the last of the money under a race of two server processes.

use gamma_core::money::Money;
use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::{Answer, Code};

use super::world::{Market, World, creator_caller, fresh, sheet};
use crate::book::Gate;
use crate::testing::on_each_engine;

/// Five creators swipe at once, every other one through a second process; says with which codes they were refused.
async fn refused_in_a_race(world: World) -> Vec<Code> {
    let mut other = world.app.clone();
    other.gate = Gate::new(other.db.clone());
    let other = World { app: other, sheet: world.sheet.clone() };
    let swipe = |number: u128| {
        let world = if number.is_multiple_of(2) { &world } else { &other };
        async move {
            let answer = world.send(&creator_caller(number), fresh(), &world.yes(PayoutChoice::AtOnce)).await;
            answer.expect("an answer")
        }
    };
    let answers = futures_util::future::join_all((1..=5).map(swipe)).await;
    let refused = answers.into_iter().filter_map(|answer| match answer {
        Answer::Rejected { code, .. } => Some(code),
        Answer::Done { .. } => None,
    });
    refused.collect()
}

#[test]
fn the_last_slot_goes_to_exactly_one() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.campaign.slots = 1;
        let world = World::with(db.clone(), market).await;
        assert_eq!(refused_in_a_race(world).await, [Code::SlotsGone; 4]);
        let row = db.find("select slots_taken from campaign where slots_taken > 0", &[]).await.expect("reads");
        assert_eq!(row.expect("a row").get::<i64>(0).expect("a number"), 1);
    });
}

#[test]
fn the_last_of_the_credit_goes_to_exactly_one() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.brand.credit_limit_tiyn = Money::from_tenge(70_439);
        let world = World::with(db.clone(), market).await;
        assert_eq!(refused_in_a_race(world).await, [Code::BrandLimit; 4]);
        let row = db.find("select held_tiyn from account where kind = 'receivable'", &[]).await.expect("reads");
        assert_eq!(row.expect("a row").get::<Money>(0).expect("money"), Money::from_tenge(35_220));
    });
}
