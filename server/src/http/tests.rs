//! The surface itself: every route is listed, and every error has one shape.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

use super::{Access, ROUTES};
use crate::identity::tests::world::{PHONE, World, code_of};
use crate::testing::on_each_engine;

/// Every `.route("path", get(…).post(…))` that stands in the source.
fn routes_in_source() -> BTreeSet<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut routes = BTreeSet::new();
    for feature in std::fs::read_dir(&root).expect("the source is there") {
        let folder = feature.expect("an entry").path();
        for name in ["routes.rs", "mod.rs"] {
            let Ok(source) = std::fs::read_to_string(folder.join(name)) else { continue };
            for call in source.split(".route(").skip(1) {
                routes.extend(read_route(call));
            }
        }
    }
    routes
}

fn read_route(call: &str) -> Vec<(String, String)> {
    let mut parts = call.splitn(3, '"');
    let (before, path, rest) = (parts.next(), parts.next(), parts.next());
    let (Some(""), Some(path), Some(rest)) = (before.map(str::trim), path, rest) else { return Vec::new() };
    let methods = rest.split(['\n', ';']).next().unwrap_or_default();
    let names = ["get", "post", "put", "delete", "patch"];
    let has = |name: &&&str| methods.contains(&format!(" {name}(")) || methods.contains(&format!(".{name}("));
    names.iter().filter(has).map(|name| (name.to_uppercase(), path.to_owned())).collect()
}

#[test]
fn every_route_stands_in_the_one_list() {
    let listed: BTreeSet<_> =
        ROUTES.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(listed.len(), ROUTES.len(), "a route is listed twice");
    let missing: Vec<_> = routes_in_source().difference(&listed).cloned().collect();
    assert!(missing.is_empty(), "not listed in http/routes.rs: {missing:?}");
}

#[test]
fn every_listed_route_answers_and_nobody_passes_but_where_anybody_may() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        for (method, path, access) in ROUTES {
            let path = path.replace("{kind}", "swipe").replace(['{', '}'], "");
            let reply = world.ask(method, &path, None, &json!({})).await;
            let reason = reply.1["error"]["reason"].as_str().unwrap_or_default();
            assert_ne!(reason, "no such address", "{method} {path}");
            assert_ne!(reply.0, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            if matches!(access, Access::Person | Access::BrandMember) {
                assert_eq!(code_of(&reply), "sign_in_needed", "{method} {path}");
            }
        }
    });
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path)
}

#[test]
fn every_error_has_one_shape_and_the_requests_id() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = format!("Bearer {}", world.token(PHONE).await);
        let id = uuid::Uuid::now_v7();
        let sign_in = || request("POST", "/v1/sign-in/challenges").header("content-type", "application/json");
        let command = |kind: &str| {
            let path = format!("/v1/commands/{kind}/{id}");
            request("POST", &path).header("content-type", "application/json").header("authorization", &token)
        };
        let body = |text: &str| Body::from(text.to_owned());
        let cases = [
            (request("GET", "/v1/nothing").body(Body::empty()), "not_found"),
            (request("DELETE", "/v1/sign-in/refresh").body(Body::empty()), "method_not_allowed"),
            (sign_in().body(body("{\"phone\":")), "malformed"),
            (sign_in().body(body("{\"phone\":7,\"device\":1}")), "malformed"),
            (sign_in().body(Body::from(vec![b'"', 0xff, 0xfe, b'"'])), "malformed"),
            (request("POST", "/v1/sign-in/challenges").body(body("{}")), "unsupported_type"),
            (sign_in().body(Body::from(vec![b' '; 70_000])), "too_large"),
            (command("set_handle").body(Body::from(vec![b' '; 70_000])), "too_large"),
            (command("set_handle").body(Body::from(vec![0xff, 0xfe])), "malformed"),
            (command("set_handle").body(body("[[[[[[")), "malformed"),
            (command("no_such_kind").body(body("{}")), "unknown_command"),
            (
                request("POST", "/v1/commands/swipe/not-an-id")
                    .header("content-type", "application/json")
                    .header("authorization", &token)
                    .body(body("{}")),
                "malformed",
            ),
            (
                request("POST", &format!("/v1/commands/swipe/{id}")).header("authorization", &token).body(body("{}")),
                "unsupported_type",
            ),
            (request("GET", "/v1/devices").body(Body::empty()), "sign_in_needed"),
            (request("GET", "/v1/devices").header("authorization", "Basic x").body(Body::empty()), "sign_in_needed"),
            (request("DELETE", "/v1/devices/x").header("authorization", &token).body(Body::empty()), "malformed"),
        ];
        for (case, code) in cases {
            let (status, body) = world.send(case.expect("a request")).await;
            assert_eq!(body["error"]["code"], json!(code), "{body}");
            assert_eq!(status.as_u16(), gamma_core::wire::Code::from_text(code).status());
            assert!(body["error"]["request_id"].is_string(), "{body}");
        }
    });
}

#[test]
fn an_app_that_is_too_old_is_told_to_update() {
    on_each_engine(|db| async move {
        let mut world = World::new(db).await;
        let mut app = world.app.clone();
        let mut config = (*app.config).clone();
        config.app_version_min = "1.4.0".parse().expect("a version");
        app.config = std::sync::Arc::new(config);
        world.router = super::router(app);
        let ask = |version: &'static str| {
            let request = request("GET", "/v1/devices").header("x-gamma-app", version);
            world.send(request.body(Body::empty()).expect("a request"))
        };
        assert_eq!(code_of(&ask("1.3.9").await), "update_app");
        assert_eq!(code_of(&ask("gamma/1.3.9 (android)").await), "update_app");
        assert_eq!(code_of(&ask("1.10.0").await), "sign_in_needed");
        assert_eq!(code_of(&ask("new").await), "malformed");
    });
}

#[test]
fn a_caller_who_asks_too_fast_is_slowed() {
    on_each_engine(|db| async move {
        let limits = crate::config::Limits { requests_a_second: 1, requests_at_once: 3, ..Default::default() };
        let world = World::with_limits(db, limits).await;
        let mut refused: Option<Value> = None;
        for _ in 0..10 {
            let reply = world.ask("GET", "/v1/devices", Some("made-up"), &json!({})).await;
            if code_of(&reply) == "too_many" {
                refused = Some(reply.1);
            }
        }
        let refused = refused.expect("slowed");
        assert!(refused["error"]["retry_after_s"].as_u64().is_some_and(|seconds| seconds > 0));
        assert_eq!(world.ask("GET", "/healthz", None, &json!({})).await.0, StatusCode::OK, "others are not");
    });
}

#[test]
fn a_panic_is_our_mistake_in_our_shape() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        async fn broken() -> StatusCode {
            panic!("a secret text")
        }
        let routes = axum::Router::new().route("/broken", axum::routing::get(broken));
        let router = super::layers::around(routes, &world.app).with_state(world.app.clone());
        let world = World { router, ..world };
        let (status, body) = world.ask("GET", "/broken", None, &json!({})).await;
        assert_eq!((status, &body["error"]["code"]), (StatusCode::INTERNAL_SERVER_ERROR, &json!("internal")));
        assert!(!body.to_string().contains("secret"));
    });
}

#[test]
fn ready_says_which_condition_does_not_hold() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (status, body) = world.ask("GET", "/readyz", None, &json!({})).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        world.app.clock.advance_seconds(3 * 366 * 24 * 3_600);
        let (status, body) = world.ask("GET", "/readyz", None, &json!({})).await;
        assert_eq!((status, &body["tax_year"]), (StatusCode::SERVICE_UNAVAILABLE, &json!(false)));
        assert_eq!(body["database"], json!(true));
    });
}
