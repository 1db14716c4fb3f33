//! The phone's store taking in 10,000 feed rows, against a raw bulk upsert of the same rows into a plain table of the
//! same shape, in one transaction each, on files with the same settings.

use gamma_core::device::Watch;
use gamma_core::device::store::Store;
use gamma_core::time::Timestamp;
use gamma_core::wire::{Cursor, FeedItem, Topic};
use uuid::Uuid;

use super::{Ratio, median, timed};

const ROWS: u64 = 10_000;
const RUNS: i64 = 9;

/// Runs at `1 / scale` of the size.
pub fn run(scale: u64) -> Vec<Ratio> {
    let folder = tempfile::tempdir().expect("a folder");
    let now = Timestamp::from_micros(1_781_496_000_000_000);
    let watch = Watch::start();
    let (store, _) = Store::open(&folder.path().join("person.db"), watch.clone(), now).expect("the store opens");
    let mut plain = plain_file(&folder.path().join("plain.db"));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 1..=RUNS {
        let items = page(n, (ROWS / scale).max(500));
        let next = Cursor { n, k: 1_000_000 };
        ours.push(timed(|| store.apply_feed(&items, next).expect("the page is taken in")).0);
        theirs.push(timed(|| upsert(&mut plain, &items)).0);
    }
    watch.end();
    vec![Ratio::of_times("store apply of 10,000 rows, against a raw bulk upsert", median(&ours), median(&theirs), 50)]
}

/// The newest state of the same things, run after run, as a phone sees them.
fn page(n: i64, rows: u64) -> Vec<FeedItem> {
    let item = |(k, number): (i64, u64)| {
        let id = Uuid::from_u128(u128::from(number).saturating_mul(0x9e37_79b9_7f4a_7c15));
        let body = serde_json::json!({
            "deal": id, "campaign": id, "title": "Таңғы далап", "brand_name": "Жұлдыз сұлулығы", "state": "draft_due",
            "agreed_at": "2026-06-15T04:00:00Z", "payout_choice": "at_once", "n": n, "net": 930_000,
            "lines": [{ "line": "OPV", "amount": 10_000 }, { "line": "SO", "amount": 10_000 }],
        });
        FeedItem { n, k, topic: Topic::Deal, id, body }
    };
    (0_i64..).zip(0..rows).map(item).collect()
}

fn plain_file(path: &std::path::Path) -> rusqlite::Connection {
    let plain = rusqlite::Connection::open(path).expect("SQLite opens");
    let setup = "pragma journal_mode = wal; pragma synchronous = full;
        create table item (topic text not null, id blob not null, n integer not null, k integer not null,
            body text not null, primary key (topic, id))";
    plain.execute_batch(setup).expect("the table is made");
    plain
}

fn upsert(plain: &mut rusqlite::Connection, items: &[FeedItem]) {
    let tx = plain.transaction().expect("a transaction");
    {
        let sql = "insert into item (topic, id, n, k, body) values ($1, $2, $3, $4, $5)
            on conflict (topic, id) do update set n = excluded.n, k = excluded.k, body = excluded.body";
        let mut upsert = tx.prepare(sql).expect("a statement");
        for item in items {
            let body = item.body.to_string();
            let row = (item.topic.name(), item.id.as_bytes().as_slice(), item.n, item.k, body);
            upsert.execute(row).expect("a row is kept");
        }
    }
    tx.commit().expect("the rows are durable");
}
