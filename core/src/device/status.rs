//! What every screen shows around its own content: who is here, what waits, what is new. One read for all of it.

use super::Device;
use super::error::DeviceError;
use super::session::SessionState;
use super::store::Recovery;
use crate::time::Timestamp;

/// The line above every screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Who is here.
    pub session: SessionState,
    /// A try would make sense now.
    pub is_online: bool,
    /// Commands without an answer.
    pub waiting: u32,
    /// Files on their way.
    pub uploads: u32,
    /// Notices that nobody has read.
    pub unread: u32,
    /// Refusals that nobody has seen.
    pub refused: u32,
    /// A damaged database that was set aside at this start.
    pub recovery: Option<Recovery>,
    /// The server's time, as well as the phone knows it.
    pub server_now: Timestamp,
}

impl Device {
    /// The line above every screen; works for nobody too.
    pub fn status(&self) -> Result<Status, DeviceError> {
        let mut status = Status {
            session: self.engine.session_state(),
            is_online: self.engine.ports.connectivity.is_online(),
            waiting: 0,
            uploads: 0,
            unread: 0,
            refused: 0,
            recovery: self.engine.recovery(),
            server_now: self.server_now()?,
        };
        if let Some(opened) = self.engine.opened() {
            let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
            let open = opened.store.list_uploads()?.into_iter().filter(|upload| !upload.state.is_over()).count();
            let unread = opened.store.list_notices()?.into_iter().filter(|notice| !notice.is_read).count();
            let refused = opened.store.list_refused()?.into_iter().filter(|refused| !refused.is_read).count();
            status.waiting = opened.store.count_unanswered()?;
            (status.uploads, status.unread, status.refused) = (count(open), count(unread), count(refused));
        }
        Ok(status)
    }
}
