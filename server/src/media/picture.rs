//! Pictures: decoded under limits and written anew, so that nothing but pixels is kept: no place, no name, no second
//! file behind the first. The size is read before anything is decoded, so a small file can't unfold into a huge one.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// More pixels than this are not decoded.
const PIXELS_MAX: u64 = 50_000_000;
const SIDE_MAX: u32 = 12_000;
/// What decoding may take of memory.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;
/// What is kept: enough for any screen.
const KEPT_SIDE_MAX: u32 = 2_560;
const JPEG_QUALITY: u8 = 86;

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// The bytes are no picture that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a picture, or too big inside")]
pub(super) struct NotAPicture;

/// Decodes a JPEG, PNG or WebP and writes it anew, upright.
pub(super) fn rewritten(bytes: &[u8]) -> Result<Kept, NotAPicture> {
    let picture = decoded(bytes).ok_or(NotAPicture)?;
    let is_large = picture.width() > KEPT_SIDE_MAX || picture.height() > KEPT_SIDE_MAX;
    let picture = if is_large { picture.thumbnail(KEPT_SIDE_MAX, KEPT_SIDE_MAX) } else { picture };
    encoded(&picture).ok_or(NotAPicture)
}

fn decoded(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format()?, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width).saturating_mul(u64::from(height)) > PIXELS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return None;
    }
    // Which way is up is said beside the pixels, and is lost with everything beside them.
    let upright = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(upright);
    Some(picture)
}

fn encoded(picture: &DynamicImage) -> Option<Kept> {
    let mut bytes = Vec::new();
    if picture.color().has_alpha() {
        let picture = DynamicImage::ImageRgba8(picture.to_rgba8());
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).ok()?;
        return Some(Kept { content_type: "image/png", bytes });
    }
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)).ok()?;
    Some(Kept { content_type: "image/jpeg", bytes })
}
