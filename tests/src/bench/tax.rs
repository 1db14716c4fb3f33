//! A month of tax in one pass: a million payouts of a hundred thousand people become a register read to its last row,
//! sealed transfers with their files, and a declaration; beside the plain sum of the same rows. Memory is bounded.

use std::time::{Duration, Instant};

use gamma_core::id::{Id, PersonId};
use gamma_core::money::Money;
use gamma_core::tax::Quarter;
use gamma_core::time::{Month, Timestamp};
use gamma_server::app::App;
use gamma_server::args;
use gamma_server::clock::Clock;
use gamma_server::config::Config;
use gamma_server::db::Db;
use gamma_server::keys::{Keys, Purpose};
use gamma_server::tax::register::{Which, people_after};
use gamma_server::tax::{declare, remit};
use uuid::Uuid;

use super::Ratio;
use crate::postgres::TestDatabase;

const PAYOUTS: u64 = 1_000_000;
const PEOPLE: u64 = 100_000;
/// What the pass may add to the process at its peak.
const MEMORY_KB_MAX: u64 = 500 * 1024;
/// Ten in the morning of the first of July 2026.
const NOW: Timestamp = Timestamp::from_micros(1_782_882_000_000_000);

/// Runs on both engines at `1 / scale` of the size.
pub async fn run(scale: u64) -> Vec<Ratio> {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open_file(&folder.path().join("tax.db")).await.expect("SQLite opens");
    let mut ratios = measured("SQLite", &db, folder.path(), scale).await;
    db.close().await;
    if let Some(database) = TestDatabase::create().await {
        let db = Db::connect(&database.url).await.expect("PostgreSQL opens");
        ratios.extend(measured("PostgreSQL", &db, folder.path(), scale).await);
        db.close().await;
        database.drop().await;
    }
    ratios
}

async fn measured(engine: &str, db: &Db, folder: &std::path::Path, scale: u64) -> Vec<Ratio> {
    let (payouts, people) = ((PAYOUTS / scale).max(100), (PEOPLE / scale).max(10));
    let start = App::start(Config::for_dev(folder)).db(db.clone()).clock(Clock::manual(NOW)).keys(Keys::new([7; 32]));
    let app = start.open().await.expect("a server");
    load(&app, payouts, people).await;
    let month: Month = "2026-06".parse().expect("a month");
    let plain = Instant::now();
    let sql = "select line, cast(sum(amount_tiyn) as bigint) from withheld where month = $1 group by line";
    let rows = db.list(sql, args![month]).await.expect("reads");
    let plain = plain.elapsed();
    let expected: i64 = rows.iter().map(|row| row.get::<i64>(1).expect("a sum")).sum();
    forget_peak();
    let (memory_before, from) = (memory_kb(), Instant::now());
    let found = pass(&app, month).await;
    let took = from.elapsed();
    let memory = memory_kb().saturating_sub(memory_before);
    assert_eq!(found.tiyn(), expected, "the register, the transfers and the plain sum agree");
    let a_payout = |time: Duration| time.as_nanos() / u128::from(payouts);
    let name = format!("tax, {engine}, a month's register, files and declaration, against its plain sum");
    let room = Ratio {
        name: format!("tax, {engine}, room left under the bound of memory"),
        hundredths: MEMORY_KB_MAX.saturating_mul(100) / memory.max(1),
        bar_hundredths: 100,
        figures: format!("{} MB of {} MB", memory / 1024, MEMORY_KB_MAX / 1024),
    };
    let figures = format!("{} ns a payout against {} ns", a_payout(took), a_payout(plain));
    vec![Ratio { figures, ..Ratio::of_times(&name, took, plain, 1) }, room]
}

/// The whole month; what goes to the state.
async fn pass(app: &App, month: Month) -> Money {
    let which = Which { month, agent: None };
    let (mut after, mut registered) = (PersonId::from_uuid(Uuid::nil()), Money::ZERO);
    loop {
        let page = people_after(&app.db, which, after).await.expect("reads");
        let Some(last) = page.last() else { break };
        after = last.person;
        registered += page.iter().map(|row| row.amount).sum();
    }
    let mut remitted = Money::ZERO;
    for batch in remit::prepare(app, month).await.expect("prepared") {
        remitted += remit::seal(app, batch.id, "bench").await.expect("sealed").amount_tiyn;
    }
    let declared = declare::prepare(app, Quarter::of(month)).await.expect("declared");
    assert_eq!((registered, declared.len()), (remitted, 1), "one agent, one sum");
    remitted
}

/// Bulk-loads people and their lines, four a payout, as payouts would have left them.
async fn load(app: &App, payouts: u64, people: u64) {
    let (payouts, people) = (i64::try_from(payouts).expect("small"), i64::try_from(people).expect("small"));
    let (numbers, id) = if app.db.is_postgres() {
        ("generate_series(1, $1) as numbers(i)", "cast(lpad(to_hex(I), 32, '0') as uuid)")
    } else {
        (
            "(with recursive n(i) as (select 1 union all select i + 1 from n where i < $1) select i from n) numbers",
            "unhex(printf('%032x', I))",
        )
    };
    let id = |of: &str| id.replace('I', of);
    let mut tx = app.db.begin().await.expect("begins");
    let sealed = |purpose, text: &str| app.keys.seal(purpose, text.as_bytes());
    let creators = format!(
        "insert into person (id, phone_sealed, phone_index, app_language, is_operator, created_at) \
         select {0}, $2, $2, 'kk', false, 0 from {numbers}",
        id("i")
    );
    // Nothing looks a phone up here; the index must only not repeat.
    let creators = creators.replace(
        "$2, $2",
        if app.db.is_postgres() {
            "$2, decode(lpad(to_hex(i), 64, '0'), 'hex')"
        } else {
            "$2, unhex(printf('%064x', i))"
        },
    );
    tx.run(&creators, args![people, vec![1_u8]]).await.expect("people");
    let creators = format!(
        "insert into creator (id, tags, languages, handles, followers, name_sealed, iin_sealed, born_on, tax_flags, \
             consents, level, deals_done, advance_open_tiyn, n) \
         select {}, '[]', '[]', '[]', 0, $2, $3, '1990-01-01', '{{}}', '[]', 0, 0, 0, 0 from {numbers}",
        id("i")
    );
    let (name, iin) = (sealed(Purpose::Name, "Үлгі Айгүл"), sealed(Purpose::Iin, "900101300126"));
    tx.run(&creators, args![people, name, iin]).await.expect("creators");
    for (line, due_on) in [("OPV", "2026-07-27"), ("OPVR", "2026-07-27"), ("SO", "2026-07-27"), ("VOSMS", "2026-07-27")]
    {
        let lines = format!(
            "insert into withheld (payout_id, line, turn, agent, person_id, month, profile, gross_tiyn, base_tiyn, \
                 amount_tiyn, due_on, n, k) \
             select {}, '{line}', 0, '\"platform\"', {}, '2026-06', 'kz.se.platform', 1000000, 1000000, \
                 10000, '{due_on}', i, 0 from {numbers}",
            id("i"),
            id("(1 + i % $2)")
        );
        tx.run(&lines, args![payouts, people]).await.expect("lines");
    }
    tx.commit().await.expect("commits");
}

/// The peak begins anew at what is in use: what another engine's pass or the loading needed is not this pass's.
fn forget_peak() {
    // Where the system does not let us, the peak before counts, and the pass looks smaller than it is.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory this process has had since the peak was forgotten, from the system's own book.
fn memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
