//! Reading a handle's bio. Without an interface to the platforms a handle stays self-declared; with
//! `GAMMA_HANDLE_CHECK_URL` a service is asked: `POST {url}/v1/bios` with `{"platform", "handle"}` answers
//! `{"bio": "…"}`, or `{"bio": null}` if there is no such handle.

use async_trait::async_trait;
use gamma_core::terms::Platform;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

use crate::identity::HandleReader;

/// A service that has not read after so long cannot tell.
const TIMEOUT: Duration = Duration::from_secs(15);

/// The reader for a configuration: the service at `url`, or the one that cannot tell.
pub fn handle_reader(url: Option<&str>) -> Result<Arc<dyn HandleReader>, reqwest::Error> {
    let Some(url) = url else { return Ok(Arc::new(Blind)) };
    crate::app::install_tls();
    let client = reqwest::Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build()?;
    Ok(Arc::new(Service { client, address: format!("{}/v1/bios", url.trim_end_matches('/')) }))
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
    handle: &'a str,
}

#[derive(Deserialize)]
struct Reply {
    bio: Option<String>,
}

#[async_trait]
impl HandleReader for Blind {
    async fn bio(&self, _platform: Platform, _handle: &str) -> Option<String> {
        None
    }
}

#[async_trait]
impl HandleReader for Service {
    async fn bio(&self, platform: Platform, handle: &str) -> Option<String> {
        match self.ask(&Question { platform, handle }).await {
            Ok(reply) => reply.bio,
            Err(error) => {
                // The error's own text would name the address, and so perhaps a person.
                tracing::warn!(is_timeout = error.is_timeout(), "the handle service did not answer");
                None
            }
        }
    }
}

impl Service {
    async fn ask(&self, question: &Question<'_>) -> Result<Reply, reqwest::Error> {
        self.client.post(&self.address).json(question).send().await?.error_for_status()?.json().await
    }
}
