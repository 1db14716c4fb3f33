//! The four bodies of signing in, each with every field broken. A body that is right but for one harmless text may
//! succeed; nobody gets in by a wrong one.

use gamma_core::wire::Code;
use gamma_core::wire::identity::{ChallengeReply, SessionReply};
use gamma_tests::client::{Client, Reply};
use gamma_tests::world::{World, in_each_world};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{broken, check_no_bodies};

const DEVICE_KEY: &str = "0707070707070707070707070707070707070707070707070707070707070707";
/// Where a text says nothing about who somebody is, and any short one is taken.
const HARMLESS: [&str; 1] = ["/device_name"];

/// A body that the server would take, of somebody new.
async fn challenge(world: &mut World, purpose: &str) -> (String, Value) {
    let phone = world.invent().phone;
    (phone.clone(), json!({ "phone": phone, "device": Uuid::now_v7(), "purpose": purpose }))
}

/// An answer to a challenge that the server would take.
async fn answer(world: &mut World, nobody: &Client, purpose: &str) -> Value {
    let (phone, asked) = challenge(world, purpose).await;
    let reply: ChallengeReply =
        nobody.post("/v1/sign-in/challenges", &asked).await.and_then(|reply| reply.json()).expect("a challenge");
    let code = world.codes.newest(&phone).await.expect("a code");
    json!({ "challenge": reply.challenge, "code": code, "device": asked["device"] })
}

async fn session(world: &mut World, nobody: &Client) -> Value {
    let mut body = answer(world, nobody, "sign_in").await;
    body["device_key"] = json!(DEVICE_KEY);
    body["device_name"] = json!("Телефон");
    body["request"] = json!(Uuid::now_v7());
    body
}

async fn refresh(world: &mut World, nobody: &Client) -> Value {
    let body = session(world, nobody).await;
    let reply = nobody.post("/v1/sign-in/sessions", &body).await.expect("an answer");
    let session: SessionReply = reply.json().expect("a session");
    json!({ "refresh_token": session.refresh_token, "device_key": DEVICE_KEY, "request": Uuid::now_v7() })
}

fn check(path: &str, what: &str, reply: &Reply) {
    let is_harmless = HARMLESS.iter().any(|place| what.starts_with(place));
    if is_harmless && reply.status == 200 {
        return;
    }
    let is_clear = reply.code().is_some_and(|code| !matches!(code, Code::Unknown | Code::Internal | Code::Unavailable));
    assert!(is_clear && (400..500).contains(&reply.status), "{path}, {what}: {} {}", reply.status, reply.text);
}

/// Sends what is broken to an address. The whole body itself is taken at the end: it was right.
async fn send_broken(nobody: &Client, path: &str, whole: &Value) {
    for (what, body) in broken(whole) {
        let reply = nobody.post(path, &body).await.expect("an answer");
        check(path, &what, &reply);
    }
    check_no_bodies(nobody, || path.to_owned(), whole).await;
}

async fn must_be_taken(nobody: &Client, path: &str, whole: &Value) {
    let reply = nobody.post(path, whole).await.expect("an answer");
    assert!((200..300).contains(&reply.status), "{path} takes the whole body: {} {}", reply.status, reply.text);
}

#[test]
fn a_broken_request_for_a_code_is_answered_with_a_code() {
    in_each_world(24, |mut world| async move {
        let nobody = Client::nobody(&world.base);
        let (_, whole) = challenge(&mut world, "sign_in").await;
        send_broken(&nobody, "/v1/sign-in/challenges", &whole).await;
        must_be_taken(&nobody, "/v1/sign-in/challenges", &whole).await;
        world
    });
}

#[test]
fn a_broken_answer_to_a_challenge_signs_nobody_in() {
    in_each_world(25, |mut world| async move {
        let nobody = Client::nobody(&world.base);
        let whole = session(&mut world, &nobody).await;
        for (what, body) in broken(&whole) {
            // The wrong code of a challenge is counted; the right one stays good.
            let reply = nobody.post("/v1/sign-in/sessions", &body).await.expect("an answer");
            check("/v1/sign-in/sessions", &what, &reply);
        }
        check_no_bodies(&nobody, || "/v1/sign-in/sessions".to_owned(), &whole).await;
        let confirmation = answer(&mut world, &nobody, "change_iban").await;
        send_broken(&nobody, "/v1/sign-in/confirmations", &confirmation).await;
        must_be_taken(&nobody, "/v1/sign-in/confirmations", &confirmation).await;
        let other_purpose = session(&mut world, &nobody).await;
        let mut crossed = other_purpose.clone();
        crossed["challenge"] = confirmation["challenge"].clone();
        let reply = nobody.post("/v1/sign-in/sessions", &crossed).await.expect("an answer");
        assert_eq!(reply.code(), Some(Code::CodeWrong), "a code for one purpose is none for another");
        must_be_taken(&nobody, "/v1/sign-in/sessions", &other_purpose).await;
        world
    });
}

#[test]
fn a_broken_refresh_gives_no_tokens() {
    in_each_world(26, |mut world| async move {
        let nobody = Client::nobody(&world.base);
        let whole = refresh(&mut world, &nobody).await;
        let mut told = 0;
        for (what, mut body) in broken(&whole) {
            // A wrong device key is another hand and ends the family, so each try has tokens of its own.
            if what.starts_with("/device_key") && what.contains('"') {
                let fresh = refresh(&mut world, &nobody).await;
                body["refresh_token"] = fresh["refresh_token"].clone();
                told += 1;
            }
            let reply = nobody.post("/v1/sign-in/refresh", &body).await.expect("an answer");
            check("/v1/sign-in/refresh", &what, &reply);
        }
        assert!(told > 0, "texts were tried as keys");
        check_no_bodies(&nobody, || "/v1/sign-in/refresh".to_owned(), &whole).await;
        must_be_taken(&nobody, "/v1/sign-in/refresh", &whole).await;
        world
    });
}
