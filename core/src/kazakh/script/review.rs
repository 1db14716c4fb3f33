//! A script in somebody else's words, a model's or the creator's own: timed, labelled and read by the guard exactly as
//! the planner's own are, so that a screen never has to ask who wrote it.

use super::caption::{LABEL, caption, put_on_screen};
use super::meter::duration_ms;
use super::order::Order;
use super::{Beat, Request, Script};
use crate::kazakh::guard::{self, Basis, Context, Labelled};
use crate::kazakh::knowledge::Knowledge;
use crate::kazakh::syllables;

/// One beat as somebody told it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What is said.
    pub say: String,
    /// What the camera does.
    pub show: String,
    /// What stands on the screen; empty for the shortest words of the beat.
    pub screen: String,
    /// On what it stands, where that is known; without it only its numbers are compared with the brief.
    pub basis: Option<Basis>,
}

const REST_MS: usize = 250;

/// Times, labels and judges a script. Without a caption it gets one.
#[must_use]
pub fn review(shape: &str, told: &[Told], caption_told: Option<&str>, request: &Request) -> Script {
    let know = Knowledge::shipped();
    let order = Order::read(know, &request.brief, request.niche.as_deref(), &request.facts);
    let mut beats = timed(told, request.syllables_per_10_s);
    let screens: Vec<String> = told.iter().map(|beat| beat.screen.trim().to_owned()).collect();
    put_on_screen(&mut beats, &order);
    for (place, (beat, screen)) in beats.iter_mut().zip(screens).enumerate() {
        if !screen.is_empty() {
            beat.screen = if place == 0 { labelled(&screen) } else { screen };
        }
    }
    let caption = caption_told.map_or_else(|| caption(&beats, &order, know), str::to_owned);
    let text = beats.iter().map(|beat| beat.say.as_str()).collect::<Vec<_>>().join("\n");
    let findings = findings(&beats, told, &caption, request);
    let (duration_ms, syllables) = (beats.last().map_or(0, |beat| beat.to_ms), syllables(&text));
    Script { shape: shape.to_owned(), beats, caption, text, duration_ms, syllables, findings, score: Vec::new() }
}

/// Whether the brief's product is named in a text, by the part of its noun that inflection leaves alone.
#[must_use]
pub fn names_its_product(text: &str, request: &Request) -> bool {
    let order = Order::read(Knowledge::shipped(), &request.brief, request.niche.as_deref(), &request.facts);
    let text = text.to_lowercase();
    let stem = |word: &str| word.to_lowercase().chars().take(4).collect::<String>();
    let noun = order.product.lemma.text.rsplit(' ').next().map(stem).unwrap_or_default();
    text.contains(&noun) || order.names.iter().any(|name| text.contains(&stem(name)))
}

/// Beats one after another; after each but the last a rest, as between any two sentences.
fn timed(told: &[Told], syllables_per_10_s: usize) -> Vec<Beat> {
    let mut from_ms = 0_usize;
    let last = told.len().saturating_sub(1);
    let beat = |(place, told): (usize, &Told)| {
        let rest_ms = if place == last { 0 } else { REST_MS };
        let to_ms = from_ms.saturating_add(duration_ms(&told.say, syllables_per_10_s)).saturating_add(rest_ms);
        let beat = Beat {
            say: told.say.trim().to_owned(),
            show: told.show.trim().to_owned(),
            screen: String::new(),
            from_ms,
            to_ms,
            basis: told.basis.unwrap_or(Basis::Scene),
            sentences: Vec::new(),
            told_as: "told".to_owned(),
        };
        from_ms = to_ms;
        beat
    };
    told.iter().enumerate().map(beat).collect()
}

fn labelled(screen: &str) -> String {
    let is_labelled = screen.to_lowercase().starts_with(&LABEL.to_lowercase());
    if is_labelled { screen.to_owned() } else { format!("{LABEL} · {screen}") }
}

fn findings(beats: &[Beat], told: &[Told], caption: &str, request: &Request) -> Vec<guard::Finding> {
    // Whoever wrote it, a number that nobody vouched for is no scene and no feeling.
    let compared = |basis: Option<Basis>| if basis == Some(Basis::Claim) { Basis::Claim } else { Basis::Brief };
    let parts: Vec<(&str, Option<Basis>)> =
        beats.iter().zip(told).map(|(beat, told)| (beat.say.as_str(), Some(compared(told.basis)))).collect();
    let (text, context) = Context::of_beats(&parts);
    let screen = beats.first().map(|beat| beat.screen.clone()).unwrap_or_default();
    let context = Context {
        register: Some(request.register),
        facts: request.facts.iter().cloned().chain([request.brief.clone()]).collect(),
        label: Some(Labelled { screen, caption: caption.to_owned() }),
        syllables_per_10_s: u32::try_from(request.syllables_per_10_s).ok(),
        ..context
    };
    guard::check(&text, &context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kazakh::guard::passes;

    const GOOD: [&str; 5] = [
        "Кешке кездесуге шығасың ба? Тоқтай тұр!",
        "Мына қызыл далапты қарашы, көз жауын алады.",
        "Бір жағып шықтым: кофе іштім, тамақ жедім — кеткен жоқ!",
        "Ерніңді құрғатпайды екен.",
        "Қай көйлекке жарасады? Пікірге жаз!",
    ];

    fn told(says: &[&str]) -> Vec<Told> {
        says.iter().map(|say| Told { say: (*say).to_owned(), ..Told::default() }).collect()
    }

    fn lipstick() -> Request {
        Request::of("Lipstick, Red, Evening Date", 1)
    }

    #[test]
    fn a_person_s_words_are_timed_and_labelled_like_the_planner_s() {
        let script = review("model", &told(&GOOD), None, &lipstick());
        assert!(passes(&script.findings), "{:?}", script.findings);
        assert!((14_000..=15_500).contains(&script.duration_ms), "{}", script.duration_ms);
        assert!(script.beats.windows(2).all(|pair| pair[0].to_ms == pair[1].from_ms));
        assert!(script.beats[0].screen.starts_with(LABEL) && script.caption.starts_with(LABEL));
    }

    #[test]
    fn a_banned_claim_and_an_unproved_number_are_found_wherever_they_stand() {
        for line in ["Мына қызыл далап ерніңді емдейді.", "Мына қызыл далап бес мың теңге тұрады."]
        {
            let mut says = GOOD;
            says[3] = line;
            let script = review("model", &told(&says), None, &lipstick());
            assert!(!passes(&script.findings), "{line}");
        }
    }

    #[test]
    fn a_script_about_something_else_does_not_name_its_product() {
        assert!(names_its_product(&GOOD.join("\n"), &lipstick()));
        assert!(!names_its_product("Мына көйлекті қарашы.", &lipstick()));
    }
}
