//! Routes of scripts: *suggest* and *check*. Saving is a command, and the history comes with the feed.

use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use gamma_core::id::Id as _;
use gamma_core::kazakh::guard::passes;
use gamma_core::kazakh::script::{Request, SYLLABLES_PER_10_S, Told, review};
use gamma_core::wire::Code;
use gamma_core::wire::scripts::{CheckScript, MadeBy, ScriptCheck, ScriptDraft, ScriptsView, SuggestScripts};

use super::suggest;
use crate::app::App;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;
use crate::identity::tries::{self, Bound};
use crate::keys::Purpose;

const FACTS_MAX: usize = 20;
const FACT_CHARACTERS_MAX: usize = 300;
const BRIEF_CHARACTERS_MAX: usize = 2_000;
const LINE_CHARACTERS_MAX: usize = 400;
const LINES_MAX: usize = 12;
const COUNT_MAX: u8 = 5;

/// What this feature adds to the surface.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/scripts/suggest", post(suggest_scripts)).route("/v1/scripts/check", post(check_script))
}

/// Scripts for a brief, so often an hour.
async fn suggest_scripts(State(app): State<App>, caller: Caller, body: Bytes) -> Result<Json<ScriptsView>, Error> {
    let asked: SuggestScripts = read(&body)?;
    let request = Request {
        niche: asked.niche.clone(),
        count: usize::from(asked.count.clamp(1, COUNT_MAX)),
        says_label: asked.says_label,
        creator: caller.person.to_string(),
        seed: asked.seed,
        ..request(&asked.brief, &asked.facts, asked.syllables_per_10_s)?
    };
    let now = app.clock.now();
    let name = app.keys.fingerprint(Purpose::Script, &[caller.person.uuid().as_bytes()]);
    let subject = format!("script/{}", hex::encode(name));
    let mut tx = app.db.begin().await?;
    let bound = Bound::an_hour(subject, now, app.config.limits.scripts_a_creator_and_hour);
    tries::take(&mut tx, &[bound], now).await?;
    tx.commit().await?;
    suggest::suggest(&app, caller.person, Request { register: asked.register, ..request }).await.map(Json)
}

/// What the guard finds in a creator's own words.
async fn check_script(_caller: Caller, body: Bytes) -> Result<Json<ScriptCheck>, Error> {
    let asked: CheckScript = read(&body)?;
    if asked.says.is_empty() || asked.says.len() > LINES_MAX {
        return Err(Error::field(Code::InvalidField, "says", "one to twelve lines"));
    }
    for say in asked.says.iter().chain(&asked.caption) {
        short("says", say, LINE_CHARACTERS_MAX.saturating_mul(2))?;
    }
    let request =
        Request { register: asked.register, ..request(&asked.brief, &asked.facts, asked.syllables_per_10_s)? };
    let told: Vec<Told> = asked.says.into_iter().map(|say| Told { say, ..Told::default() }).collect();
    let caption = asked.caption;
    let script = tokio::task::spawn_blocking(move || review("own", &told, caption.as_deref(), &request)).await;
    let script = script.map_err(|_| Error::Ours("the guard panicked".to_owned()))?;
    let passes = passes(&script.findings);
    let ScriptDraft { duration_ms, syllables, findings, .. } = ScriptDraft::of(&script, MadeBy::Person);
    Ok(Json(ScriptCheck { passes, duration_ms, syllables, findings }))
}

fn request(brief: &str, facts: &[String], pace: Option<u32>) -> Result<Request, Error> {
    short("brief", brief, BRIEF_CHARACTERS_MAX)?;
    facts.iter().try_for_each(|fact| short("facts", fact, FACT_CHARACTERS_MAX))?;
    if facts.len() > FACTS_MAX {
        return Err(Error::field(Code::InvalidField, "facts", "at most twenty"));
    }
    let pace = match pace.map(usize::try_from) {
        None => SYLLABLES_PER_10_S,
        Some(Ok(pace @ 30..=90)) => pace,
        Some(_) => return Err(Error::field(Code::InvalidField, "syllables_per_10_s", "30 to 90")),
    };
    Ok(Request { facts: facts.to_vec(), syllables_per_10_s: pace, ..Request::of(brief, 0) })
}

fn short(field: &str, text: &str, characters_max: usize) -> Result<(), Error> {
    if text.chars().count() <= characters_max {
        return Ok(());
    }
    Err(Error::field(Code::InvalidField, field, format!("at most {characters_max} characters")))
}
