//! What is asked here arrives there: once, in order, or with an honest refusal.

use super::fake_server::Fault;
use super::samples::{campaign, deal, noon};
use super::world::{AIGUL, World};
use uuid::Uuid;

use crate::device::store::TakenBack;
use crate::device::{Failure, Rest};
use crate::id::{CommandId, Id};
use crate::wire::commands::{CancelDeal, NoReason, PayoutChoice, Swipe};
use crate::wire::{Code, Topic};

fn command(deal: crate::id::DealId) -> CommandId {
    CommandId::from_uuid(deal.uuid())
}

#[tokio::test]
async fn three_swipes_offline_one_taken_back_send_exactly_two_in_order() {
    let world = World::signed_in().await;
    world.online(false);
    let (first, second, third) = (world.yes(1), world.yes(2), world.yes(3));
    world.ports.clock.pass_seconds(3_600);
    assert_eq!(world.sync().await.rest, Rest::Offline);
    assert_eq!(world.device.deck().take_back(second).expect("taken back"), TakenBack::Deleted);
    assert_eq!(world.cards(), [campaign(2), campaign(4), campaign(5)]);

    world.online(true);
    let report = world.sync().await;
    assert_eq!((report.done, report.failure), (2, None));
    assert_eq!(world.server.arrived("swipe"), [command(first), command(third)]);
    assert_eq!(world.server.arrived("withdraw_swipe"), []);
    assert_eq!(world.deals(), [(third, true), (first, true)]);
    world.sync().await;
    assert_eq!(world.server.books().arrived.len(), 2, "nothing is sent twice");
}

#[tokio::test]
async fn a_yes_stays_here_for_five_seconds() {
    let world = World::signed_in().await;
    let deal = world.yes(1);
    assert_eq!(world.sync().await.rest, Rest::Done { wake_after_micros: Some(5_000_000) });
    assert_eq!(world.deals(), [(deal, false)], "shown as asked for");
    assert_eq!(world.server.arrived("swipe"), []);
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    assert_eq!(world.deals(), [(deal, true)], "only the server says done");
}

#[tokio::test]
async fn an_answer_lost_after_the_server_acted_is_asked_for_again_with_the_same_bytes() {
    let world = World::signed_in().await;
    let deal = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.fault(Fault::LoseAnswer);
    let report = world.sync().await;
    assert_eq!((report.rest, report.failure), (Rest::Failed, Some(Failure::AGAIN)));
    assert_eq!(world.deals(), [(deal, false)]);
    world.sync().await;
    let books = world.server.books();
    assert_eq!(books.arrived.len(), 2);
    assert_eq!(books.arrived[0], books.arrived[1]);
    assert_eq!(books.feed.len(), 1, "the server acted once");
    drop(books);
    assert_eq!(world.deals(), [(deal, true)]);
}

#[tokio::test]
async fn a_phone_killed_between_sending_and_answer_sends_the_same_id_again() {
    let mut world = World::signed_in().await;
    let deal = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.fault(Fault::NeverAnswer);
    {
        // The run is dropped as soon as the server has the command, before the answer is read.
        let run = world.device.sync_once();
        tokio::pin!(run);
        while world.server.arrived("swipe").is_empty() {
            tokio::select! { biased; _ = &mut run => break, () = tokio::task::yield_now() => {} }
        }
    }
    world.restart();
    assert_eq!(world.device.count_unanswered().expect("a store"), 1);
    world.sync().await;
    assert_eq!(world.server.arrived("swipe"), [command(deal), command(deal)]);
    assert_eq!(world.deals(), [(deal, true)]);
}

#[tokio::test]
async fn a_refusal_undoes_its_overlay_and_refuses_what_depended_on_it() {
    let world = World::signed_in().await;
    let (deal, other) = (world.yes(1), world.yes(2));
    world.device.deals().cancel(deal).expect("asked");
    world.fault(Fault::Refuse(Code::SlotsGone));
    world.ports.clock.pass_seconds(5);
    let report = world.sync().await;
    assert_eq!((report.done, report.refused), (1, 1));
    assert_eq!(world.deals(), [(other, true)]);
    assert!(world.cards().contains(&campaign(1)), "the server still offers it");
    assert_eq!(world.server.arrived("cancel_deal"), [], "what depended on it never left");

    let inbox = world.device.inbox().show().expect("an inbox");
    let [refused] = inbox.refused.as_slice() else { panic!("one notice, not {}", inbox.refused.len()) };
    assert_eq!((refused.command, refused.code, refused.dependents), (command(deal), Code::SlotsGone, 1));
    assert_eq!(refused.detail, Some(serde_json::json!({ "left": 0 })));
    assert_eq!(world.ports.notifier.shown().len(), 1);

    let again = world.device.inbox().edit_and_send_as_new(refused.command, refused.body.clone()).expect("asked again");
    assert_ne!(again, refused.command);
    assert_eq!(world.device.inbox().show().expect("an inbox").refused, []);
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    assert_eq!(world.server.arrived("swipe").last(), Some(&again));
}

#[tokio::test]
async fn a_refusal_of_malformed_bytes_is_a_refusal_too_and_blocks_nothing() {
    for code in [Code::Malformed, Code::NotAllowed, Code::NotFound, Code::CommandReused, Code::TooLarge] {
        let world = World::signed_in().await;
        let (_, other) = (world.yes(1), world.yes(2));
        world.ports.clock.pass_seconds(5);
        world.fault(Fault::Fail(code));
        let report = world.sync().await;
        assert_eq!((report.refused, report.done), (1, 1), "{code}");
        assert_eq!(world.device.inbox().show().expect("an inbox").refused[0].code, code);
        assert_eq!(world.deals(), [(other, true)]);
    }
}

#[tokio::test]
async fn a_stream_keeps_its_order_and_holds_up_no_other() {
    let world = World::signed_in().await;
    let (first, second) = (world.yes(1), world.yes(2));
    let cancel = world.device.deals().cancel(first).expect("asked");
    world.ports.clock.pass_seconds(5);
    world.fault(Fault::Fail(Code::Internal));
    let report = world.sync().await;
    assert_eq!((report.rest, report.done), (Rest::Failed, 1));
    assert_eq!(world.server.arrived("swipe"), [command(first), command(second)]);
    assert_eq!(world.server.arrived("cancel_deal"), []);
    world.sync().await;
    let order: Vec<CommandId> = world.server.books().arrived.iter().map(|row| row.2).collect();
    assert_eq!(order, [command(first), command(second), command(first), cancel]);
}

#[tokio::test]
async fn a_yes_that_may_have_arrived_is_withdrawn_behind_itself() {
    let world = World::signed_in().await;
    let deal = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.fault(Fault::LoseAnswer);
    world.sync().await;
    assert_eq!(world.device.deck().take_back(deal).expect("taken back"), TakenBack::Asked);
    assert_eq!(world.deals(), [], "it is not shown while it is being taken back");
    world.sync().await;
    let kinds: Vec<String> = world.server.books().arrived.iter().map(|row| row.1.clone()).collect();
    assert_eq!(kinds, ["swipe", "swipe", "withdraw_swipe"]);
    assert_eq!(world.deals(), []);
}

#[tokio::test]
async fn a_yes_that_was_done_is_withdrawn_by_asking() {
    let world = World::signed_in().await;
    let deal = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    assert_eq!(world.device.deck().take_back(deal).expect("taken back"), TakenBack::Asked);
    let shown = world.device.deals().get(deal).expect("still a deal");
    assert_eq!(shown.asked.iter().map(|asked| asked.kind.as_str()).collect::<Vec<_>>(), ["withdraw_swipe"]);
    world.sync().await;
    assert_eq!(world.deals(), []);
}

#[tokio::test]
async fn a_no_leaves_at_once_and_comes_back() {
    let world = World::signed_in().await;
    world.online(false);
    let no = world.device.deck().swipe_no(campaign(1), Some(NoReason::NoTime)).expect("a card");
    assert!(!world.cards().contains(&campaign(1)));
    assert_eq!(world.device.deck().undo_no(no).expect("undone"), TakenBack::Deleted);
    assert!(world.cards().contains(&campaign(1)));
    world.device.deck().swipe_no(campaign(1), None).expect("a card");
    world.online(true);
    assert_eq!(world.sync().await.done, 1);
    assert!(!world.cards().contains(&campaign(1)), "also after the answer");
}

#[tokio::test]
async fn a_card_is_swiped_once() {
    let world = World::signed_in().await;
    world.yes(1);
    let again = world.device.deck().swipe_no(campaign(1), None);
    assert_eq!(again.expect_err("refused").code(), "already_asked");
}

#[tokio::test]
async fn a_phones_clock_a_day_off_changes_nothing() {
    for days in [-1, 1] {
        let world = World::signed_in().await;
        world.server.books().now = Some(noon());
        let deal = world.yes(1);
        world.ports.clock.set(noon().plus_days(days));
        let report = world.sync().await;
        assert_eq!((report.done, report.failure), (1, None), "{days}");
        assert_eq!(world.deals(), [(deal, true)]);
        assert_eq!(world.device.server_now().expect("a time"), noon());
    }
}

#[tokio::test]
async fn no_row_is_missed_across_pages() {
    let world = World::new().await;
    let person = world.sign_in(AIGUL).await;
    world.server.books().page_rows = 3;
    for number in 0..10_u128 {
        let deal = deal(Uuid::from_u128(number), campaign(1), PayoutChoice::Wait);
        let body = serde_json::to_value(deal).expect("plain fields");
        world.server.books().publish(person, Topic::Deal, Uuid::from_u128(number), body);
    }
    assert_eq!(world.sync().await.rows, 10);
    assert_eq!(world.deals().len(), 10);
    world.server.books().publish(person, Topic::Deal, Uuid::from_u128(3), serde_json::Value::Null);
    assert_eq!(world.sync().await.rows, 1);
    assert_eq!(world.deals().len(), 9);
}

#[tokio::test]
async fn a_body_is_encoded_once_and_read_back_as_it_was() {
    let world = World::signed_in().await;
    let deal = world.yes(1);
    world.device.deals().cancel(deal).expect("asked");
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    let books = world.server.books();
    let swipe: Swipe = serde_json::from_slice(&books.arrived[0].3).expect("a swipe");
    assert_eq!(swipe.campaign, campaign(1));
    let cancel: CancelDeal = serde_json::from_slice(&books.arrived[1].3).expect("a cancel");
    assert_eq!(cancel.deal, deal);
}
