//! What a provider tells by itself, and the night's comparison with its books.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::wire::views::PayoutState;
use serde_json::json;
use tower::ServiceExt;

use super::provider::{Deed, SECRET};
use super::world::{AT_ONCE, World};
use crate::book::rows::Attempt;
use crate::payouts::rails::http_rail::{NAME, SIGNATURE_HEADER, sign};
use crate::testing::on_each_engine;

async fn callback(world: &World, body: &serde_json::Value, secret: &str) -> StatusCode {
    let raw = serde_json::to_vec(body).expect("JSON");
    let request = Request::post("/v1/rails/http_rail/events")
        .header(SIGNATURE_HEADER, sign(secret.as_bytes(), &raw))
        .body(Body::from(raw))
        .expect("a request");
    let router = crate::payouts::routes::routes().with_state(world.app.clone());
    router.oneshot(request).await.expect("an answer").status()
}

#[test]
fn a_signed_callback_confirms_once_and_an_unsigned_one_nothing() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.provider.will(&[Deed::Accept]);
        world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let attempt: Attempt = world.app.db.records("", &[]).await.expect("reads").pop().expect("an attempt");
        let event = uuid::Uuid::new_v4();
        let body =
            json!({ "event": event, "id": attempt.id, "external_id": "e", "status": "confirmed", "cost": "0.00" });
        assert_eq!(callback(&world, &body, "a guess").await, StatusCode::FORBIDDEN);
        assert_eq!(world.payouts().await[0].state.0, PayoutState::Sent);
        for _ in 0..2 {
            assert_eq!(callback(&world, &body, SECRET).await, StatusCode::OK);
        }
        let cash = AccountKey::platform(AccountKind::Cash).with_part(NAME);
        assert_eq!(world.balance(&cash).await, Money::from_tenge(-9_300));
        let other = json!({ "event": event, "id": attempt.id, "external_id": "e", "status": "failed" });
        assert_eq!(callback(&world, &other, SECRET).await, StatusCode::CONFLICT);
    });
}

#[test]
fn the_night_finds_money_that_left_without_our_books() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.provider.will(&[Deed::Fail]);
        world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let attempt: Attempt = world.app.db.records("", &[]).await.expect("reads").pop().expect("an attempt");
        world.provider.set_status(attempt.id, "confirmed");
        world.app.clock.advance_seconds(86_400);
        let rail = world.app.rails.find(NAME).expect("the rail");
        let lines = rail.statement(attempt.called_at.day()).await.expect("a statement");
        for _ in 0..2 {
            let compared = crate::payouts::reconcile::compare(&world.app, NAME, &lines).await.expect("compared");
            assert_eq!((compared.matched, compared.unexplained), (0, 1));
        }
        let suspense = AccountKey::platform(AccountKind::Suspense).with_part(NAME);
        assert_eq!(world.balance(&suspense).await, Money::from_tenge(9_300), "booked once, for a person to look at");
    });
}
