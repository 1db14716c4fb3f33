//! A picture made small: decoded under limits, turned upright, at most 1600 pixels wide or high, and written anew as
//! JPEG, which leaves the place and the camera behind.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use super::MediaError;

const SIDE_MAX: u32 = 12_000;
const MEMORY_BYTES_MAX: u64 = 256 * 1024 * 1024;
const SIDE_SENT: u32 = 1_600;
const QUALITY: u8 = 85;
const INPUT_BYTES_MAX: usize = 50 * 1024 * 1024;

/// A picture ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// JPEG.
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Makes a picture small and anonymous. JPEG, PNG and WebP are read.
pub fn prepare_picture(bytes: &[u8]) -> Result<Picture, MediaError> {
    if bytes.is_empty() {
        return Err(MediaError::Empty);
    }
    if bytes.len() > INPUT_BYTES_MAX {
        return Err(MediaError::TooLarge);
    }
    let picture = decode(bytes)?;
    let picture = if picture.width().max(picture.height()) > SIDE_SENT {
        picture.thumbnail(SIDE_SENT, SIDE_SENT)
    } else {
        picture
    };
    let pixels = picture.into_rgb8();
    let mut written = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut written, QUALITY);
    pixels.write_with_encoder(encoder).map_err(|_| MediaError::NotAPicture)?;
    Ok(Picture { bytes: written, width: pixels.width(), height: pixels.height() })
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, MediaError> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| MediaError::Unreadable)?;
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if width > SIDE_MAX || height > SIDE_MAX || decoder.total_bytes() > MEMORY_BYTES_MAX {
        return Err(MediaError::TooLarge);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_BYTES_MAX);
    decoder.set_limits(limits).map_err(refusal)?;
    let orientation = decoder.orientation().map_err(refusal)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn refusal(error: image::ImageError) -> MediaError {
    match error {
        image::ImageError::Limits(_) => MediaError::TooLarge,
        _ => MediaError::NotAPicture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(width, height).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn a_large_picture_becomes_small_and_keeps_its_shape() {
        let picture = prepare_picture(&png(3_200, 1_600)).expect("a picture");
        assert_eq!((picture.width, picture.height), (1_600, 800));
        assert_eq!(image::guess_format(&picture.bytes).expect("a format"), ImageFormat::Jpeg);
    }

    #[test]
    fn a_small_picture_keeps_its_size() {
        let picture = prepare_picture(&png(20, 30)).expect("a picture");
        assert_eq!((picture.width, picture.height), (20, 30));
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked() {
        let mut bytes = png(1, 1);
        // The width and height in the first chunk, with its checksum made right again.
        bytes[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let sum = crc(&bytes[12..29]).to_be_bytes();
        bytes[29..33].copy_from_slice(&sum);
        assert!(matches!(prepare_picture(&bytes), Err(MediaError::TooLarge)));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(matches!(prepare_picture(b""), Err(MediaError::Empty)));
        assert!(matches!(prepare_picture(b"<html>"), Err(MediaError::NotAPicture)));
        let cut = &png(100, 100)[..60];
        assert!(matches!(prepare_picture(cut), Err(MediaError::NotAPicture)));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let step = |crc: u32, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
        !bytes.iter().fold(!0_u32, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
    }
}
