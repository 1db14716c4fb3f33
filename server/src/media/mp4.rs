//! MP4 and MOV files, box by box (ISO/IEC 14496-12; QuickTime File Format). A walk finds out whether it is a video and
//! how long, and where somebody's place is written; those places are then overwritten in the file as it lies, so that
//! no offset inside it moves. Files come from anybody: sizes are checked before they are believed, and nothing recurses
//! deep.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

/// A file with more boxes than this is no honest video.
const BOXES_MAX: usize = 20_000;
/// Boxes inside boxes inside boxes: a place is written at most seven deep.
const DEPTH_MAX: usize = 8;
/// The names of metadata keys are short texts.
const KEYS_BYTES_MAX: u64 = 64 * 1024;
/// Brands of files that players take.
const BRANDS: [&[u8]; 21] = [
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42", b"avc1",
    b"qt  ", b"M4V ", b"MSNV", b"3gp4", b"3gp5", b"3gp6", b"3g2a", b"dash", b"f4v ",
];
/// Boxes that hold other boxes on the way to what is looked for.
const CONTAINERS: [&[u8; 4]; 4] = [b"moov", b"trak", b"mdia", b"udta"];
/// Boxes that say where: `©xyz` and `loci`, and Adobe's XMP packet, which may.
const PLACES: [&[u8; 4]; 3] = [b"\xa9xyz", b"loci", b"XMP_"];
/// A `uuid` box with this type is an XMP packet.
const XMP_UUID: [u8; 16] =
    [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];
const LOCATION_KEY: &[u8] = b"com.apple.quicktime.location.";

/// What a walk found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Video {
    pub content_type: &'static str,
    pub duration_ms: i64,
    /// Whole boxes that say where somebody was.
    pub places: Vec<Place>,
}

/// A box to be overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Where its type of four bytes lies.
    kind_at: u64,
    payload: Range<u64>,
}

/// Why a file is no video.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotAVideo {
    #[error("the file is not an MP4 or MOV video")]
    Shape,
    #[error("the file could not be read")]
    File(#[from] io::Error),
}

/// One box.
#[derive(Debug, Clone)]
struct Atom {
    kind: [u8; 4],
    kind_at: u64,
    payload: Range<u64>,
}

struct Walk<'a, F> {
    file: &'a mut F,
    boxes: usize,
    duration_ms: Option<i64>,
    has_video: bool,
    places: Vec<Place>,
}

/// Looks at a file from its beginning to `bytes`.
pub(super) fn look<F: Read + Seek>(file: &mut F, bytes: u64) -> Result<Video, NotAVideo> {
    let mut walk = Walk { file, boxes: 0, duration_ms: None, has_video: false, places: Vec::new() };
    let content_type = walk.brand(bytes)?;
    walk.inside(0..bytes, 0, None)?;
    match walk.duration_ms {
        Some(duration_ms) if walk.has_video => Ok(Video { content_type, duration_ms, places: walk.places }),
        _ => Err(NotAVideo::Shape),
    }
}

/// Overwrites places: the box becomes free space, its payload zeros.
pub(super) fn forget<F: Write + Seek>(file: &mut F, places: &[Place]) -> io::Result<()> {
    let zeros = [0_u8; 4096];
    for place in places {
        file.seek(SeekFrom::Start(place.kind_at))?;
        file.write_all(b"free")?;
        file.seek(SeekFrom::Start(place.payload.start))?;
        let mut left = place.payload.end.saturating_sub(place.payload.start);
        while left > 0 {
            let size = usize::try_from(left).unwrap_or(zeros.len()).min(zeros.len());
            file.write_all(zeros.get(..size).unwrap_or(&zeros))?;
            left = left.saturating_sub(u64::try_from(size).unwrap_or(left));
        }
    }
    file.flush()
}

impl<F: Read + Seek> Walk<'_, F> {
    /// The first box must say that the file is one of ours.
    fn brand(&mut self, bytes: u64) -> Result<&'static str, NotAVideo> {
        let first = self.atom(&(0..bytes), true)?.ok_or(NotAVideo::Shape)?;
        let brand: [u8; 4] = self.read(first.payload.start, &first.payload)?;
        if &first.kind != b"ftyp" || !BRANDS.contains(&brand.as_slice()) {
            return Err(NotAVideo::Shape);
        }
        Ok(if &brand == b"qt  " { "video/quicktime" } else { "video/mp4" })
    }

    /// Walks over the boxes of a range; `keys` are the metadata keys beside an `ilst`.
    fn inside(&mut self, range: Range<u64>, depth: usize, keys: Option<&[bool]>) -> Result<(), NotAVideo> {
        if depth > DEPTH_MAX {
            return Err(NotAVideo::Shape);
        }
        let mut rest = range;
        let (mut found_keys, mut lists) = (None, Vec::new());
        while let Some(atom) = self.atom(&rest, depth == 0)? {
            rest.start = atom.payload.end;
            if self.is_place(&atom, keys)? {
                self.places.push(Place { kind_at: atom.kind_at, payload: atom.payload });
                continue;
            }
            match &atom.kind {
                b"mvhd" => self.duration_ms = Some(self.duration(&atom)?),
                b"hdlr" if self.handler(&atom)? == *b"vide" => self.has_video = true,
                b"keys" => found_keys = Some(self.location_keys(&atom)?),
                b"meta" => {
                    let payload = self.meta_payload(&atom)?;
                    self.inside(payload, depth.saturating_add(1), None)?;
                }
                b"ilst" => lists.push(atom.payload),
                kind if CONTAINERS.contains(&kind) => self.inside(atom.payload, depth.saturating_add(1), None)?,
                _ => {}
            }
        }
        // Only now: the keys may stand behind the items that they name.
        for list in lists {
            self.inside(list, depth.saturating_add(1), found_keys.as_deref())?;
        }
        Ok(())
    }

    /// The next box of a range; none at its end. User data may end with four bytes of zeros.
    fn atom(&mut self, range: &Range<u64>, is_top: bool) -> Result<Option<Atom>, NotAVideo> {
        let left = range.end.saturating_sub(range.start);
        if left < 8 {
            return if is_top && left > 0 { Err(NotAVideo::Shape) } else { Ok(None) };
        }
        self.boxes = self.boxes.saturating_add(1);
        if self.boxes > BOXES_MAX {
            return Err(NotAVideo::Shape);
        }
        let header: [u8; 8] = self.read(range.start, range)?;
        let [a, b, c, d, kind @ ..] = header;
        let (head_bytes, size) = match u32::from_be_bytes([a, b, c, d]) {
            0 if is_top => (8, left),
            0 => return Ok(None),
            1 => (16, u64::from_be_bytes(self.read(range.start.saturating_add(8), range)?)),
            size => (8, u64::from(size)),
        };
        if size < head_bytes || size > left {
            return Err(NotAVideo::Shape);
        }
        let payload = range.start.saturating_add(head_bytes)..range.start.saturating_add(size);
        Ok(Some(Atom { kind, kind_at: range.start.saturating_add(4), payload }))
    }

    fn is_place(&mut self, atom: &Atom, keys: Option<&[bool]>) -> Result<bool, NotAVideo> {
        if PLACES.contains(&&atom.kind) {
            return Ok(true);
        }
        if &atom.kind == b"uuid" && atom.payload.end.saturating_sub(atom.payload.start) >= 16 {
            return Ok(self.read::<16>(atom.payload.start, &atom.payload)? == XMP_UUID);
        }
        // An item of `ilst` is named by the number of its key, from one.
        let number = usize::try_from(u32::from_be_bytes(atom.kind)).unwrap_or(usize::MAX);
        let is_location = |keys: &[bool]| keys.get(number.wrapping_sub(1)).copied().unwrap_or(false);
        Ok(keys.is_some_and(is_location))
    }

    fn duration(&mut self, atom: &Atom) -> Result<i64, NotAVideo> {
        let start = atom.payload.start;
        let [version]: [u8; 1] = self.read(start, &atom.payload)?;
        let (scale, length) = if version == 1 {
            let scale: [u8; 4] = self.read(start.saturating_add(20), &atom.payload)?;
            (scale, u64::from_be_bytes(self.read(start.saturating_add(24), &atom.payload)?))
        } else {
            let scale: [u8; 4] = self.read(start.saturating_add(12), &atom.payload)?;
            (scale, u64::from(u32::from_be_bytes(self.read(start.saturating_add(16), &atom.payload)?)))
        };
        let scale = u128::from(u32::from_be_bytes(scale));
        let millis = u128::from(length).saturating_mul(1_000).checked_div(scale).ok_or(NotAVideo::Shape)?;
        i64::try_from(millis).map_err(|_| NotAVideo::Shape)
    }

    fn handler(&mut self, atom: &Atom) -> Result<[u8; 4], NotAVideo> {
        self.read(atom.payload.start.saturating_add(8), &atom.payload)
    }

    /// `meta` begins with four bytes of version and flags in MP4, and without in QuickTime.
    fn meta_payload(&mut self, atom: &Atom) -> Result<Range<u64>, NotAVideo> {
        let payload = atom.payload.clone();
        if payload.end.saturating_sub(payload.start) < 8 {
            return Ok(payload.end..payload.end);
        }
        let [_, _, _, _, kind @ ..]: [u8; 8] = self.read(payload.start, &payload)?;
        let is_quicktime = &kind == b"hdlr";
        let skip = if is_quicktime { 0 } else { 4 };
        Ok(payload.start.saturating_add(skip)..payload.end)
    }

    /// Which of the metadata keys say where.
    fn location_keys(&mut self, atom: &Atom) -> Result<Vec<bool>, NotAVideo> {
        let payload = &atom.payload;
        if payload.end.saturating_sub(payload.start) > KEYS_BYTES_MAX {
            return Err(NotAVideo::Shape);
        }
        let mut rest = payload.start.saturating_add(8)..payload.end;
        let mut keys = Vec::new();
        while let Some(key) = self.atom(&rest, false)? {
            rest.start = key.payload.end;
            let size = usize::try_from(key.payload.end.saturating_sub(key.payload.start)).unwrap_or(0);
            let mut name = vec![0_u8; size.min(LOCATION_KEY.len())];
            self.file.seek(SeekFrom::Start(key.payload.start))?;
            self.file.read_exact(&mut name)?;
            keys.push(name == LOCATION_KEY);
        }
        Ok(keys)
    }

    /// Reads bytes that must lie inside a range.
    fn read<const N: usize>(&mut self, at: u64, range: &Range<u64>) -> Result<[u8; N], NotAVideo> {
        let end = at.checked_add(u64::try_from(N).unwrap_or(u64::MAX)).ok_or(NotAVideo::Shape)?;
        if at < range.start || end > range.end {
            return Err(NotAVideo::Shape);
        }
        let mut bytes = [0_u8; N];
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}
