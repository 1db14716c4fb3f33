//! The command line of campaigns: bulk imports.

use gamma_core::wire::Code;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::import::campaigns::Campaigns;
use super::import::creators::Creators;
use super::import::{Importer, import};
use crate::app::App;
use crate::error::Error;

/// Brings in many things from a CSV file. Sending a file again applies nothing twice.
#[derive(Debug, clap::Subcommand)]
pub enum ImportCommand {
    /// Campaigns of brands that are here already.
    Campaigns { file: PathBuf },
    /// Creators, such as an agency's list.
    Creators { file: PathBuf },
}

/// Applies the good rows and names the bad ones; ends with an error if there was a bad one.
pub async fn run(app: &App, command: ImportCommand) -> Result<(), Error> {
    match command {
        ImportCommand::Campaigns { file } => apply(app, Campaigns::default(), &file).await,
        ImportCommand::Creators { file } => apply(app, Creators, &file).await,
    }
}

async fn apply<I: Importer>(app: &App, mut importer: I, path: &Path) -> Result<(), Error> {
    let file = File::open(path).map_err(|_| Error::new(Code::NotFound, "the file could not be opened"))?;
    let tell = |bad: super::import::BadRow| println!("line {}: {}", bad.line, bad.reason);
    let summary = import(app, &mut importer, BufReader::new(file), tell).await?;
    println!(
        "{} applied, {} updated, {} unchanged, {} bad",
        summary.applied, summary.updated, summary.unchanged, summary.bad
    );
    if summary.bad > 0 {
        return Err(Error::new(Code::InvalidField, format!("{} rows were not applied", summary.bad)));
    }
    Ok(())
}
