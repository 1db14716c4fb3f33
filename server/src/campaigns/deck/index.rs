//! What can be offered right now, in memory. Readers share a lock that is only ever held for microseconds; what a brand
//! cannot pay is kept beside the index, not in it, so that money coming back is enough to offer it again.

use gamma_core::id::{BrandId, CampaignId};
use gamma_core::matching::{CreatorFacts, Entry, Index, Ranked, Taste};
use gamma_core::money::Money;
use gamma_core::terms::TermSheet;
use gamma_core::time::Timestamp;
use gamma_core::wire::views::HidesMost;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use super::super::Funds;
use crate::book::rows::{Brand, Campaign};

/// The live offers in memory, tailing the order number n.
#[derive(Debug, Default)]
pub struct DeckIndex {
    offers: RwLock<Offers>,
    /// One refresh at a time; readers go on meanwhile.
    pub(super) refreshing: tokio::sync::Mutex<()>,
}

/// A live campaign with what its card says of it.
#[derive(Debug, Clone)]
pub struct Offer {
    pub campaign: Campaign,
    pub sheet: Arc<TermSheet>,
    /// The largest cost of one deal.
    pub hold: Money,
}

/// A brand as far as its cards and their price depend on it.
#[derive(Debug, Clone)]
pub struct Payer {
    pub brand: Brand,
    pub funds: Funds,
}

/// One offer of one deck.
#[derive(Debug, Clone)]
pub struct Card {
    pub ranked: Ranked,
    pub offer: Arc<Offer>,
    pub payer: Arc<Payer>,
}

/// What changed since the index was looked at.
#[derive(Debug, Default)]
pub struct News {
    pub n: i64,
    pub live: Vec<Offer>,
    pub not_live: Vec<CampaignId>,
    pub payers: BTreeMap<BrandId, Payer>,
}

#[derive(Debug, Default)]
struct Offers {
    /// Up to which n everything is known.
    n: i64,
    live: BTreeMap<CampaignId, Arc<Offer>>,
    payers: BTreeMap<BrandId, Arc<Payer>>,
    of_brand: BTreeMap<BrandId, BTreeSet<CampaignId>>,
    index: Index,
}

impl DeckIndex {
    /// Up to which n the index knows everything.
    pub fn n(&self) -> i64 {
        self.read().n
    }

    /// How many campaigns are offered.
    pub fn len(&self) -> usize {
        self.read().index.len()
    }

    /// Whether nothing is offered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best cards for a creator; if there is none, what hides most.
    pub(super) fn best(
        &self,
        facts: &CreatorFacts,
        taste: &Taste,
        seen: &BTreeSet<CampaignId>,
        now: Timestamp,
        limit: usize,
    ) -> (Vec<Card>, Option<HidesMost>) {
        let offers = self.read();
        // A campaign whose time is over stays here until its closing job has run.
        let is_over = |id: &CampaignId| offers.live.get(id).is_none_or(|offer| offer.campaign.open_until <= now);
        let is_hidden = |id: CampaignId| seen.contains(&id) || is_over(&id);
        let ranked = offers.index.top_by_taste(facts, taste, &is_hidden, limit);
        let hides_most = if ranked.is_empty() { offers.index.hides_most(facts, &is_hidden) } else { None };
        (ranked.into_iter().filter_map(|ranked| offers.card(ranked)).collect(), hides_most)
    }

    /// Takes news in; whether other offers can be made than before.
    pub(super) fn take(&self, news: News) -> bool {
        self.offers.write().unwrap_or_else(PoisonError::into_inner).take(news)
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, Offers> {
        self.offers.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Offers {
    fn take(&mut self, news: News) -> bool {
        let mut touched: BTreeSet<CampaignId> = BTreeSet::new();
        for campaign in news.not_live {
            self.forget(campaign);
            touched.insert(campaign);
        }
        for offer in news.live {
            let (campaign, brand) = (offer.campaign.id, offer.campaign.brand_id);
            self.of_brand.entry(brand).or_default().insert(campaign);
            self.live.insert(campaign, Arc::new(offer));
            touched.insert(campaign);
        }
        for (brand, payer) in news.payers {
            touched.extend(self.of_brand.get(&brand).into_iter().flatten());
            self.payers.insert(brand, Arc::new(payer));
        }
        self.n = news.n.max(self.n);
        self.rank(&touched)
    }

    fn forget(&mut self, campaign: CampaignId) {
        let Some(offer) = self.live.remove(&campaign) else { return };
        if let Some(others) = self.of_brand.get_mut(&offer.campaign.brand_id) {
            others.remove(&campaign);
        }
    }

    /// Brings the index in line for these campaigns; whether that changed it.
    fn rank(&mut self, touched: &BTreeSet<CampaignId>) -> bool {
        if self.index.is_empty() {
            // Building at once is far cheaper than one by one.
            let payable = self.live.values().filter(|offer| self.can_be_paid(offer));
            self.index = Index::new(payable.map(|offer| (offer.campaign.id, entry(offer))));
            return !self.index.is_empty();
        }
        let mut is_changed = false;
        for campaign in touched {
            let offered = self.live.get(campaign).filter(|offer| self.can_be_paid(offer)).map(|offer| entry(offer));
            if offered.as_ref() == self.index.get(*campaign) {
                continue;
            }
            is_changed = true;
            match offered {
                Some(entry) => self.index.upsert(*campaign, entry),
                None => drop(self.index.remove(*campaign)),
            }
        }
        is_changed
    }

    /// What cannot be paid is never offered.
    fn can_be_paid(&self, offer: &Offer) -> bool {
        let campaign = &offer.campaign;
        let budget_left = campaign.budget_tiyn - campaign.held_tiyn - campaign.spent_tiyn;
        let payer = self.payers.get(&campaign.brand_id);
        budget_left >= offer.hold && payer.is_some_and(|payer| payer.funds.covers(offer.hold))
    }

    fn card(&self, ranked: Ranked) -> Option<Card> {
        let offer = Arc::clone(self.live.get(&ranked.campaign)?);
        let payer = Arc::clone(self.payers.get(&offer.campaign.brand_id)?);
        Some(Card { ranked, offer, payer })
    }
}

fn entry(offer: &Offer) -> Entry {
    Entry {
        brand: offer.campaign.brand_id,
        platform: offer.sheet.deliverable.platform,
        targets: offer.campaign.targets.0.clone(),
        fee: offer.sheet.fixed_fee,
    }
}
