//! The bad network between phone and server: a proxy that carries one request a connection and can lose the request,
//! lose the answer after the server handled it, be slow, or be away.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::dice::Dice;

const REQUEST_MAX: usize = 64 * 1024 * 1024;
/// So much of an answer is looked at.
const NOTED_MAX: usize = 64 * 1024;

/// How bad the network is, each in a hundred requests.
#[derive(Debug, Default)]
pub struct Weather {
    /// The request never arrives.
    pub requests_lost: AtomicU64,
    /// The server did it and the answer never arrives.
    pub answers_lost: AtomicU64,
    /// Each request waits so long.
    pub delay_ms: AtomicU64,
    /// Nothing goes through.
    pub is_away: AtomicBool,
    /// How many requests were lost.
    pub lost_requests: AtomicU64,
    /// How many answers were lost.
    pub lost_answers: AtomicU64,
}

/// A request that went through, and its answer if that was an error.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The method and the address.
    pub line: String,
    /// The status and the headers of the answer.
    pub head: String,
    /// The body of an error; nothing of an answer that is none.
    pub error: String,
}

/// A running proxy.
#[derive(Clone)]
pub struct Network {
    /// Where phones connect.
    pub base: String,
    /// How bad it is; change it any time.
    pub weather: Arc<Weather>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Network {
    /// Starts one towards the server at `to`, such as `127.0.0.1:8080`.
    pub async fn start(to: String, dice: Dice) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let weather = Arc::new(Weather::default());
        let (shared, dice) = (Arc::clone(&weather), Arc::new(dice));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                tokio::spawn(carry(phone, to.clone(), Arc::clone(&shared), Arc::clone(&dice), Arc::clone(&noted)));
            }
        });
        Self { base: format!("http://{address}"), weather, seen }
    }

    /// Everything that went through whole so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Loses so many of a hundred requests, and so many of a hundred answers.
    pub fn lose(&self, requests: u64, answers: u64) {
        self.weather.requests_lost.store(requests, Ordering::SeqCst);
        self.weather.answers_lost.store(answers, Ordering::SeqCst);
    }

    /// Away, or back.
    pub fn set_away(&self, is_away: bool) {
        self.weather.is_away.store(is_away, Ordering::SeqCst);
    }
}

/// Carries one request and its answer, or loses one of them by closing the phone's connection.
async fn carry(mut phone: TcpStream, to: String, weather: Arc<Weather>, dice: Arc<Dice>, noted: Arc<Mutex<Vec<Seen>>>) {
    if weather.is_away.load(Ordering::SeqCst) {
        return;
    }
    let Some(request) = read_request(&mut phone).await else { return };
    tokio::time::sleep(Duration::from_millis(weather.delay_ms.load(Ordering::SeqCst))).await;
    if dice.percent(weather.requests_lost.load(Ordering::SeqCst)) {
        weather.lost_requests.fetch_add(1, Ordering::SeqCst);
        return;
    }
    let Ok(mut server) = TcpStream::connect(&to).await else { return };
    if server.write_all(&request).await.is_err() {
        return;
    }
    if dice.percent(weather.answers_lost.load(Ordering::SeqCst)) {
        weather.lost_answers.fetch_add(1, Ordering::SeqCst);
        let mut answer = Vec::new();
        let _ = server.read_to_end(&mut answer).await;
        return;
    }
    let line = String::from_utf8_lossy(&request).lines().next().unwrap_or("").to_owned();
    let answer = pass_on(&mut server, &mut phone).await;
    noted.lock().unwrap_or_else(PoisonError::into_inner).push(seen(line, &answer));
}

/// Carries an answer to the phone as it comes; says how it began.
async fn pass_on(server: &mut TcpStream, phone: &mut TcpStream) -> Vec<u8> {
    let (mut begun, mut part) = (Vec::new(), vec![0; 16 * 1024]);
    while let Ok(count @ 1..) = server.read(&mut part).await {
        if begun.len() < NOTED_MAX {
            begun.extend_from_slice(&part[..count]);
        }
        if phone.write_all(&part[..count]).await.is_err() {
            break;
        }
    }
    begun
}

fn seen(line: String, answer: &[u8]) -> Seen {
    let text = String::from_utf8_lossy(answer).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split_whitespace().nth(1).and_then(|status| status.parse::<u16>().ok());
    let error = if status.is_some_and(|status| status < 400) { "" } else { body };
    Seen { line, head: head.to_owned(), error: error.to_owned() }
}

/// Reads one request and asks the server to close after it, so that its answer ends where the connection does.
async fn read_request(phone: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(place) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break place;
        }
        read_more(phone, &mut bytes).await?;
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let whole = head_end.checked_add(4)?.checked_add(content_length(&head))?;
    while bytes.len() < whole {
        read_more(phone, &mut bytes).await?;
    }
    let mut request = format!("{head}\r\nconnection: close\r\n\r\n").into_bytes();
    request.extend_from_slice(bytes.get(head_end.saturating_add(4)..whole)?);
    Some(request)
}

async fn read_more(phone: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let count = phone.read_buf(bytes).await.ok()?;
    (count > 0 && bytes.len() < REQUEST_MAX).then_some(())
}

fn content_length(head: &str) -> usize {
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    };
    head.lines().find_map(header).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn echo() -> String {
        let router = axum::Router::new().fallback(|body: axum::body::Bytes| async move { body });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        address.to_string()
    }

    #[tokio::test]
    async fn a_good_network_carries_everything_and_a_bad_one_loses_it() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let network = Network::start(echo().await, Dice::new(1)).await;
        let client = reqwest::Client::new();
        let send = || client.post(&network.base).body("x".repeat(100_000)).send();
        let answer = send().await.expect("an answer").text().await.expect("a body");
        assert_eq!(answer.len(), 100_000);
        network.lose(100, 0);
        assert!(send().await.is_err());
        network.lose(0, 100);
        assert!(send().await.is_err());
        assert_eq!(network.weather.lost_answers.load(Ordering::SeqCst), 1);
        network.set_away(true);
        assert!(send().await.is_err());
    }
}
