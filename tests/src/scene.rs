//! Real server processes and who is around them: a rail with faults, an operator, brands, and creators over plain HTTP.
//! What the kill test and the test of two processes share.

use std::path::{Path, PathBuf};
use std::time::Duration;

use gamma_core::id::{BrandId, CommandId, Id};
use gamma_core::money::Money;
use gamma_core::terms::Platform;
use gamma_core::wire::commands::{
    AnswerTaxInterview, ConsentKind, GiveConsent, SetHandle, SetIban, SetIdentity, SetProfile,
};
use gamma_server::db::{Db, Row};

use crate::brand::Brand;
use crate::client::Client;
use crate::codes::Codes;
use crate::dice::Dice;
use crate::load::Answered;
use crate::people::{Person, bin};
use crate::process::Program;
use crate::rail::{Manner, Rail};
use crate::world::MORNING;

const BUILD: [&str; 8] = ["build", "--quiet", "-p", "gamma-tests", "-p", "gamma-server", "--bin", "gamma-server"];
const OPERATOR: &str = "tests";
/// Numbers of brands' members begin here, and end where creators begin.
const FIRST_MEMBER: u32 = 2;

/// A server as a process, and what it needs around it.
pub struct Scene {
    /// The server.
    pub program: Program,
    /// The rail.
    pub rail: Rail,
    /// Where codes arrive.
    pub codes: Codes,
    /// Its dice.
    pub dice: Dice,
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

impl Scene {
    /// Prepares everything; nothing runs yet. The rail treats each payment in one of these manners.
    pub async fn prepare(seed: u64, folder: &Path, database_url: Option<&str>, manners: &'static [Manner]) -> Self {
        let dice = Dice::new(seed);
        let of_rail = dice.fork("rail");
        let rail = Rail::start(move |_| *of_rail.pick(manners), || MORNING).await;
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

    /// The person with this number.
    pub fn person(&self, number: u32) -> Person {
        Person::invented(&self.dice, number)
    }

    async fn ask(&self, words: &[&str]) -> String {
        self.program.ask(words).await.expect("the command line answers")
    }

    /// Somebody who may grant limits.
    pub async fn add_operator(&self) {
        self.ask(&["operator", "add", OPERATOR, "--phone", &self.person(1).phone]).await;
    }

    /// A brand with these limits, and somebody at its desk. The number is below 8.
    pub async fn brand(&self, number: u32, credit_tenge: u32) -> Brand {
        let (member, bin) = (self.person(FIRST_MEMBER + number).phone, bin(number * 20));
        let add = ["brand", "add", "Жұлдыз", "--bin", &bin, "--has-tax-authority", "--operator", OPERATOR];
        let made = self.program.ask_json(&add).await.expect("the brand is added");
        let id = made["brand"].as_str().expect("an id").to_owned();
        self.ask(&[
            "brand",
            "member",
            &id,
            "--phone",
            &member,
            "--role",
            "owner",
            "--may-sign",
            "--operator",
            OPERATOR,
        ])
        .await;
        let credit = credit_tenge.to_string();
        let sums = ["--credit", &credit, "--trust", "9000000", "--advance", "9000000", "--operator", OPERATOR];
        self.ask(&[["brand", "limit", &id].as_slice(), &sums].concat()).await;
        let id: BrandId = id.parse().expect("an id");
        let desk = Client::sign_in(&self.program.base(), &member, &self.codes).await.expect("signs in");
        Brand { id, bin, phone: member, desk }
    }

    /// A creator who has said everything that the first session asks.
    pub async fn creator(&self, person: &Person) -> Client {
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

    /// The database behind the server's back.
    pub async fn open(&self) -> Db {
        let url = self.program.settings.iter().find(|(name, _)| name == "DATABASE_URL");
        match url {
            Some((_, url)) => Db::connect(url).await.expect("opens"),
            None => Db::open_file(&self.program.folder.join("gamma.db")).await.expect("opens"),
        }
    }

    /// Waits until no payout is under way. What the server would ask again later, it is made to ask now.
    pub async fn let_payouts_end(&self, db: &Db) {
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

    /// Every answer was kept, once, as it was given.
    pub async fn look_at_answers(&self, db: &Db, answered: &Answered) -> usize {
        let answered = answered.all();
        for (id, is_done) in &answered {
            let kept = is_done_in(db, *id).await;
            assert_eq!(kept, vec![*is_done], "an answered command was lost or doubled");
        }
        answered.len()
    }

    /// The rail's own books and ours say the same: every confirmed payout was paid, once. Says how many there are.
    pub async fn look_at_rail(&self, db: &Db) -> usize {
        let sql = "select payout.net_tiyn, payout.state from payout";
        let payouts = db.list(sql, &[]).await.expect("reads");
        let of = |row: &Row| (row.get::<Money>(0).expect("money"), row.get::<String>(1).expect("text"));
        let confirmed: Vec<Money> = payouts.iter().map(of).filter(|(_, s)| s == "confirmed").map(|(m, _)| m).collect();
        let paid = self.paid_once();
        assert_eq!(paid.len(), confirmed.len(), "every payout was paid exactly once at the rail's own books");
        assert_eq!(paid.iter().sum::<Money>(), confirmed.iter().sum::<Money>());
        paid.len()
    }

    /// What the rail's own books say was paid, no id twice.
    fn paid_once(&self) -> Vec<Money> {
        let books = self.rail.books();
        assert!(books.payments.values().all(|payment| payment.times_paid <= 1), "one id is paid once");
        books.payments.values().filter(|payment| payment.times_paid > 0).map(|payment| payment.amount).collect()
    }
}

async fn is_done_in(db: &Db, id: CommandId) -> Vec<bool> {
    let sql = "select is_done from command where id = $1";
    let rows = db.list(sql, gamma_server::args![id.uuid()]).await.expect("reads");
    rows.iter().map(|row| row.get(0).expect("a truth")).collect()
}

/// Lets time pass for jobs: leases of dead processes end, and what would wait falls due.
pub async fn run_now(db: &Db, which: &str) {
    let mut tx = db.begin().await.expect("a transaction");
    let sql = format!("update job set run_at = 0, leased_until = 0 where {which}");
    tx.run(&sql, &[]).await.expect("the jobs fall due");
    tx.commit().await.expect("commits");
}
