//! Commands of campaigns: a body becomes an act, ready for the gate.

use gamma_core::id::{BrandId, CampaignId, Id, MediaId};
use gamma_core::wire::commands::{Command as _, CreateCampaign, SetCampaignState};
use uuid::Uuid;

use super::acts::{Create, Step};
use crate::app::App;
use crate::book::Act;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;

/// The act of a command kind of this feature; none for other kinds.
pub async fn prepare(app: &App, caller: &Caller, kind: &str, body: &[u8]) -> Result<Option<Box<dyn Act>>, Error> {
    match kind {
        CreateCampaign::KIND => create(app, caller, read(body)?).await.map(Some),
        SetCampaignState::KIND => step(app, caller, read(body)?).await.map(Some),
        _ => Ok(None),
    }
}

async fn create(app: &App, caller: &Caller, plan: CreateCampaign) -> Result<Box<dyn Act>, Error> {
    if !caller.is_member(plan.brand) {
        return Err(Error::not_found("brand"));
    }
    let is_picture_ready = match plan.picture {
        Some(picture) => is_ready(app, caller, picture).await?,
        None => false,
    };
    Ok(Box::new(Create { plan, vat_bp: app.config.vat_bp, is_picture_ready }))
}

async fn step(app: &App, caller: &Caller, asked: SetCampaignState) -> Result<Box<dyn Act>, Error> {
    let brand = find_brand(app, asked.campaign).await?.filter(|brand| caller.is_member(*brand));
    let brand = brand.ok_or_else(|| Error::not_found("campaign"))?;
    Ok(Box::new(Step { asked, brand, vat_bp: app.config.vat_bp }))
}

/// Whose campaign it is; that never changes.
pub async fn find_brand(app: &App, campaign: CampaignId) -> Result<Option<BrandId>, Error> {
    let row = app.db.find("select brand_id from campaign where id = $1", crate::args![campaign]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Media that was ready stays so, and its owner never changes: it may be read before the gate.
async fn is_ready(app: &App, caller: &Caller, picture: MediaId) -> Result<bool, Error> {
    let sql = "select owner from media where id = $1 and state = 'ready'";
    let Some(row) = app.db.find(sql, crate::args![picture]).await? else { return Ok(false) };
    let owner: Uuid = row.get(0)?;
    Ok(owner == caller.person.uuid() || caller.is_member(BrandId::from_uuid(owner)))
}
