//! Sessions: what a lost answer costs (nothing), and what a stolen token costs (the session).

use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::world::{Device, PHONE, World, code_of, is_done, text};
use crate::testing::on_each_engine;

#[test]
fn a_lost_refresh_answer_signs_nobody_out() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let session = world.sign_in(PHONE, &device).await;
        let request = Uuid::now_v7();
        let (_, lost) = world.refresh(&session["refresh_token"], &device, request).await;
        let (status, again) = world.refresh(&session["refresh_token"], &device, request).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(again["refresh_token"], lost["refresh_token"], "the same successor");
        let (status, next) = world.refresh(&again["refresh_token"], &device, Uuid::now_v7()).await;
        assert_eq!(status, StatusCode::OK);
        let late = world.refresh(&session["refresh_token"], &device, request).await;
        assert_eq!(code_of(&late), "session_revoked", "its successor was used: two hands hold the chain");
        let out = world.refresh(&next["refresh_token"], &device, Uuid::now_v7()).await;
        assert_eq!(code_of(&out), "session_revoked", "the whole family is out");
    });
}

#[test]
fn an_old_refresh_token_in_other_hands_ends_the_session_at_once() {
    on_each_engine(|db| async move {
        for is_other_key in [true, false] {
            let world = World::new(db.clone()).await;
            let device = Device::new();
            let session = world.sign_in(PHONE, &device).await;
            let (_, next) = world.refresh(&session["refresh_token"], &device, Uuid::now_v7()).await;
            let thief = if is_other_key { Device::new() } else { device.clone() };
            let stolen = if is_other_key { &next["refresh_token"] } else { &session["refresh_token"] };
            let refused = world.refresh(stolen, &thief, Uuid::now_v7()).await;
            assert_eq!((refused.0, code_of(&refused)), (StatusCode::UNAUTHORIZED, "session_revoked".to_owned()));
            let access = text(&next["access_token"]);
            let out = world.ask("GET", "/v1/devices", Some(&access), &json!({})).await;
            assert_eq!(code_of(&out), "session_revoked", "its access token too");
        }
    });
}

#[test]
fn two_refreshes_at_once_give_one_successor() {
    on_each_engine(|db| async move {
        let world = std::sync::Arc::new(World::new(db).await);
        let device = Device::new();
        let session = world.sign_in(PHONE, &device).await;
        let request = Uuid::now_v7();
        let calls = (0..8).map(|_| {
            let (world, device, token) = (world.clone(), device.clone(), session["refresh_token"].clone());
            tokio::spawn(async move { world.refresh(&token, &device, request).await })
        });
        let mut successors = std::collections::BTreeSet::new();
        for call in calls.collect::<Vec<_>>() {
            let (status, body) = call.await.expect("a task");
            assert_eq!(status, StatusCode::OK, "{body}");
            successors.insert(text(&body["refresh_token"]));
        }
        assert_eq!(successors.len(), 1);
    });
}

#[test]
fn a_lost_sign_in_answer_is_given_again() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let (_, challenge) = world.challenge(PHONE, &device, "sign_in").await;
        let code = world.code(PHONE);
        let (_, lost) = world.answer(&challenge["challenge"], &code, &device).await;
        world.app.clock.advance_seconds(600);
        let (status, again) = world.answer(&challenge["challenge"], &code, &device).await;
        assert_eq!(status, StatusCode::OK, "{again}");
        assert_eq!((&again["session"], &again["refresh_token"]), (&lost["session"], &lost["refresh_token"]));
        assert_eq!(world.count("select count(*) from session").await, 1);
        world.refresh(&again["refresh_token"], &device, Uuid::now_v7()).await;
        let late = world.answer(&challenge["challenge"], &code, &device).await;
        assert_eq!(code_of(&late), "invalid_field", "the session is in use");
    });
}

#[test]
fn an_access_token_holds_fifteen_minutes() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = world.token(PHONE).await;
        world.app.clock.advance_seconds(15 * 60 - 1);
        assert_eq!(world.ask("GET", "/v1/devices", Some(&token), &json!({})).await.0, StatusCode::OK);
        world.app.clock.advance_seconds(1);
        let over = world.ask("GET", "/v1/devices", Some(&token), &json!({})).await;
        assert_eq!(code_of(&over), "token_expired");
    });
}

#[test]
fn devices_are_listed_and_signed_out_one_or_all() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let first = world.sign_in(PHONE, &Device::new()).await;
        let second = world.sign_in(PHONE, &Device::new()).await;
        let third = world.sign_in(PHONE, &Device::new()).await;
        let stranger = world.token("+77010000002").await;
        let token = text(&first["access_token"]);
        let (_, devices) = world.ask("GET", "/v1/devices", Some(&token), &json!({})).await;
        let devices = devices.as_array().expect("a list").clone();
        assert_eq!(devices.len(), 3);
        assert_eq!(devices.iter().filter(|device| device["is_this"] == true).count(), 1);
        let path = format!("/v1/devices/{}", text(&second["session"]));
        assert_eq!(code_of(&world.ask("DELETE", &path, Some(&stranger), &json!({})).await), "not_found");
        assert_eq!(world.ask("DELETE", &path, Some(&token), &json!({})).await.0, StatusCode::NO_CONTENT);
        let body = json!({ "kind": "marketing", "version": "2026-06", "text_hash": "0".repeat(64), "is_given": true });
        let out = world.command(&text(&second["access_token"]), "give_consent", body.clone()).await;
        assert_eq!(code_of(&out), "session_revoked", "commands look at the session's row");
        assert_eq!(world.ask("DELETE", "/v1/devices", Some(&token), &json!({})).await.0, StatusCode::NO_CONTENT);
        for session in [&first, &third] {
            let out = world.command(&text(&session["access_token"]), "give_consent", body.clone()).await;
            assert_eq!(code_of(&out), "session_revoked");
        }
        assert!(is_done(&world.command(&stranger, "give_consent", body).await), "nobody else is out");
    });
}

#[test]
fn other_devices_hear_of_a_new_one() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let new_device = "select count(*) from notice where kind = 'new_device'";
        world.sign_in(PHONE, &device).await;
        assert_eq!(world.count(new_device).await, 0, "there is no other device");
        world.sign_in(PHONE, &Device { request: Uuid::now_v7(), ..device }).await;
        assert_eq!(world.count(new_device).await, 0, "the same app is no news");
        assert_eq!(world.count("select count(*) from session where revoked_at is null").await, 1);
        world.sign_in(PHONE, &Device::new()).await;
        assert_eq!(world.count(new_device).await, 1);
        assert_eq!(world.count("select count(*) from creator").await, 1);
    });
}
