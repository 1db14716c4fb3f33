//! What a request may count on, said as sentences.

use std::collections::HashSet;

use super::*;

fn scripts(request: &Request) -> Vec<Script> {
    match suggest(request) {
        Answer::Scripts { scripts, .. } => scripts,
        Answer::Refused(refused) => panic!("refused: {refused:?}"),
    }
}

fn lipstick(seed: u64) -> Request {
    Request { niche: Some("beauty".to_owned()), ..Request::of("Lipstick, Red, Evening Date", seed) }
}

#[test]
fn the_same_request_gives_the_same_scripts() {
    let texts = |seed| scripts(&lipstick(seed)).into_iter().map(|script| script.text).collect::<Vec<_>>();
    assert_eq!(texts(3), texts(3));
    assert_ne!(texts(3), texts(4));
}

#[test]
fn three_scripts_tell_three_different_stories() {
    for seed in 1..=5 {
        let shapes: HashSet<String> = scripts(&lipstick(seed)).into_iter().map(|script| script.shape).collect();
        assert_eq!(shapes.len(), 3, "seed {seed}");
    }
}

#[test]
fn every_item_of_the_brief_is_heard_and_the_noun_at_most_twice() {
    for script in scripts(&lipstick(1)) {
        let text = script.text.to_lowercase();
        let nouns = text.matches("далаб").count().saturating_add(text.matches("далап").count());
        assert!((1..=2).contains(&nouns), "{text}");
        assert!(text.contains("қызыл"), "{text}");
        assert!(text.contains("кездесу"), "{text}");
    }
}

#[test]
fn beats_follow_each_other_without_a_gap_and_end_in_time() {
    for script in scripts(&lipstick(2)) {
        assert_eq!(script.beats.first().map(|beat| beat.from_ms), Some(0));
        assert!(script.beats.windows(2).all(|pair| pair[0].to_ms == pair[1].from_ms));
        assert_eq!(script.beats.last().map(|beat| beat.to_ms), Some(script.duration_ms));
        assert!((13_500..=15_500).contains(&script.duration_ms), "{}", script.duration_ms);
    }
}

#[test]
fn no_beat_stands_on_a_claim() {
    for seed in 1..=10 {
        for script in scripts(&lipstick(seed)) {
            assert!(script.beats.iter().all(|beat| beat.basis != Basis::Claim), "{}", script.text);
        }
    }
}

#[test]
fn the_label_is_on_the_screen_from_the_start_and_first_in_the_caption() {
    for script in scripts(&lipstick(1)) {
        assert!(script.beats[0].screen.starts_with("Жарнама"), "{}", script.beats[0].screen);
        assert!(script.caption.starts_with("Жарнама"), "{}", script.caption);
        assert!(!script.text.contains("Жарнама"));
    }
}

#[test]
fn a_label_that_is_spoken_takes_its_time() {
    let request = Request { says_label: true, ..lipstick(1) };
    for script in scripts(&request) {
        assert!(script.beats[0].say.starts_with("Жарнама. "), "{}", script.beats[0].say);
        assert!(script.duration_ms <= 15_500, "{}", script.duration_ms);
    }
}

#[test]
fn a_script_had_lately_never_comes_again() {
    let first: Vec<String> = scripts(&lipstick(1)).into_iter().map(|script| script.text).collect();
    let request = Request { recent: first.clone(), ..lipstick(1) };
    let second = scripts(&request);
    assert!(!second.is_empty());
    assert!(second.iter().all(|script| !first.contains(&script.text)));
}

#[test]
fn creators_of_one_campaign_are_dealt_different_stories() {
    let shape = |creator: u64| {
        let request = Request { creator: creator.to_string(), count: 1, ..lipstick(1) };
        scripts(&request).pop().map(|script| script.shape)
    };
    let shapes: HashSet<Option<String>> = (0..30).map(shape).collect();
    assert!(shapes.len() >= 8, "{shapes:?}");
}

#[test]
fn a_thin_brief_asks_for_price_and_own_use_and_is_written_all_the_same() {
    let Answer::Scripts { scripts, questions } = suggest(&Request::of("Далап", 1)) else {
        panic!("an innocent word")
    };
    assert_eq!(questions, [Question::Price, Question::OwnUse]);
    assert_eq!(scripts.len(), 3);
}

#[test]
fn a_price_is_said_in_words_and_no_particle_shares_its_sentence() {
    let request = Request { facts: vec!["4500 ₸".to_owned()], ..lipstick(1) };
    for script in scripts(&request) {
        assert!(script.text.to_lowercase().contains("төрт мың бес жүз теңге"), "{}", script.text);
        let sentences = script.beats.iter().flat_map(|beat| &beat.sentences);
        assert!(
            sentences.into_iter().all(|sentence| !sentence.names_product || sentence.particles == 0),
            "{}",
            script.text
        );
    }
}

#[test]
fn an_unknown_word_stays_as_it_was_written() {
    for script in scripts(&Request::of("XZ-500 Pro, red", 1)) {
        assert!(script.text.contains("XZ-500 Pro"), "{}", script.text);
    }
}

#[test]
fn the_polite_register_never_says_sen() {
    for seed in 1..=5 {
        for script in scripts(&Request { register: Register::Siz, ..lipstick(seed) }) {
            let words: HashSet<String> = meter::words(&script.text).into_iter().collect();
            assert!(words.is_disjoint(&["сен", "сені", "саған", "өзің"].map(str::to_owned).into()), "{}", script.text);
        }
    }
}

#[test]
fn latin_kazakh_and_emoji_are_read() {
    for brief in ["Qyzyl dalap", "💄 далап ❤"] {
        for script in scripts(&Request::of(brief, 1)) {
            assert!(script.text.to_lowercase().contains("дала"), "{brief}: {}", script.text);
        }
    }
}
