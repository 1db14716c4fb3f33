//! Scripts: the scriptwriter behind the server. The engine and the guard are `core::kazakh`, the same as on the phone;
//! a language model may write candidates beside them. The one idea: whatever the model does, every answer is made of
//! scripts that the guard let pass, and without a model it is the phone's own.

mod acts;
mod breaker;
pub mod cli;
pub mod commands;
mod model;
pub mod profiles;
mod prompt;
pub mod routes;
mod spending;
mod store;
mod suggest;
pub mod views;

pub use model::{BadModel, Model};
pub use profiles::ModelConfig;

/// How long all of a model's work for one request may take, the repair turn included.
pub const MODEL_TIME_MAX: std::time::Duration = std::time::Duration::from_secs(20);
