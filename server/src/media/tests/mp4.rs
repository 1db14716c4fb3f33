//! The walk over MP4 boxes: places go, nothing moves, and no file makes it fall.

use proptest::prelude::*;
use std::io::Cursor;

use super::sample::{ISO6709, XYZ, atom, nest, video};
use crate::media::mp4::{NotAVideo, Video, forget, look};

fn looked(bytes: &[u8]) -> Result<Video, NotAVideo> {
    look(&mut Cursor::new(bytes), u64::try_from(bytes.len()).expect("a size"))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_video_forgets_where_it_was_filmed_and_nothing_moves() {
    let before = video();
    let found = looked(&before).expect("a video");
    assert_eq!((found.content_type, found.duration_ms, found.places.len()), ("video/quicktime", 15_000, 3));
    let mut file = Cursor::new(before.clone());
    forget(&mut file, &found.places).expect("written");
    let after = file.into_inner();
    assert!(contains(&before, ISO6709) && contains(&before, XYZ));
    assert!(!contains(&after, ISO6709) && !contains(&after, XYZ) && !contains(&after, b"43.2389"));
    assert!(contains(&after, b"Telefon") && contains(&after, &[0xAB; 4_000]));
    assert_eq!(after.len(), before.len());
    let again = looked(&after).expect("still a video");
    assert_eq!((again.duration_ms, again.places.len()), (15_000, 0));
}

#[test]
fn what_is_no_video_is_refused() {
    let whole = video();
    let moov = |inside: &[Vec<u8>]| [atom(b"ftyp", b"isom\0\0\0\0"), nest(b"moov", inside)].concat();
    let deep = (0..40).fold(Vec::new(), |inside, _| nest(b"udta", &[inside]));
    let many = [0_u8, 0, 0, 8, b'f', b'r', b'e', b'e'].repeat(30_000);
    let no_scale = atom(b"mvhd", &[0; 100]);
    #[rustfmt::skip]
    let rows: [(&str, Vec<u8>); 10] = [
        ("nothing",            Vec::new()),
        ("a page",             b"<html><script>alert(1)</script></html>".to_vec()),
        ("another brand",      [atom(b"ftyp", b"heic\0\0\0\0"), whole[20..].to_vec()].concat()),
        ("no ftyp",            whole[20..].to_vec()),
        ("no tracks",          moov(&[])),
        ("a cut file",         whole[..whole.len() - 1].to_vec()),
        ("too deep",           moov(&[deep])),
        ("too many boxes",     [atom(b"ftyp", b"isom\0\0\0\0"), many].concat()),
        ("no time scale",      moov(&[no_scale])),
        ("a box too large",    [atom(b"ftyp", b"isom\0\0\0\0"), b"\xFF\xFF\xFF\xFFmoov".to_vec()].concat()),
    ];
    for (name, bytes) in rows {
        assert!(matches!(looked(&bytes), Err(NotAVideo::Shape)), "{name}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_walk_fall(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = looked(&bytes);
        let _ = looked(&[atom(b"ftyp", b"isom\0\0\0\0"), nest(b"moov", &[bytes])].concat());
    }

    #[test]
    fn a_video_with_any_bytes_changed_is_read_or_refused(
        changes in proptest::collection::vec((0_usize..700, any::<u8>()), 1..12)
    ) {
        let mut bytes = video();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        if let Ok(found) = looked(&bytes) {
            let size = bytes.len();
            let mut file = Cursor::new(bytes);
            forget(&mut file, &found.places).expect("places lie inside the file");
            prop_assert_eq!(file.into_inner().len(), size);
        }
    }
}
