//! The stage of the story: the real server as a process on an embedded file, the example market loaded through the real
//! import, the simulated rail. A second run finds everything as the first one left it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use gamma_core::id::{DealId, PersonId};
use gamma_core::time::Timestamp;
use gamma_core::wire::views::DealState;
use serde::{Deserialize, Serialize};

use crate::bank;
use crate::brand::Brand;
use crate::client::Client;
use crate::codes::Codes;
use crate::creator::Creator;
use crate::dice::Dice;
use crate::market::Market;
use crate::people::Person;
use crate::process::Program;
use crate::rail::{Manner, Rail};

/// Creators and campaigns of the example market.
const CREATORS: u32 = 300;
const CAMPAIGNS: u32 = 60;
const SEED: u64 = 2026;
const OPERATOR: &str = "example";
const FIRST_MEMBER: u32 = 800_000;
const FIRST_HERO: u32 = 900_000;

/// What a second run has to know about the first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    is_market_loaded: bool,
    days_played: u32,
}

/// Everything around the creator.
pub struct Scene {
    /// The server.
    pub program: Program,
    /// The rail.
    pub rail: Rail,
    /// Where codes arrive.
    pub codes: Codes,
    market: Market,
    kept: Kept,
    kept_at: PathBuf,
    takes: AtomicU64,
    _callbacks: tokio::task::JoinHandle<()>,
}

/// The market's clock at the first start: 09:00 in Almaty on a Monday that the tax data covers.
pub const CLOCK_START: &str = "2026-06-15T04:00:00Z";

impl Scene {
    /// Prepares the program and the rail; nothing runs yet.
    pub async fn prepare(binary: &Path, folder: &Path, listen: &str) -> Self {
        let rail = Rail::start(|_| Manner::Sent, story_now(folder)).await;
        let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let program = Program {
            binary: binary.to_owned(),
            folder: folder.to_owned(),
            listen: listen.to_owned(),
            settings: vec![
                setting("GAMMA_CLOCK_START", CLOCK_START),
                setting("GAMMA_PUBLIC_URL", &format!("http://{listen}")),
                setting("GAMMA_DEFAULT_RAIL", "http_rail"),
                setting("GAMMA_HTTP_RAIL_URL", &rail.base),
                setting("GAMMA_HTTP_RAIL_SECRET", &rail.secret),
            ],
        };
        let kept_at = folder.join("story.json");
        let kept: Kept = std::fs::read(&kept_at).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default();
        let callbacks = rail.keep_calling_back(program.base(), Duration::from_millis(300));
        let codes = Codes::InLog(program.log());
        let market = Market::invented(SEED, CREATORS, CAMPAIGNS, "2026-12-31");
        let takes = AtomicU64::new(u64::from(kept.days_played) * 1_000);
        Self { program, rail, codes, market, kept, kept_at, takes, _callbacks: callbacks }
    }

    /// True if an earlier run loaded the market.
    pub const fn is_market_loaded(&self) -> bool {
        self.kept.is_market_loaded
    }

    /// How many days were played before.
    pub const fn days_played(&self) -> u32 {
        self.kept.days_played
    }

    /// Adds an operator and the brands, and imports the files, through the server's own command line.
    pub async fn load_market(&mut self) -> Result<String, String> {
        let phone = Person::invented(&Dice::new(SEED), FIRST_MEMBER - 1).phone;
        self.program.ask(&["operator", "add", OPERATOR, "--phone", &phone]).await?;
        for (number, brand) in (0_u32..).zip(&self.market.brands) {
            let add = ["brand", "add", &brand.name, "--bin", &brand.bin, "--has-tax-authority", "--operator", OPERATOR];
            let made = self.program.ask_json(&add).await?;
            let id = made.get("brand").and_then(|id| id.as_str()).ok_or("the brand has no id")?.to_owned();
            let phone = member(number).phone;
            let join =
                ["brand", "member", &id, "--phone", &phone, "--role", "owner", "--may-sign", "--operator", OPERATOR];
            self.program.ask(&join).await?;
            let limits = ["--credit", "5000000", "--trust", "500000", "--advance", "3000000", "--operator", OPERATOR];
            self.program.ask(&[["brand", "limit", &id].as_slice(), &limits].concat()).await?;
        }
        let mut told = Vec::new();
        for (kind, csv) in [("campaigns", &self.market.campaigns_csv), ("creators", &self.market.creators_csv)] {
            let path = self.program.folder.join(format!("{kind}.csv"));
            std::fs::write(&path, csv).map_err(|error| error.to_string())?;
            let path = path.to_string_lossy().into_owned();
            told.push(format!("{kind}: {}", self.program.ask(&["import", kind, &path]).await?));
        }
        self.kept.is_market_loaded = true;
        self.keep()?;
        Ok(told.join("; "))
    }

    /// The hero of today: somebody who was not here before.
    pub fn hero(&mut self) -> Result<Creator, String> {
        let number = FIRST_HERO + self.kept.days_played;
        self.kept.days_played += 1;
        self.keep()?;
        let person = Person::invented(&Dice::new(u64::from(number)), number);
        Ok(Creator::with_new_phone(person, &self.program.base(), u64::from(number), story_now(&self.program.folder)()))
    }

    fn keep(&self) -> Result<(), String> {
        let bytes = serde_json::to_vec(&self.kept).map_err(|problem| problem.to_string())?;
        std::fs::write(&self.kept_at, bytes).map_err(|error| error.to_string())
    }

    /// The server's next start pays new deals by bank file, the way that needs no contract with anybody.
    pub fn choose_bank_file(&mut self) {
        for (name, value) in &mut self.program.settings {
            if name == "GAMMA_DEFAULT_RAIL" {
                *value = "bank_file".to_owned();
            }
        }
    }

    /// A person seals the batch, takes the file to the bank, and brings its answer back. Says what each step printed.
    pub async fn run_the_bank(&self) -> Result<Vec<String>, String> {
        let sealed = self.program.ask(&["payouts", "batch", "--operator", OPERATOR]).await?;
        let batch = sealed.strip_prefix("sealed ").ok_or_else(|| format!("no batch: {sealed}"))?;
        let folder = self.program.folder.to_string_lossy().into_owned();
        let files = self.program.ask(&["payouts", "export", batch, "--folder", &folder]).await?;
        let file = files.lines().find(|line| line.ends_with(".xml")).ok_or("no pain.001 was written")?;
        let pain001 = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
        let answer = self.program.folder.join("pain002.xml");
        std::fs::write(&answer, bank::all_booked(&pain001)).map_err(|error| error.to_string())?;
        let imported = self.program.ask(&["payouts", "import-answer", &answer.to_string_lossy()]).await?;
        let payments = bank::payments_of(&pain001).len();
        Ok(vec![format!("{payments} payment(s) sealed in one pain.001, with a list beside it"), imported])
    }

    /// A number that no earlier take had.
    pub fn take(&self) -> u64 {
        self.takes.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// The first brand of the market, and its owner's number.
    pub fn example_owner(&self) -> (String, String) {
        let name = self.market.brands.first().map(|brand| brand.name.clone()).unwrap_or_default();
        (name, member(0).phone)
    }

    /// The desk of the brand with this name.
    pub async fn desk_of(&self, name: &str) -> Result<Brand, String> {
        let place = self.market.brands.iter().position(|brand| brand.name == name);
        let number = place.and_then(|place| u32::try_from(place).ok()).ok_or("a brand that is not of the market")?;
        let bin = place.map(|place| self.market.brands[place].bin.clone()).unwrap_or_default();
        let (base, phone) = (self.program.base(), member(number).phone);
        let desk = Client::sign_in(&base, &phone, &self.codes).await;
        let desk = desk.ok_or("the brand could not sign in")?;
        let id = *desk.brands.first().ok_or("the person is no member of a brand")?;
        Ok(Brand { id, bin, phone, desk })
    }

    /// The invented operator's confirmation of the self-employed status.
    pub async fn confirm_self_employed(&self, person: PersonId) -> Result<(), String> {
        let id = person.to_string();
        let words = ["creator", "confirm-tax", &id, "--profile", "kz.se.platform", "--document", "example-1"];
        self.program.ask(&[words.as_slice(), &["--operator", OPERATOR]].concat()).await.map(drop)
    }

    /// Syncs until the phone has every answer.
    pub async fn answered(&self, creator: &Creator) -> Result<(), String> {
        let is_answered = |creator: &Creator| creator.device.count_unanswered().is_ok_and(|count| count == 0);
        self.wait_for(creator, is_answered).await
    }

    /// A deck made after the newest change of the profile.
    pub async fn fresh_deck(&self, creator: &Creator) -> Result<(), String> {
        let knows_profile = |creator: &Creator| {
            let deck = creator.device.deck().show();
            deck.is_ok_and(|deck| deck.offers.len() >= 3 && deck.offers[0].quote_at_once.assumed.is_profile_known)
        };
        self.wait_for(creator, knows_profile).await
    }

    /// The brand's tap, once the post is there to be tapped.
    pub async fn brand_passes(&self, brand: &Brand, deal: DealId) -> Result<(), String> {
        for _ in 0..100 {
            if brand.deal(deal).await.is_some_and(|view| view.state == DealState::Posted) {
                return brand.pass(deal).await.map_err(|refused| format!("not passed: {refused:?}"));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("the post never came".to_owned())
    }

    /// Syncs the phone until something is so. The phone's own clock moves on, so that nothing waits for a window to
    /// close.
    pub async fn wait_for(&self, creator: &Creator, is_so: impl Fn(&Creator) -> bool) -> Result<(), String> {
        let mut report = None;
        for _ in 0..300 {
            creator.ports.clock.pass_seconds(6);
            report = creator.device.sync_once().await.ok();
            if is_so(creator) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let refused = creator.device.inbox().show().map(|inbox| inbox.refused);
        Err(format!("the phone waited too long: {report:?} {refused:?}"))
    }
}

fn member(number: u32) -> Person {
    Person::invented(&Dice::new(SEED), FIRST_MEMBER + number)
}

/// The market's clock, near enough for phones and the rail: it starts with the data and runs at the machine's pace.
fn story_now(folder: &Path) -> impl Fn() -> Timestamp + Send + Sync + 'static {
    let start: Timestamp = CLOCK_START.parse().expect("a moment");
    let made = std::fs::metadata(folder.join("gamma.key")).and_then(|file| file.modified()).ok();
    move || {
        let since = made.and_then(|made| made.elapsed().ok()).unwrap_or_default();
        start.plus_seconds(i64::try_from(since.as_secs()).unwrap_or(0))
    }
}
