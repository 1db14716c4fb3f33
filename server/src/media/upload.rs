//! An upload: begun with what it promises, sent in parts that follow each other, finished with a look. Every step can
//! be sent again; the answer always says how much has come.

use bytes::Bytes;
use gamma_core::id::{CommandId, Id, MediaId, PersonId};
use gamma_core::wire::Code;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

use super::store::{self, Media};
use super::{MediaKind, MediaState, PART_BYTES_MAX, PART_BYTES_MIN, address, jobs, look, parts};
use crate::app::App;
use crate::book::Actor;
use crate::db::Word;
use crate::error::Error;

/// So many uploads of one person may be under way.
const RECEIVING_MAX: i64 = 10;

/// `POST /v1/media`: what will be sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub media: MediaId,
    pub kind: MediaKind,
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
    /// What the phone thinks it is; what it is, is found out.
    pub content_type: String,
}

/// Where an upload is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UploadView {
    pub media: MediaId,
    pub kind: MediaKind,
    pub bytes: i64,
    pub received_bytes: i64,
    pub part_bytes_max: usize,
    pub state: MediaState,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    pub content_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<i64>,
    /// Where it can be fetched for an hour, once it is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Begins an upload, or finds the one that was begun with the same promise.
pub async fn begin(app: &App, owner: PersonId, promise: &Promise) -> Result<Media, Error> {
    let fresh = promised(app, owner, promise)?;
    if let Some(media) = store::find(&app.db, promise.media).await? {
        return same(media, &fresh);
    }
    if store::count_receiving(&app.db, owner).await? >= RECEIVING_MAX {
        return Err(Error::new(Code::TooMany, "too many uploads are under way"));
    }
    let watch = CommandId::derived(promise.media.uuid(), "upload");
    let act = jobs::WatchUpload { media: promise.media };
    app.gate.act(Actor::System, watch, "watch_upload", app.clock.now(), act).await?;
    store::insert(&app.db, &fresh).await?;
    let media = store::find(&app.db, promise.media).await?.ok_or_else(|| Error::not_found("media"))?;
    same(media, &fresh)
}

/// Takes the part that follows what has come; any other is answered with how much has come.
pub async fn take_part(app: &App, owner: PersonId, id: MediaId, offset: u64, body: Bytes) -> Result<Media, Error> {
    let media = own(app, owner, id).await?;
    if media.state.0 != MediaState::Receiving || u64::try_from(media.received_bytes).ok() != Some(offset) {
        return Ok(media);
    }
    let length = u64::try_from(body.len()).unwrap_or(u64::MAX);
    let end = offset.saturating_add(length);
    let all = u64::try_from(media.bytes).unwrap_or(0);
    let is_short = body.len() < PART_BYTES_MIN && end < all;
    if body.is_empty() || body.len() > PART_BYTES_MAX || is_short || end > all {
        return Err(Error::field(Code::InvalidField, "body", "a part is 64 KiB to 8 MiB and ends with the file"));
    }
    parts::put(app.media.as_ref(), id, offset, body).await.map_err(store_failed)?;
    let end = i64::try_from(end).unwrap_or(media.bytes);
    store::set_received(&app.db, id, media.received_bytes, end).await?;
    own(app, owner, id).await
}

/// Looks at the whole file and keeps or refuses it. An upload that ended before is answered as it ended.
pub async fn finish(app: &App, owner: PersonId, id: MediaId) -> Result<Media, Error> {
    let mut media = own(app, owner, id).await?;
    if media.state.0 != MediaState::Receiving {
        return Ok(media);
    }
    if media.received_bytes < media.bytes {
        return Err(Error::new(Code::MediaNotReady, "parts are missing"));
    }
    let scratch = Scratch::new(app, id).await?;
    let joined = join(app, id, &scratch).await?;
    let fit = match u64::try_from(media.bytes) {
        Ok(bytes) if bytes == joined => {
            look::look(scratch.path.clone(), media.kind.0, media.sha256).await.map_err(file_failed)?
        }
        _ => None,
    };
    media.finished_at = Some(app.clock.now());
    match fit {
        Some(fit) => {
            let key = format!("media/{id}");
            keep(app, &scratch, &key).await?;
            media.state = Word(MediaState::Ready);
            media.object_key = Some(key);
            media.content_type = fit.content_type.to_owned();
            media.duration_ms = fit.duration_ms;
        }
        None => {
            media.state = Word(MediaState::Refused);
            media.code = Some(Code::MediaRefused.text().to_owned());
        }
    }
    store::set_finished(&app.db, &media).await?;
    forget_parts(app, id).await;
    own(app, owner, id).await
}

/// What is said of an upload.
pub fn view(app: &App, media: &Media) -> UploadView {
    let is_ready = media.state.0 == MediaState::Ready;
    UploadView {
        media: media.id,
        kind: media.kind.0,
        bytes: media.bytes,
        received_bytes: media.received_bytes,
        part_bytes_max: PART_BYTES_MAX,
        state: media.state.0,
        code: media.code.clone(),
        content_type: media.content_type.clone(),
        duration_ms: media.duration_ms,
        url: is_ready.then(|| address::link(app, media.id, app.clock.now())),
    }
}

/// Parts are only needed until the end; what cannot be deleted now costs nothing but room.
pub(super) async fn forget_parts(app: &App, id: MediaId) {
    if let Err(error) = parts::delete(app.media.as_ref(), id).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "parts of an upload could not be deleted");
    }
}

async fn own(app: &App, owner: PersonId, id: MediaId) -> Result<Media, Error> {
    let media = store::find(&app.db, id).await?.filter(|media| media.owner == owner);
    media.ok_or_else(|| Error::not_found("media"))
}

fn promised(app: &App, owner: PersonId, promise: &Promise) -> Result<Media, Error> {
    let bytes = i64::try_from(promise.bytes).unwrap_or(i64::MAX);
    if promise.bytes == 0 {
        return Err(Error::field(Code::InvalidField, "bytes", "an empty file"));
    }
    if promise.bytes > promise.kind.bytes_max() {
        return Err(Error::field(Code::TooLarge, "bytes", "the file is larger than allowed"));
    }
    let mut sha256 = [0_u8; 32];
    hex::decode_to_slice(&promise.sha256, &mut sha256)
        .map_err(|_| Error::field(Code::InvalidField, "sha256", "64 hexadecimal digits"))?;
    let content_type = &promise.content_type;
    let is_type = (1..=100).contains(&content_type.len()) && content_type.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_type {
        return Err(Error::field(Code::InvalidField, "content_type", "not a content type"));
    }
    Ok(Media {
        id: promise.media,
        owner,
        kind: Word(promise.kind),
        content_type: promise.content_type.clone(),
        bytes,
        received_bytes: 0,
        sha256,
        state: Word(MediaState::Receiving),
        code: None,
        object_key: None,
        duration_ms: None,
        created_at: app.clock.now(),
        finished_at: None,
    })
}

fn same(media: Media, fresh: &Media) -> Result<Media, Error> {
    let is_same = media.owner == fresh.owner && media.kind == fresh.kind;
    if is_same && media.bytes == fresh.bytes && media.sha256 == fresh.sha256 {
        Ok(media)
    } else {
        Err(Error::new(Code::CommandReused, "the media id was used for another file"))
    }
}

async fn join(app: &App, id: MediaId, scratch: &Scratch) -> Result<u64, Error> {
    let mut file = tokio::fs::File::create(&scratch.path).await.map_err(file_failed)?;
    parts::join(app.media.as_ref(), id, &mut file).await.map_err(|error| Error::Ours(error.to_string()))
}

async fn keep(app: &App, scratch: &Scratch, key: &str) -> Result<(), Error> {
    let mut file = tokio::fs::File::open(&scratch.path).await.map_err(file_failed)?;
    let mut writer = BufWriter::new(Arc::clone(&app.media), Path::from(key));
    tokio::io::copy(&mut file, &mut writer).await.map_err(file_failed)?;
    writer.shutdown().await.map_err(file_failed)
}

/// A file of our own for one look, gone afterwards.
struct Scratch {
    path: PathBuf,
}

impl Scratch {
    async fn new(app: &App, id: MediaId) -> Result<Self, Error> {
        let folder = app.config.folder.join("incoming");
        tokio::fs::create_dir_all(&folder).await.map_err(file_failed)?;
        Ok(Self { path: folder.join(format!("{id}-{}", uuid::Uuid::new_v4().simple())) })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.path));
    }
}

fn store_failed(_: object_store::Error) -> Error {
    Error::Ours("the media store failed".to_owned())
}

fn file_failed(_: std::io::Error) -> Error {
    Error::Ours("a media file could not be written".to_owned())
}
