//! Sync: a person's feed by cursor, made from the tables when it is read, and a live stream of hints. The one idea: n
//! is commit order, because every gathering locks `log_head` last, so whoever has read up to n has missed nothing.

pub mod commands;
mod feed;
mod hints;
pub mod jobs;
mod notices;
pub mod routes;
mod tail;
#[cfg(test)]
mod tests;
mod views;

pub use hints::Hints;
pub use tail::tail;

use gamma_core::id::{BrandId, Id, PersonId};
use uuid::Uuid;

use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::http::auth::Caller;

/// Puts everything an owner (a person or a brand) has into the feed again: whoever became a member of a brand is behind
/// none of its older rows afterwards. The membership must be committed before.
pub fn resend(book: &mut Book, owner: impl Id) {
    book.resend(owner);
}

/// [`resend`] as a command of its own, for a brand.
#[derive(Debug, Clone, Copy)]
pub struct ResendBrand {
    pub brand: BrandId,
}

impl Act for ResendBrand {
    fn needs(&self, _needs: &mut Needs) {}

    fn decide(&self, book: &mut Book, _call: &Call) -> Result<serde_json::Value, Refusal> {
        resend(book, self.brand);
        Ok(serde_json::Value::Null)
    }
}

/// Whose rows a caller reads: the person's own and those of every brand the person is a member of.
fn owners_of(caller: &Caller) -> Vec<Uuid> {
    std::iter::once(caller.person.uuid()).chain(caller.brands.iter().map(|brand| brand.uuid())).collect()
}

/// An owner's raw id as the type that [`Book::touch`] takes; people and brands share one space of ids there.
fn as_owner(owner: Uuid) -> PersonId {
    PersonId::from_uuid(owner)
}
