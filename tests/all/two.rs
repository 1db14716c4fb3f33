//! Two server processes on one PostgreSQL under load from callers spread over both: the last slot goes to exactly one,
//! no limit is passed, work happens once in effect, a reader who changes between the processes misses nothing, and
//! the books stand the audit.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use gamma_core::id::{CampaignId, CommandId, Id};
use gamma_core::money::Money;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{PayoutChoice, Swipe, Way};
use gamma_server::db::Db;
use gamma_tests::brand::{Brand, sheet};
use gamma_tests::client::{Client, Refused};
use gamma_tests::load::{Answered, Walk};
use gamma_tests::people::Person;
use gamma_tests::postgres::TestDatabase;
use gamma_tests::process::Program;
use gamma_tests::rail::{Door, Manner};
use gamma_tests::reader::Reader;
use gamma_tests::scene::Scene;
use gamma_tests::world::MORNING;
use tokio::process::Child;
use tokio::task::JoinHandle;
use uuid::Uuid;

const CREATORS: u32 = 10;
const MANNERS: [Manner; 4] = [Manner::Sent, Manner::Confirmed, Manner::Nothing, Manner::Twice];
const FEE: Money = Money::from_tenge(5_000);
const BIG_FEE: Money = Money::from_tenge(10_000);
/// Five deals of 5 000 cost 5 870 each with commission and VAT; a sixth would pass it.
const SMALL_CREDIT: u32 = 30_000;
const IN_SMALL_CREDIT: usize = 5;
/// A newcomer's open advances end at 30 000.
const IN_CREATOR_LIMIT: usize = 3;
const WALKED: u32 = 4;

/// Two processes of one server, each with its own way to the rail.
struct Pair {
    scene: Scene,
    doors: [Door; 2],
    bases: [String; 2],
    _servers: [Child; 2],
}

impl Pair {
    async fn start(folder: &Path, database_url: &str) -> Self {
        let scene = Scene::prepare(43, folder, Some(database_url), &MANNERS).await;
        let first = scene.program.serve().await.expect("the first process starts");
        let door = scene.rail.open_door().await;
        let mut settings = scene.program.settings.clone();
        settings.push(("GAMMA_HTTP_RAIL_URL".to_owned(), door.base.clone()));
        let program = Program { listen: Program::free_address(), settings, ..scene.program.clone() };
        let second = program.serve().await.expect("the second process starts");
        let (doors, bases) = ([scene.rail.door().clone(), door], [scene.program.base(), program.base()]);
        Self { scene, doors, bases, _servers: [first, second] }
    }

    /// Somebody, at both processes.
    fn both(&self, client: &Client) -> [Client; 2] {
        [client.at(&self.bases[0]), client.at(&self.bases[1])]
    }

    /// Follows a feed, page by page through one process after the other, until told to stop; then to its end.
    fn follow(&self, client: &Client, stop: &Arc<AtomicBool>) -> JoinHandle<Reader> {
        let (clients, stop) = (self.both(client), Arc::clone(stop));
        tokio::spawn(async move {
            let mut reader = Reader::default();
            for client in clients.iter().cycle() {
                let is_over = stop.load(Ordering::SeqCst);
                let has_more = reader.read_on(client, 3).await.expect("an answer");
                if is_over && !has_more {
                    break;
                }
                if !has_more {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
            }
            reader
        })
    }
}

/// Who plays.
struct Cast {
    brand: Brand,
    small: Brand,
    creators: Vec<(Person, Client)>,
}

impl Cast {
    async fn of(pair: &Pair) -> Self {
        pair.scene.add_operator().await;
        let (brand, small) = (pair.scene.brand(0, 9_000_000).await, pair.scene.brand(1, SMALL_CREDIT).await);
        let people: Vec<Person> = (0..CREATORS).map(|number| pair.scene.person(10 + number)).collect();
        let clients = join_all(people.iter().map(|person| pair.scene.creator(person))).await;
        Self { brand, small, creators: people.into_iter().zip(clients).collect() }
    }

    async fn open(&self, brand: &Brand, fee: Money, slots: u32, count: usize) -> Vec<CampaignId> {
        let mut made = Vec::new();
        for _ in 0..count {
            made.push(brand.open_campaign(fee, slots, MORNING.plus_days(20)).await);
        }
        made
    }
}

/// A YES of one creator, said to both processes at the same time in the same words: both must give one answer.
async fn yes(pair: &Pair, creator: &Client, campaign: CampaignId, fee: Money, choice: PayoutChoice) -> Option<Code> {
    let id = CommandId::from_uuid(Uuid::now_v7());
    let way = Way::Yes { payout_choice: choice, advance_bp: 10_000 };
    let swipe = Swipe { campaign, terms: sheet(fee).terms_hash(), way };
    let [one, two] = pair.both(creator);
    let (first, second) = tokio::join!(one.command_as(id, &swipe), two.command_as(id, &swipe));
    assert_eq!(first, second, "one command has one answer, whichever process is asked");
    match first {
        Ok(_) => None,
        Err(Refused::ByServer(code)) => Some(code),
        Err(Refused::Unknown) => panic!("a YES got no answer"),
    }
}

/// How many said YES and got it; the others were refused with one of these codes.
fn count_done(answers: &[Option<Code>], refusals: &[Code]) -> usize {
    for code in answers.iter().flatten() {
        assert!(refusals.contains(code), "refused with {code}");
    }
    answers.iter().filter(|answer| answer.is_none()).count()
}

async fn race(pair: &Pair, cast: &Cast) {
    let last = cast.open(&cast.brand, FEE, 1, 4).await;
    let few = cast.open(&cast.brand, FEE, 4, 1).await[0];
    let poor = cast.open(&cast.small, FEE, CREATORS, 1).await[0];
    let many = cast.open(&cast.brand, BIG_FEE, CREATORS, 8).await;
    let everybody = async |campaign| {
        let all = cast.creators.iter().map(|(_, creator)| yes(pair, creator, campaign, FEE, PayoutChoice::Wait));
        join_all(all).await
    };
    let greedy = &cast.creators[0].1;
    let advances = join_all(many.iter().map(|campaign| yes(pair, greedy, *campaign, BIG_FEE, PayoutChoice::AtOnce)));
    let lasts = join_all(last.iter().map(|campaign| everybody(*campaign)));
    let (lasts, few, poor, advances) = tokio::join!(lasts, everybody(few), everybody(poor), advances);
    for answers in lasts {
        assert_eq!(count_done(&answers, &[Code::SlotsGone]), 1, "the last slot goes to exactly one");
    }
    assert_eq!(count_done(&few, &[Code::SlotsGone]), 4, "four slots go to exactly four");
    let refusals = [Code::BrandLimit, Code::CampaignNotLive];
    assert_eq!(count_done(&poor, &refusals), IN_SMALL_CREDIT, "the brand's credit is used and never passed");
    let advances = count_done(&advances, &[Code::AdvanceCreatorLimit]);
    assert_eq!(advances, IN_CREATOR_LIMIT, "the creator's limit is used and never passed");
}

/// Whole deals from YES to the approval by everybody whose limit is free, each creator at one process and the brand's
/// answers at the other.
async fn walk(pair: &Pair, cast: &Cast) -> Answered {
    let campaigns = cast.open(&cast.brand, FEE, CREATORS, usize::try_from(WALKED).expect("a few")).await;
    let (answered, stop) = (Answered::default(), Arc::new(AtomicBool::new(false)));
    let walkers = cast.creators.iter().skip(1);
    let walks = walkers.zip([[0, 1], [1, 0]].iter().cycle()).map(|((person, creator), [own, other])| {
        let desk = cast.brand.desk.at(&pair.bases[*other]);
        let walk = Walk {
            creator: creator.at(&pair.bases[*own]),
            person: person.clone(),
            brand: Brand { desk, ..cast.brand.clone() },
            campaigns: campaigns.clone(),
            fee: FEE,
            answered: answered.clone(),
            stop: Arc::clone(&stop),
        };
        tokio::spawn(walk.run())
    });
    let walks: Vec<_> = walks.collect();
    for walk in walks {
        tokio::time::timeout(Duration::from_secs(20), walk).await.expect("a walk ends").expect("without a panic");
    }
    answered
}

async fn count(db: &Db, sql: &str) -> i64 {
    db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a count")
}

/// What the tables say about bounds, whatever the answers said.
async fn look_at_limits(db: &Db, small: &Brand) {
    let over = "select count(*) from campaign c where slots_taken <> (select count(*) from deal d
                where d.campaign_id = c.id and d.ended_at is null) or slots_taken > slots";
    assert_eq!(count(db, over).await, 0, "every taken slot has its deal");
    let sql = "select balance_tiyn + held_tiyn from account where kind = 'receivable' and owner = $1";
    let row = db.find(sql, gamma_server::args![small.id]).await.expect("reads").expect("a row");
    assert_eq!(row.get::<Money>(0).expect("a sum"), Money::from_tenge(5 * 5_870));
}

/// Every approval was worked off once: one earning, one payout, one call to the rail; and both processes worked.
async fn look_at_work(pair: &Pair, db: &Db) {
    let paid = pair.scene.look_at_rail(db).await;
    let approved = usize::try_from((CREATORS - 1) * WALKED).expect("a few dozen");
    assert_eq!(paid, approved, "every approved deal was paid");
    for sql in [
        "select count(*) from earning where state = 'paid'",
        "select count(*) from payout where state = 'confirmed'",
        "select count(*) from payout_item where is_live",
        "select count(*) from attempt",
        "select count(*) from notice where kind = 'payout_confirmed'",
    ] {
        assert_eq!(count(db, sql).await, i64::try_from(approved).expect("a few dozen"), "{sql}");
    }
    let calls = pair.doors.each_ref().map(|door| door.asked().iter().filter(|line| line.starts_with("POST")).count());
    assert_eq!(calls.iter().sum::<usize>(), approved, "no payment was asked for twice");
    assert!(calls.iter().all(|calls| *calls > 0), "the workers of both processes worked: {calls:?}");
    assert_eq!(count(db, "select count(*) from job where state = 'dead'").await, 0);
}

/// What was read bit by bit is what is read from the beginning at each process, and what the table has.
async fn look_at_feed(pair: &Pair, db: &Db, client: &Client, followed: &Reader) {
    for process in pair.both(client) {
        let mut fresh = Reader::default();
        let whole = fresh.read_to_the_end(&process).await.expect("an answer");
        let missed = followed.missed(whole);
        assert!(missed.is_empty(), "the reader missed {} things:\n{}", missed.len(), missed.join("\n"));
    }
    let owners: Vec<Uuid> = client
        .person
        .iter()
        .map(|person| person.uuid())
        .chain(client.brands.iter().map(|brand| brand.uuid()))
        .collect();
    let mut rows = 0;
    for owner in owners {
        let row = db.find("select count(*) from feed where owner = $1", gamma_server::args![owner]).await;
        rows += row.expect("reads").expect("a row").get::<i64>(0).expect("a count");
    }
    assert_eq!(i64::try_from(followed.things().len()).ok(), Some(rows), "every row of the table was read");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_database_stay_right_under_load() {
    let Some(database) = TestDatabase::create().await else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let pair = Pair::start(folder.path(), &database.url).await;
    let cast = Cast::of(&pair).await;
    let (stop, every) = (Arc::new(AtomicBool::new(false)), Duration::from_millis(100));
    let callbacks = pair.bases.each_ref().map(|base| pair.scene.rail.keep_calling_back(base.clone(), every));
    let watched = [&cast.brand.desk, &cast.small.desk, &cast.creators[0].1, &cast.creators[1].1];
    let readers: Vec<_> = watched.iter().map(|client| pair.follow(client, &stop)).collect();
    race(&pair, &cast).await;
    let answered = walk(&pair, &cast).await;
    let db = pair.scene.open().await;
    pair.scene.let_payouts_end(&db).await;
    callbacks.iter().for_each(JoinHandle::abort);
    stop.store(true, Ordering::SeqCst);
    for (client, reader) in watched.into_iter().zip(readers) {
        let followed = reader.await.expect("a reader ends");
        assert!(followed.pages > 3, "the reader read while it happened: {} pages", followed.pages);
        look_at_feed(&pair, &db, client, &followed).await;
    }
    look_at_limits(&db, &cast.small).await;
    look_at_work(&pair, &db).await;
    assert!(pair.scene.look_at_answers(&db, &answered).await > 100, "there was load");
    let told = pair.scene.program.ask(&["audit"]).await.expect("the audit passes");
    assert_eq!(told, "twelve invariants hold");
    db.close().await;
    drop(pair);
    database.drop().await;
}
