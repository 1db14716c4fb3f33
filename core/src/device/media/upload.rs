//! An upload, one part at a time. The server says how much it has, and the next part starts there: after a restart, a
//! lost answer or a part sent twice, the two agree again at the next answer.

use std::io::{Read, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::MediaError;
use crate::device::engine::{Engine, Opened};
use crate::device::error::DeviceError;
use crate::device::http::{Failure, Refusal, Request};
use crate::device::ports::Note;
use crate::device::store::{Upload, UploadState};
use crate::id::MediaId;
use crate::wire::Code;

const PART_BYTES_DEFAULT: u64 = 256 * 1024;
const COPY_BYTES: usize = 64 * 1024;

#[derive(Serialize)]
struct Begin<'a> {
    media: MediaId,
    kind: &'a str,
    bytes: u64,
    sha256: &'a str,
    content_type: &'a str,
}

/// Every answer about an upload; each says only some of it.
#[derive(Deserialize)]
struct Progress {
    received_bytes: u64,
    #[serde(default)]
    part_bytes_max: Option<u64>,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    code: Option<Code>,
}

impl Engine {
    /// Copies a file into the app's folder and queues it.
    pub(crate) async fn add_file(&self, from: PathBuf, kind: &str, content_type: &str) -> Result<MediaId, DeviceError> {
        let opened = self.get_opened()?;
        let media: MediaId = self.new_id();
        let to = self.media_path(media);
        let copied = tokio::task::spawn_blocking(move || copy_and_hash(&from, &to)).await;
        let (bytes, sha256) = copied.map_err(|_| MediaError::Unreadable)??;
        opened.store.insert_upload(&Upload {
            media,
            kind: kind.to_owned(),
            content_type: content_type.to_owned(),
            bytes,
            sha256,
            state: UploadState::Waiting,
            received_bytes: 0,
            part_bytes_max: 0,
            code: None,
            is_paused: false,
        })?;
        self.nudge.notify_one();
        Ok(media)
    }

    /// Takes an upload one step further; false if it has to wait for the server.
    pub(crate) async fn upload_one_part(&self, opened: &Opened, media: MediaId) -> Result<bool, DeviceError> {
        let Some(upload) = opened.store.find_upload(media)? else { return Ok(false) };
        let asked = match upload.state {
            UploadState::Waiting => begin(&upload),
            UploadState::Receiving if upload.received_bytes < upload.bytes => {
                match next_part(&upload, &self.media_path(media)).await {
                    Ok(part) => part,
                    Err(_) => return self.refuse_upload(opened, &upload, Code::MediaRefused),
                }
            }
            UploadState::Receiving => Request::post(format!("/v1/media/{media}/finish"), &serde_json::json!({})),
            UploadState::Checking => Request::get(format!("/v1/media/{media}")),
            UploadState::Ready | UploadState::Refused => return Ok(false),
        };
        match self.session.send(opened.person, &asked).await {
            Ok(reply) => self.keep_progress(opened, &upload, &reply.json()?),
            Err(Failure::Refused(Refusal { code: Code::MovedOn, .. })) => self.ask_progress(opened, &upload).await,
            Err(Failure::Refused(Refusal { code: Code::NotFound, .. })) if upload.state != UploadState::Waiting => {
                // The server has given up on it; begin again.
                opened.store.set_upload(&Upload { state: UploadState::Waiting, received_bytes: 0, ..upload })?;
                Ok(false)
            }
            Err(Failure::Refused(refusal)) => self.refuse_upload(opened, &upload, refusal.code),
            Err(failure) => Err(failure.into()),
        }
    }

    /// An answered command needs its file no more.
    pub(crate) fn forget_upload(&self, opened: &Opened, media: Option<MediaId>) -> Result<(), DeviceError> {
        let Some(media) = media else { return Ok(()) };
        opened.store.delete_upload(media)?;
        remove_file(&self.media_path(media));
        Ok(())
    }

    /// Computed, never kept: a phone's system may move the app's folder.
    fn media_path(&self, media: MediaId) -> PathBuf {
        self.config.folder.join("media").join(media.to_string())
    }

    async fn ask_progress(&self, opened: &Opened, upload: &Upload) -> Result<bool, DeviceError> {
        let request = Request::get(format!("/v1/media/{}", upload.media));
        let progress = self.session.send(opened.person, &request).await?.json()?;
        self.keep_progress(opened, upload, &progress)
    }

    fn keep_progress(&self, opened: &Opened, upload: &Upload, progress: &Progress) -> Result<bool, DeviceError> {
        let is_all_there = progress.received_bytes >= upload.bytes;
        let was_finished = upload.state == UploadState::Checking || (upload.received_bytes == upload.bytes);
        let state = match progress.state.as_deref() {
            Some("refused") => {
                return self.refuse_upload(opened, upload, progress.code.unwrap_or(Code::MediaRefused));
            }
            Some("ready") => UploadState::Ready,
            Some(_) if is_all_there && was_finished => UploadState::Checking,
            _ => UploadState::Receiving,
        };
        let is_stuck = state == UploadState::Checking && upload.state == UploadState::Checking;
        opened.store.set_upload(&Upload {
            state,
            received_bytes: progress.received_bytes.min(upload.bytes),
            part_bytes_max: progress.part_bytes_max.unwrap_or(upload.part_bytes_max),
            ..upload.clone()
        })?;
        Ok(!is_stuck)
    }

    fn refuse_upload(&self, opened: &Opened, upload: &Upload, code: Code) -> Result<bool, DeviceError> {
        opened.store.set_upload(&Upload { state: UploadState::Refused, code: Some(code), ..upload.clone() })?;
        let refusal = Refusal { code, reason: "the upload was refused".into(), detail: serde_json::Value::Null };
        for rejection in opened.store.reject_for_media(upload.media, &refusal)? {
            self.ports.notifier.show(&Note::Refused { kind: rejection.kind, code: rejection.code });
        }
        remove_file(&self.media_path(upload.media));
        Ok(false)
    }
}

fn begin(upload: &Upload) -> Request {
    let Upload { media, kind, bytes, sha256, content_type, .. } = upload;
    Request::post("/v1/media", &Begin { media: *media, kind, bytes: *bytes, sha256, content_type })
}

async fn next_part(upload: &Upload, path: &Path) -> Result<Request, std::io::Error> {
    let part_max = if upload.part_bytes_max == 0 { PART_BYTES_DEFAULT } else { upload.part_bytes_max };
    let length = upload.bytes.saturating_sub(upload.received_bytes).min(part_max);
    let mut file = tokio::fs::File::open(path).await?;
    file.seek(SeekFrom::Start(upload.received_bytes)).await?;
    let mut part = vec![0_u8; usize::try_from(length).unwrap_or(0)];
    file.read_exact(&mut part).await?;
    Ok(Request::put_part(format!("/v1/media/{}/parts/{}", upload.media, upload.received_bytes), part.into()))
}

/// One pass over the file: its copy, its length and its hash. Half a copy is never left behind.
fn copy_and_hash(from: &Path, to: &Path) -> Result<(u64, String), MediaError> {
    let copied = copy_all(from, to);
    if copied.is_err() && to.exists() {
        remove_file(to);
    }
    copied
}

fn copy_all(from: &Path, to: &Path) -> Result<(u64, String), MediaError> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => MediaError::DiskFull,
        _ => MediaError::Unreadable,
    };
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(unreadable)?;
    }
    let mut source = std::fs::File::open(from).map_err(unreadable)?;
    let mut copy = std::fs::File::create(to).map_err(unreadable)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0_u8; COPY_BYTES]);
    loop {
        let count = source.read(&mut buffer).map_err(unreadable)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        copy.write_all(&buffer[..count]).map_err(unreadable)?;
        bytes = bytes.saturating_add(u64::try_from(count).unwrap_or(0));
    }
    copy.sync_all().map_err(unreadable)?;
    if bytes == 0 {
        return Err(MediaError::Empty);
    }
    Ok((bytes, hex::encode(hash.finalize())))
}

fn remove_file(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        tracing::debug!(%error, "an uploaded file was not removed");
    }
}
