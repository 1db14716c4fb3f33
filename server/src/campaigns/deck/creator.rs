//! One creator's deck: who asks, what they answered before, the best of the rest, with quotes.

use gamma_core::id::{BrandId, CampaignId, MediaId, PersonId};
use gamma_core::matching::{CreatorFacts, Targets, Taste};
use gamma_core::terms::TermSheet;
use gamma_core::wire::Code;
use gamma_core::wire::commands::NoReason;
use gamma_core::wire::views::{DeckView, OfferView};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

use super::super::facts;
use super::OFFERS_MAX;
use super::index::Card;
use super::quotes::Quoting;
use crate::app::App;
use crate::book::rows::Creator;
use crate::db::{DbError, Json, Row, Word};
use crate::error::Error;
use crate::media::address::link;

/// So many swipes back a creator's taste is remembered.
const TASTE_SWIPES: i64 = 300;
const ADULT_AGE: i16 = 18;

/// What this person may be offered now. Under 18 there is only the studio.
pub async fn deck(app: &App, person: PersonId) -> Result<DeckView, Error> {
    let now = app.clock.now();
    let creator: Option<Creator> = app.db.record("where id = $1", crate::args![person]).await?;
    let born_on = creator.as_ref().and_then(|creator| creator.born_on);
    if born_on.is_some_and(|born| born.age_on(now.day()) < ADULT_AGE) {
        return Err(Error::new(Code::UnderAge, "offers are for people of 18 and older"));
    }
    if app.deck.n() == 0 {
        // A process that has only just begun must not say that there is nothing.
        app.deck.refresh(app).await?;
    }
    let facts = creator.as_ref().map_or_else(CreatorFacts::default, facts);
    let answered = answered(app, person).await?;
    let taste = taste(app, person).await?;
    let (cards, hides_most) = app.deck.best(&facts, &taste, &answered, now, OFFERS_MAX);
    let quoting = Quoting::load(app, creator, now.day()).await?;
    let mut offers: Vec<OfferView> = cards.iter().filter_map(|card| view(card, &quoting)).collect();
    let version = version(&offers, hides_most.as_ref().map(|hides| hides.setting.as_str()));
    let pictures: BTreeMap<CampaignId, MediaId> = cards.iter().filter_map(picture).collect();
    for offer in &mut offers {
        offer.picture_url = pictures.get(&offer.campaign).map(|media| link(app, *media, now));
    }
    Ok(DeckView { version, offers, hides_most, now })
}

/// Campaigns that the creator swiped or has a deal with.
async fn answered(app: &App, person: PersonId) -> Result<BTreeSet<CampaignId>, DbError> {
    let sql = "select campaign_id from swipe where creator_id = $1 and withdrawn_at is null \
        union select campaign_id from deal where creator_id = $1 and (ended is null or ended <> 'taken_back')";
    app.db.list(sql, crate::args![person]).await?.iter().map(|row| row.get(0)).collect()
}

/// What the creator's answers taught, the oldest first.
async fn taste(app: &App, person: PersonId) -> Result<Taste, DbError> {
    let sql = "select w.is_yes, w.reason, c.targets, c.brand_id, s.sheet from swipe w \
        join campaign c on c.id = w.campaign_id join term_sheet s on s.hash = c.terms_hash \
        where w.creator_id = $1 and w.withdrawn_at is null order by w.at desc, w.campaign_id limit $2";
    let mut taste = Taste::default();
    for row in app.db.list(sql, crate::args![person, TASTE_SWIPES]).await?.iter().rev() {
        learn(&mut taste, row)?;
    }
    Ok(taste)
}

fn learn(taste: &mut Taste, row: &Row) -> Result<(), DbError> {
    let (is_yes, reason): (bool, Option<Word<NoReason>>) = (row.get(0)?, row.get(1)?);
    let (targets, brand): (Json<Targets>, BrandId) = (row.get(2)?, row.get(3)?);
    let fee = row.get::<Json<TermSheet>>(4)?.0.fixed_fee;
    if is_yes {
        taste.learn_yes(&targets.0.tags, brand, fee);
    } else if let Some(reason) = reason {
        taste.learn_no(reason.0, &targets.0.tags, brand, fee);
    }
    Ok(())
}

/// The card, or none if no lawful quote exists for it: what cannot be paid is never offered.
fn view(card: &Card, quoting: &Quoting) -> Option<OfferView> {
    let (campaign, sheet) = (&card.offer.campaign, &card.offer.sheet);
    let quotes = quoting.quotes(&card.payer, &card.offer).ok()?;
    Some(OfferView {
        campaign: campaign.id,
        terms: campaign.terms_hash,
        sheet: TermSheet::clone(sheet),
        title: campaign.title.clone(),
        brand_name: card.payer.brand.name.clone(),
        score: card.ranked.score,
        reasons: card.ranked.reasons.clone(),
        quote_at_once: quotes.at_once,
        quote_wait: quotes.wait,
        is_at_once_possible: quotes.is_at_once_possible,
        open_until: campaign.open_until,
        slots_left: campaign.slots.saturating_sub(campaign.slots_taken),
        picture_url: None,
    })
}

/// Changes when anything on the cards does. Picture addresses expire and count for nothing.
fn version(offers: &[OfferView], hides_most: Option<&str>) -> String {
    let text = serde_json::to_vec(&(offers, hides_most)).expect("offers have only plain fields");
    let digest: [u8; 32] = Sha256::digest(text).into();
    hex::encode(&digest[..16])
}

fn picture(card: &Card) -> Option<(CampaignId, MediaId)> {
    Some((card.ranked.campaign, card.offer.campaign.picture_id?))
}
