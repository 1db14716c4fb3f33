//! Counting tries: a subject (a phone, an address, the whole system) may do a thing so often in a window. The counts
//! are rows that all server processes share; a subject is a fingerprint, so that the table names nobody.

use gamma_core::time::Timestamp;

use crate::args;
use crate::db::{DbError, Tx};
use crate::error::Error;

const HOUR_MICROS: i64 = 3_600_000_000;

/// How often something may be done in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    subject: String,
    window_start: Timestamp,
    window_end: Timestamp,
    tries_max: i64,
}

impl Bound {
    /// So often a day in Almaty.
    pub fn a_day(subject: String, now: Timestamp, tries_max: i64) -> Self {
        let day = now.day();
        Self { subject, window_start: day.start(), window_end: day.plus_days(1).start(), tries_max }
    }

    /// So often a clock hour.
    pub fn an_hour(subject: String, now: Timestamp, tries_max: i64) -> Self {
        let start = now.micros().saturating_sub(now.micros().rem_euclid(HOUR_MICROS));
        let window_start = Timestamp::from_micros(start);
        Self { subject, window_start, window_end: window_start.plus_hours(1), tries_max }
    }

    fn retry_after_s(&self, now: Timestamp) -> u32 {
        let seconds = self.window_end.micros_since(now) / 1_000_000;
        u32::try_from(seconds.max(1)).unwrap_or(u32::MAX)
    }
}

/// Counts one try for every bound, or refuses with the time to wait. The rows stay locked until the transaction ends,
/// so two tries at once never pass a bound together; bounds always come in the same order, so they never deadlock.
pub async fn take(tx: &mut Tx, bounds: &[Bound], now: Timestamp) -> Result<(), Error> {
    for bound in bounds {
        let sql = "insert into try_count (subject, window_start, tries) values ($1, $2, 1) \
                   on conflict (subject, window_start) do update set tries = try_count.tries + 1 returning tries";
        let row = tx.find(sql, args![bound.subject.as_str(), bound.window_start]).await?;
        let tries: i64 = row.ok_or(DbError::Shape { place: 0 })?.get(0)?;
        if tries > bound.tries_max {
            return Err(Error::too_many(bound.retry_after_s(now)));
        }
        if tries == 1 {
            let sql = "delete from try_count where subject = $1 and window_start < $2";
            tx.run(sql, args![bound.subject.as_str(), bound.window_start]).await?;
        }
    }
    Ok(())
}

/// Takes the counted try back: it turned out to be a right one.
pub async fn give_back(tx: &mut Tx, bounds: &[Bound]) -> Result<(), DbError> {
    for bound in bounds {
        let sql = "update try_count set tries = tries - 1 where subject = $1 and window_start = $2";
        tx.run(sql, args![bound.subject.as_str(), bound.window_start]).await?;
    }
    Ok(())
}
