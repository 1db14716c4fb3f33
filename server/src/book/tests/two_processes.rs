//! Two gates on one PostgreSQL, as two server processes are: bounds, command ids and n stay right under load.

use gamma_core::id::{BrandId, CommandId, Id};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind, Posting};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::Answer;
use uuid::Uuid;

use crate::book::{Act, Actor, Book, Call, Gate, Links, Needs, Refusal};
use crate::db::Db;
use crate::ledger::audit::audit;
use crate::testing::on_each_engine;

const NOW: Timestamp = Timestamp::from_micros(1_780_000_000_000_000);
/// Enough for so many of the payments below.
const COVERED: i64 = 60;

/// Moves a tenge from one brand's prepayment to another's.
struct Move {
    from: BrandId,
    to: BrandId,
}

impl Act for Move {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.from);
        needs.brand(self.to);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let prepaid = |brand| AccountKey::of(AccountKind::Prepaid, brand);
        let amount = Money::from_tenge(1);
        let postings =
            [Posting { account: prepaid(self.from), amount }, Posting { account: prepaid(self.to), amount: -amount }];
        book.post(call, "move", EntryKind::Matched, &postings, Links::default())?;
        Ok(serde_json::Value::Null)
    }
}

/// A brand pays ahead.
struct PayAhead {
    brand: BrandId,
}

impl Act for PayAhead {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let amount = Money::from_tenge(COVERED);
        let cash = AccountKey::platform(AccountKind::Cash).with_part("bank_file");
        let prepaid = AccountKey::of(AccountKind::Prepaid, self.brand);
        let postings = [Posting { account: cash, amount }, Posting { account: prepaid, amount: -amount }];
        book.post(call, "paid", EntryKind::BrandPaid, &postings, Links::default())?;
        Ok(serde_json::Value::Null)
    }
}

fn brand(number: u128) -> BrandId {
    BrandId::from_uuid(Uuid::from_u128(number))
}

/// The gates of two processes; on SQLite, which has one process, two on one pool.
async fn two_gates(db: &Db) -> [Gate; 2] {
    let Db::Pg(pool) = db else { return [Gate::new(db.clone()), Gate::new(db.clone())] };
    let options = pool.connect_options();
    let own_pool = sqlx::postgres::PgPoolOptions::new().max_connections(4).connect_with((*options).clone());
    [Gate::new(db.clone()), Gate::new(Db::Pg(own_pool.await.expect("PostgreSQL answers")))]
}

async fn act(gate: Gate, number: u128, act: impl Act + 'static) -> Answer {
    let id = CommandId::from_uuid(Uuid::from_u128(number));
    gate.act(Actor::System, id, "test", NOW, act).await.expect("an answer").answer
}

#[test]
fn a_bound_holds_whoever_takes_from_the_account() {
    on_each_engine(|db| async move {
        let gates = two_gates(&db).await;
        act(gates[0].clone(), 1, PayAhead { brand: brand(1) }).await;
        let calls: Vec<_> = (0..200_u128)
            .map(|number| {
                let gate = gates[usize::from(number % 2 == 0)].clone();
                let to = brand(2 + number % 7);
                tokio::spawn(act(gate, 1_000 + number, Move { from: brand(1), to }))
            })
            .collect();
        let mut done = 0;
        for call in calls {
            done += i64::from(matches!(call.await.expect("a task"), Answer::Done { .. }));
        }
        assert_eq!(done, COVERED, "exactly what was there is taken");
        assert_eq!(audit(&db).await.expect("reads"), None);
    });
}

#[test]
fn the_same_command_at_two_processes_happens_once() {
    on_each_engine(|db| async move {
        let gates = two_gates(&db).await;
        act(gates[0].clone(), 1, PayAhead { brand: brand(1) }).await;
        let calls: Vec<_> = (0..80_u128)
            .map(|number| {
                let gate = gates[usize::from(number % 2 == 0)].clone();
                tokio::spawn(act(gate, 1_000 + number / 2, Move { from: brand(1), to: brand(2) }))
            })
            .collect();
        for call in calls {
            assert!(matches!(call.await.expect("a task"), Answer::Done { .. }));
        }
        let sql = "select count(*) from entry where kind = 'matched'";
        let moved: i64 = db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a count");
        assert_eq!(moved, 40);
        assert_eq!(audit(&db).await.expect("reads"), None);
    });
}

#[test]
fn moves_in_both_directions_do_not_block_each_other_for_good() {
    on_each_engine(|db| async move {
        let gates = two_gates(&db).await;
        for number in 1..=4 {
            act(gates[0].clone(), number, PayAhead { brand: brand(number) }).await;
        }
        let calls: Vec<_> = (0..160_u128)
            .map(|number| {
                let gate = gates[usize::from(number % 2 == 0)].clone();
                let (from, to) = (brand(1 + number % 4), brand(1 + (number + 1 + number / 4 % 3) % 4));
                tokio::spawn(act(gate, 1_000 + number, Move { from, to }))
            })
            .collect();
        for call in calls {
            let _answered = call.await.expect("a task");
        }
        assert_eq!(audit(&db).await.expect("reads"), None);
    });
}

#[test]
fn processes_that_take_turns_number_without_holes_though_each_hopes_to_be_alone() {
    on_each_engine(|db| async move {
        let gates = two_gates(&db).await;
        let mut numbers = Vec::new();
        for number in 1..=6_u128 {
            // Two in a row, so that each gate has written the newest n before the other moves it on.
            let gate = gates[usize::from((number / 2) % 2 == 0)].clone();
            let Answer::Done { n, .. } = act(gate, number, PayAhead { brand: brand(number) }).await else {
                panic!("refused")
            };
            numbers.push(n);
        }
        let first = numbers[0];
        assert_eq!(numbers, (first..first + 6).collect::<Vec<_>>());
        assert_eq!(audit(&db).await.expect("reads"), None);
    });
}
