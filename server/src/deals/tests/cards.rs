//! What a card says is what YES does: its quotes, its *at once*, and whether it is there at all.

use gamma_core::id::{DealId, Id};
use gamma_core::money::Money;
use gamma_core::tax::Profile;
use gamma_core::wire::Code;
use gamma_core::wire::commands::PayoutChoice;

use super::world::{Change, Market, OTHER_CAMPAIGN, START, World, creator_caller, fresh, id, sheet};
use crate::db::Word;
use crate::testing::on_each_engine;

fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

#[test]
fn the_card_and_the_deal_have_one_quote() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let card = world.card(1).await.expect("a card");
        assert!(card.is_at_once_possible);
        let deal = world.agreed().await;
        assert_eq!(world.deal(deal).await.quote.0, card.quote_at_once);
        let other = world.card(2).await.expect("a card");
        let swipe = fresh();
        world.send(&creator_caller(2), swipe, &world.yes(PayoutChoice::Wait)).await.expect("an answer");
        let deal = world.deal(DealId::from_uuid(swipe.uuid())).await;
        assert_eq!(deal.quote.0, other.quote_wait);
    });
}

#[test]
fn a_card_says_at_once_only_while_the_brands_exposure_allows_it() {
    for (limit, is_possible) in [(35_219, false), (35_220, true), (70_439, true)] {
        on_each_engine(move |db| async move {
            let mut market = Market::new(sheet());
            market.brand.advance_limit_tiyn = tenge(limit);
            let world = World::with(db, market).await;
            assert_eq!(world.card(1).await.expect("a card").is_at_once_possible, is_possible, "{limit}");
            if is_possible {
                world.agreed().await;
                assert!(!world.card(2).await.expect("a card").is_at_once_possible, "the first deal uses it up");
            }
            let code = world.refused(&creator_caller(2), &world.yes(PayoutChoice::AtOnce)).await;
            assert_eq!(code, Code::AdvanceBrandLimit, "YES says the same");
        });
    }
}

#[test]
fn a_card_says_at_once_only_within_what_was_promised_to_the_creator() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.creator.advance_limit_tiyn = Some(tenge(19_999));
        let world = World::with(db, market).await;
        assert!(world.card(1).await.expect("a card").is_at_once_possible);
        let mut other = world.yes(PayoutChoice::AtOnce);
        other.campaign = id(OTHER_CAMPAIGN);
        world.done(&creator_caller(1), &other).await;
        let card = world.card(1).await.expect("a card");
        assert!(!card.is_at_once_possible, "10 000 are promised and 10 000 more pass the limit");
        let code = world.refused(&creator_caller(1), &world.yes(PayoutChoice::AtOnce)).await;
        assert_eq!(code, Code::AdvanceCreatorLimit, "YES says the same");
    });
}

#[test]
fn under_a_civil_contract_only_brands_with_authority_are_offered_and_agreed_with() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.creator.tax_profile = Some(Word(Profile::CivilContract));
        market.brand.tax_authority_at = None;
        let world = World::with(db, market).await;
        assert!(world.card(1).await.is_none());
        for choice in [PayoutChoice::AtOnce, PayoutChoice::Wait] {
            let code = world.refused(&creator_caller(1), &world.yes(choice)).await;
            assert_eq!(code, Code::TaxAuthorityMissing);
        }
        world
            .act(Change(|book: &mut crate::book::Book| {
                book.brands.edit(&id(super::world::BRAND)).expect("a brand").tax_authority_at = Some(START);
            }))
            .await;
        assert!(world.card(1).await.is_some());
        world.agreed().await;
    });
}

#[test]
fn without_authority_the_self_employed_still_get_offers() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.brand.tax_authority_at = None;
        let world = World::with(db, market).await;
        assert!(world.card(1).await.is_some());
        world.agreed().await;
    });
}

#[test]
fn what_no_tax_rule_covers_is_neither_offered_nor_agreed() {
    on_each_engine(|db| async move {
        // 300 monthly calculation indices of 4 325 are 1 297 500.
        let mut dear = sheet();
        dear.fixed_fee = tenge(1_297_501);
        let mut market = Market::new(dear);
        market.brand.credit_limit_tiyn = tenge(100_000_000);
        market.campaign.budget_tiyn = tenge(100_000_000);
        market.campaign.open_until = START.plus_days(365);
        let world = World::with(db, market).await;
        assert!(world.card(1).await.is_none());
        let yes = world.yes(PayoutChoice::Wait);
        assert_eq!(world.refused(&creator_caller(1), &yes).await, Code::IncomeLimit);
        world.app.clock.advance_seconds(200 * 86_400);
        assert!(world.card(1).await.is_none());
        assert_eq!(world.refused(&creator_caller(1), &yes).await, Code::NoIndexForYear, "2027 has no indices yet");
    });
}
