//! The runner: takes the planner's steps one by one. Each step leaves the database telling the truth, so a run can be
//! stopped or killed between any two of them, and in the middle of one.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::plan::{Rest, Situation, Step, Who, next_step};
use crate::device::engine::{Engine, Opened};
use crate::device::error::DeviceError;
use crate::device::http::{Failure, Refusal, Request};
use crate::device::ports::Note;
use crate::device::store::Rejection;
use crate::id::{CommandId, MediaId};
use crate::time::Timestamp;
use crate::wire::views::{DeckView, NoticeView};
use crate::wire::{Answer, Cursor, FeedItem, Topic};

const PAGE_ROWS: u32 = 200;

/// What a run did and why it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncReport {
    /// Commands that the server has done.
    pub done: u32,
    /// Commands that the server has refused.
    pub refused: u32,
    /// Feed rows that came.
    pub rows: u32,
    /// Why it ended.
    pub rest: Rest,
    /// What failed last, if anything did.
    pub failure: Option<Failure>,
}

/// What one run remembers.
pub(super) struct Run {
    pub report: SyncReport,
    resting: BTreeSet<String>,
    resting_media: BTreeSet<MediaId>,
    is_feed_fresh: bool,
    is_deck_wanted: bool,
    is_code_asked: bool,
}

/// A page as an older app can read it: a topic of tomorrow is left out.
#[derive(Deserialize)]
struct Page {
    items: Vec<serde_json::Value>,
    next: Cursor,
    has_more: bool,
    now: Timestamp,
    #[serde(default)]
    tax_version: Option<String>,
}

impl Engine {
    /// One run: everything that can be said and asked now. Waits for a run under way, never joins it.
    pub(crate) async fn run(
        &self,
        is_deck_wanted: bool,
        cancel: &CancellationToken,
    ) -> Result<SyncReport, DeviceError> {
        let _one_at_a_time = self.gate.lock().await;
        let token = cancel.child_token();
        *self.run_token.lock().unwrap_or_else(PoisonError::into_inner) = token.clone();
        let mut run = Run::new(is_deck_wanted);
        let opened = self.opened();
        if let Some(opened) = &opened {
            opened.store.resend_what_was_cut_off()?;
        }
        run.report.rest = loop {
            match self.plan(opened.as_deref(), &run)? {
                Step::Rest(rest) if run.report.failure.is_none() => break rest,
                Step::Rest(_) => break Rest::Failed,
                step => {
                    let taken = tokio::select! {
                        biased;
                        () = token.cancelled() => break Rest::Cancelled,
                        taken = self.take(step, opened.as_deref(), &mut run) => taken?,
                    };
                    if let Some(failure) = taken {
                        let is_signed_out = matches!(failure, Failure::SignedOut(_));
                        run.report.failure = Some(failure);
                        break if is_signed_out { Rest::SignedOut } else { Rest::Failed };
                    }
                }
            }
        };
        if let Some(opened) = &opened {
            opened.store.resend_what_was_cut_off()?;
        }
        Ok(run.report)
    }

    /// Stops the run under way, if there is one, and keeps others out while the guard lives.
    pub(crate) async fn hold_runs(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.run_token.lock().unwrap_or_else(PoisonError::into_inner).cancel();
        self.gate.lock().await
    }

    fn plan(&self, opened: Option<&Opened>, run: &Run) -> Result<Step, DeviceError> {
        let is_signed_in = opened.is_some_and(|opened| self.session.person() == Some(opened.person));
        let (mut waiting, mut uploads, mut is_deck_stale) = (Vec::new(), Vec::new(), false);
        if let Some(opened) = opened.filter(|_| is_signed_in) {
            waiting = opened.store.list_waiting()?;
            is_deck_stale = opened.store.sync_state()?.is_deck_stale;
            let listed = opened.store.list_uploads()?.into_iter();
            let open = listed.filter(|upload| !upload.state.is_over() && !upload.is_paused);
            uploads = open.map(|upload| upload.media).filter(|media| !run.resting_media.contains(media)).collect();
        }
        let is_code_wanted = !is_signed_in && !run.is_code_asked && self.is_code_wanted()?;
        Ok(next_step(&Situation {
            is_online: self.ports.connectivity.is_online(),
            who: if is_signed_in { Who::SignedIn } else { Who::SignedOut { is_code_wanted } },
            now: self.ports.clock.now(),
            waiting: &waiting,
            resting: &run.resting,
            uploads: &uploads,
            is_upload_looked_at: !run.resting_media.is_empty(),
            is_feed_fresh: run.is_feed_fresh,
            is_deck_fresh: !is_deck_stale && !run.is_deck_wanted,
        }))
    }

    /// Takes one step; a failure that ends the run is returned.
    async fn take(&self, step: Step, opened: Option<&Opened>, run: &mut Run) -> Result<Option<Failure>, DeviceError> {
        let Some(opened) = opened else {
            run.is_code_asked = true;
            return ended(self.ask_for_kept_code().await);
        };
        match step {
            Step::AskForCode => {
                run.is_code_asked = true;
                ended(self.ask_for_kept_code().await)
            }
            Step::Send(command) => self.send(command, opened, run).await,
            Step::PullFeed => ended(self.pull_feed(opened, run).await),
            Step::PullDeck => ended(self.pull_deck(opened, run).await),
            Step::Upload(media) => {
                let taken = self.upload_one_part(opened, media).await;
                if taken.as_ref().is_ok_and(|goes_on| !goes_on) {
                    run.resting_media.insert(media);
                }
                ended(taken.map(drop))
            }
            Step::Rest(_) => Ok(None),
        }
    }

    async fn send(&self, id: CommandId, opened: &Opened, run: &mut Run) -> Result<Option<Failure>, DeviceError> {
        let stream = opened.store.list_waiting()?.into_iter().find(|waiting| waiting.id == id).map(|row| row.stream);
        let Some((kind, body)) = opened.store.mark_sending(id)? else { return Ok(None) };
        let request = Request::post_bytes(format!("/v1/commands/{kind}/{id}"), body.into());
        match self.session.command(opened.person, &request).await {
            Ok(Answer::Done { id: answered, .. }) if answered == id => {
                let media = opened.store.find_needed_media(id)?;
                opened.store.mark_done(id)?;
                self.forget_upload(opened, media)?;
                run.report.done = run.report.done.saturating_add(1);
                run.is_feed_fresh = false;
            }
            Ok(Answer::Rejected { id: answered, code, reason, data }) if answered == id => {
                self.refuse(opened, id, &Refusal { code, reason, detail: data }, run)?;
            }
            Err(Failure::Refused(refusal)) => self.refuse(opened, id, &refusal, run)?,
            Ok(_) | Err(Failure::Retry { is_this_call: true, .. }) => {
                // An answer to something else, or a failure of this one: others may pass.
                opened.store.mark_waiting(id, false)?;
                run.resting.extend(stream);
                run.report.failure = Some(Failure::Retry { after_s: None, is_this_call: true });
            }
            Err(failure) => {
                let is_unreached = !matches!(failure, Failure::Retry { .. });
                opened.store.mark_waiting(id, is_unreached)?;
                return Ok(Some(failure));
            }
        }
        Ok(None)
    }

    fn refuse(&self, opened: &Opened, id: CommandId, refusal: &Refusal, run: &mut Run) -> Result<(), DeviceError> {
        run.report.refused = run.report.refused.saturating_add(1);
        run.is_feed_fresh = false;
        if let Some(Rejection { kind, code }) = opened.store.reject(id, refusal)? {
            self.ports.notifier.show(&Note::Refused { kind, code });
        }
        Ok(())
    }

    async fn pull_feed(&self, opened: &Opened, run: &mut Run) -> Result<(), DeviceError> {
        let cursor = opened.store.sync_state()?.cursor;
        let request = Request::get(format!("/v1/feed?after={cursor}&limit={PAGE_ROWS}"));
        let page: Page = self.session.send(opened.person, &request).await?.json()?;
        if page.next < cursor || (page.has_more && page.next == cursor) {
            tracing::error!(code = "feed_stuck", "the feed's next place is not ahead");
            return Err(Failure::Retry { after_s: None, is_this_call: true }.into());
        }
        let items: Vec<FeedItem> =
            page.items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect();
        opened.store.apply_feed(&items, page.next)?;
        self.note_clock(opened, page.now)?;
        self.pull_tax_table(opened, page.tax_version.as_deref()).await?;
        run.report.rows = run.report.rows.saturating_add(u32::try_from(items.len()).unwrap_or(u32::MAX));
        if cursor != Cursor::default() {
            self.tell_news(&items);
        }
        if !page.has_more {
            opened.store.drop_done()?;
            run.is_feed_fresh = true;
        }
        Ok(())
    }

    async fn pull_deck(&self, opened: &Opened, run: &mut Run) -> Result<(), DeviceError> {
        let version = opened.store.sync_state()?.deck_version;
        let request = match &version {
            Some(version) => Request::get_with("/v1/deck", "version", version),
            None => Request::get("/v1/deck"),
        };
        let reply = self.session.send(opened.person, &request).await?;
        if reply.status == 304 {
            opened.store.keep_deck()?;
        } else {
            let deck: DeckView = reply.json()?;
            opened.store.set_deck(&deck)?;
            self.note_clock(opened, deck.now)?;
        }
        run.is_deck_wanted = false;
        Ok(())
    }

    /// The server's clock minus the phone's: deadlines are shown by the server's.
    fn note_clock(&self, opened: &Opened, server_now: Timestamp) -> Result<(), DeviceError> {
        Ok(opened.store.set_clock_offset(server_now.micros_since(self.ports.clock.now()))?)
    }

    fn tell_news(&self, items: &[FeedItem]) {
        let notices = items.iter().filter(|item| item.topic == Topic::Notice);
        for notice in notices.filter_map(|item| NoticeView::deserialize(&item.body).ok()) {
            if !notice.is_read {
                self.ports.notifier.show(&Note::News(notice));
            }
        }
    }
}

impl Run {
    fn new(is_deck_wanted: bool) -> Self {
        let report = SyncReport { done: 0, refused: 0, rows: 0, rest: Rest::Cancelled, failure: None };
        Self {
            report,
            resting: BTreeSet::new(),
            resting_media: BTreeSet::new(),
            is_feed_fresh: false,
            is_deck_wanted,
            is_code_asked: false,
        }
    }
}

/// A failed call ends the run and is reported; anything else is an error of ours.
fn ended(taken: Result<(), DeviceError>) -> Result<Option<Failure>, DeviceError> {
    match taken {
        Ok(()) => Ok(None),
        Err(DeviceError::Call(failure)) => Ok(Some(failure)),
        Err(error) => Err(error),
    }
}
