//! `gamma-server payouts`: what a person does with payouts: seal and export bank files, bring answers back, look at
//! one, and decide about one whose rail never said.

use gamma_core::id::{AttemptId, BatchId, CommandId, Id, PayoutId};
use gamma_core::money::Money;
use gamma_core::wire::views::PayoutState;
use gamma_core::wire::{Answer, Code};
use std::path::{Path, PathBuf};

use super::bank_files::profiles::Profile;
use super::bank_files::{answers, export, seal};
use super::earn::EarnRules;
use super::outcome::{Heard, Tell, find_link, is_open_state};
use super::rails::{Report, Status};
use crate::app::App;
use crate::book::Actor;
use crate::book::rows::{Attempt, Payout};
use crate::error::Error;

/// What a person can do with payouts.
#[derive(Debug, clap::Subcommand)]
pub enum PayoutsCommand {
    /// Seals everything that waits for a bank file into one batch.
    Batch {
        /// Who seals it.
        #[arg(long)]
        operator: String,
        /// The bank's profile.
        #[arg(long, default_value = "standard")]
        profile: String,
    },
    /// Writes the files of a batch; the same bytes however often.
    Export {
        batch: BatchId,
        /// Where to.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Reads a bank's answer: pain.002 or camt.053.
    ImportAnswer { file: PathBuf },
    /// Lists payouts, oldest first.
    List {
        /// Only in this state, such as `unknown`.
        #[arg(long)]
        state: Option<String>,
    },
    /// Shows one payout with its attempts.
    Show { payout: PayoutId },
    /// Decides about a payout whose rail has not said what became of it. The money must have been looked for first.
    Decide {
        payout: PayoutId,
        what: Decision,
        /// Who decides.
        #[arg(long)]
        operator: String,
    },
}

/// What a person found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Decision {
    /// It reached the account.
    Confirmed,
    /// It never left, and never will.
    Failed,
}

/// Runs a command and prints what it did.
pub async fn run(app: &App, command: PayoutsCommand) -> Result<(), Error> {
    match command {
        PayoutsCommand::Batch { operator, profile } => batch(app, &operator, &profile).await,
        PayoutsCommand::Export { batch, folder } => write_files(app, batch, &folder).await,
        PayoutsCommand::ImportAnswer { file } => import(app, &file).await,
        PayoutsCommand::List { state } => list(app, state).await.map(say),
        PayoutsCommand::Show { payout } => show(app, payout).await.map(say),
        PayoutsCommand::Decide { payout, what, operator } => decide(app, payout, what, &operator).await,
    }
}

async fn batch(app: &App, operator: &str, profile: &str) -> Result<(), Error> {
    let profile = Profile::find(profile).ok_or_else(|| Error::not_found("profile"))?;
    match seal(app, operator, profile).await? {
        Some(batch) => println!("sealed {batch}"),
        None => println!("nothing waits for a bank file"),
    }
    Ok(())
}

async fn write_files(app: &App, batch: BatchId, folder: &Path) -> Result<(), Error> {
    let files = export(app, batch).await?;
    let name = batch.uuid().simple();
    for (path, bytes) in [(format!("{name}.xml"), &files.pain001), (format!("{name}.txt"), &files.list_1c)] {
        let path = folder.join(path);
        let written = tokio::fs::write(&path, bytes.as_slice()).await;
        written.map_err(|_| Error::Ours("the file could not be written".to_owned()))?;
        println!("{}", path.display());
    }
    Ok(())
}

async fn import(app: &App, file: &Path) -> Result<(), Error> {
    let bytes = tokio::fs::read(file).await.map_err(|_| Error::Ours("the file could not be read".to_owned()))?;
    let imported = answers::import(app, &bytes).await?;
    println!("{} payments named, {} changed, {} of others", imported.told, imported.news, imported.others);
    if imported.compared.unexplained > 0 {
        println!("{} lines are not in our books: they lie in suspense", imported.compared.unexplained);
    }
    if imported.compared.missing > 0 {
        println!("{} payouts are in no statement: they lie in suspense", imported.compared.missing);
    }
    Ok(())
}

fn say(lines: Vec<String>) {
    for line in lines {
        println!("{line}");
    }
}

/// One line a payout.
pub async fn list(app: &App, state: Option<String>) -> Result<Vec<String>, Error> {
    let payouts: Vec<Payout> = match state {
        Some(state) => app.db.records("where state = $1 order by requested_at, id", crate::args![state]).await?,
        None => app.db.records("order by requested_at, id", &[]).await?,
    };
    Ok(payouts.iter().map(line).collect())
}

/// The payout, then its attempts.
pub async fn show(app: &App, id: PayoutId) -> Result<Vec<String>, Error> {
    let payout = app.db.record::<Payout>("where id = $1", crate::args![id]).await?;
    let mut lines = vec![line(&payout.ok_or_else(|| Error::not_found("payout"))?)];
    for attempt in attempts(app, id).await? {
        let said = attempt.failure.as_deref().unwrap_or("-");
        lines.push(format!("  {} {} {} since {} ({said})", attempt.id, attempt.rail, attempt.state, attempt.called_at));
    }
    Ok(lines)
}

/// Without the account or the name: they are for the bank alone.
fn line(payout: &Payout) -> String {
    let state = format!("{:?}", payout.state.0).to_lowercase();
    format!("{} {state} {} {} asked for {}", payout.id, payout.rail, payout.net_tiyn, payout.requested_at)
}

async fn attempts(app: &App, payout: PayoutId) -> Result<Vec<Attempt>, Error> {
    Ok(app.db.records("where payout_id = $1 order by called_at, id", crate::args![payout]).await?)
}

/// A person's word in place of the rail's, under the person's name.
pub async fn decide(app: &App, payout: PayoutId, what: Decision, operator: &str) -> Result<(), Error> {
    let open = attempts(app, payout).await?.into_iter().find(|attempt| is_open_state(&attempt.state));
    let open = open.ok_or_else(|| Error::new(Code::PayoutState, "nothing of this payout is open"))?;
    let link = find_link(&app.db, open.id).await?.ok_or_else(|| Error::not_found("attempt"))?;
    let status = match what {
        Decision::Confirmed => Status::Confirmed,
        Decision::Failed => Status::Failed,
    };
    let reason = Some("decided by a person".to_owned());
    let report = Report { status, external_id: open.external_id, cost: Money::ZERO, reason };
    let act = Tell { link, word: Heard::Report(report), rules: EarnRules::from(app) };
    let id = decision_id(open.id, what);
    let outcome = app.gate.act(Actor::Operator(operator.to_owned()), id, "decide_payout", app.clock.now(), act).await?;
    match outcome.answer {
        Answer::Done { data, .. } => {
            let state: Option<PayoutState> = serde_json::from_value(data["state"].clone()).ok();
            println!("{payout} is {state:?} now");
            Ok(())
        }
        Answer::Rejected { code, reason, .. } => Err(Error::new(code, reason)),
    }
}

fn decision_id(attempt: AttemptId, what: Decision) -> CommandId {
    CommandId::derived(attempt.uuid(), &format!("decide/{what:?}"))
}
