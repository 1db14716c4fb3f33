//! Jobs of campaigns: money arrived, and time is over.

use gamma_core::id::{BrandId, CampaignId};
use serde::Deserialize;

use super::acts::{CloseIfOver, StartIfPaid};
use crate::app::App;
use crate::book::Actor;
use crate::jobs::{JobCall, JobEnd, JobError};

/// A brand has more money than before.
pub const MONEY: &str = "campaigns_money";
/// A campaign's last moment for a YES has come.
pub const OVER: &str = "campaign_over";

#[derive(Deserialize)]
struct Money {
    brand: BrandId,
}

#[derive(Deserialize)]
struct Over {
    campaign: CampaignId,
}

/// Runs a job of this feature; none for other kinds.
pub async fn run(app: &App, job: &JobCall) -> Result<Option<JobEnd>, JobError> {
    match job.kind.as_str() {
        MONEY => start_waiting(app, job, job.read::<Money>()?.brand).await.map(Some),
        OVER => close(app, job, job.read::<Over>()?.campaign).await.map(Some),
        _ => Ok(None),
    }
}

/// The oldest first: if the money is enough for some only, they run first.
async fn start_waiting(app: &App, job: &JobCall, brand: BrandId) -> Result<JobEnd, JobError> {
    let sql = "select id from campaign where brand_id = $1 and state = 'waiting_for_money' order by created_at, id";
    for row in app.db.list(sql, crate::args![brand]).await? {
        let campaign: CampaignId = row.get(0)?;
        let act = StartIfPaid { campaign, brand, vat_bp: app.config.vat_bp };
        let id = job.command_id(&format!("start/{campaign}"));
        app.gate.act(Actor::System, id, "start_campaign", app.clock.now(), act).await?;
    }
    Ok(JobEnd::Done)
}

async fn close(app: &App, job: &JobCall, campaign: CampaignId) -> Result<JobEnd, JobError> {
    let id = job.command_id("close");
    app.gate.act(Actor::System, id, "close_campaign", app.clock.now(), CloseIfOver { campaign }).await?;
    Ok(JobEnd::Done)
}
