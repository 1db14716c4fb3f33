//! Scripts: what a phone asks of the scriptwriter on the server, what it gets, and what it keeps. Keeping and
//! forgetting are commands; the rest only asks.

use serde::{Deserialize, Serialize};

use crate::id::{DealId, ScriptId};
use crate::kazakh::guard::{Basis, Finding, Register, Severity};
use crate::kazakh::script::{Beat, Refused, Script};
use crate::time::Timestamp;

/// `POST /v1/scripts/suggest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuggestScripts {
    /// A few words in Kazakh, Russian or English: 1..=2 000 characters.
    pub brief: String,
    /// The niche's key where it is known.
    pub niche: Option<String>,
    /// What the brand or the creator vouches for: at most 20, of at most 300 characters.
    pub facts: Vec<String>,
    /// сен or сіз.
    pub register: Register,
    /// Chance: another seed is another set.
    pub seed: u64,
    /// How many: 1..=5.
    pub count: u8,
    /// «Дауыстап та айтамын».
    pub says_label: bool,
    /// How fast this person speaks, 30..=90 syllables in ten seconds; none for the usual pace.
    pub syllables_per_10_s: Option<u32>,
}

/// The answer to [`SuggestScripts`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptsView {
    /// Best first; none where the brief was refused.
    pub scripts: Vec<ScriptDraft>,
    /// What would make them richer, as chips say it.
    pub questions: Vec<String>,
    /// Why there is none.
    pub refused: Option<ScriptRefused>,
    /// What the model did for it.
    pub model: ModelPart,
}

/// Why a brief gets no script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptRefused {
    /// Stable: `empty`, `rude`, `claim.MED-1`.
    pub code: String,
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
}

/// What the language model did for an answer. Whatever it was, the scripts passed the guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelPart {
    /// It wrote some of them.
    Wrote,
    /// None is set up.
    Off,
    /// It did not answer, or is being left alone for a while.
    Unreachable,
    /// It answered, and nothing of it passed.
    NothingPassed,
    /// This person, or everybody together, has used up the day.
    UsedUp,
    /// A newer server's word.
    #[serde(other)]
    Unknown,
}

/// Who wrote a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MadeBy {
    /// The engine that phone and server share.
    Engine,
    /// The language model behind the server.
    Model,
    /// The creator.
    Person,
}

/// A script that was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptDraft {
    /// The micro-story's name.
    pub shape: String,
    /// Who wrote it.
    pub made_by: MadeBy,
    /// The first is the hook, the last the call.
    pub beats: Vec<ScriptBeat>,
    /// Its label first.
    pub caption: String,
    /// How long it takes to say.
    pub duration_ms: u32,
    /// Its syllables.
    pub syllables: u32,
    /// What the guard thinks could be better; nothing that must be.
    pub findings: Vec<ScriptFinding>,
}

/// One beat with its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptBeat {
    /// What is said.
    pub say: String,
    /// What the camera does.
    pub show: String,
    /// What stands on the screen.
    pub screen: String,
    /// From, in milliseconds.
    pub from_ms: u32,
    /// To, in milliseconds.
    pub to_ms: u32,
    /// On what it stands.
    pub basis: Basis,
}

/// `POST /v1/scripts/check`: a creator's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckScript {
    /// What it is about; may be empty.
    pub brief: String,
    /// What is vouched for.
    pub facts: Vec<String>,
    /// сен or сіз.
    pub register: Register,
    /// What is said, a beat each: 1..=12.
    pub says: Vec<String>,
    /// The caption; none for one that is made.
    pub caption: Option<String>,
    /// As in [`SuggestScripts`].
    pub syllables_per_10_s: Option<u32>,
}

/// The answer to [`CheckScript`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptCheck {
    /// Whether nothing must be replaced.
    pub passes: bool,
    /// How long it takes to say.
    pub duration_ms: u32,
    /// Its syllables.
    pub syllables: u32,
    /// In the order of the text.
    pub findings: Vec<ScriptFinding>,
}

/// One thing the guard found, in characters of the text: the beats, one a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptFinding {
    /// Stable.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// First character.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// What could stand instead.
    pub replacements: Vec<String>,
}

/// One beat as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptBeat {
    /// What is said: 1..=400 characters.
    pub say: String,
    /// What the camera does: at most 200.
    pub show: String,
    /// What stands on the screen: at most 80.
    pub screen: String,
}

/// Keeps a script in the creator's history; the same id again replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveScript {
    /// Made by the phone.
    pub script: ScriptId,
    /// A deal of the creator's that it is for.
    pub deal: Option<DealId>,
    /// What it is about: at most 2 000 characters.
    pub brief: String,
    /// сен or сіз.
    pub register: Register,
    /// Who wrote it first.
    pub made_by: MadeBy,
    /// One to twelve.
    pub beats: Vec<KeptBeat>,
    /// At most 600 characters.
    pub caption: String,
}

/// Takes a script out of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForgetScript {
    /// Which.
    pub script: ScriptId,
}

/// A script in a creator's history; topic `script`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptView {
    /// Which.
    pub script: ScriptId,
    /// For which deal, if for one.
    pub deal: Option<DealId>,
    /// What it is about.
    pub brief: String,
    /// сен or сіз.
    pub register: Register,
    /// Who wrote it first.
    pub made_by: MadeBy,
    /// The beats.
    pub beats: Vec<KeptBeat>,
    /// The caption.
    pub caption: String,
    /// When it was kept last.
    pub saved_at: Timestamp,
}

impl SaveScript {
    /// How it is shown until the server says so.
    #[must_use]
    pub fn kept_at(self, saved_at: Timestamp) -> ScriptView {
        let Self { script, deal, brief, register, made_by, beats, caption } = self;
        ScriptView { script, deal, brief, register, made_by, beats, caption, saved_at }
    }

    /// Asks for a view's script to be kept.
    #[must_use]
    pub fn again(view: ScriptView) -> Self {
        let ScriptView { script, deal, brief, register, made_by, beats, caption, .. } = view;
        Self { script, deal, brief, register, made_by, beats, caption }
    }
}

impl ScriptDraft {
    /// A script of the engine's, ready to travel.
    #[must_use]
    pub fn of(script: &Script, made_by: MadeBy) -> Self {
        Self {
            shape: script.shape.clone(),
            made_by,
            beats: script.beats.iter().map(ScriptBeat::from).collect(),
            caption: script.caption.clone(),
            duration_ms: small(script.duration_ms),
            syllables: small(script.syllables),
            findings: script.findings.iter().map(ScriptFinding::from).collect(),
        }
    }
}

impl From<&Beat> for ScriptBeat {
    fn from(beat: &Beat) -> Self {
        let (say, show, screen) = (beat.say.clone(), beat.show.clone(), beat.screen.clone());
        Self { say, show, screen, from_ms: small(beat.from_ms), to_ms: small(beat.to_ms), basis: beat.basis }
    }
}

impl From<&Finding> for ScriptFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code.clone(),
            severity: finding.severity,
            from: small(finding.from),
            to: small(finding.to),
            kk: finding.kk.clone(),
            ru: finding.ru.clone(),
            replacements: finding.replacements.clone(),
        }
    }
}

impl From<Refused> for ScriptRefused {
    fn from(refused: Refused) -> Self {
        Self { code: refused.code, kk: refused.kk, ru: refused.ru }
    }
}

/// No script has four thousand million of anything.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
