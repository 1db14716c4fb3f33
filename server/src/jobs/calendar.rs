//! The calendar: work that a date causes. Each run is a job whose key is its day or month, so any number of processes
//! may look at the calendar and each run happens once; a day that nobody was awake for is not made up for.

use gamma_core::time::Timestamp;

use super::queue;
use crate::app::App;
use crate::db::DbError;

/// How often something comes round.
enum Every {
    /// Each day at this hour in Almaty.
    Day { hour: i64 },
    /// The 1st of each month, at its first minute.
    Month,
}

const CALENDAR: [(&str, Every); 6] = [
    (crate::ledger::jobs::SNAPSHOTS, Every::Day { hour: 2 }),
    (crate::payouts::reconcile::STATEMENTS, Every::Day { hour: 4 }),
    (crate::payouts::due::DUE, Every::Day { hour: 8 }),
    (crate::invoices::jobs::LATENESS, Every::Day { hour: 8 }),
    (crate::tax::jobs::LOOK, Every::Day { hour: 9 }),
    (crate::invoices::jobs::MONTH, Every::Month),
];

/// Puts the current day's and month's work into the queue, once.
pub async fn look(app: &App) -> Result<(), DbError> {
    let now = app.clock.now();
    for (kind, every) in &CALENDAR {
        let (key, run_at) = turn(every, now);
        queue::add(&app.db, kind, &key, run_at, now).await?;
    }
    Ok(())
}

fn turn(every: &Every, now: Timestamp) -> (String, Timestamp) {
    let today = now.day();
    match every {
        Every::Day { hour } => (today.to_string(), today.start().plus_hours(*hour)),
        Every::Month => (today.month().to_string(), today.month().first_day().start()),
    }
}
