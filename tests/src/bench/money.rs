//! Money commands against plain SQL: the same rows (command, entry, two postings, log), the same bounded account
//! locked, the same durability. The plain way is what a careful person writes by hand: prepared statements, a pool of
//! as many connections as callers, one transaction a command, `select … for update`. It is spared the hash chain.

mod plain;

use gamma_core::id::{BrandId, CommandId, Id};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind, Posting};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::Answer;
use gamma_server::book::{Act, Actor, Book, Call, Command, Gate, Links, Needs, Refusal};
use gamma_server::db::Db;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

use super::{Ratio, median};
use crate::postgres::TestDatabase;
use plain::{LitePlain, PgPlain};

const CALLERS: usize = 32;
const ACCOUNTS: u64 = 1_000;
const ROUNDS: usize = 5;
const ROUND_MS: u64 = 2_000;
const ALONE_PAIRS: usize = 4_000;
const AT: Timestamp = Timestamp::from_micros(1_780_000_000_000_000);

/// A way to book one payment of a brand, durably.
trait Way: Send + Sync + 'static {
    /// Books the payment that has this number for this brand.
    fn pay(&self, number: u64, brand: BrandId) -> impl Future<Output = ()> + Send;
}

/// Which accounts are paid into, by how many at once.
#[derive(Clone, Copy)]
struct Load {
    callers: usize,
    accounts: u64,
    round: Duration,
}

/// Runs every comparison at `1 / scale` of its length.
pub async fn run(scale: u64) -> Vec<Ratio> {
    let round = Duration::from_millis((ROUND_MS / scale.max(1)).max(150));
    let hot = Load { callers: CALLERS, accounts: 1, round };
    let spread = Load { callers: CALLERS, accounts: ACCOUNTS, round };
    let mut ratios = Vec::new();
    if let (Some(ours), Some(theirs)) = (TestDatabase::create().await, TestDatabase::create().await) {
        let gathered = Arc::new(Gathered { gate: Gate::new(Db::connect(&ours.url).await.expect("PostgreSQL opens")) });
        Db::connect(&theirs.url).await.expect("PostgreSQL opens").close().await;
        let plain = Arc::new(PgPlain::open(&theirs.url, u32::try_from(CALLERS).unwrap_or(32)).await);
        ratios.push(compare("money, PostgreSQL, 32 callers, one hot account", &gathered, &plain, hot, 800).await);
        ratios.push(compare("money, PostgreSQL, 32 callers, 1,000 accounts", &gathered, &plain, spread, 200).await);
        let pairs = (ALONE_PAIRS / usize::try_from(scale.max(1)).unwrap_or(1)).max(100);
        ratios.push(alone("money, PostgreSQL, one caller", gathered.as_ref(), plain.as_ref(), pairs, 90).await);
        gathered.gate.close().await;
        plain.close().await;
        ours.drop().await;
        theirs.drop().await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open_file(&folder.path().join("ours.db")).await.expect("SQLite opens");
    let gathered = Arc::new(Gathered { gate: Gate::new(db) });
    Db::open_file(&folder.path().join("plain.db")).await.expect("SQLite opens").close().await;
    let plain = Arc::new(LitePlain::open(&folder.path().join("plain.db")).await);
    ratios.push(compare("money, SQLite, 32 callers, 1,000 accounts", &gathered, &plain, spread, 200).await);
    ratios
}

/// Ours and theirs in turn, several rounds, so that both see the same weather; the middle ones count.
async fn compare<A: Way, B: Way>(name: &str, ours: &Arc<A>, theirs: &Arc<B>, load: Load, bar: u64) -> Ratio {
    let (mut our_rates, mut their_rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_rates.push(rate(ours, load).await);
        their_rates.push(rate(theirs, load).await);
    }
    our_rates.sort_unstable();
    their_rates.sort_unstable();
    Ratio::of_rates(name, our_rates[ROUNDS / 2], their_rates[ROUNDS / 2], bar)
}

/// One caller of each, payment by payment in turn: the disk's flush is most of the time, and swings too much from
/// second to second for rounds. The middle payment counts.
async fn alone(name: &str, ours: &impl Way, theirs: &impl Way, pairs: usize, bar: u64) -> Ratio {
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for pair in 0..pairs {
        // Who goes second may find the disk still busy with the first: each goes first every other time.
        if pair % 2 == 0 {
            our_times.push(time_of_one(ours).await);
            their_times.push(time_of_one(theirs).await);
        } else {
            their_times.push(time_of_one(theirs).await);
            our_times.push(time_of_one(ours).await);
        }
    }
    Ratio::of_times(name, median(&our_times), median(&their_times), bar)
}

async fn time_of_one(way: &impl Way) -> Duration {
    let (number, brand) = next_payment(ACCOUNTS);
    let from = Instant::now();
    way.pay(number, brand).await;
    from.elapsed()
}

/// A number that no payment had before, and whose account it is paid into.
fn next_payment(accounts: u64) -> (u64, BrandId) {
    static NUMBERS: AtomicU64 = AtomicU64::new(1);
    let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
    (number, BrandId::from_uuid(Uuid::from_u128(u128::from(number % accounts) + 1)))
}

/// Payments a second, each caller sending its next one when the last is durable.
async fn rate<W: Way>(way: &Arc<W>, load: Load) -> u64 {
    let from = Instant::now();
    let callers = (0..load.callers).map(|_| {
        let way = Arc::clone(way);
        tokio::spawn(async move {
            let mut done = 0_u64;
            while from.elapsed() < load.round {
                let (number, brand) = next_payment(load.accounts);
                way.pay(number, brand).await;
                done += 1;
            }
            done
        })
    });
    let mut done = 0_u64;
    for caller in callers.collect::<Vec<_>>() {
        done += caller.await.expect("a caller ends");
    }
    let millis = u64::try_from(from.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
    done * 1_000 / millis
}

/// Ours.
struct Gathered {
    gate: Gate,
}

/// A brand pays ahead.
struct PayAhead {
    brand: BrandId,
}

impl Act for PayAhead {
    fn needs(&self, needs: &mut Needs) {
        needs.account(AccountKey::of(AccountKind::Prepaid, self.brand));
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let (cash, prepaid) = accounts(self.brand);
        let amount = Money::from_tenge(10);
        let postings = [Posting { account: cash, amount }, Posting { account: prepaid, amount: -amount }];
        book.post(call, "paid", EntryKind::BrandPaid, &postings, Links::default())?;
        Ok(serde_json::Value::Null)
    }
}

impl Way for Gathered {
    async fn pay(&self, number: u64, brand: BrandId) {
        let command = Command {
            actor: Actor::System,
            id: command_id(number),
            kind: "pay_ahead".to_owned(),
            input_mac: [7; 32],
            received_at: AT,
            act: Box::new(PayAhead { brand }),
        };
        let outcome = self.gate.submit(command).await.expect("an answer");
        assert!(matches!(outcome.answer, Answer::Done { .. }), "the payment is taken");
    }
}

/// As phones make them: their time in front.
fn command_id(number: u64) -> CommandId {
    let mut random = [0_u8; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    CommandId::from_parts(Timestamp::from_micros(AT.micros() + i64::try_from(number).unwrap_or(0) * 1_000), random)
}

fn accounts(brand: BrandId) -> (AccountKey, AccountKey) {
    (AccountKey::platform(AccountKind::Cash).with_part("bank_file"), AccountKey::of(AccountKind::Prepaid, brand))
}
