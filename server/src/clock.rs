//! Time is a parameter: every rule and job asks this clock and no other.

use gamma_core::time::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the server gets the time from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's.
    System,
    /// The machine's, moved by a fixed number of microseconds: an example market lives on its own day.
    Moved { by_micros: i64 },
    /// Stands still until a test moves it.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that runs on from `start` at the machine's pace.
    pub fn starting_at(start: Timestamp) -> Self {
        Self::Moved { by_micros: start.micros_since(machine_now()) }
    }

    /// A clock that a test owns.
    pub fn manual(start: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.micros())))
    }

    /// The moment it is.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => machine_now(),
            Self::Moved { by_micros } => Timestamp::from_micros(machine_now().micros().saturating_add(*by_micros)),
            Self::Manual(micros) => Timestamp::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward; others run by themselves.
    pub fn advance_seconds(&self, seconds: i64) {
        if let Self::Manual(micros) = self {
            micros.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
        }
    }
}

fn machine_now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
