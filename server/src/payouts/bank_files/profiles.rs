//! What differs from bank to bank in a payment file, as data: codes, and where they stand.

use gamma_core::id::{Id, PayoutId};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static STANDARD: LazyLock<Profile> = LazyLock::new(|| {
    let text = include_str!("profiles/standard.json");
    serde_json::from_str(text).expect("the profile in the source is read by a test")
});

/// How one bank wants its files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    #[serde(rename = "about")]
    _about: String,
    pub name: String,
    /// The purpose code of the payments.
    pub knp: String,
    /// Residence and sector of the platform and of its creators.
    pub payer_kbe: String,
    pub payee_kbe: String,
    purpose: String,
    pub knp_place: KnpPlace,
    pub kbe_place: KbePlace,
    pub iin_place: IinPlace,
    /// BIC by the bank code of an IBAN.
    banks: BTreeMap<String, String>,
}

/// Where the purpose code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnpPlace {
    /// `Purp/Prtry`.
    PurposeCode,
    /// At the head of `RmtInf/Ustrd`.
    RemittanceText,
}

/// Where residence and sector stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KbePlace {
    /// `RgltryRptg/Dtls/Inf`.
    RegulatoryReporting,
    /// At the head of `RmtInf/Ustrd`.
    RemittanceText,
}

/// Where the payee's identity number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IinPlace {
    /// `Cdtr/Id/PrvtId/Othr/Id`.
    PrivateId,
    /// At the head of `RmtInf/Ustrd`.
    RemittanceText,
}

impl Profile {
    /// The one that fits most banks.
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// The profile with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        [Self::standard()].into_iter().find(|profile| profile.name == name)
    }

    /// What the payment is for, in words.
    pub fn purpose(&self, payout: PayoutId) -> String {
        format!("{} {}", self.purpose, payout.uuid().simple())
    }

    /// The bank of an account, if it is known.
    pub fn bic(&self, iban: &str) -> Option<&str> {
        self.banks.get(iban.get(4..7)?).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_profile_reads_and_finds_banks() {
        let profile = Profile::find("standard").expect("the standard profile");
        assert_eq!(profile.bic("KZ257220000000000001"), Some("CASPKZKA"));
        assert_eq!(profile.bic("KZ37999A000000000042"), None);
        assert_eq!((profile.knp.len(), profile.payee_kbe.as_str()), (3, "19"));
    }
}
