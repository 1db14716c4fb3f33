//! Pictures: rewritten upright and bare, bombs refused before they unfold.

use proptest::prelude::*;

use super::sample::{jpeg_with_exif, png};
use crate::media::picture::{NotAPicture, rewritten};

#[test]
fn a_picture_keeps_its_pixels_and_nothing_else() {
    let before = jpeg_with_exif();
    let kept = rewritten(&before).expect("a picture");
    assert!(before.windows(5).any(|window| window == b"PLACE"));
    assert!(!kept.bytes.windows(5).any(|window| window == b"PLACE"));
    let picture = image::load_from_memory(&kept.bytes).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (20, 40), "it stands upright");
    assert_eq!(kept.content_type, "image/jpeg");
}

#[test]
fn a_large_picture_is_kept_smaller() {
    let kept = rewritten(&png(4_000, 1_000)).expect("a picture");
    let picture = image::load_from_memory(&kept.bytes).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (2_560, 640));
}

#[test]
fn what_unfolds_too_far_is_refused_unread() {
    // The header alone says 60 000 × 60 000.
    let mut bomb = png(1, 1);
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    assert_eq!(rewritten(&bomb), Err(NotAPicture));
    assert_eq!(rewritten(&png(11_000, 5_000)), Err(NotAPicture), "55 million pixels, in a few kilobytes");
    assert_eq!(rewritten(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(NotAPicture));
    assert_eq!(rewritten(b"GIF89a\x01\0\x01\0\0\0\0;"), Err(NotAPicture));
}

proptest! {
    #[test]
    fn no_bytes_make_a_picture_fall(
        bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0_usize..60, byte: u8
    ) {
        let _ = rewritten(&bytes);
        for mut near in [png(8, 8), jpeg_with_exif()] {
            near[at] = byte;
            let _ = rewritten(&near);
            near.truncate(at);
            let _ = rewritten(&near);
        }
    }
}
