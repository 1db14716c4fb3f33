//! Pictures and videos on their way up. A picture is made small and loses everything but its pixels; a video is copied
//! into the app's own folder, so that the gallery can forget it, and goes up in parts.

mod picture;
mod upload;

pub use picture::{Picture, prepare_picture};

/// Why a picture or video can't be sent.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The file can't be read.
    #[error("the file can't be read")]
    Unreadable,
    /// Not a picture this app reads, or broken.
    #[error("not a picture")]
    NotAPicture,
    /// More pixels or bytes than allowed.
    #[error("the file is too large")]
    TooLarge,
    /// An empty file.
    #[error("the file is empty")]
    Empty,
    /// No room for a copy.
    #[error("the disk is full")]
    DiskFull,
}

impl MediaError {
    /// Stable, for the screens' texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "media_unreadable",
            Self::NotAPicture => "media_refused",
            Self::TooLarge => "too_large",
            Self::Empty => "media_empty",
            // As the local database says it: a person makes room for both at once.
            Self::DiskFull => "local_disk_full",
        }
    }
}
