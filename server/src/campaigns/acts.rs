//! What can be done with a campaign: create it, and take a step. Opening needs money for one deal, or it waits for it.

use gamma_core::id::{BrandId, CampaignId};
use gamma_core::money::Money;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{CampaignStep, CreateCampaign, SetCampaignState};
use gamma_core::wire::views::CampaignState;
use serde_json::json;

use super::state::{self, Standing};
use super::{Funds, charges, jobs, plan, touch};
use crate::book::rows::{Campaign, Sheet};
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::{Json, Word};

/// Makes a campaign in state *draft*.
pub struct Create {
    pub plan: CreateCampaign,
    pub vat_bp: i64,
    /// The picture is there, ready, and the asker's; none was asked for otherwise.
    pub is_picture_ready: bool,
}

impl Act for Create {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.plan.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let (plan, commission_bp) = (&self.plan, book.brands.get(&self.plan.brand)?.commission_bp);
        let hold = charges(commission_bp, self.vat_bp).hold(plan.terms.fixed_fee, plan.terms.cap());
        plan::check(plan, hold, call.now)?;
        if plan.picture.is_some() && !self.is_picture_ready {
            return Err(Code::MediaNotReady.into());
        }
        let (id, terms_hash): (CampaignId, _) = (call.derive("campaign"), plan.terms.terms_hash());
        book.sheets.put(Sheet { hash: terms_hash, sheet: Json(plan.terms.clone()), created_at: call.now });
        book.campaigns.put(Campaign {
            id,
            brand_id: plan.brand,
            title: plan.title.trim().to_owned(),
            terms_hash,
            targets: Json(plan.targets.clone()),
            state: Word(CampaignState::Draft),
            slots: plan.slots,
            slots_taken: 0,
            budget_tiyn: plan.budget,
            held_tiyn: Money::ZERO,
            spent_tiyn: Money::ZERO,
            commission_bp,
            picture_id: plan.picture,
            open_until: plan.open_until,
            created_at: call.now,
            n: 0,
        });
        touch(book, id)?;
        Ok(json!({ "campaign": id, "terms": terms_hash }))
    }
}

/// Opens, pauses, continues or closes a campaign.
pub struct Step {
    pub asked: SetCampaignState,
    /// The campaign's brand, which never changes.
    pub brand: BrandId,
    pub vat_bp: i64,
}

impl Act for Step {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand);
        needs.campaign(self.asked.campaign);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let id = self.asked.campaign;
        let standing = standing(book, call, id, self.vat_bp)?;
        let campaign = book.campaigns.edit(&id)?;
        campaign.state.0 = state::after_step(campaign.state.0, self.asked.step, standing)?;
        let (state, open_until) = (campaign.state.0, campaign.open_until);
        touch(book, id)?;
        if self.asked.step == CampaignStep::Open {
            // Pausing and resuming move no deadline, so one job a campaign is enough.
            book.enqueue(call, jobs::OVER, &id.to_string(), &json!({ "campaign": id }), open_until);
        }
        Ok(json!({ "state": state }))
    }
}

/// Lets a campaign that waits for money run, if the money is there now. Changes nothing otherwise.
pub struct StartIfPaid {
    pub campaign: CampaignId,
    pub brand: BrandId,
    pub vat_bp: i64,
}

impl Act for StartIfPaid {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand);
        needs.campaign(self.campaign);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let standing = standing(book, call, self.campaign, self.vat_bp)?;
        let before = book.campaigns.get(&self.campaign)?.state.0;
        let after = state::running(standing).unwrap_or(before);
        if before == CampaignState::WaitingForMoney && after != before {
            book.campaigns.edit(&self.campaign)?.state.0 = after;
            touch(book, self.campaign)?;
        }
        Ok(json!({ "state": book.campaigns.get(&self.campaign)?.state.0 }))
    }
}

/// Closes a campaign whose last moment for a YES has passed.
pub struct CloseIfOver {
    pub campaign: CampaignId,
}

impl Act for CloseIfOver {
    fn needs(&self, needs: &mut Needs) {
        needs.campaign(self.campaign);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let campaign = book.campaigns.get(&self.campaign)?;
        if campaign.open_until <= call.now && campaign.state.0 != CampaignState::Closed {
            book.campaigns.edit(&self.campaign)?.state.0 = CampaignState::Closed;
            touch(book, self.campaign)?;
        }
        Ok(serde_json::Value::Null)
    }
}

fn standing(book: &Book, call: &Call, campaign: CampaignId, vat_bp: i64) -> Result<Standing, Refusal> {
    let row = book.campaigns.get(&campaign)?;
    let sheet = &book.sheets.get(&row.terms_hash)?.sheet.0;
    let hold = charges(row.commission_bp, vat_bp).hold(sheet.fixed_fee, sheet.cap());
    Ok(Standing {
        is_full: row.slots_taken >= row.slots,
        is_paid: Funds::in_book(book, row.brand_id)?.covers(hold),
        is_over: row.open_until <= call.now,
    })
}
