//! Jobs of media: an upload that nobody finishes ends, and its parts go.

use gamma_core::id::MediaId;
use gamma_core::wire::Code;
use serde::Deserialize;

use super::{MediaState, store, upload};
use crate::app::App;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::Word;
use crate::jobs::{JobCall, JobEnd, JobError};

const EXPIRE_JOB: &str = "media.expire";
/// How long an upload may take.
const UPLOAD_HOURS: i64 = 72;

/// Puts the end of an upload into the queue.
pub(super) struct WatchUpload {
    pub media: MediaId,
}

impl Act for WatchUpload {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let body = serde_json::json!({ "media": self.media });
        book.enqueue(call, EXPIRE_JOB, &self.media.to_string(), &body, call.now.plus_hours(UPLOAD_HOURS));
        Ok(serde_json::Value::Null)
    }
}

#[derive(Deserialize)]
struct ExpireBody {
    media: MediaId,
}

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    if job.kind != EXPIRE_JOB {
        return Ok(None);
    }
    let body: ExpireBody = job.read()?;
    if let Some(mut media) = store::find(&app.db, body.media).await? {
        if media.state.0 == MediaState::Receiving {
            media.state = Word(MediaState::Refused);
            media.code = Some(Code::DeadlinePassed.text().to_owned());
            media.finished_at = Some(app.clock.now());
            store::set_finished(&app.db, &media).await?;
        }
        upload::forget_parts(app, body.media).await;
    }
    Ok(Some(JobEnd::Done))
}
