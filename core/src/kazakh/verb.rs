//! Verb stems before suffixes that begin with a vowel: where қой becomes қоя, тап becomes тауып, жақ becomes жағ.

use super::letters::{Harmony, harmonised, is_full_vowel, voiced, with_last, without_last};

/// What the last letter of a verb stem does before a vowel.
enum Shape {
    /// а е ә я: the vowel stays.
    Open,
    /// ы і: the vowel gives way.
    Weak,
    /// й melts into я, ю.
    Yod,
    /// и
    I,
    /// Everything else.
    Closed,
}

fn shape(stem: &str) -> Shape {
    match stem.chars().next_back() {
        Some('ы' | 'і') => Shape::Weak,
        Some('й') => Shape::Yod,
        Some('и') => Shape::I,
        Some(letter) if is_full_vowel(letter) => Shape::Open,
        _ => Shape::Closed,
    }
}

fn joined(stem: &str, suffix: &str, harmony: Harmony) -> String {
    format!("{stem}{}", harmonised(suffix, harmony))
}

/// The converb that the present, the future and "let me" are built on: ала, қарай, оқи, қоя, кие.
pub(super) fn converb_a(stem: &str, harmony: Harmony) -> String {
    match (shape(stem), harmony) {
        (Shape::Open, _) => format!("{stem}й"),
        (Shape::Weak, _) => with_last(stem, 'и'),
        (Shape::Yod, Harmony::Back) => with_last(stem, 'я'),
        (Shape::I, Harmony::Back) => format!("{stem}я"),
        (Shape::Yod | Shape::I, Harmony::Front) => format!("{stem}е"),
        (Shape::Closed, _) => joined(&voiced(stem), "а", harmony),
    }
}

/// The converb of what comes first: алып, қарап, тауып, киіп.
pub(super) fn converb_ip(stem: &str, harmony: Harmony) -> String {
    match shape(stem) {
        Shape::Open | Shape::Weak => format!("{stem}п"),
        Shape::Closed if weakens(stem) => joined(&with_last(stem, 'у'), "ып", harmony),
        _ => joined(&voiced(stem), "ып", harmony),
    }
}

/// тап, сеп, жап lose their п to у; өп and clusters (серп) do not.
fn weakens(stem: &str) -> bool {
    stem.ends_with('п') && stem != "өп" && without_last(stem).ends_with(super::letters::is_vowel)
}

/// The verbal noun: алу, қарау, оқу, қою, кию.
pub(super) fn infinitive(stem: &str) -> String {
    match shape(stem) {
        Shape::Weak => with_last(stem, 'у'),
        Shape::Yod => with_last(stem, 'ю'),
        Shape::I => format!("{stem}ю"),
        Shape::Open | Shape::Closed => format!("{}у", voiced(stem)),
    }
}

/// The participle of the future: алар, қарар, оқыр, қояр.
pub(super) fn future(stem: &str, harmony: Harmony) -> String {
    match shape(stem) {
        Shape::Open | Shape::Weak => format!("{stem}р"),
        _ => format!("{}р", converb_a(stem, harmony)),
    }
}

/// "Let me" and "let us": алайын, қарайық, оқиын.
pub(super) fn optative(stem: &str, suffix: &str, harmony: Harmony) -> String {
    match shape(stem) {
        Shape::Open => joined(&format!("{stem}й"), suffix, harmony),
        Shape::Weak => joined(&with_last(stem, 'и'), suffix, harmony),
        _ => joined(&format!("{}й", converb_a(stem, harmony)), suffix, harmony),
    }
}

/// A polite or plural bidding: қараңыз, жағыңыз.
pub(super) fn bidding(stem: &str, (open, closed): (&str, &str), harmony: Harmony) -> String {
    match shape(stem) {
        _ if closed.is_empty() => stem.to_owned(),
        Shape::Open | Shape::Weak => joined(stem, open, harmony),
        _ => joined(&voiced(stem), closed, harmony),
    }
}

/// The passive: жазыл, төлен, алын, таңдал.
pub(super) fn passive(stem: &str, harmony: Harmony) -> String {
    let has_l = stem.ends_with('л') || without_last(stem).ends_with('л');
    match shape(stem) {
        Shape::Open | Shape::Weak => format!("{stem}{}", if has_l { "н" } else { "л" }),
        _ => joined(&voiced(stem), if has_l { "ын" } else { "ыл" }, harmony),
    }
}
