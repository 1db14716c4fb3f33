//! What stands on the screen and under the video. The label comes first in both: it is text, and the law wants it
//! before the
//! advertisement begins.

use super::Beat;
use super::order::Order;
use super::sentence::capitalised;
use crate::kazakh::knowledge::Knowledge;

/// The label of a paid post.
pub const LABEL: &str = "Жарнама";
const SCREEN_CHARACTERS_MAX: usize = 32;

/// Puts words on the screen for each beat; the label stands there from 0:00.
pub(super) fn put_on_screen(beats: &mut [Beat], order: &Order) {
    let last = beats.len().saturating_sub(1);
    for (place, beat) in beats.iter_mut().enumerate() {
        let text = match beat.told_as.as_str() {
            "reveal" | "turn" | "answer" | "advise" => capitalised(&order.product_phrase(2)),
            "price" => capitalised(order.price.as_deref().unwrap_or_default()),
            _ => shortest(beat),
        };
        beat.screen = if place == 0 { format!("{LABEL} · {text}") } else { text };
        if place == last && beat.screen.is_empty() {
            "Пікірге жаз".clone_into(&mut beat.screen);
        }
    }
}

/// The shortest sentence that still says something.
fn shortest(beat: &Beat) -> String {
    let texts = beat.sentences.iter().map(|sentence| sentence.text.trim_end_matches('.').to_owned());
    let short =
        texts.filter(|text| text.chars().count() <= SCREEN_CHARACTERS_MAX).max_by_key(|text| text.chars().count());
    short.unwrap_or_else(|| {
        let first = beat.sentences.first().map(|sentence| sentence.text.as_str()).unwrap_or_default();
        whole_words(first.split([',', ':', '—']).next().unwrap_or_default())
    })
}

/// As many whole words as the screen holds.
fn whole_words(text: &str) -> String {
    let mut kept = String::new();
    for word in text.trim_end_matches('.').split_whitespace() {
        if kept.chars().count().saturating_add(word.chars().count()) >= SCREEN_CHARACTERS_MAX {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

/// The caption: label, product, the call, and a few tags.
pub(super) fn caption(beats: &[Beat], order: &Order, know: &Knowledge) -> String {
    let product = capitalised(&order.product_phrase(2));
    let when = order.occasion.and_then(|place| know.occasions.get(place));
    let call = beats.last().map(|beat| beat.say.as_str()).unwrap_or_default();
    let mut tags = vec![tag(&order.product.lemma.text)];
    tags.extend(when.map(|occasion| tag(&occasion.lemma.text)));
    tags.extend(order.attributes.first().map(|attribute| tag(attribute)));
    tags.retain(|tag| tag.chars().count() > 2 && tag != "#деген");
    tags.dedup();
    let price = order.price.as_ref().map(|price| format!(", {price}")).unwrap_or_default();
    format!("{LABEL}. {product}{price}. {call} {}", tags.join(" ")).trim().to_owned()
}

fn tag(text: &str) -> String {
    let joined: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    format!("#{joined}")
}
