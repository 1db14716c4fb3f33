//! One-time codes. Asking never looks whether the phone is known, so the answer and the work are the same for every
//! phone. A code is bound to its challenge and device; wrong ones are counted by phone, address and system before the
//! code is looked at, so that guessing in parallel gains nothing.

use gamma_core::id::{ChallengeId, DeviceId};
use gamma_core::person::Phone;
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;
use gamma_core::wire::identity::{ChallengeReply, ChallengeRequest, Purpose};

use super::secrets;
use super::tries::{self, Bound};
use crate::app::App;
use crate::args;
use crate::book::rows::Challenge;
use crate::db::{Tx, Word, fetch_by};
use crate::error::Error;
use crate::http::address::Address;
use crate::keys;

/// How long a code holds.
const CODE_MINUTES: i64 = 5;
/// When another code can be asked for.
const RESEND_SECONDS: i64 = 60;

/// An answer to a challenge.
pub struct Answered<'a> {
    pub challenge: ChallengeId,
    pub code: &'a str,
    pub device: DeviceId,
    pub purpose: Purpose,
    pub address: Address,
}

/// Sends a code. Asked again before the resend time, it is the same challenge and no second message.
pub async fn ask(app: &App, address: Address, request: &ChallengeRequest) -> Result<ChallengeReply, Error> {
    let phone = Phone::parse(&request.phone).map_err(|problem| Error::new(problem.code(), problem.to_string()))?;
    let now = app.clock.now();
    let phone_index = secrets::phone_index(&app.keys, &phone);
    let mut tx = app.db.begin().await?;
    if let Some(young) = find_young(&mut tx, &phone_index, request, now).await? {
        return Ok(reply(&young));
    }
    tries::take(&mut tx, &asking_bounds(app, &phone_index, address, now), now).await?;
    let id = secrets::new_id(now);
    let code = secrets::new_code();
    let challenge = Challenge {
        id,
        phone_sealed: app.keys.seal(keys::Purpose::Phone, phone.as_str().as_bytes()),
        phone_index,
        device_id: request.device,
        purpose: Word(request.purpose),
        code_mac: secrets::code_mac(&app.keys, id, request.device, &code),
        created_at: now,
        expires_at: now.plus_minutes(CODE_MINUTES),
        wrong_tries: 0,
        answered_at: None,
        used_at: None,
    };
    tx.insert_many(std::slice::from_ref(&challenge)).await?;
    let old = args![phone_index, now.plus_days(-1)];
    tx.run("delete from challenge where phone_index = $1 and expires_at < $2", old).await?;
    tx.commit().await?;
    if app.code_sender.send(phone.as_str(), &code).await.is_err() {
        forget(app, id).await?;
        return Err(Error::new(Code::Unavailable, "the code could not be sent"));
    }
    Ok(reply(&challenge))
}

/// Checks a code. A right one gives the locked challenge in an open transaction; a wrong one is counted for good.
pub async fn check(app: &App, answered: &Answered<'_>) -> Result<(Tx, Challenge), Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let sql = tx.for_update("where id = $1");
    let found: Option<Challenge> = fetch_by(&mut tx, &sql, args![answered.challenge]).await?.into_iter().next();
    let bounds = wrong_bounds(app, found.as_ref(), answered.address, now);
    tries::take(&mut tx, &bounds, now).await?;
    match found {
        Some(challenge) if is_right(app, &challenge, answered, now) => {
            tries::give_back(&mut tx, &bounds).await?;
            Ok((tx, challenge))
        }
        _ => {
            let sql = "update challenge set wrong_tries = wrong_tries + 1 where id = $1";
            tx.run(sql, args![answered.challenge]).await?;
            tx.commit().await?;
            Err(Error::new(Code::CodeWrong, "the code is wrong or over"))
        }
    }
}

/// Answers a challenge that is not for signing in: from now on a command may use it.
pub async fn confirm(app: &App, answered: &Answered<'_>) -> Result<(), Error> {
    let (mut tx, challenge) = check(app, answered).await?;
    let sql = "update challenge set answered_at = $2 where id = $1 and answered_at is null";
    tx.run(sql, args![challenge.id, app.clock.now()]).await?;
    tx.commit().await?;
    Ok(())
}

/// A code that is over still answers a challenge that it has answered before: the first answer may have been lost.
fn is_right(app: &App, challenge: &Challenge, answered: &Answered<'_>, now: Timestamp) -> bool {
    let mac = secrets::code_mac(&app.keys, answered.challenge, answered.device, answered.code);
    secrets::is_same(&mac, &challenge.code_mac)
        && challenge.purpose.0 == answered.purpose
        && (now < challenge.expires_at || challenge.answered_at.is_some())
}

async fn find_young(
    tx: &mut Tx,
    phone_index: &[u8; 32],
    request: &ChallengeRequest,
    now: Timestamp,
) -> Result<Option<Challenge>, Error> {
    let sql = "where phone_index = $1 and device_id = $2 and purpose = $3 and created_at > $4 and answered_at is null \
               order by created_at desc limit 1";
    let since = now.plus_seconds(RESEND_SECONDS.saturating_neg());
    let args = args![*phone_index, request.device, Word(request.purpose), since];
    Ok(fetch_by(tx, sql, args).await?.into_iter().next())
}

/// A message that nobody took must not stand in the way of the next try.
async fn forget(app: &App, id: ChallengeId) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    tx.run("delete from challenge where id = $1", args![id]).await?;
    Ok(tx.commit().await?)
}

fn reply(challenge: &Challenge) -> ChallengeReply {
    ChallengeReply {
        challenge: challenge.id,
        expires_at: challenge.expires_at,
        resend_at: challenge.created_at.plus_seconds(RESEND_SECONDS),
    }
}

fn asking_bounds(app: &App, phone_index: &[u8; 32], address: Address, now: Timestamp) -> [Bound; 3] {
    let limits = &app.config.limits;
    let address = address.fingerprint(&app.keys);
    [
        Bound::a_day(format!("ask/phone/{}", hex::encode(phone_index)), now, limits.codes_a_phone_and_day),
        Bound::an_hour(format!("ask/address/{address}"), now, limits.codes_an_address_and_hour),
        Bound::an_hour("ask/all".to_owned(), now, limits.codes_an_hour),
    ]
}

fn wrong_bounds(app: &App, challenge: Option<&Challenge>, address: Address, now: Timestamp) -> Vec<Bound> {
    let limits = &app.config.limits;
    let phone = challenge.map(|challenge| {
        let subject = format!("wrong/phone/{}", hex::encode(challenge.phone_index));
        Bound::a_day(subject, now, limits.wrong_codes_a_phone_and_day)
    });
    let address = format!("wrong/address/{}", address.fingerprint(&app.keys));
    let rest = [
        Bound::an_hour(address, now, limits.wrong_codes_an_address_and_hour),
        Bound::an_hour("wrong/all".to_owned(), now, limits.wrong_codes_an_hour),
    ];
    phone.into_iter().chain(rest).collect()
}
