//! Bank files: a person seals a batch, carries it to the bank and brings the answers back. Sealing is sending: the
//! payouts leave in one command, and the files made from them are stored sealed, byte for byte, for ever.

pub mod answers;
mod list_1c;
pub mod pain001;
pub mod profiles;
pub mod xml;

use gamma_core::id::{BatchId, CommandId, Id, PayoutId, PersonId};
use gamma_core::money::Money;
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::Answer;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::earn::EarnRules;
use super::jobs::open_day;
use super::rails::bank_file::NAME;
use super::rerouting::WAITING_FOR_RAIL;
use super::sending::{Begun, Way, begin, leaving_needs};
use crate::app::App;
use crate::book::rows::{Attempt, Creator, Payout};
use crate::book::{Act, Actor, Book, Call, Needs, Refusal};
use crate::db::{DbError, record};
use crate::error::Error;
use crate::keys::Purpose;
use profiles::Profile;

/// More payments than this are two files.
const PAYMENTS_MAX: i64 = 1_000;

record! {
    /// A sealed bank file.
    pub struct Batch in "batch" by (id: BatchId) {
        rail: String,
        profile: String,
        sealed_at: Timestamp,
        payouts: i64,
        total_tiyn: Money,
        file_sealed: Vec<u8>,
        file_sha256: Vec<u8>,
        list_sealed: Vec<u8>,
        exported_at: Option<Timestamp>,
    }
}

/// Whose account pays.
#[derive(Debug, Clone)]
pub struct Payer {
    pub name: String,
    pub bin: String,
    pub iban: String,
    pub bic: String,
}

/// What a batch's files say.
pub struct Sealed {
    /// Without dashes.
    pub id: String,
    pub sealed_at: Timestamp,
    pub payments: Vec<SealedPayment>,
}

/// One payment of a batch.
pub struct SealedPayment {
    /// The attempt, without dashes.
    pub id: String,
    pub amount: Money,
    pub iban: Zeroizing<String>,
    pub name: Zeroizing<String>,
    pub iin: Zeroizing<String>,
    pub purpose: String,
}

/// The two files of a batch.
pub struct Files {
    pub batch: BatchId,
    pub pain001: Zeroizing<Vec<u8>>,
    pub list_1c: Zeroizing<Vec<u8>>,
}

/// Lets every payout that may leave today go in one batch.
struct Seal {
    batch: BatchId,
    payouts: Vec<(PayoutId, PersonId)>,
    rules: EarnRules,
    day: Day,
}

impl Act for Seal {
    fn needs(&self, needs: &mut Needs) {
        for (payout, creator) in &self.payouts {
            leaving_needs(needs, *payout, *creator, self.day);
        }
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let mut left = 0_u32;
        for (payout, _) in &self.payouts {
            let begun = begin(book, call, &self.rules, *payout, Way::Batch(self.batch))?;
            left = left.saturating_add(u32::from(matches!(begun, Begun::Call { .. })));
        }
        Ok(json!({ "left": left }))
    }
}

/// Seals everything that waits for a bank file; none if nothing may leave now.
pub async fn seal(app: &App, operator: &str, profile: &Profile) -> Result<Option<BatchId>, Error> {
    let now = app.clock.now();
    let sql = format!("select id, creator_id from payout where {WAITING_FOR_RAIL} order by requested_at, id limit $2");
    let rows = app.db.list(&sql, crate::args![NAME, PAYMENTS_MAX]).await?;
    let payouts = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<Vec<_>, DbError>>()?;
    if payouts.is_empty() {
        return Ok(None);
    }
    open_day(&app.db, now.day(), app.config.day_cash_limit).await?;
    let batch = BatchId::from_parts(now, crate::keys::random_bytes());
    let act = Seal { batch, payouts, rules: EarnRules::from(app), day: now.day() };
    let id = CommandId::derived(batch.uuid(), "seal");
    let outcome = app.gate.act(Actor::Operator(operator.to_owned()), id, "seal_batch", now, act).await?;
    match outcome.answer {
        Answer::Rejected { code, reason, .. } => Err(Error::new(code, reason)),
        Answer::Done { data, .. } if data["left"] == 0 => Ok(None),
        Answer::Done { .. } => {
            stored(app, batch, profile).await?;
            Ok(Some(batch))
        }
    }
}

/// The files of a batch: the same bytes whenever they are asked for.
pub async fn export(app: &App, batch: BatchId) -> Result<Files, Error> {
    // A crash between sealing and storing is mended here: nothing had been exported, so no bytes had been seen.
    let row = stored(app, batch, Profile::standard()).await?;
    let open = |sealed: &[u8]| {
        let opened = app.keys.open(Purpose::BankFile, sealed);
        opened.map_err(|_| Error::Ours("a bank file could not be opened".to_owned()))
    };
    let files = Files { batch, pain001: open(&row.file_sealed)?, list_1c: open(&row.list_sealed)? };
    if Sha256::digest(files.pain001.as_slice()).as_slice() != row.file_sha256.as_slice() {
        return Err(Error::Ours("a bank file is not the one that was sealed".to_owned()));
    }
    let mut tx = app.db.begin().await?;
    let sql = "update batch set exported_at = $2 where id = $1 and exported_at is null";
    tx.run(sql, crate::args![batch, app.clock.now()]).await?;
    tx.commit().await?;
    Ok(files)
}

/// The batch's row; made from the payouts that left in it if it is not there yet. Whoever is first decides the bytes.
async fn stored(app: &App, id: BatchId, profile: &Profile) -> Result<Batch, Error> {
    if let Some(row) = app.db.record::<Batch>("where id = $1", crate::args![id]).await? {
        return Ok(row);
    }
    let sealed = content(app, id, profile).await?;
    let payer = payer(app);
    let file = Zeroizing::new(pain001::file(profile, &payer, &sealed));
    let list = Zeroizing::new(list_1c::file(profile, &payer, &sealed));
    let row = Batch {
        id,
        rail: NAME.to_owned(),
        profile: profile.name.clone(),
        sealed_at: sealed.sealed_at,
        payouts: i64::try_from(sealed.payments.len()).unwrap_or(i64::MAX),
        total_tiyn: sealed.total(),
        file_sealed: app.keys.seal(Purpose::BankFile, &file),
        file_sha256: Sha256::digest(file.as_slice()).to_vec(),
        list_sealed: app.keys.seal(Purpose::BankFile, &list),
        exported_at: None,
    };
    let mut tx = app.db.begin().await?;
    tx.insert_missing(&[row]).await?;
    tx.commit().await?;
    let row = app.db.record::<Batch>("where id = $1", crate::args![id]).await?;
    row.ok_or_else(|| Error::not_found("batch"))
}

async fn content(app: &App, id: BatchId, profile: &Profile) -> Result<Sealed, Error> {
    let attempts: Vec<Attempt> = app.db.records("where batch_id = $1 order by id", crate::args![id]).await?;
    let sealed_at = attempts.first().map(|attempt| attempt.called_at).ok_or_else(|| Error::not_found("batch"))?;
    let payout_ids: Vec<Uuid> = attempts.iter().map(|attempt| attempt.payout_id.uuid()).collect();
    let payouts: Vec<Payout> = app.db.records_in("id", &payout_ids, "").await?;
    let creator_ids: Vec<Uuid> = payouts.iter().map(|payout| payout.creator_id.uuid()).collect();
    let creators: Vec<Creator> = app.db.records_in("id", &creator_ids, "").await?;
    let mut payments = Vec::with_capacity(attempts.len());
    for attempt in &attempts {
        let gone = || Error::Ours("a batch names a payout without a payee".to_owned());
        let payout = payouts.iter().find(|payout| payout.id == attempt.payout_id).ok_or_else(gone)?;
        let creator = creators.iter().find(|creator| creator.id == payout.creator_id).ok_or_else(gone)?;
        let open = |purpose, sealed: &[u8]| app.keys.open_text(purpose, sealed).map_err(|_| gone());
        payments.push(SealedPayment {
            id: attempt.id.uuid().simple().to_string(),
            amount: payout.net_tiyn,
            iban: open(Purpose::Iban, &payout.iban_sealed)?,
            name: open(Purpose::Name, creator.name_sealed.as_ref().ok_or_else(gone)?)?,
            iin: open(Purpose::Iin, creator.iin_sealed.as_ref().ok_or_else(gone)?)?,
            purpose: profile.purpose(payout.id),
        });
    }
    Ok(Sealed { id: id.uuid().simple().to_string(), sealed_at, payments })
}

/// The platform as the payer of its files.
pub fn payer(app: &App) -> Payer {
    let config = &app.config;
    Payer {
        name: config.platform_name.clone(),
        bin: config.platform_bin.clone(),
        iban: config.platform_iban.clone(),
        bic: config.platform_bic.clone(),
    }
}
