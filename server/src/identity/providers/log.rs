//! The sender of `--dev`: the code goes to the log, with the phone's last two digits so that two can be told apart.

use async_trait::async_trait;

use crate::identity::{CodeSender, SendError};

/// Writes codes to the log. Only a server with `--dev` has it.
#[derive(Debug, Default)]
pub struct LogSender;

#[async_trait]
impl CodeSender for LogSender {
    async fn send(&self, phone: &str, code: &str) -> Result<(), SendError> {
        let last_digits = phone.get(phone.len().saturating_sub(2)..).unwrap_or_default();
        tracing::info!(code, last_digits, "a one-time code, because this server runs with --dev");
        Ok(())
    }
}
