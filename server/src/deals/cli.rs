//! `gamma-server deal …`: what only a person can decide. Everything goes through the gate under the operator's name.

use clap::Subcommand;
use gamma_core::id::{CommandId, DealId, Id};
use gamma_core::money::Money;
use gamma_core::wire::views::{Cleared, DealState};
use gamma_core::wire::{Answer, Code};
use uuid::Uuid;

use super::approval::Rules;
use super::endings::{Decide, Verdict};
use super::{draft, post, store, views};
use crate::app::App;
use crate::book::{Act, Actor, DealLink};
use crate::error::Error;

/// Deals, for an operator.
#[derive(Debug, Subcommand)]
pub enum DealCommand {
    /// What waits for a person; with a state, the newest deals in it.
    List {
        /// Such as `frozen` or `draft_sent`; `all` for any.
        #[arg(long)]
        state: Option<String>,
    },
    /// One deal in full.
    Show { deal: DealId },
    /// Pays a refused draft: `full`, `part AMOUNT` or `none`.
    Decide {
        deal: DealId,
        /// `full`, `part` or `none`.
        verdict: String,
        /// For `part`: tenge, such as `5000` or `5000.50`.
        amount: Option<String>,
        #[arg(long)]
        operator: String,
        /// Why, for the record.
        #[arg(long)]
        note: String,
    },
    /// Clears the newest draft where the brand was silent beyond its trust limit.
    Clear {
        deal: DealId,
        #[arg(long)]
        operator: String,
    },
    /// Passes the newest post where the brand was silent beyond its trust limit.
    Pass {
        deal: DealId,
        #[arg(long)]
        operator: String,
    },
}

/// Runs one of them.
pub async fn run(app: &App, command: DealCommand) -> Result<(), Error> {
    match command {
        DealCommand::List { state } => list(app, state.as_deref()).await,
        DealCommand::Show { deal } => show(app, deal).await,
        DealCommand::Decide { deal, verdict, amount, operator, note } => {
            let verdict = verdict_of(&verdict, amount.as_deref())?;
            let link = link(app, deal).await?;
            submit(app, &operator, "decide_deal", Decide { link, verdict, note, rules: Rules::of(app) }).await
        }
        DealCommand::Clear { deal, operator } => {
            let act = draft::Clear { link: link(app, deal).await?, draft: None, by: Cleared::ByOperator };
            submit(app, &operator, "clear_draft", act).await
        }
        DealCommand::Pass { deal, operator } => {
            let link = link(app, deal).await?;
            let act = post::Pass { link, post: None, is_by_brand: false, rules: Rules::of(app) };
            submit(app, &operator, "pass_post", act).await
        }
    }
}

async fn list(app: &App, state: Option<&str>) -> Result<(), Error> {
    let deals = match state {
        None => store::list_waiting(&app.db).await?,
        Some("all") => store::list_newest(&app.db, None).await?,
        Some(name) => store::list_newest(&app.db, Some(state_of(name)?)).await?,
    };
    for deal in &deals {
        let due_at = deal.due_at.map_or_else(|| "no clock".to_owned(), |at| at.to_string());
        println!("{}  {:?}  {}  {due_at}", deal.id, deal.state.0, deal.quote.0.gross);
    }
    println!("{} deals", deals.len());
    Ok(())
}

async fn show(app: &App, deal: DealId) -> Result<(), Error> {
    let view = views::deals(app, &[deal]).await?.into_iter().next().ok_or_else(|| Error::not_found("deal"))?;
    let text = serde_json::to_string_pretty(&view).map_err(|problem| Error::Ours(problem.to_string()))?;
    println!("{text}");
    Ok(())
}

async fn submit(app: &App, operator: &str, kind: &str, act: impl Act + 'static) -> Result<(), Error> {
    let id = CommandId::from_uuid(Uuid::new_v4());
    let actor = Actor::Operator(operator.to_owned());
    match app.gate.act(actor, id, kind, app.clock.now(), act).await?.answer {
        Answer::Done { data, .. } => {
            println!("done {data}");
            Ok(())
        }
        Answer::Rejected { code, reason, .. } => Err(Error::new(code, reason)),
    }
}

async fn link(app: &App, deal: DealId) -> Result<DealLink, Error> {
    store::find_link(&app.db, deal).await?.ok_or_else(|| Error::not_found("deal"))
}

pub(super) fn verdict_of(verdict: &str, amount: Option<&str>) -> Result<Verdict, Error> {
    match (verdict, amount) {
        ("full", None) => Ok(Verdict::Full),
        ("none", None) => Ok(Verdict::None),
        ("part", Some(amount)) => {
            let amount = Money::from_decimal_text(amount);
            amount.map(Verdict::Part).map_err(|_| Error::field(Code::InvalidField, "amount", "not an amount in tenge"))
        }
        _ => Err(Error::field(Code::InvalidField, "verdict", "full, part AMOUNT or none")),
    }
}

fn state_of(name: &str) -> Result<DealState, Error> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|_| Error::field(Code::InvalidField, "state", "no such state of a deal"))
}
