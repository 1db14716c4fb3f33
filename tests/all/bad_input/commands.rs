//! Every command kind with every field broken, bodies that are no commands, replayed and altered commands.

use std::path::Path;

use gamma_core::wire::commands::KINDS;
use gamma_core::wire::{Answer, Code};
use gamma_tests::client::{Client, Reply};
use gamma_tests::world::in_each_world;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{broken, check_is_clear, check_no_bodies, desk};

/// A whole body of a kind, from the golden files.
fn sample(kind: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("golden/wire/command_{kind}.json"));
    let text = std::fs::read_to_string(path).unwrap_or_else(|_| panic!("no golden file for {kind}"));
    serde_json::from_str(&text).expect("a golden file is JSON")
}

async fn send(client: &Client, kind: &str, body: Vec<u8>) -> Reply {
    let path = format!("/v1/commands/{kind}/{}", Uuid::now_v7());
    client.ask("POST", &path, Some(body)).await.expect("an answer")
}

#[test]
fn every_field_of_every_command_may_be_wrong_and_is_answered_with_a_code() {
    in_each_world(21, |mut world| async move {
        let client = desk(&mut world).await;
        for kind in KINDS {
            for (what, body) in broken(&sample(kind)) {
                let bytes = serde_json::to_vec(&body).expect("JSON");
                check_is_clear(kind, &what, &send(&client, kind, bytes).await);
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
            let path = || format!("/v1/commands/{kind}/{}", Uuid::now_v7());
            check_no_bodies(&client, path, &sample(kind)).await;
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
