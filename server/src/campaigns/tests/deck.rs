//! The deck: best first, stable, and never what cannot be paid.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use gamma_core::id::{CampaignId, CommandId, Id, PersonId};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::matching::{Reason, Targets};
use gamma_core::money::Money;
use gamma_core::tax::Profile;
use gamma_core::terms::Platform;
use gamma_core::time::Day;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{CampaignStep, NoReason};
use gamma_core::wire::views::DeckView;
use uuid::Uuid;

use super::world::{World, caller};
use crate::book::rows::SwipeRow;
use crate::campaigns::routes::{DeckQuery, get_deck};
use crate::campaigns::{deck, take_slot};
use crate::db::Word;
use crate::testing::on_each_engine;

async fn deck_of(world: &World, person: PersonId) -> DeckView {
    world.app.deck.refresh(&world.app).await.expect("refreshes");
    deck(&world.app, person).await.expect("a deck")
}

fn campaigns(deck: &DeckView) -> Vec<CampaignId> {
    deck.offers.iter().map(|offer| offer.campaign).collect()
}

async fn swipe_no(world: &World, creator: PersonId, campaign: CampaignId, reason: NoReason) {
    let at = world.now();
    let swipe = SwipeRow {
        creator_id: creator,
        campaign_id: campaign,
        command_id: CommandId::from_uuid(Uuid::from_u128(campaign.uuid().as_u128() ^ creator.uuid().as_u128())),
        is_yes: false,
        reason: Some(Word(reason)),
        at,
        withdrawn_at: None,
    };
    world
        .make(
            |_| {},
            move |book, _| {
                book.swipes.put(swipe.clone());
                Ok(())
            },
        )
        .await;
}

#[test]
fn the_best_offer_stands_first_with_reasons_and_both_quotes() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let creator = world.creator(1, |_| {}).await;
        let anybody = world.live(brand, |plan| plan.targets = Targets::default()).await;
        let near = world.live(brand, |plan| plan.targets.cities = vec!["almaty".to_owned()]).await;
        world.live(brand, |plan| plan.targets.cities = vec!["astana".to_owned()]).await;
        world.draft(brand, |_| {}).await;
        let deck = deck_of(&world, creator).await;
        assert_eq!(campaigns(&deck), [near, anybody]);
        let best = &deck.offers[0];
        assert_eq!(best.reasons, [Reason::Tag("beauty".to_owned()), Reason::City("almaty".to_owned())]);
        assert_eq!((best.slots_left, best.is_at_once_possible), (2, true));
        assert_eq!(best.quote_at_once.advance_fee, Money::from_tenge(300));
        assert_eq!(best.quote_wait.advance_fee, Money::ZERO);
        assert!(!best.quote_wait.assumed.is_profile_known, "at least");
        assert!(best.quote_at_once.net < best.quote_wait.net);
    });
}

#[test]
fn the_figure_only_goes_up_when_the_profile_becomes_known() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let campaign = world.live(brand, |_| {}).await;
        let unknown = world.creator(1, |_| {}).await;
        let known = world.creator(2, |creator| creator.tax_profile = Some(Word(Profile::SelfEmployedPlatform))).await;
        let (before, after) = (deck_of(&world, unknown).await, deck_of(&world, known).await);
        assert_eq!((campaigns(&before), campaigns(&after)), (vec![campaign], vec![campaign]));
        assert!(after.offers[0].quote_wait.net > before.offers[0].quote_wait.net);
        assert_eq!(after.offers[0].quote_at_once.net, Money::from_tenge(9_300), "the example of the rules");
    });
}

#[test]
fn a_deck_is_the_same_until_something_changes_and_then_304_ends() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let creator = world.creator(1, |_| {}).await;
        for _ in 0..20 {
            world.live(brand, |_| {}).await;
        }
        let first = deck_of(&world, creator).await;
        let again = deck_of(&world, creator).await;
        assert_eq!((first.offers.len(), &first), (20, &again));
        let other_process = world.second_process();
        assert_eq!(deck_of(&other_process, creator).await.version, first.version);
        let ask = |version: String| {
            let query = Query(DeckQuery { version: Some(version) });
            get_deck(State(world.app.clone()), caller(creator, &[]), query)
        };
        assert_eq!(ask(first.version.clone()).await.expect("an answer").status(), StatusCode::NOT_MODIFIED);
        world.live(brand, |_| {}).await;
        assert_eq!(deck_of(&world, creator).await.offers.len(), 21);
        assert_eq!(ask(first.version).await.expect("an answer").status(), StatusCode::OK);
    });
}

#[test]
fn at_most_a_hundred_offers_make_a_deck() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 10_000_000).await;
        let creator = world.creator(1, |_| {}).await;
        for _ in 0..101 {
            world.live(brand, |_| {}).await;
        }
        assert_eq!(deck_of(&world, creator).await.offers.len(), 100);
    });
}

#[test]
fn what_the_brand_cannot_pay_is_not_offered_until_it_can() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 20_000).await;
        let creator = world.creator(1, |_| {}).await;
        let campaign = world.live(brand, |_| {}).await;
        assert_eq!(campaigns(&deck_of(&world, creator).await), [campaign]);
        let set_credit = |tenge: i64| {
            world.make(
                move |needs| needs.brand(brand),
                move |book, _| {
                    book.brands.edit(&brand)?.credit_limit_tiyn = Money::from_tenge(tenge);
                    book.set_ceiling(&AccountKey::of(AccountKind::Receivable, brand), Money::from_tenge(tenge))
                },
            )
        };
        set_credit(11_739).await;
        assert_eq!(campaigns(&deck_of(&world, creator).await), []);
        set_credit(11_740).await;
        assert_eq!(campaigns(&deck_of(&world, creator).await), [campaign]);
        set_credit(0).await;
        assert_eq!(campaigns(&deck_of(&world, creator).await), []);
        world.prepay(brand, 11_740).await;
        assert_eq!(campaigns(&deck_of(&world, creator).await), [campaign], "paid ahead");
    });
}

#[test]
fn a_spent_budget_a_last_slot_a_pause_and_the_end_take_an_offer_out() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let creator = world.creator(1, |_| {}).await;
        let spent = world.live(brand, |plan| plan.budget = Money::from_tenge(20_000)).await;
        let full = world.live(brand, |plan| plan.slots = 1).await;
        let paused = world.live(brand, |_| {}).await;
        let over = world.live(brand, |plan| plan.open_until = world.now().plus_hours(1)).await;
        assert_eq!(deck_of(&world, creator).await.offers.len(), 4);
        let is_there = |deck: &DeckView, id| campaigns(deck).contains(&id);
        world
            .make(
                move |needs| needs.campaign(spent),
                move |book, _| {
                    book.campaigns.edit(&spent)?.spent_tiyn = Money::from_tenge(8_261);
                    Ok(())
                },
            )
            .await;
        assert!(!is_there(&deck_of(&world, creator).await, spent));
        world.make(move |needs| needs.campaign(full), move |book, _| take_slot(book, full)).await;
        assert!(!is_there(&deck_of(&world, creator).await, full));
        world.step(brand, paused, CampaignStep::Pause).await;
        assert!(!is_there(&deck_of(&world, creator).await, paused));
        world.app.clock.advance_seconds(3_600);
        let deck = deck_of(&world, creator).await;
        assert!(!is_there(&deck, over) && deck.offers.is_empty());
    });
}

#[test]
fn a_no_hides_the_offer_and_teaches_the_order() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let creator = world.creator(1, |_| {}).await;
        let refused = world.live(brand, |plan| plan.terms.fixed_fee = Money::from_tenge(12_000)).await;
        let beauty = world.live(brand, |plan| plan.terms.fixed_fee = Money::from_tenge(11_000)).await;
        let food = world.live(brand, |plan| plan.targets.tags = vec!["food".to_owned()]).await;
        assert_eq!(campaigns(&deck_of(&world, creator).await), [refused, beauty, food], "the higher fee first");
        swipe_no(&world, creator, refused, NoReason::NotMyTopic).await;
        assert_eq!(campaigns(&deck_of(&world, creator).await), [food, beauty]);
        let other = world.creator(2, |_| {}).await;
        assert_eq!(campaigns(&deck_of(&world, other).await), [refused, beauty, food], "taste is one's own");
    });
}

#[test]
fn an_empty_deck_names_what_hides_most() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let creator = world.creator(1, |_| {}).await;
        for _ in 0..3 {
            world.live(brand, |plan| plan.terms.deliverable.platform = Platform::Youtube).await;
        }
        world.live(brand, |plan| plan.targets.cities = vec!["astana".to_owned()]).await;
        let hides = deck_of(&world, creator).await.hides_most.expect("a setting");
        assert_eq!((hides.setting.as_str(), hides.offers), ("platform", 3));
    });
}

#[test]
fn under_eighteen_there_is_no_deck() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let child = world.creator(1, |creator| creator.born_on = Some(Day::new(2008, 6, 16).expect("a day"))).await;
        let adult = world.creator(2, |creator| creator.born_on = Some(Day::new(2008, 6, 15).expect("a day"))).await;
        let refused = deck(&world.app, child).await.expect_err("a child");
        assert_eq!(refused.detail().code, Code::UnderAge);
        assert!(deck(&world.app, adult).await.is_ok(), "18 today");
    });
}
