//! The register: who was withheld what in a month, by agent and line, with a row for every person. It is computed from
//! the withheld lines themselves, set-wise and a page of people at a time, so a month of a hundred thousand people
//! needs no more memory than a small one.

use gamma_core::id::{Id, PersonId};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode, Profile};
use gamma_core::time::{Day, Month};
use uuid::Uuid;

use crate::db::{Db, DbError, Json, Value, Word};

/// So many people are read at once.
const PAGE: i64 = 2_000;

/// What was withheld, and what the platform added at a month's end, as one table.
pub const REGISTERED: &str = "(select agent, line, profile, person_id, month, base_tiyn, amount_tiyn, due_on \
    from withheld union all \
    select agent, line, profile, person_id, month, 0, amount_tiyn, due_on from true_up)";

/// One person's line of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    pub agent: Agent,
    pub person: PersonId,
    pub profile: Profile,
    pub line: LineCode,
    pub base: Money,
    pub amount: Money,
}

/// One agent's line of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTotal {
    pub agent: Agent,
    pub line: LineCode,
    pub people: i64,
    pub base: Money,
    pub amount: Money,
    pub due_on: Day,
}

/// Which register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Which {
    pub month: Month,
    /// All agents if none.
    pub agent: Option<Agent>,
}

impl Which {
    fn args(self) -> Vec<Value> {
        let agent = self.agent.map(Json);
        crate::args![self.month, agent].to_vec()
    }
}

/// The month's lines, each with its sum; agents and lines in their order.
pub async fn totals(db: &Db, which: Which) -> Result<Vec<LineTotal>, DbError> {
    let sql = format!(
        "select agent, line, count(distinct person_id), cast(sum(base_tiyn) as bigint), \
             cast(sum(amount_tiyn) as bigint), min(due_on) \
         from {REGISTERED} registered where month = $1 and ($2 is null or agent = $2) group by agent, line"
    );
    let rows = db.list(&sql, &which.args()).await?;
    let total = |row: &crate::db::Row| {
        Ok(LineTotal {
            agent: row.get::<Json<Agent>>(0)?.0,
            line: row.get::<Word<LineCode>>(1)?.0,
            people: row.get(2)?,
            base: row.get(3)?,
            amount: row.get(4)?,
            due_on: row.get(5)?,
        })
    };
    let mut totals = rows.iter().map(total).collect::<Result<Vec<_>, DbError>>()?;
    totals.sort_by_key(|total| (total.agent, total.line));
    Ok(totals)
}

/// The rows of the next people after one, in their order; empty at the end.
pub async fn people_after(db: &Db, which: Which, after: PersonId) -> Result<Vec<PersonLine>, DbError> {
    let Some(last) = last_of_page(db, which.month, after).await? else { return Ok(Vec::new()) };
    let sql = format!(
        "select agent, person_id, profile, line, cast(sum(base_tiyn) as bigint), cast(sum(amount_tiyn) as bigint) \
         from {REGISTERED} registered \
         where month = $1 and ($2 is null or agent = $2) and person_id > $3 and person_id <= $4 \
         group by agent, person_id, profile, line"
    );
    let mut args = which.args();
    args.extend(crate::args![after, last].iter().cloned());
    let rows = db.list(&sql, &args).await?;
    let line = |row: &crate::db::Row| {
        Ok(PersonLine {
            agent: row.get::<Json<Agent>>(0)?.0,
            person: row.get(1)?,
            profile: row.get::<Word<Profile>>(2)?.0,
            line: row.get::<Word<LineCode>>(3)?.0,
            base: row.get(4)?,
            amount: row.get(5)?,
        })
    };
    let mut lines = rows.iter().map(line).collect::<Result<Vec<_>, DbError>>()?;
    lines.sort_by_key(|line| (line.person, line.agent, line.profile, line.line));
    if lines.is_empty() {
        // Nobody of this page is with this agent: the next page may have some.
        return Box::pin(people_after(db, which, PersonId::from_uuid(last))).await;
    }
    Ok(lines)
}

/// The register's rows, all people. For one agent's month of a usual size; large ones are read page by page.
pub async fn people(db: &Db, which: Which) -> Result<Vec<PersonLine>, DbError> {
    let (mut all, mut after) = (Vec::new(), PersonId::from_uuid(Uuid::nil()));
    loop {
        let page = people_after(db, which, after).await?;
        let Some(last) = page.last() else { return Ok(all) };
        after = last.person;
        all.extend(page);
    }
}

async fn last_of_page(db: &Db, month: Month, after: PersonId) -> Result<Option<Uuid>, DbError> {
    let sql = "select person_id from (select distinct person_id from withheld where month = $1 and person_id > $2 \
         order by person_id limit $3) page order by person_id desc limit 1";
    let row = db.find(sql, crate::args![month, after, PAGE]).await?;
    row.map(|row| row.get(0)).transpose()
}
