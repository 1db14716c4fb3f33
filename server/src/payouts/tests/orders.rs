//! Whatever the rail says, in whatever order and however often: one payment at most, and books that add up.

use gamma_core::ledger::AccountKind;
use gamma_core::money::Money;
use gamma_core::wire::views::{EarningState, PayoutState};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::provider::Deed;
use super::world::{AT_ONCE, World};
use crate::book::rows::Attempt;
use crate::db::Db;
use crate::payouts::earn::EarnRules;
use crate::payouts::outcome::{Heard, Tell, find_link};
use crate::payouts::rails::{Report, Status};
use crate::testing::on_each_engine;

async fn hear(world: &World, status: Status) {
    let attempt: Attempt = world.app.db.records("", &[]).await.expect("reads").pop().expect("an attempt");
    let link = find_link(&world.app.db, attempt.id).await.expect("reads").expect("a link");
    let report = Report { status, external_id: None, cost: Money::ZERO, reason: None };
    world.done(Tell { link, word: Heard::Report(report), rules: EarnRules::from(&world.app) }).await;
}

#[test]
fn a_success_that_comes_back_is_undone_to_the_tiyn() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let earning = world.earn(AT_ONCE).await;
        world.run_jobs().await;
        for _ in 0..2 {
            hear(&world, Status::Returned).await;
        }
        assert_eq!(world.payouts().await[0].state.0, PayoutState::Returned);
        assert_eq!(world.rail_balance(AccountKind::Cash).await, Money::from_tenge(-15), "what the rail charged");
        assert_eq!(world.creator_balance(AccountKind::Payable).await, Money::from_tenge(-9_700));
        assert_eq!(world.earning(earning).await.state.0, EarningState::Available);
    });
}

#[test]
fn random_words_in_random_order_never_pay_twice() {
    let words = [Status::Accepted, Status::Confirmed, Status::Failed, Status::Returned];
    let deeds = [Deed::Confirm, Deed::Accept, Deed::Fail, Deed::Silent, Deed::Mumble, Deed::Lose];
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let plan =
        (prop::sample::select(deeds.to_vec()), prop::collection::vec(prop::sample::select(words.to_vec()), 0..5));
    for _ in 0..6 {
        let (deed, heard) = plan.new_tree(&mut runner).expect("a plan").current();
        on_each_engine(|db| follow(db, deed, heard.clone()));
    }
}

/// Plays one plan in a world of its own.
async fn follow(db: Db, deed: Deed, heard: Vec<Status>) {
    let world = World::new(db).await;
    world.provider.will(&[deed]);
    let earning = world.earn(AT_ONCE).await;
    world.run_jobs().await;
    for status in &heard {
        hear(&world, *status).await;
    }
    world.app.clock.advance_seconds(3_600);
    world.run_jobs().await;
    assert!(world.provider.paid() <= 1, "{deed:?} {heard:?}");
    let payable = world.creator_balance(AccountKind::Payable).await;
    let expected = match world.earning(earning).await.state.0 {
        EarningState::Available => Money::from_tenge(-9_700),
        _ => Money::ZERO,
    };
    assert_eq!(payable, expected, "{deed:?} {heard:?}");
}
