//! The script studio: candidates and findings from the engine on this phone, at once and without an account; the
//! server's beside them when it can be reached; and the scripts a person keeps. What was kept before anybody signed in
//! stays on this phone, and goes along with whoever signs in first.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::http::Request;
use crate::device::watch::Table;
use crate::id::{Id, ScriptId};
use crate::kazakh::guard::passes;
use crate::kazakh::script::{self, Answer, SYLLABLES_PER_10_S, Told, review};
use crate::wire::Topic;
use crate::wire::commands::{Command, ForgetScript, SaveScript};
use crate::wire::scripts::{
    CheckScript, MadeBy, ModelPart, ScriptCheck, ScriptDraft, ScriptView, ScriptsView, SuggestScripts,
};

/// Under this name the signed-out phone keeps its scripts.
const KEPT_HERE: &str = "scripts";
const KEPT_HERE_MAX: usize = 50;
const PACE: &str = "syllables_per_10_s";
const SLOWEST: u32 = 30;
const FASTEST: u32 = 90;
const RECENT: usize = 20;

/// Scripts.
#[derive(Clone)]
pub struct Scripts(pub(crate) Arc<Engine>);

impl Scripts {
    /// Scripts for a brief, made here; nothing that this person keeps comes again.
    pub fn suggest(&self, asked: &SuggestScripts) -> Result<ScriptsView, DeviceError> {
        let kept = self.list()?;
        let text = |view: &ScriptView| view.beats.iter().map(|beat| beat.say.as_str()).collect::<Vec<_>>().join("\n");
        let request = script::Request {
            niche: asked.niche.clone(),
            facts: asked.facts.clone(),
            register: asked.register,
            creator: self.0.opened().map(|opened| opened.person.to_string()).unwrap_or_default(),
            count: usize::from(asked.count),
            recent: kept.iter().take(RECENT).map(text).collect(),
            says_label: asked.says_label,
            syllables_per_10_s: pace(self.pace_or(asked.syllables_per_10_s)?),
            ..script::Request::of(&asked.brief, asked.seed)
        };
        let model = ModelPart::Off;
        Ok(match script::suggest(&request) {
            Answer::Refused(refused) => {
                ScriptsView { scripts: Vec::new(), questions: Vec::new(), refused: Some(refused.into()), model }
            }
            Answer::Scripts { scripts, questions } => ScriptsView {
                scripts: scripts.iter().map(|script| ScriptDraft::of(script, MadeBy::Engine)).collect(),
                questions: questions.iter().map(|question| question.text(request.register).to_owned()).collect(),
                refused: None,
                model,
            },
        })
    }

    /// The server's scripts for the same brief. Needs the network and an account.
    pub async fn fetch(&self, asked: &SuggestScripts) -> Result<ScriptsView, DeviceError> {
        let opened = self.0.get_opened()?;
        let asked = SuggestScripts { syllables_per_10_s: self.pace_or(asked.syllables_per_10_s)?, ..asked.clone() };
        let request = Request::post("/v1/scripts/suggest", &asked);
        Ok(self.0.session.send(opened.person, &request).await?.json()?)
    }

    /// What the guard finds in the creator's own words, and how long they take to say.
    pub fn check(&self, asked: &CheckScript) -> Result<ScriptCheck, DeviceError> {
        let request = script::Request {
            facts: asked.facts.clone(),
            register: asked.register,
            syllables_per_10_s: pace(self.pace_or(asked.syllables_per_10_s)?),
            ..script::Request::of(&asked.brief, 0)
        };
        let told: Vec<Told> = asked.says.iter().map(|say| Told { say: say.clone(), ..Told::default() }).collect();
        let script = review("own", &told, asked.caption.as_deref(), &request);
        let passes = passes(&script.findings);
        let ScriptDraft { duration_ms, syllables, findings, .. } = ScriptDraft::of(&script, MadeBy::Person);
        Ok(ScriptCheck { passes, duration_ms, syllables, findings })
    }

    /// The scripts that are kept, newest first: the server's, with what was asked since.
    pub fn list(&self) -> Result<Vec<ScriptView>, DeviceError> {
        self.take_along()?;
        let Some(opened) = self.0.opened() else { return self.kept_here() };
        let mut views: Vec<ScriptView> = opened.store.list(Topic::Script)?;
        for change in opened.store.list_asked_changes(Topic::Script)? {
            views.retain(|view| view.script.uuid() != change.id);
            if change.kind == SaveScript::KIND
                && let Ok(saved) = serde_json::from_slice::<SaveScript>(&change.body)
            {
                views.push(saved.kept_at(change.asked_at));
            }
        }
        views.sort_by_key(|view| std::cmp::Reverse((view.saved_at, view.script)));
        Ok(views)
    }

    /// A new id for a script that will be kept.
    pub fn new_id(&self) -> ScriptId {
        self.0.new_id()
    }

    /// Keeps a script: in the history of whoever is signed in, else on this phone.
    pub fn save(&self, script: &SaveScript) -> Result<(), DeviceError> {
        self.take_along()?;
        if self.0.opened().is_some() {
            return self.0.ask(script).map(drop);
        }
        let mut kept = self.kept_here()?;
        kept.retain(|view| view.script != script.script);
        kept.insert(0, script.clone().kept_at(self.0.ports.clock.now()));
        kept.truncate(KEPT_HERE_MAX);
        self.keep_here(&kept)
    }

    /// Forgets a kept script.
    pub fn forget(&self, script: ScriptId) -> Result<(), DeviceError> {
        self.take_along()?;
        if self.0.opened().is_some() {
            return self.0.ask(&ForgetScript { script }).map(drop);
        }
        let mut kept = self.kept_here()?;
        kept.retain(|view| view.script != script);
        self.keep_here(&kept)
    }

    /// How fast this person speaks, in syllables in ten seconds, once it was learnt.
    pub fn pace(&self) -> Result<Option<u32>, DeviceError> {
        Ok(self.0.device.choice(PACE)?.and_then(|text| text.parse().ok()))
    }

    /// *I finished reading*: learns the pace from so many syllables in so much time. What nobody speaks like (a phone
    /// laid aside, a tap by mistake) teaches nothing.
    pub fn learn_pace(&self, syllables: u32, took_ms: u32) -> Result<Option<u32>, DeviceError> {
        let heard = syllables.saturating_mul(10_000).checked_div(took_ms).unwrap_or(0);
        if !(SLOWEST..=FASTEST).contains(&heard) {
            return self.pace();
        }
        let known = self.pace()?.unwrap_or(heard);
        // Half of what was known, half of what was heard: one hurried reading does not upset the rest.
        let learnt = known.saturating_add(heard) / 2;
        self.0.device.set_choice(PACE, &learnt.to_string())?;
        Ok(Some(learnt))
    }

    fn pace_or(&self, asked: Option<u32>) -> Result<Option<u32>, DeviceError> {
        asked.map_or_else(|| self.pace(), |pace| Ok(Some(pace.clamp(SLOWEST, FASTEST))))
    }

    /// What was kept before anybody signed in goes into the first person's history.
    fn take_along(&self) -> Result<(), DeviceError> {
        if self.0.opened().is_none() {
            return Ok(());
        }
        let kept = self.kept_here()?;
        if kept.is_empty() {
            return Ok(());
        }
        self.keep_here(&[])?;
        kept.into_iter().rev().try_for_each(|view| self.0.ask(&SaveScript::again(view)).map(drop))
    }

    fn kept_here(&self) -> Result<Vec<ScriptView>, DeviceError> {
        let text = self.0.device.choice(KEPT_HERE)?.unwrap_or_default();
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    fn keep_here(&self, kept: &[ScriptView]) -> Result<(), DeviceError> {
        let text = serde_json::to_string(kept).expect("a view has only plain fields");
        self.0.device.set_choice(KEPT_HERE, &text)?;
        self.0.watch.note([Table::Scripts]);
        Ok(())
    }
}

fn pace(known: Option<u32>) -> usize {
    known.and_then(|pace| usize::try_from(pace).ok()).unwrap_or(SYLLABLES_PER_10_S)
}
