//! Bad input: bodies with every field broken in every way we know, and bodies that are none. Each is answered with a
//! code, nothing falls over, and the books add up afterwards (a world audits itself at its end).

mod commands;
mod media;
mod sign_in;

use gamma_core::wire::{Answer, Code};
use gamma_tests::client::{Client, Reply};
use gamma_tests::world::World;
use serde_json::{Value, json};

const MEGABYTE: usize = 1 << 20;

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

/// The body with each of its values wrong in each way, with words for it.
fn broken(whole: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    places(whole, "", &mut found);
    let mut bodies = Vec::new();
    for place in found {
        for wrong in wrong_values() {
            let mut body = whole.clone();
            *body.pointer_mut(&place).expect("the place is there") = wrong.clone();
            let shown: String = wrong.to_string().chars().take(40).collect();
            bodies.push((format!("{place} is {shown}"), body));
        }
    }
    bodies
}

/// Bodies that are no JSON of the kind, whatever it is.
fn no_bodies(whole: &Value) -> Vec<(&'static str, Vec<u8>)> {
    let mut unknown_field = whole.clone();
    unknown_field["surprise"] = json!(1);
    let whole = serde_json::to_vec(whole).expect("JSON");
    vec![
        ("nothing", Vec::new()),
        ("half", whole[..whole.len() / 2].to_vec()),
        ("twice", [whole.clone(), whole.clone()].concat()),
        ("a list", b"[1,2,3]".to_vec()),
        ("a number", b"1e400".to_vec()),
        ("broken UTF-8", [b"{\"campaign\":\"".as_slice(), &[0xff, 0xfe, 0xc0], b"\"}"].concat()),
        ("a deep nest", b"[".repeat(20_000)),
        ("an unknown field", serde_json::to_vec(&unknown_field).expect("JSON")),
    ]
}

/// Each of [`no_bodies`] is malformed at this address, and a megabyte is too much.
async fn check_no_bodies(client: &Client, path: impl Fn() -> String, whole: &Value) {
    for (what, body) in no_bodies(whole) {
        let reply = client.ask("POST", &path(), Some(body)).await.expect("an answer");
        assert_eq!((reply.status, reply.code()), (400, Some(Code::Malformed)), "{}: {what} {}", path(), reply.text);
    }
    let reply = client.ask("POST", &path(), Some(vec![b'a'; MEGABYTE])).await.expect("an answer");
    assert_eq!((reply.status, reply.code()), (413, Some(Code::TooLarge)), "{}: a megabyte", path());
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
