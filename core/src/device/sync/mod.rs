//! Syncing: a planner that decides, a runner that does, and a loop that wakes the runner. Commands go up, the feed and
//! the deck come down; there are never two runs at once.

pub(crate) mod background;
pub(crate) mod events;
pub(crate) mod plan;
mod run;
mod tax;

pub use background::SyncTask;
pub use plan::Rest;
pub use run::SyncReport;
