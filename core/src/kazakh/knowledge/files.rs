//! The niche files, built into the program: a phone has no folder to read them from.

/// Name and text of each file; shared words first.
pub(in crate::kazakh) const FILES: &[(&str, &str)] = &[
    ("base", include_str!("../../../data/kazakh/niches/base.txt")),
    ("beauty", include_str!("../../../data/kazakh/niches/beauty.txt")),
];
