//! Jobs of identity: reading a bio to prove a handle. Whoever finds nothing changes nothing: the handle stays
//! self-declared, and the creator may ask again.

use gamma_core::person::{is_proved_by, proof_code};

use super::acts::proof::{HandleLook, LOOK, Proved};
use crate::app::App;
use crate::book::Actor;
use crate::jobs::{JobCall, JobEnd, JobError};

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    if job.kind != LOOK {
        return Ok(None);
    }
    let look: HandleLook = job.read()?;
    let code = proof_code(look.person, look.platform, &look.handle);
    let bio = app.handle_reader.bio(look.platform, &look.handle).await;
    if bio.is_some_and(|bio| is_proved_by(&bio, &code)) {
        let id = job.command_id("proved");
        app.gate.act(Actor::System, id, LOOK, app.clock.now(), Proved(look)).await?;
    }
    Ok(Some(JobEnd::Done))
}
