//! The queue on both engines: shared safely, taken over after a crash, given up visibly.

use gamma_core::time::Timestamp;

use super::queue::{LEASE_S, PROBLEMS_MAX, add, finish, lease, revive};
use super::runner::run_due_once;
use super::{JobEnd, JobError};
use crate::db::Db;
use crate::testing::{app, on_each_engine};

const START: Timestamp = Timestamp::from_micros(1_780_000_000_000_000);

async fn state(db: &Db, key: &str) -> (String, i64, Option<String>) {
    let sql = "select state, problems, last_problem from job where unique_key = $1";
    let row = db.find(sql, crate::args![key]).await.expect("reads").expect("a row");
    (row.get(0).expect("a state"), row.get(1).expect("a count"), row.get(2).expect("a reason or none"))
}

#[test]
fn a_due_job_is_leased_once_however_many_look() {
    on_each_engine(|db| async move {
        for number in 0..20 {
            add(&db, "knock", &number.to_string(), START, START).await.expect("added");
        }
        let looks = (0..10).map(|_| {
            let db = db.clone();
            tokio::spawn(async move { lease(&db, START, 4).await.expect("leases") })
        });
        let mut ids = Vec::new();
        for look in looks.collect::<Vec<_>>() {
            ids.extend(look.await.expect("a task").into_iter().map(|lease| lease.call.id));
        }
        ids.extend(lease(&db, START, 40).await.expect("leases").into_iter().map(|lease| lease.call.id));
        let leased = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((leased, ids.len()), (20, 20));
    });
}

#[test]
fn a_crashed_lease_is_taken_over_and_its_late_holder_writes_nothing() {
    on_each_engine(|db| async move {
        add(&db, "knock", "1", START, START).await.expect("added");
        let first = lease(&db, START, 1).await.expect("leases").remove(0);
        let before_the_end = START.plus_seconds(LEASE_S - 1);
        assert!(lease(&db, before_the_end, 1).await.expect("leases").is_empty());
        let after = START.plus_seconds(LEASE_S);
        let second = lease(&db, after, 1).await.expect("leases").remove(0);
        assert_eq!((second.call.id, second.call.attempts, second.problems), (first.call.id, 1, 1));
        assert!(!finish(&db, &first, Ok(JobEnd::Done), after).await.expect("writes"));
        assert_eq!(state(&db, "knock/1").await.0, "running");
        assert!(finish(&db, &second, Ok(JobEnd::Done), after).await.expect("writes"));
        assert_eq!(state(&db, "knock/1").await.0, "done");
    });
}

#[test]
fn a_job_that_is_not_ready_waits_without_being_blamed() {
    on_each_engine(|db| async move {
        add(&db, "knock", "1", START, START).await.expect("added");
        let first = lease(&db, START, 1).await.expect("leases").remove(0);
        let later = START.plus_minutes(5);
        finish(&db, &first, Ok(JobEnd::Again { at: later }), START).await.expect("writes");
        assert!(lease(&db, later.plus_seconds(-1), 1).await.expect("leases").is_empty());
        let again = lease(&db, later, 1).await.expect("leases").remove(0);
        assert_eq!((again.call.attempts, again.problems), (1, 0));
    });
}

#[test]
fn a_job_with_problems_backs_off_then_dies_visibly_and_can_be_revived() {
    on_each_engine(|db| async move {
        add(&db, "knock", "1", START, START).await.expect("added");
        let mut now = START;
        for _ in 0..PROBLEMS_MAX {
            let leased = lease(&db, now, 1).await.expect("leases").remove(0);
            finish(&db, &leased, Err(JobError("the door is shut".to_owned())), now).await.expect("writes");
            assert!(lease(&db, now, 1).await.expect("leases").is_empty(), "it backs off");
            now = now.plus_hours(1);
        }
        let (state_then, problems, reason) = state(&db, "knock/1").await;
        assert_eq!((state_then.as_str(), problems, reason.as_deref()), ("dead", 16, Some("the door is shut")));
        let id = db.find("select id from job", &[]).await.expect("reads").expect("a row").get(0).expect("an id");
        assert!(revive(&db, id, now).await.expect("writes"));
        assert_eq!(lease(&db, now, 1).await.expect("leases").len(), 1);
    });
}

#[test]
fn a_job_that_nobody_knows_has_a_problem_and_the_others_still_run() {
    on_each_engine(|db| async move {
        let app = app(db.clone(), START);
        add(&db, "knock", "1", START, START).await.expect("added");
        run_due_once(&app).await.expect("runs");
        let (state, problems, reason) = state(&db, "knock/1").await;
        assert_eq!((state.as_str(), problems), ("waiting", 1));
        assert_eq!(reason.as_deref(), Some("nobody knows jobs of kind knock"));
        assert_eq!(run_due_once(&app).await.expect("runs"), 0);
    });
}
