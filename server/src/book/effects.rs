//! Effects beside money: what an owner's feed and inbox will show, and work that must happen.

use gamma_core::id::{DealId, Id, JobId, NoticeId, PayoutId};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::views::NoticeKind;
use gamma_core::wire::{Code, Topic};
use uuid::Uuid;

use super::rows::{Job, Notice};
use super::{Book, Call, DealLink};
use crate::db::Word;

/// An inbox line to be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoticeText {
    pub deal: Option<DealId>,
    pub payout: Option<PayoutId>,
    pub amount: Option<Money>,
    pub code: Option<Code>,
}

impl Book {
    /// Says that one of an owner's things changed; it will be in the owner's feed at this gathering's n.
    pub fn touch(&mut self, owner: impl Id, topic: Topic, id: impl Id) {
        self.feed_row(owner.uuid(), topic, id.uuid(), false);
    }

    /// Says that one of an owner's things is gone.
    pub fn touch_gone(&mut self, owner: impl Id, topic: Topic, id: impl Id) {
        self.feed_row(owner.uuid(), topic, id.uuid(), true);
    }

    fn feed_row(&mut self, owner: Uuid, topic: Topic, id: Uuid, is_gone: bool) {
        let key = (owner, Word(topic), id);
        let before = self.feed.insert(key, is_gone);
        self.feed_before.push((key, before));
    }

    /// Puts everything an owner has to this gathering's n, so that a reader who joined late gets it too.
    pub fn resend(&mut self, owner: impl Id) {
        self.resent.push(owner.uuid());
    }

    /// Says that a deal changed, to both sides.
    pub fn touch_deal(&mut self, link: DealLink) {
        self.touch(link.creator, Topic::Deal, link.deal);
        self.touch(link.brand, Topic::Deal, link.deal);
    }

    /// Puts a line into an owner's inbox.
    pub fn notify(&mut self, call: &Call, owner: impl Id, kind: NoticeKind, text: NoticeText) {
        let id: NoticeId = call.derive(&format!("notice/{owner}/{kind:?}/{:?}/{:?}", text.deal, text.payout));
        self.notices.put(Notice {
            id,
            owner: owner.uuid(),
            kind: Word(kind),
            deal_id: text.deal,
            payout_id: text.payout,
            amount_tiyn: text.amount,
            code: text.code.map(|code| code.text().to_owned()),
            at: call.now,
            read_at: None,
        });
        self.touch(owner, Topic::Notice, id);
    }

    /// Puts work into the queue, to run at `run_at`. A key that was used before adds nothing.
    pub fn enqueue(&mut self, call: &Call, kind: &str, unique_key: &str, body: &serde_json::Value, run_at: Timestamp) {
        let unique_key = format!("{kind}/{unique_key}");
        self.jobs.push(Job {
            id: JobId::derived(call.id.uuid(), &format!("job/{unique_key}")),
            kind: kind.to_owned(),
            unique_key,
            body: body.to_string(),
            run_at,
            state: "waiting".to_owned(),
            attempts: 0,
            problems: 0,
            leased_until: None,
            leased_by: None,
            last_problem: None,
            created_at: call.now,
            ended_at: None,
        });
    }
}
