//! How long three candidates and one guard pass take, over the example briefs, once the lists are read: the median and
//! the ninetieth of a hundred. `speed [ROUNDS]`

#![expect(clippy::arithmetic_side_effects, reason = "a count of briefs can't overflow")]

use std::time::{Duration, Instant};

use gamma_core::kazakh::guard::{self, Context};
use gamma_core::kazakh::script::{Answer, Request, suggest};

const BRIEFS: &str = include_str!("../data/kazakh/briefs.txt");

fn main() {
    let rounds = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1_u64);
    let briefs: Vec<Vec<&str>> = BRIEFS
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let (mut writing, mut reading) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        for (seed, fields) in (1_u64..).zip(&briefs) {
            let [niche, brief, ..] = fields.as_slice() else { continue };
            let niche = Some((*niche).to_owned());
            let request = Request { niche, ..Request::of(brief, seed + round * 1_000) };
            let began = Instant::now();
            let Answer::Scripts { scripts, .. } = suggest(&request) else { continue };
            let took = began.elapsed();
            let says: Vec<Vec<(&str, Option<_>)>> = scripts
                .iter()
                .map(|script| script.beats.iter().map(|beat| (beat.say.as_str(), Some(beat.basis))).collect())
                .collect();
            for beats in &says {
                let (text, context) = Context::of_beats(beats);
                let began = Instant::now();
                let found = guard::check(&text, &context);
                if round > 0 {
                    reading.push(began.elapsed());
                }
                std::hint::black_box(found);
            }
            if round > 0 {
                writing.push(took);
            }
        }
    }
    tell("three candidates", &mut writing);
    tell("one guard pass", &mut reading);
}

fn tell(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default().as_micros();
    let mean = times.iter().sum::<Duration>().as_micros() / u128::try_from(times.len().max(1)).unwrap_or(1);
    println!("{what}: median {} µs, mean {mean} µs, ninetieth {} µs of {}", at(50), at(90), times.len());
}
