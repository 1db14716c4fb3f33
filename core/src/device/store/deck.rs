//! The deck's snapshot: replaced whole, shown without what was swiped here and has no answer yet.

use rusqlite::Connection;

use super::feed::read_body;
use super::{Store, StoreError};
use crate::device::watch::Table;
use crate::id::{CampaignId, Id};
use crate::terms::TermsHash;
use crate::wire::views::{DeckView, HidesMost, OfferView};

/// The deck as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckShown {
    /// Best first.
    pub offers: Vec<OfferView>,
    /// When it is empty: the setting that hides most.
    pub hides_most: Option<HidesMost>,
    /// The phone has never had a deck.
    pub is_first: bool,
    /// Terms that this person has read in full.
    pub seen_terms: Vec<TermsHash>,
}

impl Store {
    /// Replaces the snapshot.
    pub fn set_deck(&self, deck: &DeckView) -> Result<(), StoreError> {
        self.write(&[Table::Deck], |tx| {
            tx.execute("delete from deck_offer", [])?;
            let sql = "insert or ignore into deck_offer (place, campaign, body) values ($1, $2, $3)";
            let mut insert = tx.prepare_cached(sql)?;
            for (place, offer) in (0_i64..).zip(&deck.offers) {
                insert.execute((place, offer.campaign.uuid().as_bytes().as_slice(), json(offer)))?;
            }
            let sql = "update sync_state set is_deck_stale = 0, deck_version = $1, deck_hides_most = $2";
            tx.execute(sql, (&deck.version, deck.hides_most.as_ref().map(json)))?;
            Ok(())
        })
    }

    /// The server said that the snapshot still holds.
    pub fn keep_deck(&self) -> Result<(), StoreError> {
        self.write(&[], |tx| {
            tx.execute("update sync_state set is_deck_stale = 0", [])?;
            Ok(())
        })
    }

    /// The snapshot may be old; ask when the network is there.
    pub fn mark_deck_stale(&self) -> Result<(), StoreError> {
        self.write(&[], |tx| {
            tx.execute("update sync_state set is_deck_stale = 1", [])?;
            Ok(())
        })
    }

    /// What can be swiped now.
    pub(crate) fn deck(&self) -> Result<DeckShown, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("select body from deck_shown order by place")?;
            let bodies = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            let sql = "select deck_version is null, deck_hides_most from sync_state";
            let (is_first, hides_most) =
                connection.query_one(sql, [], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?)))?;
            Ok(DeckShown {
                offers: bodies.iter().filter_map(|body| read_body("offer", body)).collect(),
                hides_most: hides_most.and_then(|body| read_body("hides_most", &body)),
                is_first,
                seen_terms: seen_terms(connection)?,
            })
        })
    }

    /// The person has read these terms in full; the next card with them is one gesture.
    pub(crate) fn mark_terms_seen(&self, terms: TermsHash) -> Result<(), StoreError> {
        self.write(&[Table::Deck], |tx| {
            tx.execute("insert or ignore into seen_terms (terms) values ($1)", [terms.to_string()])?;
            Ok(())
        })
    }

    /// One offer of the snapshot, swiped or not.
    pub(crate) fn find_offer(&self, campaign: CampaignId) -> Result<Option<OfferView>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("select body from deck_offer where campaign = $1")?;
            let mut rows = statement.query([campaign.uuid().as_bytes().as_slice()])?;
            let body = rows.next()?.map(|row| row.get::<_, String>(0)).transpose()?;
            Ok(body.and_then(|body| read_body("offer", &body)))
        })
    }
}

fn seen_terms(connection: &Connection) -> Result<Vec<TermsHash>, StoreError> {
    let mut statement = connection.prepare_cached("select terms from seen_terms")?;
    let texts = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(texts.iter().filter_map(|text| text.parse().ok()).collect())
}

fn json<T: serde::Serialize>(view: &T) -> String {
    serde_json::to_string(view).expect("a view has only plain fields")
}
