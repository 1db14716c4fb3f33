//! Benchmarks as ratios inside one run: ours beside the best plain way of doing the same, on the same machine, in the
//! same minute, with the same answer. A bare time says more about the machine than about us.

pub mod deck;
pub mod money;
pub mod scripts;
pub mod store;
pub mod tax;

use std::time::{Duration, Instant};

/// One comparison. Figures are hundredths: 250 is two and a half times.
#[derive(Debug, Clone)]
pub struct Ratio {
    /// What is compared.
    pub name: String,
    /// How much better ours is.
    pub hundredths: u64,
    /// How much better it has to be.
    pub bar_hundredths: u64,
    /// The two figures, for people.
    pub figures: String,
}

impl Ratio {
    /// From two times for the same work: less is better.
    pub fn of_times(name: &str, ours: Duration, theirs: Duration, bar_hundredths: u64) -> Self {
        let hundredths = divided(theirs.as_nanos(), ours.as_nanos());
        let figures = format!("{} against {}", shown(ours), shown(theirs));
        Self { name: name.to_owned(), hundredths, bar_hundredths, figures }
    }

    /// From two counts done in the same time: more is better.
    pub fn of_rates(name: &str, ours_per_s: u64, theirs_per_s: u64, bar_hundredths: u64) -> Self {
        let hundredths = divided(u128::from(ours_per_s), u128::from(theirs_per_s));
        let figures = format!("{ours_per_s} a second against {theirs_per_s}");
        Self { name: name.to_owned(), hundredths, bar_hundredths, figures }
    }

    /// It reaches its bar.
    pub const fn holds(&self) -> bool {
        self.hundredths >= self.bar_hundredths
    }

    /// So far under its bar that no noise explains it.
    pub const fn is_far_off(&self) -> bool {
        self.hundredths.saturating_mul(2) < self.bar_hundredths
    }
}

fn divided(above: u128, below: u128) -> u64 {
    let hundredths = above.saturating_mul(100).checked_div(below).unwrap_or(0);
    u64::try_from(hundredths).unwrap_or(u64::MAX)
}

fn shown(time: Duration) -> String {
    match time.as_micros() {
        0..10_000 => format!("{} µs", time.as_micros()),
        _ => format!("{} ms", time.as_millis()),
    }
}

fn times(hundredths: u64) -> String {
    format!("{}.{:02}×", hundredths / 100, hundredths % 100)
}

/// How long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let from = Instant::now();
    let made = work();
    (from.elapsed(), made)
}

/// The time under which so many of a hundred lie.
pub fn percentile(samples: &[Duration], percent: usize) -> Duration {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1);
    let place = sorted.len().saturating_mul(percent) / 100;
    sorted.get(place.min(last)).copied().unwrap_or_default()
}

/// The middle one.
pub fn median(samples: &[Duration]) -> Duration {
    percentile(samples, 50)
}

/// Prints the table; true if nothing is far under its bar.
#[expect(clippy::print_stdout, reason = "a benchmark speaks to the person who started it")]
pub fn print(ratios: &[Ratio]) -> bool {
    let width = ratios.iter().map(|ratio| ratio.name.chars().count()).max().unwrap_or(0);
    for ratio in ratios {
        let verdict = match (ratio.holds(), ratio.is_far_off()) {
            (true, _) => "holds",
            (false, false) => "under its bar",
            (false, true) => "FAR UNDER ITS BAR",
        };
        let (is, bar) = (times(ratio.hundredths), times(ratio.bar_hundredths));
        println!("{:width$}  {is:>9}  bar {bar:>6}  {verdict:<13}  {}", ratio.name, ratio.figures);
    }
    !ratios.iter().any(Ratio::is_far_off)
}
