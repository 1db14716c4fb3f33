//! What creators and brands say about themselves, and what the rules answer.

use serde_json::json;

use super::world::{Device, PHONE, World, code_of, is_done, text};
use crate::book::rows::Creator;
use crate::testing::on_each_engine;

pub const IIN: &str = "900101300126";
pub const IBAN: &str = "KZ257220000000000001";
pub const NAME: &str = "Серікова Айжан Маратқызы";

async fn creator(world: &World) -> Creator {
    world.app.db.record("order by n desc limit 1", &[]).await.expect("reads").expect("a creator")
}

#[test]
fn the_first_session_fills_everything_that_was_missing() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let session = world.sign_in(PHONE, &Device::new()).await;
        let token = text(&session["access_token"]);
        let person = text(&session["person"]).parse().expect("an id");
        let view = crate::identity::views::profile(&world.app, person).await.expect("a profile");
        let all = ["contract", "personal_data", "profile", "handle", "identity", "tax_interview", "iban"];
        assert_eq!(view.missing, all);
        let hash = "ab".repeat(32);
        let consent = |kind: &str| json!({ "kind": kind, "version": "2026-06", "text_hash": hash, "is_given": true });
        let interview = json!({ "is_sole_proprietor": false, "is_pension_age": false, "has_disability": false,
            "is_student": true, "wants_base_deduction": false });
        let steps = [
            ("give_consent", consent("contract")),
            ("give_consent", consent("personal_data")),
            (
                "set_profile",
                json!({ "display_name": "Айжан", "city": "almaty", "tags": ["beauty"],
                "languages": ["kk"], "app_language": "ru" }),
            ),
            ("set_handle", json!({ "platform": "tiktok", "handle": "aizhan.films", "followers": 4_200 })),
            ("set_identity", json!({ "full_name": NAME, "iin": IIN })),
            ("answer_tax_interview", interview),
            ("set_iban", json!({ "iban": IBAN, "holder_name": "СЕРИКОВА АЙЖАН", "challenge": null })),
        ];
        for (kind, body) in steps {
            let reply = world.command(&token, kind, body).await;
            assert!(is_done(&reply), "{kind}: {}", reply.1);
        }
        let view = crate::identity::views::profile(&world.app, person).await.expect("a profile");
        assert!(view.missing.is_empty(), "{:?}", view.missing);
        assert_eq!((view.iban_last4.as_deref(), view.payouts_held_until), (Some("0001"), None));
        let creator = creator(&world).await;
        assert!(creator.tax_flags.0.is_state_insured && !creator.tax_flags.0.is_born_before_1975);
        assert_eq!(creator.tax_profile.map(|profile| profile.0.code()), Some("kz.gph"));
        assert_eq!(world.count("select count(*) from person where app_language = 'ru'").await, 1);
    });
}

#[test]
fn a_consent_is_kept_with_time_version_text_and_device_and_can_be_taken_back() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let device = Device::new();
        let token = text(&world.sign_in(PHONE, &device).await["access_token"]);
        for is_given in [true, false] {
            let body = json!({ "kind": "marketing", "version": "2026-06", "text_hash": "AB".repeat(32),
                "is_given": is_given });
            assert!(is_done(&world.command(&token, "give_consent", body).await));
        }
        let sql = "select version, text_hash, device_id, at from consent where kind = 'marketing' order by id";
        let rows = world.app.db.list(sql, &[]).await.expect("reads");
        assert_eq!(rows.len(), 2);
        let row = rows.first().expect("a row");
        assert_eq!(row.get::<String>(0).expect("a version"), "2026-06");
        assert_eq!(row.get::<String>(1).expect("a hash"), "ab".repeat(32));
        assert_eq!(row.get::<uuid::Uuid>(2).expect("a device"), device.id);
        assert_eq!(row.get::<gamma_core::time::Timestamp>(3).expect("a time"), world.app.clock.now());
        assert!(creator(&world).await.consents.0.is_empty());
    });
}

#[test]
fn an_identity_number_must_be_right_of_age_and_ones_own() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = world.token(PHONE).await;
        let other = world.token("+77010000002").await;
        let set = |iin: &str| json!({ "full_name": NAME, "iin": iin });
        for iin in ["", "900101300127", "950101300770", "9001013001260"] {
            assert_eq!(code_of(&world.command(&token, "set_identity", set(iin)).await), "iin_invalid", "{iin}");
        }
        // Born on 2008-06-16: eighteen tomorrow.
        let young = young_iin();
        assert_eq!(code_of(&world.command(&token, "set_identity", set(&young)).await), "under_age");
        world.app.clock.advance_seconds(10 * 60);
        assert!(is_done(&world.command(&token, "set_identity", set(IIN)).await));
        assert_eq!(code_of(&world.command(&other, "set_identity", set(IIN)).await), "iin_taken");
        assert!(is_done(&world.command(&token, "set_identity", set(IIN)).await), "one's own may be said again");
        assert!(is_done(&world.command(&other, "set_identity", set("850101300015")).await));
    });
}

#[test]
fn on_the_eighteenth_birthday_deals_begin() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.app.clock.advance_seconds(24 * 3_600);
        let token = world.token(PHONE).await;
        let body = json!({ "full_name": NAME, "iin": young_iin() });
        assert!(is_done(&world.command(&token, "set_identity", body).await));
    });
}

/// A synthetic number of somebody born on 2008-06-16.
fn young_iin() -> String {
    let numbers = (0..100_000).map(|serial| format!("0806165{serial:05}"));
    numbers.into_iter().find(|text| gamma_core::person::Iin::parse(text).is_ok()).expect("one has the right digit")
}

#[test]
fn two_people_at_once_never_share_an_identity_number() {
    on_each_engine(|db| async move {
        let world = std::sync::Arc::new(World::new(db).await);
        let mut tokens = Vec::new();
        for place in 1..=6 {
            tokens.push(world.token(&format!("+7701000000{place}")).await);
        }
        let calls = tokens.into_iter().map(|token| {
            let world = world.clone();
            let body = json!({ "full_name": NAME, "iin": IIN });
            tokio::spawn(async move { is_done(&world.command(&token, "set_identity", body).await) })
        });
        let mut done = 0;
        for call in calls.collect::<Vec<_>>() {
            done += i32::from(call.await.expect("a task"));
        }
        assert_eq!(done, 1);
    });
}

#[test]
fn nobody_becomes_self_employed_on_their_own_word() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = world.token(PHONE).await;
        for (is_sole, profile) in [(true, "kz.ip.simplified"), (false, "kz.gph")] {
            let body = json!({ "is_sole_proprietor": is_sole, "is_pension_age": false, "has_disability": false,
                "is_student": false, "wants_base_deduction": true });
            assert!(is_done(&world.command(&token, "answer_tax_interview", body).await));
            assert_eq!(creator(&world).await.tax_profile.map(|profile| profile.0.code()), Some(profile));
        }
    });
}

#[test]
fn fields_out_of_range_are_named_and_nothing_is_stored() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = world.token(PHONE).await;
        let profile = |name: &str, city: &str, tags: &[&str], language: &str| {
            let languages = [language];
            json!({ "display_name": name, "city": city, "tags": tags, "languages": languages, "app_language": "kk" })
        };
        let long = "я".repeat(61);
        let cases = [
            ("set_profile", profile(&long, "almaty", &["beauty"], "kk"), "display_name"),
            ("set_profile", profile(" ", "almaty", &["beauty"], "kk"), "display_name"),
            ("set_profile", profile("a\u{0}b", "almaty", &["beauty"], "kk"), "display_name"),
            ("set_profile", profile("Айжан", "atlantis", &["beauty"], "kk"), "city"),
            ("set_profile", profile("Айжан", "almaty", &[], "kk"), "tags"),
            ("set_profile", profile("Айжан", "almaty", &["beauty", "beauty"], "kk"), "tags"),
            ("set_profile", profile("Айжан", "almaty", &["beauty"], "de"), "languages"),
            ("set_handle", json!({ "platform": "tiktok", "handle": "@me", "followers": 1 }), "handle"),
            ("set_identity", json!({ "full_name": "", "iin": IIN }), "full_name"),
            ("register_brand", json!({ "name": long.repeat(3), "bin": "240340000019", "may_sign": true }), "name"),
        ];
        for (kind, body, field) in cases {
            let reply = world.command(&token, kind, body).await;
            assert_eq!((code_of(&reply).as_str(), &reply.1["error"]["field"]), ("invalid_field", &json!(field)));
        }
        let unknown = json!({ "platform": "tiktok", "handle": "me", "followers": 1, "extra": 1 });
        assert_eq!(code_of(&world.command(&token, "set_handle", unknown).await), "malformed");
        assert_eq!(world.count("select count(*) from command where actor <> 'system'").await, 0);
    });
}

#[test]
fn a_handle_has_to_be_proved_anew_when_it_changes() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = world.token(PHONE).await;
        for (handle, followers) in [("one", 500), ("two", 300)] {
            let body = json!({ "platform": "youtube", "handle": handle, "followers": followers });
            assert!(is_done(&world.command(&token, "set_handle", body).await));
        }
        let creator = creator(&world).await;
        assert_eq!((creator.handles.0.len(), creator.followers), (1, 300));
        assert!(creator.handles.0.iter().all(|handle| handle.handle == "two" && !handle.is_proved));
    });
}

#[test]
fn a_brand_is_registered_once_with_its_own_number_and_no_limits() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let session = world.sign_in(PHONE, &Device::new()).await;
        let token = text(&session["access_token"]);
        let set = |bin: &str| json!({ "name": "Қаймақ", "bin": bin, "may_sign": true });
        let wrong = world.command(&token, "register_brand", set("240340000018")).await;
        assert_eq!(code_of(&wrong), "bin_invalid");
        let made = world.command(&token, "register_brand", set("240340000019")).await;
        assert!(is_done(&made), "{}", made.1);
        let taken = world.command(&token, "register_brand", set("240340000019")).await;
        assert_eq!(code_of(&taken), "bin_taken");
        let brand = text(&made.1["data"]["brand"]).parse().expect("an id");
        let person = text(&session["person"]).parse().expect("an id");
        assert_eq!(crate::identity::store::list_brands(&world.app.db, person).await.expect("reads"), [brand]);
        let view = crate::identity::views::brand(&world.app, brand).await.expect("a brand");
        assert_eq!((view.credit_limit, view.receivable, view.held), Default::default());
    });
}

#[test]
fn what_names_a_person_stands_nowhere_plain() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let token = world.token(PHONE).await;
        let identity = json!({ "full_name": NAME, "iin": IIN });
        assert!(is_done(&world.command(&token, "set_identity", identity).await));
        let account = json!({ "iban": IBAN, "holder_name": NAME, "challenge": null });
        assert!(is_done(&world.command(&token, "set_iban", account).await));
        let plain: [&[u8]; 4] = [b"77010000001", IIN.as_bytes(), IBAN.as_bytes(), NAME.as_bytes()];
        let tables = ["person", "creator", "challenge", "session", "command", "notice", "feed", "try_count", "job"];
        for table in tables {
            let rows = world.app.db.list(&format!("select * from {table}"), &[]).await.expect("reads");
            for bytes in rows.iter().flat_map(|row| row.0.iter()).filter_map(bytes_of) {
                let holds = |needle: &&&[u8]| bytes.windows(needle.len()).any(|window| window == **needle);
                assert!(plain.iter().find(holds).is_none(), "{table}");
            }
        }
    });
}

fn bytes_of(value: &crate::db::Value) -> Option<Vec<u8>> {
    match value {
        crate::db::Value::Text(text) => Some(text.clone().into_bytes()),
        crate::db::Value::Bytes(bytes) => Some(bytes.clone()),
        _ => None,
    }
}

#[test]
fn a_member_invites_by_phone_and_signing_in_joins() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (owner, stranger) = (world.token(PHONE).await, world.token("+77010000003").await);
        let brand = json!({ "name": "Дәм", "bin": "240340000019", "may_sign": false });
        let reply = world.command(&owner, "register_brand", brand).await;
        let brand = text(&reply.1["data"]["brand"]);
        let invite = |phone: &str| json!({ "brand": brand, "phone": phone, "may_sign": true });
        assert_eq!(code_of(&world.command(&stranger, "invite_member", invite(PHONE)).await), "not_found");
        assert_eq!(code_of(&world.command(&owner, "invite_member", invite("+1 202 555")).await), "phone_invalid");
        for _ in 0..2 {
            assert!(is_done(&world.command(&owner, "invite_member", invite("+77010000002")).await));
        }
        let session = world.sign_in("+77010000002", &Device::new()).await;
        assert_eq!(session["brands"], json!([brand]), "known at the first sign-in");
        assert!(is_done(&world.command(&text(&session["access_token"]), "invite_member", invite(PHONE)).await));
        let members = "select count(*) from brand_member where may_sign and role = ";
        assert_eq!(world.count(&format!("{members} 'owner'")).await, 1, "an owner stays one, and may sign now");
        assert_eq!(world.count(&format!("{members} 'member'")).await, 1);
    });
}
