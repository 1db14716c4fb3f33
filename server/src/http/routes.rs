//! Who may ask for what: every method and path of this server in one list. A test compares it with the source, and the
//! access sweep of the tests crate walks it as nobody and as the wrong person.

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Any signed-in person, about their own things.
    Person,
    /// A signed-in person, about a brand they are a member of.
    BrandMember,
    /// An outside service that signs what it sends.
    Provider,
}

use Access::{BrandMember, Person, Provider, Public};

/// Every route: method, path, who may.
pub const ROUTES: &[(&str, &str, Access)] = &[
    ("GET", "/healthz", Public),
    ("GET", "/readyz", Public),
    // Which things a command may touch is said by its kind and decided under the lock.
    ("POST", "/v1/commands/{kind}/{id}", Person),
    ("POST", "/v1/sign-in/challenges", Public),
    ("POST", "/v1/sign-in/sessions", Public),
    ("POST", "/v1/sign-in/refresh", Public),
    ("POST", "/v1/sign-in/confirmations", Public),
    ("GET", "/v1/devices", Person),
    ("DELETE", "/v1/devices", Person),
    ("DELETE", "/v1/devices/{session}", Person),
    ("GET", "/v1/deck", Person),
    ("GET", "/v1/feed", Person),
    ("GET", "/v1/events", Person),
    ("GET", "/v1/campaigns", BrandMember),
    ("GET", "/v1/campaigns/{id}", BrandMember),
    ("GET", "/v1/earnings", Person),
    ("GET", "/v1/payouts", Person),
    ("GET", "/v1/payouts/{id}", Person),
    ("GET", "/v1/brands/{brand}/invoices", BrandMember),
    // The body's signature says who it is.
    ("POST", "/v1/rails/{rail}/events", Provider),
    ("GET", "/v1/tax/table", Person),
    ("GET", "/v1/tax/month", Person),
    ("GET", "/v1/deals/{id}", Person),
    ("GET", "/v1/brands/{id}/reviews", BrandMember),
    ("POST", "/v1/media", Person),
    ("GET", "/v1/media/{id}", Person),
    ("PUT", "/v1/media/{id}/parts/{offset}", Person),
    ("POST", "/v1/media/{id}/finish", Person),
    ("POST", "/v1/scripts/suggest", Person),
    ("POST", "/v1/scripts/check", Person),
    // The address itself is the right to look: it can't be guessed, and it ends.
    ("GET", "/m/{media}/{expires}/{mac}", Public),
];
