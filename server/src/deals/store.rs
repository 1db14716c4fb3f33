//! What is read of deals before a command is decided: relations that never change, and lists for people.

use gamma_core::id::{BrandId, CampaignId, CommandId, DealId, Id, MediaId, PersonId, PostId};
use gamma_core::terms::Platform;

use crate::book::DealLink;
use crate::book::rows::{Deal, Post};
use crate::db::{Db, DbError, Word};

/// How long a list for people may be.
const LIST_MAX: i64 = 200;

/// The ids around a deal.
pub async fn find_link(db: &Db, deal: DealId) -> Result<Option<DealLink>, DbError> {
    let sql = "select campaign_id, brand_id, creator_id from deal where id = $1";
    let Some(row) = db.find(sql, crate::args![deal]).await? else { return Ok(None) };
    Ok(Some(DealLink { deal, campaign: row.get(0)?, brand: row.get(1)?, creator: row.get(2)? }))
}

/// The brand of a campaign.
pub(super) async fn find_brand(db: &Db, campaign: CampaignId) -> Result<Option<BrandId>, DbError> {
    let row = db.find("select brand_id from campaign where id = $1", crate::args![campaign]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// What a person's swipe with this command id was on.
pub(super) async fn find_swipe(db: &Db, creator: PersonId, swipe: CommandId) -> Result<Option<DealLink>, DbError> {
    let sql = "select swipe.campaign_id, campaign.brand_id from swipe join campaign on campaign.id = swipe.campaign_id
        where swipe.command_id = $1 and swipe.creator_id = $2";
    let Some(row) = db.find(sql, crate::args![swipe, creator]).await? else { return Ok(None) };
    let deal = DealId::from_uuid(swipe.uuid());
    Ok(Some(DealLink { deal, campaign: row.get(0)?, brand: row.get(1)?, creator }))
}

/// Whether the media is a finished video of this person.
pub(super) async fn is_ready_video(db: &Db, media: MediaId, owner: PersonId) -> Result<bool, DbError> {
    let sql = "select 1 from media where id = $1 and owner = $2 and kind = 'video' and state = 'ready'";
    Ok(db.find(sql, crate::args![media, owner]).await?.is_some())
}

/// Whether this post was sent for another deal before.
pub(super) async fn is_post_used(db: &Db, url: &str, deal: DealId) -> Result<bool, DbError> {
    let sql = "select 1 from post where url = $1 and deal_id <> $2 limit 1";
    Ok(db.find(sql, crate::args![url, deal]).await?.is_some())
}

/// A post and where it should be.
pub(super) async fn find_post(db: &Db, post: PostId) -> Result<Option<Post>, DbError> {
    db.record("where id = $1", crate::args![post]).await
}

/// Where a deal's video is to be published.
pub(super) async fn find_platform(db: &Db, deal: DealId) -> Result<Option<Platform>, DbError> {
    let rest = "where hash = (select terms_hash from deal where id = $1)";
    let sheet: Option<crate::book::rows::Sheet> = db.record(rest, crate::args![deal]).await?;
    Ok(sheet.map(|sheet| sheet.sheet.0.deliverable.platform))
}

/// What waits for a brand's decision, least time left first; what no clock watches any more is first of all.
pub(super) async fn list_reviews(db: &Db, brand: BrandId) -> Result<Vec<DealId>, DbError> {
    let sql = "select id from deal where brand_id = $1 and state in ('draft_sent', 'posted')
        order by coalesce(due_at, 0), id limit $2";
    let rows = db.list(sql, crate::args![brand, LIST_MAX]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// What waits for a person: refused drafts, and work of brands that were silent beyond their trust limit.
pub(super) async fn list_waiting(db: &Db) -> Result<Vec<Deal>, DbError> {
    let rest = "where state = 'frozen' or (state in ('draft_sent', 'posted') and due_at is null)
        order by agreed_at, id limit $1";
    db.records(rest, crate::args![LIST_MAX]).await
}

/// The newest deals, of one state if asked.
pub(super) async fn list_newest(
    db: &Db,
    state: Option<gamma_core::wire::views::DealState>,
) -> Result<Vec<Deal>, DbError> {
    match state {
        Some(state) => {
            let rest = "where state = $1 order by agreed_at desc, id limit $2";
            db.records(rest, crate::args![Word(state), LIST_MAX]).await
        }
        None => db.records("order by agreed_at desc, id limit $1", crate::args![LIST_MAX]).await,
    }
}
