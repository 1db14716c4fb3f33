//! The server's command line: `serve` runs it, the rest are what operators do by hand. Options come from the
//! environment too, so that a service file needs no arguments.

use clap::{Args, Parser, Subcommand};
use gamma_core::time::Timestamp;
use gamma_server::app::App;
use gamma_server::campaigns::cli::ImportCommand;
use gamma_server::config::Config;
use gamma_server::deals::cli::DealCommand;
use gamma_server::identity::cli::{BrandCommand, CreatorCommand, OperatorCommand};
use gamma_server::jobs::cli::JobsCommand;
use gamma_server::ledger::cli::LedgerCommand;
use gamma_server::payouts::cli::PayoutsCommand;
use gamma_server::scripts::cli::{KazakhCommand, ScriptRequest};
use gamma_server::tax::cli::TaxCommand;
use gamma_server::{campaigns, deals, identity, jobs, ledger, payouts, scripts, serve, tax};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// Gamma's server: micro-creators take a brand's offer with one swipe and are paid when their work is approved.
#[derive(Debug, Parser)]
#[command(name = "gamma-server", version)]
struct Line {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where this server keeps its things, and which day it lives on.
#[derive(Debug, Args)]
struct Place {
    /// Codes go to the log, and a key file is made beside the database. Never in production.
    #[arg(long, global = true, env = "GAMMA_DEV")]
    dev: bool,
    /// Where the embedded database, media and bank files live.
    #[arg(long, global = true, env = "GAMMA_FOLDER", default_value = ".run")]
    folder: PathBuf,
    /// A clock of its own that runs on from this moment, kept from the first start on: an example market lives on its
    /// own day. Only with --dev.
    #[arg(long, global = true, env = "GAMMA_CLOCK_START")]
    clock_start: Option<Timestamp>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What the law withholds and why; registers, remittances, declarations.
    #[command(subcommand)]
    Tax(TaxCommand),
    #[command(flatten)]
    Question(Question),
    #[command(flatten)]
    Work(Work),
}

/// What is answered from the rules alone: no database is opened.
#[derive(Debug, Subcommand)]
enum Question {
    /// Writes fifteen-second scripts in Kazakh for a brief.
    Script(ScriptRequest),
    /// Forms of words, and what the guard finds in a text.
    #[command(subcommand)]
    Kazakh(KazakhCommand),
}

/// What is done with this server's data.
#[derive(Debug, Subcommand)]
enum Work {
    /// Runs the server until SIGTERM or Ctrl-C.
    Serve {
        #[arg(long, env = "GAMMA_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// People who run the platform.
    #[command(subcommand)]
    Operator(OperatorCommand),
    /// Companies that open campaigns.
    #[command(subcommand)]
    Brand(BrandCommand),
    /// Deals that only a person can decide about.
    #[command(subcommand)]
    Deal(DealCommand),
    /// What an operator confirms about a creator.
    #[command(subcommand)]
    Creator(CreatorCommand),
    /// Brings in many campaigns or creators from a file.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Re-checks every invariant from the tables alone; ends with an error at the first broken one.
    Audit,
    /// What a person does with money.
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Payouts on the bank file, and those that a person must decide about.
    #[command(subcommand)]
    Payouts(PayoutsCommand),
    /// Work that must happen.
    #[command(subcommand)]
    Jobs(JobsCommand),
}

fn main() -> ExitCode {
    let line = Line::parse();
    log_as_json();
    let run = tokio::runtime::Runtime::new().map_err(Into::into).and_then(|runtime| runtime.block_on(run(line)));
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&*error);
            ExitCode::FAILURE
        }
    }
}

async fn run(line: Line) -> Result<(), Box<dyn std::error::Error>> {
    match line.command {
        Command::Tax(TaxCommand::Quote(case)) => {
            tax::table::take(std::env::var("GAMMA_TAX_DIR").ok().as_deref().map(Path::new))?;
            Ok(tax::cli::quote::run(&case)?)
        }
        Command::Tax(TaxCommand::Books(command)) => Ok(tax::cli::run(&open(line.place).await?, command).await?),
        Command::Question(question) => answer(question),
        Command::Work(work) => do_work(line.place, work).await,
    }
}

fn answer(question: Question) -> Result<(), Box<dyn std::error::Error>> {
    match question {
        Question::Script(request) => scripts::cli::run_script(request)?,
        Question::Kazakh(command) => scripts::cli::run_kazakh(command)?,
    }
    Ok(())
}

async fn open(place: Place) -> Result<App, Box<dyn std::error::Error>> {
    if place.clock_start.is_some() && !place.dev {
        return Err("--clock-start is for --dev alone".into());
    }
    let config = Config::read(place.dev, place.folder, |name| std::env::var(name).ok())?;
    Ok(App::start(config).clock_start(place.clock_start).open().await?)
}

async fn do_work(place: Place, work: Work) -> Result<(), Box<dyn std::error::Error>> {
    let app = open(place).await?;
    match work {
        Work::Serve { listen } => {
            let listener = tokio::net::TcpListener::bind(listen).await?;
            tracing::info!(address = %listener.local_addr()?, "listening");
            let shutdown = CancellationToken::new();
            serve::stop_on_signal(shutdown.clone());
            serve::serve(app, listener, shutdown).await?;
        }
        Work::Operator(command) => identity::cli::run_operator(&app, command).await?,
        Work::Brand(command) => identity::cli::run_brand(&app, command).await?,
        Work::Creator(command) => identity::cli::run_creator(&app, command).await?,
        Work::Deal(command) => deals::cli::run(&app, command).await?,
        Work::Payouts(command) => payouts::cli::run(&app, command).await?,
        Work::Import(command) => campaigns::cli::run(&app, command).await?,
        Work::Audit => audit(&app).await?,
        Work::Ledger(command) => ledger::cli::run(&app, command).await?,
        Work::Jobs(command) => jobs::cli::run(&app, command).await?,
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is the command line's answer")]
async fn audit(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    match ledger::audit::audit(&app.db).await? {
        None => {
            println!("twelve invariants hold");
            Ok(())
        }
        Some(broken) => {
            println!("{:?} is broken by {}", broken.invariant, broken.rows.join(", "));
            Err("the books do not add up".into())
        }
    }
}

/// Standard output is for answers; the log goes beside it, one JSON object a line. `RUST_LOG` chooses how much.
fn log_as_json() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

#[expect(clippy::print_stderr, reason = "a person at the command line reads it")]
fn complain(error: &dyn std::error::Error) {
    eprintln!("gamma-server: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        eprintln!("  because: {cause}");
        source = cause.source();
    }
}
