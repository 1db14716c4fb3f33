//! The server's command line without a process of its own: words are read as `gamma-server` reads them, and done by a
//! server in this process.

use clap::{Parser, Subcommand};
use gamma_server::app::App;
use gamma_server::deals::cli::DealCommand;
use gamma_server::error::Error;
use gamma_server::identity::cli::{BrandCommand, CreatorCommand, OperatorCommand};
use gamma_server::ledger::cli::LedgerCommand;
use gamma_server::payouts::cli::PayoutsCommand;
use gamma_server::{deals, identity, ledger, payouts};

#[derive(Debug, Parser)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand)]
    Operator(OperatorCommand),
    #[command(subcommand)]
    Brand(BrandCommand),
    #[command(subcommand)]
    Creator(CreatorCommand),
    #[command(subcommand)]
    Deal(DealCommand),
    #[command(subcommand)]
    Ledger(LedgerCommand),
    #[command(subcommand)]
    Payouts(PayoutsCommand),
}

/// Does what the words say, such as `["brand", "light", …]`.
pub async fn ask(app: &App, words: &[&str]) -> Result<(), Error> {
    let line = Line::try_parse_from(std::iter::once(&"gamma-server").chain(words)).expect("words of the command line");
    match line.command {
        Command::Operator(command) => identity::cli::run_operator(app, command).await,
        Command::Brand(command) => identity::cli::run_brand(app, command).await,
        Command::Creator(command) => identity::cli::run_creator(app, command).await,
        Command::Deal(command) => deals::cli::run(app, command).await,
        Command::Ledger(command) => ledger::cli::run(app, command).await,
        Command::Payouts(command) => payouts::cli::run(app, command).await,
    }
}
