//! The queue: the job table as every server process shares it. A lease is a promise with an end: it names its holder,
//! so whoever comes late writes nothing, and one that a crash left behind is taken over when it ends.

use gamma_core::id::{Id, JobId};
use gamma_core::time::Timestamp;
use uuid::Uuid;

use super::{JobCall, JobEnd, JobError};
use crate::db::{Db, DbError};

/// How long a lease lasts. Half of it is more than any outside call may take.
pub const LEASE_S: i64 = 120;
/// A job that failed so often in a row is dead: a person looks at it.
pub const PROBLEMS_MAX: i64 = 16;
const BACK_OFF_FIRST_S: i64 = 2;
const BACK_OFF_MAX_S: i64 = 3_600;
/// A reason is a line, not a page.
const PROBLEM_CHARS_MAX: usize = 200;

/// A job in hand, and what proves that it is ours.
#[derive(Debug, Clone)]
pub struct Lease {
    pub call: JobCall,
    /// How often in a row it went wrong, crashed leases included.
    pub problems: i64,
    holder: String,
}

/// Leases at most `count` due jobs, oldest first. Jobs that others are just leasing are skipped, not waited for.
pub async fn lease(db: &Db, now: Timestamp, count: i64) -> Result<Vec<Lease>, DbError> {
    let is_due = "(state = 'waiting' and run_at <= $1) or (state = 'running' and leased_until <= $1)";
    // Most looks find nothing: they must not take SQLite's one write lock.
    let look = format!("select id from job where {is_due} limit 1");
    if db.find(&look, crate::args![now]).await?.is_none() {
        return Ok(Vec::new());
    }
    let holder = Uuid::new_v4().to_string();
    let mut tx = db.begin().await?;
    let due = tx.skip_locked(&format!("select id from job where {is_due} order by run_at, id limit $2"));
    let sql = format!(
        "with due as materialized ({due})
         update job set problems = problems + case when state = 'running' then 1 else 0 end,
             state = 'running', attempts = attempts + 1, leased_until = $3, leased_by = $4
         where id in (select id from due) returning id, kind, body, attempts, problems"
    );
    let rows = tx.list(&sql, crate::args![now, count, now.plus_seconds(LEASE_S), holder]).await?;
    tx.commit().await?;
    let leases = rows.iter().map(|row| {
        let body = serde_json::from_str(&row.get::<String>(2)?).unwrap_or(serde_json::Value::Null);
        let attempts = row.get::<i64>(3)?.saturating_sub(1);
        let call = JobCall { id: row.get(0)?, kind: row.get(1)?, body, attempts };
        Ok(Lease { call, problems: row.get(4)?, holder: holder.clone() })
    });
    leases.collect()
}

/// Writes down how a leased job ended; says whether the lease still held.
pub async fn finish(db: &Db, lease: &Lease, end: Result<JobEnd, JobError>, now: Timestamp) -> Result<bool, DbError> {
    let (id, holder) = (lease.call.id, &lease.holder);
    let rest = "leased_until = null, leased_by = null where id = $1 and leased_by = $2 and state = 'running'";
    let mut tx = db.begin().await?;
    let touched = match end {
        Ok(JobEnd::Done) => {
            let sql = format!("update job set state = 'done', last_problem = null, ended_at = $3, {rest}");
            tx.run(&sql, crate::args![id, holder.clone(), now]).await?
        }
        Ok(JobEnd::Again { at }) => {
            let sql = format!("update job set state = 'waiting', problems = 0, run_at = $3, {rest}");
            tx.run(&sql, crate::args![id, holder.clone(), at.max(now.plus_seconds(1))]).await?
        }
        Err(JobError(reason)) => {
            let problems = lease.problems.saturating_add(1);
            let is_dead = problems >= PROBLEMS_MAX;
            let (state, ended_at) = if is_dead { ("dead", Some(now)) } else { ("waiting", None) };
            let reason: String = reason.chars().take(PROBLEM_CHARS_MAX).collect();
            let run_at = now.plus_seconds(back_off_s(problems));
            let sql = format!(
                "update job set state = $3, problems = $4, last_problem = $5, run_at = $6, ended_at = $7, {rest}"
            );
            tx.run(&sql, crate::args![id, holder.clone(), state, problems, reason, run_at, ended_at]).await?
        }
    };
    tx.commit().await?;
    Ok(touched > 0)
}

/// Doubles with every problem in a row, up to an hour.
fn back_off_s(problems: i64) -> i64 {
    let doublings = u32::try_from(problems.saturating_sub(1).clamp(0, 30)).unwrap_or(30);
    BACK_OFF_FIRST_S.saturating_mul(2_i64.saturating_pow(doublings)).min(BACK_OFF_MAX_S)
}

/// Puts a dead job back to work at once; says whether there was one.
pub async fn revive(db: &Db, id: JobId, now: Timestamp) -> Result<bool, DbError> {
    let sql = "update job set state = 'waiting', problems = 0, run_at = $2, ended_at = null
               where id = $1 and state = 'dead'";
    let mut tx = db.begin().await?;
    let touched = tx.run(sql, crate::args![id, now]).await?;
    tx.commit().await?;
    Ok(touched > 0)
}

/// Puts work that no command caused into the queue, once for each turn: a day, a month.
pub async fn add(db: &Db, kind: &str, turn: &str, run_at: Timestamp, now: Timestamp) -> Result<(), DbError> {
    let unique_key = format!("{kind}/{turn}");
    if db.find("select id from job where unique_key = $1", crate::args![unique_key.clone()]).await?.is_some() {
        return Ok(());
    }
    let job = crate::book::rows::Job {
        id: JobId::derived(Uuid::nil(), &unique_key),
        kind: kind.to_owned(),
        unique_key,
        body: serde_json::json!({ "turn": turn }).to_string(),
        run_at,
        state: "waiting".to_owned(),
        attempts: 0,
        problems: 0,
        leased_until: None,
        leased_by: None,
        last_problem: None,
        created_at: now,
        ended_at: None,
    };
    let mut tx = db.begin().await?;
    tx.insert_missing(&[job]).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_off_doubles_up_to_an_hour() {
        let seconds: Vec<i64> = [1, 2, 3, 11, 12, 60].into_iter().map(back_off_s).collect();
        assert_eq!(seconds, [2, 4, 8, 2_048, 3_600, 3_600]);
    }
}
