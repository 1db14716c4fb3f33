//! The gate: once, in order, durable, taken back when refused.

use gamma_core::id::{BrandId, CommandId, Id};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind, Posting};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::{Answer, Code};
use uuid::Uuid;

use crate::book::{Act, Actor, Book, Call, Command, Gate, GateError, Links, Needs, Refusal};
use crate::testing::on_each_engine;

/// Pays into a brand's prepaid account, or out of it if negative.
struct Pay {
    brand: BrandId,
    amount: Money,
}

impl Act for Pay {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let prepaid = AccountKey::of(AccountKind::Prepaid, self.brand);
        let cash = AccountKey::platform(AccountKind::Cash).with_part("bank_file");
        let postings =
            [Posting { account: cash, amount: self.amount }, Posting { account: prepaid, amount: -self.amount }];
        book.post(call, "paid", EntryKind::BrandPaid, &postings, Links::default())?;
        Ok(serde_json::json!({ "amount": self.amount }))
    }
}

fn command(number: u128, brand: BrandId, tenge: i64) -> Command {
    Command {
        actor: Actor::System,
        id: CommandId::from_uuid(Uuid::from_u128(number)),
        kind: "pay".to_owned(),
        input_mac: [u8::try_from(number % 256).expect("a byte"); 32],
        received_at: Timestamp::from_micros(1_780_000_000_000_000),
        act: Box::new(Pay { brand, amount: Money::from_tenge(tenge) }),
    }
}

async fn count(db: &crate::db::Db, table: &str) -> i64 {
    let row = db.find(&format!("select count(*) from {table}"), &[]).await.expect("counts").expect("a row");
    row.get(0).expect("a number")
}

#[test]
fn a_command_happens_once_however_often_it_is_sent() {
    on_each_engine(|db| async move {
        let gate = Gate::new(db.clone());
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        let first = gate.submit(command(7, brand, 100)).await.expect("an answer");
        let again = gate.submit(command(7, brand, 100)).await.expect("an answer");
        assert!(matches!(first.answer, Answer::Done { n: 1, .. }) && !first.is_replay);
        assert!(again.answer == first.answer && again.is_replay);
        assert_eq!((count(&db, "entry").await, count(&db, "posting").await, count(&db, "log").await), (1, 2, 1));
    });
}

#[test]
fn a_reused_command_id_with_other_input_is_refused() {
    on_each_engine(|db| async move {
        let gate = Gate::new(db.clone());
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        gate.submit(command(7, brand, 100)).await.expect("an answer");
        let other = Command { input_mac: [0; 32], ..command(7, brand, 900) };
        assert_eq!(gate.submit(other).await, Err(GateError::Reused));
    });
}

#[test]
fn a_refusal_is_stored_and_changes_nothing() {
    on_each_engine(|db| async move {
        let gate = Gate::new(db.clone());
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        let refused = gate.submit(command(1, brand, -5)).await.expect("an answer");
        assert!(matches!(refused.answer, Answer::Rejected { code: Code::BrandLimit, .. }));
        assert_eq!((count(&db, "entry").await, count(&db, "command").await), (0, 1));
        let replay = gate.submit(command(1, brand, -5)).await.expect("an answer");
        assert!(replay.is_replay && replay.answer == refused.answer);
    });
}

#[test]
fn many_callers_share_gatherings_and_every_sum_is_right() {
    on_each_engine(|db| async move {
        let gate = Gate::new(db.clone());
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        let calls = (1..=200_u128).map(|number| {
            let gate = gate.clone();
            tokio::spawn(async move { gate.submit(command(number, brand, 10)).await })
        });
        for call in calls.collect::<Vec<_>>() {
            assert!(matches!(call.await.expect("a task").expect("an answer").answer, Answer::Done { .. }));
        }
        let sql = "select balance_tiyn from account where kind = 'prepaid'";
        let balance: Money = db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("money");
        assert_eq!(balance, Money::from_tenge(-2_000));
        assert!(count(&db, "log").await < 200, "gatherings are shared");
        let sum = db.find("select cast(sum(amount_tiyn) as bigint) from posting", &[]).await.expect("reads");
        assert_eq!(sum.expect("a row").get::<i64>(0).expect("a sum"), 0);
    });
}

/// Breaks a rule of ours, after it changed something.
struct Break {
    brand: BrandId,
    has_panic: bool,
}

impl Act for Break {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        Pay { brand: self.brand, amount: Money::from_tenge(1) }.decide(book, call)?;
        assert!(!self.has_panic, "a bug");
        Err(Refusal::new(Code::Internal, "a bug"))
    }
}

#[test]
fn a_panic_in_a_decision_breaks_that_command_alone() {
    on_each_engine(|db| async move {
        let gate = Gate::new(db.clone());
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        let calls = (1..=20_u128).map(|number| {
            let gate = gate.clone();
            let is_bug = number % 5 == 0;
            let act: Box<dyn Act> = if is_bug {
                Box::new(Break { brand, has_panic: number % 2 == 0 })
            } else {
                Box::new(Pay { brand, amount: Money::from_tenge(10) })
            };
            tokio::spawn(async move { (is_bug, gate.submit(Command { act, ..command(number, brand, 0) }).await) })
        });
        for call in calls.collect::<Vec<_>>() {
            let (is_bug, outcome) = call.await.expect("a task");
            match outcome {
                Ok(outcome) => assert!(!is_bug && matches!(outcome.answer, Answer::Done { .. })),
                Err(error) => assert!(is_bug && matches!(error, GateError::Broken(_)), "{error}"),
            }
        }
        assert_eq!((count(&db, "entry").await, count(&db, "command").await), (16, 16));
        let after = gate.submit(command(99, brand, 10)).await.expect("the gate still works");
        assert!(matches!(after.answer, Answer::Done { .. }));
    });
}

#[test]
fn a_closed_gate_answers_what_it_took_and_takes_no_more() {
    on_each_engine(|db| async move {
        let gate = Gate::new(db.clone());
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        let calls: Vec<_> = (1..=50_u128)
            .map(|number| {
                let gate = gate.clone();
                tokio::spawn(async move { gate.submit(command(number, brand, 10)).await })
            })
            .collect();
        tokio::task::yield_now().await;
        gate.close().await;
        let mut done = 0;
        for call in calls {
            match call.await.expect("a task") {
                Ok(outcome) => done += i64::from(matches!(outcome.answer, Answer::Done { .. })),
                Err(error) => assert_eq!(error, GateError::Unavailable),
            }
        }
        assert_eq!(count(&db, "command").await, done, "what was answered is written, and nothing else");
        assert_eq!(gate.submit(command(99, brand, 10)).await, Err(GateError::Unavailable));
    });
}

#[test]
fn a_caller_that_hangs_up_stops_nobody() {
    on_each_engine(|db| async move {
        let gate = Gate::new(db.clone());
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        for number in 1..=20_u128 {
            let one = gate.clone();
            let gone = tokio::spawn(async move { one.submit(command(number * 2, brand, 10)).await });
            let stays = gate.submit(command(number * 2 + 1, brand, 10));
            gone.abort();
            assert!(matches!(stays.await.expect("an answer").answer, Answer::Done { .. }));
        }
    });
}
