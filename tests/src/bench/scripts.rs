//! The scriptwriter: three candidates, planning included, and one pass of the guard, each beside forms made by the
//! inflector alone on the same machine in the same run. The times are in the figures; the aims are 5 ms and 2 ms.

use std::time::Duration;

use gamma_core::kazakh::guard::{self, Context};
use gamma_core::kazakh::script::{Answer, Request, suggest};
use gamma_core::kazakh::{inflect_tags, prepare};

use super::{Ratio, median, timed};

const BRIEFS: [&str; 8] = [
    "Lipstick, Red, Evening Date",
    "Көйлек, жасыл, той",
    "Чай, зелёный, утро",
    "Құлаққап, қара, спортзал",
    "Шам, жылы, кеш",
    "Рюкзак, синий, школа",
    "Кроссовки, белые, прогулка",
    "Ағылшын тілі курсы, онлайн",
];
const WORDS: [&str; 4] = ["көйлек", "далап", "құлаққап", "кездесу"];
const CHAINS: [&str; 5] = ["dat", "px1sg.acc", "pl.loc", "px3.gen", "px2sg.abl"];
const ROUNDS: u64 = 40;

/// Runs the comparisons.
pub fn run(scale: u64) -> Vec<Ratio> {
    prepare();
    let rounds = (ROUNDS / scale).max(2);
    let (mut writing, mut reading, mut forming) = (Vec::new(), Vec::new(), Vec::new());
    // The first round reads the lists; it is not counted.
    for round in 0..=rounds {
        for brief in BRIEFS {
            let (took, texts) = timed(|| three(brief, round));
            let (read, ()) = timed(|| texts.iter().for_each(|text| pass(text)));
            let (formed, ()) = timed(forms);
            if round > 0 {
                writing.push(took);
                reading.push(read / u32::try_from(texts.len().max(1)).unwrap_or(1));
                forming.push(formed);
            }
        }
    }
    let forms = median(&forming);
    vec![
        beside("three candidates beside 1 000 forms", median(&writing), forms, 8),
        beside("one guard pass beside 1 000 forms", median(&reading), forms, 30),
    ]
}

fn beside(name: &str, ours: Duration, forms: Duration, bar_hundredths: u64) -> Ratio {
    Ratio::of_times(name, ours, forms, bar_hundredths)
}

fn three(brief: &str, seed: u64) -> Vec<String> {
    match suggest(&Request::of(brief, seed)) {
        Answer::Scripts { scripts, .. } => scripts.into_iter().map(|script| script.text).collect(),
        Answer::Refused(_) => Vec::new(),
    }
}

fn pass(text: &str) {
    let lines: Vec<(&str, Option<guard::Basis>)> = text.lines().map(|line| (line, None)).collect();
    let (text, context) = Context::of_beats(&lines);
    std::hint::black_box(guard::check(&text, &context));
}

fn forms() {
    for _ in 0..50 {
        for word in WORDS {
            for chain in CHAINS {
                std::hint::black_box(inflect_tags(word, chain));
            }
        }
    }
}
