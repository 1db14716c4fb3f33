//! Post checkers. Without an interface to the platforms nothing can be told, and the brand's tap decides; with
//! `GAMMA_POST_CHECK_URL` a service is asked: `POST {url}/v1/looks` with `{"platform", "url", "handle", "ad_label"}`
//! answers `{"look": "passed" | "wrong" | "cannot_tell", "problem"?: "not_reachable" | …}`.

use async_trait::async_trait;
use gamma_core::terms::Platform;
use gamma_core::wire::commands::PostProblem;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

use super::{PostChecker, PostLook};

/// A service that has not looked after so long cannot tell.
const TIMEOUT: Duration = Duration::from_secs(15);

/// The checker for a configuration: the service at `url`, or the one that cannot tell.
pub fn post_checker(url: Option<&str>) -> Result<Arc<dyn PostChecker>, reqwest::Error> {
    match url {
        Some(url) => service(url, TIMEOUT),
        None => Ok(Arc::new(Blind)),
    }
}

/// The service at an address, which is given so long to look. It is never followed to another address: what is asked is
/// for it alone.
pub(super) fn service(url: &str, timeout: Duration) -> Result<Arc<dyn PostChecker>, reqwest::Error> {
    // A process may have one already; ours is the same.
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = reqwest::Client::builder().timeout(timeout).redirect(reqwest::redirect::Policy::none()).build()?;
    Ok(Arc::new(Service { client, address: format!("{}/v1/looks", url.trim_end_matches('/')) }))
}

/// No platform can be read.
struct Blind;

/// A service that reads the platforms.
struct Service {
    client: reqwest::Client,
    address: String,
}

#[derive(Serialize)]
struct Question<'a> {
    platform: Platform,
    url: &'a str,
    handle: &'a str,
    ad_label: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "look")]
enum Reply {
    Passed,
    Wrong { problem: PostProblem },
    CannotTell,
}

#[async_trait]
impl PostChecker for Blind {
    async fn look(&self, _platform: Platform, _url: &str, _handle: &str, _ad_label: &str) -> PostLook {
        PostLook::CannotTell
    }
}

#[async_trait]
impl PostChecker for Service {
    async fn look(&self, platform: Platform, url: &str, handle: &str, ad_label: &str) -> PostLook {
        let question = Question { platform, url, handle, ad_label };
        match self.ask(&question).await {
            Ok(Reply::Passed) => PostLook::Passed,
            Ok(Reply::Wrong { problem }) => PostLook::Wrong(problem),
            Ok(Reply::CannotTell) => PostLook::CannotTell,
            Err(error) => {
                // The error's own text would name the address, and so perhaps a person.
                tracing::warn!(is_timeout = error.is_timeout(), "the post check service did not answer");
                PostLook::CannotTell
            }
        }
    }
}

impl Service {
    async fn ask(&self, question: &Question<'_>) -> Result<Reply, reqwest::Error> {
        self.client.post(&self.address).json(question).send().await?.error_for_status()?.json().await
    }
}
