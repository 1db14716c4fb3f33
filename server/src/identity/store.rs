//! The rows of signing in: sessions and their chains of refresh tokens; who a phone belongs to.

use gamma_core::id::{BrandId, DeviceId, PersonId, SessionId};
use gamma_core::person::Phone;
use gamma_core::time::Timestamp;
use uuid::Uuid;

use super::secrets;
use crate::args;
use crate::book::rows::Person;
use crate::db::{Db, DbError, Record, Tx, fetch_by, record};
use crate::keys::{Keys, Purpose};

record! {
    /// A signed-in device.
    pub struct Session in "session" by (id: SessionId) {
        person_id: PersonId,
        device_id: DeviceId,
        device_name: String,
        device_key_hash: [u8; 32],
        request_id: Uuid,
        created_at: Timestamp,
        seen_at: Timestamp,
        revoked_at: Option<Timestamp>,
    }
}

record! {
    /// One link of a session's chain. The first stands for the sign-in itself, so that every token is a successor.
    pub struct RefreshToken in "refresh_token" by (token_hash: [u8; 32]) {
        session_id: SessionId,
        request_id: Option<Uuid>,
        successor_sealed: Option<Vec<u8>>,
        successor_hash: Option<Vec<u8>>,
        created_at: Timestamp,
        used_at: Option<Timestamp>,
    }
}

/// The person with this phone, if there is one.
pub async fn find_person(db: &Db, keys: &Keys, phone: &Phone) -> Result<Option<Person>, DbError> {
    db.record("where phone_index = $1", args![secrets::phone_index(keys, phone)]).await
}

/// The person with this phone's index, made if needed.
pub async fn get_or_insert_person(
    tx: &mut Tx,
    phone_index: [u8; 32],
    phone_sealed: Vec<u8>,
    now: Timestamp,
) -> Result<Person, DbError> {
    let id = secrets::new_id(now);
    let app_language = "kk".to_owned();
    let person = Person {
        id,
        phone_sealed,
        phone_index,
        app_language,
        is_operator: false,
        operator_name: None,
        created_at: now,
    };
    let sql = "insert into person (id, phone_sealed, phone_index, app_language, is_operator, operator_name, created_at) \
               values ($1, $2, $3, $4, $5, $6, $7) on conflict (phone_index) do nothing";
    tx.run(sql, &person.values()).await?;
    let found = fetch_by(tx, "where phone_index = $1", args![phone_index]).await?.into_iter().next();
    found.ok_or(DbError::Shape { place: 0 })
}

/// The person with this phone, made if needed, outside of signing in.
pub async fn get_or_insert_phone(tx: &mut Tx, keys: &Keys, phone: &Phone, now: Timestamp) -> Result<Person, DbError> {
    let sealed = keys.seal(Purpose::Phone, phone.as_str().as_bytes());
    get_or_insert_person(tx, secrets::phone_index(keys, phone), sealed, now).await
}

/// The brands a person may act for.
pub async fn list_brands(db: &Db, person: PersonId) -> Result<Vec<BrandId>, DbError> {
    let sql = "select brand_id from brand_member where person_id = $1 order by brand_id";
    db.list(sql, args![person]).await?.iter().map(|row| row.get(0)).collect()
}

/// The session that a phone's own request made.
pub async fn find_session_of_request(tx: &mut Tx, request: Uuid) -> Result<Option<Session>, DbError> {
    let sql = tx.for_update("where request_id = $1");
    Ok(fetch_by(tx, &sql, args![request]).await?.into_iter().next())
}

/// The session and the link of its chain, locked.
pub async fn find_token(tx: &mut Tx, hash: [u8; 32]) -> Result<Option<(Session, RefreshToken)>, DbError> {
    let Some(token) = fetch_by::<RefreshToken>(tx, "where token_hash = $1", args![hash]).await?.into_iter().next()
    else {
        return Ok(None);
    };
    // The session's row is the lock of its whole chain; the link is read again under it.
    let sql = tx.for_update("where id = $1");
    let session = fetch_by::<Session>(tx, &sql, args![token.session_id]).await?.into_iter().next();
    let token = fetch_by::<RefreshToken>(tx, "where token_hash = $1", args![hash]).await?.into_iter().next();
    Ok(session.zip(token))
}

/// Whether a successor has been used.
pub async fn is_used(tx: &mut Tx, hash: &[u8]) -> Result<bool, DbError> {
    let sql = "select 1 from refresh_token where token_hash = $1 and used_at is not null";
    Ok(tx.find(sql, args![hash.to_vec()]).await?.is_some())
}

/// A link was used: it names its successor, and its predecessor may forget it.
pub async fn set_used(tx: &mut Tx, token: &RefreshToken) -> Result<(), DbError> {
    tx.upsert_many(std::slice::from_ref(token)).await?;
    let sql = "update refresh_token set successor_sealed = null where session_id = $1 and successor_hash = $2";
    tx.run(sql, args![token.session_id, token.token_hash]).await?;
    Ok(())
}

/// Ends a session.
pub async fn revoke(tx: &mut Tx, session: SessionId, now: Timestamp) -> Result<u64, DbError> {
    tx.run("update session set revoked_at = $2 where id = $1 and revoked_at is null", args![session, now]).await
}

/// The person's live sessions, newest first.
pub async fn list_sessions(db: &Db, person: PersonId) -> Result<Vec<Session>, DbError> {
    db.records("where person_id = $1 and revoked_at is null order by seen_at desc, id", args![person]).await
}
