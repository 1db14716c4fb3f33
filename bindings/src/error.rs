//! The one error of the border. Its variant says what a screen can do, its `code` which sentence it shows; nothing in
//! it is personal, and every error of the engine becomes one in a single place.

use gamma_core::device::{Advice, DeviceError, Failure};
use gamma_core::person::NotValid;

/// Why a call did not do it. The `code` is stable: a shell finds its sentence under `error.{code}`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum AppError {
    /// Try the same again.
    #[error("try again: {code}")]
    Retry {
        /// Which sentence.
        code: String,
        /// Not sooner than in so many seconds, if the server said so.
        after_seconds: Option<i32>,
    },
    /// Sign in first; what was kept on this device stays.
    #[error("sign in: {code}")]
    SignIn {
        /// Which sentence.
        code: String,
    },
    /// Change what was entered.
    #[error("change the input: {code}")]
    FixInput {
        /// Which sentence.
        code: String,
        /// Which field is to blame, if one is known.
        field: Option<String>,
    },
    /// Update the app: the server speaks a newer language.
    #[error("update the app: {code}")]
    Update {
        /// Which sentence.
        code: String,
    },
    /// Nothing to do: it is under way, or waits for the network.
    #[error("wait: {code}")]
    Wait {
        /// Which sentence.
        code: String,
    },
    /// Call us, and name the code.
    #[error("call us: {code}")]
    CallUs {
        /// Which sentence.
        code: String,
    },
    /// Somebody cancelled it.
    #[error("cancelled")]
    Cancelled,
}

impl AppError {
    /// A text that is no id, day or hash.
    pub(crate) fn malformed(field: &str) -> Self {
        Self::FixInput { code: "malformed".to_owned(), field: Some(field.to_owned()) }
    }

    /// A field that is out of its range.
    pub(crate) fn invalid(field: &str) -> Self {
        Self::FixInput { code: "invalid_field".to_owned(), field: Some(field.to_owned()) }
    }

    /// Our bug; the call can be repeated, the cause can't be mended by a screen.
    pub(crate) fn internal() -> Self {
        Self::CallUs { code: "internal".to_owned() }
    }
}

impl From<DeviceError> for AppError {
    fn from(error: DeviceError) -> Self {
        let code = error.code().to_owned();
        match error.advice() {
            Advice::Retry => Self::Retry { code, after_seconds: after_seconds(&error) },
            Advice::SignIn => Self::SignIn { code },
            Advice::FixInput => Self::FixInput { code, field: None },
            Advice::Update => Self::Update { code },
            Advice::Wait => Self::Wait { code },
            Advice::CallUs => {
                tracing::error!(code, "the engine failed");
                Self::CallUs { code }
            }
        }
    }
}

impl From<NotValid> for AppError {
    fn from(not_valid: NotValid) -> Self {
        Self::FixInput { code: not_valid.code().text().to_owned(), field: None }
    }
}

fn after_seconds(error: &DeviceError) -> Option<i32> {
    match error {
        DeviceError::Call(Failure::Retry { after_s, .. }) => {
            after_s.map(|after| i32::try_from(after).unwrap_or(i32::MAX))
        }
        _ => None,
    }
}
