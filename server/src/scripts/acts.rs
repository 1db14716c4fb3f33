//! Keeping and forgetting. A script is its creator's alone: whoever else names it finds nothing.

use gamma_core::id::{PersonId, ScriptId};
use gamma_core::wire::Topic;
use gamma_core::wire::commands::SaveScript;

use crate::book::rows::ScriptRow;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::{Json, Word};

/// Keeps a script, or keeps it anew.
pub(super) struct Saving {
    pub creator: PersonId,
    pub script: SaveScript,
}

impl Act for Saving {
    fn needs(&self, needs: &mut Needs) {
        needs.script(self.script.script, self.creator);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let script = &self.script;
        if book.scripts.find(&script.script).is_some_and(|row| row.creator_id != self.creator) {
            return Err(Refusal::not_found("script"));
        }
        book.scripts.put(ScriptRow {
            id: script.script,
            creator_id: self.creator,
            deal_id: script.deal,
            brief: script.brief.clone(),
            register: Word(script.register),
            made_by: Word(script.made_by),
            beats: Json(script.beats.clone()),
            caption: script.caption.clone(),
            saved_at: call.now,
            forgotten_at: None,
        });
        book.touch(self.creator, Topic::Script, script.script);
        Ok(serde_json::Value::Null)
    }
}

/// Forgets a script, words and all.
pub(super) struct Forgetting {
    pub creator: PersonId,
    pub script: ScriptId,
}

impl Act for Forgetting {
    fn needs(&self, needs: &mut Needs) {
        needs.script(self.script, self.creator);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let is_own = book.scripts.get(&self.script)?.creator_id == self.creator;
        if !is_own {
            return Err(Refusal::not_found("script"));
        }
        let row = book.scripts.edit(&self.script)?;
        row.forgotten_at = Some(call.now);
        row.beats = Json(Vec::new());
        row.brief.clear();
        row.caption.clear();
        book.touch_gone(self.creator, Topic::Script, self.script);
        Ok(serde_json::Value::Null)
    }
}
