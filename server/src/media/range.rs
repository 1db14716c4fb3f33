//! One byte range of a request (RFC 9110, section 14): what is not understood is ignored, what cannot be met is said.

use std::ops::Range;

/// What a `Range` header asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Whole,
    Part(Range<u64>),
    Unsatisfiable,
}

/// Reads a `Range` header for a file of so many bytes. Several ranges are answered with the whole.
pub(super) fn asked(header: Option<&str>, bytes: u64) -> Asked {
    let Some((first, last)) = header.and_then(|header| header.strip_prefix("bytes=")?.split_once('-')) else {
        return Asked::Whole;
    };
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first > last => return Asked::Whole,
        (Some(first), Some(last)) => first..last.saturating_add(1).min(bytes),
        (Some(first), None) if last.is_empty() => first..bytes,
        (None, Some(count)) if first.is_empty() => bytes.saturating_sub(count)..bytes,
        _ => return Asked::Whole,
    };
    if range.start < range.end { Asked::Part(range) } else { Asked::Unsatisfiable }
}

fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        #[rustfmt::skip]
        let rows = [
            (None,                   Asked::Whole),
            (Some("bytes=0-9"),      Asked::Part(0..10)),
            (Some("bytes=90-"),      Asked::Part(90..100)),
            (Some("bytes=90-900"),   Asked::Part(90..100)),
            (Some("bytes=-10"),      Asked::Part(90..100)),
            (Some("bytes=-900"),     Asked::Part(0..100)),
            (Some("bytes=100-"),     Asked::Unsatisfiable),
            (Some("bytes=-0"),       Asked::Unsatisfiable),
            (Some("bytes=9-0"),      Asked::Whole),
            (Some("bytes=0-1,5-6"),  Asked::Whole),
            (Some("bytes=+1-2"),     Asked::Whole),
            (Some("lines=1-2"),      Asked::Whole),
            (Some("bytes=-"),        Asked::Whole),
        ];
        for (header, expected) in rows {
            assert_eq!(asked(header, 100), expected, "{header:?}");
        }
    }
}
