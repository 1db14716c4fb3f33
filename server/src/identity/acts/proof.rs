//! The proof of a handle: the creator asks for a look, a job reads the bio, and what it found is written down if the
//! handle is still the same.

use gamma_core::id::PersonId;
use gamma_core::terms::Platform;
use gamma_core::wire::{Code, Topic};
use serde::{Deserialize, Serialize};

use crate::book::{Act, Book, Call, Needs, Refusal};

/// The job that reads a bio.
pub const LOOK: &str = "handle_look";

/// Whose handle is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandleLook {
    pub person: PersonId,
    pub platform: Platform,
    pub handle: String,
}

/// The creator has put the code into the bio, and asks for a look.
pub struct AskingProof {
    pub person: PersonId,
    pub platform: Platform,
}

/// The code stood in the bio.
pub struct Proved(pub HandleLook);

impl Act for AskingProof {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.person);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let handles = &book.creators.get(&self.person)?.handles.0;
        let declared = handles.iter().find(|each| each.platform == self.platform);
        let Some(declared) = declared else {
            let missing = serde_json::json!({ "missing": ["handle"] });
            return Err(Refusal::new(Code::Precondition, "no handle is declared for this platform").with(missing));
        };
        if !declared.is_proved {
            let (person, platform) = (self.person, self.platform);
            let look = HandleLook { person, platform, handle: declared.handle.clone() };
            let body = serde_json::to_value(look).map_err(|_| Refusal::new(Code::Internal, "a look has no JSON"))?;
            book.enqueue(call, LOOK, &call.id.to_string(), &body, call.now);
        }
        Ok(serde_json::Value::Null)
    }
}

impl Act for Proved {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.0.person);
    }

    fn decide(&self, book: &mut Book, _: &Call) -> Result<serde_json::Value, Refusal> {
        let look = &self.0;
        let handles = &mut book.creators.edit(&look.person)?.handles.0;
        let is_same = |platform, handle: &str| platform == look.platform && handle == look.handle;
        if let Some(same) = handles.iter_mut().find(|each| is_same(each.platform, &each.handle)) {
            same.is_proved = true;
            book.touch(look.person, Topic::Profile, look.person);
        }
        Ok(serde_json::Value::Null)
    }
}
