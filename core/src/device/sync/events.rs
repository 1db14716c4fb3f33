//! The live stream: server-sent events that say *something is new*, nothing more. A hint that is lost costs minutes, not
//! truth, because the feed is read by cursor anyway.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;

use crate::device::engine::{Engine, Opened};
use crate::device::http::Failure;

const PAUSE: Duration = Duration::from_secs(15);
/// Servers send a comment at least that often; a silent stream is a dead one.
const SILENCE: Duration = Duration::from_secs(120);
const LINE_BYTES_MAX: usize = 64 * 1024;

/// What a hint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// The feed has something.
    Feed,
    /// The deck changed.
    Deck,
}

/// Reads the stream's bytes as they come, cut anywhere.
#[derive(Default)]
pub(crate) struct HintReader {
    line: Vec<u8>,
    event: Option<Hint>,
}

impl HintReader {
    /// The hints that `bytes` complete.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<Hint> {
        let mut hints = Vec::new();
        for byte in bytes {
            match byte {
                b'\n' => hints.extend(self.end_line()),
                b'\r' => {}
                other if self.line.len() < LINE_BYTES_MAX => self.line.push(*other),
                _ => {}
            }
        }
        hints
    }

    fn end_line(&mut self) -> Option<Hint> {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return self.event.take();
        }
        if let Some(name) = line.strip_prefix(b"event:") {
            self.event = match name.trim_ascii() {
                b"feed" => Some(Hint::Feed),
                b"deck" => Some(Hint::Deck),
                _ => None,
            };
        }
        None
    }
}

/// Follows the stream for whoever is signed in, and nudges the runner at each hint.
pub(crate) async fn follow(engine: Arc<Engine>, cancel: CancellationToken) {
    while !cancel.is_cancelled() {
        let opened = engine.opened().filter(|_| engine.ports.connectivity.is_online());
        tokio::select! {
            () = cancel.cancelled() => return,
            () = follow_once(&engine, opened.as_deref()) => {}
        }
        tokio::select! {
            () = cancel.cancelled() => return,
            () = engine.network_came.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

async fn follow_once(engine: &Engine, opened: Option<&Opened>) {
    let Some(opened) = opened else { return };
    match listen(engine, opened).await {
        Ok(()) => tracing::debug!("the live stream ended"),
        Err(failure) => tracing::debug!(code = failure.code(), "no live stream"),
    }
}

async fn listen(engine: &Engine, opened: &Opened) -> Result<(), Failure> {
    let mut stream = engine.session.open_events(opened.person).await?.bytes_stream();
    let mut reader = HintReader::default();
    // The stream begins now: whatever happened before it is asked for once.
    engine.nudge.notify_one();
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(SILENCE, stream.next()).await {
        let hints = reader.read(&bytes);
        if hints.contains(&Hint::Deck)
            && let Err(error) = opened.store.mark_deck_stale()
        {
            tracing::error!(code = error.code(), "the deck's hint was not kept");
        }
        if !hints.is_empty() {
            engine.nudge.notify_one();
        }
        // Somebody else may have signed in meanwhile; this stream was not theirs.
        if engine.session.person() != Some(opened.person) {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_read_however_the_bytes_are_cut() {
        let text =
            b": hello\n\nevent: feed\ndata: {\"n\":7}\n\nevent: other\ndata: 1\n\nevent: deck\r\ndata: {}\r\n\r\n";
        for cut in 0..text.len() {
            let mut reader = HintReader::default();
            let mut hints = reader.read(&text[..cut]);
            hints.extend(reader.read(&text[cut..]));
            assert_eq!(hints, [Hint::Feed, Hint::Deck], "cut at {cut}");
        }
    }
}
