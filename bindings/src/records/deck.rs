//! The deck: offers as cards, best first.

use gamma_core::device::store::{AskedDeal, DeckShown};
use gamma_core::id::{CampaignId, DealId};
use gamma_core::matching;
use gamma_core::matching::AudienceBand;
use gamma_core::terms::TermsHash;
use gamma_core::time::Timestamp;
use gamma_core::wire::views;

use super::{MissingThing, Money, QuoteView, TermsView, all, whole};

/// Everything the deck's screen shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeckView {
    /// What can be swiped now, best first; at most 100.
    pub offers: Vec<OfferView>,
    /// When the deck is empty: the one setting that hides most offers.
    pub hides_most: Option<HidesMostView>,
    /// The phone has never had a deck: say so instead of *empty*.
    pub is_first: bool,
    /// What stands before a YES and was not asked for yet; empty lets a YES finish itself.
    pub missing: Vec<MissingThing>,
    /// YESes that are still only on this phone, the newest first: the bar, and its undo.
    pub take_back: Vec<TakeBackView>,
}

/// One campaign as shown to one creator.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OfferView {
    /// The campaign, and so the offer.
    pub campaign: CampaignId,
    /// What a YES agrees to.
    pub terms_id: TermsHash,
    /// This person has read these terms before: a YES is one gesture.
    pub is_terms_seen: bool,
    /// The terms in full.
    pub terms: TermsView,
    /// What the campaign is called.
    pub title: String,
    /// Who offers.
    pub brand_name: String,
    /// How well it fits, 0..=100.
    pub score: i32,
    /// Why, at most three, the best first.
    pub reasons: Vec<Reason>,
    /// The figure with Daily Pay.
    pub quote_at_once: QuoteView,
    /// The figure when waiting for the brand.
    pub quote_wait: QuoteView,
    /// Daily Pay can be had with this brand.
    pub is_at_once_possible: bool,
    /// A YES is possible until then.
    pub open_until: Timestamp,
    /// Free slots when the deck was made.
    pub slots_left: i32,
    /// A picture, by an address that expires.
    pub picture_url: Option<String>,
}

/// Why an offer fits. Keys are those of [`crate::ChoicesView`].
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Reason {
    /// The creator films this niche.
    Tag {
        /// Its key.
        tag: String,
    },
    /// The creator lives there.
    City {
        /// Its key.
        city: String,
    },
    /// The videos are in this language.
    Language {
        /// `kk`, `ru` or `en`.
        language: String,
    },
    /// The followers are in the wished range.
    Followers {
        /// How many there are.
        followers: i64,
    },
    /// The viewers are in the wished band.
    Audience {
        /// Which.
        band: AudienceBand,
    },
}

/// The setting that hides most offers.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HidesMostView {
    /// `tags`, `city`, `languages`, `platform`, `followers`, `audience` or `seen`.
    pub setting: String,
    /// How many offers it hides.
    pub offers: i32,
}

/// A YES that can be taken back as if it had never been.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TakeBackView {
    /// Name it to [`crate::Deck::take_back`].
    pub deal: DealId,
    /// What the campaign is called.
    pub title: String,
    /// Who offers.
    pub brand_name: String,
    /// What it brings.
    pub net: Money,
    /// By the server's clock; without a network it can be taken back longer.
    pub until: Timestamp,
}

/// A band of ages.
#[uniffi::remote(Enum)]
pub enum AudienceBand {
    /// 13 to 17.
    From13To17,
    /// 18 to 24.
    From18To24,
    /// 25 to 34.
    From25To34,
    /// 35 to 44.
    From35To44,
    /// 45 and older.
    From45,
}

impl DeckView {
    pub(crate) fn of(shown: DeckShown, missing: Vec<MissingThing>, take_back: Vec<TakeBackView>) -> Self {
        let DeckShown { offers, hides_most, is_first, seen_terms } = shown;
        let offer = |offer: views::OfferView| {
            let is_terms_seen = seen_terms.contains(&offer.terms);
            OfferView { is_terms_seen, ..OfferView::from(offer) }
        };
        let offers = offers.into_iter().map(offer).collect();
        Self { offers, hides_most: hides_most.map(Into::into), is_first, missing, take_back }
    }
}

impl From<views::OfferView> for OfferView {
    fn from(offer: views::OfferView) -> Self {
        Self {
            campaign: offer.campaign,
            terms_id: offer.terms,
            is_terms_seen: false,
            terms: offer.sheet.into(),
            title: offer.title,
            brand_name: offer.brand_name,
            score: offer.score.into(),
            reasons: all(offer.reasons),
            quote_at_once: offer.quote_at_once.into(),
            quote_wait: offer.quote_wait.into(),
            is_at_once_possible: offer.is_at_once_possible,
            open_until: offer.open_until,
            slots_left: whole(offer.slots_left),
            picture_url: offer.picture_url,
        }
    }
}

impl From<matching::Reason> for Reason {
    fn from(reason: matching::Reason) -> Self {
        match reason {
            matching::Reason::Tag(tag) => Self::Tag { tag },
            matching::Reason::City(city) => Self::City { city },
            matching::Reason::Language(language) => Self::Language { language },
            matching::Reason::Followers(followers) => Self::Followers { followers: followers.into() },
            matching::Reason::Audience(band) => Self::Audience { band },
        }
    }
}

impl From<views::HidesMost> for HidesMostView {
    fn from(hides: views::HidesMost) -> Self {
        Self { setting: hides.setting, offers: whole(hides.offers) }
    }
}

impl TakeBackView {
    /// `until` by the server's clock.
    pub(crate) fn of(asked: AskedDeal, until: Timestamp) -> Self {
        let net = asked.quote().net.into();
        Self { deal: asked.deal, title: asked.offer.title, brand_name: asked.offer.brand_name, net, until }
    }
}
