//! Who asks: a bearer token becomes a [`Caller`].

use gamma_core::id::{BrandId, DeviceId, PersonId, SessionId};

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

impl axum::extract::FromRequestParts<crate::app::App> for Caller {
    type Rejection = crate::error::Error;

    async fn from_request_parts(
        _parts: &mut axum::http::request::Parts,
        _app: &crate::app::App,
    ) -> Result<Self, Self::Rejection> {
        Err(crate::error::Error::new(gamma_core::wire::Code::SignInNeeded, "a bearer token is needed"))
    }
}
