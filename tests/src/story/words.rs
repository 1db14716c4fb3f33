//! How the story is told: headings, sentences, sums.
#![expect(clippy::print_stdout, reason = "the story is told to whoever started it")]

use gamma_core::quote::{Lands, Quote};
use gamma_core::wire::views::LedgerLine;

/// A heading.
pub fn say(heading: &str) {
    println!("\n{heading}");
}

/// A sentence.
pub fn tell(sentence: &str) {
    println!("   {sentence}");
}

/// What is taken off, and when the rest lands.
pub fn net_of(quote: &Quote) -> String {
    let lands = match quote.lands {
        Lands::Minutes { minutes } => format!("about {minutes} minutes after approval"),
        Lands::BankDays { days, cutoff_hour } => format!("{days} bank day(s) after the run of {cutoff_hour}:00"),
        Lands::Waiting { due_on } => format!("when the brand has paid, by {due_on} at the latest"),
    };
    let sure = if quote.assumed.is_profile_known { "exactly" } else { "at least" };
    format!("{sure}, {lands}")
}

/// Lines of the ledger, entry by entry.
pub fn ledger(lines: &[LedgerLine]) {
    let mut entry = None;
    for line in lines {
        if entry != Some((line.entry, line.at)) {
            println!("     {}", line.entry.name());
            entry = Some((line.entry, line.at));
        }
        let account = format!("{} {}", line.account.name(), line.part);
        println!("       {account:<24} {:>16}", line.amount.to_string());
    }
}
