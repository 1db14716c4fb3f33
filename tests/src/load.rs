//! Load for a server that is being killed: creators who take deals one after another over plain HTTP, and a brand that
//! clears and passes. Whoever gets no answer asks again in the same words; every answer is written down here.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gamma_core::id::{CampaignId, CommandId, DealId, Id, MediaId};
use gamma_core::money::Money;
use gamma_core::wire::commands::{ClearDraft, Command, PassPost, PayoutChoice, SubmitDraft, SubmitPost, Swipe, Way};
use gamma_core::wire::views::DealView;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::brand::{Brand, sheet};
use crate::client::{Client, Refused};
use crate::people::Person;
use crate::video::video;

/// Commands that the server answered: done or refused.
#[derive(Clone, Default)]
pub struct Answered(Arc<Mutex<BTreeMap<CommandId, bool>>>);

impl Answered {
    /// Everything that was answered so far.
    pub fn all(&self) -> BTreeMap<CommandId, bool> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends a command until it is answered; true if it was done. None if the load is over first.
    async fn until<C: Command>(&self, who: &Client, id: CommandId, command: &C, stop: &AtomicBool) -> Option<bool> {
        while !stop.load(Ordering::SeqCst) {
            match who.command_as(id, command).await {
                Ok(_) => return Some(self.keep(id, true)),
                Err(Refused::ByServer(code)) if code.status() == 422 => return Some(self.keep(id, false)),
                Err(Refused::ByServer(code)) if matches!(code.status(), 400..=428) => return None,
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
        None
    }

    fn keep(&self, id: CommandId, is_done: bool) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, is_done);
        is_done
    }
}

/// One creator's way through every campaign, until the load is over.
pub struct Walk {
    /// The creator's hand.
    pub creator: Client,
    /// Who the creator is.
    pub person: Person,
    /// The brand of all campaigns.
    pub brand: Brand,
    /// All of them, on one sheet.
    pub campaigns: Vec<CampaignId>,
    /// What every campaign pays.
    pub fee: Money,
    /// Where answers are written down.
    pub answered: Answered,
    /// The load is over.
    pub stop: Arc<AtomicBool>,
}

impl Walk {
    /// Walks on.
    pub async fn run(self) {
        for (number, campaign) in (0_u64..).zip(self.campaigns.clone()) {
            if self.stop.load(Ordering::SeqCst) || self.deal(campaign, number).await.is_none() {
                return;
            }
        }
    }

    async fn ask<C: Command>(&self, id: CommandId, command: &C) -> Option<bool> {
        self.answered.until(&self.creator, id, command, &self.stop).await
    }

    async fn deal(&self, campaign: CampaignId, number: u64) -> Option<()> {
        let new = || CommandId::from_uuid(Uuid::now_v7());
        let id = new();
        let deal = DealId::from_uuid(id.uuid());
        let way = Way::Yes { payout_choice: PayoutChoice::AtOnce, advance_bp: 10_000 };
        if !self.ask(id, &Swipe { campaign, terms: sheet(self.fee).terms_hash(), way }).await? {
            return Some(());
        }
        let media = self.upload(number).await?;
        if !self.ask(new(), &SubmitDraft { deal, media, note: String::new() }).await? {
            return Some(());
        }
        let draft = self.seen(deal, |view| view.draft.as_ref().map(|draft| draft.draft)).await?;
        self.answered.until(&self.brand.desk, new(), &ClearDraft { deal, draft }, &self.stop).await?;
        let handle = &self.person.handle;
        let post = SubmitPost {
            deal,
            url: format!("https://www.tiktok.com/@{handle}/video/7{number:018}"),
            handle: handle.clone(),
            ad_label: "Жарнама".to_owned(),
            sponsor: sheet(self.fee).sponsor,
        };
        if !self.ask(new(), &post).await? {
            return Some(());
        }
        let post = self.seen(deal, |view| view.post.as_ref().map(|post| post.post)).await?;
        self.answered.until(&self.brand.desk, new(), &PassPost { deal, post }, &self.stop).await.map(drop)
    }

    /// Reads the deal until it shows what is looked for.
    async fn seen<T>(&self, deal: DealId, find: impl Fn(&DealView) -> Option<T>) -> Option<T> {
        while !self.stop.load(Ordering::SeqCst) {
            let view: Option<DealView> = self.creator.get(&format!("/v1/deals/{deal}")).await;
            if let Some(found) = view.as_ref().and_then(&find) {
                return Some(found);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }

    /// Sends a video; a server that dies in between is told again where the parts ended.
    async fn upload(&self, number: u64) -> Option<MediaId> {
        let bytes = video(number + 1);
        let media = MediaId::from_uuid(Uuid::now_v7());
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let begin = json!({ "media": media, "kind": "video", "bytes": bytes.len(), "sha256": sha256,
                            "content_type": "video/mp4" });
        while !self.stop.load(Ordering::SeqCst) {
            let _ = self.creator.post("/v1/media", &begin).await;
            let _ = self.creator.ask("PUT", &format!("/v1/media/{media}/parts/0"), Some(bytes.clone())).await;
            let reply = self.creator.post(&format!("/v1/media/{media}/finish"), &json!({})).await;
            if reply.is_some_and(|reply| reply.status == 200 && reply.text.contains("\"ready\"")) {
                return Some(media);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }
}
