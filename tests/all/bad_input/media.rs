//! Uploads whose promise, parts or end are wrong: each answer is clear, what has come stays as it was, and only the
//! file that was promised is ever ready.

use gamma_core::wire::Code;
use gamma_tests::client::{Client, Reply};
use gamma_tests::video::video;
use gamma_tests::world::in_each_world;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{broken, check_is_clear, check_no_bodies, desk};

fn promise(bytes: &[u8]) -> Value {
    let sha256 = hex::encode(Sha256::digest(bytes));
    json!({ "media": Uuid::now_v7(), "kind": "video", "bytes": bytes.len(), "sha256": sha256,
            "content_type": "video/mp4" })
}

async fn begin(client: &Client, promise: &Value) -> String {
    let reply = client.post("/v1/media", promise).await.expect("an answer");
    assert_eq!(reply.status, 200, "{}", reply.text);
    promise["media"].as_str().expect("an id").to_owned()
}

async fn put(client: &Client, path: &str, body: Vec<u8>) -> Reply {
    client.ask("PUT", path, Some(body)).await.expect("an answer")
}

async fn finish(client: &Client, media: &str) -> Reply {
    client.ask("POST", &format!("/v1/media/{media}/finish"), Some(b"{}".to_vec())).await.expect("an answer")
}

async fn received(client: &Client, media: &str) -> Value {
    let reply = client.ask("GET", &format!("/v1/media/{media}"), None).await.expect("an answer");
    let view: Value = reply.json().unwrap_or_else(|| panic!("no upload: {} {}", reply.status, reply.text));
    view["received_bytes"].clone()
}

/// Sends a file and says how it ended.
async fn upload(client: &Client, promise: &Value, bytes: &[u8]) -> Value {
    let media = begin(client, promise).await;
    let reply = put(client, &format!("/v1/media/{media}/parts/0"), bytes.to_vec()).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    finish(client, &media).await.json().expect("an upload")
}

#[test]
fn a_broken_promise_begins_nothing() {
    in_each_world(27, |mut world| async move {
        let client = desk(&mut world).await;
        let whole = promise(&video(1));
        for (what, body) in broken(&whole) {
            let reply = client.post("/v1/media", &body).await.expect("an answer");
            check_is_clear("media", &what, &reply);
        }
        check_no_bodies(&client, || "/v1/media".to_owned(), &whole).await;
        let reply = client.post("/v1/media", &whole).await.expect("an answer");
        assert_eq!(reply.status, 200, "nothing of it was kept: {}", reply.text);
        let mut other = whole.clone();
        other["bytes"] = json!(5);
        let reply = client.post("/v1/media", &other).await.expect("an answer");
        assert_eq!((reply.status, reply.code()), (409, Some(Code::CommandReused)));
        world
    });
}

#[test]
fn a_wrong_part_changes_nothing() {
    in_each_world(28, |mut world| async move {
        let (client, stranger) = (desk(&mut world).await, desk(&mut world).await);
        let bytes = video(2);
        let media = begin(&client, &promise(&bytes)).await;
        let of = |offset: &str| format!("/v1/media/{media}/parts/{offset}");
        let too_long = [bytes.clone(), vec![0; 10]].concat();
        for (what, path, body) in [
            ("nothing", of("0"), Vec::new()),
            ("too short", of("0"), bytes[..100].to_vec()),
            ("past the end", of("0"), too_long),
            ("9 MiB", of("0"), vec![0; 9 * 1024 * 1024]),
            ("before the file", of("-1"), bytes.clone()),
            ("no number", of("x"), bytes.clone()),
            ("no number at all", of("99999999999999999999999999"), bytes.clone()),
            ("no upload", format!("/v1/media/{}/parts/0", Uuid::now_v7()), bytes.clone()),
            ("no id", "/v1/media/%00%ff/parts/0".to_owned(), bytes.clone()),
        ] {
            let reply = put(&client, &path, body).await;
            check_is_clear("part", what, &reply);
            assert_eq!(received(&client, &media).await, json!(0), "{what}");
        }
        let reply = put(&stranger, &of("0"), bytes.clone()).await;
        assert_eq!((reply.status, reply.code()), (404, Some(Code::NotFound)), "somebody else's upload");
        let ahead: Value = put(&client, &of("70000"), bytes.clone()).await.json().expect("an upload");
        assert_eq!(ahead["received_bytes"], json!(0), "a part that does not follow is answered with what has come");
        let whole: Value = put(&client, &of("0"), bytes.clone()).await.json().expect("an upload");
        assert_eq!(whole["received_bytes"], json!(bytes.len()));
        world
    });
}

#[test]
fn only_the_file_that_was_promised_is_ever_ready() {
    in_each_world(29, |mut world| async move {
        let client = desk(&mut world).await;
        let bytes = video(3);
        let early = begin(&client, &promise(&bytes)).await;
        let reply = finish(&client, &early).await;
        assert_eq!((reply.status, reply.code()), (422, Some(Code::MediaNotReady)), "parts are missing");
        for id in [Uuid::now_v7().to_string(), "%00".to_owned(), "x".to_owned()] {
            assert_eq!(finish(&client, &id).await.code(), Some(Code::NotFound), "{id}");
        }
        let mut other_hash = promise(&bytes);
        other_hash["sha256"] = json!("0".repeat(64));
        let noise: Vec<u8> = (0..=255_u8).cycle().take(70_000).collect();
        let mut as_picture = promise(&bytes);
        as_picture["kind"] = json!("picture");
        for (what, promise, bytes) in [
            ("another hash", other_hash, &bytes[..]),
            ("noise", promise(&noise), &noise),
            ("a video as a picture", as_picture, &bytes),
            ("half a header", promise(&bytes[..40]), &bytes[..40]),
        ] {
            let ended = upload(&client, &promise, bytes).await;
            assert_eq!((&ended["state"], &ended["code"]), (&json!("refused"), &json!("media_refused")), "{what}");
            assert!(ended["url"].is_null(), "{what} is never shown");
        }
        let ended = upload(&client, &promise(&bytes), &bytes).await;
        assert_eq!(ended["state"], json!("ready"));
        world
    });
}
