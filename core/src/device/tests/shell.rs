//! What the shells' screens lean on: the line above them, terms that were read, the first session, and what hangs on
//! a deal.

use uuid::Uuid;

use super::fake_server::Fault;
use super::samples::{campaign, noon};
use super::world::{AIGUL, World};
use crate::device::{FirstStep, NextAction, Role, SessionState, Stage};
use crate::id::{Id, NoticeId};
use crate::wire::commands::{NoReason, PayoutChoice};
use crate::wire::views::{NoticeKind, NoticeView};
use crate::wire::{Code, Topic};

#[tokio::test]
async fn terms_are_new_until_a_yes_or_a_reading() {
    let mut world = World::signed_in().await;
    let seen = |world: &World| world.device.deck().show().expect("a deck").seen_terms;
    assert_eq!(seen(&world), []);
    world.device.deck().swipe_no(campaign(1), Some(NoReason::NoTime)).expect("a card");
    assert_eq!(seen(&world), [], "a NO reads nothing");
    world.yes(2);
    world.device.deck().read_terms(campaign(3)).expect("a card");
    world.device.deck().read_terms(campaign(3)).expect("again is fine");
    assert_eq!(seen(&world).len(), 2);
    world.restart();
    assert_eq!(seen(&world).len(), 2, "kept over a restart");
}

#[tokio::test]
async fn a_yes_says_until_when_it_is_only_here() {
    let world = World::signed_in().await;
    world.yes(1);
    let deals = world.device.deals().list().expect("deals");
    let Stage::Asked(asked) = &deals[0].stage else { panic!("only asked for") };
    assert_eq!(asked.take_back_until, noon().plus_seconds(5));
    assert_eq!(asked.quote(), &asked.offer.quote_at_once);
    assert_eq!(deals[0].next_action(), NextAction::WaitForAnswer);
}

#[tokio::test]
async fn the_line_above_every_screen_counts_what_waits_and_what_is_new() {
    let world = World::signed_in().await;
    let SessionState::SignedIn(person) = world.device.account().state() else { panic!("signed in") };
    let notice = NoticeView {
        notice: NoticeId::from_uuid(Uuid::from_u128(1)),
        kind: NoticeKind::Approved,
        deal: None,
        payout: None,
        amount: None,
        code: None,
        at: noon(),
        is_read: false,
    };
    let body = serde_json::to_value(&notice).expect("plain fields");
    world.server.books().publish(person, Topic::Notice, Uuid::from_u128(1), body);
    world.fault(Fault::Refuse(Code::SlotsGone));
    world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    world.online(false);
    world.yes(2);
    let status = world.device.status().expect("a status");
    assert!(!status.is_online);
    assert_eq!((status.waiting, status.unread, status.refused, status.uploads), (1, 1, 1, 0));
    assert_eq!(World::new().await.device.status().expect("for nobody too").session, SessionState::Nobody);
}

#[tokio::test]
async fn the_first_session_goes_on_where_it_was_left() {
    let mut world = World::new().await;
    let step = |world: &World| world.device.account().first_session().expect("a session").next_step();
    assert_eq!(step(&world), FirstStep::Language);
    world.device.account().set_language("kk").expect("kept");
    world.device.account().set_sample_done().expect("kept");
    world.online(false);
    assert_eq!(world.device.account().ask_for_code(AIGUL).await.expect("kept"), None);
    world.restart();
    assert_eq!(step(&world), FirstStep::Code);
    world.device.account().forget_phone().expect("forgotten");
    assert_eq!(step(&world), FirstStep::Phone);
    world.device.account().set_role(Role::Brand).expect("kept");
    world.device.account().set_theme("dark").expect("kept");
    world.restart();
    let account = world.device.account();
    assert_eq!(
        (account.role().expect("a role"), account.theme().expect("a theme")),
        (Role::Brand, Some("dark".into()))
    );
}

#[tokio::test]
async fn a_refusal_and_an_upload_hang_on_their_deal() {
    let world = World::signed_in().await;
    let deal = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    world.fault(Fault::Refuse(Code::DealState));
    world.device.deals().set_payout_choice(deal, PayoutChoice::Wait).expect("asked");
    world.sync().await;
    let path = world.folder().join("gallery.mp4");
    std::fs::write(&path, b"a video").expect("written");
    world.online(false);
    let media = world.device.drafts().add_video(path, "video/mp4").await.expect("queued");
    world.device.drafts().submit(deal, media, "").expect("asked");
    let shown = world.device.deals().get(deal).expect("a deal");
    assert_eq!(shown.refused.iter().map(|refused| refused.code).collect::<Vec<_>>(), [Code::DealState]);
    assert_eq!(shown.upload.as_ref().map(|upload| upload.media), Some(media));
    assert_eq!(shown.next_action(), NextAction::SendingDraft);
    let picture = world.device.drafts().add_picture_bytes(vec![1, 2, 3]).await.expect("queued");
    assert_eq!(world.device.drafts().list_uploads().expect("uploads").last().map(|upload| upload.media), Some(picture));
}
