//! Deals: from YES to approval, and every other ending.

pub mod commands;
pub mod jobs;
pub mod routes;

use async_trait::async_trait;
use gamma_core::terms::Platform;
use gamma_core::wire::commands::PostProblem;

/// Looks at a published post, where the platform can be read.
#[async_trait]
pub trait PostChecker: Send + Sync {
    async fn look(&self, platform: Platform, url: &str, handle: &str, ad_label: &str) -> PostLook;
}

/// What a look at a post found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostLook {
    /// As agreed.
    Passed,
    /// Not as agreed.
    Wrong(PostProblem),
    /// The platform cannot be read: one tap by the brand decides.
    CannotTell,
}
