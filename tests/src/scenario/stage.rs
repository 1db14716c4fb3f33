//! The stage of one scenario: a world, and who in it answers to which name.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use gamma_core::id::{CampaignId, DealId};
use gamma_core::money::Money;
use gamma_core::wire::Code;
use gamma_server::error::Error;

use super::format::{Act, Role, Scenario, Step, What};
use crate::brand::Brand;
use crate::client::{Client, Refused};
use crate::creator::Creator;
use crate::line;
use crate::people::Person;
use crate::rail::Manner;
use crate::world::{Engine, OPERATOR, World};

/// Longer than this, and a desk's access token may be over.
const DESK_HOURS: i64 = 1;

/// Everything a scenario's names stand for.
pub(super) struct Stage {
    pub world: World,
    pub manner: Arc<Mutex<Manner>>,
    pub people: BTreeMap<String, Person>,
    /// By whose they are.
    pub phones: BTreeMap<String, Creator>,
    /// On whose phone somebody is.
    pub at: BTreeMap<String, String>,
    pub brands: BTreeMap<String, Brand>,
    pub campaigns: BTreeMap<String, CampaignId>,
    /// By creator and campaign.
    pub deals: BTreeMap<(String, String), DealId>,
    pub takes: u64,
}

/// How an act can end: done, refused with a code, or broken.
pub(super) type Done = Result<Result<(), Code>, String>;

impl Stage {
    /// Sets the stage; none if this engine is not asked for.
    pub async fn begin(scenario: &Scenario, engine: Engine) -> Option<Self> {
        let manner = Arc::new(Mutex::new(Manner::Sent));
        let of_rail = Arc::clone(&manner);
        let chosen = move |_| *of_rail.lock().unwrap_or_else(PoisonError::into_inner);
        let world = World::begin(engine, 7, chosen).await?;
        let mut stage = Self {
            world,
            manner,
            people: BTreeMap::new(),
            phones: BTreeMap::new(),
            at: BTreeMap::new(),
            brands: BTreeMap::new(),
            campaigns: BTreeMap::new(),
            deals: BTreeMap::new(),
            takes: 0,
        };
        for (name, role) in &scenario.cast {
            stage.enter(name, role).await;
        }
        Some(stage)
    }

    async fn enter(&mut self, name: &str, role: &Role) {
        match role {
            Role::Creator {} => {
                let creator = self.world.creator().await;
                self.people.insert(name.to_owned(), creator.person.clone());
                self.phones.insert(name.to_owned(), creator);
                self.at.insert(name.to_owned(), name.to_owned());
            }
            Role::Person {} => {
                let person = self.world.invent();
                self.people.insert(name.to_owned(), person.clone());
                let (base, seed) = (&self.world.network.base, u64::try_from(name.len()).unwrap_or(0));
                let phone = Creator::with_new_phone(person, base, seed, self.world.clock.now());
                self.phones.insert(name.to_owned(), phone);
            }
            Role::Brand { credit, trust, advance } => {
                let brand = self.world.brand(0).await;
                let sums = [("--credit", Some(*credit)), ("--trust", Some(*trust)), ("--advance", Some(*advance))];
                grant(&self.world, &brand, sums).await.expect("the limits are granted");
                self.brands.insert(name.to_owned(), brand);
            }
        }
    }

    /// Plays one step.
    pub async fn step(&mut self, step: &Step) -> Result<(), String> {
        match &step.what {
            What::Sees(look) => {
                let screen = self.screen(&step.who, look).await?;
                look.check(&screen)
            }
            What::Does(act, refused) => match (self.act(&step.who, act).await?, refused) {
                (Ok(()), None) => Ok(()),
                (Ok(()), Some(code)) => Err(format!("it was done and not refused with {code}")),
                (Err(code), Some(expected)) if code == *expected => Ok(()),
                (Err(code), _) => Err(format!("it was refused with {code}")),
            },
        }
    }

    async fn act(&mut self, who: &str, act: &Act) -> Done {
        if self.brands.contains_key(who) {
            return self.act_at_desk(who, act).await;
        }
        match who {
            "operator" => self.act_as_operator(act).await,
            "bank" => self.act_as_bank(act).await,
            "rail" => self.act_as_rail(act).await,
            "time" => self.pass(act).await,
            _ => self.act_on_phone(who, act).await.map(Ok),
        }
    }

    /// Ends the scenario; the books must stand every check.
    pub async fn end(self) {
        self.world.settle().await;
        self.world.end().await;
    }

    /// The phone that somebody holds.
    pub fn phone(&self, who: &str) -> Result<&Creator, String> {
        let owner = self.at.get(who).ok_or_else(|| format!("{who} is on no phone"))?;
        self.phones.get(owner).ok_or_else(|| format!("{owner} has no phone"))
    }

    /// A brand of the cast.
    pub fn brand(&self, name: &str) -> Result<&Brand, String> {
        self.brands.get(name).ok_or_else(|| format!("no brand {name}"))
    }

    /// A campaign that was opened.
    pub fn campaign(&self, name: &str) -> Result<CampaignId, String> {
        self.campaigns.get(name).copied().ok_or_else(|| format!("no campaign {name}"))
    }

    /// The deal of a creator's YES on a campaign.
    pub fn deal(&self, creator: &str, campaign: &str) -> Result<DealId, String> {
        let deal = self.deals.get(&(creator.to_owned(), campaign.to_owned()));
        deal.copied().ok_or_else(|| format!("{creator} never said YES to {campaign}"))
    }

    async fn pass(&mut self, act: &Act) -> Done {
        let Act::Pass { hours } = act else { return Err("time only passes".to_owned()) };
        self.world.pass(hours.saturating_mul(3_600)).await;
        for phone in self.phones.values() {
            phone.ports.clock.set(self.world.clock.now());
        }
        if *hours >= DESK_HOURS {
            for brand in self.brands.values_mut() {
                let desk = Client::sign_in(&self.world.base, &brand.phone, &self.world.codes).await;
                brand.desk = desk.ok_or("the brand could not sign in again")?;
            }
        }
        Ok(Ok(()))
    }
}

/// An operator's grant; the command line takes whole tenge.
pub(super) async fn grant(world: &World, brand: &Brand, sums: [(&str, Option<Money>); 3]) -> Result<(), Error> {
    let tenge = |amount: Money| (amount.tiyn() / 100).to_string();
    let named = sums.into_iter().filter_map(|(name, amount)| Some([name.to_owned(), tenge(amount?)]));
    let sums: Vec<String> = named.flatten().collect();
    let id = brand.id.to_string();
    let mut words = vec!["brand", "limit", &id, "--operator", OPERATOR];
    words.extend(sums.iter().map(String::as_str));
    line::ask(&world.app, &words).await
}

/// The answer to somebody at a desk.
pub(super) fn answered(result: Result<(), Refused>) -> Done {
    match result {
        Ok(()) => Ok(Ok(())),
        Err(Refused::ByServer(code)) => Ok(Err(code)),
        Err(Refused::Unknown) => Err("there is nothing to answer, or no answer came".to_owned()),
    }
}
