//! Commands: what a person asks the server to change. Sent as `POST /v1/commands/{kind}/{id}` with the body below;
//! the phone encodes a body once, keeps the bytes, and sends the same bytes for ever.

use serde::{Deserialize, Serialize};

pub use super::scripts::{ForgetScript, SaveScript};
use crate::id::{CampaignId, CommandId, DealId, DraftId, EarningId, MediaId, NoticeId, PayoutId, PostId};
use crate::matching::Targets;
use crate::money::Money;
use crate::terms::{Platform, TermSheet, TermsHash};
use crate::time::{Day, Timestamp};

/// A body that a command kind carries.
pub trait Command: Serialize + for<'de> Deserialize<'de> {
    /// The name in the path, the outbox and the command table.
    const KIND: &'static str;
}

macro_rules! commands {
    ($($name:ident = $kind:literal),+ $(,)?) => {
        $(impl Command for $name { const KIND: &'static str = $kind; })+
        /// Every command kind.
        pub const KINDS: &[&str] = &[$($kind),+];
    };
}

commands! {
    Swipe = "swipe", WithdrawSwipe = "withdraw_swipe", CancelDeal = "cancel_deal",
    GiveConsent = "give_consent", SetProfile = "set_profile", SetHandle = "set_handle",
    ProveHandle = "prove_handle", SetIdentity = "set_identity",
    AnswerTaxInterview = "answer_tax_interview", SetIban = "set_iban", ReadNotices = "read_notices",
    SetPayoutChoice = "set_payout_choice", SubmitDraft = "submit_draft", SubmitPost = "submit_post",
    RequestPayout = "request_payout", WithdrawPayout = "withdraw_payout", TakeAdvance = "take_advance",
    ConfirmDelivery = "confirm_delivery",
    RegisterBrand = "register_brand", InviteMember = "invite_member",
    CreateCampaign = "create_campaign", SetCampaignState = "set_campaign_state",
    ClearDraft = "clear_draft", FixDraft = "fix_draft", RefuseDraft = "refuse_draft",
    PassPost = "pass_post", ReturnPost = "return_post", ShipProduct = "ship_product",
    SaveScript = "save_script", ForgetScript = "forget_script",
}

/// YES or NO on an offer. A YES's command id becomes the deal's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swipe {
    /// The offer: this campaign, for whoever asks.
    pub campaign: CampaignId,
    /// The terms that the card showed.
    pub terms: TermsHash,
    /// Which way.
    pub way: Way,
}

/// Which way a card went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Way {
    /// A binding application on the standard terms.
    Yes {
        /// At once for a fee, or wait for the brand without one.
        payout_choice: PayoutChoice,
        /// The price of the advance that the card showed, in basis points; refused if it has risen since.
        advance_bp: i64,
    },
    /// Not this one.
    No {
        /// Why, if the creator says.
        reason: Option<NoReason>,
    },
}

/// When a creator wants the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutChoice {
    /// Daily Pay: at approval, less the advance fee.
    AtOnce,
    /// When the brand has paid; no fee.
    Wait,
}

/// Why an offer was not wanted; teaches the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum NoReason {
    FeeTooLow,
    NotMyTopic,
    NotThisBrand,
    NoTime,
    AlreadyDone,
}

/// Takes a swipe back: a NO while the offer lives; a YES for 15 minutes after the deal was made, unless a product
/// has shipped or a draft exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawSwipe {
    /// The swipe's command id.
    pub swipe: CommandId,
}

/// The creator ends a deal before a draft was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelDeal {
    /// Which.
    pub deal: DealId,
}

/// Agrees to (or takes back) a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveConsent {
    /// Which text.
    pub kind: ConsentKind,
    /// Its version, such as `2026-06`.
    pub version: String,
    /// SHA-256 of the text shown, hexadecimal.
    pub text_hash: String,
    /// Agreed, or taken back.
    pub is_given: bool,
}

/// The texts a person can agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// The public contract, with the assignment and tax-agent clauses.
    Contract,
    /// Personal data (Law of 21.05.2013 No. 94-V, art. 7–8).
    PersonalData,
    /// Marketing messages; off unless given.
    Marketing,
}

/// What matching needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetProfile {
    /// As brands see it: 1..=60 characters.
    pub display_name: String,
    /// A city of the list.
    pub city: String,
    /// One to five niches of the list.
    pub tags: Vec<String>,
    /// What the videos are in: `kk`, `ru`, `en`.
    pub languages: Vec<String>,
    /// The app's language.
    pub app_language: String,
}

/// Where the creator publishes. Self-declared until proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetHandle {
    /// Where.
    pub platform: Platform,
    /// Without `@`: 1..=40 of letters, digits, `.` and `_`.
    pub handle: String,
    /// As stated.
    pub followers: u32,
}

/// The code of [`crate::person::proof_code`] stands in the bio now: a look at it is asked for. The profile says when
/// the
/// handle is proved; until then it is self-declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProveHandle {
    /// Which of the creator's handles.
    pub platform: Platform,
}

/// Who the creator is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetIdentity {
    /// As in the identity card: 1..=120 characters.
    pub full_name: String,
    /// Twelve digits.
    pub iin: String,
}

/// The tax interview's four cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerTaxInterview {
    /// Registered as a sole proprietor.
    pub is_sole_proprietor: bool,
    /// Receives a pension by age.
    pub is_pension_age: bool,
    /// Disability of group I or II, indefinite.
    pub has_disability: bool,
    /// A full-time student.
    pub is_student: bool,
    /// Asks for the base deduction here and nowhere else.
    pub wants_base_deduction: bool,
}

/// Where the money goes. The owner's name must match the identity; a change needs a fresh one-time code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetIban {
    /// Twenty characters, `KZ…`.
    pub iban: String,
    /// The account's owner.
    pub holder_name: String,
    /// A challenge of purpose `change_iban`, answered less than ten minutes ago.
    pub challenge: Option<crate::id::ChallengeId>,
}

/// Marks notices as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadNotices {
    /// At most 200.
    pub notices: Vec<NoticeId>,
}

/// Changes Daily Pay or waiting, until the approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPayoutChoice {
    /// Which deal.
    pub deal: DealId,
    /// What now.
    pub payout_choice: PayoutChoice,
}

/// Sends a video for clearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitDraft {
    /// Which deal.
    pub deal: DealId,
    /// The uploaded video.
    pub media: MediaId,
    /// A word to the brand: at most 500 characters.
    pub note: String,
}

/// Sends the published video's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitPost {
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

/// Cashes out what is available.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestPayout {
    /// Which earnings, whole; empty for all that are available.
    pub earnings: Vec<EarningId>,
}

/// Takes a payout back that has not been sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawPayout {
    /// Which.
    pub payout: PayoutId,
}

/// Sells a waiting claim now, at the current price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeAdvance {
    /// Which earning.
    pub earning: EarningId,
    /// The price that was shown, in basis points; refused if it has risen since.
    pub advance_bp: i64,
}

/// The creator has the product; the clock starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmDelivery {
    /// Which deal.
    pub deal: DealId,
}

/// Makes the caller the owner of a brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterBrand {
    /// 1..=120 characters.
    pub name: String,
    /// Twelve digits.
    pub bin: String,
    /// The caller may sign for it.
    pub may_sign: bool,
}

/// Lets somebody else act for a brand of the caller's: whoever signs in with this phone is a member.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteMember {
    /// Which brand of the caller's.
    pub brand: crate::id::BrandId,
    /// A Kazakh mobile number.
    pub phone: String,
    /// That person may sign for it.
    pub may_sign: bool,
}

/// A campaign in state *draft*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateCampaign {
    /// Which brand of the caller's.
    pub brand: crate::id::BrandId,
    /// What brands and creators call it: 1..=120 characters.
    pub title: String,
    /// What a deal will say.
    pub terms: TermSheet,
    /// Whom it is for.
    pub targets: Targets,
    /// How many deals: 1..=10 000.
    pub slots: u32,
    /// At most, over all deals, with commission and VAT.
    pub budget: Money,
    /// Until when creators may say YES.
    pub open_until: Timestamp,
    /// A picture for the card.
    pub picture: Option<MediaId>,
}

/// Opens, pauses, continues or closes a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetCampaignState {
    /// Which.
    pub campaign: CampaignId,
    /// What to do.
    pub step: CampaignStep,
}

/// What a brand can do with a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CampaignStep {
    Open,
    Pause,
    Resume,
    Close,
}

/// The brand's yes to a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClearDraft {
    /// Which deal.
    pub deal: DealId,
    /// Which draft, so that a newer one is never cleared by mistake.
    pub draft: DraftId,
}

/// The brand asks for a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixDraft {
    /// Which deal.
    pub deal: DealId,
    /// Which draft.
    pub draft: DraftId,
    /// What to change: one to five.
    pub fixes: Vec<Fix>,
}

/// One thing to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// What kind.
    pub kind: FixKind,
    /// Where in the video, in seconds.
    pub at_second: Option<u16>,
    /// In words: at most 300 characters.
    pub note: String,
}

/// What is to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FixKind {
    LabelMissing,
    ProductNotSeen,
    NameWrong,
    SoundBad,
    PictureBad,
    ClaimUnproved,
    BriefMissed,
    Other,
}

/// After the last fix the brand refuses; a person decides about the sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefuseDraft {
    /// Which deal.
    pub deal: DealId,
    /// Which draft.
    pub draft: DraftId,
    /// Why: 1..=500 characters.
    pub reason: String,
}

/// The brand's tap that the post is as agreed: the approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassPost {
    /// Which deal.
    pub deal: DealId,
    /// Which post.
    pub post: PostId,
}

/// The post is not as agreed; the creator mends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnPost {
    /// Which deal.
    pub deal: DealId,
    /// Which post.
    pub post: PostId,
    /// What is wrong.
    pub problem: PostProblem,
    /// In words: at most 300 characters.
    pub note: String,
}

/// What a post check can find wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PostProblem {
    NotReachable,
    OtherHandle,
    LabelMissing,
    OtherVideo,
}

/// The product is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShipProduct {
    /// Which deal.
    pub deal: DealId,
    /// The courier's number, if there is one: at most 60 characters.
    pub tracking: Option<String>,
    /// When it should arrive.
    pub expected_on: Option<Day>,
}

impl std::fmt::Debug for SetIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetIdentity(…)")
    }
}

impl std::fmt::Debug for InviteMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InviteMember(…)")
    }
}

impl std::fmt::Debug for SetIban {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetIban(…)")
    }
}
