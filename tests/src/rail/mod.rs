//! The payout rail outside: a real HTTP server written from its contract, with books of its own and a real one's
//! faults. It never pays one id twice, whatever its manner; what it says about a payment, and when, is another matter.

mod books;
mod surface;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

pub use books::{Books, Callback, Payment, Status};

/// How the rail behaves towards one payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes it, pays, and calls back once.
    Sent,
    /// Pays while the caller waits.
    Confirmed,
    /// Says no and pays nothing.
    Failed,
    /// Pays, but the line breaks before the answer, and nobody is called back.
    Nothing,
    /// Takes it, and calls back only when asked to hurry or much later.
    Late,
    /// Takes it, pays, and calls back twice with the same event, and once more with another.
    Twice,
    /// Loses the first call altogether: nothing is known of the id until it comes again.
    NotFound,
    /// Pays, and the account's bank sends the money back later.
    ReturnedLater,
}

/// Every manner, for dice.
pub const MANNERS: [Manner; 8] = [
    Manner::Sent,
    Manner::Confirmed,
    Manner::Failed,
    Manner::Nothing,
    Manner::Late,
    Manner::Twice,
    Manner::NotFound,
    Manner::ReturnedLater,
];

type Chooses = dyn Fn(usize) -> Manner + Send + Sync;
type Tells = dyn Fn() -> Timestamp + Send + Sync;

/// A running rail.
#[derive(Clone)]
pub struct Rail {
    /// What `GAMMA_HTTP_RAIL_URL` names.
    pub base: String,
    /// What `GAMMA_HTTP_RAIL_SECRET` names.
    pub secret: String,
    door: Door,
    inner: Arc<Inner>,
}

/// One address of a rail; it remembers what was asked there, so that two callers can be told apart.
#[derive(Clone)]
pub struct Door {
    /// The address.
    pub base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

struct Inner {
    books: Mutex<Books>,
    manner: Box<Chooses>,
    now: Box<Tells>,
    secret: String,
    client: reqwest::Client,
}

impl Rail {
    /// Starts one on a free port. `manner` is asked once a payment with the payment's number; `now` is its clock.
    pub async fn start(
        manner: impl Fn(usize) -> Manner + Send + Sync + 'static,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let secret = "rail-secret-for-tests-alone".to_owned();
        let client = reqwest::Client::builder().timeout(Duration::from_secs(5)).build().expect("a client");
        let inner = Inner {
            books: Mutex::default(),
            manner: Box::new(manner),
            now: Box::new(now),
            secret: secret.clone(),
            client,
        };
        let inner = Arc::new(inner);
        let door = surface::open(Arc::clone(&inner)).await;
        Self { base: door.base.clone(), secret, door, inner }
    }

    /// Opens another address of the same rail.
    pub async fn open_door(&self) -> Door {
        surface::open(Arc::clone(&self.inner)).await
    }

    /// Its first address.
    pub const fn door(&self) -> &Door {
        &self.door
    }

    /// What the rail itself knows.
    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.inner.lock()
    }

    /// What reached an account, less what its bank sent back.
    pub fn paid(&self, iban: &str) -> Money {
        self.books().paid(iban)
    }

    /// Calls back about everything that waits, as long as `base` answers; says how many were taken.
    pub async fn call_back(&self, base: &str) -> usize {
        let waiting = std::mem::take(&mut self.inner.lock().callbacks);
        let (mut taken, mut left) = (0_usize, Vec::new());
        for callback in waiting {
            if self.deliver(base, &callback).await {
                taken = taken.saturating_add(1);
            } else {
                left.push(callback);
            }
        }
        self.inner.lock().callbacks.extend(left);
        taken
    }

    /// Keeps calling back in the background, as real rails do, until the returned task is ended.
    pub fn keep_calling_back(&self, base: String, every: Duration) -> tokio::task::JoinHandle<()> {
        let rail = self.clone();
        tokio::spawn(async move {
            let mut ticks = tokio::time::interval(every);
            loop {
                ticks.tick().await;
                rail.call_back(&base).await;
            }
        })
    }

    async fn deliver(&self, base: &str, callback: &Callback) -> bool {
        let body = callback.body().to_string();
        let request = self
            .inner
            .client
            .post(format!("{base}/v1/rails/http_rail/events"))
            .header("content-type", "application/json")
            .header("x-signature", sign(&self.secret, body.as_bytes()))
            .body(body);
        request.send().await.is_ok_and(|answer| answer.status().is_success())
    }
}

impl Door {
    /// Every method and address that was asked for here, such as `POST /v1/payouts`.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, line: String) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `hex(HMAC-SHA256(secret, bytes))`.
pub fn sign(secret: &str, bytes: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(bytes);
    hex::encode(mac.finalize().into_bytes())
}

/// A name that always follows from an id: events and external ids of the rail.
pub(crate) fn named(id: Uuid, name: &str) -> Uuid {
    Uuid::new_v5(&id, name.as_bytes())
}
