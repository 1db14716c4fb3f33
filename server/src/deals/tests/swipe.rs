//! What a YES takes and freezes, what a NO leaves, and how either is taken back.

use gamma_core::id::{CampaignId, CommandId, DealId, Id};
use gamma_core::money::Money;
use gamma_core::wire::commands::{NoReason, PayoutChoice, SetPayoutChoice, Swipe, Way, WithdrawSwipe};
use gamma_core::wire::views::{CampaignState, DealState, Ended};
use gamma_core::wire::{Answer, Code};

use super::world::{CAMPAIGN, Market, START, World, creator_caller, fresh, id, sheet};
use crate::testing::on_each_engine;

fn no(world: &World) -> Swipe {
    let way = Way::No { reason: Some(NoReason::FeeTooLow) };
    Swipe { campaign: id(CAMPAIGN), terms: world.sheet.terms_hash(), way }
}

#[test]
fn a_yes_takes_a_slot_and_a_hold_and_freezes_the_price() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.deal(world.agreed().await).await;
        let hold = world.hold(deal.id).await;
        assert_eq!(hold.amount_tiyn, Money::from_tenge(35_220));
        let campaign = world.campaign().await;
        assert_eq!((campaign.slots_taken, campaign.held_tiyn), (1, Money::from_tenge(35_220)));
        assert_eq!((deal.commission_bp, deal.vat_bp, deal.advance_bp), (1_500, 1_600, 300));
        assert_eq!(deal.quote.0.net, Money::from_tenge(9_300));
        assert_eq!((deal.state.0, deal.undo_until), (DealState::DraftDue, Some(START.plus_minutes(15))));
        assert_eq!(deal.due_at, Some(START.plus_days(5)));
        assert_eq!(world.count("select count(*) from job where kind = 'deal.clock'").await, 1);
        let feed = "select count(*) from feed where topic = 'deal'";
        assert_eq!(world.count(feed).await, 2, "both sides are told");
        assert_eq!(world.notices(super::world::BRAND).await, ["deal_agreed"]);
    });
}

#[test]
fn a_repeated_yes_is_one_deal() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (caller, command) = (creator_caller(1), fresh());
        let first = world.send(&caller, command, &world.yes(PayoutChoice::AtOnce)).await.expect("an answer");
        let again = world.send(&caller, command, &world.yes(PayoutChoice::AtOnce)).await.expect("an answer");
        assert_eq!(first, again);
        assert_eq!(world.count("select count(*) from deal").await, 1);
    });
}

#[test]
fn a_waiting_deal_has_no_advance_fee_and_may_change_its_mind_until_approval() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (caller, command) = (creator_caller(1), fresh());
        world.send(&caller, command, &world.yes(PayoutChoice::Wait)).await.expect("an answer");
        let deal = DealId::from_uuid(command.uuid());
        assert_eq!(world.deal(deal).await.quote.0.net, Money::from_tenge(9_600));
        world.done(&caller, &SetPayoutChoice { deal, payout_choice: PayoutChoice::AtOnce }).await;
        let row = world.deal(deal).await;
        assert_eq!((row.payout_choice.0, row.quote.0.net), (PayoutChoice::AtOnce, Money::from_tenge(9_300)));
    });
}

#[test]
fn a_prepaid_brand_pays_from_what_it_has_and_the_creator_no_fee() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.brand.is_prepaid_only = true;
        market.prepaid = Money::from_tenge(40_000);
        let world = World::with(db, market).await;
        let deal = world.deal(world.agreed().await).await;
        assert!(deal.is_prepaid);
        assert_eq!((deal.advance_bp, deal.quote.0.net), (0, Money::from_tenge(9_600)));
        let refused = world.refused(&creator_caller(2), &world.yes(PayoutChoice::Wait)).await;
        assert_eq!(refused, Code::BrandLimit, "40 000 does not cover two holds of 35 220");
    });
}

#[test]
fn a_yes_is_taken_back_for_fifteen_minutes_and_everything_is_free_again() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.campaign.slots = 1;
        let world = World::with(db, market).await;
        let deal = world.agreed().await;
        assert_eq!(world.campaign().await.state.0, CampaignState::Full);
        let withdraw = WithdrawSwipe { swipe: CommandId::from_uuid(deal.uuid()) };
        assert_eq!(world.refused(&creator_caller(2), &withdraw).await, Code::NotFound, "not yours");
        world.app.clock.advance_seconds(15 * 60);
        world.done(&creator_caller(1), &withdraw).await;
        let row = world.deal(deal).await;
        assert_eq!((row.state.0, row.ended.map(|ended| ended.0)), (DealState::Cancelled, Some(Ended::TakenBack)));
        let campaign = world.campaign().await;
        assert_eq!((campaign.state.0, campaign.slots_taken), (CampaignState::Live, 0));
        assert_eq!((campaign.held_tiyn, campaign.spent_tiyn), (Money::ZERO, Money::ZERO));
        assert_eq!(world.hold(deal).await.voided_tiyn, Money::from_tenge(35_220));
        assert_eq!(world.refused(&creator_caller(1), &withdraw).await, Code::MovedOn);
        world.agreed().await;
    });
}

#[test]
fn a_yes_is_not_taken_back_later_or_after_a_draft() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        let withdraw = WithdrawSwipe { swipe: CommandId::from_uuid(deal.uuid()) };
        world.app.clock.advance_seconds(15 * 60 + 1);
        assert_eq!(world.refused(&creator_caller(1), &withdraw).await, Code::UndoTooLate);
        assert_eq!(world.state(deal).await, DealState::DraftDue, "a refusal changes nothing");
        let row = "select count(*) from swipe where withdrawn_at is not null";
        assert_eq!(world.count(row).await, 0);
    });
}

#[test]
fn a_no_keeps_its_reason_and_is_undone_while_the_offer_lives() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (caller, swipe) = (creator_caller(1), fresh());
        let answer = world.send(&caller, swipe, &no(&world)).await.expect("an answer");
        assert!(matches!(answer, Answer::Done { .. }));
        let kept = "select count(*) from swipe where reason = 'fee_too_low' and withdrawn_at is null";
        assert_eq!(world.count(kept).await, 1);
        world.done(&caller, &WithdrawSwipe { swipe }).await;
        assert_eq!(world.count(kept).await, 0);
        let late = fresh();
        world.send(&caller, late, &no(&world)).await.expect("an answer");
        world.app.clock.advance_seconds(61 * 24 * 3_600);
        assert_eq!(world.refused(&caller, &WithdrawSwipe { swipe: late }).await, Code::OfferExpired);
    });
}

#[test]
fn taking_back_what_never_came_is_answered_plainly() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        assert_eq!(world.refused(&creator_caller(1), &WithdrawSwipe { swipe: fresh() }).await, Code::NotFound);
    });
}

#[test]
fn nobody_says_no_to_a_deal_or_yes_twice() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.agreed().await;
        assert_eq!(world.refused(&creator_caller(1), &no(&world)).await, Code::AlreadyAgreed);
        let again = world.yes(PayoutChoice::AtOnce);
        assert_eq!(world.refused(&creator_caller(1), &again).await, Code::AlreadyAgreed);
        let nowhere = Swipe { campaign: id::<CampaignId>(0xFF), ..again };
        assert_eq!(world.turned_away(&creator_caller(1), &nowhere).await, Code::NotFound);
    });
}

#[test]
fn a_deal_is_never_overwritten_by_a_stranger_with_its_id() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        let stolen = CommandId::from_uuid(deal.uuid());
        let answer = world.send(&creator_caller(2), stolen, &world.yes(PayoutChoice::AtOnce)).await;
        assert!(matches!(answer, Ok(Answer::Rejected { code: Code::CommandReused, .. })));
        assert_eq!(world.deal(deal).await.creator_id, id(1));
    });
}
