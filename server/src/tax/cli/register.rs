//! `gamma-server tax register`: a month's register, sums by line and a row for every person, without names: those go
//! into the files for the state alone.

use gamma_core::id::PersonId;
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode};
use gamma_core::time::Month;
use serde_json::{Value, json};

use super::{find_agent, month, named};
use crate::app::App;
use crate::error::Error;
use crate::tax::register::{LineTotal, PersonLine, Which, people, totals};

/// Which register.
#[derive(Debug, clap::Args)]
pub struct RegisterQuestion {
    /// Such as 2026-06
    #[arg(long, value_parser = month)]
    month: Month,
    /// `platform`, or the BIN of a brand that withholds; all if none is named.
    #[arg(long)]
    agent: Option<String>,
    /// Answers for a program.
    #[arg(long)]
    json: bool,
}

/// Prints the register.
pub async fn run(app: &App, question: &RegisterQuestion) -> Result<(), Error> {
    let agent = match &question.agent {
        Some(word) => Some(find_agent(app, word).await?),
        None => None,
    };
    let which = Which { month: question.month, agent };
    let (totals, people) = (totals(&app.db, which).await?, people(&app.db, which).await?);
    if question.json {
        println!("{}", as_json(question.month, &totals, &people));
        return Ok(());
    }
    for agent in agents(&totals) {
        println!("{}, {}", question.month, named(app, agent).await?);
        for row in table(agent, &totals, &people) {
            println!("{row}");
        }
    }
    Ok(())
}

/// Everybody who withholds, each once.
fn agents(totals: &[LineTotal]) -> Vec<Agent> {
    let mut agents: Vec<Agent> = totals.iter().map(|total| total.agent).collect();
    agents.dedup();
    agents
}

/// The register as JSON: agents, their lines, and people with every line.
pub fn as_json(month: Month, totals: &[LineTotal], people: &[PersonLine]) -> Value {
    let line = |total: &LineTotal| {
        json!({
            "line": total.line, "people": total.people, "base_tiyn": total.base.tiyn(),
            "amount_tiyn": total.amount.tiyn(), "due_on": total.due_on,
        })
    };
    let person = |row: &PersonLine| {
        json!({
            "person": row.person, "profile": row.profile, "line": row.line, "base_tiyn": row.base.tiyn(),
            "amount_tiyn": row.amount.tiyn(),
        })
    };
    let agent = |agent: Agent| {
        let lines: Vec<Value> = totals.iter().filter(|total| total.agent == agent).map(line).collect();
        let people: Vec<Value> = people.iter().filter(|row| row.agent == agent).map(person).collect();
        json!({ "agent": agent, "lines": lines, "people": people })
    };
    json!({ "month": month, "agents": agents(totals).into_iter().map(agent).collect::<Vec<_>>() })
}

/// One agent's register: a row a person, a column a line, sums below.
fn table(agent: Agent, totals: &[LineTotal], people: &[PersonLine]) -> Vec<String> {
    let of_agent: Vec<&PersonLine> = people.iter().filter(|row| row.agent == agent).collect();
    let mut rows = vec![format!("  {:<36} {:<16}{}", "person", "profile", LineCode::ALL.map(heading).concat())];
    let is_same = |one: &&PersonLine, two: &&PersonLine| (one.person, one.profile) == (two.person, two.profile);
    for lines in of_agent.chunk_by(is_same) {
        let Some(first) = lines.first() else { continue };
        let cells =
            LineCode::ALL.map(|code| cell(lines.iter().filter(|row| row.line == code).map(|row| row.amount).sum()));
        let person: PersonId = first.person;
        rows.push(format!("  {person:<36} {:<16}{}", first.profile.code(), cells.concat()));
    }
    let of_line = |code| totals.iter().filter(move |total| total.agent == agent && total.line == code);
    let sums = LineCode::ALL.map(|code| cell(of_line(code).map(|total| total.amount).sum()));
    let due = LineCode::ALL
        .map(|code| format!("{:>14}", of_line(code).next().map_or_else(String::new, |total| total.due_on.to_string())));
    rows.push(format!("  {:<53}{}", "together", sums.concat()));
    rows.push(format!("  {:<53}{}", "due on", due.concat()));
    rows
}

fn heading(code: LineCode) -> String {
    format!("{:>14}", code.code())
}

fn cell(amount: Money) -> String {
    format!("{:>14}", amount.to_decimal_text())
}
