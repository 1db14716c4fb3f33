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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::tests::world::World;
    use crate::testing::on_each_engine;
    use std::sync::Arc;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::Notify;

    /// Waits in the middle of a request until the test lets it go on.
    #[derive(Default)]
    struct Slow {
        began: Notify,
        go_on: Notify,
    }

    #[async_trait::async_trait]
    impl crate::identity::CodeSender for Slow {
        async fn send(&self, _: &str, _: &str) -> Result<(), crate::identity::SendError> {
            self.began.notify_one();
            self.go_on.notified().await;
            Ok(())
        }
    }

    #[test]
    fn a_stop_finishes_the_requests_in_hand_and_takes_no_new_ones() {
        on_each_engine(|db| async move {
            let slow = Arc::new(Slow::default());
            let app = App { code_sender: slow.clone(), ..World::new(db).await.app };
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            let shutdown = CancellationToken::new();
            let server = tokio::spawn(serve(app, listener, shutdown.clone()));
            let device = uuid::Uuid::now_v7();
            let body = format!(r#"{{"phone":"+77010000001","device":"{device}","purpose":"sign_in"}}"#);
            let head = "POST /v1/sign-in/challenges HTTP/1.1\r\nhost: gamma\r\nconnection: close\r\n";
            let request =
                format!("{head}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            let mut stream = tokio::net::TcpStream::connect(address).await.expect("connects");
            stream.write_all(request.as_bytes()).await.expect("sent");
            slow.began.notified().await;
            shutdown.cancel();
            while tokio::net::TcpStream::connect(address).await.is_ok() {
                tokio::task::yield_now().await;
            }
            assert!(!server.is_finished(), "a request is in hand");
            slow.go_on.notify_one();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.expect("an answer");
            assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("expires_at"), "{answer}");
            server.await.expect("a task").expect("ended in order");
        });
    }
}
