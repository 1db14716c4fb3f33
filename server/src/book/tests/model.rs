//! Random commands against a model that is too simple to be wrong: a balance and a hold an account. After each run the
//! tables say what the model says, refusals have changed nothing, and the audit is green.
#![allow(clippy::arithmetic_side_effects, reason = "the model counts a few tenge")]

use gamma_core::id::{BrandId, CommandId, Id};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind, Posting};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::{Answer, Code, Topic};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::book::{Act, Actor, Book, Call, Gate, Links, Needs, Refusal};
use crate::db::Db;
use crate::ledger::audit::audit;
use crate::testing::on_each_engine;

const NOW: Timestamp = Timestamp::from_micros(1_780_000_000_000_000);
const BRANDS: u8 = 4;

/// One random thing that somebody asks for.
#[derive(Debug, Clone, Copy)]
struct Step {
    brand: u8,
    way: Way,
    tenge: i64,
    /// A refusal of its own, after everything was changed.
    is_refused: bool,
}

#[derive(Debug, Clone, Copy)]
enum Way {
    PayAhead,
    TakeBack,
    MoveToNext,
}

impl Step {
    fn brand(self) -> BrandId {
        BrandId::from_uuid(Uuid::from_u128(1 + u128::from(self.brand)))
    }

    fn next(self) -> Self {
        Self { brand: (self.brand + 1) % BRANDS, ..self }
    }

    /// What the step changes of prepaid balances, which are credits: paying ahead makes them smaller.
    fn changes(self) -> Vec<(u8, i64)> {
        match self.way {
            Way::PayAhead => vec![(self.brand, -self.tenge)],
            Way::TakeBack => vec![(self.brand, self.tenge)],
            Way::MoveToNext => vec![(self.brand, self.tenge), (self.next().brand, -self.tenge)],
        }
    }
}

impl Act for Step {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand());
        needs.brand(self.next().brand());
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let mut postings: Vec<Posting> = Vec::new();
        for (brand, tenge) in self.changes() {
            let account = AccountKey::of(AccountKind::Prepaid, Step { brand, ..*self }.brand());
            postings.push(Posting { account, amount: Money::from_tenge(tenge) });
        }
        let rest: Money = postings.iter().map(|posting| posting.amount).sum();
        if !rest.is_zero() {
            let part = if self.is_refused { "of refused commands" } else { "bank_file" };
            let cash = AccountKey::platform(AccountKind::Cash).with_part(part);
            postings.push(Posting { account: cash, amount: -rest });
        }
        book.post(call, "step", EntryKind::BrandPaid, &postings, Links::default())?;
        book.touch(self.brand(), Topic::Brand, self.brand());
        book.enqueue(call, "nothing", &call.id.to_string(), &serde_json::Value::Null, NOW);
        if self.is_refused { Err(Refusal::from(Code::Precondition)) } else { Ok(serde_json::Value::Null) }
    }
}

/// The model: a step is done if nobody's prepayment goes below nothing.
#[derive(Default)]
struct Model {
    balances: BTreeMap<u8, i64>,
    done: usize,
}

impl Model {
    fn take(&mut self, step: Step) -> bool {
        let mut after = self.balances.clone();
        for (brand, tenge) in step.changes() {
            *after.entry(brand).or_default() += tenge;
        }
        let is_done = !step.is_refused && after.values().all(|balance| *balance <= 0);
        if is_done {
            self.balances = after;
            self.done += 1;
        }
        is_done
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let way = prop_oneof![Just(Way::PayAhead), Just(Way::TakeBack), Just(Way::MoveToNext)];
    let step = (0..BRANDS, way, 1_i64..50, prop::bool::weighted(0.15))
        .prop_map(|(brand, way, tenge, is_refused)| Step { brand, way, tenge, is_refused });
    prop::collection::vec(step, 1..40)
}

/// Sends all steps at once: the gate decides a gathering in the order of ids, and so does the model.
async fn agrees(db: &Db, gate: &Gate, model: &mut Model, first: u128, steps: &[Step]) {
    let calls: Vec<_> = (first..)
        .zip(steps.iter().copied())
        .map(|(number, step)| {
            let id = CommandId::from_uuid(Uuid::from_u128(number));
            (step, id)
        })
        .collect();
    // One after another and in one gathering must be the same: every second run awaits each.
    let is_gathered = first.is_multiple_of(2);
    let mut answers = Vec::new();
    if is_gathered {
        let asks = calls.iter().map(|(step, id)| gate.act(Actor::System, *id, "step", NOW, *step));
        answers.extend(futures_util::future::join_all(asks).await);
    } else {
        for (step, id) in &calls {
            answers.push(gate.act(Actor::System, *id, "step", NOW, *step).await);
        }
    }
    for ((step, _), answer) in calls.iter().zip(answers) {
        let is_done = matches!(answer.expect("an answer").answer, Answer::Done { .. });
        assert_eq!(is_done, model.take(*step), "{step:?}");
    }
    check_tables(db, model).await;
}

async fn check_tables(db: &Db, model: &Model) {
    for brand in 0..BRANDS {
        let owner = Uuid::from_u128(1 + u128::from(brand));
        let sql = "select balance_tiyn from account where kind = 'prepaid' and owner = $1";
        let row = db.find(sql, crate::args![owner]).await.expect("reads");
        let balance = row.map_or(0, |row| row.get::<i64>(0).expect("a balance"));
        assert_eq!(balance, 100 * model.balances.get(&brand).copied().unwrap_or(0));
    }
    for table in ["entry", "job"] {
        let row = db.find(&format!("select count(*) from {table}"), &[]).await.expect("reads").expect("a row");
        assert_eq!(usize::try_from(row.get::<i64>(0).expect("a count")), Ok(model.done), "{table}");
    }
    let sql = "select count(*) from account where part = 'of refused commands'";
    let opened: i64 = db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a count");
    assert_eq!(opened, 0, "a refused command opens no account");
}

#[test]
fn random_commands_do_what_the_model_does_and_refusals_change_nothing() {
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let mut runs = Vec::new();
    for _ in 0..12 {
        runs.push(steps().new_tree(&mut runner).expect("steps").current());
    }
    on_each_engine(|db| {
        let runs = runs.clone();
        async move {
            let (gate, mut model) = (Gate::new(db.clone()), Model::default());
            let mut first = 1_000_u128;
            for run in &runs {
                agrees(&db, &gate, &mut model, first, run).await;
                first += 101;
            }
            assert_eq!(audit(&db).await.expect("reads"), None);
        }
    });
}
