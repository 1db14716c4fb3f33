//! The post check over HTTP: what the service says is what is believed, and whatever else comes back tells nothing.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use gamma_core::terms::Platform;
use gamma_core::wire::commands::PostProblem;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::deals::PostLook;
use crate::deals::check::{post_checker, service};

const URL: &str = "https://www.tiktok.com/@aigul.kz/video/1";
/// Long enough for an answer on this machine, short enough for a test.
const TIMEOUT: Duration = Duration::from_millis(400);

/// Questions that came, with the name of the service that was asked.
#[derive(Clone, Default)]
struct Simulator {
    asked: Arc<Mutex<Vec<(String, Value)>>>,
}

async fn start() -> (String, Simulator) {
    let simulator = Simulator::default();
    let router = Router::new().route("/{way}/v1/looks", post(look)).with_state(simulator.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, simulator)
}

async fn look(State(simulator): State<Simulator>, Path(way): Path<String>, Json(body): Json<Value>) -> Response {
    simulator.asked.lock().expect("no panic inside").push((way.clone(), body));
    let wrong = |problem: &str| Json(json!({ "look": "wrong", "problem": problem })).into_response();
    match way.as_str() {
        "passed" => Json(json!({ "look": "passed", "seen_at": "2026-06-15" })).into_response(),
        "handle" => wrong("other_handle"),
        "label" => wrong("label_missing"),
        "gone" => wrong("not_reachable"),
        "unsure" => Json(json!({ "look": "cannot_tell" })).into_response(),
        "elsewhere" => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/passed/v1/looks")]).into_response(),
        "nonsense" => "thank you".into_response(),
        "new" => wrong("a_problem_of_next_year"),
        "slow" => {
            std::future::pending::<()>().await;
            StatusCode::OK.into_response()
        }
        "broken" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::test]
async fn what_the_service_says_is_believed_and_anything_else_tells_nothing() {
    let (address, simulator) = start().await;
    let rows = [
        ("passed", PostLook::Passed),
        ("handle", PostLook::Wrong(PostProblem::OtherHandle)),
        ("label", PostLook::Wrong(PostProblem::LabelMissing)),
        ("gone", PostLook::Wrong(PostProblem::NotReachable)),
        ("unsure", PostLook::CannotTell),
        ("elsewhere", PostLook::CannotTell),
        ("nonsense", PostLook::CannotTell),
        ("new", PostLook::CannotTell),
        ("slow", PostLook::CannotTell),
        ("broken", PostLook::CannotTell),
        ("nowhere", PostLook::CannotTell),
    ];
    for (way, expected) in rows {
        let checker = service(&format!("{address}/{way}/"), TIMEOUT).expect("a checker");
        let found = checker.look(Platform::Tiktok, URL, "@aigul.kz", "Жарнама").await;
        assert_eq!(found, expected, "{way}");
        let (asked, body) = simulator.asked.lock().expect("no panic inside").pop().expect("a question");
        assert_eq!(asked, way, "it is asked where it was told to, and nowhere else");
        let question = json!({ "platform": "tiktok", "url": URL, "handle": "@aigul.kz", "ad_label": "Жарнама" });
        assert_eq!(body, question, "{way}");
    }
    assert!(simulator.asked.lock().expect("no panic inside").is_empty(), "each was asked once");
}

#[tokio::test]
async fn without_a_service_or_with_one_that_is_not_there_nothing_is_told() {
    let blind = post_checker(None).expect("a checker");
    let nobody = service("http://127.0.0.1:1", TIMEOUT).expect("a checker");
    for checker in [blind, nobody] {
        assert_eq!(checker.look(Platform::Tiktok, URL, "@aigul.kz", "Жарнама").await, PostLook::CannotTell);
    }
}
