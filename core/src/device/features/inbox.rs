//! The inbox: the server's notices, and the phone's own for what the server refused. A refused command is kept, so that
//! it can be edited and sent as a new one.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::store::Refused;
use crate::id::{CommandId, NoticeId};
use crate::wire::commands::{Command, ReadNotices, Swipe, Way};
use crate::wire::views::NoticeView;

const NOTICES_A_COMMAND: usize = 200;

/// Notices.
#[derive(Clone)]
pub struct Inbox(pub(crate) Arc<Engine>);

/// The inbox as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxShown {
    /// What the server refused; newest first.
    pub refused: Vec<Refused>,
    /// What the server says; newest first.
    pub notices: Vec<NoticeView>,
}

impl Inbox {
    /// Everything.
    pub fn show(&self) -> Result<InboxShown, DeviceError> {
        let store = &self.0.get_opened()?.store;
        Ok(InboxShown { refused: store.list_refused()?, notices: store.list_notices()? })
    }

    /// Marks notices as read.
    pub fn mark_read(&self, notices: &[NoticeId]) -> Result<(), DeviceError> {
        for some in notices.chunks(NOTICES_A_COMMAND) {
            self.0.ask(&ReadNotices { notices: some.to_vec() })?;
        }
        Ok(())
    }

    /// Marks refusals as seen.
    pub fn mark_refusals_read(&self, commands: &[CommandId]) -> Result<(), DeviceError> {
        Ok(self.0.get_opened()?.store.mark_refusals_read(commands)?)
    }

    /// Sends a refused command again, as a new one with other bytes of the same kind; the notice goes.
    pub fn edit_and_send_as_new(&self, refused: CommandId, body: Vec<u8>) -> Result<CommandId, DeviceError> {
        let opened = self.0.get_opened()?;
        let old = opened.store.find_refused(refused)?.ok_or(DeviceError::NotFound)?;
        if old.kind == Swipe::KIND {
            return self.swipe_again(refused, &body);
        }
        let new = self.0.new_command(&old.kind, body, None)?;
        let inserted = opened.store.replace_refused(refused, Some(&new))?;
        self.0.taken_in(inserted, new.id)
    }

    /// Lets a refusal go.
    pub fn dismiss(&self, refused: CommandId) -> Result<(), DeviceError> {
        let opened = self.0.get_opened()?;
        opened.store.find_refused(refused)?.ok_or(DeviceError::NotFound)?;
        opened.store.replace_refused(refused, None)?;
        Ok(())
    }

    /// A swipe needs its card as it is now: what is agreed must have been shown.
    fn swipe_again(&self, refused: CommandId, body: &[u8]) -> Result<CommandId, DeviceError> {
        let opened = self.0.get_opened()?;
        let swipe: Swipe = serde_json::from_slice(body).map_err(|_| DeviceError::Malformed)?;
        let offer = opened.store.find_offer(swipe.campaign)?.filter(|offer| offer.terms == swipe.terms);
        let offer = offer.filter(|_| matches!(swipe.way, Way::Yes { .. })).ok_or(DeviceError::NotFound)?;
        let id = self.0.swipe(&swipe, &offer)?;
        opened.store.replace_refused(refused, None)?;
        Ok(id)
    }
}
