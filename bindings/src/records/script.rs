//! Scripts: what is asked, what is made, what the guard finds, what is kept.

use gamma_core::id::{DealId, ScriptId};
use gamma_core::kazakh::guard::{Basis, Register, Severity};
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::SaveScript;
use gamma_core::wire::scripts::{self, MadeBy, ModelPart};

use super::{all, whole};

/// сен or сіз.
#[uniffi::remote(Enum)]
pub enum Register {
    /// сен
    Sen,
    /// сіз
    Siz,
}

/// How much a finding weighs.
#[uniffi::remote(Enum)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Better said otherwise.
    Warn,
    /// Must be replaced.
    Fail,
}

/// On what a beat stands.
#[uniffi::remote(Enum)]
pub enum Basis {
    /// The brief says it.
    Brief,
    /// The creator's own moment.
    Scene,
    /// The take will show it.
    Shown,
    /// How the creator feels about it.
    Feeling,
    /// Somebody must be able to prove it.
    Claim,
}

/// Who wrote a script.
#[uniffi::remote(Enum)]
pub enum MadeBy {
    /// The engine on this device.
    Engine,
    /// A language model behind the server.
    Model,
    /// The creator.
    Person,
}

/// What the language model did for an answer.
#[uniffi::remote(Enum)]
pub enum ModelPart {
    /// It wrote some of the scripts.
    Wrote,
    /// None is set up, or nobody asked.
    Off,
    /// It did not answer.
    Unreachable,
    /// Nothing that it wrote passed the guard.
    NothingPassed,
    /// The day's allowance is used up.
    UsedUp,
    /// A newer server's word.
    Unknown,
}

/// What scripts are asked for.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptsRequest {
    /// A few words in Kazakh, Russian or English: at most 2 000 characters.
    pub brief: String,
    /// The niche's key where it is known.
    pub niche: Option<String>,
    /// What the creator or the brand vouches for.
    pub facts: Vec<String>,
    /// сен or сіз.
    pub register: Register,
    /// Chance: another seed is another set.
    pub seed: i64,
    /// How many: 1..=5.
    pub count: i32,
    /// The label is spoken too.
    pub says_label: bool,
}

/// Scripts, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptsView {
    /// Best first.
    pub scripts: Vec<ScriptDraftView>,
    /// What chips ask, to make them richer.
    pub questions: Vec<String>,
    /// Why there is none.
    pub refused: Option<ScriptRefusedView>,
    /// What the model did for it.
    pub model: ModelPart,
}

/// Why a brief gets no script.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptRefusedView {
    /// Stable.
    pub code: String,
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
}

/// A script that was proposed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptDraftView {
    /// The micro-story's name.
    pub shape: String,
    /// Who wrote it.
    pub made_by: MadeBy,
    /// The first is the hook, the last the call.
    pub beats: Vec<ScriptBeatView>,
    /// Its label first.
    pub caption: String,
    /// How long it takes to say.
    pub duration_ms: i32,
    /// Its syllables.
    pub syllables: i32,
    /// What could be better.
    pub findings: Vec<ScriptFindingView>,
}

/// One beat with its time.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptBeatView {
    /// What is said.
    pub say: String,
    /// What the camera does.
    pub show: String,
    /// What stands on the screen.
    pub screen: String,
    /// From, in milliseconds.
    pub from_ms: i32,
    /// To, in milliseconds.
    pub to_ms: i32,
    /// On what it stands; *shown* asks the creator to tick «Рас, көрсетемін».
    pub basis: Basis,
}

/// One thing the guard found, in characters (Unicode scalars) of the beats, one a line.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptFindingView {
    /// Stable.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// First character.
    pub from: i32,
    /// One past the last.
    pub to: i32,
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// What could stand instead; an empty text means: leave it out.
    pub replacements: Vec<String>,
}

/// A creator's own words, to be read by the guard.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptCheckRequest {
    /// What it is about.
    pub brief: String,
    /// What is vouched for.
    pub facts: Vec<String>,
    /// сен or сіз.
    pub register: Register,
    /// What is said, a beat each.
    pub says: Vec<String>,
    /// The caption; none for one that is made.
    pub caption: Option<String>,
}

/// What the guard says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ScriptCheckView {
    /// Whether nothing must be replaced.
    pub passes: bool,
    /// How long it takes to say.
    pub duration_ms: i32,
    /// Its syllables.
    pub syllables: i32,
    /// In the order of the text.
    pub findings: Vec<ScriptFindingView>,
}

/// One beat as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct KeptBeatView {
    /// What is said: 1..=400 characters.
    pub say: String,
    /// What the camera does: at most 200.
    pub show: String,
    /// What stands on the screen: at most 80.
    pub screen: String,
}

/// A script to be kept.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct KeepScriptRequest {
    /// The kept script that this replaces; none for a new one.
    pub script: Option<ScriptId>,
    /// The agreed deal that it is for.
    pub deal: Option<DealId>,
    /// What it is about.
    pub brief: String,
    /// сен or сіз.
    pub register: Register,
    /// Who wrote it first.
    pub made_by: MadeBy,
    /// One to twelve.
    pub beats: Vec<KeptBeatView>,
    /// At most 600 characters.
    pub caption: String,
}

/// A script that is kept.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct KeptScriptView {
    /// Which.
    pub script: ScriptId,
    /// For which deal.
    pub deal: Option<DealId>,
    /// What it is about.
    pub brief: String,
    /// сен or сіз.
    pub register: Register,
    /// Who wrote it first.
    pub made_by: MadeBy,
    /// The beats.
    pub beats: Vec<KeptBeatView>,
    /// The caption.
    pub caption: String,
    /// When it was kept last.
    pub saved_at: Timestamp,
}

/// A shell's count as the core reads it.
pub(crate) fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

impl KeepScriptRequest {
    /// The command that keeps it under an id.
    pub(crate) fn of(self, script: ScriptId) -> SaveScript {
        let Self { deal, brief, register, made_by, beats, caption, .. } = self;
        SaveScript { script, deal, brief, register, made_by, beats: all(beats), caption }
    }
}

impl From<ScriptsRequest> for scripts::SuggestScripts {
    fn from(request: ScriptsRequest) -> Self {
        let ScriptsRequest { brief, niche, facts, register, seed, count, says_label } = request;
        let count = u8::try_from(count.clamp(1, 5)).unwrap_or(3);
        let seed = seed.unsigned_abs();
        Self { brief, niche, facts, register, seed, count, says_label, syllables_per_10_s: None }
    }
}

impl From<ScriptCheckRequest> for scripts::CheckScript {
    fn from(request: ScriptCheckRequest) -> Self {
        let ScriptCheckRequest { brief, facts, register, says, caption } = request;
        Self { brief, facts, register, says, caption, syllables_per_10_s: None }
    }
}

impl From<scripts::ScriptsView> for ScriptsView {
    fn from(view: scripts::ScriptsView) -> Self {
        let refused =
            view.refused.map(|refused| ScriptRefusedView { code: refused.code, kk: refused.kk, ru: refused.ru });
        Self { scripts: all(view.scripts), questions: view.questions, refused, model: view.model }
    }
}

impl From<scripts::ScriptDraft> for ScriptDraftView {
    fn from(draft: scripts::ScriptDraft) -> Self {
        Self {
            shape: draft.shape,
            made_by: draft.made_by,
            beats: all(draft.beats),
            caption: draft.caption,
            duration_ms: whole(draft.duration_ms),
            syllables: whole(draft.syllables),
            findings: all(draft.findings),
        }
    }
}

impl From<scripts::ScriptBeat> for ScriptBeatView {
    fn from(beat: scripts::ScriptBeat) -> Self {
        let scripts::ScriptBeat { say, show, screen, from_ms, to_ms, basis } = beat;
        Self { say, show, screen, from_ms: whole(from_ms), to_ms: whole(to_ms), basis }
    }
}

impl From<scripts::ScriptFinding> for ScriptFindingView {
    fn from(finding: scripts::ScriptFinding) -> Self {
        let scripts::ScriptFinding { code, severity, from, to, kk, ru, replacements } = finding;
        Self { code, severity, from: whole(from), to: whole(to), kk, ru, replacements }
    }
}

impl From<scripts::ScriptCheck> for ScriptCheckView {
    fn from(check: scripts::ScriptCheck) -> Self {
        let (duration_ms, syllables) = (whole(check.duration_ms), whole(check.syllables));
        Self { passes: check.passes, duration_ms, syllables, findings: all(check.findings) }
    }
}

impl From<scripts::ScriptView> for KeptScriptView {
    fn from(view: scripts::ScriptView) -> Self {
        let scripts::ScriptView { script, deal, brief, register, made_by, beats, caption, saved_at } = view;
        Self { script, deal, brief, register, made_by, beats: all(beats), caption, saved_at }
    }
}

impl From<scripts::KeptBeat> for KeptBeatView {
    fn from(beat: scripts::KeptBeat) -> Self {
        Self { say: beat.say, show: beat.show, screen: beat.screen }
    }
}

impl From<KeptBeatView> for scripts::KeptBeat {
    fn from(beat: KeptBeatView) -> Self {
        Self { say: beat.say, show: beat.show, screen: beat.screen }
    }
}
