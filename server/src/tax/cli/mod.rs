//! `gamma-server tax`: any case explained, the month's register, what goes to the state, what is declared.

mod declare;
pub mod quote;
mod register;
mod remit;

use gamma_core::id::BrandId;
use gamma_core::tax::Agent;
use gamma_core::time::{Day, Month};

use crate::app::App;
use crate::error::Error;
use crate::tax::evidence;
use declare::Declare;
use quote::QuoteCase;
use register::RegisterQuestion;
use remit::Remit;

/// What the Tax Robot answers.
#[derive(Debug, clap::Subcommand)]
pub enum TaxCommand {
    /// Explains what is withheld from one payout, line by line with its law. Opens no database.
    Quote(QuoteCase),
    #[command(flatten)]
    Books(BooksCommand),
}

/// What is answered from the books.
#[derive(Debug, clap::Subcommand)]
pub enum BooksCommand {
    /// Who was withheld what in a month.
    Register(RegisterQuestion),
    /// What goes to the state: prepares, seals, exports and confirms transfers.
    Remit(Remit),
    /// The quarter's declaration: prepares it, and keeps its receipt and its answer.
    Declare(Declare),
    /// Records a CSV file of evidence: person,profile,document,until.
    Import {
        file: std::path::PathBuf,
        #[arg(long)]
        operator: String,
    },
}

/// Runs a command and prints its answer.
pub async fn run(app: &App, command: BooksCommand) -> Result<(), Error> {
    match command {
        BooksCommand::Register(question) => register::run(app, &question).await,
        BooksCommand::Remit(remit) => remit::run(app, remit).await,
        BooksCommand::Declare(declare) => declare::run(app, declare).await,
        BooksCommand::Import { file, operator } => import(app, &file, &operator).await,
    }
}

async fn import(app: &App, file: &std::path::Path, operator: &str) -> Result<(), Error> {
    let bytes = tokio::fs::read(file).await.map_err(|_| Error::Ours("the file could not be read".to_owned()))?;
    let (imported, said) = evidence::import(app, &bytes, operator).await?;
    for line in said {
        println!("{line}");
    }
    println!("{} recorded, {} refused", imported.done, imported.refused);
    Ok(())
}

/// The agent that a word means: `platform`, or a brand's BIN.
async fn find_agent(app: &App, word: &str) -> Result<Agent, Error> {
    if word == "platform" {
        return Ok(Agent::Platform);
    }
    let row = app.db.find("select id from brand where bin = $1", crate::args![word]).await?;
    let brand: BrandId = row.ok_or_else(|| Error::not_found("brand"))?.get(0)?;
    Ok(Agent::Brand(brand))
}

/// An agent as a person reads it: a brand by its name.
async fn named(app: &App, agent: Agent) -> Result<String, Error> {
    let Agent::Brand(brand) = agent else { return Ok("platform".to_owned()) };
    let row = app.db.find("select name, bin from brand where id = $1", crate::args![brand]).await?;
    let Some(row) = row else { return Ok(brand.to_string()) };
    Ok(format!("{} ({})", row.get::<String>(0)?, row.get::<String>(1)?))
}

fn month(text: &str) -> Result<Month, &'static str> {
    text.parse().map_err(|_| "a month such as 2026-06")
}

fn day(text: &str) -> Result<Day, &'static str> {
    text.parse().map_err(|_| "a day such as 2026-07-25")
}
