//! `gamma-server tax declare`: prepares the quarter's declarations, writes them out for a person to file, and keeps the
//! receipt and the cabinet's answer.

use gamma_core::id::{DeclarationId, Id};
use gamma_core::tax::{Declaration, Quarter};
use serde_json::json;
use std::path::{Path, PathBuf};

use super::named;
use crate::app::App;
use crate::error::Error;
use crate::tax::declare::{self, Verdict};
use crate::tax::rows::DeclarationRow;
use crate::tax::sign::{FromFile, NOT_VERIFIED};

/// What is declared.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Declare {
    #[command(subcommand)]
    step: Option<Step>,
    /// Prepares this quarter's declarations from its registers: 2026-Q2
    #[arg(long, value_parser = quarter)]
    quarter: Option<Quarter>,
    /// Writes each as canonical JSON into this folder.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Answers for a program.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Step {
    /// Records that a person has filed one in the taxpayer's cabinet.
    Filed {
        declaration: DeclarationId,
        /// The receipt's number.
        #[arg(long)]
        receipt: String,
        /// The signed file, to be kept; without it the cabinet signed.
        #[arg(long)]
        signed: Option<PathBuf>,
        #[arg(long)]
        by: String,
    },
    /// Records what the cabinet answered.
    Answered { declaration: DeclarationId, verdict: Verdict },
}

/// Runs a step, or prepares and lists.
pub async fn run(app: &App, command: Declare) -> Result<(), Error> {
    let rows = match command.step {
        Some(Step::Filed { declaration, receipt, signed, by }) => {
            vec![declare::file(app, declaration, &receipt, &FromFile(signed), &by).await?]
        }
        Some(Step::Answered { declaration, verdict }) => vec![declare::answer(app, declaration, verdict).await?],
        None => match command.quarter {
            Some(quarter) => declare::prepare(app, quarter).await?,
            None => declare::list(app, None).await?,
        },
    };
    if let Some(folder) = &command.folder {
        for row in &rows {
            write(row, folder).await?;
        }
    }
    if command.json {
        println!("{}", json!({ "declarations": rows.iter().map(as_json).collect::<Vec<_>>() }));
        return Ok(());
    }
    for row in &rows {
        let agent = named(app, row.agent.0).await?;
        println!("{}  {} {}  {agent}  {}", row.id, row.form, row.quarter, said(row));
        for line in table(row) {
            println!("{line}");
        }
    }
    Ok(())
}

async fn write(row: &DeclarationRow, folder: &Path) -> Result<(), Error> {
    let path = folder.join(format!("{}-{}-{}.json", row.form, row.quarter, row.id.uuid().simple()));
    let written = tokio::fs::write(&path, row.body.as_bytes()).await;
    written.map_err(|_| Error::Ours("the file could not be written".to_owned()))?;
    println!("{}", path.display());
    Ok(())
}

/// The state, in words that promise nothing that did not happen.
fn said(row: &DeclarationRow) -> String {
    match row.state.as_str() {
        declare::PREPARED => format!("prepared, not filed; due {}", row.due_on),
        declare::FILED => {
            let signature = if row.signed.is_some() { NOT_VERIFIED } else { "signed in the cabinet" };
            format!("filed under {} ({signature}), not answered", row.receipt.as_deref().unwrap_or("-"))
        }
        other => format!("{other} under {}", row.receipt.as_deref().unwrap_or("-")),
    }
}

fn as_json(row: &DeclarationRow) -> serde_json::Value {
    json!({
        "declaration": row.id, "state": row.state, "receipt": row.receipt, "due_on": row.due_on,
        "body_sha256": hex::encode(&row.body_sha256), "signed_sha256": row.signed_sha256.as_ref().map(hex::encode),
        "body": serde_json::from_str::<serde_json::Value>(&row.body).unwrap_or_default(),
    })
}

fn table(row: &DeclarationRow) -> Vec<String> {
    let Ok(declared) = serde_json::from_str::<Declaration>(&row.body) else { return Vec::new() };
    let line = |field: &gamma_core::tax::DeclaredField| {
        let months = field.months.map(|amount| format!("{:>14}", amount.to_decimal_text())).concat();
        format!("  {:<12}{}{months}{:>16}", field.field, field.code, field.total.to_decimal_text())
    };
    declared.fields.iter().map(line).collect()
}

fn quarter(text: &str) -> Result<Quarter, &'static str> {
    text.parse().map_err(|_| "a quarter such as 2026-Q2")
}
