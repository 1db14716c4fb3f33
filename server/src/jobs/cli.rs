//! `gamma-server jobs`: what waits, what died and why, and a second life for it.

use gamma_core::id::JobId;
use gamma_core::time::Timestamp;

use super::queue;
use crate::app::App;
use crate::error::Error;

/// What a person can do with jobs.
#[derive(Debug, clap::Subcommand)]
pub enum JobsCommand {
    /// Lists jobs in a state, the next to run first.
    List {
        /// waiting, running, done or dead.
        #[arg(long, default_value = "dead")]
        state: String,
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Puts a dead job back to work.
    Revive { job: JobId },
}

pub async fn run(app: &App, command: JobsCommand) -> Result<(), Error> {
    match command {
        JobsCommand::List { state, limit } => list(app, &state, limit).await,
        JobsCommand::Revive { job } => {
            let is_revived = queue::revive(&app.db, job, app.clock.now()).await?;
            if is_revived { Ok(()) } else { Err(Error::not_found("dead job")) }
        }
    }
}

async fn list(app: &App, state: &str, limit: i64) -> Result<(), Error> {
    let sql = "select id, kind, attempts, run_at, last_problem from job where state = $1 order by run_at limit $2";
    for row in app.db.list(sql, crate::args![state, limit]).await? {
        let (id, kind, attempts): (JobId, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (run_at, problem): (Timestamp, Option<String>) = (row.get(3)?, row.get(4)?);
        println!("{id}  {kind:<24}  {attempts:>4} tries  {run_at}  {}", problem.unwrap_or_default());
    }
    Ok(())
}
