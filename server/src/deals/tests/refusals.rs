//! Every honest refusal of a YES: nothing is taken, and the code says why.

use gamma_core::matching::Targets;
use gamma_core::money::Money;
use gamma_core::wire::commands::{ConsentKind, PayoutChoice, SetPayoutChoice, Swipe, Way};
use gamma_core::wire::views::{CampaignState, Light};
use gamma_core::wire::{Answer, Code};

use super::world::{Market, OTHER_CAMPAIGN, START, World, creator_caller, fresh, id, sheet};
use crate::db::{Json, Word};
use crate::testing::on_each_engine;

/// Changes one thing of the market.
type Changes = fn(&mut Market);

#[test]
fn each_thing_that_is_missing_has_its_own_code() {
    #[rustfmt::skip]
    let rows: [(Changes, Code); 17] = [
        (|market| market.campaign.open_until = START,                                    Code::OfferExpired),
        (|market| market.campaign.state = Word(CampaignState::Paused),                   Code::CampaignNotLive),
        (|market| market.campaign.state = Word(CampaignState::WaitingForMoney),          Code::CampaignNotLive),
        (|market| market.campaign.state = Word(CampaignState::Full),                     Code::SlotsGone),
        (|market| market.campaign.slots = 0,                                             Code::SlotsGone),
        (|market| market.creator.born_on = Some("2008-06-16".parse().expect("a day")),   Code::UnderAge),
        (|market| market.creator.consents = Json(vec![ConsentKind::Contract]),           Code::Precondition),
        (|market| market.creator.tax_profile = None,                                     Code::Precondition),
        (|market| market.creator.iin_sealed = None,                                      Code::Precondition),
        (|market| market.campaign.targets = Json(almost_nobody()),                       Code::NotEligible),
        (|market| market.campaign.budget_tiyn = Money::from_tenge(35_219),               Code::BudgetSpent),
        (|market| market.brand.credit_limit_tiyn = Money::from_tenge(35_219),            Code::BrandLimit),
        (|market| market.brand.credit_limit_tiyn = Money::ZERO,                          Code::BrandLimit),
        (|market| market.brand.advance_limit_tiyn = Money::from_tenge(35_219),           Code::AdvanceBrandLimit),
        (|market| market.brand.light = Word(Light::Red),                                 Code::AdvanceLightRed),
        (|market| market.creator.advance_open_tiyn = Money::from_tenge(20_001),          Code::AdvanceCreatorLimit),
        (|market| market.brand.light = Word(Light::Amber),                               Code::AdvancePriceChanged),
    ];
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.creator.advance_limit_tiyn = None;
        let world = World::with(db, market).await;
        for (changes, code) in rows {
            let change = super::world::Change(move |book: &mut crate::book::Book| replace(book, changes));
            world.act(change).await;
            let answer = world.refused(&creator_caller(1), &world.yes(PayoutChoice::AtOnce)).await;
            assert_eq!(answer, code);
            let campaign = world.campaign().await;
            assert_eq!((campaign.slots_taken, campaign.held_tiyn), (0, Money::ZERO), "{code}");
            let made = world.count("select (select count(*) from deal) + (select count(*) from hold)").await;
            assert_eq!(made, 0, "{code}");
        }
    });
}

fn replace(book: &mut crate::book::Book, changes: Changes) {
    let mut market = Market::new(sheet());
    changes(&mut market);
    book.brands.put(market.brand);
    book.campaigns.put(market.campaign);
    book.creators.put(market.creator);
}

fn almost_nobody() -> Targets {
    Targets { followers_min: Some(1_000_000), ..Targets::default() }
}

#[test]
fn what_is_missing_is_named() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.creator.handles = Json(Vec::new());
        market.creator.tax_profile = None;
        let world = World::with(db, market).await;
        let answer = world.send(&creator_caller(1), fresh(), &world.yes(PayoutChoice::Wait)).await.expect("an answer");
        let Answer::Rejected { data, .. } = answer else { panic!("{answer:?}") };
        assert_eq!(data["missing"], serde_json::json!(["handle", "tax_interview"]));
    });
}

#[test]
fn other_terms_than_shown_are_not_agreed() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let mut other = sheet();
        other.fixed_fee = Money::from_tenge(12_000);
        let swipe = Swipe { terms: other.terms_hash(), ..world.yes(PayoutChoice::Wait) };
        assert_eq!(world.refused(&creator_caller(1), &swipe).await, Code::TermsChanged);
    });
}

#[test]
fn an_advance_never_costs_more_than_the_card_said() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let shown = |advance_bp| Swipe {
            way: Way::Yes { payout_choice: PayoutChoice::AtOnce, advance_bp },
            ..world.yes(PayoutChoice::AtOnce)
        };
        assert_eq!(world.refused(&creator_caller(1), &shown(299)).await, Code::AdvancePriceChanged);
        world.done(&creator_caller(1), &shown(400)).await;
    });
}

#[test]
fn promises_to_a_newcomer_count_like_open_advances() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.creator.advance_open_tiyn = Money::from_tenge(10_001);
        let world = World::with(db, market).await;
        let first = world.agreed().await;
        let second = Swipe { campaign: id(OTHER_CAMPAIGN), ..world.yes(PayoutChoice::AtOnce) };
        assert_eq!(world.refused(&creator_caller(1), &second).await, Code::AdvanceCreatorLimit);
        world.done(&creator_caller(1), &SetPayoutChoice { deal: first, payout_choice: PayoutChoice::Wait }).await;
        world.done(&creator_caller(1), &second).await;
        let back = SetPayoutChoice { deal: first, payout_choice: PayoutChoice::AtOnce };
        assert_eq!(world.refused(&creator_caller(1), &back).await, Code::AdvanceCreatorLimit);
    });
}

#[test]
fn a_red_brand_that_paid_ahead_is_as_good_as_any() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.brand.light = Word(Light::Red);
        market.prepaid = Money::from_tenge(35_220);
        let world = World::with(db, market).await;
        assert!(world.deal(world.agreed().await).await.is_prepaid);
        assert_eq!(world.refused(&creator_caller(2), &world.yes(PayoutChoice::Wait)).await, Code::BrandLimit);
    });
}

#[test]
fn a_tightened_limit_touches_new_yeses_only() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        world
            .act(super::world::Change(|book: &mut crate::book::Book| {
                let brand = book.brands.edit(&id(super::world::BRAND)).expect("the brand");
                brand.credit_limit_tiyn = Money::from_tenge(1);
            }))
            .await;
        assert_eq!(world.refused(&creator_caller(2), &world.yes(PayoutChoice::Wait)).await, Code::BrandLimit);
        world.posted(deal).await;
        assert_eq!(world.hold(deal).await.voided_tiyn, Money::ZERO);
    });
}
