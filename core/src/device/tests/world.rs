//! One phone and one server of its own, with the network in the test's hand.

use std::path::Path;

use super::fake_server::{FakeServer, Fault};
use super::samples;
use crate::device::ports::memory::MemoryPorts;
use crate::device::{Config, Device, Stage, SyncReport};
use crate::id::{CampaignId, DealId, PersonId};
use crate::wire::commands::PayoutChoice;

pub const AIGUL: &str = "+77010000001";
pub const DANA: &str = "+77010000002";

pub struct World {
    pub server: FakeServer,
    pub ports: MemoryPorts,
    pub device: Device,
    folder: tempfile::TempDir,
}

impl World {
    /// An online phone with nobody on it, and a server with five offers.
    pub async fn new() -> Self {
        let server = FakeServer::start().await;
        server.books().offers = (1..=5).map(samples::offer).collect();
        let ports = MemoryPorts::new(7, samples::noon());
        ports.connectivity.set_online(true);
        let folder = tempfile::tempdir().expect("a folder");
        let device = open(folder.path(), &server, &ports);
        Self { server, ports, device, folder }
    }

    /// The same with Aigul signed in and synced.
    pub async fn signed_in() -> Self {
        let world = Self::new().await;
        world.sign_in(AIGUL).await;
        world.sync().await;
        world
    }

    pub async fn sign_in(&self, phone: &str) -> PersonId {
        let asked = self.device.account().ask_for_code(phone).await.expect("an answer");
        assert!(asked.is_some(), "the code is on its way");
        self.device.account().answer_code("123456").await.expect("signed in")
    }

    pub async fn sync(&self) -> SyncReport {
        self.device.sync_once().await.expect("a run")
    }

    /// The process dies and the app is opened again.
    pub fn restart(&mut self) {
        self.device = open(self.folder.path(), &self.server, &self.ports);
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn online(&self, is_online: bool) {
        self.ports.connectivity.set_online(is_online);
    }

    pub fn fault(&self, fault: Fault) {
        self.server.books().faults.push_back(fault);
    }

    pub fn yes(&self, number: u128) -> DealId {
        self.device.deck().swipe_yes(samples::campaign(number), PayoutChoice::AtOnce).expect("a card")
    }

    /// The campaigns that can be swiped.
    pub fn cards(&self) -> Vec<CampaignId> {
        let deck = self.device.deck().show().expect("a deck");
        deck.offers.iter().map(|offer| offer.campaign).collect()
    }

    /// Deals as the screen shows them: which, and whether the server made it.
    pub fn deals(&self) -> Vec<(DealId, bool)> {
        let deals = self.device.deals().list().expect("deals");
        deals.iter().map(|deal| (deal.deal, matches!(deal.stage, Stage::Agreed(_)))).collect()
    }
}

fn open(folder: &Path, server: &FakeServer, ports: &MemoryPorts) -> Device {
    let config = Config {
        folder: folder.to_owned(),
        server: server.address.clone(),
        app_version: "0.1.0".into(),
        device_name: "a phone".into(),
        take_back_s: 5,
    };
    Device::open(config, ports.ports()).expect("the engine opens")
}
