//! Deals, agreed and asked for, each with its steps, its clock, its one next action and everything that hangs on it.

use gamma_core::device::store::{AskedDeal, CommandState, Upload, UploadState};
use gamma_core::device::{DealShown, NextAction, Stage, StepKind, StepState};
use gamma_core::id::{BrandId, CampaignId, DealId, DraftId, MediaId, PostId};
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::commands::{self, FixKind, PayoutChoice, PostProblem};
use gamma_core::wire::views::{self, Cleared, DealState, EarningKind, EarningState, Ended, NoticeKind};

use super::{AskedView, Money, PayoutView, QuoteView, RefusedView, TermsView, all};

/// One deal as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DealView {
    /// Which.
    pub deal: DealId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// What the campaign is called.
    pub title: String,
    /// With whom; none while the YES has no answer.
    pub brand: Option<BrandId>,
    /// The brand's name.
    pub brand_name: String,
    /// The creator's name, as brands see it; empty while the YES has no answer.
    pub creator_name: String,
    /// Asked for, or agreed.
    pub stage: DealStage,
    /// The row of steps.
    pub steps: Vec<StepView>,
    /// The one next action of the creator.
    pub next: NextAction,
    /// The next clock, if one runs, by the server's clock.
    pub due_at: Option<Timestamp>,
    /// At once or wait.
    pub payout_choice: PayoutChoice,
    /// The quote that YES froze.
    pub quote: QuoteView,
    /// What was agreed.
    pub terms: TermsView,
    /// The newest draft.
    pub draft: Option<DraftView>,
    /// Fix rounds used.
    pub fix_rounds_used: i32,
    /// The newest post.
    pub post: Option<PostView>,
    /// The video that is on its way.
    pub upload: Option<UploadView>,
    /// The payout of its fixed fee.
    pub payout: Option<PayoutView>,
    /// Daily Pay was wanted and a limit refused it: the code of the limit. What is earned waits.
    pub advance_refusal: Option<String>,
    /// The fee is earned and waits for the brand until then.
    pub waits_until: Option<Day>,
    /// This month's income, once it is near the limit.
    pub income_near: Option<Money>,
    /// What was asked about it and has no answer.
    pub asked: Vec<AskedView>,
    /// What was asked about it and refused: *edit and send as new*.
    pub refused: Vec<RefusedView>,
}

/// How real a deal is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum DealStage {
    /// A YES that the server has not answered: shown as asked for, never as agreed.
    Asked {
        /// When, by the phone's clock.
        asked_at: Timestamp,
        /// Only here until then; while [`CommandState::Waiting`], taking it back deletes it.
        take_back_until: Timestamp,
        /// Where the YES is.
        state: CommandState,
    },
    /// The server made it.
    Agreed {
        /// Where it stands.
        state: DealState,
        /// When.
        agreed_at: Timestamp,
        /// It can be taken back without penalty until then.
        undo_until: Option<Timestamp>,
        /// Why it ended, if it ended early.
        ended: Option<Ended>,
    },
}

/// One step of the row.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StepView {
    /// Which.
    pub kind: StepKind,
    /// How far.
    pub state: StepState,
}

/// One draft.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DraftView {
    /// Which.
    pub draft: DraftId,
    /// 1 for the first.
    pub round: i32,
    /// The video.
    pub media: MediaId,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// The creator's word.
    pub note: String,
    /// What the brand asked to change.
    pub fixes: Vec<FixView>,
    /// Cleared, and by whom.
    pub cleared: Option<Cleared>,
}

/// One thing to change.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FixView {
    /// What kind.
    pub kind: FixKind,
    /// Where in the video, in seconds.
    pub at_second: Option<i32>,
    /// In words: at most 300 characters.
    pub note: String,
}

/// One post.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PostView {
    /// Which.
    pub post: PostId,
    /// The link.
    pub url: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// It passed.
    pub is_passed: bool,
    /// What was wrong.
    pub problem: Option<PostProblem>,
}

/// A file on its way up.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UploadView {
    /// Which.
    pub media: MediaId,
    /// Where it is.
    pub state: UploadState,
    /// How long it is.
    pub bytes: i64,
    /// What the server has.
    pub received_bytes: i64,
    /// The code of its refusal.
    pub code: Option<String>,
    /// The person stopped it for a while.
    pub is_paused: bool,
}

impl From<DealShown> for DealView {
    fn from(shown: DealShown) -> Self {
        let steps = shown.steps().into_iter().map(|(kind, state)| StepView { kind, state }).collect();
        let next = shown.next_action();
        let DealShown { deal: _, stage, asked, refused, upload, payout, is_shipped: _ } = shown;
        let bare = match stage {
            Stage::Asked(asked) => Self::asked_for(*asked),
            Stage::Agreed(view) => Self::agreed(*view),
        };
        Self {
            steps,
            next,
            upload: upload.map(Into::into),
            payout: payout.map(|payout| (*payout).into()),
            asked: all(asked),
            refused: all(refused),
            ..bare
        }
    }
}

impl DealView {
    fn asked_for(asked: AskedDeal) -> Self {
        let quote = asked.quote().clone().into();
        let stage =
            DealStage::Asked { asked_at: asked.asked_at, take_back_until: asked.take_back_until, state: asked.state };
        Self {
            deal: asked.deal,
            campaign: asked.offer.campaign,
            title: asked.offer.title,
            brand: None,
            brand_name: asked.offer.brand_name,
            creator_name: String::new(),
            stage,
            steps: Vec::new(),
            next: NextAction::WaitForAnswer,
            due_at: None,
            payout_choice: asked.payout_choice,
            quote,
            terms: asked.offer.sheet.into(),
            draft: None,
            fix_rounds_used: 0,
            post: None,
            upload: None,
            payout: None,
            advance_refusal: None,
            waits_until: None,
            income_near: None,
            asked: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// What notices and earnings say about it. Pure: `now` is the server's clock.
    pub(crate) fn with_money(
        mut self,
        earnings: &[views::EarningView],
        notices: &[views::NoticeView],
        now: Timestamp,
    ) -> Self {
        let is_waiting = |earning: &&views::EarningView| {
            earning.deal == self.deal && earning.kind == EarningKind::FixedFee && earning.state == EarningState::Waiting
        };
        self.waits_until = earnings.iter().find(is_waiting).map(|earning| earning.due_on);
        let is_refusal =
            |notice: &&views::NoticeView| notice.deal == Some(self.deal) && notice.kind == NoticeKind::AdvanceRefused;
        let refusal = notices.iter().find(is_refusal).filter(|_| self.waits_until.is_some());
        self.advance_refusal = refusal.and_then(|notice| notice.code).map(|code| code.text().to_owned());
        let is_near = |notice: &&views::NoticeView| {
            notice.kind == NoticeKind::LimitNear && notice.at.day().month() == now.day().month()
        };
        self.income_near = notices.iter().find(is_near).and_then(|notice| notice.amount).map(Into::into);
        self
    }

    fn agreed(view: views::DealView) -> Self {
        let stage = DealStage::Agreed {
            state: view.state,
            agreed_at: view.agreed_at,
            undo_until: view.undo_until,
            ended: view.ended,
        };
        Self {
            deal: view.deal,
            campaign: view.campaign,
            title: view.title,
            brand: Some(view.brand),
            brand_name: view.brand_name,
            creator_name: view.creator_name,
            stage,
            steps: Vec::new(),
            next: NextAction::Nothing,
            due_at: view.due_at,
            payout_choice: view.payout_choice,
            quote: view.quote.into(),
            terms: view.sheet.into(),
            draft: view.draft.map(Into::into),
            fix_rounds_used: view.fix_rounds_used.into(),
            post: view.post.map(Into::into),
            upload: None,
            payout: None,
            advance_refusal: None,
            waits_until: None,
            income_near: None,
            asked: Vec::new(),
            refused: Vec::new(),
        }
    }
}

impl From<views::DealView> for DealView {
    fn from(view: views::DealView) -> Self {
        DealShown::agreed(view).into()
    }
}

impl From<views::DraftView> for DraftView {
    fn from(view: views::DraftView) -> Self {
        Self {
            draft: view.draft,
            round: view.round.into(),
            media: view.media,
            sent_at: view.sent_at,
            note: view.note,
            fixes: all(view.fixes),
            cleared: view.cleared,
        }
    }
}

impl From<commands::Fix> for FixView {
    fn from(fix: commands::Fix) -> Self {
        Self { kind: fix.kind, at_second: fix.at_second.map(Into::into), note: fix.note }
    }
}

impl From<FixView> for commands::Fix {
    fn from(view: FixView) -> Self {
        // A second that no video has is left out: the words still say what to change.
        let at_second = view.at_second.and_then(|second| u16::try_from(second).ok());
        Self { kind: view.kind, at_second, note: view.note }
    }
}

impl From<views::PostView> for PostView {
    fn from(view: views::PostView) -> Self {
        let views::PostView { post, url, sent_at, is_passed, problem } = view;
        Self { post, url, sent_at, is_passed, problem }
    }
}

impl From<Upload> for UploadView {
    fn from(upload: Upload) -> Self {
        let long = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
        Self {
            media: upload.media,
            state: upload.state,
            bytes: long(upload.bytes),
            received_bytes: long(upload.received_bytes),
            code: upload.code.map(|code| code.text().to_owned()),
            is_paused: upload.is_paused,
        }
    }
}
