//! Who is here and what the first session asks next; the line above every screen.

use gamma_core::device;
use gamma_core::device::{FirstStep, Role};
use gamma_core::id::{PersonId, SessionId};
use gamma_core::time::Timestamp;
use gamma_core::wire::identity;

use super::{MissingThing, whole};

/// Who is on this phone.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum SessionView {
    /// Nobody: the sample card and the sign-in.
    Nobody,
    /// Somebody, and the server takes the phone's word for it.
    SignedIn {
        /// Who.
        person: PersonId,
    },
    /// Somebody whose session is over: everything is readable, nothing is sent until the next sign-in.
    Paused {
        /// Who.
        person: PersonId,
    },
}

/// How the app looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Everything that decides which screen of the first session is shown.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FirstSessionView {
    /// What to ask next; [`FirstStep::Finished`] opens the deck or the desk.
    pub step: FirstStep,
    /// As whom.
    pub role: Role,
    /// `kk`, `ru` or `en`, once chosen.
    pub language: Option<String>,
    /// How the app looks.
    pub theme: Theme,
    /// Who is here.
    pub session: SessionView,
    /// The number that waits for its code.
    pub phone: Option<String>,
    /// The code is on its way; none while the network is away.
    pub challenge: Option<ChallengeView>,
    /// What the profile lacks and nobody was asked for.
    pub missing: Vec<MissingThing>,
}

/// A code is on its way.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChallengeView {
    /// The code holds until then, by the server's clock.
    pub expires_at: Timestamp,
    /// Another one can be asked for then.
    pub resend_at: Timestamp,
}

/// One signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeviceView {
    /// Its session, to sign it out.
    pub session: SessionId,
    /// Its name.
    pub name: String,
    /// When it was last here.
    pub seen_at: Timestamp,
    /// This one.
    pub is_this: bool,
}

/// The line above every screen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StatusView {
    /// Who is here.
    pub session: SessionView,
    /// The person's name, as brands see it.
    pub display_name: Option<String>,
    /// There is a network.
    pub is_online: bool,
    /// So many answers wait to be sent, or for the server's word.
    pub waiting: i32,
    /// So many files are on their way.
    pub uploads: i32,
    /// So many notices were not read.
    pub unread: i32,
    /// So many refusals were not seen.
    pub refused: i32,
    /// A damaged database was set aside at this start: say so once.
    pub recovery: Option<RecoveryView>,
    /// The server's time, as well as the phone knows it: deadlines count by it.
    pub server_now: Timestamp,
}

/// A damaged database that was kept aside; the new one is filled from the server.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RecoveryView {
    /// Which sentence.
    pub code: String,
    /// Where the damaged file lies now, for support.
    pub set_aside: String,
    /// Unsent commands that were carried over.
    pub commands_kept: i32,
}

/// What a sync did and why it ended.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncView {
    /// Commands that the server has done.
    pub done: i32,
    /// Commands that the server has refused.
    pub refused: i32,
    /// Rows that came.
    pub rows: i32,
    /// Why it ended.
    pub end: SyncEnd,
    /// The code of what failed last, if anything did.
    pub failure: Option<String>,
}

/// Why a sync ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SyncEnd {
    /// All is said that can be said now.
    Done,
    /// No network.
    Offline,
    /// Nobody is signed in, or the session is over.
    SignedOut,
    /// A call failed; it goes again later.
    Failed,
    /// Somebody stopped it.
    Cancelled,
}

impl From<device::SessionState> for SessionView {
    fn from(state: device::SessionState) -> Self {
        match state {
            device::SessionState::Nobody => Self::Nobody,
            device::SessionState::SignedIn(person) => Self::SignedIn { person },
            device::SessionState::Paused(person) => Self::Paused { person },
        }
    }
}

impl FirstSessionView {
    pub(crate) fn of(session: device::FirstSession, theme: Option<&str>) -> Self {
        Self {
            step: session.next_step(),
            role: session.role,
            language: session.language,
            theme: Theme::from_name(theme),
            session: session.session.into(),
            phone: session.kept_phone,
            challenge: session.challenge.map(Into::into),
            missing: MissingThing::all(&session.missing),
        }
    }
}

impl Theme {
    /// As it is kept.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_name(name: Option<&str>) -> Self {
        match name {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }
}

impl From<identity::ChallengeReply> for ChallengeView {
    fn from(reply: identity::ChallengeReply) -> Self {
        Self { expires_at: reply.expires_at, resend_at: reply.resend_at }
    }
}

impl From<identity::DeviceView> for DeviceView {
    fn from(view: identity::DeviceView) -> Self {
        Self { session: view.session, name: view.name, seen_at: view.seen_at, is_this: view.is_this }
    }
}

impl From<device::Status> for StatusView {
    fn from(status: device::Status) -> Self {
        Self {
            session: status.session.into(),
            display_name: None,
            is_online: status.is_online,
            waiting: whole(status.waiting),
            uploads: whole(status.uploads),
            unread: whole(status.unread),
            refused: whole(status.refused),
            recovery: status.recovery.map(Into::into),
            server_now: status.server_now,
        }
    }
}

impl From<device::store::Recovery> for RecoveryView {
    fn from(recovery: device::store::Recovery) -> Self {
        Self {
            code: recovery.code.to_owned(),
            set_aside: recovery.set_aside.to_string_lossy().into_owned(),
            commands_kept: whole(recovery.commands_kept),
        }
    }
}

impl From<device::SyncReport> for SyncView {
    fn from(report: device::SyncReport) -> Self {
        let end = match report.rest {
            device::Rest::Done { .. } => SyncEnd::Done,
            device::Rest::Offline => SyncEnd::Offline,
            device::Rest::SignedOut => SyncEnd::SignedOut,
            device::Rest::Failed => SyncEnd::Failed,
            device::Rest::Cancelled => SyncEnd::Cancelled,
        };
        Self {
            done: whole(report.done),
            refused: whole(report.refused),
            rows: whole(report.rows),
            end,
            failure: report.failure.map(|failure| failure.code().to_owned()),
        }
    }
}
