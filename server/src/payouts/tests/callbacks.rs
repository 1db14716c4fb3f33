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
use crate::payouts::rails::{BookedLine, LineKind};
use crate::payouts::reconcile::compare;
use crate::payouts::suspense::list_open;
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

/// The nights of so many days, one after another.
async fn nights(world: &World, count: usize) {
    for _ in 0..count {
        world.app.clock.advance_seconds(86_400);
        world.run_jobs().await;
    }
}

async fn suspense(world: &World) -> Money {
    world.balance(&AccountKey::platform(AccountKind::Suspense).with_part(NAME)).await
}

#[test]
fn a_confirmed_payout_that_no_statement_names_lies_in_suspense_until_one_does() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.earn(AT_ONCE).await;
        world.run_jobs().await;
        world.provider.books().is_statement_empty = true;
        nights(&world, 3).await;
        assert_eq!(suspense(&world).await, Money::ZERO, "a line may come some days late");
        nights(&world, 3).await;
        assert_eq!(suspense(&world).await, Money::from_tenge(-9_300), "booked once");
        let open = list_open(&world.app).await.expect("reads");
        let said: Vec<_> = open.iter().map(|open| (open.rail.as_str(), open.amount, open.payout)).collect();
        let payout = world.payouts().await[0].id;
        assert_eq!(said, [(NAME, Money::from_tenge(-9_300), Some(payout))], "a person sees it");
        assert_eq!(world.rail_balance(AccountKind::Cash).await, Money::from_tenge(-15), "as the rail says");
        assert_eq!(crate::ledger::audit::audit(&world.app.db).await.expect("reads"), None);
        let view = crate::payouts::views::payouts(&world.app, &[payout]).await.expect("a view").remove(0);
        assert!(view.ledger.iter().all(|line| line.account != AccountKind::Suspense), "not the creator's affair");
        world.provider.books().is_statement_empty = false;
        nights(&world, 2).await;
        assert_eq!(suspense(&world).await, Money::ZERO, "found");
        assert_eq!(world.rail_balance(AccountKind::Cash).await, Money::from_tenge(-9_315));
        assert!(list_open(&world.app).await.expect("reads").is_empty());
    });
}

#[test]
fn a_line_that_was_early_matches_once_its_payout_is_confirmed() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.provider.will(&[Deed::Accept]);
        world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let attempt: Attempt = world.app.db.records("", &[]).await.expect("reads").pop().expect("an attempt");
        let amount = Money::from_tenge(9_300);
        let (day, id) = (attempt.called_at.day(), attempt.id);
        let line = BookedLine { external_id: "e".to_owned(), attempt: Some(id), kind: LineKind::Paid, amount, day };
        let compared = compare(&world.app, NAME, &[line]).await.expect("compared");
        assert_eq!((compared.early, compared.unexplained), (1, 0));
        world.provider.books().is_statement_empty = true;
        world.provider.set_status(id, "confirmed");
        nights(&world, 6).await;
        let open = "select count(*) from statement_line where matched_at is null";
        let open: i64 = world.app.db.find(open, &[]).await.expect("reads").expect("a row").get(0).expect("a count");
        assert_eq!((open, suspense(&world).await), (0, Money::ZERO));
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
            let compared = compare(&world.app, NAME, &lines).await.expect("compared");
            assert_eq!((compared.matched, compared.unexplained), (0, 1));
        }
        let suspense = AccountKey::platform(AccountKind::Suspense).with_part(NAME);
        assert_eq!(world.balance(&suspense).await, Money::from_tenge(9_300), "booked once, for a person to look at");
    });
}
