//! What the screens show: the server's words, with what was asked beside them.

use uuid::Uuid;

use super::samples::{campaign, deal, noon};
use super::world::{AIGUL, World};
use crate::id::{BrandId, DealId, EarningId, Id, NoticeId, PersonId};
use crate::wire::Topic;
use crate::wire::commands::{AnswerTaxInterview, PayoutChoice};
use crate::wire::views::{BrandView, DealState, DealView, Light, NoticeKind, NoticeView, ProfileView};

fn publish<T: serde::Serialize>(world: &World, person: PersonId, topic: Topic, id: u128, view: &T) {
    let body = serde_json::to_value(view).expect("plain fields");
    world.server.books().publish(person, topic, Uuid::from_u128(id), body);
}

fn notice(id: u128) -> NoticeView {
    NoticeView {
        notice: NoticeId::from_uuid(Uuid::from_u128(id)),
        kind: NoticeKind::Approved,
        deal: None,
        payout: None,
        amount: None,
        code: None,
        at: noon(),
        is_read: false,
    }
}

#[tokio::test]
async fn what_was_answered_offline_is_not_missing_any_more() {
    let world = World::new().await;
    let person = world.sign_in(AIGUL).await;
    let view = ProfileView {
        person,
        display_name: None,
        city: None,
        tags: Vec::new(),
        languages: Vec::new(),
        handles: Vec::new(),
        tax_profile: None,
        iban_last4: None,
        payouts_held_until: None,
        missing: vec!["tax_interview".into(), "iban".into()],
        consents: Vec::new(),
    };
    publish(&world, person, Topic::Profile, 1, &view);
    world.sync().await;
    world.online(false);
    let answers = AnswerTaxInterview {
        is_sole_proprietor: false,
        is_pension_age: false,
        has_disability: false,
        is_student: true,
        wants_base_deduction: true,
    };
    world.device.profile().answer_tax_interview(&answers).expect("asked");
    let shown = world.device.profile().show().expect("a profile");
    assert_eq!(shown.view, Some(view), "the server's words are not touched");
    assert_eq!(shown.missing, ["iban"]);
    assert_eq!(shown.asked.len(), 1);
}

#[tokio::test]
async fn what_is_asked_about_the_person_leaves_before_a_later_yes() {
    let world = World::signed_in().await;
    world.yes(1);
    let answers = AnswerTaxInterview {
        is_sole_proprietor: true,
        is_pension_age: false,
        has_disability: false,
        is_student: false,
        wants_base_deduction: false,
    };
    world.device.profile().answer_tax_interview(&answers).expect("asked");
    world.yes(2);
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    let kinds: Vec<String> = world.server.books().arrived.iter().map(|row| row.1.clone()).collect();
    assert_eq!(kinds, ["swipe", "answer_tax_interview", "swipe"]);
}

#[tokio::test]
async fn a_notice_read_offline_is_read_at_once() {
    let world = World::new().await;
    let person = world.sign_in(AIGUL).await;
    publish(&world, person, Topic::Notice, 1, &notice(1));
    publish(&world, person, Topic::Notice, 2, &notice(2));
    world.sync().await;
    assert_eq!(world.ports.notifier.shown(), [], "history is no news");
    publish(&world, person, Topic::Notice, 3, &notice(3));
    world.sync().await;
    assert_eq!(world.ports.notifier.shown().len(), 1);
    world.online(false);
    world.device.inbox().mark_read(&[notice(2).notice]).expect("asked");
    let read: Vec<bool> = world.device.inbox().show().expect("an inbox").notices.iter().map(|it| it.is_read).collect();
    assert_eq!(read, [false, true, false]);
}

#[tokio::test]
async fn a_row_of_tomorrow_is_left_out_and_hides_nothing() {
    let world = World::new().await;
    let person = world.sign_in(AIGUL).await;
    publish(&world, person, Topic::Notice, 1, &serde_json::json!({ "kind": "something_new" }));
    publish(&world, person, Topic::Notice, 2, &notice(2));
    world.sync().await;
    assert_eq!(world.device.inbox().show().expect("an inbox").notices.len(), 1);
}

#[tokio::test]
async fn a_brand_sees_what_waits_for_it_and_answers_through_the_same_outbox() {
    let world = World::new().await;
    let person = world.sign_in(AIGUL).await;
    let brand = BrandView {
        brand: BrandId::from_uuid(Uuid::from_u128(0xb0)),
        name: "Алма".into(),
        light: Light::Green,
        credit_limit: crate::money::Money::ZERO,
        receivable: crate::money::Money::ZERO,
        held: crate::money::Money::ZERO,
        prepaid: crate::money::Money::ZERO,
        commission_bp: 1_500,
        vat_bp: 1_600,
    };
    publish(&world, person, Topic::Brand, 0xb0, &brand);
    let due = deal(Uuid::from_u128(1), campaign(1), PayoutChoice::Wait);
    let sent = DealView { state: DealState::DraftSent, ..deal(Uuid::from_u128(2), campaign(1), PayoutChoice::Wait) };
    publish(&world, person, Topic::Deal, 1, &due);
    publish(&world, person, Topic::Deal, 2, &sent);
    world.sync().await;
    let desk = world.device.brand();
    assert_eq!(desk.show().expect("a desk").to_review, std::slice::from_ref(&sent));
    desk.clear(sent.deal, crate::id::DraftId::from_uuid(Uuid::from_u128(9))).expect("asked");
    assert_eq!(desk.show().expect("a desk").asked.len(), 1);
    assert_eq!(world.sync().await.done, 1);
    assert_eq!(desk.show().expect("a desk").asked, []);
}

#[tokio::test]
async fn a_payout_asked_offline_is_shown_as_asked_and_can_be_taken_back() {
    let world = World::signed_in().await;
    world.online(false);
    let earning = EarningId::from_uuid(Uuid::from_u128(4));
    let first = world.device.payouts().request(vec![earning]).expect("asked");
    assert!(world.device.payouts().show().expect("money").asked.iter().any(|asked| asked.command == first));
    assert!(world.device.payouts().take_back(first).expect("taken back"));
    assert_eq!(world.device.payouts().show().expect("money").asked, []);
    world.device.payouts().take_advance(earning, 400).expect("asked");
    world.online(true);
    world.sync().await;
    let kinds: Vec<String> = world.server.books().arrived.iter().map(|row| row.1.clone()).collect();
    assert_eq!(kinds, ["take_advance"]);
}

#[tokio::test]
async fn nobody_can_ask_about_a_deal_that_was_refused() {
    let world = World::signed_in().await;
    let yes = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.fault(super::fake_server::Fault::Refuse(crate::wire::Code::SlotsGone));
    world.sync().await;
    assert_eq!(world.device.deals().cancel(yes).expect_err("refused").code(), "not_found");
    assert_eq!(world.device.deals().get(DealId::from_uuid(yes.uuid())).expect_err("gone").code(), "not_found");
    world.device.inbox().dismiss(crate::id::CommandId::from_uuid(yes.uuid())).expect("let go");
    assert_eq!(world.device.inbox().show().expect("an inbox").refused, []);
}
