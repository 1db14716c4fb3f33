//! Media: uploads in resumable parts, looked at before they are kept, served from expiring links. The state of an
//! upload is its row and its parts are objects, so any process that shares the database and the store goes on with it.
//!
//! An upload is `receiving`; its finish looks at the whole file and makes it `ready` or `refused`, for ever.

pub mod address;
pub mod jobs;
mod look;
mod mp4;
mod parts;
mod picture;
mod range;
pub mod routes;
pub mod store;
pub mod store_config;
#[cfg(test)]
mod tests;
mod upload;

use serde::{Deserialize, Serialize};

pub use address::link;

/// At most so large is a video.
pub const VIDEO_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// At most so large is a picture.
pub const PICTURE_BYTES_MAX: u64 = 15 * 1024 * 1024;
/// At most so large is one part.
pub const PART_BYTES_MAX: usize = 8 * 1024 * 1024;
/// At least so large is every part but the last: else a file could be a million parts.
pub const PART_BYTES_MIN: usize = 64 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Picture,
    Video,
}

/// Where an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaState {
    Receiving,
    Ready,
    Refused,
}

impl MediaKind {
    /// At most so large is a file of this kind.
    pub const fn bytes_max(self) -> u64 {
        match self {
            Self::Picture => PICTURE_BYTES_MAX,
            Self::Video => VIDEO_BYTES_MAX,
        }
    }
}
