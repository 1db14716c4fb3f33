//! Serving: the surface, the job runner and the tail of n side by side, and a stop that finishes what was answered
//! for: no new connections, requests in hand end, streams close, jobs in hand end, the gate runs dry, the database
//! closes.

use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// How long requests in hand may take to end before the server stops without them.
const GRACE: Duration = Duration::from_secs(30);

/// Serves until `shutdown`, then ends in order.
pub async fn serve(app: App, listener: TcpListener, shutdown: CancellationToken) -> std::io::Result<()> {
    let jobs = tokio::spawn(crate::jobs::runner::run_loop(app.clone(), shutdown.clone()));
    let tail = tokio::spawn(crate::sync::tail(app.clone(), shutdown.clone()));
    let surface = crate::http::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, surface).with_graceful_shutdown(shutdown.clone().cancelled_owned());
    let served = tokio::select! {
        served = server => served,
        () = after_grace(&shutdown) => {
            tracing::warn!("some requests did not end in time");
            Ok(())
        }
    };
    // A surface that broke by itself takes the loops with it.
    shutdown.cancel();
    for task in [jobs, tail] {
        if task.await.is_err() {
            tracing::error!("a loop of the server panicked");
        }
    }
    app.gate.close().await;
    app.db.close().await;
    served
}

/// Cancels `shutdown` at SIGTERM or Ctrl-C.
pub fn stop_on_signal(shutdown: CancellationToken) {
    tokio::spawn(async move {
        signalled().await;
        tracing::info!("stopping: requests in hand are finished first");
        shutdown.cancel();
    });
}

async fn after_grace(shutdown: &CancellationToken) {
    shutdown.cancelled().await;
    tokio::time::sleep(GRACE).await;
}

#[cfg(unix)]
async fn signalled() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        drop(tokio::signal::ctrl_c().await);
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn signalled() {
    drop(tokio::signal::ctrl_c().await);
}
