//! What models may cost: tokens a day for each creator and for everybody together. The most a call can cost is set
//! aside in the database before it goes and corrected when its answer is there, so that no number of processes spends
//! the same allowance twice, and a process that dies in between has spent too little, never too much.

use gamma_core::id::PersonId;
use gamma_core::time::Day;

use crate::args;
use crate::db::{Db, DbError};

/// Everybody together.
const EVERYBODY: &str = "everybody";

/// How much a day may cost, in a model's tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allowance {
    pub creator_tokens: i64,
    pub all_tokens: i64,
}

/// Tokens that were set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "what was not spent is given back"]
pub(super) struct Reserved {
    creator: String,
    day: Day,
    tokens: i64,
}

/// Sets tokens aside for a creator; none if the creator's day or everybody's is used up.
pub(super) async fn reserve(
    db: &Db,
    allowance: Allowance,
    creator: PersonId,
    day: Day,
    tokens: i64,
) -> Result<Option<Reserved>, DbError> {
    let creator = creator.to_string();
    let mut tx = db.begin().await?;
    for (subject, tokens_max) in [(EVERYBODY, allowance.all_tokens), (&creator, allowance.creator_tokens)] {
        let sql = "insert into model_spending (subject, day, tokens) values ($1, $2, $3) \
                   on conflict (subject, day) do update set tokens = model_spending.tokens + excluded.tokens \
                   returning tokens";
        let row = tx.find(sql, args![subject, day, tokens]).await?;
        let spent: i64 = row.ok_or(DbError::Shape { place: 0 })?.get(0)?;
        if spent > tokens_max {
            // The transaction is dropped, and what it set aside with it.
            return Ok(None);
        }
    }
    tx.commit().await?;
    Ok(Some(Reserved { creator, day, tokens }))
}

/// Corrects what was set aside to what it came to.
pub(super) async fn settle(db: &Db, reserved: Reserved, spent_tokens: i64) -> Result<(), DbError> {
    let back = reserved.tokens.saturating_sub(spent_tokens);
    let mut tx = db.begin().await?;
    for subject in [EVERYBODY, &reserved.creator] {
        let sql = "update model_spending set tokens = tokens - $1 where subject = $2 and day = $3";
        tx.run(sql, args![back, subject, reserved.day]).await?;
    }
    tx.commit().await
}
