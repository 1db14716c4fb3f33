//! `scripts/bench`: every benchmark, or those whose names are given, at `1 / --scale` of their size.

use clap::Parser;
use gamma_tests::bench;

/// Ratios inside one run, each with its bar.
#[derive(Parser)]
struct Asked {
    /// Divides every size.
    #[arg(long, default_value_t = 1)]
    scale: u64,
    /// `deck`, `store`, `money`; all if none is named.
    suites: Vec<String>,
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let Asked { scale, suites } = Asked::parse();
    let is_wanted = |name: &str| suites.is_empty() || suites.iter().any(|suite| suite == name);
    let scale = scale.max(1);
    let mut is_fine = true;
    if is_wanted("store") {
        is_fine &= bench::print(&bench::store::run(scale));
    }
    if is_wanted("deck") {
        is_fine &= bench::print(&bench::deck::run(scale).await);
    }
    if is_wanted("money") {
        is_fine &= bench::print(&bench::money::run(scale).await);
    }
    if is_fine { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}
