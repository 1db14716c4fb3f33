//! Who may look at payouts and earnings, what an operator sees and decides, and what a late brand causes.

use axum::extract::{Path, State};
use gamma_core::id::{DeviceId, Id, PayoutId, PersonId, SessionId};
use gamma_core::wire::Code;
use gamma_core::wire::views::{EarningState, NoticeKind, PayoutState};
use uuid::Uuid;

use super::provider::Deed;
use super::world::{AT_ONCE, WAIT, World};
use crate::book::rows::Notice;
use crate::http::auth::Caller;
use crate::payouts::cli::{self, Decision, PayoutsCommand};
use crate::payouts::routes;
use crate::testing::on_each_engine;

fn caller(person: PersonId) -> Caller {
    let (session, device) = (SessionId::from_uuid(Uuid::nil()), DeviceId::from_uuid(Uuid::nil()));
    Caller { person, session, device, brands: Vec::new() }
}

#[test]
fn payouts_and_earnings_are_their_owners_alone() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let earning = world.earn(AT_ONCE).await;
        world.run_jobs().await;
        let payout = world.payouts().await[0].id;
        let (app, owner) = (State(world.app.clone()), caller(world.creator));
        let stranger = caller(PersonId::from_uuid(Uuid::new_v4()));
        let view = routes::payout(app.clone(), owner.clone(), Path(payout)).await.expect("one's own").0;
        assert_eq!((view.payout, view.state, view.earnings), (payout, PayoutState::Confirmed, vec![earning]));
        let refused = routes::payout(app.clone(), stranger.clone(), Path(payout)).await.expect_err("a stranger");
        assert_eq!(refused.detail().code, Code::NotFound);
        let nowhere = PayoutId::from_uuid(Uuid::new_v4());
        let refused = routes::payout(app.clone(), owner.clone(), Path(nowhere)).await.expect_err("not there");
        assert_eq!(refused.detail().code, Code::NotFound, "and looks the same");
        let payouts = routes::payouts(app.clone(), owner.clone()).await.expect("one's own").0;
        assert_eq!(payouts.iter().map(|view| view.payout).collect::<Vec<_>>(), [payout]);
        let earnings = routes::earnings(app.clone(), owner).await.expect("one's own").0;
        assert_eq!(earnings.iter().map(|view| view.earning).collect::<Vec<_>>(), [earning]);
        assert!(routes::payouts(app.clone(), stranger.clone()).await.expect("an empty list").0.is_empty());
        assert!(routes::earnings(app, stranger).await.expect("an empty list").0.is_empty());
    });
}

#[test]
fn an_operator_sees_what_is_unknown_and_decides_it_once() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        for (decision, state, earned) in [
            (Decision::Confirmed, PayoutState::Confirmed, EarningState::Paid),
            (Decision::Failed, PayoutState::Failed, EarningState::Available),
        ] {
            world.provider.will(&[Deed::Lose]);
            let earning = world.earn(AT_ONCE).await;
            world.run_jobs().await;
            let payout = world.earning(earning).await.payout_id.expect("a payout");
            let unknown = cli::list(&world.app, Some("unknown".to_owned())).await.expect("lists");
            assert_eq!(unknown.len(), 1, "{unknown:?}");
            assert!(unknown[0].starts_with(&format!("{payout} unknown http_rail")), "{unknown:?}");
            let shown = cli::show(&world.app, payout).await.expect("shows");
            assert_eq!((shown.len(), shown[0].as_str()), (2, unknown[0].as_str()));
            assert!(shown[1].contains("http_rail unknown since"), "{shown:?}");
            cli::decide(&world.app, payout, decision, "dana").await.expect("decided");
            assert_eq!((world.payout(payout).await.state.0, world.earning(earning).await.state.0), (state, earned));
            let again = cli::decide(&world.app, payout, decision, "dana").await.expect_err("decided before");
            assert_eq!(again.detail().code, Code::PayoutState);
            let shown = cli::show(&world.app, payout).await.expect("shows");
            assert!(shown[1].contains("(decided by a person)"), "{shown:?}");
        }
        let by = "select count(*) from command where actor = 'operator:dana' and kind = 'decide_payout'";
        let by: i64 = world.app.db.find(by, &[]).await.expect("reads").expect("a row").get(0).expect("a count");
        assert_eq!(by, 2, "under the person's name");
        let all = cli::list(&world.app, None).await.expect("lists");
        assert_eq!(all.len(), 2);
        assert!(!all.concat().contains(super::world::IBAN), "never the account");
        let nowhere = PayoutsCommand::Show { payout: PayoutId::from_uuid(Uuid::new_v4()) };
        let missing = cli::run(&world.app, nowhere).await.expect_err("not there");
        assert_eq!(missing.detail().code, Code::NotFound);
        cli::run(&world.app, PayoutsCommand::List { state: None }).await.expect("prints");
    });
}

#[test]
fn who_waits_for_a_late_brand_hears_of_it_once_and_keeps_the_claim() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let earning = world.earn(WAIT).await;
        let late = async || {
            let own: Vec<Notice> =
                world.app.db.records("where owner = $1", crate::args![world.creator]).await.expect("reads");
            own.iter().filter(|notice| notice.kind.0 == NoticeKind::BrandLate).count()
        };
        // June's invoice is of 1 July and due on the 31st.
        let due_on = world.earning(earning).await.due_on;
        assert_eq!(due_on.to_string(), "2026-07-31");
        let days = due_on.days_since(world.app.clock.now().day());
        world.app.clock.advance_seconds(days * 86_400);
        world.run_jobs().await;
        assert_eq!(late().await, 0, "due today is not late");
        for _ in 0..3 {
            world.app.clock.advance_seconds(86_400);
            world.run_jobs().await;
            assert_eq!(late().await, 1);
        }
        let row = world.earning(earning).await;
        assert_eq!((row.state.0, row.written_off_at), (EarningState::Waiting, None));
        let view = crate::payouts::views::earnings(&world.app, &[earning]).await.expect("a view").remove(0);
        assert!(view.advance_bp.is_some(), "it may be sold at the day's price");
    });
}

#[test]
fn the_runner_pays_what_is_due_and_stops_when_it_is_told_to() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let shutdown = tokio_util::sync::CancellationToken::new();
        let mut newest = world.app.gate.watch();
        let runner = tokio::spawn(crate::jobs::runner::run_loop(world.app.clone(), shutdown.clone()));
        let earning = world.earn(AT_ONCE).await;
        let paid = async {
            while world.earning(earning).await.state.0 != EarningState::Paid {
                newest.changed().await.expect("the gate is there");
            }
        };
        let patience = std::time::Duration::from_secs(60);
        tokio::time::timeout(patience, paid).await.expect("paid without anybody asking");
        assert_eq!((world.provider.calls(), world.provider.paid()), (1, 1));
        shutdown.cancel();
        tokio::time::timeout(patience, runner).await.expect("it stops").expect("without a panic");
        let running = "select count(*) from job where state = 'running'";
        let running: i64 =
            world.app.db.find(running, &[]).await.expect("reads").expect("a row").get(0).expect("a count");
        assert_eq!(running, 0, "what was in hand has ended");
    });
}
