//! Term sheets: what a deal says. Standard, versioned and hashed; nobody negotiates, so two deals with one
//! hash say the same to the letter.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

use crate::money::Money;

mod check;
mod plain;
mod templates;
#[cfg(test)]
pub(crate) mod tests;

pub use check::TermsProblem;
pub use plain::PlainLine;
pub use templates::{Template, templates};

/// What a deal says. `version` 1 is this shape; another shape takes another number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermSheet {
    /// The shape of this sheet: 1.
    pub version: u16,
    /// What is made.
    pub deliverable: Deliverable,
    /// What the creator earns at approval: 1 000 to 1 000 000 ₸ (the example market uses 5 000–10 000 ₸).
    pub fixed_fee: Money,
    /// What results earn on top, up to a cap.
    pub bonus: Option<Bonus>,
    /// By when.
    pub deadlines: Deadlines,
    /// How often the brand may ask for a fix: 0..=2.
    pub fix_rounds: u8,
    /// How the brand may use the video.
    pub usage: Usage,
    /// A product that travels to the creator first.
    pub product: Option<Product>,
    /// Who pays for the ad: the sponsor that the label must name; 1..=120 characters.
    pub sponsor: String,
    /// What to make.
    pub brief: Brief,
}

/// What is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deliverable {
    /// How many videos: 1..=5.
    pub videos: u8,
    /// How long each is, in seconds: 5..=180.
    pub seconds: u16,
    /// Where it is published.
    pub platform: Platform,
}

/// Where videos are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Platform {
    Tiktok,
    Instagram,
    Youtube,
}

/// What a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BonusKind {
    /// Each attributed sale past its return window.
    Cpa,
    /// Each intent click that stood the fraud rules.
    Cpc,
    /// Each thousand verified views.
    Cpv,
}

/// What results earn: `rate` for each, at most `cap` together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bonus {
    /// What counts.
    pub kind: BonusKind,
    /// For each one: more than nothing.
    pub rate: Money,
    /// At most, over the whole deal: from one result's rate to 10 000 000 ₸.
    pub cap: Money,
    /// Days after approval in which results count: 1..=90. The hold's rest is void afterwards.
    pub until_days: u16,
}

/// By when. Hours and days run from the step before, or from proof of delivery when a product travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    /// From YES (or delivery) to the first draft, in days: 1..=30.
    pub draft_days: u16,
    /// The brand's clock on a draft, in hours: 1..=168, 48 in the standard terms.
    pub clear_hours: u16,
    /// From a fix request to the next draft, in hours: 12..=336.
    pub fix_hours: u16,
    /// From clearing to the post, in hours: 12..=336.
    pub post_hours: u16,
    /// The brand's clock on a post that no machine can check, in hours: 1..=168, 24 in the standard terms.
    pub check_hours: u16,
}

/// How the brand may use the video, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// Days after the post: 0..=365.
    pub days: u16,
    /// Also as paid advertising.
    pub is_paid_ads_allowed: bool,
}

/// A product that travels to the creator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// What it is: 1..=120 characters.
    pub title: String,
    /// What it is worth: 0 to 10 000 000 ₸.
    pub value: Money,
    /// It stays with the creator.
    pub is_kept: bool,
}

/// What to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// One line: 1..=120 characters.
    pub title: String,
    /// What must be seen or said: at most ten lines of 1..=200 characters.
    pub points: Vec<String>,
}

/// The SHA-256 of a term sheet's canonical JSON. JSON and SQL: 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermsHash([u8; 32]);

/// A text was no hash of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash of terms")]
pub struct NotAHash;

impl TermSheet {
    /// The canonical bytes: compact JSON in the order of the fields above.
    pub fn canonical(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a term sheet has only plain fields")
    }

    /// The hash that a YES names.
    pub fn terms_hash(&self) -> TermsHash {
        let digest = Sha256::new().chain_update(b"gamma terms\n").chain_update(self.canonical()).finalize();
        TermsHash(digest.into())
    }

    /// The bonus cap, or nothing.
    pub fn cap(&self) -> Money {
        self.bonus.as_ref().map_or(Money::ZERO, |bonus| bonus.cap)
    }
}

impl fmt::Display for TermsHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for TermsHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TermsHash({self})")
    }
}

impl FromStr for TermsHash {
    type Err = NotAHash;
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let mut bytes = [0_u8; 32];
        hex::decode_to_slice(text, &mut bytes).map(|()| Self(bytes)).map_err(|_| NotAHash)
    }
}

impl Serialize for TermsHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TermsHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
