//! The look at a whole file before it is kept: the promised hash first, then what is inside. It reads and writes a file
//! of its own and may take long, so it runs beside the server's other work, and only two at a time.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tokio::sync::Semaphore;

use super::{MediaKind, mp4, picture};

/// Decoding takes memory; more of it waits.
static LOOKING: Semaphore = Semaphore::const_new(2);

/// A file that may be kept, rewritten where it lay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    pub content_type: &'static str,
    pub duration_ms: Option<i64>,
}

/// Looks at a file: fit to be kept, or refused.
pub(super) async fn look(path: PathBuf, kind: MediaKind, sha256: [u8; 32]) -> io::Result<Option<Fit>> {
    let _turn = LOOKING.acquire().await.map_err(io::Error::other)?;
    let looked = tokio::task::spawn_blocking(move || {
        if hash(&path)? != sha256 {
            return Ok(None);
        }
        match kind {
            MediaKind::Picture => keep_picture(&path),
            MediaKind::Video => keep_video(&path),
        }
    });
    // A decoder that panics has met a file that is not fit.
    looked.await.unwrap_or(Ok(None))
}

fn keep_picture(path: &Path) -> io::Result<Option<Fit>> {
    let Ok(kept) = picture::rewritten(&std::fs::read(path)?) else { return Ok(None) };
    std::fs::write(path, kept.bytes)?;
    Ok(Some(Fit { content_type: kept.content_type, duration_ms: None }))
}

fn keep_video(path: &Path) -> io::Result<Option<Fit>> {
    let mut file = File::options().read(true).write(true).open(path)?;
    let bytes = file.metadata()?.len();
    let video = match mp4::look(&mut io::BufReader::new(&file), bytes) {
        Ok(video) => video,
        Err(mp4::NotAVideo::Shape) => return Ok(None),
        Err(mp4::NotAVideo::File(error)) => return Err(error),
    };
    mp4::forget(&mut file, &video.places)?;
    Ok(Some(Fit { content_type: video.content_type, duration_ms: Some(video.duration_ms) }))
}

fn hash(path: &Path) -> io::Result<[u8; 32]> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0_u8; 64 * 1024]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
}
