//! A circuit breaker: a model that keeps failing is left alone for a while, then tried by one request. Each process has
//! its own, because each has its own way to the model.

use gamma_core::time::Timestamp;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many failures in a row open it.
pub(super) const FAILURES_MAX: u32 = 3;
/// So long it stays open.
pub(super) const REST_S: i64 = 30;

/// Closed, open until a moment, or open with one request trying.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    open_until: Option<Timestamp>,
}

impl Breaker {
    /// Whether a request may go now. After the rest only the first may, and the rest begins anew for the others.
    pub fn lets_pass(&self, now: Timestamp) -> bool {
        let mut state = self.lock();
        match state.open_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                state.open_until = Some(after_rest(now));
                true
            }
        }
    }

    /// The model answered.
    pub fn succeeded(&self) {
        *self.lock() = State::default();
    }

    /// It did not; true if this opened the circuit.
    pub fn failed(&self, now: Timestamp) -> bool {
        let mut state = self.lock();
        state.failures = state.failures.saturating_add(1);
        if state.failures < FAILURES_MAX {
            return false;
        }
        let was_closed = state.open_until.is_none();
        state.open_until = Some(after_rest(now));
        was_closed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn after_rest(now: Timestamp) -> Timestamp {
    Timestamp::from_micros(now.micros().saturating_add(REST_S.saturating_mul(1_000_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_micros(second * 1_000_000)
    }

    #[test]
    fn it_opens_after_failures_in_a_row_and_lets_one_try_after_its_rest() {
        let breaker = Breaker::default();
        assert!(!breaker.failed(at(0)));
        breaker.succeeded();
        assert!(!breaker.failed(at(1)) && !breaker.failed(at(1)) && breaker.lets_pass(at(1)));
        assert!(breaker.failed(at(2)), "the third in a row");
        assert!(!breaker.lets_pass(at(2)) && !breaker.lets_pass(at(31)));
        assert!(breaker.lets_pass(at(32)) && !breaker.lets_pass(at(32)), "one tries");
        breaker.failed(at(33));
        assert!(!breaker.lets_pass(at(62)) && breaker.lets_pass(at(63)));
        breaker.succeeded();
        assert!(breaker.lets_pass(at(64)) && breaker.lets_pass(at(64)));
    }
}
