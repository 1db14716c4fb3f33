//! What each side sees of a deal, and what a brand is asked to decide.

use gamma_core::money::Money;
use gamma_core::wire::commands::SubmitDraft;

use super::world::{BRAND, World, creator_caller, id};
use crate::deals::{routes, views};
use crate::testing::on_each_engine;

#[test]
fn a_creator_sees_the_whole_quote_and_a_brand_only_the_fee() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        let draft = world.draft_sent(deal).await;
        let own = views::deals(&world.app, &[deal, id(0xDEAD)]).await.expect("views");
        assert_eq!(own.len(), 1);
        assert_eq!((own[0].quote.net, own[0].creator_name.as_str()), (Money::from_tenge(9_300), "Айгүл"));
        assert_eq!(own[0].draft.as_ref().map(|draft| draft.draft), Some(draft));
        let seen = views::deals_for_brand(&world.app, &[deal]).await.expect("views");
        assert_eq!((seen[0].quote.gross, seen[0].quote.net), (Money::from_tenge(10_000), Money::from_tenge(10_000)));
        assert!(seen[0].quote.lines.is_empty() && !seen[0].quote.assumed.is_profile_known);
    });
}

#[test]
fn the_review_queue_has_the_least_time_left_first() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (first, second) = (world.agreed().await, world.agreed_with(2).await);
        let media = world.video(2).await;
        world.done(&creator_caller(2), &SubmitDraft { deal: second, media, note: String::new() }).await;
        world.app.clock.advance_seconds(60);
        world.draft_sent(first).await;
        let queue = routes::queue(&world.app, id(BRAND)).await.expect("a queue");
        let deals: Vec<_> = queue.reviews.iter().map(|review| review.deal.deal).collect();
        assert_eq!(deals, [second, first]);
        assert!(queue.reviews.iter().all(|review| review.video_url.is_some()));
    });
}
