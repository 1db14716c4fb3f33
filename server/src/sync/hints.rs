//! Hints: *there is something new*, told to every live stream of this process. A hint carries no data, so one that is
//! lost costs nothing: the next says the same, and so does the first of every new stream.

use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// A stream that is so many hints behind gets one in place of all.
const BEHIND_MAX: usize = 256;

/// The way from the tail to the streams. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hints {
    changes: broadcast::Sender<Arc<Change>>,
    is_over: CancellationToken,
}

/// What happened up to n since the change before.
#[derive(Debug)]
pub(super) struct Change {
    pub n: i64,
    /// Whose feeds have newer rows; none when that is not known, so that everybody looks.
    pub owners: Option<BTreeSet<Uuid>>,
    /// Other offers can be made than before.
    pub is_deck_changed: bool,
}

/// One line of a live stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// The feed has rows up to n.
    Feed { n: i64 },
    /// The deck may be another one since n.
    Deck { n: i64 },
}

impl Default for Hints {
    fn default() -> Self {
        Self { changes: broadcast::Sender::new(BEHIND_MAX), is_over: CancellationToken::new() }
    }
}

impl Hints {
    /// Tells every stream. Nobody may be listening.
    pub(super) fn tell(&self, change: Change) {
        drop(self.changes.send(Arc::new(change)));
    }

    /// Ends every stream, so that a server that stops waits for none.
    pub(super) fn close(&self) {
        self.is_over.cancel();
    }

    /// Listens from now on, for what concerns these owners.
    pub(super) fn listen(&self, owners: Vec<Uuid>) -> Listener {
        Listener { changes: self.changes.subscribe(), is_over: self.is_over.clone(), owners, waiting: None }
    }
}

/// One stream's ear.
pub(super) struct Listener {
    changes: broadcast::Receiver<Arc<Change>>,
    is_over: CancellationToken,
    owners: Vec<Uuid>,
    /// The second hint of a change that made two.
    waiting: Option<Hint>,
}

impl Listener {
    /// The next hint for this stream; none when the server stops.
    pub async fn next(&mut self) -> Option<Hint> {
        if let Some(hint) = self.waiting.take() {
            return Some(hint);
        }
        loop {
            let change = tokio::select! {
                () = self.is_over.cancelled() => return None,
                change = self.changes.recv() => change,
            };
            let hints = match change {
                Ok(change) => self.of(&change),
                // What was missed is unknown, so both are told; the next n that comes is newer anyway.
                Err(broadcast::error::RecvError::Lagged(_)) => (Some(Hint::Feed { n: 0 }), Some(Hint::Deck { n: 0 })),
                Err(broadcast::error::RecvError::Closed) => return None,
            };
            match hints {
                (Some(feed), deck) => {
                    self.waiting = deck;
                    return Some(feed);
                }
                (None, Some(deck)) => return Some(deck),
                (None, None) => {}
            }
        }
    }

    fn of(&self, change: &Change) -> (Option<Hint>, Option<Hint>) {
        let is_mine =
            change.owners.as_ref().is_none_or(|changed| self.owners.iter().any(|owner| changed.contains(owner)));
        let feed = is_mine.then_some(Hint::Feed { n: change.n });
        (feed, change.is_deck_changed.then_some(Hint::Deck { n: change.n }))
    }
}
