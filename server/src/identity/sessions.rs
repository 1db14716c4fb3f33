//! Signing in, refreshing, signing out. A refresh token is used once and names its successor, which is kept sealed
//! until it was used itself. So a lost answer is given again to the same phone with the same request; any other second
//! use means that two hands hold the chain, and ends the session.

use gamma_core::id::{CommandId, Id, PersonId, SessionId};
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;
use gamma_core::wire::identity::{Purpose, RefreshRequest, SessionReply, SessionRequest};

use super::acts::welcome::Welcome;
use super::codes::{self, Answered};
use super::secrets;
use super::store::{self, RefreshToken, Session};
use super::tokens::{self, ACCESS_MINUTES, Claims};
use crate::app::App;
use crate::args;
use crate::book::Actor;
use crate::book::rows::Challenge;
use crate::db::Tx;
use crate::error::Error;
use crate::http::address::Address;
use crate::keys;

/// A refresh token that nobody used for so long is over.
const REFRESH_DAYS: i64 = 180;
/// A device's name is cut to what a list can show.
const DEVICE_NAME_MAX: usize = 60;

/// Signs a device in with a code.
pub async fn sign_in(app: &App, address: Address, request: &SessionRequest) -> Result<SessionReply, Error> {
    check_shape(request)?;
    let now = app.clock.now();
    let answered = Answered {
        challenge: request.challenge,
        code: &request.code,
        device: request.device,
        purpose: Purpose::SignIn,
        address,
    };
    let (mut tx, challenge) = codes::check(app, &answered).await?;
    if let Some(session) = store::find_session_of_request(&mut tx, request.request).await? {
        return repeat_sign_in(app, tx, &challenge, session, request).await;
    }
    if challenge.used_at.is_some() {
        return Err(Error::new(Code::CodeWrong, "the code was used before"));
    }
    let (session, token) = insert_session(app, &mut tx, &challenge, request, now).await?;
    let others = "select 1 from session where person_id = $1 and revoked_at is null and device_id <> $2";
    let has_others = tx.find(others, args![session.person_id, session.device_id]).await?.is_some();
    tx.commit().await?;
    welcome(app, &session, has_others).await?;
    reply(app, &session, token).await
}

/// Gives new tokens for a refresh token.
pub async fn refresh(app: &App, request: &RefreshRequest) -> Result<SessionReply, Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hash = secrets::token_hash(&app.keys, &request.refresh_token);
    let Some((mut session, mut link)) = store::find_token(&mut tx, hash).await? else {
        return Err(Error::new(Code::SignInNeeded, "no such refresh token"));
    };
    if session.revoked_at.is_some() {
        return Err(revoked());
    }
    let is_own_key =
        secrets::is_same(&secrets::device_key_hash(&app.keys, &request.device_key), &session.device_key_hash);
    let is_repeat = link.used_at.is_some();
    if !is_own_key || (is_repeat && link.request_id != Some(request.request)) {
        return Err(revoke_family(tx, session.id, now).await?);
    }
    if is_repeat {
        let Some(token) = sealed_successor(app, &mut tx, &link).await? else {
            return Err(revoke_family(tx, session.id, now).await?);
        };
        return reply(app, &session, token).await;
    }
    if link.created_at < now.plus_days(REFRESH_DAYS.saturating_neg()) {
        return Err(Error::new(Code::SignInNeeded, "the refresh token is over"));
    }
    let token = grow_chain(app, &mut tx, &mut link, request.request, now).await?;
    session.seen_at = now;
    tx.upsert_many(std::slice::from_ref(&session)).await?;
    tx.commit().await?;
    reply(app, &session, token).await
}

/// Signs one device of the person out.
pub async fn sign_out(app: &App, person: PersonId, session: SessionId) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    let owned = tx.find("select 1 from session where id = $1 and person_id = $2", args![session, person]).await?;
    if owned.is_none() {
        return Err(Error::not_found("device"));
    }
    store::revoke(&mut tx, session, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Signs every device of the person out, the asking one too.
pub async fn sign_out_everywhere(app: &App, person: PersonId) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    let sql = "update session set revoked_at = $2 where person_id = $1 and revoked_at is null";
    tx.run(sql, args![person, app.clock.now()]).await?;
    Ok(tx.commit().await?)
}

fn check_shape(request: &SessionRequest) -> Result<(), Error> {
    let is_hex = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hex(&request.device_key) {
        return Err(Error::field(Code::InvalidField, "device_key", "32 bytes in hexadecimal"));
    }
    if request.device_name.chars().count() > DEVICE_NAME_MAX || request.device_name.contains('\0') {
        return Err(Error::field(Code::InvalidField, "device_name", "at most 60 characters"));
    }
    Ok(())
}

/// Makes person, session and the chain's first two links; an older session of this app is over.
async fn insert_session(
    app: &App,
    tx: &mut Tx,
    challenge: &Challenge,
    request: &SessionRequest,
    now: Timestamp,
) -> Result<(Session, String), Error> {
    let person = store::get_or_insert_person(tx, challenge.phone_index, challenge.phone_sealed.clone(), now).await?;
    let used = "update challenge set answered_at = $2, used_at = $2 where id = $1";
    tx.run(used, args![challenge.id, now]).await?;
    let older = "update session set revoked_at = $3 where person_id = $1 and device_id = $2 and revoked_at is null";
    tx.run(older, args![person.id, request.device, now]).await?;
    let session = Session {
        id: secrets::new_id(now),
        person_id: person.id,
        device_id: request.device,
        device_name: request.device_name.trim().to_owned(),
        device_key_hash: secrets::device_key_hash(&app.keys, &request.device_key),
        request_id: request.request,
        created_at: now,
        seen_at: now,
        revoked_at: None,
    };
    tx.insert_many(std::slice::from_ref(&session)).await?;
    let mut first = unused(secrets::sign_in_hash(&app.keys, request.request), session.id, now);
    let token = grow_chain(app, tx, &mut first, request.request, now).await?;
    Ok((session, token))
}

/// Marks a link as used and adds its successor.
async fn grow_chain(
    app: &App,
    tx: &mut Tx,
    link: &mut RefreshToken,
    request: uuid::Uuid,
    now: Timestamp,
) -> Result<String, Error> {
    let token = secrets::new_refresh_token();
    let hash = secrets::token_hash(&app.keys, &token);
    link.used_at = Some(now);
    link.request_id = Some(request);
    link.successor_hash = Some(hash.to_vec());
    link.successor_sealed = Some(app.keys.seal(keys::Purpose::RefreshToken, token.as_bytes()));
    store::set_used(tx, link).await?;
    tx.insert_many(&[unused(hash, link.session_id, now)]).await?;
    Ok(token)
}

/// The successor that a used link names, while nobody has used it.
async fn sealed_successor(app: &App, tx: &mut Tx, link: &RefreshToken) -> Result<Option<String>, Error> {
    let (Some(hash), Some(sealed)) = (&link.successor_hash, &link.successor_sealed) else { return Ok(None) };
    if store::is_used(tx, hash).await? {
        return Ok(None);
    }
    let token = app.keys.open_text(keys::Purpose::RefreshToken, sealed);
    Ok(token.ok().map(|token| token.as_str().to_owned()))
}

/// The answer to a sign-in was lost: the same phone gets the same session again.
async fn repeat_sign_in(
    app: &App,
    mut tx: Tx,
    challenge: &Challenge,
    session: Session,
    request: &SessionRequest,
) -> Result<SessionReply, Error> {
    let other = || Error::field(Code::InvalidField, "request", "this request id was used before");
    let person = "select 1 from person where id = $1 and phone_index = $2";
    let is_same_person = tx.find(person, args![session.person_id, challenge.phone_index]).await?.is_some();
    let is_same_phone = session.device_id == request.device
        && secrets::is_same(&secrets::device_key_hash(&app.keys, &request.device_key), &session.device_key_hash);
    if !is_same_person || !is_same_phone || session.revoked_at.is_some() {
        return Err(other());
    }
    let first = store::find_token(&mut tx, secrets::sign_in_hash(&app.keys, request.request)).await?;
    let Some((_, first)) = first else { return Err(other()) };
    let token = sealed_successor(app, &mut tx, &first).await?.ok_or_else(other)?;
    tx.commit().await?;
    welcome(app, &session, false).await?;
    reply(app, &session, token).await
}

/// Puts the profile into the person's feed, and a word about the new device. Once a session, whatever is repeated.
async fn welcome(app: &App, session: &Session, has_others: bool) -> Result<(), Error> {
    let id = CommandId::derived(session.id.uuid(), "welcome");
    let act = Welcome { person: session.person_id, is_new_device: has_others };
    app.gate.act(Actor::System, id, "welcome", app.clock.now(), act).await?;
    Ok(())
}

async fn reply(app: &App, session: &Session, refresh_token: String) -> Result<SessionReply, Error> {
    let seconds = app.clock.now().plus_minutes(ACCESS_MINUTES).micros() / 1_000_000;
    let claims = Claims { sub: session.person_id, sid: session.id, did: session.device_id, exp: seconds };
    Ok(SessionReply {
        session: session.id,
        person: session.person_id,
        brands: store::list_brands(&app.db, session.person_id).await?,
        access_token: tokens::sign(&app.keys, &claims)?,
        access_expires_at: Timestamp::from_micros(seconds.saturating_mul(1_000_000)),
        refresh_token,
    })
}

async fn revoke_family(mut tx: Tx, session: SessionId, now: Timestamp) -> Result<Error, Error> {
    store::revoke(&mut tx, session, now).await?;
    tx.commit().await?;
    tracing::warn!(%session, "a refresh token was used by other hands: its session is over");
    Ok(revoked())
}

fn revoked() -> Error {
    Error::new(Code::SessionRevoked, "this session is over: sign in again")
}

fn unused(token_hash: [u8; 32], session_id: SessionId, now: Timestamp) -> RefreshToken {
    RefreshToken {
        token_hash,
        session_id,
        request_id: None,
        successor_sealed: None,
        successor_hash: None,
        created_at: now,
        used_at: None,
    }
}
