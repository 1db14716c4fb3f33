//! Drafts: a video goes up in parts while the person does something else, and the draft is sent when it has arrived.

use std::path::PathBuf;
use std::sync::Arc;

use gamma_core::device::{Device, DeviceError, prepare_picture};
use gamma_core::id::{CommandId, MediaId};

use crate::error::AppError;
use crate::records::{DraftRequest, UploadView, VideoRequest, all};
use crate::running::{Cancel, on_disk, on_network};

/// Videos and pictures on their way.
#[derive(uniffi::Object)]
pub struct Drafts {
    device: Device,
}

impl Drafts {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Drafts {
    /// Copies a video into the app's folder and sends it as a draft as soon as it has arrived; works offline.
    /// Cancelling stops before the draft is kept.
    #[uniffi::method(default(cancel = None))]
    pub async fn submit_video(
        &self,
        request: VideoRequest,
        cancel: Option<Arc<Cancel>>,
    ) -> Result<CommandId, AppError> {
        let drafts = self.device.drafts();
        let VideoRequest { deal, path, content_type, note } = request;
        on_network(cancel, async move {
            let media = drafts.add_video(PathBuf::from(path), &content_type).await?;
            drafts.submit(deal, media, &note)
        })
        .await
    }

    /// Sends a draft whose video is on this device already.
    pub async fn submit(&self, request: DraftRequest) -> Result<CommandId, AppError> {
        let drafts = self.device.drafts();
        on_disk(move || Ok(drafts.submit(request.deal, request.media, &request.note)?)).await
    }

    /// Makes a picture small, upright and anonymous, and queues it for a campaign's card; works offline.
    #[uniffi::method(default(cancel = None))]
    pub async fn add_picture(&self, bytes: Vec<u8>, cancel: Option<Arc<Cancel>>) -> Result<MediaId, AppError> {
        let drafts = self.device.drafts();
        let picture = on_disk(move || Ok(prepare_picture(&bytes).map_err(DeviceError::from)?)).await?;
        on_network(cancel, async move { drafts.add_picture_bytes(picture.bytes).await }).await
    }

    /// Stops a file on its way for a while; what the server has stays there.
    pub async fn pause(&self, media: MediaId) -> Result<(), AppError> {
        let drafts = self.device.drafts();
        on_disk(move || Ok(drafts.pause(media)?)).await
    }

    /// Lets it go on where it was.
    pub async fn resume(&self, media: MediaId) -> Result<(), AppError> {
        let drafts = self.device.drafts();
        on_disk(move || Ok(drafts.resume(media)?)).await
    }

    /// Files on their way, in the order they were added.
    pub async fn uploads(&self) -> Result<Vec<UploadView>, AppError> {
        let drafts = self.device.drafts();
        on_disk(move || Ok(all(drafts.list_uploads()?))).await
    }
}
