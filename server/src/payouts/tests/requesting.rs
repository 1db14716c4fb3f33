//! What creators ask for, and what the day of sending changes: holds, the day's cash, debts, two agents.

use gamma_core::id::EarningId;
use gamma_core::ledger::AccountKind;
use gamma_core::ledger::entries::BorneBy;
use gamma_core::money::Money;
use gamma_core::tax::Profile;
use gamma_core::wire::views::{EarningKind, EarningState, PayoutState};
use gamma_core::wire::{Answer, Code};

use super::world::{AT_ONCE, Agreed, BrandPays, WAIT, World};
use crate::book::Outcome;
use crate::book::rows::{Payout, PayoutItem, PlatformDay};
use crate::ledger::acts::{EarningLink, Reverse};
use crate::payouts::earn::EarnRules;
use crate::payouts::requests::{Request, SellClaim, Withdraw};
use crate::testing::on_each_engine;

fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

async fn available(world: &World, fee_tenge: i64) -> EarningId {
    let link = world.agree(Agreed { fee_tenge, ..WAIT }).await;
    let earning = world.approve(link, EarningKind::FixedFee, fee_tenge).await;
    world.done(BrandPays { link, earning }).await;
    earning
}

fn request(world: &World, earnings: Vec<EarningId>) -> Request {
    Request { creator: world.creator, earnings, rules: EarnRules::from(&world.app), year: 2026 }
}

fn code(outcome: Outcome) -> Option<Code> {
    match outcome.answer {
        Answer::Done { .. } => None,
        Answer::Rejected { code, .. } => Some(code),
    }
}

/// Makes the creator owe something: an earning that reached the account is taken back.
async fn owe(world: &World, fee_tenge: i64) {
    let earning = available(world, fee_tenge).await;
    world.done(request(world, vec![earning])).await;
    world.run_jobs().await;
    let link = EarningLink::find(&world.app.db, earning).await.expect("reads").expect("an earning");
    world.done(Reverse { link, borne_by: BorneBy::Creator, remitted: Vec::new() }).await;
}

#[test]
fn one_payout_covers_all_that_is_available_and_each_earning_once() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (one, two) = (available(&world, 10_000).await, available(&world, 5_000).await);
        world.done(request(&world, vec![])).await;
        assert_eq!(code(world.act(request(&world, vec![])).await), Some(Code::NothingToPay));
        assert_eq!(code(world.act(request(&world, vec![one])).await), Some(Code::NothingToPay));
        let payout = world.payouts().await.pop().expect("a payout");
        assert_eq!((payout.gross_tiyn, payout.net_tiyn), (tenge(15_000), tenge(14_400)));
        world.done(Withdraw { payout: payout.id, creator: world.creator }).await;
        assert_eq!(world.earning(two).await.state.0, EarningState::Available);
        world.done(request(&world, vec![one, two, one])).await;
        world.run_jobs().await;
        assert_eq!(world.creator_balance(AccountKind::Payable).await, Money::ZERO);
        let withdrawn = Withdraw { payout: payout.id, creator: world.creator };
        assert_eq!(code(world.act(withdrawn).await), Some(Code::PayoutState));
        let live: Vec<PayoutItem> = world.app.db.records("where is_live = true", &[]).await.expect("reads");
        assert_eq!((live.len(), world.provider.paid()), (2, 1));
    });
}

#[test]
fn earnings_of_two_agents_are_two_payouts() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.change_creator(|creator| creator.tax_profile = Some(crate::db::Word(Profile::CivilContract))).await;
        for brand in [world.brand, world.add_brand().await] {
            let link = world.agree_with(brand, WAIT).await;
            let earning = world.approve(link, EarningKind::FixedFee, 10_000).await;
            world.done(BrandPays { link, earning }).await;
        }
        world.done(request(&world, vec![])).await;
        let agents: std::collections::BTreeSet<_> = world.payouts().await.iter().map(|payout| payout.agent.0).collect();
        assert_eq!(agents.len(), 2);
    });
}

#[test]
fn a_brand_withholds_only_with_its_authority() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let earning = available(&world, 10_000).await;
        let silent = world.add_brand().await;
        let link = world.agree_with(silent, WAIT).await;
        let unauthorised = world.approve(link, EarningKind::FixedFee, 10_000).await;
        world.done(BrandPays { link, earning: unauthorised }).await;
        world.done(request(&world, vec![unauthorised])).await;
        world.change_creator(|creator| creator.tax_profile = Some(crate::db::Word(Profile::CivilContract))).await;
        world.change_brand_row(silent, |brand| brand.tax_authority_at = None).await;
        world.run_jobs().await;
        let payout = world.payouts().await.pop().expect("a payout");
        let why = (payout.state.0, payout.failure.as_deref());
        assert_eq!(why, (PayoutState::Withdrawn, Some("tax_authority_missing")), "it was asked for before");
        assert_eq!(
            code(world.act(request(&world, vec![unauthorised])).await),
            Some(Code::TaxAuthorityMissing),
            "nobody may withhold"
        );
        let made = world.done(request(&world, vec![])).await;
        assert_eq!(made["refused"], "tax_authority_missing");
        assert_eq!(world.earning(earning).await.state.0, EarningState::InPayout, "the other brand may");
        assert_eq!(world.earning(unauthorised).await.state.0, EarningState::Available);
    });
}

#[test]
fn a_month_that_turns_before_sending_remakes_the_quote() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.app.clock.advance_seconds(15 * 86_400);
        let odd = Agreed { fee_tenge: 10_049, ..AT_ONCE };
        world.earn(odd).await;
        world.run_jobs().await;
        let until = world.app.clock.now().plus_hours(24);
        world.change_creator(move |creator| creator.payouts_held_until = Some(until)).await;
        let second = world.earn(odd).await;
        let payout = world.earning(second).await.payout_id.expect("a payout");
        let asked = world.payout(payout).await;
        // 1 % of 20 098 is 201, and 100 were withheld in June before.
        assert_eq!((asked.month.to_string(), asked.withheld_tiyn), ("2026-06".to_owned(), tenge(404)));
        world.app.clock.advance_seconds(25 * 3_600);
        world.run_jobs().await;
        let sent = world.payout(payout).await;
        assert_eq!((sent.state.0, sent.month.to_string()), (PayoutState::Confirmed, "2026-07".to_owned()));
        assert_eq!(sent.withheld_tiyn, tenge(400), "July begins anew");
        assert_eq!(sent.net_tiyn, asked.net_tiyn + tenge(4));
        let told = (asked.differences.0.is_empty(), sent.differences.0.is_empty());
        assert_eq!(told, (false, true), "in June it was not what the card had said; now it is");
        let at_rail: Vec<String> = world.provider.books().records.values().map(|row| row.amount.clone()).collect();
        assert!(at_rail.contains(&sent.net_tiyn.to_decimal_text()), "{at_rail:?}");
    });
}

#[test]
fn income_over_the_regimes_limit_is_not_paid_out_this_month() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        // 300 monthly calculation indices of 4 325 are 1 297 500.
        available(&world, 1_290_000).await;
        world.done(request(&world, vec![])).await;
        let over = available(&world, 7_501).await;
        assert_eq!(code(world.act(request(&world, vec![])).await), Some(Code::IncomeLimit));
        assert_eq!(world.earning(over).await.state.0, EarningState::Available, "it waits for the next month");
        let within = available(&world, 7_500).await;
        world.done(request(&world, vec![within])).await;
        world.app.clock.advance_seconds(16 * 86_400);
        world.done(request(&world, vec![over])).await;
    });
}

#[test]
fn nothing_leaves_in_a_year_without_indices() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.app.clock.advance_seconds(199 * 86_400);
        assert_eq!(world.app.clock.now().day().to_string(), "2026-12-31");
        let until = world.app.clock.now().plus_hours(24);
        world.change_creator(move |creator| creator.payouts_held_until = Some(until)).await;
        let earning = world.earn(AT_ONCE).await;
        let payout = world.earning(earning).await.payout_id.expect("a payout");
        world.app.clock.advance_seconds(25 * 3_600);
        world.run_jobs().await;
        let row = world.payout(payout).await;
        assert_eq!((row.state.0, row.failure.as_deref()), (PayoutState::Withdrawn, Some("no_index_for_year")));
        assert_eq!((world.provider.calls(), world.earning(earning).await.state.0), (0, EarningState::Available));
        let asked = Request { year: 2027, ..request(&world, vec![]) };
        assert_eq!(code(world.act(asked).await), Some(Code::NoIndexForYear));
    });
}

#[test]
fn a_debt_is_set_off_and_comes_back_with_a_failure() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        owe(&world, 2_000).await;
        available(&world, 10_000).await;
        world.provider.will(&[super::provider::Deed::Fail]);
        world.done(request(&world, vec![])).await;
        world.run_jobs().await;
        assert_eq!(world.creator_balance(AccountKind::Debt).await, tenge(1_920));
        assert_eq!(world.creator_balance(AccountKind::Payable).await, tenge(-10_000));
        world.done(request(&world, vec![])).await;
        world.run_jobs().await;
        let is_set_off = |payout: &Payout| payout.state.0 == PayoutState::Confirmed && payout.debt_tiyn.is_positive();
        let payout = world.payouts().await.into_iter().find(is_set_off).expect("a payout");
        assert_eq!((payout.net_tiyn, payout.debt_tiyn), (tenge(7_680), tenge(1_920)));
        assert_eq!(world.creator_balance(AccountKind::Debt).await, Money::ZERO);
        assert_eq!(world.creator_balance(AccountKind::Payable).await, Money::ZERO);
    });
}

#[test]
fn a_changed_account_holds_what_is_under_way() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.earn(AT_ONCE).await;
        let until = world.app.clock.now().plus_hours(24);
        world.change_creator(|creator| creator.payouts_held_until = Some(until)).await;
        world.run_jobs().await;
        assert_eq!(world.provider.calls(), 0);
        available(&world, 10_000).await;
        assert_eq!(code(world.act(request(&world, vec![])).await), Some(Code::PayoutsHeld));
        world.app.clock.advance_seconds(24 * 3_600 + 1);
        world.run_jobs().await;
        assert_eq!(world.provider.paid(), 1);
    });
}

#[test]
fn when_the_days_cash_is_spent_a_payout_waits_for_tomorrow() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let day = world.app.clock.now().day();
        world.insert(PlatformDay { day, cash_limit_tiyn: tenge(9_299), spent_tiyn: Money::ZERO }).await;
        world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let payout = world.payouts().await.pop().expect("a payout");
        assert_eq!(payout.state.0, PayoutState::Requested);
        assert_eq!(payout.lands_at, Some(day.plus_days(1).start().plus_minutes(10)));
        world.app.clock.advance_seconds(86_400);
        world.run_jobs().await;
        assert_eq!(world.provider.paid(), 1);
    });
}

#[test]
fn a_waiting_claim_is_sold_at_todays_price_and_no_dearer_than_shown() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let earning = world.earn(WAIT).await;
        let sell = |shown_bp| {
            let (creator, brand, rules) = (world.creator, world.brand, EarnRules::from(&world.app));
            SellClaim { creator, brand, earning, shown_bp, rules, year: 2026 }
        };
        assert_eq!(code(world.act(sell(299)).await), Some(Code::AdvancePriceChanged));
        world.done(sell(300)).await;
        assert_eq!(code(world.act(sell(300)).await), Some(Code::MovedOn));
        world.run_jobs().await;
        assert_eq!(world.provider.books().records.values().next().expect("an order").amount, "9300.00");
    });
}
