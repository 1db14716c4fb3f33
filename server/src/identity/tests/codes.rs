//! One-time codes: who gets one, how often, and what a wrong one costs.

use axum::http::StatusCode;
use serde_json::json;

use super::world::{Device, PHONE, World, code_of, wrong};
use crate::config::Limits;
use crate::testing::on_each_engine;

const HOUR_S: i64 = 3_600;

#[test]
fn known_and_unknown_phones_get_the_same_answer() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.sign_in(PHONE, &Device::new()).await;
        let known = world.challenge(PHONE, &Device::new(), "sign_in").await;
        let unknown = world.challenge("+77010000002", &Device::new(), "sign_in").await;
        assert_eq!(known.0, unknown.0);
        for field in ["expires_at", "resend_at"] {
            assert_eq!(known.1[field], unknown.1[field]);
        }
        assert_eq!(known.1.as_object().map(|o| o.len()), unknown.1.as_object().map(|o| o.len()));
        let known = world.answer(&known.1["challenge"], wrong(&world.code(PHONE)), &Device::new()).await;
        let unknown = world.answer(&unknown.1["challenge"], wrong(&world.code("+77010000002")), &Device::new()).await;
        assert_eq!((known.0, code_of(&known)), (unknown.0, code_of(&unknown)));
        assert_eq!(world.count("select count(*) from person").await, 1, "asking makes nobody");
    });
}

#[test]
fn ten_wrong_codes_close_a_phone_for_the_day_over_all_its_codes() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        for _ in 0..5 {
            let device = Device::new();
            let (_, challenge) = world.challenge(PHONE, &device, "sign_in").await;
            for _ in 0..2 {
                let refused = world.answer(&challenge["challenge"], wrong(&world.code(PHONE)), &device).await;
                assert_eq!(code_of(&refused), "code_wrong");
            }
        }
        let device = Device::new();
        let (_, challenge) = world.challenge(PHONE, &device, "sign_in").await;
        let right = world.answer(&challenge["challenge"], &world.code(PHONE), &device).await;
        assert_eq!((right.0, code_of(&right)), (StatusCode::TOO_MANY_REQUESTS, "too_many".to_owned()));
        assert!(right.1["error"]["retry_after_s"].as_u64().is_some_and(|seconds| seconds > 0));
        world.sign_in("+77010000002", &Device::new()).await;
        world.app.clock.advance_seconds(24 * HOUR_S);
        world.sign_in(PHONE, &device).await;
    });
}

#[test]
fn right_codes_cost_no_tries() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        for _ in 0..12 {
            world.sign_in(PHONE, &Device::new()).await;
        }
    });
}

#[test]
fn a_code_works_once_for_five_minutes_on_its_device_and_for_its_purpose() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let (_, challenge) = world.challenge(PHONE, &device, "sign_in").await;
        let other = Device::new();
        let refused = world.answer(&challenge["challenge"], &world.code(PHONE), &other).await;
        assert_eq!(code_of(&refused), "code_wrong", "another device");
        let body = json!({ "challenge": challenge["challenge"], "code": world.code(PHONE), "device": device.id });
        let refused = world.post("/v1/sign-in/confirmations", body).await;
        assert_eq!(code_of(&refused), "code_wrong", "another purpose");
        let (status, _) = world.answer(&challenge["challenge"], &world.code(PHONE), &device).await;
        assert_eq!(status, StatusCode::OK);
        let again = Device { request: uuid::Uuid::now_v7(), ..device.clone() };
        let refused = world.answer(&challenge["challenge"], &world.code(PHONE), &again).await;
        assert_eq!(code_of(&refused), "code_wrong", "a second session");
        let (_, challenge) = world.challenge(PHONE, &device, "sign_in").await;
        world.app.clock.advance_seconds(300);
        let refused = world.answer(&challenge["challenge"], &world.code(PHONE), &again).await;
        assert_eq!(code_of(&refused), "code_wrong", "too late");
    });
}

#[test]
fn asked_again_within_a_minute_it_is_the_same_code() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let first = world.challenge(PHONE, &device, "sign_in").await;
        world.app.clock.advance_seconds(59);
        assert_eq!(world.challenge(PHONE, &device, "sign_in").await, first);
        assert_eq!(world.codes_sent(PHONE), 1);
        world.app.clock.advance_seconds(1);
        assert_ne!(world.challenge(PHONE, &device, "sign_in").await, first);
        assert_eq!(world.codes_sent(PHONE), 2);
    });
}

#[test]
fn a_code_that_could_not_be_sent_does_not_stand_in_the_way() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        *world.network.is_down.lock().expect("not poisoned") = true;
        assert_eq!(code_of(&world.challenge(PHONE, &device, "sign_in").await), "unavailable");
        *world.network.is_down.lock().expect("not poisoned") = false;
        world.sign_in(PHONE, &device).await;
    });
}

#[test]
fn an_address_and_the_whole_system_have_limits_of_their_own() {
    on_each_engine(|db| async move {
        let limits = Limits { codes_an_address_and_hour: 3, wrong_codes_an_hour: 2, ..Limits::default() };
        let world = World::with_limits(db, limits).await;
        for place in 1..=3 {
            let (status, _) = world.challenge(&format!("+7701000000{place}"), &Device::new(), "sign_in").await;
            assert_eq!(status, StatusCode::OK);
        }
        assert_eq!(code_of(&world.challenge("+77010000004", &Device::new(), "sign_in").await), "too_many");
        let nowhere = json!(uuid::Uuid::now_v7());
        for expected in ["code_wrong", "code_wrong", "too_many"] {
            assert_eq!(code_of(&world.answer(&nowhere, "000000", &Device::new()).await), expected);
        }
        world.app.clock.advance_seconds(HOUR_S);
        world.sign_in("+77010000004", &Device::new()).await;
    });
}

#[test]
fn tries_at_once_never_pass_the_limit_together() {
    on_each_engine(|db| async move {
        let world = std::sync::Arc::new(World::new(db).await);
        let device = Device::new();
        let (_, challenge) = world.challenge(PHONE, &device, "sign_in").await;
        let bad = wrong(&world.code(PHONE));
        let tries = (0..20).map(|_| {
            let (world, device, challenge) = (world.clone(), device.clone(), challenge.clone());
            tokio::spawn(async move { code_of(&world.answer(&challenge["challenge"], bad, &device).await) })
        });
        let mut looked_at = 0;
        for answer in tries.collect::<Vec<_>>() {
            looked_at += i32::from(answer.await.expect("a task") == "code_wrong");
        }
        assert_eq!(looked_at, 10);
    });
}

#[test]
fn what_is_no_kazakh_mobile_number_is_refused_before_anything_is_sent() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        for phone in ["", "112", "+15550000000", "+77010000001\u{0}"] {
            let refused = world.challenge(phone, &Device::new(), "sign_in").await;
            assert_eq!(code_of(&refused), "phone_invalid", "{phone}");
        }
        assert_eq!(world.count("select count(*) from challenge").await, 0);
    });
}
