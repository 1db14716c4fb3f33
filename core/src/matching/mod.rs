//! Matching: which campaigns a creator may see, in which order, and why.

use serde::{Deserialize, Serialize};

use crate::terms::Platform;

mod bits;
mod closed_list;
mod deck;
mod hidden;
mod index;
mod score;
mod taste;
#[cfg(test)]
mod tests;

pub use closed_list::{LANGUAGES, Named, cities, is_city, is_language, is_niche, niches};
pub use index::{Entry, Index, Ranked};
pub use score::{Match, REASONS_MAX, Setting, meets, score};
pub use taste::Taste;

/// Whom a campaign is for. An empty list means anybody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Targets {
    /// Niches such as `beauty`; at least one must be the creator's.
    pub tags: Vec<String>,
    /// Cities such as `almaty`.
    pub cities: Vec<String>,
    /// `kk`, `ru`, `en`: what the creator's videos are in.
    pub languages: Vec<String>,
    /// At least so many followers.
    pub followers_min: Option<u32>,
    /// At most so many followers.
    pub followers_max: Option<u32>,
    /// The band most viewers should be in.
    pub audience: Option<AudienceBand>,
}

/// A band of ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum AudienceBand {
    #[serde(rename = "13-17")]
    From13To17,
    #[serde(rename = "18-24")]
    From18To24,
    #[serde(rename = "25-34")]
    From25To34,
    #[serde(rename = "35-44")]
    From35To44,
    #[serde(rename = "45+")]
    From45,
}

/// What matching knows of a creator.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CreatorFacts {
    /// Niches the creator films.
    pub tags: Vec<String>,
    /// Where the creator lives.
    pub city: String,
    /// What the videos are in.
    pub languages: Vec<String>,
    /// Where the creator publishes.
    pub platforms: Vec<Platform>,
    /// Followers, as stated or verified.
    pub followers: u32,
    /// The band most viewers are in, if known.
    pub audience: Option<AudienceBand>,
}

/// Why an offer fits, as the card says it in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Reason {
    /// The creator films this niche.
    Tag(String),
    /// The creator lives there.
    City(String),
    /// The videos are in this language.
    Language(String),
    /// The followers are in the wished range.
    Followers(u32),
    /// The viewers are in the wished band.
    Audience(AudienceBand),
}

impl AudienceBand {
    /// All, the youngest first.
    pub const ALL: [Self; 5] = [Self::From13To17, Self::From18To24, Self::From25To34, Self::From35To44, Self::From45];
}
