//! The live stream: hints for one's own rows, whichever process wrote them, until the server stops.

use axum::extract::State;
use axum::response::IntoResponse;
use futures_util::StreamExt as _;
use gamma_core::id::{Id, PersonId};
use gamma_core::wire::Topic;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

use crate::campaigns::tests::world::{World, brand, caller, person};
use crate::http::auth::Caller;
use crate::sync::routes::get_events;
use crate::sync::tail;
use crate::testing::on_each_engine;

/// A stream's text as a phone reads it.
struct Stream(axum::body::BodyDataStream);

impl Stream {
    async fn open(world: &World, caller: Caller) -> Self {
        let sse = get_events(State(world.app.clone()), caller).await.expect("a stream");
        Self(sse.into_response().into_body().into_data_stream())
    }

    /// The next event, or none when the stream ends.
    async fn next(&mut self) -> Option<String> {
        let piece = tokio::time::timeout(Duration::from_secs(20), self.0.next()).await.expect("something comes");
        piece.map(|piece| String::from_utf8(piece.expect("a piece").to_vec()).expect("text"))
    }
}

async fn touch(world: &World, owner: PersonId) {
    world
        .make(
            |_| {},
            move |book, _| {
                book.touch(owner, Topic::Profile, owner);
                Ok(())
            },
        )
        .await;
}

async fn head(world: &World) -> i64 {
    let row = world.app.db.find("select n from log_head where id = 1", &[]).await.expect("reads");
    row.expect("a head").get(0).expect("n")
}

fn feed_event(n: i64) -> Option<String> {
    Some(format!("event: feed\ndata: {{\"n\":{n}}}\n\n"))
}

#[test]
fn a_stream_hears_of_its_own_rows_from_any_process_and_ends_with_the_server() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let other_process = world.second_process();
        touch(&world, person(1)).await;
        let shutdown = CancellationToken::new();
        let tail = tokio::spawn(tail(world.app.clone(), shutdown.clone()));
        let mut stream = Stream::open(&world, caller(person(1), &[brand(1)])).await;
        assert_eq!(stream.next().await, feed_event(1), "where the feed is");
        touch(&world, person(2)).await;
        // Another person's row is not told; the tail may tell both writes at once.
        touch(&other_process, PersonId::from_uuid(brand(1).uuid())).await;
        assert_eq!(stream.next().await, feed_event(3), "the brand's, written elsewhere");
        touch(&world, person(1)).await;
        assert_eq!(stream.next().await, feed_event(4), "one's own, written here");
        shutdown.cancel();
        assert_eq!(stream.next().await, None);
        tail.await.expect("the tail ends");
    });
}

#[test]
fn a_new_offer_is_hinted_to_every_stream() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let other_process = world.second_process();
        let shutdown = CancellationToken::new();
        let tail = tokio::spawn(tail(world.app.clone(), shutdown.clone()));
        let mut stream = Stream::open(&world, caller(person(5), &[])).await;
        // The first look of a fresh process tells nothing, so the tail must have had it.
        touch(&world, person(5)).await;
        assert_eq!(stream.next().await, feed_event(1));
        let brand = other_process.brand(1, 1_000_000).await;
        let campaign = other_process.draft(brand, |_| {}).await;
        other_process.step(brand, campaign, gamma_core::wire::commands::CampaignStep::Open).await;
        let n = head(&world).await;
        assert_eq!(stream.next().await, Some(format!("event: deck\ndata: {{\"n\":{n}}}\n\n")));
        assert_eq!(world.app.deck.len(), 1);
        shutdown.cancel();
        tail.await.expect("the tail ends");
    });
}
