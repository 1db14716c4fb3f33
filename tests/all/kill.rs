//! The kill test: the real server process dies by SIGKILL at random moments under load, on both engines, with a rail
//! that answers late, twice or not at all. Afterwards nothing that was answered is lost, every payout was paid once at
//! the rail's own books, and the books stand the audit. `GAMMA_KILLS` says how often each engine dies.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gamma_core::id::CampaignId;
use gamma_core::money::Money;
use gamma_server::db::Db;
use gamma_tests::load::{Answered, Walk};
use gamma_tests::postgres::TestDatabase;
use gamma_tests::rail::Manner;
use gamma_tests::scene::{Scene, run_now};
use gamma_tests::world::MORNING;

const CREATORS: u32 = 6;
const CAMPAIGNS: u32 = 40;
const FEE: Money = Money::from_tenge(5_000);
const MANNERS: [Manner; 6] =
    [Manner::Sent, Manner::Confirmed, Manner::Nothing, Manner::Late, Manner::Twice, Manner::NotFound];

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

async fn kill_and_look(folder: &Path, database_url: Option<&str>) {
    let scene = Scene::prepare(41, folder, database_url, &MANNERS).await;
    let mut server = scene.program.serve().await.expect("the server starts");
    let (answered, stop) = (Answered::default(), Arc::new(AtomicBool::new(false)));
    let callbacks = scene.rail.keep_calling_back(scene.program.base(), Duration::from_millis(100));
    let walks = walks(&scene, &answered, &stop).await;
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
    look(&scene, &db, &answered).await;
    server.kill().await.expect("the server ends");
    db.close().await;
}

async fn walks(scene: &Scene, answered: &Answered, stop: &Arc<AtomicBool>) -> Vec<Walk> {
    scene.add_operator().await;
    let brand = scene.brand(0, 9_000_000).await;
    let mut campaigns: Vec<CampaignId> = Vec::new();
    for _ in 0..CAMPAIGNS {
        campaigns.push(brand.open_campaign(FEE, CREATORS, MORNING.plus_days(20)).await);
    }
    let mut walks = Vec::new();
    for number in 0..CREATORS {
        let person = scene.person(10 + number);
        let creator = scene.creator(&person).await;
        let (brand, campaigns) = (brand.clone(), campaigns.clone());
        let (answered, stop) = (answered.clone(), Arc::clone(stop));
        walks.push(Walk { creator, person, brand, campaigns, fee: FEE, answered, stop });
    }
    walks
}

async fn look(scene: &Scene, db: &Db, answered: &Answered) {
    let answers = scene.look_at_answers(db, answered).await;
    let paid = scene.look_at_rail(db).await;
    assert!(paid > 0 && answers > 20, "there was load: {answers} answers, {paid} payments");
    let broken = gamma_server::ledger::audit::audit(db).await.expect("reads");
    assert!(broken.is_none(), "the books do not add up: {broken:?}");
}
