//! The world of one test, from one seed: the real server in this process with a clock that stands still until the test
//! moves it, phones behind a bad network, a rail with faults, a brand at its desk. When a world ends, its books are
//! audited.

use std::sync::Arc;
use std::time::Duration;

use gamma_core::id::{BrandId, CampaignId, DealId, PersonId};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::PayoutChoice;
use gamma_server::app::App;
use gamma_server::clock::Clock;
use gamma_server::config::{Config, Limits};
use gamma_server::db::Db;
use gamma_server::keys::Keys;
use gamma_server::payouts::Rails;
use gamma_server::payouts::rails::http_rail::{HttpRail, Settings};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::brand::Brand;
use crate::client::Client;
use crate::codes::Codes;
use crate::creator::Creator;
use crate::dice::Dice;
use crate::line;
use crate::network::Network;
use crate::people::{Person, bin};
use crate::postgres::TestDatabase;
use crate::rail::{Manner, Rail};

/// A working Monday at nine in the morning in Almaty, on a day that the tax data covers.
pub const MORNING: Timestamp = Timestamp::from_micros(1_781_496_000_000_000);
/// The operator's name in every world.
pub const OPERATOR: &str = "tests";

/// Which database a world lives on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded file.
    Lite,
    /// PostgreSQL.
    Pg,
}

/// A running world.
pub struct World {
    /// Its dice.
    pub dice: Dice,
    /// The server, from inside.
    pub app: App,
    /// The server's clock.
    pub clock: Clock,
    /// The server's address, past the bad network.
    pub base: String,
    /// What lies between phones and the server.
    pub network: Network,
    /// The rail.
    pub rail: Rail,
    /// Where one-time codes arrive.
    pub codes: Codes,
    people: u32,
    folder: TempDir,
    database: Option<TestDatabase>,
    stop: CancellationToken,
    server: tokio::task::JoinHandle<std::io::Result<()>>,
}

/// Plays a test in a world on each engine that is asked for. Without `GAMMA_TEST_POSTGRES` the PostgreSQL half fails,
/// it never passes silently.
pub fn in_each_world<F: Future<Output = World>>(seed: u64, play: impl Fn(World) -> F) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        for engine in [Engine::Lite, Engine::Pg] {
            if let Some(world) = World::begin(engine, seed, |_| Manner::Confirmed).await {
                play(world).await.end().await;
            }
        }
    });
}

impl World {
    /// Begins one; none if this engine is not asked for. The rail asks `manner` how to treat each payment.
    pub async fn begin(
        engine: Engine,
        seed: u64,
        manner: impl Fn(usize) -> Manner + Send + Sync + 'static,
    ) -> Option<Self> {
        Self::begin_set(engine, seed, manner, |config| config).await
    }

    /// Begins one whose server is set up otherwise.
    pub async fn begin_set(
        engine: Engine,
        seed: u64,
        manner: impl Fn(usize) -> Manner + Send + Sync + 'static,
        set: impl FnOnce(Config) -> Config,
    ) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let database = match engine {
            Engine::Lite => None,
            Engine::Pg => Some(TestDatabase::create().await?),
        };
        let (dice, clock, codes) = (Dice::new(seed), Clock::manual(MORNING), Codes::caught());
        let of_rail = clock.clone();
        let rail = Rail::start(manner, move || of_rail.now()).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let base = format!("http://{address}");
        let config = Config {
            public_url: base.clone(),
            default_rail: "http_rail".to_owned(),
            limits: generous(),
            ..Config::for_dev(folder.path())
        };
        let config = set(config);
        let db = match &database {
            Some(database) => Db::connect(&database.url).await.expect("PostgreSQL opens"),
            None => Db::open_file(&folder.path().join("gamma.db")).await.expect("SQLite opens"),
        };
        let start = App::start(config).db(db).clock(clock.clone()).keys(Keys::new([7; 32]));
        let start = start.code_sender(Arc::new(codes.clone())).rails(rails(&rail));
        let app = start.open().await.expect("the server starts");
        let stop = CancellationToken::new();
        let server = tokio::spawn(gamma_server::serve::serve(app.clone(), listener, stop.clone()));
        let network = Network::start(address, dice.fork("network")).await;
        let mut world =
            Self { dice, app, clock, base, network, rail, codes, people: 0, folder, database, stop, server };
        world.add_operator().await;
        Some(world)
    }

    /// Another process of the same server: its own connections and its own memory. Its address, as long as the world
    /// lives.
    pub async fn another_process(&self) -> String {
        let db = match &self.database {
            Some(database) => Db::connect(&database.url).await.expect("PostgreSQL opens"),
            None => self.app.db.clone(),
        };
        let start = App::start((*self.app.config).clone()).db(db).clock(self.clock.clone()).keys(Keys::new([7; 32]));
        let start = start.code_sender(Arc::new(self.codes.clone())).rails(rails(&self.rail));
        let app = start.open().await.expect("the second process starts");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(gamma_server::serve::serve(app, listener, self.stop.clone()));
        base
    }

    /// The next person of this world.
    pub fn invent(&mut self) -> Person {
        self.people = self.people.saturating_add(1);
        Person::invented(&self.dice, self.people)
    }

    async fn add_operator(&mut self) {
        let phone = self.invent().phone;
        self.ask(&["operator", "add", OPERATOR, "--phone", &phone]).await;
    }

    /// What an operator does at the command line.
    pub async fn ask(&self, words: &[&str]) {
        line::ask(&self.app, words).await.expect("the command line does it");
    }

    /// A brand with these limits and somebody at its desk.
    pub async fn brand(&mut self, credit_tenge: u32) -> Brand {
        let person = self.invent();
        let (bin, name) = (bin(self.people), format!("Жұлдыз сұлулығы {}", self.people));
        let by = ["--operator", OPERATOR];
        let add = ["brand", "add", &name, "--bin", &bin, "--commission-bp", "1500", "--has-tax-authority"];
        self.ask(&[&add[..], &by].concat()).await;
        let sql = "select id from brand where bin = $1";
        let row = self.app.db.find(sql, gamma_server::args![bin.as_str()]).await.expect("reads").expect("a brand");
        let brand: BrandId = row.get(0).expect("an id");
        let id = brand.to_string();
        let member = ["brand", "member", &id, "--phone", &person.phone, "--role", "owner", "--may-sign"];
        self.ask(&[&member[..], &by].concat()).await;
        let limit = credit_tenge.to_string();
        let limits = ["brand", "limit", &id, "--credit", &limit, "--trust", &limit, "--advance", &limit];
        self.ask(&[&limits[..], &by].concat()).await;
        let desk = Client::sign_in(&self.base, &person.phone, &self.codes).await.expect("the brand signs in");
        Brand { id: brand, bin, phone: person.phone, desk }
    }

    /// A creator who has said everything that the first session asks, and whose self-employed status an operator
    /// confirmed.
    pub async fn creator(&mut self) -> Creator {
        let person = self.invent();
        let mut creator = Creator::with_new_phone(person, &self.network.base, u64::from(self.people), self.clock.now());
        let id = creator.sign_in(&self.codes).await;
        creator.introduce("almaty", &["beauty"]);
        creator.sync_until_answered().await;
        self.confirm_self_employed(id).await;
        self.follow().await;
        creator.sync().await;
        creator
    }

    /// An operator confirms the self-employed status.
    pub async fn confirm_self_employed(&self, person: PersonId) {
        let id = person.to_string();
        let words = ["creator", "confirm-tax", &id, "--profile", "kz.se.platform", "--document", "example"];
        self.ask(&[&words[..], &["--operator", OPERATOR]].concat()).await;
    }

    /// Waits until this process has followed everything that was written: the deck's index and the live streams.
    pub async fn follow(&self) {
        let sql = "select n from log_head where id = 1";
        for _ in 0..400 {
            let row = self.app.db.find(sql, &[]).await.expect("reads").expect("a head");
            if self.app.deck.n() >= row.get::<i64>(0).expect("a number") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the deck's index did not follow");
    }

    /// Moves every clock on, and lets the work that fell due happen.
    pub async fn pass(&self, seconds: i64) {
        self.clock.advance_seconds(seconds);
        self.settle().await;
    }

    /// Waits until no job is due, calling back what the rail has to say.
    pub async fn settle(&self) {
        let sql = "select count(*) from job where ended_at is null and run_at <= $1";
        let mut calm = 0;
        for _ in 0..1_000 {
            self.rail.call_back(&self.base).await;
            let now = gamma_server::args![self.clock.now()];
            let due: i64 = self.app.db.find(sql, now).await.expect("reads").expect("a row").get(0).expect("a count");
            calm = if due == 0 { calm + 1 } else { 0 };
            if calm == 2 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("work is due that never ends");
    }

    /// A creator and a brand take one deal from YES to the approval; money is then on its way by the creator's choice.
    pub async fn approved_deal(&mut self, brand: &Brand, creator: &Creator, fee: Money) -> DealId {
        let until = self.clock.now().plus_days(20);
        let campaign = brand.open_campaign(fee, 5, until).await;
        let deal = self.agreed_deal(creator, campaign, PayoutChoice::AtOnce).await;
        self.work(brand, creator, deal).await;
        deal
    }

    /// A creator's YES, answered.
    pub async fn agreed_deal(&self, creator: &Creator, campaign: CampaignId, choice: PayoutChoice) -> DealId {
        self.follow().await;
        creator.ports.clock.set(self.clock.now());
        creator.device.deck().show().expect("the store reads");
        creator.sync().await;
        let deal = creator.device.deck().swipe_yes(campaign, choice).expect("the offer is there");
        creator.sync_until_answered().await;
        deal
    }

    /// From the first draft to the approval, without a fix.
    pub async fn work(&self, brand: &Brand, creator: &Creator, deal: DealId) {
        creator.send_draft(deal, self.dice.throw(), "Міне, бейне").await;
        creator.sync_until_answered().await;
        brand.clear(deal).await.expect("the draft is cleared");
        creator.sync().await;
        let sheet = creator.deal(deal).expect("the deal is on the phone").sheet;
        creator.send_post(deal, &sheet, self.dice.below(1_000_000));
        creator.sync_until_answered().await;
        self.settle().await;
        brand.pass(deal).await.expect("the post passes");
    }

    /// Whose phone this is, by the server's word.
    pub fn id_of(creator: &Creator) -> PersonId {
        creator.id.expect("signed in")
    }

    /// Ends the world; its books must stand every check.
    pub async fn end(self) {
        self.audit().await;
        self.stop.cancel();
        self.server.await.expect("the server ends").expect("without an error");
        drop(self.folder);
        if let Some(database) = self.database {
            database.drop().await;
        }
    }

    /// Checks every invariant from the tables alone.
    pub async fn audit(&self) {
        let broken = gamma_server::ledger::audit::audit(&self.app.db).await.expect("the tables can be read");
        assert!(broken.is_none(), "the books do not add up: {broken:?}");
    }
}

/// Everybody in a world shares one address.
fn generous() -> Limits {
    Limits {
        codes_an_address_and_hour: 100_000,
        wrong_codes_an_address_and_hour: 100_000,
        requests_a_second: 100_000,
        requests_at_once: 100_000,
        ..Limits::default()
    }
}

fn rails(rail: &Rail) -> Rails {
    let settings = Settings {
        url: rail.base.clone(),
        secret: rail.secret.clone().into(),
        timeout: Duration::from_secs(2),
        not_found_window_s: 60,
    };
    Rails::new(vec![Arc::new(HttpRail::new(settings).expect("the rail's client"))])
}
