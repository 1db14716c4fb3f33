//! The inbox: its lines as people see them, and the command that marks them as read.

use gamma_core::id::{Id, NoticeId};
use gamma_core::wire::commands::ReadNotices;
use gamma_core::wire::views::NoticeView;
use gamma_core::wire::{Code, Topic};
use uuid::Uuid;

use super::{as_owner, owners_of};
use crate::app::App;
use crate::book::rows::Notice;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::error::Error;
use crate::http::auth::Caller;

/// The most notices of one command.
const NOTICES_MAX: usize = 200;

/// The inbox lines with these ids.
pub async fn views(app: &App, notices: &[NoticeId]) -> Result<Vec<NoticeView>, Error> {
    let ids: Vec<Uuid> = notices.iter().map(|notice| notice.uuid()).collect();
    let rows: Vec<Notice> = app.db.records_in("id", &ids, "").await?;
    Ok(rows.into_iter().map(view).collect())
}

fn view(row: Notice) -> NoticeView {
    NoticeView {
        notice: row.id,
        kind: row.kind.0,
        deal: row.deal_id,
        payout: row.payout_id,
        amount: row.amount_tiyn,
        code: row.code.as_deref().map(Code::from_text),
        at: row.at,
        is_read: row.read_at.is_some(),
    }
}

/// Marks inbox lines of the caller, or of the caller's brands, as read.
pub struct Read {
    owners: Vec<Uuid>,
    notices: Vec<NoticeId>,
}

impl Read {
    /// Takes the command if it names neither none nor too many.
    pub fn new(caller: &Caller, command: ReadNotices) -> Result<Self, Error> {
        if command.notices.is_empty() || command.notices.len() > NOTICES_MAX {
            return Err(Error::field(Code::InvalidField, "notices", "one to two hundred"));
        }
        Ok(Self { owners: owners_of(caller), notices: command.notices })
    }
}

impl Act for Read {
    fn needs(&self, needs: &mut Needs) {
        self.notices.iter().for_each(|notice| needs.notice(*notice));
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        for id in &self.notices {
            let notice = book.notices.get(id)?;
            if !self.owners.contains(&notice.owner) {
                return Err(Refusal::not_found("notice"));
            }
            if notice.read_at.is_none() {
                let notice = book.notices.edit(id)?;
                notice.read_at = Some(call.now);
                let owner = as_owner(notice.owner);
                book.touch(owner, Topic::Notice, *id);
            }
        }
        Ok(serde_json::Value::Null)
    }
}
