//! Who asks: a bearer token becomes a [`Caller`]. The session's row is read with every request, together with the
//! person's brands, so that signing out and joining a brand work at once, on every server process.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use gamma_core::id::{BrandId, DeviceId, PersonId, SessionId};
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;

use crate::app::App;
use crate::args;
use crate::error::Error;
use crate::identity::tokens;

/// A signed-in person on a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub person: PersonId,
    pub session: SessionId,
    pub device: DeviceId,
    /// The brands this person may act for.
    pub brands: Vec<BrandId>,
}

impl Caller {
    /// May this person act for the brand?
    pub fn is_member(&self, brand: BrandId) -> bool {
        self.brands.contains(&brand)
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let token = bearer(parts).ok_or_else(|| Error::new(Code::SignInNeeded, "a bearer token is needed"))?;
        let claims = tokens::read(&app.keys, token, app.clock.now())?;
        let sql = "select s.revoked_at, m.brand_id from session s left join brand_member m on m.person_id = s.person_id \
                   where s.id = $1 and s.person_id = $2 order by m.brand_id";
        let rows = app.db.list(sql, args![claims.sid, claims.sub]).await?;
        let first = rows.first().ok_or_else(|| Error::new(Code::SignInNeeded, "no such session"))?;
        if first.get::<Option<Timestamp>>(0)?.is_some() {
            return Err(Error::new(Code::SessionRevoked, "this session is over: sign in again"));
        }
        let brands = rows.iter().map(|row| row.get::<Option<BrandId>>(1)).collect::<Result<Vec<_>, _>>()?;
        let brands = brands.into_iter().flatten().collect();
        Ok(Self { person: claims.sub, session: claims.sid, device: claims.did, brands })
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let text = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
