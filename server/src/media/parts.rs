//! Parts: objects named by where they begin and how long they are. A part that was sent twice, or cut differently the
//! second time, is there twice; joining them takes at each place the part that reaches farthest. Whatever was joined is
//! checked against the promised hash, so parts need no trust.

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt};
use gamma_core::id::MediaId;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use tokio::io::AsyncWriteExt;

/// A part's place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    offset: u64,
    bytes: u64,
    path: Path,
}

fn folder(media: MediaId) -> Path {
    Path::from(format!("parts/{media}"))
}

/// Keeps a part. It may be there already.
pub(super) async fn put(
    store: &dyn ObjectStore,
    media: MediaId,
    offset: u64,
    body: Bytes,
) -> Result<(), object_store::Error> {
    let path = Path::from(format!("parts/{media}/{offset:012}-{:08}", body.len()));
    store.put(&path, PutPayload::from_bytes(body)).await.map(drop)
}

/// Writes the joined file; says how many bytes could be joined.
pub(super) async fn join(
    store: &dyn ObjectStore,
    media: MediaId,
    file: &mut tokio::fs::File,
) -> Result<u64, JoinError> {
    let parts = list(store, media).await?;
    let mut written = 0_u64;
    while let Some(part) = farthest(&parts, written) {
        let skip = written.saturating_sub(part.offset);
        let body = store.get_range(&part.path, skip..part.bytes).await?;
        file.write_all(&body).await?;
        written = part.offset.saturating_add(part.bytes);
    }
    file.flush().await?;
    Ok(written)
}

/// Forgets all parts.
pub(super) async fn delete(store: &dyn ObjectStore, media: MediaId) -> Result<(), object_store::Error> {
    let listed: Vec<_> = store.list(Some(&folder(media))).try_collect().await?;
    let paths = futures_util::stream::iter(listed.into_iter().map(|meta| Ok(meta.location))).boxed();
    store.delete_stream(paths).try_collect::<Vec<_>>().await.map(drop)
}

/// Why parts could not be joined.
#[derive(Debug, thiserror::Error)]
pub(super) enum JoinError {
    #[error("the media store failed")]
    Store(#[from] object_store::Error),
    #[error("the file could not be written")]
    File(#[from] std::io::Error),
}

async fn list(store: &dyn ObjectStore, media: MediaId) -> Result<Vec<Part>, object_store::Error> {
    let listed: Vec<_> = store.list(Some(&folder(media))).try_collect().await?;
    let part = |meta: object_store::ObjectMeta| {
        let offset = meta.location.filename()?.split_once('-')?.0.parse().ok()?;
        Some(Part { offset, bytes: meta.size, path: meta.location })
    };
    Ok(listed.into_iter().filter_map(part).collect())
}

/// Of the parts that cover the byte at `place`, the one that reaches farthest.
fn farthest(parts: &[Part], place: u64) -> Option<&Part> {
    let end = |part: &Part| part.offset.saturating_add(part.bytes);
    parts.iter().filter(|part| part.offset <= place && place < end(part)).max_by_key(|part| end(part))
}
