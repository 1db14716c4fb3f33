//! Views: what the server shows. The phone stores and shows them as they are and never recomputes money.

mod brand;

use serde::{Deserialize, Serialize};

use super::Code;
use super::commands::{Fix, PayoutChoice, PostProblem};
use crate::id::{BrandId, CampaignId, DealId, DraftId, EarningId, MediaId, NoticeId, PayoutId, PersonId, PostId};
use crate::matching::Reason;
use crate::money::Money;
use crate::quote::{Difference, Quote};
use crate::terms::{Platform, TermSheet, TermsHash};
use crate::time::{Day, Timestamp};
pub use brand::{BrandView, CampaignNext, CampaignState, CampaignView, DealCounts, InvoiceView, Light};

/// `GET /v1/deck`: at most 100 offers, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeckView {
    /// Changes when the deck does; `GET /v1/deck?version=…` answers 304 when it has not.
    pub version: String,
    /// Best first.
    pub offers: Vec<OfferView>,
    /// When the deck is empty: the one setting that hides most offers.
    pub hides_most: Option<HidesMost>,
    /// The server's clock.
    pub now: Timestamp,
}

/// The setting that hides most offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HidesMost {
    /// `tags`, `city`, `languages`, `platform`, `followers`, `audience` or `seen`.
    pub setting: String,
    /// How many offers it hides.
    pub offers: u32,
}

/// One campaign as shown to one creator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// The campaign, and so the offer.
    pub campaign: CampaignId,
    /// What a YES names.
    pub terms: TermsHash,
    /// The terms in full.
    pub sheet: TermSheet,
    /// What the campaign is called.
    pub title: String,
    /// Who offers.
    pub brand_name: String,
    /// 0..=100.
    pub score: u8,
    /// At most three.
    pub reasons: Vec<Reason>,
    /// With Daily Pay.
    pub quote_at_once: Quote,
    /// When waiting.
    pub quote_wait: Quote,
    /// Daily Pay can be had with this brand.
    pub is_at_once_possible: bool,
    /// A YES is possible until then.
    pub open_until: Timestamp,
    /// Free slots when the deck was made.
    pub slots_left: u32,
    /// A picture, by an expiring address.
    pub picture_url: Option<String>,
}

impl OfferView {
    /// The figure for this choice.
    pub const fn quote(&self, choice: PayoutChoice) -> &Quote {
        match choice {
            PayoutChoice::AtOnce => &self.quote_at_once,
            PayoutChoice::Wait => &self.quote_wait,
        }
    }

    /// The price of the advance that the card shows for this choice, in basis points.
    pub const fn advance_bp(&self, choice: PayoutChoice) -> i64 {
        self.quote(choice).assumed.advance_bp
    }
}

/// What the creator's own profile says; also what is still missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// Who.
    pub person: PersonId,
    /// As brands see it.
    pub display_name: Option<String>,
    /// Where.
    pub city: Option<String>,
    /// Niches.
    pub tags: Vec<String>,
    /// Languages of the videos.
    pub languages: Vec<String>,
    /// Handles.
    pub handles: Vec<HandleView>,
    /// The tax profile, once known.
    pub tax_profile: Option<crate::tax::Profile>,
    /// The account's last four characters.
    pub iban_last4: Option<String>,
    /// Payouts wait until then, after a change of the account.
    pub payouts_held_until: Option<Timestamp>,
    /// What stands before the next YES: `contract`, `personal_data`, `profile`, `handle`, `identity`, `tax_interview`;
    /// and before a payout: `iban`.
    pub missing: Vec<String>,
    /// Consents in force.
    pub consents: Vec<super::commands::ConsentKind>,
}

/// A place where the creator publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandleView {
    /// Where.
    pub platform: Platform,
    /// Without `@`.
    pub handle: String,
    /// As stated.
    pub followers: u32,
    /// Proved by a code in the bio; else self-declared.
    pub is_proved: bool,
}

/// One deal, for its creator and for its brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealView {
    /// Which; the swipe's command id.
    pub deal: DealId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// What the campaign is called.
    pub title: String,
    /// With whom.
    pub brand: BrandId,
    /// Its name.
    pub brand_name: String,
    /// The creator's name, as brands see it.
    pub creator_name: String,
    /// What was agreed.
    pub terms: TermsHash,
    /// In full.
    pub sheet: TermSheet,
    /// Where it stands.
    pub state: DealState,
    /// The next clock, if one runs.
    pub due_at: Option<Timestamp>,
    /// When YES became a deal.
    pub agreed_at: Timestamp,
    /// YES can be taken back without penalty until then.
    pub undo_until: Option<Timestamp>,
    /// At once or wait.
    pub payout_choice: PayoutChoice,
    /// The quote that YES froze.
    pub quote: Quote,
    /// The newest draft.
    pub draft: Option<DraftView>,
    /// Fix rounds used.
    pub fix_rounds_used: u8,
    /// The newest post.
    pub post: Option<PostView>,
    /// Why it ended, if it ended early.
    pub ended: Option<Ended>,
    /// The earning of the fixed fee.
    pub earning: Option<EarningId>,
}

/// Where a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DealState {
    /// A product must reach the creator first.
    ProductDue,
    /// The creator owes a draft.
    DraftDue,
    /// The brand looks at the draft.
    DraftSent,
    /// The creator owes another draft.
    FixAsked,
    /// The creator owes the post.
    Cleared,
    /// The post is being checked.
    Posted,
    /// Refused after the last fix; a person decides.
    Frozen,
    /// The fee is earned; a bonus may still run.
    Approved,
    /// Nothing more will happen.
    Closed,
    /// The creator ended it.
    Cancelled,
    /// A deadline passed.
    Expired,
}

/// Why a deal ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Ended {
    TakenBack,
    CancelledByCreator,
    DraftLate,
    PostLate,
    ProductLate,
    DecidedNone,
    DecidedPart,
    Reversed,
}

/// One draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// Which.
    pub draft: DraftId,
    /// 1 for the first.
    pub round: u8,
    /// The video.
    pub media: MediaId,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// The creator's word.
    pub note: String,
    /// What the brand asked to change.
    pub fixes: Vec<Fix>,
    /// Cleared, and if so whether by the clock.
    pub cleared: Option<Cleared>,
}

/// How a draft was cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cleared {
    /// By the brand.
    ByBrand,
    /// By the clock, within the brand's trust limit.
    ByClock,
    /// By an operator.
    ByOperator,
}

/// One post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// `GET /v1/brands/{id}/reviews`: what waits for the brand's decision, least time left first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewsView {
    /// At most 200. One without `due_at` is late already: an operator looks at it too.
    pub reviews: Vec<ReviewView>,
    /// The server's clock.
    pub now: Timestamp,
}

/// One draft or post to decide about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// The deal, as its brand sees it.
    pub deal: DealView,
    /// The newest draft's video, by an expiring address.
    pub video_url: Option<String>,
}

/// One earned amount and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarningView {
    /// Which.
    pub earning: EarningId,
    /// Of which deal.
    pub deal: DealId,
    /// Fee or bonus.
    pub kind: EarningKind,
    /// What was earned.
    pub amount: Money,
    /// The advance's price, once taken.
    pub advance_fee: Money,
    /// Where it is.
    pub state: EarningState,
    /// When the brand owes it.
    pub due_on: Day,
    /// What an advance would cost now, in basis points, if one can be had.
    pub advance_bp: Option<i64>,
}

/// Fee or bonus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EarningKind {
    FixedFee,
    Bonus,
}

/// Where an earning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarningState {
    /// The claim is the creator's; the brand has not paid.
    Waiting,
    /// It can be paid out.
    Available,
    /// It is in a payout under way.
    InPayout,
    /// It reached the account.
    Paid,
    /// It was taken back.
    Reversed,
}

/// One payout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutView {
    /// Which.
    pub payout: PayoutId,
    /// Where it is.
    pub state: PayoutState,
    /// Equal to the tiyn to what is sent.
    pub quote: Quote,
    /// Against the offer quotes, line by line.
    pub differences: Vec<Difference>,
    /// What it pays.
    pub earnings: Vec<EarningId>,
    /// Asked for.
    pub requested_at: Timestamp,
    /// Sent to the rail.
    pub sent_at: Option<Timestamp>,
    /// On the account.
    pub confirmed_at: Option<Timestamp>,
    /// The account's last four characters.
    pub iban_last4: String,
    /// When it should land, as the rail says it.
    pub lands_at: Option<Timestamp>,
    /// Why it failed.
    pub failure: Option<String>,
    /// How it adds up: the ledger's own lines.
    pub ledger: Vec<LedgerLine>,
}

/// One posting behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// Why money moved.
    pub entry: crate::ledger::EntryKind,
    /// Which account, in words of the ledger.
    pub account: crate::ledger::AccountKind,
    /// The rail or tax line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// Debit positive.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

/// Where a payout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutState {
    /// Asked for.
    Requested,
    /// Taken back before it was sent.
    Withdrawn,
    /// On the rail.
    Sent,
    /// On the account.
    Confirmed,
    /// The rail said no.
    Failed,
    /// The rail did not say; it is asked, never paid again.
    Unknown,
    /// The account's bank sent it back.
    Returned,
}

/// A line of the inbox. The text is made on the phone from `kind` and `figures`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// Which.
    pub notice: NoticeId,
    /// What happened.
    pub kind: NoticeKind,
    /// Of which deal.
    pub deal: Option<DealId>,
    /// Of which payout.
    pub payout: Option<PayoutId>,
    /// An amount to name.
    pub amount: Option<Money>,
    /// A reason to name.
    pub code: Option<Code>,
    /// When.
    pub at: Timestamp,
    /// Seen.
    pub is_read: bool,
}

/// What a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum NoticeKind {
    DealAgreed,
    DealEnded,
    DraftArrived,
    DraftCleared,
    FixAsked,
    DraftRefused,
    PostArrived,
    PostReturned,
    Approved,
    AdvanceRefused,
    BonusEarned,
    PayoutSent,
    PayoutConfirmed,
    PayoutFailed,
    PayoutUnknown,
    PayoutReturned,
    PayoutsHeld,
    EarningAvailable,
    BrandLate,
    IbanChanged,
    NewDevice,
    InvoiceIssued,
    LimitNear,
    ProductShipped,
}
