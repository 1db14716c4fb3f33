//! Every ending: cancelled, decided, and over.

use gamma_core::id::{CampaignId, CommandId, DealId, Id};
use gamma_core::money::Money;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{CancelDeal, Fix, FixDraft, FixKind, RefuseDraft, WithdrawSwipe};
use gamma_core::wire::views::{CampaignState, DealState, Ended};

use super::world::{World, creator_caller, id, member};
use crate::book::rows::Campaign;
use crate::deals::PostLook;
use crate::deals::cli::{self, DealCommand};
use crate::testing::on_each_engine;

async fn frozen(world: &World) -> DealId {
    let deal = world.agreed().await;
    for _ in 0..2 {
        let draft = world.draft_sent(deal).await;
        let fix = Fix { kind: FixKind::BriefMissed, at_second: None, note: String::new() };
        world.done(&member(), &FixDraft { deal, draft, fixes: vec![fix] }).await;
    }
    let draft = world.draft_sent(deal).await;
    world.done(&member(), &RefuseDraft { deal, draft, reason: "Сай емес".to_owned() }).await;
    deal
}

fn decision(deal: DealId, verdict: &str, amount: Option<&str>) -> DealCommand {
    DealCommand::Decide {
        deal,
        verdict: verdict.to_owned(),
        amount: amount.map(ToOwned::to_owned),
        operator: "damir".to_owned(),
        note: "looked at both sides".to_owned(),
    }
}

#[test]
fn a_creator_may_cancel_before_a_draft_and_not_after() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        world.app.clock.advance_seconds(24 * 3_600);
        world.done(&creator_caller(1), &CancelDeal { deal }).await;
        let row = world.deal(deal).await;
        let ended = row.ended.map(|ended| ended.0);
        assert_eq!((row.state.0, ended), (DealState::Cancelled, Some(Ended::CancelledByCreator)));
        assert_eq!(world.hold(deal).await.voided_tiyn, Money::from_tenge(35_220));
        assert_eq!(world.notices(super::world::BRAND).await, ["deal_agreed", "deal_ended"]);
        world.after_hours(30 * 24).await;
        assert_eq!(world.state(deal).await, DealState::Cancelled, "a stopped clock changes nothing");
        let yes = world.yes(gamma_core::wire::commands::PayoutChoice::Wait);
        assert_eq!(world.refused(&creator_caller(1), &yes).await, Code::AlreadyAgreed, "only an undo is forgotten");
    });
}

#[test]
fn a_deal_with_a_draft_is_not_cancelled() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        world.draft_sent(deal).await;
        assert_eq!(world.refused(&creator_caller(1), &CancelDeal { deal }).await, Code::DealState);
    });
}

#[test]
fn a_person_decides_about_a_frozen_sum() {
    #[rustfmt::skip]
    let rows = [
        ("full", None,            10_000, None,                     1),
        ("part", Some("4000.00"), 4_000,  Some(Ended::DecidedPart), 1),
        ("none", None,            0,      Some(Ended::DecidedNone), 0),
    ];
    for (verdict, amount, earned_tenge, ended, slots_taken) in rows {
        on_each_engine(|db| async move {
            let world = World::new(db).await;
            check(&world, verdict, amount, Money::from_tenge(earned_tenge), ended, slots_taken).await;
        });
    }
}

async fn check(
    world: &World,
    verdict: &str,
    amount: Option<&str>,
    amount_earned: Money,
    ended: Option<Ended>,
    slots_taken: u32,
) {
    let deal = frozen(world).await;
    cli::run(&world.app, decision(deal, verdict, amount)).await.expect("decided");
    let row = world.deal(deal).await;
    assert_eq!((row.state.0, row.ended.map(|ended| ended.0)), (DealState::Closed, ended));
    let earned = world.count("select cast(coalesce(sum(amount_tiyn), 0) as bigint) from earning").await;
    assert_eq!(Money::from_tiyn(earned), amount_earned);
    let hold = world.hold(deal).await;
    assert_eq!(hold.posted_tiyn + hold.voided_tiyn, hold.amount_tiyn);
    assert!(hold.closed_at.is_some());
    assert_eq!(world.campaign().await.slots_taken, slots_taken);
    let again = cli::run(&world.app, decision(deal, "full", None)).await.expect_err("decided before");
    assert_eq!(again.detail().code, Code::DealState);
}

#[test]
fn a_part_is_less_than_the_fee_and_more_than_nothing() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = frozen(&world).await;
        for amount in ["0", "10000", "10000.01"] {
            let refused = cli::run(&world.app, decision(deal, "part", Some(amount))).await.expect_err("refused");
            assert_eq!(refused.detail().code, Code::AmountMismatch, "{amount}");
        }
        for (verdict, amount) in [("part", None), ("part", Some("x")), ("half", None)] {
            let refused = cli::run(&world.app, decision(deal, verdict, amount)).await.expect_err("refused");
            assert_eq!(refused.detail().code, Code::InvalidField, "{verdict}");
        }
        assert_eq!(world.state(deal).await, DealState::Frozen);
    });
}

#[test]
fn the_end_of_the_bonus_window_voids_the_rest() {
    on_each_engine(|db| async move {
        let world = World::new(db).await.finding(PostLook::Passed);
        let deal = world.agreed().await;
        world.posted(deal).await;
        world.run_jobs().await;
        world.after_hours(30 * 24).await;
        let row = world.deal(deal).await;
        assert_eq!((row.state.0, row.ended), (DealState::Closed, None));
        let hold = world.hold(deal).await;
        assert_eq!((hold.posted_tiyn, hold.voided_tiyn), (Money::from_tenge(11_740), Money::from_tenge(23_480)));
        let campaign = world.campaign().await;
        assert_eq!((campaign.held_tiyn, campaign.spent_tiyn), (Money::ZERO, Money::from_tenge(11_740)));
        assert_eq!(campaign.slots_taken, 1, "a slot that bought work stays taken");
    });
}

/// Ends the world's deal in one of the ways that give money back.
async fn end(world: &World, way: &str) {
    if way == "decided" {
        let deal = frozen(world).await;
        wait_for_money(world).await;
        return cli::run(&world.app, decision(deal, "none", None)).await.expect("decided");
    }
    let deal = world.agreed().await;
    wait_for_money(world).await;
    match way {
        "cancelled" => drop(world.done(&creator_caller(1), &CancelDeal { deal }).await),
        "taken back" => {
            let swipe = CommandId::from_uuid(deal.uuid());
            drop(world.done(&creator_caller(1), &WithdrawSwipe { swipe }).await);
        }
        "expired" => world.after_hours(10 * 24).await,
        "bonus over" => {
            world.posted(deal).await;
            world.run_jobs().await;
            world.after_hours(30 * 24).await;
        }
        _ => unreachable!("a way of the table"),
    }
}

/// The brand's other campaign wants to run, and all of its credit is on hold.
async fn wait_for_money(world: &World) {
    world
        .act(super::world::Change(|book: &mut crate::book::Book| {
            let mut other = book.campaigns.get(&id(super::world::CAMPAIGN)).expect("a campaign").clone();
            (other.id, other.state.0) = (id(0xCC), CampaignState::WaitingForMoney);
            (other.slots_taken, other.held_tiyn) = (0, Money::ZERO);
            book.campaigns.put(other);
        }))
        .await;
}

#[test]
fn a_campaign_that_waits_for_money_wakes_when_a_deals_end_frees_it() {
    for way in ["cancelled", "taken back", "expired", "decided", "bonus over"] {
        on_each_engine(move |db| async move {
            let mut market = super::world::Market::new(super::world::sheet());
            // After the bonus window 11 740 stay owed.
            market.brand.credit_limit_tiyn = Money::from_tenge(if way == "bonus over" { 47_000 } else { 36_000 });
            let world = World::with(db, market).await.finding(PostLook::Passed);
            end(&world, way).await;
            crate::jobs::runner::run_due_once(&world.app).await.expect("jobs run");
            let other: Campaign = world.row(id::<CampaignId>(0xCC)).await;
            assert_eq!(other.state.0, CampaignState::Live, "{way}");
        });
    }
}

#[test]
fn an_operator_clears_and_passes_where_a_brand_is_silent() {
    on_each_engine(|db| async move {
        let mut market = super::world::Market::new(super::world::sheet());
        market.brand.trust_limit_tiyn = Money::ZERO;
        let world = World::with(db, market).await;
        let deal = world.agreed().await;
        world.draft_sent(deal).await;
        world.after_hours(48).await;
        cli::run(&world.app, DealCommand::Clear { deal, operator: "damir".to_owned() }).await.expect("cleared");
        world.post_sent(deal).await;
        world.after_hours(24).await;
        cli::run(&world.app, DealCommand::Pass { deal, operator: "damir".to_owned() }).await.expect("passed");
        assert_eq!(world.state(deal).await, DealState::Approved);
    });
}
