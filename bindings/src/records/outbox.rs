//! What waits, what was refused, what the server says; and a refused command as it can be edited and sent as a new one.

use gamma_core::device::ports::Note;
use gamma_core::device::store::{AskedChange, CommandState, Refused};
use gamma_core::id::{CommandId, DealId, EarningId, NoticeId, PayoutId};
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::{self, Command, Way};
use gamma_core::wire::views::{self, NoticeKind};
use serde::de::DeserializeOwned;

use super::{
    BrandRequest, CampaignRequest, DraftRequest, FixRequest, HandleRequest, IbanRequest, IdentityRequest, Money,
    PostRequest, ProfileRequest, ReturnPostRequest, SwipeRequest, TaxInterviewRequest, all, whole,
};
use crate::error::AppError;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// What a person asked the server to change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
        pub enum CommandKind { $($(#[$doc])* $name,)+ /** A kind that this build does not know. */ Other }

        impl CommandKind {
            fn from_kind(kind: &str) -> Self {
                match kind { $(commands::$name::KIND => Self::$name,)+ _ => Self::Other }
            }
        }
    };
}

kinds! {
    /// YES or NO.
    Swipe,
    /// Takes a swipe back.
    WithdrawSwipe,
    /// Ends a deal.
    CancelDeal,
    /// Agrees to a text.
    GiveConsent,
    /// Name, city, tags.
    SetProfile,
    /// Where the creator publishes.
    SetHandle,
    /// A look at the code in a handle's bio.
    ProveHandle,
    /// Who the creator is.
    SetIdentity,
    /// The tax interview.
    AnswerTaxInterview,
    /// The bank account.
    SetIban,
    /// Notices were read.
    ReadNotices,
    /// At once or wait.
    SetPayoutChoice,
    /// A draft.
    SubmitDraft,
    /// A post's link.
    SubmitPost,
    /// A payout.
    RequestPayout,
    /// Takes a payout back.
    WithdrawPayout,
    /// Sells a waiting claim.
    TakeAdvance,
    /// The product is here.
    ConfirmDelivery,
    /// A new brand.
    RegisterBrand,
    /// Somebody else may act for the brand.
    InviteMember,
    /// A new campaign.
    CreateCampaign,
    /// Opens, pauses or closes a campaign.
    SetCampaignState,
    /// The brand's yes to a draft.
    ClearDraft,
    /// The brand asks for a fix.
    FixDraft,
    /// The brand refuses the last draft.
    RefuseDraft,
    /// The brand's yes to a post.
    PassPost,
    /// The brand sends a post back.
    ReturnPost,
    /// The product is on its way.
    ShipProduct,
}

/// Something that was asked and has no answer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AskedView {
    /// By which command.
    pub command: CommandId,
    /// What.
    pub kind: CommandKind,
    /// Where it is.
    pub state: CommandState,
    /// When, by the phone's clock.
    pub asked_at: Timestamp,
    /// About which thing: the id of a deal, a campaign, a payout, an earning.
    pub thing: String,
}

/// Something that the server refused.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RefusedView {
    /// Which command.
    pub command: CommandId,
    /// What it asked.
    pub kind: CommandKind,
    /// Which sentence: `error.{code}`.
    pub code: String,
    /// Figures of the rule, as JSON, if it has any.
    pub detail: Option<String>,
    /// The deal it was about.
    pub deal: Option<DealId>,
    /// How many commands were refused with it.
    pub dependents: i32,
    /// Seen.
    pub is_read: bool,
    /// As it was asked, to be edited; none if there is nothing to edit.
    pub edited: Option<EditedRequest>,
}

/// A refused command in the hands of the person who mends it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
#[expect(clippy::large_enum_variant, reason = "one at a time, at the pace of a person who edits")]
pub enum EditedRequest {
    /// A YES, on the terms and at the price of the card as it is now.
    Swipe {
        /// What to send.
        request: SwipeRequest,
    },
    /// The profile.
    Profile {
        /// What to send.
        request: ProfileRequest,
    },
    /// A handle.
    Handle {
        /// What to send.
        request: HandleRequest,
    },
    /// Who the creator is.
    Identity {
        /// What to send.
        request: IdentityRequest,
    },
    /// The tax interview.
    TaxInterview {
        /// What to send.
        request: TaxInterviewRequest,
    },
    /// The bank account.
    Iban {
        /// What to send.
        request: IbanRequest,
    },
    /// A draft.
    Draft {
        /// What to send.
        request: DraftRequest,
    },
    /// A post's link.
    Post {
        /// What to send.
        request: PostRequest,
    },
    /// A payout.
    Payout {
        /// Which earnings, whole; empty for all that are available.
        earnings: Vec<EarningId>,
    },
    /// A brand.
    Brand {
        /// What to send.
        request: BrandRequest,
    },
    /// A campaign.
    Campaign {
        /// What to send.
        request: CampaignRequest,
    },
    /// Changes of a draft.
    Fix {
        /// What to send.
        request: FixRequest,
    },
    /// A post sent back.
    ReturnPost {
        /// What to send.
        request: ReturnPostRequest,
    },
}

/// Everything the inbox shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct InboxView {
    /// What the server refused; newest first.
    pub refused: Vec<RefusedView>,
    /// What the server says; newest first.
    pub notices: Vec<NoticeView>,
}

/// One notice. Its sentence is made by the shell from `kind` and the figures.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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
    /// The code of a reason to name.
    pub code: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Seen.
    pub is_read: bool,
}

/// Something worth telling a person who is not looking at the app.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum NoteView {
    /// The server has news.
    News {
        /// Which.
        notice: NoticeView,
    },
    /// The server refused what was asked for here.
    Refused {
        /// What it asked.
        kind: CommandKind,
        /// Which sentence.
        code: String,
    },
}

impl CommandKind {
    pub(crate) const fn is_about_money(self) -> bool {
        matches!(self, Self::RequestPayout | Self::WithdrawPayout | Self::TakeAdvance | Self::SetIban)
    }
}

impl EditedRequest {
    /// A refused body as it can be edited.
    fn of(kind: CommandKind, body: &[u8]) -> Option<Self> {
        fn read<C: DeserializeOwned>(body: &[u8]) -> Option<C> {
            serde_json::from_slice(body).ok()
        }
        Some(match kind {
            CommandKind::Swipe => Self::Swipe { request: swipe_of(&read(body)?)? },
            CommandKind::SetProfile => Self::Profile { request: read::<commands::SetProfile>(body)?.into() },
            CommandKind::SetHandle => Self::Handle { request: read::<commands::SetHandle>(body)?.into() },
            CommandKind::SetIdentity => Self::Identity { request: read::<commands::SetIdentity>(body)?.into() },
            CommandKind::AnswerTaxInterview => {
                Self::TaxInterview { request: read::<commands::AnswerTaxInterview>(body)?.into() }
            }
            CommandKind::SetIban => Self::Iban { request: read::<commands::SetIban>(body)?.into() },
            CommandKind::SubmitDraft => Self::Draft { request: read::<commands::SubmitDraft>(body)?.into() },
            CommandKind::SubmitPost => Self::Post { request: read::<commands::SubmitPost>(body)?.into() },
            CommandKind::RequestPayout => Self::Payout { earnings: read::<commands::RequestPayout>(body)?.earnings },
            CommandKind::RegisterBrand => Self::Brand { request: read::<commands::RegisterBrand>(body)?.into() },
            CommandKind::CreateCampaign => Self::Campaign { request: read::<commands::CreateCampaign>(body)?.into() },
            CommandKind::FixDraft => Self::Fix { request: read::<commands::FixDraft>(body)?.into() },
            CommandKind::ReturnPost => Self::ReturnPost { request: read::<commands::ReturnPost>(body)?.into() },
            _ => return None,
        })
    }

    /// The bytes of the new command. A YES has none here: it takes the terms of the card as it is now.
    pub(crate) fn body(self) -> Result<Vec<u8>, AppError> {
        fn bytes<C: Command>(command: &C) -> Result<Vec<u8>, AppError> {
            serde_json::to_vec(command).map_err(|_| AppError::internal())
        }
        match self {
            Self::Swipe { .. } => Err(AppError::internal()),
            Self::Profile { request } => bytes(&commands::SetProfile::from(request)),
            Self::Handle { request } => bytes(&commands::SetHandle::from(request)),
            Self::Identity { request } => bytes(&commands::SetIdentity::try_from(request)?),
            Self::TaxInterview { request } => bytes(&commands::AnswerTaxInterview::from(request)),
            Self::Iban { request } => bytes(&commands::SetIban::try_from(request)?),
            Self::Draft { request } => bytes(&commands::SubmitDraft::from(request)),
            Self::Post { request } => bytes(&commands::SubmitPost::from(request)),
            Self::Payout { earnings } => bytes(&commands::RequestPayout { earnings }),
            Self::Brand { request } => bytes(&commands::RegisterBrand::try_from(request)?),
            Self::Campaign { request } => bytes(&commands::CreateCampaign::try_from(request)?),
            Self::Fix { request } => bytes(&commands::FixDraft::from(request)),
            Self::ReturnPost { request } => bytes(&commands::ReturnPost::from(request)),
        }
    }
}

fn swipe_of(swipe: &commands::Swipe) -> Option<SwipeRequest> {
    match swipe.way {
        Way::Yes { payout_choice, .. } => Some(SwipeRequest { campaign: swipe.campaign, payout_choice }),
        Way::No { .. } => None,
    }
}

impl From<AskedChange> for AskedView {
    fn from(asked: AskedChange) -> Self {
        Self {
            command: asked.command,
            kind: CommandKind::from_kind(&asked.kind),
            state: asked.state,
            asked_at: asked.asked_at,
            thing: asked.id.to_string(),
        }
    }
}

impl From<Refused> for RefusedView {
    fn from(refused: Refused) -> Self {
        let kind = CommandKind::from_kind(&refused.kind);
        Self {
            command: refused.command,
            kind,
            code: refused.code.text().to_owned(),
            detail: refused.detail.as_ref().map(ToString::to_string),
            deal: refused.deal(),
            dependents: whole(refused.dependents),
            is_read: refused.is_read,
            edited: EditedRequest::of(kind, &refused.body),
        }
    }
}

impl From<gamma_core::device::InboxShown> for InboxView {
    fn from(shown: gamma_core::device::InboxShown) -> Self {
        Self { refused: all(shown.refused), notices: all(shown.notices) }
    }
}

impl From<views::NoticeView> for NoticeView {
    fn from(view: views::NoticeView) -> Self {
        Self {
            notice: view.notice,
            kind: view.kind,
            deal: view.deal,
            payout: view.payout,
            amount: view.amount.map(Into::into),
            code: view.code.map(|code| code.text().to_owned()),
            at: view.at,
            is_read: view.is_read,
        }
    }
}

impl From<&Note> for NoteView {
    fn from(note: &Note) -> Self {
        match note {
            Note::News(notice) => Self::News { notice: notice.clone().into() },
            Note::Refused { kind, code } => {
                Self::Refused { kind: CommandKind::from_kind(kind), code: code.text().to_owned() }
            }
        }
    }
}
