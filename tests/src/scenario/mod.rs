//! Flows as data: a scenario is a file that says who does what and what a screen then shows. This module plays one
//! against the real server and real phones; other runners read the same files. The format is in
//! `tests/scenarios/README.md`.

mod desk;
mod format;
mod phone;
mod screens;
mod stage;

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;

pub use format::{Act, Look, Role, Scenario, Step, What};
use stage::Stage;

use crate::world::Engine;

/// Plays a scenario from its first step to its last, and audits the books. The error names scenario and step.
pub async fn play(scenario: &Scenario, engine: Engine) -> Result<(), String> {
    let named = |problem: String| format!("«{}» on {engine:?}, {problem}", scenario.name);
    let begun = whole(Stage::begin(scenario, engine)).await.map_err(|problem| named(format!("cast: {problem}")))?;
    let Some(mut stage) = begun else { return Ok(()) };
    for (number, step) in (1_usize..).zip(&scenario.steps) {
        let played = whole(stage.step(step)).await.and_then(|result| result);
        played.map_err(|problem| named(format!("step {number} ({step}): {problem}")))?;
    }
    whole(stage.end()).await.map_err(|problem| named(format!("end: {problem}")))
}

/// The harness panics where the world itself breaks; here that is a problem of a step like any other.
async fn whole<T>(part: impl Future<Output = T>) -> Result<T, String> {
    AssertUnwindSafe(part).catch_unwind().await.map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    })
}
