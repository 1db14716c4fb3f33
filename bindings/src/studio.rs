//! The script studio: scripts and findings made on this device, the server's beside them, and what a person keeps.

use std::sync::Arc;

use gamma_core::device::Device;
use gamma_core::id::ScriptId;

use crate::error::AppError;
use crate::records::{
    KeepScriptRequest, KeptScriptView, ScriptCheckRequest, ScriptCheckView, ScriptsRequest, ScriptsView, all, count,
};
use crate::running::{Cancel, on_disk, on_network};

/// The studio. Everything but [`Studio::fetch`] works without account and network.
#[derive(uniffi::Object)]
pub struct Studio {
    device: Device,
}

impl Studio {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Studio {
    /// Reads the dictionary ahead of the first question; call it when the studio opens.
    pub async fn prepare(&self) -> Result<(), AppError> {
        on_disk(|| {
            gamma_core::kazakh::prepare();
            Ok(())
        })
        .await
    }

    /// Scripts for a brief, made here: of different shapes, best first.
    pub async fn suggest(&self, request: ScriptsRequest) -> Result<ScriptsView, AppError> {
        let scripts = self.device.scripts();
        on_disk(move || Ok(scripts.suggest(&request.into())?.into())).await
    }

    /// The server's scripts for the same brief. Needs the network and an account.
    #[uniffi::method(default(cancel = None))]
    pub async fn fetch(&self, request: ScriptsRequest, cancel: Option<Arc<Cancel>>) -> Result<ScriptsView, AppError> {
        let scripts = self.device.scripts();
        on_network(cancel, async move { Ok(scripts.fetch(&request.into()).await?.into()) }).await
    }

    /// What the guard finds in the creator's own words: fast enough for every key press.
    pub async fn check(&self, request: ScriptCheckRequest) -> Result<ScriptCheckView, AppError> {
        let scripts = self.device.scripts();
        on_disk(move || Ok(scripts.check(&request.into())?.into())).await
    }

    /// What is kept, newest first.
    pub async fn kept(&self) -> Result<Vec<KeptScriptView>, AppError> {
        let scripts = self.device.scripts();
        on_disk(move || Ok(all(scripts.list()?))).await
    }

    /// Keeps a script, or keeps it anew; its id.
    pub async fn keep(&self, request: KeepScriptRequest) -> Result<ScriptId, AppError> {
        let scripts = self.device.scripts();
        on_disk(move || {
            let script = request.script.unwrap_or_else(|| scripts.new_id());
            scripts.save(&request.of(script))?;
            Ok(script)
        })
        .await
    }

    /// Forgets a kept script.
    pub async fn forget(&self, script: ScriptId) -> Result<(), AppError> {
        let scripts = self.device.scripts();
        on_disk(move || Ok(scripts.forget(script)?)).await
    }

    /// How fast this person speaks: syllables in ten seconds; the usual 52 until it was learnt.
    pub async fn pace(&self) -> Result<i32, AppError> {
        let scripts = self.device.scripts();
        on_disk(move || Ok(scripts.pace()?.map_or(52, crate::records::whole))).await
    }

    /// *I finished reading*: learns the pace from the syllables and the time they took; the pace from now on.
    pub async fn finished_reading(&self, syllables: i32, took_ms: i32) -> Result<i32, AppError> {
        let scripts = self.device.scripts();
        on_disk(move || {
            let learnt = scripts.learn_pace(count(syllables), count(took_ms))?;
            Ok(learnt.map_or(52, crate::records::whole))
        })
        .await
    }
}
