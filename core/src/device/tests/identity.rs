//! Who is on the phone: nobody is signed out by a bad network, and nobody speaks for somebody else.

use super::fake_server::Fault;
use super::world::{AIGUL, DANA, World};
use crate::device::{Failure, Rest, SessionState};
use crate::wire::Code;

#[tokio::test]
async fn a_lost_refresh_answer_signs_nobody_out() {
    let mut world = World::signed_in().await;
    world.server.expire_access_tokens();
    world.server.books().refresh_faults.push_back(Fault::LoseAnswer);
    assert_eq!(world.sync().await.failure, Some(Failure::AGAIN));
    world.restart();
    let report = world.sync().await;
    assert_eq!(report.failure, None);
    let books = world.server.books();
    assert_eq!(books.refreshes.len(), 2);
    assert!(books.refreshes[0] == books.refreshes[1], "asked again in the same words");
}

#[tokio::test]
async fn one_refresh_serves_everybody_who_waits() {
    let world = World::signed_in().await;
    world.server.expire_access_tokens();
    let account = world.device.account();
    let (one, two, three) = tokio::join!(world.device.sync_once(), account.devices(), account.devices());
    assert_eq!(one.expect("a run").failure, None);
    // The fake server has no list of devices; what matters is that nobody was signed out.
    drop((two, three));
    assert_eq!(world.server.books().refreshes.len(), 1);
    assert!(matches!(account.state(), SessionState::SignedIn(_)));
}

#[tokio::test]
async fn a_session_that_is_over_pauses_the_outbox_until_the_next_sign_in() {
    let world = World::signed_in().await;
    let deal = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.server.forget_everybody();
    let report = world.sync().await;
    assert_eq!((report.rest, report.failure), (Rest::SignedOut, Some(Failure::SignedOut(Code::SessionRevoked))));
    assert!(matches!(world.device.account().state(), SessionState::Paused(_)));
    assert_eq!(world.deals(), [(deal, false)], "everything stays readable");
    assert_eq!(world.sync().await.rest, Rest::SignedOut);
    world.sign_in(AIGUL).await;
    assert_eq!(world.sync().await.done, 1);
    assert_eq!(world.deals(), [(deal, true)]);
}

#[tokio::test]
async fn an_outbox_of_one_person_never_leaves_under_another() {
    let mut world = World::new().await;
    let aigul = world.sign_in(AIGUL).await;
    world.sync().await;
    world.online(false);
    let deal = world.yes(1);
    world.device.account().sign_out().await.expect("signed out");
    assert_eq!(world.device.account().state(), SessionState::Nobody);
    assert_eq!(world.device.deals().list().expect_err("nobody").code(), "sign_in_needed");

    world.online(true);
    world.ports.clock.pass_seconds(60);
    let dana = world.sign_in(DANA).await;
    assert_ne!(aigul, dana);
    world.sync().await;
    assert_eq!(world.deals(), []);
    assert_eq!(world.server.arrived("swipe"), [], "it is not hers");
    world.restart();
    world.sync().await;
    assert_eq!(world.server.arrived("swipe"), []);

    world.sign_in(AIGUL).await;
    assert_eq!(world.deals(), [(deal, false)], "unsealed for its person");
    world.sync().await;
    let books = world.server.books();
    let senders: Vec<_> = books.arrived.iter().map(|row| (row.0, row.1.as_str())).collect();
    assert_eq!(senders, [(aigul, "swipe")]);
}

#[tokio::test]
async fn what_a_signed_out_person_leaves_behind_is_sealed() {
    let world = World::new().await;
    let person = world.sign_in(AIGUL).await;
    world.sync().await;
    world.online(false);
    let command = world.device.deck().swipe_no(super::samples::campaign(1), None).expect("a card");
    world.yes(2);
    world.device.account().sign_out().await.expect("signed out");
    let mut left = Vec::new();
    for name in [format!("person-{person}.db"), format!("person-{person}.db-wal"), "device.db".into()] {
        left.extend(std::fs::read(world.folder().join(name)).unwrap_or_default());
    }
    let has = |words: &[u8]| left.windows(words.len()).any(|window| window == words);
    assert!(has(crate::id::Id::uuid(command).as_bytes()), "the command is there");
    assert!(!has("Apple".as_bytes()) && !has(b"advance_bp"), "and can't be read");
    assert!(!has(AIGUL.as_bytes()));
}

#[tokio::test]
async fn a_number_given_offline_is_kept_and_its_code_asked_for_when_the_network_is_there() {
    let mut world = World::new().await;
    world.online(false);
    assert_eq!(world.device.account().ask_for_code(AIGUL).await.expect("kept"), None);
    world.restart();
    assert_eq!(world.sync().await.rest, Rest::Offline);
    world.online(true);
    assert_eq!(world.sync().await.failure, None);
    assert!(world.device.account().challenge().expect("kept").is_some());
    world.device.account().answer_code("123456").await.expect("signed in");
    assert_eq!(world.device.account().kept_phone().expect("kept"), None);
}
