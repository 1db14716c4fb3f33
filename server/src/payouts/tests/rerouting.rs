//! Another rail: after a plain *no* alone, with the same payout, and never twice.

use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::wire::views::{EarningState, PayoutState};
use std::sync::Arc;

use super::banking::{BY_BANK, statement, status_report};
use super::provider::Deed;
use super::world::{AT_ONCE, World};
use crate::book::rows::{Attempt, Payout};
use crate::db::Db;
use crate::payouts::bank_files::answers::import;
use crate::payouts::bank_files::profiles::Profile;
use crate::payouts::bank_files::seal;
use crate::payouts::earn::EarnRules;
use crate::payouts::outcome::{Heard, Tell, find_link};
use crate::payouts::rails::http_rail::NAME;
use crate::payouts::rails::{Report, Status};
use crate::testing::on_each_engine;

const BANK: &str = "bank_file";

async fn world_with_second(db: Db, rail: &str) -> World {
    let mut world = World::new(db).await;
    Arc::make_mut(&mut world.app.config).second_rail = Some(rail.to_owned());
    world
}

async fn in_transit(world: &World, rail: &str) -> Money {
    world.balance(&AccountKey::platform(AccountKind::InTransit).with_part(rail)).await
}

async fn attempts(world: &World, payout: &Payout) -> Vec<Attempt> {
    let of_payout = "where payout_id = $1 order by called_at, id";
    world.app.db.records(of_payout, crate::args![payout.id]).await.expect("reads")
}

async fn only(world: &World) -> Payout {
    let mut payouts = world.payouts().await;
    assert_eq!(payouts.len(), 1, "the same payout");
    payouts.remove(0)
}

async fn sealed(world: &World) {
    world.app.clock.advance_seconds(60);
    seal(&world.app, "dana", Profile::standard()).await.expect("seals").expect("a batch");
}

#[test]
fn a_plain_no_is_tried_on_the_second_rail_as_the_same_payout() {
    on_each_engine(|db| async move {
        let world = world_with_second(db, BANK).await;
        world.provider.will(&[Deed::Fail]);
        let earning = world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let payout = only(&world).await;
        assert_eq!((payout.state.0, payout.rail.as_str()), (PayoutState::Sent, BANK));
        assert_eq!(world.earning(earning).await.state.0, EarningState::InPayout);
        let moved = (in_transit(&world, NAME).await, in_transit(&world, BANK).await);
        assert_eq!(moved, (Money::ZERO, Money::from_tenge(-9_300)));
        sealed(&world).await;
        let tried = attempts(&world, &payout).await;
        assert_eq!(tried.iter().map(|attempt| attempt.rail.as_str()).collect::<Vec<_>>(), [NAME, BANK]);
        for status in [Status::Failed, Status::Confirmed] {
            let link = find_link(&world.app.db, tried[0].id).await.expect("reads").expect("a link");
            let report = Report { status, external_id: None, cost: Money::ZERO, reason: None };
            world.done(Tell { link, word: Heard::Report(report), rules: EarnRules::from(&world.app) }).await;
            assert_eq!(only(&world).await.state.0, PayoutState::Sent, "the first rail has had its word");
        }
        assert!(seal(&world.app, "dana", Profile::standard()).await.expect("seals").is_none(), "it is sent once");
        import(&world.app, &statement(&tried[1], "DBIT", "9300.00")).await.expect("reads");
        assert_eq!(only(&world).await.state.0, PayoutState::Confirmed);
        assert_eq!(world.earning(earning).await.state.0, EarningState::Paid);
        assert_eq!(in_transit(&world, BANK).await, Money::ZERO);
        let cash = AccountKey::platform(AccountKind::Cash).with_part(BANK);
        assert_eq!(world.balance(&cash).await, Money::from_tenge(-9_300));
    });
}

#[test]
fn when_both_rails_say_no_it_has_failed_for_good() {
    on_each_engine(|db| async move {
        let world = world_with_second(db, BANK).await;
        world.provider.will(&[Deed::Fail]);
        let earning = world.earn(AT_ONCE).await;
        world.run_jobs().await;
        sealed(&world).await;
        let tried = attempts(&world, &only(&world).await).await;
        import(&world.app, &status_report(&tried[1], "RJCT")).await.expect("reads");
        assert_eq!(only(&world).await.state.0, PayoutState::Failed);
        assert_eq!(world.earning(earning).await.state.0, EarningState::Available);
        assert_eq!(world.creator_balance(AccountKind::Payable).await, Money::from_tenge(-9_700));
        let moved = (in_transit(&world, NAME).await, in_transit(&world, BANK).await);
        assert_eq!(moved, (Money::ZERO, Money::ZERO));
        assert_eq!(world.provider.paid(), 0);
    });
}

#[test]
fn a_bank_that_refuses_hands_over_to_a_rail_that_is_called() {
    on_each_engine(|db| async move {
        let world = world_with_second(db, NAME).await;
        let earning = world.earn(BY_BANK).await;
        sealed(&world).await;
        let first = attempts(&world, &only(&world).await).await.remove(0);
        for _ in 0..2 {
            import(&world.app, &status_report(&first, "RJCT")).await.expect("reads");
            world.run_jobs().await;
        }
        let payout = only(&world).await;
        assert_eq!((payout.state.0, payout.rail.as_str()), (PayoutState::Confirmed, NAME));
        assert_eq!((world.provider.calls(), world.provider.paid()), (1, 1));
        assert_eq!(world.earning(earning).await.state.0, EarningState::Paid);
    });
}

#[test]
fn what_is_unknown_is_never_tried_elsewhere() {
    on_each_engine(|db| async move {
        let world = world_with_second(db, BANK).await;
        world.provider.will(&[Deed::Mumble]);
        world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let payout = only(&world).await;
        assert_eq!((payout.state.0, payout.rail.as_str()), (PayoutState::Unknown, NAME));
        assert!(seal(&world.app, "dana", Profile::standard()).await.expect("seals").is_none());
    });
}
