//! Watching: what changed is told to whoever shows it. Changes that come while observers are being told wait together
//! and are told once, so a page of a thousand rows redraws a screen once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};

/// What a screen can watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The offers to swipe.
    Deck,
    /// Deals, agreed and asked for.
    Deals,
    /// Payouts and earnings.
    Payouts,
    /// Notices, the server's and the phone's own.
    Inbox,
    /// The person's profile.
    Profile,
    /// Brands, campaigns and invoices.
    Brands,
    /// What waits to be sent.
    Outbox,
    /// Who is signed in.
    Session,
    /// Uploads under way.
    Media,
    /// Scripts that are kept.
    Scripts,
}

/// Told on a thread of the engine's own, never under one of its locks.
pub trait Observer: Send + Sync {
    /// These changed since the last call.
    fn changed(&self, tables: &BTreeSet<Table>);
}

impl<F: Fn(&BTreeSet<Table>) + Send + Sync> Observer for F {
    fn changed(&self, tables: &BTreeSet<Table>) {
        self(tables);
    }
}

/// Who watches, and what waits to be told.
pub struct Watch {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    observers: BTreeMap<u64, Arc<dyn Observer>>,
    next: u64,
    changed: BTreeSet<Table>,
    is_over: bool,
}

/// What to tell, and whom.
type News = (BTreeSet<Table>, Vec<Arc<dyn Observer>>);

/// Dropping it ends the watching; at most a call already under way still arrives.
#[must_use = "an observer is told only while its subscription lives"]
pub struct Subscription {
    watch: Weak<Watch>,
    key: u64,
}

impl Watch {
    /// Starts the telling thread; it ends with [`Watch::end`].
    pub fn start() -> Arc<Self> {
        let watch = Arc::new(Self { state: Mutex::default(), news: Condvar::new() });
        let telling = Arc::clone(&watch);
        let thread = std::thread::Builder::new().name("gamma-watch".into()).spawn(move || telling.tell_until_over());
        if let Err(error) = thread {
            tracing::error!(%error, "no thread for observers: screens will not redraw by themselves");
        }
        watch
    }

    /// Ends the telling thread.
    pub fn end(&self) {
        self.lock().is_over = true;
        self.news.notify_all();
    }

    /// Tells `observer` of every change from now on.
    pub fn subscribe(self: &Arc<Self>, observer: Arc<dyn Observer>) -> Subscription {
        let mut state = self.lock();
        let key = state.next;
        state.next = key.saturating_add(1);
        state.observers.insert(key, observer);
        Subscription { watch: Arc::downgrade(self), key }
    }

    /// Notes changes; returns at once.
    pub fn note(&self, tables: impl IntoIterator<Item = Table>) {
        self.lock().changed.extend(tables);
        self.news.notify_all();
    }

    fn tell_until_over(&self) {
        while let Some((tables, observers)) = self.wait_for_news() {
            for observer in observers {
                observer.changed(&tables);
            }
        }
    }

    fn wait_for_news(&self) -> Option<News> {
        let quiet = |state: &mut State| state.changed.is_empty() && !state.is_over;
        let mut state = self.news.wait_while(self.lock(), quiet).unwrap_or_else(PoisonError::into_inner);
        if state.is_over {
            return None;
        }
        Some((std::mem::take(&mut state.changed), state.observers.values().cloned().collect()))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(watch) = self.watch.upgrade() {
            watch.lock().observers.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn changes_during_a_telling_are_told_once_together() {
        let watch = Watch::start();
        let (told, hears) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let released = Mutex::new(released);
        let observer = move |tables: &BTreeSet<Table>| {
            let _ = told.send(tables.clone());
            let _ = released.lock().expect("one observer").recv();
        };
        let subscription = watch.subscribe(Arc::new(observer));
        watch.note([Table::Deck]);
        assert_eq!(hears.recv(), Ok(BTreeSet::from([Table::Deck])));
        for _ in 0..50 {
            watch.note([Table::Deals]);
            watch.note([Table::Inbox]);
        }
        release.send(()).expect("the observer waits");
        assert_eq!(hears.recv(), Ok(BTreeSet::from([Table::Deals, Table::Inbox])));
        watch.end();
        drop((release, subscription));
        assert!(hears.recv().is_err(), "nothing else was told");
    }

    #[test]
    fn a_dropped_subscription_hears_nothing() {
        let watch = Watch::start();
        let (told, hears) = mpsc::channel();
        let (told_other, hears_other) = mpsc::channel();
        let gone = watch.subscribe(Arc::new(move |tables: &BTreeSet<Table>| drop(told.send(tables.clone()))));
        let _stays = watch.subscribe(Arc::new(move |tables: &BTreeSet<Table>| drop(told_other.send(tables.clone()))));
        drop(gone);
        watch.note([Table::Deck]);
        assert!(hears_other.recv().is_ok());
        assert!(hears.try_recv().is_err());
        watch.end();
    }
}
