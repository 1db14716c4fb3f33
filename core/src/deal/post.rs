//! The post's link and label, as far as they can be judged without a network: shape of the link, own handle, ad label
//! first, sponsor named (Law of 10.07.2023 No. 18-VIII; order 59-NQ of 16.02.2024).

use crate::terms::Platform;
use crate::wire::Code;

/// Words that open a caption of an advertisement.
const AD_LABELS: [&str; 3] = ["жарнама", "реклама", "ad"];
const LINK_MAX: usize = 500;

/// A link to one post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLink {
    /// Without parameters, in one form for each post, so that a post counts once.
    pub url: String,
    /// The platform's own id of the post.
    pub post_id: String,
    /// The link itself names the handle; else a person or the platform's interface must look.
    pub is_handle_in_link: bool,
}

/// Reads a link to a post of `handle` on `platform`. Short links are refused: they hide the handle.
pub fn post_link(platform: Platform, url: &str, handle: &str) -> Result<PostLink, Code> {
    let link = if url.len() > LINK_MAX { None } else { Parts::of(url.trim()) };
    let link = link.ok_or(Code::PostLinkInvalid)?;
    let handle = handle.trim_start_matches('@');
    let read = match platform {
        Platform::Tiktok => tiktok(&link, handle),
        Platform::Instagram => instagram(&link, handle),
        Platform::Youtube => youtube(&link),
    };
    read.ok_or(Code::PostLinkInvalid)
}

/// Whether the label stands first in the caption's text and the named sponsor is the one of the terms.
pub fn check_ad_label(label: &str, sponsor: &str, agreed_sponsor: &str) -> Result<(), Code> {
    let is_letter = |character: char| character.is_alphabetic();
    let text = label.trim_start_matches(|character: char| !is_letter(character));
    let first: String = text.chars().take_while(|character| is_letter(*character)).collect();
    let is_labelled = AD_LABELS.contains(&first.to_lowercase().as_str());
    let is_named = folded(sponsor) == folded(agreed_sponsor) && !sponsor.trim().is_empty();
    if is_labelled && is_named { Ok(()) } else { Err(Code::AdLabelMissing) }
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A web address taken apart; parameters are kept only where a platform names the post by one.
struct Parts<'a> {
    host: String,
    path: Vec<&'a str>,
    query: &'a str,
}

impl<'a> Parts<'a> {
    fn of(url: &'a str) -> Option<Self> {
        let rest = url.strip_prefix("https://")?;
        let rest = rest.split('#').next().unwrap_or_default();
        let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = address.split_once('/')?;
        let host = host.to_ascii_lowercase();
        let host = ["www.", "m."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(&host).to_owned();
        let path = path.split('/').filter(|part| !part.is_empty()).collect();
        Some(Self { host, path, query })
    }
}

fn tiktok(link: &Parts<'_>, handle: &str) -> Option<PostLink> {
    let ("tiktok.com", [owner, "video", id]) = (link.host.as_str(), link.path.as_slice()) else { return None };
    let is_own = owner.strip_prefix('@')?.eq_ignore_ascii_case(handle);
    let is_number = (10..=25).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    let url = format!("https://www.tiktok.com/@{}/video/{id}", handle.to_ascii_lowercase());
    (is_own && is_number).then(|| PostLink { url, post_id: (*id).to_owned(), is_handle_in_link: true })
}

fn instagram(link: &Parts<'_>, handle: &str) -> Option<PostLink> {
    if link.host != "instagram.com" {
        return None;
    }
    let (owner, id) = match link.path.as_slice() {
        ["reel" | "reels" | "p", id] => (None, *id),
        [owner, "reel" | "p", id] => (Some(*owner), *id),
        _ => return None,
    };
    let is_own = owner.is_none_or(|owner| owner.eq_ignore_ascii_case(handle));
    let url = format!("https://www.instagram.com/reel/{id}/");
    let is_handle_in_link = owner.is_some();
    (is_own && is_code(id, 5..=40)).then(|| PostLink { url, post_id: id.to_owned(), is_handle_in_link })
}

fn youtube(link: &Parts<'_>) -> Option<PostLink> {
    let id = match (link.host.as_str(), link.path.as_slice()) {
        ("youtube.com", ["shorts", id]) | ("youtu.be", [id]) => *id,
        ("youtube.com", ["watch"]) => link.query.split('&').find_map(|pair| pair.strip_prefix("v="))?,
        _ => return None,
    };
    let url = format!("https://www.youtube.com/shorts/{id}");
    is_code(id, 11..=11).then(|| PostLink { url, post_id: id.to_owned(), is_handle_in_link: false })
}

fn is_code(id: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn links_to_own_posts_are_taken_in_one_form() {
        let (tiktok, instagram) = ("https://www.tiktok.com/@aigul.kz/video/", "https://www.instagram.com/");
        let (reel, shorts) = (format!("{instagram}reel/Cx1aB-_9/"), "https://www.youtube.com/shorts/abcdefghij1");
        let video = format!("{tiktok}7300000000000000001");
        #[rustfmt::skip]
        let rows = [
            (Platform::Tiktok, "https://www.tiktok.com/@Aigul.kz/video/7300000000000000001?x=1", video.as_str(), true),
            (Platform::Instagram, "https://instagram.com/reel/Cx1aB-_9/", reel.as_str(), false),
            (Platform::Instagram, "https://www.instagram.com/aigul.kz/reel/Cx1aB-_9", reel.as_str(), true),
            (Platform::Youtube, "https://youtu.be/abcdefghij1?si=x", shorts, false),
            (Platform::Youtube, "https://m.youtube.com/watch?t=3&v=abcdefghij1", shorts, false),
        ];
        for (platform, url, expected, is_handle_in_link) in rows {
            let link = post_link(platform, url, "@aigul.kz").expect(url);
            assert_eq!((link.url.as_str(), link.is_handle_in_link), (expected, is_handle_in_link));
        }
    }

    #[test]
    fn links_of_others_to_elsewhere_and_short_ones_are_refused() {
        let rows = [
            (Platform::Tiktok, "https://www.tiktok.com/@other/video/7300000000000000001"),
            (Platform::Tiktok, "https://vm.tiktok.com/ZM1234567/"),
            (Platform::Tiktok, "http://www.tiktok.com/@aigul.kz/video/7300000000000000001"),
            (Platform::Tiktok, "https://tiktok.com.example/@aigul.kz/video/7300000000000000001"),
            (Platform::Tiktok, "https://evil@www.tiktok.com/@aigul.kz/video/7300000000000000001"),
            (Platform::Instagram, "https://www.instagram.com/other/reel/Cx1aB-_9"),
            (Platform::Instagram, "https://www.instagram.com/aigul.kz"),
            (Platform::Youtube, "https://www.youtube.com/watch?list=abc"),
            (Platform::Youtube, "https://www.tiktok.com/@aigul.kz/video/7300000000000000001"),
        ];
        for (platform, url) in rows {
            assert_eq!(post_link(platform, url, "aigul.kz"), Err(Code::PostLinkInvalid), "{url}");
        }
    }

    #[test]
    fn the_label_comes_first_and_names_the_sponsor() {
        for label in ["Жарнама", "#реклама · Дәм", "жарнама: Дәм", "AD"] {
            assert_eq!(check_ad_label(label, "дәм  кафе", "Дәм кафе"), Ok(()), "{label}");
        }
        for (label, sponsor) in
            [("", "Дәм"), ("Қараңыз, жарнама", "Дәм"), ("Жарнамалық", "Дәм"), ("Жарнама", ""), ("Жарнама", "Нан")]
        {
            assert_eq!(check_ad_label(label, sponsor, "Дәм"), Err(Code::AdLabelMissing), "{label} {sponsor}");
        }
    }

    proptest! {
        #[test]
        fn any_link_is_answered_without_a_panic(url in "(https://)?\\PC{0,80}", handle in "\\PC{0,20}") {
            for platform in [Platform::Tiktok, Platform::Instagram, Platform::Youtube] {
                let _ = post_link(platform, &url, &handle);
            }
            let _ = check_ad_label(&url, &handle, &handle);
        }
    }
}
