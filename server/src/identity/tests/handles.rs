//! A handle is self-declared until its code stands in the bio.

use axum::routing::post;
use axum::{Json, Router};
use gamma_core::id::PersonId;
use gamma_core::person::proof_code;
use gamma_core::terms::Platform;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

use super::world::{Device, PHONE, World, code_of, is_done, text};
use crate::identity::providers::bio::handle_reader;
use crate::jobs::runner::run_due_once;
use crate::testing::on_each_engine;

const HANDLE: &str = "aigul.kz";

/// What stands in everybody's bio, and which handles were asked about.
#[derive(Clone, Default)]
struct Bios {
    bio: Arc<Mutex<Option<String>>>,
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Bios {
    fn write(&self, bio: &str) {
        *self.bio.lock().expect("no panic inside") = Some(bio.to_owned());
    }

    async fn start(&self) -> String {
        let bios = self.clone();
        let answer = async move |Json(body): Json<Value>| {
            bios.asked.lock().expect("no panic inside").push(body);
            Json(json!({ "bio": *bios.bio.lock().expect("no panic inside") }))
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new().route("/v1/bios", post(answer));
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }
}

async fn is_proved(world: &World, person: PersonId) -> bool {
    let profile = crate::identity::views::profile(&world.app, person).await.expect("a profile");
    profile.handles.first().expect("a handle").is_proved
}

#[test]
fn a_handle_is_proved_when_its_code_stands_in_the_bio_and_not_before() {
    on_each_engine(|db| async move {
        let bios = Bios::default();
        let mut world = World::new(db).await;
        world.app.handle_reader = handle_reader(Some(&bios.start().await)).expect("a reader");
        let session = world.sign_in(PHONE, &Device::new()).await;
        let (token, person): (_, PersonId) =
            (text(&session["access_token"]), text(&session["person"]).parse().expect("an id"));
        let prove = json!({ "platform": "tiktok" });
        assert_eq!(code_of(&world.command(&token, "prove_handle", prove.clone()).await), "precondition");
        let handle = |handle: &str| json!({ "platform": "tiktok", "handle": handle, "followers": 4_200 });
        assert!(is_done(&world.command(&token, "set_handle", handle(HANDLE)).await));
        let others = proof_code(person, Platform::Tiktok, "somebody.else");
        let own = proof_code(person, Platform::Tiktok, HANDLE);
        for (bio, expected) in [("", false), (others.as_str(), false), (own.as_str(), true)] {
            bios.write(&format!("Алматы · {bio}"));
            assert!(is_done(&world.command(&token, "prove_handle", prove.clone()).await));
            run_due_once(&world.app).await.expect("jobs run");
            assert_eq!(is_proved(&world, person).await, expected, "{bio}");
        }
        let asked = bios.asked.lock().expect("no panic inside").len();
        assert_eq!(asked, 3);
        assert!(is_done(&world.command(&token, "prove_handle", prove).await));
        run_due_once(&world.app).await.expect("jobs run");
        assert_eq!(bios.asked.lock().expect("no panic inside").len(), asked, "what is proved is not asked about");
        assert!(is_done(&world.command(&token, "set_handle", handle("another.one")).await));
        assert!(!is_proved(&world, person).await, "another handle is proved anew");
    });
}

#[test]
fn a_handle_that_changes_during_the_look_is_not_proved() {
    on_each_engine(|db| async move {
        let bios = Bios::default();
        let mut world = World::new(db).await;
        world.app.handle_reader = handle_reader(Some(&bios.start().await)).expect("a reader");
        let session = world.sign_in(PHONE, &Device::new()).await;
        let (token, person): (_, PersonId) =
            (text(&session["access_token"]), text(&session["person"]).parse().expect("an id"));
        bios.write(&proof_code(person, Platform::Tiktok, HANDLE));
        let handle = |handle: &str| json!({ "platform": "tiktok", "handle": handle, "followers": 4_200 });
        assert!(is_done(&world.command(&token, "set_handle", handle(HANDLE)).await));
        assert!(is_done(&world.command(&token, "prove_handle", json!({ "platform": "tiktok" })).await));
        assert!(is_done(&world.command(&token, "set_handle", handle("another.one")).await));
        run_due_once(&world.app).await.expect("jobs run");
        assert!(!is_proved(&world, person).await);
    });
}

#[tokio::test]
async fn a_reader_that_is_not_there_reads_nothing() {
    for reader in [handle_reader(None), handle_reader(Some("http://127.0.0.1:1"))] {
        assert_eq!(reader.expect("a reader").bio(Platform::Tiktok, HANDLE).await, None);
    }
}
