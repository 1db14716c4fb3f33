//! Small files made by hand.

/// A box: size, type, payload.
pub fn atom(kind: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let size = u32::try_from(payload.len().saturating_add(8)).expect("a small box");
    [&size.to_be_bytes(), kind.as_slice(), payload].concat()
}

/// Boxes inside a box.
pub fn nest(kind: &[u8; 4], inside: &[Vec<u8>]) -> Vec<u8> {
    atom(kind, &inside.concat())
}

/// What says where, in three dialects.
pub const XYZ: &[u8] = b"\x00\x12\x15\xc7+43.2389+076.8897/";
pub const ISO6709: &[u8] = b"+43.2389+076.8897+800.000/";

fn mvhd(scale: u32, length: u32) -> Vec<u8> {
    atom(b"mvhd", &[&[0; 12], scale.to_be_bytes().as_slice(), &length.to_be_bytes(), &[0; 80]].concat())
}

fn track(handler: &[u8; 4]) -> Vec<u8> {
    let hdlr = atom(b"hdlr", &[&[0; 8], handler.as_slice(), &[0; 12], b"x\0"].concat());
    nest(b"trak", &[nest(b"mdia", &[hdlr])])
}

/// `moov/meta` as iPhones write it: named keys, numbered items.
fn quicktime_meta() -> Vec<u8> {
    let key = |name: &[u8]| atom(b"mdta", name);
    let keys = [key(b"com.apple.quicktime.make"), key(b"com.apple.quicktime.location.ISO6709")];
    let keys = atom(b"keys", &[[0, 0, 0, 0, 0, 0, 0, 2].as_slice(), &keys.concat()].concat());
    let item = |number: u32, text: &[u8]| atom(&number.to_be_bytes(), &atom(b"data", &[&[0; 8], text].concat()));
    let list = nest(b"ilst", &[item(1, b"Telefon"), item(2, ISO6709)]);
    let hdlr = atom(b"hdlr", &[&[0; 8], b"mdta".as_slice(), &[0; 14]].concat());
    // The items before their keys: the walk must not care.
    nest(b"meta", &[hdlr, list, keys])
}

/// A video of fifteen seconds that says three times where it was filmed.
pub fn video() -> Vec<u8> {
    let user_data = nest(b"udta", &[atom(b"\xa9xyz", XYZ), atom(b"loci", &[&[0; 6], ISO6709].concat()), vec![0; 4]]);
    let moov = nest(b"moov", &[mvhd(600, 9_000), track(b"vide"), track(b"soun"), user_data, quicktime_meta()]);
    [atom(b"ftyp", b"qt  \0\0\0\0qt  "), moov, atom(b"mdat", &[0xAB; 4_000])].concat()
}

/// A picture of one colour.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::DynamicImage::ImageRgb8(image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30])));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}

/// A JPEG whose EXIF says which way is up and where it was taken.
pub fn jpeg_with_exif() -> Vec<u8> {
    let picture = image::DynamicImage::ImageRgb8(image::RgbImage::from_pixel(40, 20, image::Rgb([1, 2, 3])));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a JPEG");
    let bytes = bytes.into_inner();
    // One directory with one entry: orientation (0x0112), short, one value, 6: turned by a quarter.
    let tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0PLACE-43.2389";
    let body = [b"Exif\0\0".as_slice(), tiff].concat();
    let size = u16::try_from(body.len().saturating_add(2)).expect("a small segment");
    let segment = [b"\xFF\xE1".as_slice(), &size.to_be_bytes(), &body].concat();
    [&bytes[..2], &segment, &bytes[2..]].concat()
}
