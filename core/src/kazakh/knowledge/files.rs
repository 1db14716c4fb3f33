//! The niche files, built into the program: a phone has no folder to read them from.

/// Name and text of each file; shared words first.
pub(in crate::kazakh) const FILES: &[(&str, &str)] = &[
    ("base", include_str!("../../../data/kazakh/niches/base.txt")),
    ("beauty", include_str!("../../../data/kazakh/niches/beauty.txt")),
    ("fashion", include_str!("../../../data/kazakh/niches/fashion.txt")),
    ("food", include_str!("../../../data/kazakh/niches/food.txt")),
    ("tech", include_str!("../../../data/kazakh/niches/tech.txt")),
    ("home", include_str!("../../../data/kazakh/niches/home.txt")),
    ("kids", include_str!("../../../data/kazakh/niches/kids.txt")),
    ("sport", include_str!("../../../data/kazakh/niches/sport.txt")),
    ("education", include_str!("../../../data/kazakh/niches/education.txt")),
    ("travel", include_str!("../../../data/kazakh/niches/travel.txt")),
    ("services", include_str!("../../../data/kazakh/niches/services.txt")),
    ("finance", include_str!("../../../data/kazakh/niches/finance.txt")),
];
