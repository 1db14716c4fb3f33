//! From *requested* to *confirmed*, or whatever the rail makes of it: every entry's sums, and never two payments.

use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::wire::views::{EarningState, NoticeKind, PayoutState};

use super::provider::Deed;
use super::world::{AT_ONCE, IBAN, IIN, World};
use crate::book::rows::{Attempt, Withheld};
use crate::testing::on_each_engine;

fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

async fn only_state(world: &World) -> PayoutState {
    world.payouts().await.first().expect("a payout").state.0
}

async fn attempts(world: &World) -> Vec<Attempt> {
    world.app.db.records("order by called_at, id", &[]).await.expect("reads")
}

#[test]
fn a_payout_is_sent_and_confirmed_exactly_as_quoted() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let earning = world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let payout = world.payouts().await.pop().expect("a payout");
        assert_eq!(payout.state.0, PayoutState::Confirmed);
        assert_eq!(world.earning(earning).await.state.0, EarningState::Paid);
        assert_eq!(world.creator_balance(AccountKind::Payable).await, Money::ZERO);
        assert_eq!(world.rail_balance(AccountKind::InTransit).await, Money::ZERO);
        assert_eq!(world.rail_balance(AccountKind::Cash).await, tenge(-9_315));
        assert_eq!(world.rail_balance(AccountKind::RailCost).await, tenge(15));
        for line in ["OPV", "OPVR", "SO", "VOSMS"] {
            let account = AccountKey::platform(AccountKind::TaxPayable).with_part(line);
            assert_eq!(world.balance(&account).await, tenge(-100), "{line}");
        }
        let books = world.provider.books();
        let record = books.records.values().next().expect("an order");
        assert_eq!(record.amount, "9300.00");
        assert_eq!((record.body["iban"].as_str(), record.body["iin"].as_str()), (Some(IBAN), Some(IIN)));
        assert_eq!((books.unsigned, books.calls), (0, 1));
    });
}

#[test]
fn a_plain_no_makes_the_earning_available_again() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.provider.will(&[Deed::Fail]);
        let earning = world.earn(AT_ONCE).await;
        world.run_jobs().await;
        assert_eq!(only_state(&world).await, PayoutState::Failed);
        let row = world.earning(earning).await;
        assert_eq!((row.state.0, row.payout_id), (EarningState::Available, None));
        assert_eq!(world.creator_balance(AccountKind::Payable).await, tenge(-9_700));
        assert_eq!(world.rail_balance(AccountKind::InTransit).await, Money::ZERO);
        let opv = AccountKey::platform(AccountKind::TaxPayable).with_part("OPV");
        assert_eq!(world.balance(&opv).await, Money::ZERO);
        let withheld: Vec<Withheld> = world.app.db.records("", &[]).await.expect("reads");
        assert_eq!((withheld.len(), withheld.iter().map(|row| row.amount_tiyn).sum::<Money>()), (10, Money::ZERO));
        assert!(world.notices().await.iter().any(|(kind, _)| *kind == NoticeKind::PayoutFailed));
    });
}

#[test]
fn silence_is_asked_about_and_never_paid_again() {
    on_each_engine(|db| async move {
        for deed in [Deed::Silent, Deed::Mumble] {
            let world = World::new(db.clone()).await;
            world.provider.will(&[deed]);
            let earning = world.earn(AT_ONCE).await;
            world.run_jobs().await;
            let payout = world.earning(earning).await.payout_id.expect("a payout");
            let payout = world.payout(payout).await;
            assert_eq!(payout.state.0, PayoutState::Unknown, "{deed:?}");
            world.app.clock.advance_seconds(60);
            world.run_jobs().await;
            assert_eq!(world.payout(payout.id).await.state.0, PayoutState::Confirmed, "{deed:?}");
            assert_eq!(world.earning(earning).await.state.0, EarningState::Paid);
            assert_eq!((world.provider.calls(), world.provider.paid()), (1, 1));
        }
    });
}

#[test]
fn not_found_counts_only_after_the_window_and_keeps_the_attempt() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.provider.will(&[Deed::Lose]);
        world.earn(AT_ONCE).await;
        world.run_jobs().await;
        world.app.clock.advance_seconds(600);
        world.run_jobs().await;
        assert_eq!(only_state(&world).await, PayoutState::Unknown);
        assert_eq!(world.provider.calls(), 1, "inside the window it is only asked");
        let before = attempts(&world).await;
        world.app.clock.advance_seconds(3_600);
        world.run_jobs().await;
        assert_eq!(only_state(&world).await, PayoutState::Confirmed);
        let after = attempts(&world).await;
        assert_eq!((after.len(), after[0].id), (1, before[0].id));
        assert_eq!((world.provider.calls(), world.provider.paid()), (2, 1));
    });
}
