//! A product travels first, and the clock for the draft starts when it is there.

use gamma_core::id::{CommandId, Id};
use gamma_core::money::Money;
use gamma_core::terms::{Product, TermSheet};
use gamma_core::wire::Code;
use gamma_core::wire::commands::{ConfirmDelivery, ShipProduct, SubmitDraft, WithdrawSwipe};
use gamma_core::wire::views::{DealState, Ended};

use super::world::{Market, START, World, creator_caller, member, sheet};
use crate::testing::on_each_engine;

fn with_product() -> Market {
    let product = Product { title: "Кофе".to_owned(), value: Money::from_tenge(2_000), is_kept: true };
    Market::new(TermSheet { product: Some(product), ..sheet() })
}

#[test]
fn the_clock_starts_at_delivery() {
    on_each_engine(|db| async move {
        let world = World::with(db, with_product()).await;
        let deal = world.agreed().await;
        let media = world.video(1).await;
        let early = SubmitDraft { deal, media, note: String::new() };
        assert_eq!(world.refused(&creator_caller(1), &early).await, Code::DealState);
        let expected_on = Some(START.day().plus_days(2));
        world.done(&member(), &ShipProduct { deal, tracking: Some("KZ 1".to_owned()), expected_on }).await;
        let undo = WithdrawSwipe { swipe: CommandId::from_uuid(deal.uuid()) };
        assert_eq!(world.refused(&creator_caller(1), &undo).await, Code::UndoTooLate);
        world.after_hours(24).await;
        world.done(&creator_caller(1), &ConfirmDelivery { deal }).await;
        let row = world.deal(deal).await;
        assert_eq!((row.state.0, row.due_at), (DealState::DraftDue, Some(START.plus_days(6))));
        assert_eq!((row.tracking.as_deref(), row.expected_on), (Some("KZ 1"), expected_on));
        assert_eq!(world.notices(1).await, ["product_shipped"]);
    });
}

#[test]
fn a_product_that_never_comes_ends_the_deal() {
    on_each_engine(|db| async move {
        let world = World::with(db, with_product()).await;
        let deal = world.agreed().await;
        world.after_hours(14 * 24).await;
        let row = world.deal(deal).await;
        assert_eq!((row.state.0, row.ended.map(|ended| ended.0)), (DealState::Expired, Some(Ended::ProductLate)));
        assert_eq!(world.campaign().await.slots_taken, 0);
    });
}
