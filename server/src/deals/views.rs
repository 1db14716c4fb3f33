//! Views of deals, made set-wise. A brand sees the work and the fee; what is withheld from the creator, and what the
//! creator earned elsewhere, is the creator's own.

use gamma_core::id::{BrandId, CampaignId, DealId, Id, PersonId};
use gamma_core::money::Money;
use gamma_core::quote::{Assumed, Quote};
use gamma_core::tax::Profile;
use gamma_core::terms::{TermSheet, TermsHash};
use gamma_core::wire::views::{DealView, DraftView, EarningKind, PostView};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use crate::app::App;
use crate::book::rows::{Brand, Campaign, Creator, Deal, Draft, Earning, Post, Sheet};
use crate::db::{Db, DbError, Record};
use crate::error::Error;

/// The deals as their creators see them, in the order asked; what isn't there is left out.
pub async fn deals(app: &App, ids: &[DealId]) -> Result<Vec<DealView>, Error> {
    let around = Around::read(&app.db, ids).await?;
    Ok(ids.iter().filter_map(|id| around.view(*id)).collect())
}

/// The deals as this owner of a feed sees them: whole for the creator, else as the brand does.
pub async fn deals_for_owner(app: &App, owner: Uuid, ids: &[DealId]) -> Result<Vec<DealView>, Error> {
    let around = Around::read(&app.db, ids).await?;
    let is_own = |id: &DealId| around.deals.get(id).is_some_and(|deal| deal.creator_id.uuid() == owner);
    let view = |id: &DealId| {
        let view = around.view(*id)?;
        Some(if is_own(id) { view } else { DealView { quote: quote_for_brand(&view.quote), ..view } })
    };
    Ok(ids.iter().filter_map(view).collect())
}

/// The deals as their brands see them.
pub async fn deals_for_brand(app: &App, ids: &[DealId]) -> Result<Vec<DealView>, Error> {
    let mut views = deals(app, ids).await?;
    for view in &mut views {
        view.quote = quote_for_brand(&view.quote);
    }
    Ok(views)
}

/// The fee and when the work was quoted; nothing of the creator's own affairs.
fn quote_for_brand(quote: &Quote) -> Quote {
    let assumed = Assumed {
        day: quote.assumed.day,
        profile: Profile::CivilContract,
        is_profile_known: false,
        month_to_date: Money::ZERO,
        advance_bp: 0,
    };
    Quote {
        gross: quote.gross,
        advance_fee: Money::ZERO,
        lines: Vec::new(),
        debt: Money::ZERO,
        net: quote.gross,
        lands: quote.lands,
        assumed,
    }
}

/// Everything around some deals, read with one statement a table.
struct Around {
    deals: BTreeMap<DealId, Deal>,
    campaigns: BTreeMap<CampaignId, Campaign>,
    brands: BTreeMap<BrandId, Brand>,
    creators: BTreeMap<PersonId, Creator>,
    sheets: BTreeMap<TermsHash, Sheet>,
    drafts: Vec<Draft>,
    posts: Vec<Post>,
    earnings: Vec<Earning>,
}

impl Around {
    async fn read(db: &Db, ids: &[DealId]) -> Result<Self, DbError> {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
        let deals: BTreeMap<DealId, Deal> = by_key(db.records_in("id", &ids, "").await?);
        let of =
            |id: fn(&Deal) -> Uuid| deals.values().map(id).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        Ok(Self {
            campaigns: by_key(db.records_in("id", &of(|deal| deal.campaign_id.uuid()), "").await?),
            brands: by_key(db.records_in("id", &of(|deal| deal.brand_id.uuid()), "").await?),
            creators: by_key(db.records_in("id", &of(|deal| deal.creator_id.uuid()), "").await?),
            sheets: sheets(db, deals.values().map(|deal| deal.terms_hash).collect()).await?,
            drafts: db.records_in("deal_id", &ids, "").await?,
            posts: db.records_in("deal_id", &ids, "").await?,
            earnings: db.records_in("deal_id", &ids, "").await?,
            deals,
        })
    }

    fn view(&self, id: DealId) -> Option<DealView> {
        let deal = self.deals.get(&id)?;
        let campaign = self.campaigns.get(&deal.campaign_id)?;
        let is_fee = |earning: &&Earning| earning.deal_id == id && earning.kind.0 == EarningKind::FixedFee;
        Some(DealView {
            deal: id,
            campaign: campaign.id,
            title: campaign.title.clone(),
            brand: deal.brand_id,
            brand_name: self.brands.get(&deal.brand_id)?.name.clone(),
            creator_name: self.creators.get(&deal.creator_id)?.display_name.clone().unwrap_or_default(),
            terms: deal.terms_hash,
            sheet: self.sheet(deal.terms_hash)?,
            state: deal.state.0,
            due_at: deal.due_at,
            agreed_at: deal.agreed_at,
            undo_until: deal.undo_until,
            payout_choice: deal.payout_choice.0,
            quote: deal.quote.0.clone(),
            draft: self.newest_draft(id),
            fix_rounds_used: deal.fix_rounds_used,
            post: self.newest_post(id),
            ended: deal.ended.map(|ended| ended.0),
            earning: self.earnings.iter().find(is_fee).map(|earning| earning.id),
        })
    }

    fn sheet(&self, hash: TermsHash) -> Option<TermSheet> {
        self.sheets.get(&hash).map(|sheet| sheet.sheet.0.clone())
    }

    fn newest_draft(&self, deal: DealId) -> Option<DraftView> {
        let draft = self.drafts.iter().filter(|draft| draft.deal_id == deal).max_by_key(|draft| draft.round)?;
        Some(DraftView {
            draft: draft.id,
            round: draft.round,
            media: draft.media_id,
            sent_at: draft.sent_at,
            note: draft.note.clone(),
            fixes: draft.fixes.0.clone(),
            cleared: draft.cleared.map(|cleared| cleared.0),
        })
    }

    fn newest_post(&self, deal: DealId) -> Option<PostView> {
        let of_deal = self.posts.iter().filter(|post| post.deal_id == deal);
        let post = of_deal.max_by_key(|post| (post.sent_at, post.id))?;
        Some(PostView {
            post: post.id,
            url: post.url.clone(),
            sent_at: post.sent_at,
            is_passed: post.is_passed,
            problem: post.problem.map(|problem| problem.0),
        })
    }
}

async fn sheets(db: &Db, hashes: BTreeSet<TermsHash>) -> Result<BTreeMap<TermsHash, Sheet>, DbError> {
    if hashes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places: Vec<_> = (1..=hashes.len()).map(|place| format!("${place}")).collect();
    let args: Vec<_> = hashes.iter().map(crate::db::Field::to_value).collect();
    Ok(by_key(db.records(&format!("where hash in ({})", places.join(", ")), &args).await?))
}

fn by_key<R: Record>(rows: Vec<R>) -> BTreeMap<R::Key, R> {
    rows.into_iter().map(|row| (row.key(), row)).collect()
}
