//! A provider's interface, signed both ways. The attempt's id is the idempotency key: the same id again returns the
//! same record and never pays twice. A 4xx is no plain *no* either: only a record that says `failed` is.

use async_trait::async_trait;
use gamma_core::id::AttemptId;
use gamma_core::money::Money;
use gamma_core::payout::RailClass;
use gamma_core::time::Day;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::time::Duration;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Answer, BookedLine, Event, LineKind, Order, Rail, Report, Status};

/// Its name in rows, entries and the address of its callbacks.
pub const NAME: &str = "http_rail";
/// The header that carries the signature of the raw body (or of the path, where there is none).
pub const SIGNATURE_HEADER: &str = "x-signature";
/// Less than half of a job's lease of two minutes, so that nobody takes the job over while a call runs.
const TIMEOUT: Duration = Duration::from_secs(20);
const NOT_FOUND_WINDOW_S: i64 = 900;
const LANDS_MINUTES: u16 = 10;
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// How to reach the provider.
#[derive(Clone)]
pub struct Settings {
    /// Without a slash at the end.
    pub url: String,
    pub secret: Zeroizing<String>,
    pub timeout: Duration,
    pub not_found_window_s: i64,
}

/// The configuration of a rail cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadSettings(String);

/// The provider's client.
pub struct HttpRail {
    settings: Settings,
    client: reqwest::Client,
}

#[derive(Serialize)]
struct OrderBody<'a> {
    id: AttemptId,
    amount: String,
    currency: &'static str,
    iban: &'a str,
    name: &'a str,
    iin: &'a str,
    knp: &'a str,
    purpose: &'a str,
}

/// The provider's record of an attempt.
#[derive(Deserialize)]
struct Record {
    id: AttemptId,
    external_id: String,
    status: Word,
    reason: Option<String>,
    cost: Option<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Word {
    Accepted,
    Confirmed,
    Failed,
    Returned,
}

/// What the provider tells by itself.
#[derive(Deserialize)]
struct EventBody {
    event: uuid::Uuid,
    id: AttemptId,
    external_id: String,
    status: Word,
    reason: Option<String>,
    cost: Option<String>,
}

#[derive(Deserialize)]
struct StatementBody {
    lines: Vec<LineBody>,
}

#[derive(Deserialize)]
struct LineBody {
    external_id: String,
    id: Option<AttemptId>,
    kind: KindWord,
    amount: String,
    day: Day,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindWord {
    Paid,
    Returned,
}

impl Settings {
    /// `GAMMA_HTTP_RAIL_URL` and `GAMMA_HTTP_RAIL_SECRET` (or `…_FILE`); none if no address is set.
    pub fn from_environment(read: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, BadSettings> {
        let Some(url) = read("GAMMA_HTTP_RAIL_URL").filter(|url| !url.is_empty()) else { return Ok(None) };
        let from_file = |path: String| {
            let text = std::fs::read_to_string(path);
            text.map_err(|_| BadSettings("the file of GAMMA_HTTP_RAIL_SECRET_FILE cannot be read".to_owned()))
        };
        let secret = match read("GAMMA_HTTP_RAIL_SECRET") {
            Some(secret) => Some(secret),
            None => read("GAMMA_HTTP_RAIL_SECRET_FILE").map(from_file).transpose()?,
        };
        let secret = secret.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let secret = secret.ok_or_else(|| BadSettings("the rail has an address and no secret".to_owned()))?;
        let number = |name: &str, default: i64| match read(name) {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| BadSettings(format!("{name} is not a number"))),
        };
        let timeout_ms = number("GAMMA_HTTP_RAIL_TIMEOUT_MS", i64::try_from(TIMEOUT.as_millis()).unwrap_or(i64::MAX))?;
        let timeout =
            Duration::from_millis(u64::try_from(timeout_ms).unwrap_or(0)).clamp(Duration::from_millis(50), TIMEOUT);
        let not_found_window_s = number("GAMMA_HTTP_RAIL_NOT_FOUND_WINDOW_S", NOT_FOUND_WINDOW_S)?;
        let url = url.trim_end_matches('/').to_owned();
        Ok(Some(Self { url, secret: Zeroizing::new(secret), timeout, not_found_window_s }))
    }
}

impl HttpRail {
    pub fn new(settings: Settings) -> Result<Self, BadSettings> {
        // The first caller in the process decides; whoever comes later finds the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(settings.timeout)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|_| BadSettings("the rail's client cannot be built".to_owned()))?;
        Ok(Self { settings, client })
    }

    fn sign(&self, bytes: &[u8]) -> String {
        sign(self.settings.secret.as_bytes(), bytes)
    }

    async fn get(&self, path: &str) -> Result<reqwest::Response, String> {
        let request = self.client.get(format!("{}{path}", self.settings.url));
        let sent = request.header(SIGNATURE_HEADER, self.sign(path.as_bytes())).send().await;
        sent.map_err(|error| unsaid(&error))
    }

    async fn record(&self, attempt: AttemptId, response: reqwest::Response) -> Answer {
        let status = response.status();
        if status != reqwest::StatusCode::OK {
            return Answer::Unclear(format!("status {}", status.as_u16()));
        }
        let Ok(bytes) = response.bytes().await else { return Answer::Unclear("the answer broke off".to_owned()) };
        let read = || {
            let record: Record = serde_json::from_slice(bytes.get(..ANSWER_BYTES_MAX.min(bytes.len()))?).ok()?;
            (record.id == attempt).then_some(record)
        };
        let Some(record) = read() else { return Answer::Unclear("the answer is unreadable".to_owned()) };
        let report = report(record.status, record.external_id, record.reason, record.cost.as_deref());
        report.map_or_else(|| Answer::Unclear("the answer has no readable cost".to_owned()), Answer::Told)
    }
}

#[async_trait]
impl Rail for HttpRail {
    fn name(&self) -> &'static str {
        NAME
    }

    fn class(&self) -> RailClass {
        RailClass::Api { minutes: LANDS_MINUTES }
    }

    fn not_found_window_s(&self) -> i64 {
        self.settings.not_found_window_s
    }

    fn read_event(&self, raw: &[u8], signature: &str) -> Option<Event> {
        let is_signed = bool::from(self.sign(raw).as_bytes().ct_eq(signature.as_bytes()));
        if !is_signed {
            return None;
        }
        let body: EventBody = serde_json::from_slice(raw).ok()?;
        let report = report(body.status, body.external_id, body.reason, body.cost.as_deref())?;
        Some(Event { id: body.event, attempt: body.id, report })
    }

    async fn send(&self, order: &Order) -> Answer {
        let body = OrderBody {
            id: order.attempt,
            amount: order.amount.to_decimal_text(),
            currency: "KZT",
            iban: &order.iban,
            name: &order.name,
            iin: &order.iin,
            knp: &order.knp,
            purpose: &order.purpose,
        };
        let Ok(body) = serde_json::to_vec(&body) else { return Answer::Unclear("the order has no JSON".to_owned()) };
        let request = self.client.post(format!("{}/v1/payouts", self.settings.url));
        let request = request.header("content-type", "application/json").header(SIGNATURE_HEADER, self.sign(&body));
        match request.body(body).send().await {
            Ok(response) => self.record(order.attempt, response).await,
            Err(error) => Answer::Unclear(unsaid(&error)),
        }
    }

    async fn ask(&self, attempt: AttemptId) -> Answer {
        match self.get(&format!("/v1/payouts/{attempt}")).await {
            Ok(response) if response.status() == reqwest::StatusCode::NOT_FOUND => Answer::NotFound,
            Ok(response) => self.record(attempt, response).await,
            Err(reason) => Answer::Unclear(reason),
        }
    }

    async fn statement(&self, day: Day) -> Result<Vec<BookedLine>, String> {
        let response = self.get(&format!("/v1/statement?day={day}")).await?;
        if response.status() != reqwest::StatusCode::OK {
            return Err(format!("status {}", response.status().as_u16()));
        }
        let body: StatementBody = response.json().await.map_err(|_| "the statement is unreadable".to_owned())?;
        let lines = body.lines.into_iter().map(|line| {
            let amount = Money::from_decimal_text(&line.amount).map_err(|_| "a line has no amount".to_owned())?;
            let kind = match line.kind {
                KindWord::Paid => LineKind::Paid,
                KindWord::Returned => LineKind::Returned,
            };
            Ok(BookedLine { external_id: line.external_id, attempt: line.id, kind, amount, day: line.day })
        });
        lines.collect()
    }
}

/// Hexadecimal HMAC-SHA256.
pub fn sign(secret: &[u8], bytes: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(bytes);
    hex::encode(mac.finalize().into_bytes())
}

/// The error's kind alone: its text may hold an address.
fn unsaid(error: &reqwest::Error) -> String {
    let text = if error.is_timeout() { "time-out" } else { "no connection" };
    text.to_owned()
}

fn report(word: Word, external_id: String, reason: Option<String>, cost: Option<&str>) -> Option<Report> {
    let cost = cost.map_or(Ok(Money::ZERO), Money::from_decimal_text).ok()?;
    let status = match word {
        Word::Accepted => Status::Accepted,
        Word::Confirmed => Status::Confirmed,
        Word::Failed => Status::Failed,
        Word::Returned => Status::Returned,
    };
    let reason = reason.map(|text| text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(80).collect());
    let external_id = external_id.chars().take(80).collect();
    (!cost.is_negative()).then_some(Report { status, external_id: Some(external_id), cost, reason })
}
