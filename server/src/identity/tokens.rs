//! The access token: a signed note of fifteen minutes that names person, session and device. It is checked against
//! the server's own clock, and every request looks at the session's row too, so that signing out works at once.

use gamma_core::id::{DeviceId, PersonId, SessionId};
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::keys::{Keys, Purpose};

/// How long an access token holds.
pub const ACCESS_MINUTES: i64 = 15;

/// What an access token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    pub sub: PersonId,
    pub sid: SessionId,
    pub did: DeviceId,
    /// Seconds since 1970.
    pub exp: i64,
}

/// Signs a token for a session.
pub fn sign(keys: &Keys, claims: &Claims) -> Result<String, Error> {
    let key = EncodingKey::from_secret(&keys.derive(Purpose::AccessToken));
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key)
        .map_err(|_| Error::Ours("an access token could not be signed".to_owned()))
}

/// Reads a token that we signed and that still holds.
pub fn read(keys: &Keys, token: &str, now: Timestamp) -> Result<Claims, Error> {
    let key = DecodingKey::from_secret(&keys.derive(Purpose::AccessToken));
    let mut rules = Validation::new(Algorithm::HS256);
    // The machine's clock is not ours to ask: the moment is compared below.
    rules.validate_exp = false;
    rules.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules)
        .map_err(|_| Error::new(Code::SignInNeeded, "the access token does not hold"))?
        .claims;
    if now.micros() >= claims.exp.saturating_mul(1_000_000) {
        return Err(Error::new(Code::TokenExpired, "the access token is over"));
    }
    Ok(claims)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gamma_core::id::Id;

    #[test]
    fn a_token_holds_fifteen_minutes_and_only_under_our_key() {
        let keys = Keys::new([7; 32]);
        let now: Timestamp = "2026-06-15T04:00:00Z".parse().expect("a moment");
        let over = now.plus_minutes(ACCESS_MINUTES);
        let nil = uuid::Uuid::nil();
        let claims = Claims {
            sub: PersonId::from_uuid(nil),
            sid: SessionId::from_uuid(nil),
            did: DeviceId::from_uuid(nil),
            exp: over.micros() / 1_000_000,
        };
        let token = sign(&keys, &claims).expect("signs");
        assert_eq!(read(&keys, &token, now).expect("holds"), claims);
        let code = |result: Result<Claims, Error>| result.expect_err("refused").detail().code;
        assert_eq!(code(read(&keys, &token, over)), Code::TokenExpired);
        assert_eq!(code(read(&Keys::new([8; 32]), &token, now)), Code::SignInNeeded);
        assert_eq!(code(read(&keys, "no.such.token", now)), Code::SignInNeeded);
    }

    #[test]
    fn an_unsigned_token_is_nobody() {
        // {"alg":"none"} . {"sub":…} without a signature.
        let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAifQ.";
        let now = Timestamp::from_micros(0);
        let refused = read(&Keys::new([7; 32]), token, now).expect_err("refused");
        assert_eq!(refused.detail().code, Code::SignInNeeded);
    }
}
