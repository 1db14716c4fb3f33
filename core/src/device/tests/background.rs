//! The loop that wakes the runner: by the network, by a question asked here, by a hint from there.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use uuid::Uuid;

use super::samples::{campaign, deal};
use super::world::{AIGUL, World};
use crate::device::{Subscription, Table};
use crate::wire::Topic;
use crate::wire::commands::PayoutChoice;

const PATIENCE: Duration = Duration::from_secs(20);

fn observe(world: &World) -> (Subscription, UnboundedReceiver<BTreeSet<Table>>) {
    let (told, hears) = unbounded_channel();
    let observer = move |tables: &BTreeSet<Table>| drop(told.send(tables.clone()));
    (world.device.watch(Arc::new(observer)), hears)
}

/// Waits until a change makes `is_so` true.
async fn until(hears: &mut UnboundedReceiver<BTreeSet<Table>>, is_so: impl Fn() -> bool) {
    let waiting = async {
        while !is_so() {
            hears.recv().await.expect("the engine lives");
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.expect("it happens soon");
}

#[tokio::test]
async fn what_was_asked_offline_leaves_when_the_network_comes() {
    let world = World::signed_in().await;
    world.online(false);
    let (_subscription, mut hears) = observe(&world);
    let task = world.device.start();
    let yes = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.online(true);
    until(&mut hears, || world.deals() == [(yes, true)]).await;
    world.device.deals().cancel(yes).expect("asked");
    until(&mut hears, || world.server.arrived("cancel_deal").len() == 1).await;
    task.stop().await;
}

#[tokio::test]
async fn a_hint_of_the_live_stream_brings_the_feed() {
    let world = World::new().await;
    let person = world.sign_in(AIGUL).await;
    world.sync().await;
    let (_subscription, mut hears) = observe(&world);
    let task = world.device.start();
    let listening = async {
        while world.server.hints.receiver_count() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, listening).await.expect("the phone listens");
    let made = deal(Uuid::from_u128(77), campaign(1), PayoutChoice::Wait);
    let body = serde_json::to_value(&made).expect("plain fields");
    world.server.books().publish(person, Topic::Deal, Uuid::from_u128(77), body);
    world.server.hints.send_replace("feed");
    until(&mut hears, || world.deals() == [(made.deal, true)]).await;
    world.server.books().offers.remove(0);
    world.server.hints.send_replace("deck");
    until(&mut hears, || world.cards().len() == 4).await;
    task.stop().await;
}

#[tokio::test]
async fn signing_out_stops_a_run_under_way() {
    let world = World::signed_in().await;
    let task = world.device.start();
    world.yes(1);
    tokio::time::timeout(PATIENCE, world.device.account().sign_out()).await.expect("soon").expect("signed out");
    tokio::time::timeout(PATIENCE, task.stop()).await.expect("the loop ends");
    assert_eq!(world.server.arrived("swipe"), []);
}
