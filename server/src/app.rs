//! What every handler and job has in hand: the database, the gate, the clock, the keys and the outside world.

use std::sync::Arc;

use crate::book::Gate;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::deals::PostChecker;
use crate::identity::CodeSender;
use crate::keys::Keys;
use crate::payouts::Rails;

/// The running server. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub gate: Gate,
    pub clock: Clock,
    pub keys: Keys,
    pub config: Arc<Config>,
    pub deck: Arc<crate::campaigns::DeckIndex>,
    pub hints: crate::sync::Hints,
    pub rails: Arc<Rails>,
    pub media: Arc<dyn object_store::ObjectStore>,
    pub code_sender: Arc<dyn CodeSender>,
    pub post_checker: Arc<dyn PostChecker>,
}
