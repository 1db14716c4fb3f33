//! Drafts: a video goes up in parts while the person does something else, and the draft is sent when it has arrived.

use std::path::PathBuf;
use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::media::MediaError;
use crate::device::store::Upload;
use crate::id::{CommandId, DealId, MediaId};
use crate::wire::commands::SubmitDraft;

/// Drafts and their videos.
#[derive(Clone)]
pub struct Drafts(pub(crate) Arc<Engine>);

impl Drafts {
    /// Copies a video into the app's folder and queues it; works offline.
    pub async fn add_video(&self, path: PathBuf, content_type: &str) -> Result<MediaId, DeviceError> {
        self.0.add_file(path, "video", content_type).await
    }

    /// Queues a picture that [`crate::device::prepare_picture`] wrote to a file; works offline.
    pub async fn add_picture(&self, path: PathBuf) -> Result<MediaId, DeviceError> {
        self.0.add_file(path, "picture", "image/jpeg").await
    }

    /// Queues a picture that [`crate::device::prepare_picture`] made; works offline.
    pub async fn add_picture_bytes(&self, bytes: Vec<u8>) -> Result<MediaId, DeviceError> {
        let name = format!("picture-{}", self.0.new_id::<MediaId>());
        let path = self.0.config.folder.join(name);
        tokio::fs::write(&path, bytes).await.map_err(|_| MediaError::DiskFull)?;
        let added = self.0.add_file(path.clone(), "picture", "image/jpeg").await;
        // The queue has its own copy; what can't be removed now costs a few kilobytes.
        let _ = tokio::fs::remove_file(&path).await;
        added
    }

    /// Sends a draft as soon as its video has arrived.
    pub fn submit(&self, deal: DealId, media: MediaId, note: &str) -> Result<CommandId, DeviceError> {
        self.0.ask(&SubmitDraft { deal, media, note: note.to_owned() })
    }

    /// Stops an upload for a while. What the server has stays there.
    pub fn pause(&self, media: MediaId) -> Result<(), DeviceError> {
        Ok(self.0.get_opened()?.store.set_upload_paused(media, true)?)
    }

    /// Lets it go on where it was.
    pub fn resume(&self, media: MediaId) -> Result<(), DeviceError> {
        self.0.get_opened()?.store.set_upload_paused(media, false)?;
        self.0.nudge.notify_one();
        Ok(())
    }

    /// Uploads and how far they are.
    pub fn list_uploads(&self) -> Result<Vec<Upload>, DeviceError> {
        Ok(self.0.get_opened()?.store.list_uploads()?)
    }
}
