//! Identity: phones, codes, sessions, devices; people and brands.

pub mod commands;
pub mod jobs;
pub mod routes;

use async_trait::async_trait;

/// Sends a one-time code to a phone.
#[async_trait]
pub trait CodeSender: Send + Sync {
    /// Sends; the phone is in E.164.
    async fn send(&self, phone: &str, code: &str) -> Result<(), SendError>;
}

/// A code could not be handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the code could not be sent")]
pub struct SendError;
