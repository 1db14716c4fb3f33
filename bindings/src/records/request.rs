//! Requests about deals, both sides'.

use gamma_core::id::{CampaignId, DealId, MediaId, PostId};
use gamma_core::time::Day;
use gamma_core::wire::commands::{self, PayoutChoice, PostProblem};

use super::FixView;

/// A YES. The terms and the price are those of the card as this device shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SwipeRequest {
    /// Which offer.
    pub campaign: CampaignId,
    /// When the money is wanted.
    pub payout_choice: PayoutChoice,
}

/// A video to be sent as a draft.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct VideoRequest {
    /// Which deal.
    pub deal: DealId,
    /// Where the file lies; it is copied, so that the gallery can forget it.
    pub path: String,
    /// Such as `video/mp4`.
    pub content_type: String,
    /// A word to the brand: at most 500 characters.
    pub note: String,
}

/// A draft whose video is on this device or at the server already.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DraftRequest {
    /// Which deal.
    pub deal: DealId,
    /// The video.
    pub media: MediaId,
    /// A word to the brand: at most 500 characters.
    pub note: String,
}

/// The published video's link.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PostRequest {
    /// Which deal.
    pub deal: DealId,
    /// `https://…` on the deal's platform.
    pub url: String,
    /// The handle it stands under.
    pub handle: String,
    /// The ad label's text, first in the caption: `Жарнама`.
    pub ad_label: String,
    /// The sponsor named beside it.
    pub sponsor: String,
}

/// The brand asks for changes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FixRequest {
    /// Which deal.
    pub deal: DealId,
    /// Which draft, so that a newer one is never sent back by mistake.
    pub draft: gamma_core::id::DraftId,
    /// What to change: one to five.
    pub fixes: Vec<FixView>,
}

/// The post is not as agreed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReturnPostRequest {
    /// Which deal.
    pub deal: DealId,
    /// Which post.
    pub post: PostId,
    /// What is wrong.
    pub problem: PostProblem,
    /// In words: at most 300 characters.
    pub note: String,
}

/// The product is on its way.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ShipRequest {
    /// Which deal.
    pub deal: DealId,
    /// The courier's number, if there is one: at most 60 characters.
    pub tracking: Option<String>,
    /// When it should arrive.
    pub expected_on: Option<Day>,
}

impl From<commands::SubmitDraft> for DraftRequest {
    fn from(it: commands::SubmitDraft) -> Self {
        Self { deal: it.deal, media: it.media, note: it.note }
    }
}

impl From<DraftRequest> for commands::SubmitDraft {
    fn from(it: DraftRequest) -> Self {
        Self { deal: it.deal, media: it.media, note: it.note }
    }
}

impl From<commands::SubmitPost> for PostRequest {
    fn from(it: commands::SubmitPost) -> Self {
        let commands::SubmitPost { deal, url, handle, ad_label, sponsor } = it;
        Self { deal, url, handle, ad_label, sponsor }
    }
}

impl From<PostRequest> for commands::SubmitPost {
    fn from(it: PostRequest) -> Self {
        let PostRequest { deal, url, handle, ad_label, sponsor } = it;
        Self { deal, url: url.trim().to_owned(), handle: handle.trim_start_matches('@').to_owned(), ad_label, sponsor }
    }
}

impl From<commands::FixDraft> for FixRequest {
    fn from(it: commands::FixDraft) -> Self {
        Self { deal: it.deal, draft: it.draft, fixes: super::all(it.fixes) }
    }
}

impl From<FixRequest> for commands::FixDraft {
    fn from(it: FixRequest) -> Self {
        Self { deal: it.deal, draft: it.draft, fixes: it.fixes.into_iter().map(Into::into).collect() }
    }
}

impl From<commands::ReturnPost> for ReturnPostRequest {
    fn from(it: commands::ReturnPost) -> Self {
        let commands::ReturnPost { deal, post, problem, note } = it;
        Self { deal, post, problem, note }
    }
}

impl From<ReturnPostRequest> for commands::ReturnPost {
    fn from(it: ReturnPostRequest) -> Self {
        let ReturnPostRequest { deal, post, problem, note } = it;
        Self { deal, post, problem, note }
    }
}

impl From<ShipRequest> for commands::ShipProduct {
    fn from(it: ShipRequest) -> Self {
        let ShipRequest { deal, tracking, expected_on } = it;
        Self { deal, tracking, expected_on }
    }
}
