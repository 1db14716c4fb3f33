//! The bank account: whose it is, and what a change costs.

use serde_json::{Value, json};
use uuid::Uuid;

use super::people::{IBAN, IIN, NAME};
use super::world::{Device, PHONE, World, code_of, is_done, text, wrong};
use crate::testing::on_each_engine;

const OTHER_IBAN: &str = "KZ456010000000000001";

/// A person with an identity and an account, signed in.
async fn with_account(world: &World, device: &Device) -> String {
    let token = text(&world.sign_in(PHONE, device).await["access_token"]);
    let identity = json!({ "full_name": NAME, "iin": IIN });
    assert!(is_done(&world.command(&token, "set_identity", identity).await));
    assert!(is_done(&set(world, &token, IBAN, Value::Null).await));
    token
}

async fn set(world: &World, token: &str, iban: &str, challenge: Value) -> super::world::Reply {
    let body = json!({ "iban": iban, "holder_name": NAME, "challenge": challenge });
    world.command(token, "set_iban", body).await
}

/// A confirmed challenge for changing the account.
async fn confirmed(world: &World, phone: &str, device: &Device) -> Value {
    world.app.clock.advance_seconds(60);
    let (_, challenge) = world.challenge(phone, device, "change_iban").await;
    let body = json!({ "challenge": challenge["challenge"], "code": world.code(phone), "device": device.id });
    let (status, _) = world.post("/v1/sign-in/confirmations", body).await;
    assert!(status.is_success());
    challenge["challenge"].clone()
}

#[test]
fn an_account_must_hold_and_be_ones_own() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = world.token(PHONE).await;
        let early = set(&world, &token, IBAN, Value::Null).await;
        assert_eq!((code_of(&early).as_str(), &early.1["data"]["missing"]), ("precondition", &json!(["identity"])));
        let identity = json!({ "full_name": NAME, "iin": IIN });
        assert!(is_done(&world.command(&token, "set_identity", identity).await));
        let wrong = set(&world, &token, "KZ123456789012345678", Value::Null).await;
        assert_eq!(code_of(&wrong), "iban_invalid");
        let body = json!({ "iban": IBAN, "holder_name": "Оспанов Ерлан", "challenge": null });
        assert_eq!(code_of(&world.command(&token, "set_iban", body).await), "iban_name_differs");
        assert!(is_done(&set(&world, &token, IBAN, Value::Null).await));
        let renamed = json!({ "full_name": "Оспанов Ерлан", "iin": IIN });
        assert_eq!(code_of(&world.command(&token, "set_identity", renamed).await), "iban_name_differs");
        let reborn = json!({ "full_name": NAME, "iin": "850101300015" });
        assert_eq!(code_of(&world.command(&token, "set_identity", reborn).await), "not_allowed");
    });
}

#[test]
fn a_change_needs_a_fresh_code_tells_every_device_and_holds_payouts_for_a_day() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let token = with_account(&world, &device).await;
        let held = "select count(*) from creator where payouts_held_until is not null";
        assert_eq!(world.count(held).await, 0, "a first account holds nothing");
        assert!(is_done(&set(&world, &token, IBAN, Value::Null).await), "the same account is no change");
        assert_eq!(code_of(&set(&world, &token, OTHER_IBAN, Value::Null).await), "fresh_code_needed");
        let challenge = confirmed(&world, PHONE, &device).await;
        let changed = set(&world, &token, OTHER_IBAN, challenge.clone()).await;
        assert!(is_done(&changed), "{}", changed.1);
        assert_eq!(world.count("select count(*) from notice where kind = 'iban_changed'").await, 1);
        let sql = "select payouts_held_until from creator";
        let until: gamma_core::time::Timestamp =
            world.app.db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a time");
        assert_eq!(until, world.app.clock.now().plus_hours(24));
        assert_eq!(code_of(&set(&world, &token, IBAN, challenge).await), "fresh_code_needed", "a code serves once");
    });
}

#[test]
fn only_ones_own_confirmed_fresh_code_of_this_device_serves() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let token = with_account(&world, &device).await;
        let other_device = confirmed(&world, PHONE, &Device::new()).await;
        let other_person = confirmed(&world, "+77010000002", &device).await;
        world.app.clock.advance_seconds(60);
        let (_, unanswered) = world.challenge(PHONE, &device, "change_iban").await;
        let bad =
            json!({ "challenge": unanswered["challenge"], "code": wrong(&world.code(PHONE)), "device": device.id });
        assert_eq!(code_of(&world.post("/v1/sign-in/confirmations", bad).await), "code_wrong");
        let cases = [other_device, other_person, unanswered["challenge"].clone(), json!(Uuid::now_v7())];
        for challenge in cases {
            assert_eq!(code_of(&set(&world, &token, OTHER_IBAN, challenge).await), "fresh_code_needed");
        }
        let stale = confirmed(&world, PHONE, &device).await;
        world.app.clock.advance_seconds(600);
        assert_eq!(code_of(&set(&world, &token, OTHER_IBAN, stale).await), "fresh_code_needed", "ten minutes");
    });
}

#[test]
fn a_change_whose_answer_was_lost_is_answered_again() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let token = with_account(&world, &device).await;
        let challenge = confirmed(&world, PHONE, &device).await;
        let path = format!("/v1/commands/set_iban/{}", Uuid::now_v7());
        let body = json!({ "iban": OTHER_IBAN, "holder_name": NAME, "challenge": challenge });
        let first = world.ask("POST", &path, Some(&token), &body).await;
        let again = world.ask("POST", &path, Some(&token), &body).await;
        assert!(is_done(&first) && first == again);
    });
}
