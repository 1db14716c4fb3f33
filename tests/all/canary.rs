//! Canaries: a planted phone, identity number, account, name and address that must stand in no log, no error, no URL
//! and no plain column.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gamma_core::money::Money;
use gamma_core::wire::commands::KINDS;
use gamma_server::db::Value;
use gamma_tests::client::Client;
use gamma_tests::people::Person;
use gamma_tests::world::{World, in_each_world};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;
use uuid::Uuid;

/// A log that is kept in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn secrets(person: &Person) -> Vec<String> {
    let digits = person.phone.trim_start_matches('+').to_owned();
    vec![digits, person.iin.clone(), person.iban.clone(), person.name.clone()]
}

/// Where the creator lives; nobody is ever asked for it, and people write it anyway.
const ADDRESS: &str = "Алматы, Абай даңғылы 10, 45-пәтер";

/// The sample of each command kind, and of the other bodies that people fill.
fn samples() -> Vec<(String, serde_json::Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/wire");
    let read = |name: &str| {
        let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("a golden file");
        serde_json::from_str(&text).expect("JSON")
    };
    let path = |kind: &str| format!("/v1/commands/{kind}/{}", Uuid::now_v7());
    let mut samples: Vec<_> = KINDS.iter().map(|kind| (path(kind), read(&format!("command_{kind}")))).collect();
    let id = Uuid::now_v7();
    samples.extend([
        ("/v1/sign-in/challenges".to_owned(), json!({ "phone": "", "device": id, "purpose": "sign_in" })),
        (
            "/v1/sign-in/sessions".to_owned(),
            json!({ "challenge": id, "code": "", "device": id, "device_key": "",
            "device_name": "", "request": id }),
        ),
        ("/v1/sign-in/refresh".to_owned(), json!({ "refresh_token": "", "device_key": "", "request": id })),
        ("/v1/sign-in/confirmations".to_owned(), json!({ "challenge": id, "code": "", "device": id })),
        ("/v1/media".to_owned(), json!({ "media": id, "kind": "", "bytes": 5, "sha256": "", "content_type": "" })),
    ]);
    samples
}

/// The JSON pointer of every text of a body.
fn texts(value: &serde_json::Value, at: &str, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(_) => found.push(at.to_owned()),
        serde_json::Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| texts(inner, &format!("{at}/{name}"), found));
        }
        serde_json::Value::Array(items) => {
            (0_usize..).zip(items).for_each(|(place, inner)| texts(inner, &format!("{at}/{place}"), found));
        }
        _ => {}
    }
}

/// Writes every canary wherever a person could write a text, plain and as part of a longer one.
async fn write_everywhere(client: &Client, canaries: &[String]) {
    for (path, whole) in samples() {
        let mut places = Vec::new();
        texts(&whole, "", &mut places);
        for place in places {
            for canary in canaries {
                for text in [canary.clone(), format!("{canary}\u{0} x")] {
                    let mut body = whole.clone();
                    *body.pointer_mut(&place).expect("the place is there") = json!(text);
                    client.post(&path, &body).await.expect("an answer");
                }
            }
        }
        let cut = format!("{{\"full_name\": \"{}\", {}", canaries[3], canaries[1]);
        client.ask("POST", &path, Some(cut.into_bytes())).await.expect("an answer");
    }
}

/// The first request or error that says who somebody is.
fn singing(world: &World, canaries: &[String]) -> Option<String> {
    let seen = world.network.seen();
    let sings = |text: &str| canaries.iter().any(|canary| text.contains(canary.as_str()));
    let told = seen.iter().find(|seen| sings(&seen.line) || sings(&seen.head) || sings(&seen.error));
    let to_rail = world.rail.door().asked().into_iter().find(|line| sings(line));
    told.map(|seen| format!("{seen:?}")).or(to_rail)
}

#[test]
fn no_error_and_no_url_says_who_somebody_is() {
    in_each_world(32, |mut world| async move {
        let brand = world.brand(2_000_000).await;
        let creator = world.creator().await;
        world.approved_deal(&brand, &creator, Money::from_tenge(9_000)).await;
        world.settle().await;
        creator.sync().await;
        let person = world.invent();
        let mut canaries = secrets(&creator.person);
        canaries.extend(secrets(&person));
        canaries.push(ADDRESS.to_owned());
        let through = Client::sign_in(&world.network.base, &person.phone, &world.codes).await.expect("signs in");
        write_everywhere(&through, &canaries).await;
        let errors = world.network.seen().iter().filter(|seen| !seen.error.is_empty()).count();
        assert!(errors > 500, "errors were provoked: {errors}");
        assert!(world.rail.door().asked().len() > 1, "the rail's addresses were looked at");
        assert_eq!(singing(&world, &canaries), None, "a canary sings");
        // The ear is not deaf: one that is let out is heard.
        through.ask("GET", &format!("/v1/nothing/{}", canaries[1]), None).await.expect("an answer");
        let mut looks = 0;
        while singing(&world, &canaries).is_none() {
            looks += 1;
            assert!(looks < 200, "a canary in a URL is heard");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        world
    });
}

#[test]
fn no_log_and_no_column_shows_who_somebody_is() {
    let kept = Kept::default();
    let subscriber = tracing_subscriber::fmt().with_writer(kept.clone()).with_max_level(tracing::Level::DEBUG).finish();
    // Another test of this binary may have been first; then its log is not ours to read, and the columns still are.
    let is_ours = tracing::subscriber::set_global_default(subscriber).is_ok();
    in_each_world(31, move |mut world| {
        let kept = kept.clone();
        async move {
            let brand = world.brand(2_000_000).await;
            let creator = world.creator().await;
            world.approved_deal(&brand, &creator, Money::from_tenge(9_000)).await;
            world.settle().await;
            let canaries = secrets(&creator.person);
            let log = kept.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let log = String::from_utf8_lossy(&log).into_owned();
            assert!(!is_ours || log.contains("answered"), "the log was kept");
            for canary in &canaries {
                assert!(!log.contains(canary.as_str()), "a canary sings in the log");
            }
            scan(&world, &canaries).await;
            world
        }
    });
}

/// Looks at every value of every table.
async fn scan(world: &World, canaries: &[String]) {
    let sql = if world.app.db.is_postgres() {
        "select table_name::text from information_schema.tables where table_schema = 'public'"
    } else {
        "select name from sqlite_master where type = 'table'"
    };
    let tables = world.app.db.list(sql, &[]).await.expect("reads");
    let names = tables.iter().map(|row| row.get::<String>(0).expect("a name"));
    let ours: Vec<_> = names.filter(|name| !name.starts_with("_sqlx") && !name.starts_with("sqlite")).collect();
    assert!(ours.len() > 20, "every table is looked at");
    for table in ours {
        for row in world.app.db.list(&format!("select * from {table}"), &[]).await.expect("reads") {
            for place in 0_usize.. {
                let Some(value) = row.value(place) else { break };
                let text = match value {
                    Value::Text(text) => text.clone(),
                    Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                    _ => continue,
                };
                for canary in canaries {
                    assert!(!text.contains(canary.as_str()), "a canary sings in {table}, column {place}");
                }
            }
        }
    }
}
