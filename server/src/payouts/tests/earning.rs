//! From approval to available: every sum of the example deal, and everything that may stand in the way.

use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::views::{EarningKind, EarningState, Light, NoticeKind, PayoutState};

use super::world::{AT_ONCE, Agreed, BrandPays, WAIT, World};
use crate::testing::on_each_engine;

fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

#[test]
fn daily_pay_buys_the_claim_and_starts_the_payout_in_the_approval() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let id = world.earn(AT_ONCE).await;
        let earning = world.earning(id).await;
        assert_eq!(earning.state.0, EarningState::InPayout);
        assert_eq!(earning.due_on.to_string(), "2026-07-31");
        assert_eq!(earning.advance_fee_tiyn, tenge(300));
        assert_eq!(world.balance(&AccountKey::of(AccountKind::Receivable, world.brand)).await, tenge(11_740));
        assert_eq!(world.balance(&AccountKey::platform(AccountKind::Commission)).await, tenge(-1_500));
        assert_eq!(world.balance(&AccountKey::platform(AccountKind::VatPayable)).await, tenge(-240));
        assert_eq!(world.balance(&AccountKey::platform(AccountKind::AdvanceFee)).await, tenge(-300));
        assert_eq!(world.creator_balance(AccountKind::Waiting).await, Money::ZERO);
        assert_eq!(world.creator_balance(AccountKind::Payable).await, tenge(-9_700));
        let payout = world.payouts().await.pop().expect("a payout");
        assert_eq!((payout.state.0, payout.net_tiyn), (PayoutState::Requested, tenge(9_300)));
        assert_eq!((payout.quote.0.net, payout.differences.0.len()), (tenge(9_300), 0));
        assert_eq!(world.creator_row().await.advance_open_tiyn, tenge(10_000));
    });
}

#[test]
fn who_waits_is_released_when_the_brand_pays_and_pays_no_fee() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let link = world.agree(WAIT).await;
        let earning = world.approve(link, EarningKind::FixedFee, 10_000).await;
        assert_eq!(world.creator_balance(AccountKind::Waiting).await, tenge(-10_000));
        world.done(BrandPays { link, earning }).await;
        assert_eq!(world.creator_balance(AccountKind::Waiting).await, Money::ZERO);
        assert_eq!(world.creator_balance(AccountKind::Payable).await, tenge(-10_000));
        assert_eq!(world.earning(earning).await.state.0, EarningState::Available);
        assert!(world.payouts().await.is_empty(), "a waiting creator asks for the payout");
    });
}

#[test]
fn the_brands_payment_for_an_advanced_claim_frees_the_creators_limit() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let link = world.agree(AT_ONCE).await;
        let earning = world.approve(link, EarningKind::FixedFee, 10_000).await;
        world.done(BrandPays { link, earning }).await;
        assert_eq!(world.creator_row().await.advance_open_tiyn, Money::ZERO);
    });
}

#[test]
fn a_bonus_posts_the_hold_cumulatively() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let link = world.agree(Agreed { cap_tenge: 20_000, ..WAIT }).await;
        world.approve(link, EarningKind::FixedFee, 10_000).await;
        let bonus = world.approve(link, EarningKind::Bonus, 4_000).await;
        let bonus = world.earning(bonus).await;
        assert_eq!((bonus.commission_tiyn, bonus.vat_tiyn), (tenge(600), tenge(96)));
        let owed = AccountKey::of(AccountKind::Receivable, world.brand);
        assert_eq!(world.balance(&owed).await, tenge(11_740 + 4_696));
        assert_eq!(world.creator_balance(AccountKind::Waiting).await, tenge(-14_000));
    });
}

#[test]
fn a_prepaid_deal_is_available_at_once_without_a_fee() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let agreed = Agreed { is_prepaid: true, choice: PayoutChoice::Wait, ..AT_ONCE };
        let id = world.earn(agreed).await;
        let earning = world.earning(id).await;
        assert_eq!((earning.state.0, earning.advance_fee_tiyn), (EarningState::Available, Money::ZERO));
        assert_eq!(world.balance(&AccountKey::of(AccountKind::Prepaid, world.brand)).await, Money::ZERO);
        assert_eq!(world.creator_balance(AccountKind::Payable).await, tenge(-10_000));
        let paid_at_once = world.earn(Agreed { choice: PayoutChoice::AtOnce, ..agreed }).await;
        assert_eq!(world.earning(paid_at_once).await.state.0, EarningState::InPayout);
    });
}

#[test]
fn a_limit_leaves_the_earning_waiting_and_never_refuses_the_approval() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let link = world.agree(AT_ONCE).await;
        world.change_brand(|brand| brand.light.0 = Light::Red).await;
        let earning = world.approve(link, EarningKind::FixedFee, 10_000).await;
        assert_eq!(world.earning(earning).await.state.0, EarningState::Waiting);
        let refused = (NoticeKind::AdvanceRefused, Some("advance_light_red".to_owned()));
        assert!(world.notices().await.contains(&refused));
        world.change_brand(|brand| (brand.light.0, brand.advance_limit_tiyn) = (Light::Green, Money::ZERO)).await;
        world.earn(AT_ONCE).await;
        world.change_brand(|brand| brand.advance_limit_tiyn = tenge(1_000_000)).await;
        world.change_creator(|creator| creator.advance_limit_tiyn = Some(tenge(9_999))).await;
        world.earn(AT_ONCE).await;
        let codes: Vec<_> = world.notices().await.into_iter().filter_map(|(_, code)| code).collect();
        assert!(codes.contains(&"advance_brand_limit".to_owned()), "{codes:?}");
        assert!(codes.contains(&"advance_creator_limit".to_owned()), "{codes:?}");
    });
}

#[test]
fn without_an_account_the_money_waits_for_one() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.change_creator(|creator| (creator.iban_sealed, creator.iban_last4) = (None, None)).await;
        let earning = world.earn(AT_ONCE).await;
        assert_eq!(world.earning(earning).await.state.0, EarningState::Available);
        let told = (NoticeKind::EarningAvailable, Some("precondition".to_owned()));
        assert!(world.notices().await.contains(&told));
    });
}

#[test]
fn a_net_under_a_hundred_tenge_waits_for_more() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let small = world.earn(Agreed { fee_tenge: 100, ..AT_ONCE }).await;
        assert_eq!(world.earning(small).await.state.0, EarningState::Available);
        let told = (NoticeKind::EarningAvailable, Some("below_minimum".to_owned()));
        assert!(world.notices().await.contains(&told));
    });
}
