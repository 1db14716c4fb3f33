//! Bad input: every command kind with every field broken in every way we know. Each is answered with a code, nothing
//! falls over, and the books add up afterwards (a world audits itself at its end).

use std::path::Path;

use gamma_core::wire::commands::KINDS;
use gamma_core::wire::{Answer, Code};
use gamma_tests::client::{Client, Reply};
use gamma_tests::world::{World, in_each_world};
use serde_json::{Value, json};
use uuid::Uuid;

const MEGABYTE: usize = 1 << 20;

/// A whole body of a kind, from the golden files.
fn sample(kind: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("golden/wire/command_{kind}.json"));
    let text = std::fs::read_to_string(path).unwrap_or_else(|_| panic!("no golden file for {kind}"));
    serde_json::from_str(&text).expect("a golden file is JSON")
}

/// The JSON pointer of every value inside a body.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    if !at.is_empty() {
        found.push(at.to_owned());
    }
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| places(inner, &format!("{at}/{name}"), found)),
        Value::Array(items) => {
            (0_usize..).zip(items).for_each(|(place, inner)| places(inner, &format!("{at}/{place}"), found));
        }
        _ => {}
    }
}

/// What a field is replaced by: wrong types, signs and sizes, texts that hurt.
fn wrong_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(-1),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1.5),
        json!(true),
        json!([]),
        json!({}),
        json!(""),
        json!("\u{0}\u{202e}'; drop table entry; --"),
        json!("ә".repeat(5_000)),
    ]
}

async fn send(client: &Client, kind: &str, body: Vec<u8>) -> Reply {
    let path = format!("/v1/commands/{kind}/{}", Uuid::now_v7());
    client.ask("POST", &path, Some(body)).await.expect("an answer")
}

/// An answer that a phone can act on: done, refused by a rule, or an error of the asker with a code we know.
fn check_is_clear(kind: &str, what: &str, reply: &Reply) {
    let code = match reply.json::<Answer>() {
        Some(Answer::Done { .. }) => return,
        Some(Answer::Rejected { code, .. }) => Some(code),
        None => reply.code(),
    };
    let is_clear = code.is_some_and(|code| !matches!(code, Code::Unknown | Code::Internal | Code::Unavailable));
    assert!(is_clear && (400..500).contains(&reply.status), "{kind}, {what}: {} {}", reply.status, reply.text);
}

async fn desk(world: &mut World) -> Client {
    world.brand(2_000_000).await.desk
}

#[test]
fn every_field_of_every_command_may_be_wrong_and_is_answered_with_a_code() {
    in_each_world(21, |mut world| async move {
        let client = desk(&mut world).await;
        for kind in KINDS {
            let whole = sample(kind);
            let mut found = Vec::new();
            places(&whole, "", &mut found);
            for place in found {
                for wrong in wrong_values() {
                    let mut body = whole.clone();
                    *body.pointer_mut(&place).expect("the place is there") = wrong.clone();
                    let bytes = serde_json::to_vec(&body).expect("JSON");
                    check_is_clear(kind, &place, &send(&client, kind, bytes).await);
                }
            }
        }
        world
    });
}

#[test]
fn bodies_that_are_no_commands_are_malformed() {
    in_each_world(22, |mut world| async move {
        let client = desk(&mut world).await;
        for kind in KINDS {
            let whole = serde_json::to_vec(&sample(kind)).expect("JSON");
            let mut unknown_field = sample(kind);
            unknown_field["surprise"] = json!(1);
            let bodies: [(&str, Vec<u8>); 8] = [
                ("nothing", Vec::new()),
                ("half", whole[..whole.len() / 2].to_vec()),
                ("twice", [whole.clone(), whole.clone()].concat()),
                ("a list", b"[1,2,3]".to_vec()),
                ("a number", b"1e400".to_vec()),
                ("broken UTF-8", [b"{\"campaign\":\"".as_slice(), &[0xff, 0xfe, 0xc0], b"\"}"].concat()),
                ("a deep nest", b"[".repeat(20_000)),
                ("an unknown field", serde_json::to_vec(&unknown_field).expect("JSON")),
            ];
            for (what, body) in bodies {
                let reply = send(&client, kind, body).await;
                assert_eq!((reply.status, reply.code()), (400, Some(Code::Malformed)), "{kind}: {what} {}", reply.text);
            }
            let reply = send(&client, kind, vec![b'a'; MEGABYTE]).await;
            assert_eq!((reply.status, reply.code()), (413, Some(Code::TooLarge)), "{kind}: a megabyte");
        }
        world
    });
}

#[test]
fn a_replayed_command_gets_its_first_answer_and_an_altered_one_is_refused() {
    in_each_world(23, |mut world| async move {
        let client = desk(&mut world).await;
        let path = format!("/v1/commands/set_profile/{}", Uuid::now_v7());
        let mut body = sample("set_profile");
        let first = client.ask("POST", &path, serde_json::to_vec(&body).ok()).await.expect("an answer");
        let again = client.ask("POST", &path, serde_json::to_vec(&body).ok()).await.expect("an answer");
        assert_eq!((first.status, &first.text), (again.status, &again.text));
        assert!(first.json::<Answer>().is_some(), "a stored answer: {}", first.text);
        body["display_name"] = json!("Басқа");
        let altered = client.ask("POST", &path, serde_json::to_vec(&body).ok()).await.expect("an answer");
        assert_eq!((altered.status, altered.code()), (409, Some(Code::CommandReused)));
        world
    });
}
