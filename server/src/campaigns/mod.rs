//! Campaigns: what brands want; the deck is made from them. Creating one checks the plan only; opening one asks whether
//! at least one deal can be paid; only YES takes money. The deck is a cache: it may offer what YES then refuses, and it
//! never offers what is known not to be payable.

mod acts;
pub mod cli;
pub mod commands;
mod deck;
pub mod funds;
mod import;
pub mod jobs;
mod plan;
pub mod routes;
mod state;
#[cfg(test)]
pub(crate) mod tests;
pub mod views;

pub use deck::{DeckIndex, deck};
pub use funds::{Funds, charges};

use gamma_core::id::{BrandId, CampaignId};
use gamma_core::matching::CreatorFacts;
use gamma_core::terms::Platform;
use gamma_core::wire::{Code, Topic};
use serde_json::json;
use std::collections::BTreeSet;

use crate::book::rows::Creator;
use crate::book::{Book, Call, Refusal};
use gamma_core::wire::views::CampaignState;

/// What matching knows of a creator.
pub fn facts(creator: &Creator) -> CreatorFacts {
    let platforms: BTreeSet<Platform> = creator.handles.0.iter().map(|handle| handle.platform).collect();
    CreatorFacts {
        tags: creator.tags.0.clone(),
        city: creator.city.clone().unwrap_or_default(),
        languages: creator.languages.0.clone(),
        platforms: platforms.into_iter().collect(),
        followers: creator.followers,
        audience: creator.audience.map(|band| band.0),
    }
}

/// A brand has more money than before (a payment, a prepayment, a higher limit, a hold or debt that is gone): its
/// campaigns that wait for money are
/// looked at again, in a job of their own, so that whoever books money locks no campaign.
pub fn on_money(book: &mut Book, call: &Call, brand: BrandId) {
    book.enqueue(call, jobs::MONEY, &format!("{brand}/{}", call.id), &json!({ "brand": brand }), call.now);
}

/// Takes a slot of a campaign that is in the book; the last one makes it full.
pub fn take_slot(book: &mut Book, campaign: CampaignId) -> Result<(), Refusal> {
    let row = book.campaigns.edit(&campaign)?;
    if row.slots_taken >= row.slots {
        return Err(Code::SlotsGone.into());
    }
    if row.state.0 != CampaignState::Live {
        return Err(Code::CampaignNotLive.into());
    }
    row.slots_taken = row.slots_taken.saturating_add(1);
    row.state.0 = state::after_slots(row.state.0, row.slots_taken, row.slots);
    touch(book, campaign)
}

/// A deal ended without using its slot: somebody else may have it, and a full campaign is live again.
pub fn on_slot_freed(book: &mut Book, call: &Call, campaign: CampaignId) -> Result<(), Refusal> {
    let row = book.campaigns.edit(&campaign)?;
    row.slots_taken = row.slots_taken.saturating_sub(1);
    if row.open_until > call.now {
        row.state.0 = state::after_slots(row.state.0, row.slots_taken, row.slots);
    }
    touch(book, campaign)
}

/// Says to the brand that its campaign changed.
pub fn touch(book: &mut Book, campaign: CampaignId) -> Result<(), Refusal> {
    let brand = book.campaigns.get(&campaign)?.brand_id;
    book.touch(brand, Topic::Campaign, campaign);
    Ok(())
}
