//! A video of fifteen seconds as small as one can be: the boxes that say what it is, and bytes that say nothing.

/// An MP4 file; the seed makes its bytes different from another's.
pub fn video(seed: u64) -> Vec<u8> {
    let mut mvhd = vec![0_u8; 12];
    mvhd.extend(1_000_u32.to_be_bytes());
    mvhd.extend(15_000_u32.to_be_bytes());
    mvhd.extend([0_u8; 80]);
    let mut hdlr = vec![0_u8; 8];
    hdlr.extend(b"vide");
    hdlr.extend([0_u8; 13]);
    let trak = atom(b"trak", &atom(b"mdia", &atom(b"hdlr", &hdlr)));
    let place = atom(b"udta", &atom(b"\xa9xyz", b"\x00\x12\x15\xc7+43.2567+076.9286/"));
    let moov = atom(b"moov", &[atom(b"mvhd", &mvhd), trak, place].concat());
    let noise: Vec<u8> = (0..2_000_u64).flat_map(|number| (number.wrapping_mul(seed | 1)).to_be_bytes()).collect();
    [atom(b"ftyp", b"isom\x00\x00\x02\x00isomiso2mp41"), moov, atom(b"mdat", &noise)].concat()
}

fn atom(kind: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let size = u32::try_from(payload.len().saturating_add(8)).expect("a small box");
    [size.to_be_bytes().as_slice(), kind, payload].concat()
}
