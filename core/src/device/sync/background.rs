//! The loop that wakes the runner: when something was asked, when the network comes, when the server hints, when a
//! take-back window closes, and after a failure with a growing pause. Stopping it is explicit.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::plan::Rest;
use super::run::SyncReport;
use crate::device::engine::Engine;
use crate::device::http::Failure;

const POLL: Duration = Duration::from_secs(300);
const PAUSE_MIN_S: u64 = 1;
const PAUSE_MAX_S: u64 = 300;

/// The running loop. Dropping it stops it; [`SyncTask::stop`] also waits until it has.
pub struct SyncTask {
    cancel: CancellationToken,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl SyncTask {
    pub(crate) fn start(engine: Arc<Engine>) -> Self {
        let cancel = CancellationToken::new();
        let hints = tokio::spawn(super::events::follow(Arc::clone(&engine), cancel.clone()));
        let runs = tokio::spawn(run_until_stopped(engine, cancel.clone()));
        Self { cancel, tasks: vec![hints, runs] }
    }

    /// Stops the loop and waits for it; what was cut off goes again next time.
    pub async fn stop(mut self) {
        self.cancel.cancel();
        for task in self.tasks.drain(..) {
            if let Err(error) = task.await {
                tracing::error!(%error, "the sync loop broke");
            }
        }
    }
}

impl Drop for SyncTask {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

async fn run_until_stopped(engine: Arc<Engine>, cancel: CancellationToken) {
    let mut failures = 0_u32;
    let mut is_deck_wanted = true;
    while !cancel.is_cancelled() {
        let report = engine.run(is_deck_wanted, &cancel).await;
        let pause = match &report {
            Ok(report) => pause_after(report, &mut failures),
            Err(error) => {
                tracing::error!(code = error.code(), "a sync run broke off");
                failures = failures.saturating_add(1);
                Some(back_off(failures))
            }
        };
        is_deck_wanted = tokio::select! {
            () = cancel.cancelled() => false,
            () = engine.nudge.notified() => false,
            () = tokio::time::sleep(pause.unwrap_or(POLL)) => pause.is_none(),
        };
    }
}

/// How long to rest if nothing happens; `None`: until the next look around.
fn pause_after(report: &SyncReport, failures: &mut u32) -> Option<Duration> {
    match (&report.failure, report.rest) {
        (Some(Failure::Retry { after_s: Some(after_s), .. }), _) => Some(Duration::from_secs(u64::from(*after_s))),
        (Some(Failure::Unreached | Failure::Retry { .. }), _) => {
            *failures = failures.saturating_add(1);
            Some(back_off(*failures))
        }
        (_, Rest::Done { wake_after_micros }) => {
            *failures = 0;
            wake_after_micros.map(|micros| Duration::from_micros(u64::try_from(micros).unwrap_or(0)))
        }
        _ => None,
    }
}

/// 1, 2, 4 … 300 seconds.
fn back_off(failures: u32) -> Duration {
    let doubled = PAUSE_MIN_S.checked_shl(failures.saturating_sub(1)).unwrap_or(PAUSE_MAX_S);
    Duration::from_secs(doubled.clamp(PAUSE_MIN_S, PAUSE_MAX_S))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(rest: Rest, failure: Option<Failure>) -> SyncReport {
        SyncReport { done: 0, refused: 0, rows: 0, rest, failure }
    }

    #[test]
    fn pauses_grow_to_five_minutes_and_end_with_a_success() {
        let mut failures = 0;
        let failed = report(Rest::Failed, Some(Failure::AGAIN));
        let pauses: Vec<u64> =
            (0..12).filter_map(|_| pause_after(&failed, &mut failures)).map(|pause| pause.as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        assert_eq!(pause_after(&report(Rest::Done { wake_after_micros: None }, None), &mut failures), None);
        assert_eq!(failures, 0);
    }

    #[test]
    fn the_servers_own_pause_is_kept() {
        let failure = Failure::Retry { after_s: Some(42), is_this_call: false };
        assert_eq!(pause_after(&report(Rest::Failed, Some(failure)), &mut 0), Some(Duration::from_secs(42)));
    }

    #[test]
    fn an_open_take_back_window_wakes_the_runner() {
        let rest = Rest::Done { wake_after_micros: Some(5_000_000) };
        assert_eq!(pause_after(&report(rest, None), &mut 0), Some(Duration::from_secs(5)));
    }
}
