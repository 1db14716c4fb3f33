//! One-time codes as they arrive: handed over by a server in this process, or read from the log of a server with
//! `--dev`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use gamma_core::person::Phone;
use gamma_server::identity::{CodeSender, SendError};
use serde_json::Value;

const WAITS: usize = 200;
const WAIT: Duration = Duration::from_millis(25);

/// Where codes arrive.
#[derive(Clone)]
pub enum Codes {
    /// By phone number, from a server in this process.
    Caught(Arc<Mutex<BTreeMap<String, String>>>),
    /// In the log of another process.
    InLog(PathBuf),
}

impl Codes {
    /// For a server in this process.
    pub fn caught() -> Self {
        Self::Caught(Arc::default())
    }

    /// The newest code for a phone; it may be on its way.
    pub async fn newest(&self, phone: &str) -> Option<String> {
        for _ in 0..WAITS {
            let found = match self {
                Self::Caught(caught) => caught.lock().unwrap_or_else(PoisonError::into_inner).remove(phone),
                Self::InLog(path) => newest_in(path, phone),
            };
            if found.is_some() {
                return found;
            }
            tokio::time::sleep(WAIT).await;
        }
        None
    }
}

#[async_trait]
impl CodeSender for Codes {
    async fn send(&self, phone: &str, code: &str) -> Result<(), SendError> {
        let Self::Caught(caught) = self else { return Err(SendError) };
        let phone = Phone::parse(phone).map_err(|_| SendError)?;
        caught.lock().unwrap_or_else(PoisonError::into_inner).insert(phone.as_str().to_owned(), code.to_owned());
        Ok(())
    }
}

/// The log tells two phones apart by their last two digits.
fn newest_in(path: &PathBuf, phone: &str) -> Option<String> {
    let log = std::fs::read_to_string(path).ok()?;
    let last_digits = phone.get(phone.len().saturating_sub(2)..)?;
    log.lines().rev().find_map(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        let fields = line.get("fields")?;
        let is_for_us = fields.get("last_digits")?.as_str()? == last_digits;
        is_for_us.then(|| fields.get("code")?.as_str().map(ToOwned::to_owned)).flatten()
    })
}
