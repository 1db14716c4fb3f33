//! Deals: from YES to approval, and every other ending. One file a stage: `swipe` and `withdraw` make and undo a deal,
//! `product`, `draft` and `post` are the work, `approval` earns the fee, `endings` closes. The rules and clocks are
//! `gamma_core::deal`; `step` is the one place where a deal's state is written.

mod approval;
pub mod check;
mod choice;
pub mod cli;
pub mod commands;
mod draft;
mod endings;
pub mod funding;
pub mod jobs;
mod post;
mod precondition;
mod product;
pub mod routes;
mod step;
pub mod store;
mod swipe;
#[cfg(test)]
mod tests;
pub mod trust;
pub mod views;
mod withdraw;

use async_trait::async_trait;
use gamma_core::terms::Platform;
use gamma_core::wire::commands::PostProblem;

pub use check::post_checker;
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
