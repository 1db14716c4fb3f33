//! Rails: ways to move money to an account. Whatever a rail does not plainly say is *unclear*; an unclear payout is
//! asked about and never paid again.

pub mod bank_file;
pub mod http_rail;

use async_trait::async_trait;
use gamma_core::id::AttemptId;
use gamma_core::money::Money;
use gamma_core::payout::RailClass;
use gamma_core::time::Day;
use std::collections::BTreeMap;
use std::sync::Arc;
use zeroize::Zeroizing;

/// One payout as a rail needs it. Holds personal data: it is never printed.
pub struct Order {
    /// The idempotency key at the provider.
    pub attempt: AttemptId,
    pub amount: Money,
    pub iban: Zeroizing<String>,
    pub name: Zeroizing<String>,
    pub iin: Zeroizing<String>,
    /// The National Bank's purpose code.
    pub knp: String,
    pub purpose: String,
}

/// What a rail says about one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub status: Status,
    pub external_id: Option<String>,
    /// What the rail charged.
    pub cost: Money,
    /// The rail's own code or words, never personal data.
    pub reason: Option<String>,
}

/// Where an attempt is, in the rail's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Accepted,
    Confirmed,
    Failed,
    Returned,
}

/// One callback, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The rail's own id of the event: with the rail's name, the key that makes it count once.
    pub id: uuid::Uuid,
    pub attempt: AttemptId,
    pub report: Report,
}

/// What came back from a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Told(Report),
    /// The rail knows no such attempt: a *no* only after the rail's window.
    NotFound,
    /// A time-out, a server error, or something unreadable; the text is for the log.
    Unclear(String),
}

/// A line of a rail's own books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookedLine {
    pub external_id: String,
    /// Our attempt, if the rail names one.
    pub attempt: Option<AttemptId>,
    pub kind: LineKind,
    pub amount: Money,
    pub day: Day,
}

/// Which way a statement line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    Paid,
    Returned,
}

/// A way to pay out.
#[async_trait]
pub trait Rail: Send + Sync {
    /// As it stands in rows and entries.
    fn name(&self) -> &'static str;
    /// How it counts time.
    fn class(&self) -> RailClass;
    /// Payouts wait until a person seals a batch; [`Rail::send`] is never called.
    fn is_batched(&self) -> bool {
        false
    }
    /// Seconds after a call during which *not found* says nothing.
    fn not_found_window_s(&self) -> i64;
    /// Pays, or says what it knows about this attempt if it saw it before.
    async fn send(&self, order: &Order) -> Answer;
    /// What it knows about an attempt.
    async fn ask(&self, attempt: AttemptId) -> Answer;
    /// Reads a callback if its signature over the raw bytes holds; none for a rail that has no callbacks.
    fn read_event(&self, _raw: &[u8], _signature: &str) -> Option<Event> {
        None
    }
    /// Its books of a day; none if they come as files.
    async fn statement(&self, day: Day) -> Result<Vec<BookedLine>, String>;
}

/// The rails this server can pay on, by name.
#[derive(Clone, Default)]
pub struct Rails {
    by_name: BTreeMap<&'static str, Arc<dyn Rail>>,
}

impl Rails {
    /// The bank file, which needs no contract, and whatever is configured beside it.
    pub fn new(others: Vec<Arc<dyn Rail>>) -> Self {
        let bank_file: Arc<dyn Rail> = Arc::new(bank_file::BankFile);
        let by_name = others.into_iter().chain([bank_file]).map(|rail| (rail.name(), rail)).collect();
        Self { by_name }
    }

    /// Reads the configuration of each rail from the environment, given as a function.
    pub fn from_environment(read: impl Fn(&str) -> Option<String>) -> Result<Self, http_rail::BadSettings> {
        let http = http_rail::Settings::from_environment(read)?.map(http_rail::HttpRail::new).transpose()?;
        Ok(Self::new(http.into_iter().map(|rail| Arc::new(rail) as Arc<dyn Rail>).collect()))
    }

    pub fn find(&self, name: &str) -> Option<&Arc<dyn Rail>> {
        self.by_name.get(name)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn Rail>> {
        self.by_name.values()
    }
}

impl LineKind {
    /// As it stands in rows and on the wire.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Returned => "returned",
        }
    }
}

impl std::fmt::Debug for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Order({})", self.attempt)
    }
}

impl std::fmt::Debug for Rails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.by_name.keys()).finish()
    }
}
