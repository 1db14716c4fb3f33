//! What phone and server say to each other, version 1. The compiler is the contract; golden JSON files lock the
//! bytes. Unknown fields are refused in commands and ignored in answers, so that an older phone keeps reading.

pub mod commands;
pub mod identity;
pub mod scripts;
pub mod views;

use serde::{Deserialize, Serialize};

use crate::id::CommandId;
use crate::time::Timestamp;

/// The version in every path: `/v1/…`.
pub const VERSION: &str = "v1";

/// Answers of every kind that are not what was asked for: `{"error": {…}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The error.
    pub error: ErrorDetail,
}

/// One error, for machines by `code`, for developers by `reason`. Never holds personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorDetail {
    /// Stable.
    pub code: Code,
    /// A lowercase fragment in English.
    pub reason: String,
    /// Which field, as a JSON path, if one is to blame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// When to try again, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
    /// Which request, for support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// The stored answer to a command. Asking again with the same id and bytes gives it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Answer {
    /// It happened.
    Done {
        /// Which command.
        id: CommandId,
        /// The order number of its transaction: what it changed is in the feed at this n.
        n: i64,
        /// What it made, if anything is worth saying.
        #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
        data: serde_json::Value,
    },
    /// A rule refused it; nothing changed.
    Rejected {
        /// Which command.
        id: CommandId,
        /// Which rule.
        code: Code,
        /// A lowercase fragment in English.
        reason: String,
        /// Figures that a screen needs to explain it.
        #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
        data: serde_json::Value,
    },
}

/// One page of a person's feed, after a cursor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedPage {
    /// In order of (n, k).
    pub items: Vec<FeedItem>,
    /// Ask with it next; equal to the cursor given when nothing was new.
    pub next: Cursor,
    /// More is waiting.
    pub has_more: bool,
    /// The server's clock, to measure the phone's offset.
    pub now: Timestamp,
    /// The version of [`TaxTableView`], if an operator added anything to the build's table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_version: Option<String>,
}

/// What an operator added to the tax table of the build (`GET /v1/tax/table?version=…`, 304 if it is the same): the
/// files as they are, to be added in their order ([`crate::tax::Addition`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxTableView {
    /// What names them all; none while there are none.
    pub version: Option<String>,
    /// The files.
    pub additions: Vec<String>,
}

/// A creator's month of taxes (`GET /v1/tax/month`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxMeterView {
    /// Which month.
    pub month: crate::time::Month,
    /// How the person is treated today; none before the tax interview.
    pub profile: Option<crate::tax::Profile>,
    /// The month against the limit; none where there is no limit.
    pub meter: Option<crate::tax::Meter>,
    /// What was withheld so far.
    pub withheld: Vec<WithheldView>,
}

/// One line of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithheldView {
    /// Which.
    pub line: crate::tax::LineCode,
    /// How much.
    pub amount: crate::money::Money,
    /// By when it goes to the state.
    pub due_on: crate::time::Day,
}

/// A place in the feed: `n.k` as text in URLs, such as `17.2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// The order number of a transaction.
    pub n: i64,
    /// The place inside it.
    pub k: i64,
}

/// The newest state of one of the person's own things. `body: null` says it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedItem {
    /// The order number.
    pub n: i64,
    /// The place inside it.
    pub k: i64,
    /// What it is.
    pub topic: Topic,
    /// Which one: a UUID.
    pub id: uuid::Uuid,
    /// A view of [`views`], by topic.
    pub body: serde_json::Value,
}

/// What a feed item is, and so which view its body has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// [`views::ProfileView`].
    Profile,
    /// [`views::DealView`].
    Deal,
    /// [`views::PayoutView`].
    Payout,
    /// [`views::EarningView`].
    Earning,
    /// [`views::NoticeView`].
    Notice,
    /// [`views::CampaignView`], for members of the brand.
    Campaign,
    /// [`views::InvoiceView`], for members of the brand.
    Invoice,
    /// [`views::BrandView`], for members of the brand.
    Brand,
    /// [`scripts::ScriptView`].
    Script,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal / $status:literal),+ $(,)?) => {
        /// Every error and refusal that has a name. Stable: a code is never reused for something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name),+ , /** A newer server's code that this build does not know. */ Unknown }

        impl Code {
            /// Every code this build knows.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// As it stands in JSON.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text),+ , Self::Unknown => "unknown" }
            }
            /// The HTTP status that carries it.
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status),+ , Self::Unknown => 500 } }
            /// Reads it; a code of a newer server is [`Code::Unknown`].
            pub fn from_text(text: &str) -> Self { match text { $($text => Self::$name),+ , _ => Self::Unknown } }
        }
    };
}

codes! {
    // 400: malformed
    /// The body or a parameter could not be read.
    Malformed = "malformed" / 400,
    /// The body was read and a field is out of its range.
    InvalidField = "invalid_field" / 400,
    /// No such command kind.
    UnknownCommand = "unknown_command" / 400,
    /// The phone's app is too old for this server.
    UpdateApp = "update_app" / 400,
    // 401: who are you
    /// No token, or one that does not hold.
    SignInNeeded = "sign_in_needed" / 401,
    /// The access token is over; refresh it.
    TokenExpired = "token_expired" / 401,
    /// The refresh token was used twice by different hands; all of its family are out.
    SessionRevoked = "session_revoked" / 401,
    /// The one-time code was wrong or over.
    CodeWrong = "code_wrong" / 401,
    // 403, 404, 409
    /// Seen, but not yours to do.
    NotAllowed = "not_allowed" / 403,
    /// Not there, or not yours to see.
    NotFound = "not_found" / 404,
    /// This method is not for this address.
    MethodNotAllowed = "method_not_allowed" / 405,
    /// The same command id came with other bytes.
    CommandReused = "command_reused" / 409,
    /// The thing has moved on since you looked.
    MovedOn = "moved_on" / 409,
    /// The body is larger than allowed.
    TooLarge = "too_large" / 413,
    /// Not a type that is taken here.
    UnsupportedType = "unsupported_type" / 415,
    // 429, 5xx
    /// Too many tries.
    TooMany = "too_many" / 429,
    /// Our bug; nothing was changed.
    Internal = "internal" / 500,
    /// Try again later; nothing was changed.
    Unavailable = "unavailable" / 503,
    // 422: a rule refused it
    /// All slots are taken.
    SlotsGone = "slots_gone" / 422,
    /// The offer is over.
    OfferExpired = "offer_expired" / 422,
    /// The terms changed since the card was shown.
    TermsChanged = "terms_changed" / 422,
    /// The campaign does not run.
    CampaignNotLive = "campaign_not_live" / 422,
    /// The campaign is not for this creator.
    NotEligible = "not_eligible" / 422,
    /// This creator already has a deal with this campaign.
    AlreadyAgreed = "already_agreed" / 422,
    /// The campaign's budget does not cover another deal.
    BudgetSpent = "budget_spent" / 422,
    /// The brand's limit or prepayment does not cover another deal.
    BrandLimit = "brand_limit" / 422,
    /// Advances for this brand are used up.
    AdvanceBrandLimit = "advance_brand_limit" / 422,
    /// Advances for this creator are used up.
    AdvanceCreatorLimit = "advance_creator_limit" / 422,
    /// The brand's light is red: no advance.
    AdvanceLightRed = "advance_light_red" / 422,
    /// The advance's price is not what was agreed.
    AdvancePriceChanged = "advance_price_changed" / 422,
    /// Something of the first session is missing; `data.missing` names it.
    Precondition = "precondition" / 422,
    /// Under 18.
    UnderAge = "under_age" / 422,
    /// The identity number's check digit or date is wrong.
    IinInvalid = "iin_invalid" / 422,
    /// The company number's check digit is wrong.
    BinInvalid = "bin_invalid" / 422,
    /// The account number does not hold.
    IbanInvalid = "iban_invalid" / 422,
    /// The account's owner has another name.
    IbanNameDiffers = "iban_name_differs" / 422,
    /// The phone number is not a Kazakh mobile number.
    PhoneInvalid = "phone_invalid" / 422,
    /// Somebody else has this identity number.
    IinTaken = "iin_taken" / 422,
    /// Another brand has this company number.
    BinTaken = "bin_taken" / 422,
    /// A fresh one-time code is needed for this.
    FreshCodeNeeded = "fresh_code_needed" / 422,
    /// The deal is not in the state that this needs.
    DealState = "deal_state" / 422,
    /// The deadline has passed.
    DeadlinePassed = "deadline_passed" / 422,
    /// Too late to take back without the deal's own cancelling rule.
    UndoTooLate = "undo_too_late" / 422,
    /// The fix rounds of the terms are used up.
    FixRoundsUsed = "fix_rounds_used" / 422,
    /// The media is not there, not finished, or not a video.
    MediaNotReady = "media_not_ready" / 422,
    /// The file is not what it says, or too big inside.
    MediaRefused = "media_refused" / 422,
    /// The link is not a post of the creator's own handle on the deal's platform.
    PostLinkInvalid = "post_link_invalid" / 422,
    /// The ad label or the sponsor's name is missing.
    AdLabelMissing = "ad_label_missing" / 422,
    /// There is nothing that could be paid out.
    NothingToPay = "nothing_to_pay" / 422,
    /// The payout is not in the state that this needs.
    PayoutState = "payout_state" / 422,
    /// The net is under 100 ₸; it waits for more.
    BelowMinimum = "below_minimum" / 422,
    /// The bank account was changed less than 24 hours ago.
    PayoutsHeld = "payouts_held" / 422,
    /// The month's income would pass the limit of the regime.
    IncomeLimit = "income_limit" / 422,
    /// The year has no tax indices yet.
    NoIndexForYear = "no_index_for_year" / 422,
    /// The profile has no rules on that day.
    NoTaxRules = "no_tax_rules" / 422,
    /// Under this tax profile the brand withholds, and it has not authorised the platform to do that for it.
    TaxAuthorityMissing = "tax_authority_missing" / 422,
    /// The campaign's plan breaks a rule; `field` names it.
    PlanInvalid = "plan_invalid" / 422,
    /// What this command depended on was refused.
    DependedOnRefused = "depended_on_refused" / 422,
    /// The amount does not match what is open.
    AmountMismatch = "amount_mismatch" / 422,
    /// It was reversed before.
    AlreadyReversed = "already_reversed" / 422,
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Ok(Self::from_text(&text))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text())
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.n, self.k)
    }
}

impl std::str::FromStr for Cursor {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (n, k) = text.split_once('.').unwrap_or((text, "0"));
        Ok(Self { n: n.parse()?, k: k.parse()? })
    }
}

impl Topic {
    /// The stable name in SQL and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Deal => "deal",
            Self::Payout => "payout",
            Self::Earning => "earning",
            Self::Notice => "notice",
            Self::Campaign => "campaign",
            Self::Invoice => "invoice",
            Self::Brand => "brand",
            Self::Script => "script",
        }
    }
}
