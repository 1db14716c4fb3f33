//! `scripts/bench`: every benchmark, or those whose names are given, at `1 / --scale` of their size.

use clap::Parser;
use gamma_tests::bench;

/// Ratios inside one run, each with its bar.
#[derive(Parser)]
struct Asked {
    /// Divides every size.
    #[arg(long, default_value_t = 1)]
    scale: u64,
    /// `deck`, `store`, `money`, `scripts`, `tax`; all if none is named.
    suites: Vec<String>,
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let Asked { scale, suites } = Asked::parse();
    let is_wanted = |name: &str| suites.is_empty() || suites.iter().any(|suite| suite == name);
    let scale = scale.max(1);
    let mut is_fine = true;
    for suite in ["store", "deck", "money", "scripts", "tax"].into_iter().filter(|suite| is_wanted(suite)) {
        // A machine that stalls for a moment spoils a run; only what is far off twice is slow.
        is_fine &= bench::print(&measured(suite, scale).await) || bench::print(&measured(suite, scale).await);
    }
    if is_fine { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

async fn measured(suite: &str, scale: u64) -> Vec<bench::Ratio> {
    match suite {
        "store" => bench::store::run(scale),
        "deck" => bench::deck::run(scale).await,
        "tax" => bench::tax::run(scale).await,
        "scripts" => bench::scripts::run(scale),
        _ => bench::money::run(scale).await,
    }
}
