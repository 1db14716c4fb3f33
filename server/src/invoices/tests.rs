//! Invoices on both engines: once a month, closed by payments, and a light that follows.

use axum::extract::{Path, State};
use gamma_core::id::{BrandId, DeviceId, Id, SessionId};
use gamma_core::ledger::Invariant;
use gamma_core::wire::views::EarningKind::{Bonus, FixedFee};
use gamma_core::wire::views::InvoiceView;
use gamma_core::wire::{Answer, Code};

use super::{routes, views};
use crate::http::auth::Caller;
use crate::jobs::runner::run_due_once;
use crate::ledger::acts::BrandPaid;
use crate::ledger::audit::audit;
use crate::ledger::tests::world::{START, World, tenge};
use crate::testing::on_each_engine;
use uuid::Uuid;

const DAY_S: i64 = 24 * 3_600;

/// The world on 1 July: 10 000 and 4 000 were earned in June.
async fn billed(db: &crate::db::Db) -> World {
    let world = World::new(db).await;
    let deal = world.make_deal(0).await;
    world.earn(deal, FixedFee, tenge(10_000)).await;
    world.earn(deal, Bonus, tenge(4_000)).await;
    world.app.clock.advance_seconds(16 * DAY_S);
    run_due_once(&world.app).await.expect("jobs run");
    world
}

async fn only_invoice(world: &World) -> InvoiceView {
    let mut invoices = views::of_brand(&world.app, world.brand).await.expect("reads");
    assert_eq!(invoices.len(), 1);
    invoices.remove(0)
}

async fn light(world: &World) -> String {
    let sql = "select light from brand where id = $1";
    let row = world.app.db.find(sql, crate::args![world.brand]).await.expect("reads").expect("a brand");
    row.get(0).expect("a light")
}

async fn notices(world: &World, kind: &str) -> i64 {
    let sql = "select count(*) from notice where owner = $1 and kind = $2";
    let row = world.app.db.find(sql, crate::args![world.brand, kind]).await.expect("reads").expect("a row");
    row.get(0).expect("a count")
}

async fn pay(world: &World, amount_tenge: i64) {
    let act = BrandPaid {
        brand: Some(world.brand),
        reference: format!("r-{amount_tenge}"),
        rail: "bank_file".to_owned(),
        amount: tenge(amount_tenge),
        paid_on: world.app.clock.now().day(),
    };
    let answer = world.submit(&format!("pay {amount_tenge}"), act).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    run_due_once(&world.app).await.expect("jobs run");
}

#[test]
fn a_month_is_billed_once_on_the_1st_and_due_in_thirty_days() {
    on_each_engine(|db| async move {
        let world = billed(&db).await;
        let invoice = only_invoice(&world).await;
        assert_eq!(
            (invoice.issued_on.to_string(), invoice.due_on.to_string()),
            ("2026-07-01".into(), "2026-07-31".into())
        );
        assert_eq!(invoice.month, START.day().month());
        let sums = (invoice.earned, invoice.commission, invoice.vat, invoice.total, invoice.paid);
        assert_eq!(sums, (tenge(14_000), tenge(2_100), tenge(336), tenge(16_436), tenge(0)));
        assert_eq!(notices(&world, "invoice_issued").await, 1);
        world.app.clock.advance_seconds(31 * DAY_S);
        run_due_once(&world.app).await.expect("jobs run");
        assert_eq!(only_invoice(&world).await.total, tenge(16_436), "August bills nothing twice");
    });
}

#[test]
fn a_brands_invoices_are_for_its_members_alone() {
    on_each_engine(|db| async move {
        let world = billed(&db).await;
        let ask = |brands: Vec<BrandId>, brand: String| {
            let (person, session, device) = (world.creator, SessionId::from_uuid(Uuid::nil()), Uuid::nil());
            let caller = Caller { person, session, device: DeviceId::from_uuid(device), brands };
            routes::list(State(world.app.clone()), Path(brand), caller)
        };
        let own = ask(vec![world.brand], world.brand.to_string()).await.expect("a member's");
        assert_eq!(own.0, [only_invoice(&world).await]);
        let other = BrandId::from_uuid(Uuid::from_u128(77));
        for (brands, brand) in [
            (vec![], world.brand.to_string()),
            (vec![other], world.brand.to_string()),
            (vec![world.brand], other.to_string()),
            (vec![world.brand], "not a brand".to_owned()),
        ] {
            let refused = ask(brands, brand).await.expect_err("a stranger's");
            assert_eq!(refused.detail().code, Code::NotFound);
        }
    });
}

#[test]
fn payments_close_an_invoice_the_oldest_earning_first() {
    on_each_engine(|db| async move {
        let world = billed(&db).await;
        pay(&world, 12_000).await;
        assert_eq!(only_invoice(&world).await.paid, tenge(12_000));
        let sql = "select count(*) from earning where state = 'available'";
        let available: i64 = db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a count");
        assert_eq!(available, 1, "one of the two is paid in full");
        pay(&world, 4_436).await;
        assert_eq!(only_invoice(&world).await.paid, tenge(16_436));
        assert_eq!(audit(&db).await.expect("reads").map(|broken| broken.invariant), None::<Invariant>);
    });
}

#[test]
fn a_late_brand_is_reminded_and_its_light_turns_amber_then_red_and_stays_remembered() {
    on_each_engine(|db| async move {
        let world = billed(&db).await;
        let mut lights = Vec::new();
        for days in [30, 4, 11] {
            world.app.clock.advance_seconds(days * DAY_S);
            run_due_once(&world.app).await.expect("jobs run");
            lights.push(light(&world).await);
        }
        assert_eq!(lights, ["green", "amber", "red"]);
        world.app.clock.advance_seconds(16 * DAY_S);
        run_due_once(&world.app).await.expect("jobs run");
        pay(&world, 16_436).await;
        assert_eq!(light(&world).await, "red", "thirty days late is not forgotten at once");
        world.app.clock.advance_seconds(181 * DAY_S);
        run_due_once(&world.app).await.expect("jobs run");
        assert_eq!(light(&world).await, "green", "after half a year it is");
    });
}

#[test]
fn a_brand_is_reminded_on_the_first_day_late() {
    on_each_engine(|db| async move {
        let world = billed(&db).await;
        world.app.clock.advance_seconds(31 * DAY_S);
        run_due_once(&world.app).await.expect("jobs run");
        run_due_once(&world.app).await.expect("jobs run");
        assert_eq!(notices(&world, "brand_late").await, 1);
    });
}
