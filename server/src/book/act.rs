//! Acts: a change that somebody asks for, who asks, and why it may be refused.

use gamma_core::id::{CommandId, Id, PersonId};
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;

use super::{Book, Needs};

/// A change that somebody asked for, ready to be decided.
pub trait Act: Send + Sync {
    /// Names what must be locked and loaded. Only ids that cannot change may be used here.
    fn needs(&self, needs: &mut Needs);
    /// Decides: changes the book and says what was made, or refuses.
    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal>;
}

/// Who asks, with which id, when.
#[derive(Debug, Clone)]
pub struct Call {
    pub actor: Actor,
    pub id: CommandId,
    /// When the server received it: decides order, expiry and every clock.
    pub now: Timestamp,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// A signed-in person.
    Person(PersonId),
    /// An operator at the command line or the console, by name.
    Operator(String),
    /// A rail, courier or platform: its own event ids are the keys.
    Provider(String),
    /// A job or clock of ours.
    System,
}

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{code}: {reason}")]
pub struct Refusal {
    pub code: Code,
    pub reason: String,
    pub data: serde_json::Value,
}

impl Call {
    /// An id for something this command makes: always the same for the same name, and never that of somebody else's
    /// command with the same id.
    pub fn derive<T: Id>(&self, name: &str) -> T {
        T::derived(self.id.uuid(), &format!("{}/{name}", self.actor.text()))
    }
}

impl Actor {
    /// As it stands in the command table.
    pub fn text(&self) -> String {
        match self {
            Self::Person(person) => format!("person:{person}"),
            Self::Operator(name) => format!("operator:{name}"),
            Self::Provider(name) => format!("provider:{name}"),
            Self::System => "system".to_owned(),
        }
    }
}

impl Refusal {
    /// A refusal with a code and a lowercase reason.
    pub fn new(code: Code, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into(), data: serde_json::Value::Null }
    }

    /// Adds the figures a screen needs.
    #[must_use]
    pub fn with(mut self, data: serde_json::Value) -> Self {
        self.data = data;
        self
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("no such {what}"))
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self::new(code, code.text().replace('_', " "))
    }
}
