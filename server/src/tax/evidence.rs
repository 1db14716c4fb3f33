//! Evidence: an operator has seen the document that proves how a person is treated. Who, when, which document and until
//! when are kept; on the day after its last one the person is treated by the civil contract again, which is always
//! lawful.

use gamma_core::id::{CommandId, EvidenceId, Id, PersonId};
use gamma_core::tax::Profile;
use gamma_core::time::Day;
use gamma_core::wire::Answer;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::book::Actor;
use crate::book::rows::Creator;
use crate::error::Error;
use crate::identity::acts::tax::Confirming;

/// One line of a file of evidence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    person: PersonId,
    profile: Profile,
    document: String,
    until: Option<Day>,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Imported {
    pub done: usize,
    pub refused: usize,
}

/// Records a CSV file of evidence (`person,profile,document,until`), a command a line; a line that was taken before is
/// not taken twice. Says which lines were refused, by number and code.
pub async fn import(app: &App, file: &[u8], operator: &str) -> Result<(Imported, Vec<String>), Error> {
    let (mut imported, mut said) = (Imported::default(), Vec::new());
    let mut reader = csv::Reader::from_reader(file);
    for (number, line) in (2_usize..).zip(reader.deserialize::<Line>()) {
        let outcome = match line {
            Ok(line) => record(app, line, operator).await?,
            Err(_) => Err("another shape".to_owned()),
        };
        match outcome {
            Ok(()) => imported.done = imported.done.saturating_add(1),
            Err(reason) => {
                imported.refused = imported.refused.saturating_add(1);
                said.push(format!("line {number}: {reason}"));
            }
        }
    }
    Ok((imported, said))
}

async fn record(app: &App, line: Line, operator: &str) -> Result<Result<(), String>, Error> {
    let key = format!("{}/{}/{}/{:?}", line.person, line.profile.code(), line.document, line.until);
    let id = CommandId::derived(line.person.uuid(), &hex::encode(Sha256::digest(key.as_bytes())));
    let act = Confirming {
        person: line.person,
        profile: line.profile,
        operator: operator.to_owned(),
        document: line.document,
        until: line.until,
    };
    let actor = Actor::Operator(operator.to_owned());
    let outcome = app.gate.act(actor, id, "confirm_tax", app.clock.now(), act).await?;
    Ok(match outcome.answer {
        Answer::Done { .. } => Ok(()),
        Answer::Rejected { code, .. } => Err(code.text().to_owned()),
    })
}

/// The id that a command's evidence has.
pub fn evidence_id(command: CommandId) -> EvidenceId {
    EvidenceId::derived(command.uuid(), "evidence")
}

impl Creator {
    /// How the person is treated on a day: as was confirmed while that holds, else by the civil contract, which is
    /// always lawful. None before the tax interview.
    pub fn profile_on(&self, day: Day) -> Option<Profile> {
        let profile = self.tax_profile?.0;
        Some(if self.tax_confirmed_until.is_some_and(|until| until < day) { Profile::CivilContract } else { profile })
    }
}
