//! Due dates: who waits for a brand that has not paid by the due date hears of it once, and may sell the claim at the
//! day's price or keep waiting; the claim stays theirs.

use gamma_core::id::{CommandId, EarningId, Id, PersonId};
use gamma_core::wire::Topic;
use gamma_core::wire::views::{EarningState, NoticeKind};

use super::earn::tell;
use crate::app::App;
use crate::book::{Act, Actor, Book, Call, Needs, Refusal};
use crate::jobs::{JobCall, JobEnd, JobError};

/// The daily look at what is due.
pub const DUE: &str = "payout_due";
/// Days that are looked back over, for nights on which nobody was awake.
const LOOK_BACK_DAYS: i32 = 7;

/// Tells a creator that a brand is late.
struct TellLate {
    earning: EarningId,
    creator: PersonId,
}

impl Act for TellLate {
    fn needs(&self, needs: &mut Needs) {
        needs.open_earnings(self.creator);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        // It may have been paid since the list was read; then there is nothing to tell.
        let is_waiting = book.earnings.find(&self.earning).is_some_and(|row| row.state.0 == EarningState::Waiting);
        if is_waiting {
            tell(book, call, self.earning, NoticeKind::BrandLate, None)?;
            book.touch(self.creator, Topic::Earning, self.earning);
        }
        Ok(is_waiting.into())
    }
}

/// Looks at yesterday's due dates, and at those of the week before.
pub async fn run(app: &App, job: &JobCall) -> Result<JobEnd, JobError> {
    let now = app.clock.now();
    let today = now.day();
    let sql = "select id, creator_id from earning where state = 'waiting' and due_on >= $1 and due_on < $2 order by id";
    let late = app.db.list(sql, crate::args![today.plus_days(-LOOK_BACK_DAYS), today]).await?;
    for row in late {
        let act = TellLate { earning: row.get(0)?, creator: row.get(1)? };
        // One command an earning, for ever: telling twice is the first answer again.
        let id = CommandId::derived(act.earning.uuid(), DUE);
        app.gate.act(Actor::System, id, &job.kind, now, act).await?;
    }
    Ok(JobEnd::Done)
}
