//! Where calls run: on the engine's own threads, never on the caller's. A screen's thread only waits, so that a slow
//! disk or a dead network never holds a frame.

use std::future::Future;
use std::sync::{Arc, OnceLock};

use gamma_core::device::DeviceError;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinError, JoinHandle};
use tokio_util::sync::CancellationToken;

use crate::error::AppError;

const THREADS: usize = 2;

static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

/// A way to give up waiting for a network call. Cancelling it twice is fine; one can serve several calls.
#[derive(Debug, Default, uniffi::Object)]
pub struct Cancel {
    token: CancellationToken,
}

#[uniffi::export]
impl Cancel {
    /// A new one, for one screen or one call.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Gives up: the calls that have it end with [`AppError::Cancelled`].
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// Somebody gave up.
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }
}

/// A task that ends when nobody waits for it any more: so a dropped call is a cancelled one.
struct Waited<T>(JoinHandle<T>);

impl<T> Drop for Waited<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The engine's threads; a phone that can't start two threads can't run the app.
pub(crate) fn runtime() -> Result<&'static Runtime, AppError> {
    let start = || Builder::new_multi_thread().worker_threads(THREADS).thread_name("gamma").enable_all().build().ok();
    RUNTIME.get_or_init(start).as_ref().ok_or_else(AppError::internal)
}

/// Reads or writes this device's disk, off the caller's thread. Always runs to its end.
pub(crate) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    ended(runtime()?.spawn_blocking(work).await)
}

/// Talks to the server, off the caller's thread, until it answers or `cancel` gives up.
pub(crate) async fn on_network<T: Send + 'static>(
    cancel: Option<Arc<Cancel>>,
    work: impl Future<Output = Result<T, DeviceError>> + Send + 'static,
) -> Result<T, AppError> {
    let token = cancel.map(|cancel| cancel.token.clone()).unwrap_or_default();
    let mut waited = Waited(runtime()?.spawn(work));
    tokio::select! {
        biased;
        () = token.cancelled() => Err(AppError::Cancelled),
        joined = &mut waited.0 => ended(joined.map(|done| done.map_err(AppError::from))),
    }
}

/// A panic inside is our bug; it ends this call and nothing else.
fn ended<T>(joined: Result<Result<T, AppError>, JoinError>) -> Result<T, AppError> {
    joined.unwrap_or_else(|error| {
        tracing::error!(is_panic = error.is_panic(), "a call of a shell broke");
        Err(AppError::internal())
    })
}
