//! Types of the core that cross as they are: ids and hashes as text, moments as microseconds, days and months as ISO
//! text. A text that is none is the caller's mistake and comes back as [`AppError::FixInput`].

use gamma_core::id::{
    BrandId, CampaignId, ChallengeId, CommandId, DealId, DraftId, EarningId, InvoiceId, MediaId, NoticeId, PayoutId,
    PersonId, PostId, ScriptId, SessionId,
};
use gamma_core::terms::TermsHash;
use gamma_core::time::{Day, Month, Timestamp};

use crate::error::AppError;

macro_rules! as_text {
    ($($name:ident),+ $(,)?) => {$(
        uniffi::custom_type!($name, String, {
            remote,
            lower: |value| value.to_string(),
            try_lift: |text| text.parse::<$name>().map_err(|_| AppError::malformed(stringify!($name)).into())
        });
    )+};
}

as_text!(
    BrandId,
    CampaignId,
    ChallengeId,
    CommandId,
    DealId,
    DraftId,
    EarningId,
    InvoiceId,
    MediaId,
    NoticeId,
    PayoutId,
    PersonId,
    PostId,
    ScriptId,
    SessionId,
    TermsHash,
    Day,
    Month,
);

uniffi::custom_type!(Timestamp, i64, {
    remote,
    lower: |at| at.micros(),
    try_lift: |micros| Ok(Timestamp::from_micros(micros))
});
