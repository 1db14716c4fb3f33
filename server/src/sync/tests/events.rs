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

impl Stream {
    /// Reads until this event comes; what came before it.
    async fn until(&mut self, event: &str) -> Vec<String> {
        let mut before = Vec::new();
        loop {
            let next = self.next().await.expect("the stream goes on");
            if next == event {
                return before;
            }
            before.push(next);
        }
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

fn feed_event(n: i64) -> String {
    format!("event: feed\ndata: {{\"n\":{n}}}\n\n")
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
        assert_eq!(stream.next().await, Some(feed_event(1)), "where the feed is");
        touch(&other_process, PersonId::from_uuid(brand(1).uuid())).await;
        stream.until(&feed_event(2)).await;
        touch(&world, person(1)).await;
        stream.until(&feed_event(3)).await;
        shutdown.cancel();
        assert_eq!(stream.next().await, None);
        tail.await.expect("the tail ends");
    });
}

#[test]
fn nobody_hears_of_another_persons_rows() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let shutdown = CancellationToken::new();
        let tail = tokio::spawn(tail(world.app.clone(), shutdown.clone()));
        let mut mine = Stream::open(&world, caller(person(1), &[])).await;
        let mut other = Stream::open(&world, caller(person(2), &[])).await;
        touch(&world, person(1)).await;
        mine.until(&feed_event(1)).await;
        touch(&world, person(2)).await;
        // The other's stream proves that the tail has told it.
        other.until(&feed_event(2)).await;
        touch(&world, person(1)).await;
        assert_eq!(mine.until(&feed_event(3)).await, Vec::<String>::new());
        shutdown.cancel();
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
        let brand = other_process.brand(1, 1_000_000).await;
        other_process.live(brand, |_| {}).await;
        let n = head(&world).await;
        stream.until(&format!("event: deck\ndata: {{\"n\":{n}}}\n\n")).await;
        assert_eq!(world.app.deck.len(), 1);
        shutdown.cancel();
        tail.await.expect("the tail ends");
    });
}
