//! A creator with a real phone: the device engine, its ports in memory, and a person who never was.

use std::path::Path;
use std::sync::Arc;

use gamma_core::device::ports::memory::MemoryPorts;
use gamma_core::device::{Config, Device, SyncReport};
use gamma_core::id::{DealId, PersonId};
use gamma_core::terms::{Platform, TermSheet};
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::{
    AnswerTaxInterview, ConsentKind, GiveConsent, SetHandle, SetIban, SetIdentity, SetProfile, SubmitPost,
};
use gamma_core::wire::views::{DealView, PayoutView};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::codes::Codes;
use crate::people::Person;
use crate::video::video;

/// A creator and the phone in the hand.
pub struct Creator {
    /// Who.
    pub person: Person,
    /// The id that the server gave, once signed in.
    pub id: Option<PersonId>,
    /// The phone.
    pub device: Device,
    /// What surrounds the phone.
    pub ports: MemoryPorts,
    folder: Arc<TempDir>,
    server: String,
}

impl Creator {
    /// A person with a new phone, offline, whose clock says `now`.
    pub fn with_new_phone(person: Person, server: &str, seed: u64, now: Timestamp) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let ports = MemoryPorts::new(seed, now);
        let device = open(folder.path(), server, &ports);
        Self { person, id: None, device, ports, folder, server: server.to_owned() }
    }

    /// The app is killed and opened again on the same files.
    pub fn restart(&mut self) {
        self.device = open(self.folder.path(), &self.server, &self.ports);
    }

    /// Where the phone's files lie.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Switches the network on or off.
    pub fn set_online(&self, is_online: bool) {
        self.ports.connectivity.set_online(is_online);
    }

    /// Signs in with the code that arrives.
    pub async fn sign_in(&mut self, codes: &Codes) -> PersonId {
        self.set_online(true);
        let asked = self.device.account().ask_for_code(&self.person.phone).await.expect("a code is asked for");
        asked.expect("the network is there");
        let code = codes.newest(&self.person.phone).await.expect("a code arrives");
        let id = self.device.account().answer_code(&code).await.expect("the code is right");
        self.id = Some(id);
        id
    }

    /// The first session: consents, profile, handle, identity, tax interview, account. Everything can be said offline.
    pub fn introduce(&self, city: &str, tags: &[&str]) {
        let (profile, person) = (self.device.profile(), &self.person);
        for kind in [ConsentKind::Contract, ConsentKind::PersonalData] {
            let text_hash = hex::encode(Sha256::digest(format!("{kind:?}")));
            let consent = GiveConsent { kind, version: "2026-06".to_owned(), text_hash, is_given: true };
            profile.give_consent(&consent).expect("the phone takes it");
        }
        let set = SetProfile {
            display_name: person.display_name.clone(),
            city: city.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            languages: vec!["kk".to_owned()],
            app_language: "kk".to_owned(),
        };
        profile.set_profile(&set).expect("the phone takes it");
        let handle = SetHandle { platform: Platform::Tiktok, handle: person.handle.clone(), followers: 4_200 };
        profile.set_handle(&handle).expect("the phone takes it");
        let identity = SetIdentity { full_name: person.name.clone(), iin: person.iin.clone() };
        profile.set_identity(&identity).expect("the phone takes it");
        let answers = AnswerTaxInterview {
            is_sole_proprietor: false,
            is_pension_age: false,
            has_disability: false,
            is_student: false,
            wants_base_deduction: false,
        };
        profile.answer_tax_interview(&answers).expect("the phone takes it");
        let iban = SetIban { iban: person.iban.clone(), holder_name: person.name.clone(), challenge: None };
        profile.set_iban(&iban).expect("the phone takes it");
    }

    /// Says and asks everything once.
    pub async fn sync(&self) -> SyncReport {
        self.device.sync_once().await.expect("the phone's own parts work")
    }

    /// Syncs until nothing is unanswered, whatever the network does.
    pub async fn sync_until_answered(&self) {
        let mut report = None;
        for _ in 0..100 {
            self.ports.clock.pass_seconds(90);
            report = Some(self.sync().await);
            if self.device.count_unanswered().expect("the store reads") == 0 && self.sync().await.failure.is_none() {
                return;
            }
        }
        panic!("the phone never got its answers: {report:?} {:?}", self.device.inbox().show());
    }

    /// The deal as the phone has it, once the server agreed.
    pub fn deal(&self, deal: DealId) -> Option<DealView> {
        let shown = self.device.deals().get(deal).ok()?;
        match shown.stage {
            gamma_core::device::Stage::Agreed(view) => Some(*view),
            gamma_core::device::Stage::Asked(_) => None,
        }
    }

    /// Films something and sends it.
    pub async fn send_draft(&self, deal: DealId, take: u64, note: &str) {
        let path = self.folder.path().join(format!("take-{take}.mp4"));
        std::fs::write(&path, video(take)).expect("the video is written");
        let media = self.device.drafts().add_video(path, "video/mp4").await.expect("the phone takes the video");
        self.device.drafts().submit(deal, media, note).expect("the phone takes the draft");
    }

    /// Publishes, and sends the link.
    pub fn send_post(&self, deal: DealId, sheet: &TermSheet, number: u64) {
        let handle = &self.person.handle;
        let post = SubmitPost {
            deal,
            url: format!("https://www.tiktok.com/@{handle}/video/7{number:018}"),
            handle: handle.clone(),
            ad_label: "Жарнама".to_owned(),
            sponsor: sheet.sponsor.clone(),
        };
        self.device.deals().submit_post(&post).expect("the phone takes the link");
    }

    /// The payouts on the phone, newest first.
    pub fn payouts(&self) -> Vec<PayoutView> {
        self.device.payouts().show().expect("the store reads").payouts
    }
}

fn open(folder: &Path, server: &str, ports: &MemoryPorts) -> Device {
    let config = Config {
        folder: folder.to_owned(),
        server: server.to_owned(),
        app_version: "1.0.0".to_owned(),
        device_name: "Телефон".to_owned(),
        take_back_s: 5,
    };
    Device::open(config, ports.ports()).expect("the phone opens")
}
