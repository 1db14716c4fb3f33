//! The kill test: the real server process dies by SIGKILL at random moments under load, on both engines, with a rail
//! that answers late, twice or not at all. Afterwards nothing that was answered is lost, every payout was paid once at
//! the rail's own books, and the books stand the audit. `GAMMA_KILLS` says how often each engine dies.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gamma_core::id::{BrandId, CampaignId, Id};
use gamma_core::money::Money;
use gamma_core::terms::Platform;
use gamma_core::wire::commands::{
    AnswerTaxInterview, ConsentKind, GiveConsent, SetHandle, SetIban, SetIdentity, SetProfile,
};
use gamma_server::db::Db;
use gamma_tests::brand::Brand;
use gamma_tests::client::Client;
use gamma_tests::codes::Codes;
use gamma_tests::dice::Dice;
use gamma_tests::load::{Answered, Walk};
use gamma_tests::people::{Person, bin};
use gamma_tests::postgres::TestDatabase;
use gamma_tests::process::Program;
use gamma_tests::rail::{Manner, Rail};
use gamma_tests::world::MORNING;

const BUILD: [&str; 8] = ["build", "--quiet", "-p", "gamma-tests", "-p", "gamma-server", "--bin", "gamma-server"];
const CREATORS: u32 = 6;
const CAMPAIGNS: u32 = 40;
const FEE: Money = Money::from_tenge(5_000);
const MANNERS: [Manner; 6] =
    [Manner::Sent, Manner::Confirmed, Manner::Nothing, Manner::Late, Manner::Twice, Manner::NotFound];

/// A server that will be killed, and who is around it.
struct Scene {
    program: Program,
    rail: Rail,
    codes: Codes,
    dice: Dice,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_on_sqlite_loses_nothing_and_pays_once() {
    let folder = tempfile::tempdir().expect("a folder");
    kill_and_look(folder.path(), None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_on_postgres_loses_nothing_and_pays_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(database) = TestDatabase::create().await else { return };
    kill_and_look(folder.path(), Some(&database.url)).await;
    database.drop().await;
}

fn kills() -> u64 {
    std::env::var("GAMMA_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

/// The server's binary: the one that `GAMMA_SERVER` names, else one built beside the tests, with the same features, so
/// that nothing else is built anew.
fn server_binary() -> PathBuf {
    if let Ok(named) = std::env::var("GAMMA_SERVER") {
        return PathBuf::from(named);
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let build = std::process::Command::new(cargo).args(BUILD).status();
    assert!(build.is_ok_and(|status| status.success()), "the server builds");
    let tests = std::env::current_exe().expect("a path");
    let folder = tests.parent().and_then(Path::parent).expect("the target folder");
    folder.join("gamma-server")
}

async fn kill_and_look(folder: &Path, database_url: Option<&str>) {
    let scene = Scene::prepare(folder, database_url).await;
    let mut server = scene.program.serve().await.expect("the server starts");
    let (answered, stop) = (Answered::default(), Arc::new(AtomicBool::new(false)));
    let callbacks = scene.rail.keep_calling_back(scene.program.base(), Duration::from_millis(100));
    let walks = scene.walks(&answered, &stop).await;
    let walks: Vec<_> = walks.into_iter().map(|walk| tokio::spawn(walk.run())).collect();
    for _ in 0..kills() {
        tokio::time::sleep(Duration::from_millis(150 + scene.dice.below(700))).await;
        server.kill().await.expect("SIGKILL is sent");
        scene.rail.books().hurry(MORNING.day());
        server = scene.program.serve().await.expect("the server starts again");
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    stop.store(true, Ordering::SeqCst);
    for walk in walks {
        walk.await.expect("a walk ends");
    }
    server.kill().await.expect("SIGKILL is sent");
    let db = scene.open().await;
    run_now(&db, "state = 'running'").await;
    server = scene.program.serve().await.expect("the server starts again");
    scene.let_payouts_end(&db).await;
    callbacks.abort();
    scene.look(&db, &answered).await;
    server.kill().await.expect("the server ends");
    db.close().await;
}

/// Lets time pass for jobs: leases of dead processes end, and what would wait falls due.
async fn run_now(db: &Db, which: &str) {
    let mut tx = db.begin().await.expect("a transaction");
    let sql = format!("update job set run_at = 0, leased_until = 0 where {which}");
    tx.run(&sql, &[]).await.expect("the jobs fall due");
    tx.commit().await.expect("commits");
}

impl Scene {
    async fn prepare(folder: &Path, database_url: Option<&str>) -> Self {
        let dice = Dice::new(41);
        let of_rail = dice.fork("rail");
        let rail = Rail::start(move |_| *of_rail.pick(&MANNERS), || MORNING).await;
        let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut settings = vec![
            setting("GAMMA_CLOCK_START", "2026-06-15T04:00:00Z"),
            setting("GAMMA_DEFAULT_RAIL", "http_rail"),
            setting("GAMMA_HTTP_RAIL_URL", &rail.base),
            setting("GAMMA_HTTP_RAIL_SECRET", &rail.secret),
            setting("GAMMA_HTTP_RAIL_TIMEOUT_MS", "500"),
            setting("GAMMA_HTTP_RAIL_NOT_FOUND_WINDOW_S", "1"),
            setting("GAMMA_REQUESTS_A_SECOND", "100000"),
            setting("GAMMA_REQUESTS_AT_ONCE", "100000"),
            setting("RUST_LOG", "info"),
        ];
        settings.extend(database_url.map(|url| setting("DATABASE_URL", url)));
        let (binary, listen) = (server_binary(), Program::free_address());
        let program = Program { binary, folder: folder.to_owned(), listen, settings };
        let codes = Codes::InLog(program.log());
        Self { program, rail, codes, dice }
    }

    async fn walks(&self, answered: &Answered, stop: &Arc<AtomicBool>) -> Vec<Walk> {
        let brand = self.brand().await;
        let mut campaigns: Vec<CampaignId> = Vec::new();
        for _ in 0..CAMPAIGNS {
            campaigns.push(brand.open_campaign(FEE, CREATORS, MORNING.plus_days(20)).await);
        }
        let mut walks = Vec::new();
        for number in 0..CREATORS {
            let person = Person::invented(&self.dice, 10 + number);
            let creator = self.creator(&person).await;
            let (brand, campaigns) = (brand.clone(), campaigns.clone());
            let (answered, stop) = (answered.clone(), Arc::clone(stop));
            walks.push(Walk { creator, person, brand, campaigns, fee: FEE, answered, stop });
        }
        walks
    }

    async fn brand(&self) -> Brand {
        let member = Person::invented(&self.dice, 2).phone;
        let ask = async |words: &[&str]| self.program.ask(words).await.expect("the command line answers");
        ask(&["operator", "add", "tests", "--phone", &Person::invented(&self.dice, 1).phone]).await;
        let bin = bin(1);
        let add = ["brand", "add", "Жұлдыз", "--bin", &bin, "--has-tax-authority", "--operator", "tests"];
        let made = self.program.ask_json(&add).await.expect("the brand is added");
        let id = made["brand"].as_str().expect("an id").to_owned();
        ask(&["brand", "member", &id, "--phone", &member, "--role", "owner", "--may-sign", "--operator", "tests"])
            .await;
        let sums = ["--credit", "9000000", "--trust", "9000000", "--advance", "9000000", "--operator", "tests"];
        ask(&[["brand", "limit", &id].as_slice(), &sums].concat()).await;
        let id: BrandId = id.parse().expect("an id");
        let desk = Client::sign_in(&self.program.base(), &member, &self.codes).await.expect("signs in");
        Brand { id, desk }
    }

    async fn creator(&self, person: &Person) -> Client {
        let client = Client::sign_in(&self.program.base(), &person.phone, &self.codes).await.expect("signs in");
        for kind in [ConsentKind::Contract, ConsentKind::PersonalData] {
            let (version, text_hash) = ("2026-06".to_owned(), "0".repeat(64));
            client.command(&GiveConsent { kind, version, text_hash, is_given: true }).await.expect("done");
        }
        let profile = SetProfile {
            display_name: person.display_name.clone(),
            city: "almaty".to_owned(),
            tags: vec!["beauty".to_owned()],
            languages: vec!["kk".to_owned()],
            app_language: "kk".to_owned(),
        };
        client.command(&profile).await.expect("done");
        let handle = SetHandle { platform: Platform::Tiktok, handle: person.handle.clone(), followers: 4_000 };
        client.command(&handle).await.expect("done");
        let (full_name, iin) = (person.name.clone(), person.iin.clone());
        client.command(&SetIdentity { full_name, iin }).await.expect("done");
        let answers = AnswerTaxInterview {
            is_sole_proprietor: false,
            is_pension_age: false,
            has_disability: false,
            is_student: false,
            wants_base_deduction: false,
        };
        client.command(&answers).await.expect("done");
        let iban = SetIban { iban: person.iban.clone(), holder_name: person.name.clone(), challenge: None };
        client.command(&iban).await.expect("done");
        client
    }

    async fn open(&self) -> Db {
        let url = self.program.settings.iter().find(|(name, _)| name == "DATABASE_URL");
        match url {
            Some((_, url)) => Db::connect(url).await.expect("opens"),
            None => Db::open_file(&self.program.folder.join("gamma.db")).await.expect("opens"),
        }
    }

    /// Waits until no payout is under way. What the server would ask again later, it is made to ask now.
    async fn let_payouts_end(&self, db: &Db) {
        let open = "select count(*) from payout where state in ('requested', 'sent', 'unknown')";
        for _ in 0..600 {
            self.rail.books().hurry(MORNING.day());
            let left: i64 = db.find(open, &[]).await.expect("reads").expect("a row").get(0).expect("a count");
            if left == 0 {
                return;
            }
            run_now(db, "state = 'waiting' and kind like 'payout_%'").await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let jobs = "select kind, state, last_problem from job where ended_at is null and kind like 'payout_%'";
        let left = db.list("select state, rail from payout where state <> 'confirmed'", &[]).await;
        panic!("payouts are under way that never end: {left:?} {:?}", db.list(jobs, &[]).await);
    }

    async fn look(&self, db: &Db, answered: &Answered) {
        let answered = answered.all();
        for (id, is_done) in &answered {
            let sql = "select is_done from command where id = $1";
            let rows = db.list(sql, gamma_server::args![id.uuid()]).await.expect("reads");
            let kept: Vec<bool> = rows.iter().map(|row| row.get(0).expect("a truth")).collect();
            assert_eq!(kept, vec![*is_done], "an answered command was lost or doubled");
        }
        let sql = "select payout.net_tiyn, payout.state from payout";
        let payouts = db.list(sql, &[]).await.expect("reads");
        let of =
            |row: &gamma_server::db::Row| (row.get::<Money>(0).expect("money"), row.get::<String>(1).expect("text"));
        let confirmed: Vec<Money> = payouts.iter().map(of).filter(|(_, s)| s == "confirmed").map(|(m, _)| m).collect();
        let paid = self.paid_once();
        assert_eq!(paid.len(), confirmed.len(), "every payout was paid exactly once at the rail's own books");
        assert_eq!(paid.iter().sum::<Money>(), confirmed.iter().sum::<Money>());
        assert!(!paid.is_empty() && answered.len() > 20, "there was load: {} answers", answered.len());
        let broken = gamma_server::ledger::audit::audit(db).await.expect("reads");
        assert!(broken.is_none(), "the books do not add up: {broken:?}");
    }

    /// What the rail's own books say was paid, no id twice.
    fn paid_once(&self) -> Vec<Money> {
        let books = self.rail.books();
        assert!(books.payments.values().all(|payment| payment.times_paid <= 1), "one id is paid once");
        books.payments.values().filter(|payment| payment.times_paid > 0).map(|payment| payment.amount).collect()
    }
}
