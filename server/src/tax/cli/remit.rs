//! `gamma-server tax remit`: prepares a month's transfers, seals them into files, and takes a person's word that the
//! bank has booked one.

use gamma_core::id::{CommandId, Id, PersonId, TaxBatchId};
use gamma_core::tax::LineCode;
use gamma_core::time::{Day, Month};
use gamma_core::wire::Answer;
use serde_json::json;
use std::path::{Path, PathBuf};

use super::{day, month, named};
use crate::app::App;
use crate::book::{Act, Actor};
use crate::error::Error;
use crate::tax::acts::BatchConfirmed;
use crate::tax::refunds::{Refund, Refunded};
use crate::tax::rows::TaxBatch;
use crate::tax::{files, refunds, remit};

/// What goes to the state.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Remit {
    #[command(subcommand)]
    step: Option<Step>,
    /// Prepares this month's transfers from its register: 2026-06
    #[arg(long, value_parser = month)]
    month: Option<Month>,
    /// Only what is due up to this day: 2026-07-27
    #[arg(long, value_parser = day)]
    due: Option<Day>,
    /// Answers for a program.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Step {
    /// Seals a prepared transfer and writes its payment order and its list of people; the same bytes however often.
    Seal {
        batch: TaxBatchId,
        /// Where to.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
        /// Who seals it.
        #[arg(long)]
        by: String,
    },
    /// Books that the bank has booked a sealed transfer.
    Confirm {
        batch: TaxBatchId,
        /// The bank's own reference.
        #[arg(long)]
        reference: String,
        #[arg(long, default_value = "bank_file")]
        rail: String,
        #[arg(long)]
        by: String,
    },
    /// Books that the state has given back one person's line of a month, all of it.
    Refunded {
        person: PersonId,
        #[arg(long, value_parser = line)]
        line: LineCode,
        #[arg(long, value_parser = month)]
        month: Month,
        /// The bank's own reference.
        #[arg(long)]
        reference: String,
        #[arg(long, default_value = "bank_file")]
        rail: String,
        #[arg(long)]
        by: String,
    },
}

/// Runs a step, or prepares and lists.
pub async fn run(app: &App, command: Remit) -> Result<(), Error> {
    match command.step {
        Some(Step::Seal { batch, folder, by }) => seal(app, batch, &folder, &by).await,
        Some(Step::Confirm { batch, reference, rail, by }) => confirm(app, batch, reference, rail, by).await,
        Some(Step::Refunded { person, line, month, reference, rail, by }) => {
            let found = refunds::list(app).await?.into_iter();
            let mut of_line = found.filter(|case| (case.person, case.line, case.month) == (person, line, month));
            let refund = of_line.next().ok_or_else(|| Error::not_found("refund case"))?;
            let id = CommandId::derived(person.uuid(), &format!("refunded/{reference}/{month}/{}", line.code()));
            ask(app, by, id, "tax_refunded", Refunded { refund, rail, reference }).await
        }
        None => list(app, command.month, command.due, command.json).await,
    }
}

async fn list(app: &App, month: Option<Month>, due: Option<Day>, is_json: bool) -> Result<(), Error> {
    let batches = match month {
        Some(month) => remit::prepare(app, month).await?,
        None => remit::waiting(app, due).await?,
    };
    let batches: Vec<TaxBatch> =
        batches.into_iter().filter(|batch| due.is_none_or(|due| batch.due_on <= due)).collect();
    let today = app.clock.now().day();
    if is_json {
        let rows: Vec<_> = batches.iter().map(|batch| as_json(batch, today)).collect();
        let refunds: Vec<_> = refunds::list(app).await?.iter().map(refund_as_json).collect();
        println!("{}", json!({ "batches": rows, "refunds": refunds }));
        return Ok(());
    }
    for batch in &batches {
        let overdue = if is_overdue(batch, today) { "  OVERDUE" } else { "" };
        let (line, amount) = (batch.line.0.code(), batch.amount_tiyn.to_decimal_text());
        println!(
            "{}  {}  {line:<5} {} {amount:>16} {:>6} people  {:<9} {}{overdue}",
            batch.due_on,
            batch.id,
            batch.month,
            batch.people,
            batch.state,
            named(app, batch.agent.0).await?
        );
    }
    for refund in refunds::list(app).await? {
        let (line, amount) = (refund.line.code(), refund.amount.to_decimal_text());
        println!("to be asked back: {line:<5} {} {amount:>16}  person {}", refund.month, refund.person);
    }
    Ok(())
}

fn refund_as_json(refund: &Refund) -> serde_json::Value {
    json!({
        "agent": refund.agent, "line": refund.line, "month": refund.month, "person": refund.person,
        "amount_tiyn": refund.amount.tiyn(),
    })
}

fn is_overdue(batch: &TaxBatch, today: Day) -> bool {
    batch.state != remit::CONFIRMED && batch.due_on < today
}

fn as_json(batch: &TaxBatch, today: Day) -> serde_json::Value {
    json!({
        "batch": batch.id, "agent": batch.agent.0, "line": batch.line.0, "month": batch.month,
        "due_on": batch.due_on, "amount_tiyn": batch.amount_tiyn.tiyn(), "people": batch.people,
        "state": batch.state, "reference": batch.reference, "is_overdue": is_overdue(batch, today),
    })
}

async fn seal(app: &App, batch: TaxBatchId, folder: &Path, by: &str) -> Result<(), Error> {
    let sealed = remit::seal(app, batch, by).await?;
    let files = files::export(app, batch).await?;
    let name = format!("{}-{}-{}", sealed.month, sealed.line.0.code(), batch.uuid().simple());
    for (ending, bytes) in [("xml", &files.order), ("list.txt", &files.list)] {
        let path = folder.join(format!("{name}.{ending}"));
        let written = tokio::fs::write(&path, bytes.as_slice()).await;
        written.map_err(|_| Error::Ours("the file could not be written".to_owned()))?;
        println!("{}", path.display());
    }
    Ok(())
}

async fn confirm(app: &App, batch: TaxBatchId, reference: String, rail: String, by: String) -> Result<(), Error> {
    // One command a batch: a second confirmation gets the first one's answer.
    let id = CommandId::derived(batch.uuid(), "confirm");
    ask(app, by, id, "confirm_tax_batch", BatchConfirmed { batch, rail, reference }).await
}

async fn ask(app: &App, by: String, id: CommandId, kind: &str, act: impl Act + 'static) -> Result<(), Error> {
    match app.gate.act(Actor::Operator(by), id, kind, app.clock.now(), act).await?.answer {
        Answer::Done { n, data, .. } => {
            println!("done at n {n}: {data}");
            Ok(())
        }
        Answer::Rejected { code, reason, .. } => Err(Error::new(code, reason)),
    }
}

fn line(text: &str) -> Result<LineCode, &'static str> {
    let found = LineCode::ALL.into_iter().find(|line| line.code() == text);
    found.ok_or("one of OPV, OPVR, SO, VOSMS, IIT")
}
