//! The core's words for states and choices, as they are. Each shell finds its sentence under the word.

use gamma_core::device::store::{CommandState, TakenBack, UploadState};
use gamma_core::device::{FirstStep, NextAction, Role, StepKind, StepState};
use gamma_core::wire::commands::{CampaignStep, ConsentKind, FixKind, NoReason, PayoutChoice, PostProblem};
use gamma_core::wire::views::{
    CampaignNext, CampaignState, Cleared, DealState, EarningKind, EarningState, Ended, Light, NoticeKind, PayoutState,
};

/// Where a command is.
#[uniffi::remote(Enum)]
pub enum CommandState {
    /// Here, and can be deleted.
    Waiting,
    /// It may have arrived; it goes again until there is an answer.
    Sent,
    /// The server did it; the feed is about to say so.
    Done,
}

/// How something was taken back.
#[uniffi::remote(Enum)]
pub enum TakenBack {
    /// It never left the phone.
    Deleted,
    /// It may have arrived; the server is asked to withdraw it.
    Asked,
    /// The server had refused it anyway.
    Refused,
}

/// Where an upload is.
#[uniffi::remote(Enum)]
pub enum UploadState {
    /// Not begun.
    Waiting,
    /// Parts are on their way.
    Receiving,
    /// All is there; the server looks at it.
    Checking,
    /// It can be used.
    Ready,
    /// The server won't have it.
    Refused,
}

/// What the first session asks next.
#[uniffi::remote(Enum)]
pub enum FirstStep {
    /// The app's language.
    Language,
    /// The sample card, without account and network.
    SampleCard,
    /// A phone number.
    Phone,
    /// The code that was sent to it, or will be when the network is there.
    Code,
    /// Signed in; the first sync has not come through yet.
    FirstSync,
    /// A brand's number and name, and whether the person may sign.
    Company,
    /// The two texts to agree to.
    Consents,
    /// Where the creator publishes.
    Handle,
    /// City and tags.
    Profile,
    /// A brand's first campaign.
    Campaign,
    /// Nothing: the deck or the desk.
    Finished,
}

/// As whom a person uses the app on this device.
#[uniffi::remote(Enum)]
pub enum Role {
    /// Swipes offers; usually on a phone.
    Creator,
    /// Opens campaigns; usually on a tablet.
    Brand,
}

/// One step of a deal.
#[uniffi::remote(Enum)]
pub enum StepKind {
    /// YES became a deal.
    Agreed,
    /// The product is with the creator; only in deals that have one.
    Product,
    /// The draft was sent.
    Draft,
    /// The brand has cleared it.
    Cleared,
    /// The post is published and approved.
    Posted,
    /// The money is on the account.
    Paid,
}

/// How far a step is.
#[uniffi::remote(Enum)]
pub enum StepState {
    /// Done.
    Done,
    /// Under way.
    Current,
    /// Later.
    Ahead,
    /// It will not come any more.
    Never,
}

/// What the creator does next.
#[uniffi::remote(Enum)]
pub enum NextAction {
    /// The YES has no answer yet.
    WaitForAnswer,
    /// The brand sends the product.
    WaitForProduct,
    /// Say that the product is here.
    ConfirmDelivery,
    /// Make the video and send it.
    SendDraft,
    /// The video is on its way, or waits for the network.
    SendingDraft,
    /// The brand looks at the draft.
    WaitForBrand,
    /// Change what the brand asked and send another draft.
    SendFix,
    /// Publish the video and send the link.
    SendPost,
    /// The link is on its way, or waits for the network.
    SendingPost,
    /// The post is being checked.
    WaitForCheck,
    /// A person decides.
    WaitForDecision,
    /// Earned; the money comes by itself or can be asked for.
    SeeMoney,
    /// Over.
    Nothing,
}

/// When a creator wants the money.
#[uniffi::remote(Enum)]
pub enum PayoutChoice {
    /// Daily Pay: at approval, less the advance fee.
    AtOnce,
    /// When the brand has paid; no fee.
    Wait,
}

/// Why an offer was not wanted.
#[uniffi::remote(Enum)]
pub enum NoReason {
    /// The fee is too low.
    FeeTooLow,
    /// Another topic.
    NotMyTopic,
    /// Not with this brand.
    NotThisBrand,
    /// No time.
    NoTime,
    /// Done before.
    AlreadyDone,
}

/// The texts a person can agree to.
#[uniffi::remote(Enum)]
pub enum ConsentKind {
    /// The public contract.
    Contract,
    /// Personal data.
    PersonalData,
    /// Marketing messages; off unless given.
    Marketing,
}

/// What a brand asks to change in a draft.
#[uniffi::remote(Enum)]
pub enum FixKind {
    /// The ad label is missing.
    LabelMissing,
    /// The product can't be seen.
    ProductNotSeen,
    /// A name is wrong.
    NameWrong,
    /// The sound is bad.
    SoundBad,
    /// The picture is bad.
    PictureBad,
    /// A claim has no proof.
    ClaimUnproved,
    /// The brief was missed.
    BriefMissed,
    /// Something else; the note says what.
    Other,
}

/// What a post check can find wrong.
#[uniffi::remote(Enum)]
pub enum PostProblem {
    /// The link does not open.
    NotReachable,
    /// Under another handle.
    OtherHandle,
    /// The ad label is missing.
    LabelMissing,
    /// Not the cleared video.
    OtherVideo,
}

/// What a brand can do with a campaign.
#[uniffi::remote(Enum)]
pub enum CampaignStep {
    /// Open it.
    Open,
    /// Pause it.
    Pause,
    /// Go on.
    Resume,
    /// Close it for good.
    Close,
}

/// The six states of a campaign.
#[uniffi::remote(Enum)]
pub enum CampaignState {
    /// Written, not open.
    Draft,
    /// It needs a limit or a prepayment.
    WaitingForMoney,
    /// Creators see it.
    Live,
    /// The brand paused it.
    Paused,
    /// All slots are taken.
    Full,
    /// Over.
    Closed,
}

/// What a brand does next with a campaign.
#[uniffi::remote(Enum)]
pub enum CampaignNext {
    /// Open it.
    Open,
    /// Pay ahead or ask for a limit.
    Pay,
    /// Look at drafts.
    ReviewDrafts,
    /// Wait for creators.
    Wait,
    /// Go on after the pause.
    Resume,
    /// Nothing.
    Nothing,
}

/// A brand's payment behaviour.
#[uniffi::remote(Enum)]
pub enum Light {
    /// Pays in time.
    Green,
    /// Was late.
    Amber,
    /// Prepaid only.
    Red,
}

/// Where a deal stands.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Enum)]
pub enum Ended {
    /// The YES was taken back.
    TakenBack,
    /// The creator ended it.
    CancelledByCreator,
    /// No draft came.
    DraftLate,
    /// No post came.
    PostLate,
    /// No product came.
    ProductLate,
    /// A person decided: nothing is paid.
    DecidedNone,
    /// A person decided: a part is paid.
    DecidedPart,
    /// The approval was reversed.
    Reversed,
}

/// How a draft was cleared.
#[uniffi::remote(Enum)]
pub enum Cleared {
    /// By the brand.
    ByBrand,
    /// By the clock: the brand was silent.
    ByClock,
    /// By an operator.
    ByOperator,
}

/// Fee or bonus.
#[uniffi::remote(Enum)]
pub enum EarningKind {
    /// The fixed fee.
    FixedFee,
    /// The bonus.
    Bonus,
}

/// Where an earning is.
#[uniffi::remote(Enum)]
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

/// Where a payout is.
#[uniffi::remote(Enum)]
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

/// What a notice says.
#[uniffi::remote(Enum)]
pub enum NoticeKind {
    /// A YES became a deal.
    DealAgreed,
    /// A deal ended early.
    DealEnded,
    /// For the brand: a draft is there.
    DraftArrived,
    /// The draft was cleared.
    DraftCleared,
    /// The brand asked for a fix.
    FixAsked,
    /// The brand refused the last draft; a person decides.
    DraftRefused,
    /// For the brand: a post is there.
    PostArrived,
    /// The post was sent back.
    PostReturned,
    /// The fee is earned.
    Approved,
    /// No advance; the earning waits.
    AdvanceRefused,
    /// A bonus was earned.
    BonusEarned,
    /// A payout is on the rail.
    PayoutSent,
    /// A payout is on the account.
    PayoutConfirmed,
    /// The rail said no.
    PayoutFailed,
    /// The rail did not say.
    PayoutUnknown,
    /// The bank sent it back.
    PayoutReturned,
    /// Payouts wait after a change of the account.
    PayoutsHeld,
    /// An earning can be paid out.
    EarningAvailable,
    /// The brand is late.
    BrandLate,
    /// The bank account was changed.
    IbanChanged,
    /// Another device signed in.
    NewDevice,
    /// For the brand: the month's invoice is there.
    InvoiceIssued,
    /// The income limit is near.
    LimitNear,
    /// The product is on its way.
    ProductShipped,
}
