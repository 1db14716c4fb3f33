//! Typed ids: one macro, one list. An id is a UUIDv7 made by whoever starts a thing (the phone makes
//! its own command ids), and no rule ever reads the time out of one.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

use crate::time::Timestamp;

/// What every typed id can do, so that generic code (rows, derivation) needs no macro.
pub trait Id: Copy + Ord + fmt::Display {
    /// Wraps a raw UUID.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The raw UUID.
    fn uuid(self) -> Uuid;

    /// A new id for `now`, with ten bytes of randomness from the caller's edge.
    fn from_parts(now: Timestamp, random: [u8; 10]) -> Self {
        let millis = u64::try_from(now.micros().max(0) / 1_000).unwrap_or(0);
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// The id that follows from another id and a name, always the same. Decisions use it, so that a
    /// command that is decided twice makes the same rows twice.
    fn derived(seed: Uuid, name: &str) -> Self {
        let digest = Sha256::new().chain_update(seed.as_bytes()).chain_update(name.as_bytes()).finalize();
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&digest[..16]);
        // The seed's first bytes keep rows of one moment side by side in the index.
        bytes[..6].copy_from_slice(&seed.as_bytes()[..6]);
        Self::from_uuid(
            uuid::Builder::from_bytes(bytes)
                .with_version(uuid::Version::SortRand)
                .with_variant(uuid::Variant::RFC4122)
                .into_uuid(),
        )
    }
}

/// An id was not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> { Uuid::parse_str(text).map(Self).map_err(|_| NotAnId) }
        }
    )+};
}

ids! {
    /// A ledger account.
    AccountId,
    /// One try to pay a payout out on one rail; its id is the idempotency key at the provider.
    AttemptId,
    /// A sealed bank file.
    BatchId,
    /// A company that opens campaigns.
    BrandId,
    /// Money that came from a brand.
    BrandPaymentId,
    /// What a brand wants: terms, targets, budget, slots.
    CampaignId,
    /// One sign-in attempt: a phone number waiting for its code.
    ChallengeId,
    /// A change that somebody asked for; made by whoever asks.
    CommandId,
    /// A quarter's declaration of a tax agent.
    DeclarationId,
    /// The agreement a YES made. Equal to its swipe's command id.
    DealId,
    /// One installed app.
    DeviceId,
    /// One video sent for clearing.
    DraftId,
    /// One earned amount: a fixed fee or a day's bonus.
    EarningId,
    /// A balanced set of postings.
    EntryId,
    /// A document that proves how a person is taxed.
    EvidenceId,
    /// A brand's monthly bill.
    InvoiceId,
    /// Work that must happen.
    JobId,
    /// An uploaded picture or video.
    MediaId,
    /// A line of the in-app inbox.
    NoticeId,
    /// One movement of money to a creator.
    PayoutId,
    /// A human being: creator, member of a brand, or operator.
    PersonId,
    /// A published video's link, as sent for the post check.
    PostId,
    /// Tax that went to the state.
    RemittanceId,
    /// A signed-in device.
    SessionId,
    /// A fifteen-second script that somebody keeps.
    ScriptId,
    /// A line of a rail's or bank's statement.
    StatementLineId,
    /// A transfer of one agent's line of one month to the state.
    TaxBatchId,
    /// What the state has given back.
    TaxRefundId,
    /// What a month lacked and the platform bore.
    TrueUpId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_depends_on_seed_and_name_alone() {
        let seed = Uuid::from_u128(7);
        assert_eq!(EntryId::derived(seed, "a"), EntryId::derived(seed, "a"));
        assert_ne!(EntryId::derived(seed, "a"), EntryId::derived(seed, "b"));
        assert_ne!(EntryId::derived(seed, "a"), EntryId::derived(Uuid::from_u128(8), "a"));
    }

    #[test]
    fn ids_made_later_sort_later() {
        let early = CommandId::from_parts(Timestamp::from_micros(1_000_000), [9; 10]);
        let late = CommandId::from_parts(Timestamp::from_micros(2_000_000), [0; 10]);
        assert!(early < late);
    }

    #[test]
    fn text_that_is_no_id_is_refused() {
        assert_eq!("x".parse::<DealId>(), Err(NotAnId));
    }
}
