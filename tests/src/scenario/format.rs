//! What a scenario's file holds. An unknown word anywhere is an error, so that a misspelt step is never skipped.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use gamma_core::money::Money;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{NoReason, PayoutChoice, PostProblem};
use gamma_core::wire::views::Light;
use serde::Deserialize;
use serde_json::{Map, Value};

/// One flow.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// A sentence that says what is so afterwards.
    pub name: String,
    /// Who plays, by short names.
    pub cast: BTreeMap<String, Role>,
    /// In order.
    pub steps: Vec<Step>,
}

/// What somebody is when the scenario begins.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", deny_unknown_fields)]
pub enum Role {
    /// Signed in on a phone of their own, past the first session, self-employed status confirmed.
    Creator {},
    /// Somebody with a phone number and nothing else.
    Person {},
    /// A company with somebody at its desk.
    Brand {
        /// What it may owe; nothing for a brand that pays ahead.
        credit: Money,
        /// How much work its silence may approve.
        trust: Money,
        /// How much may be advanced against it.
        advance: Money,
    },
}

/// Who, and what.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Step {
    /// A name of the cast, or `operator`, `bank`, `rail`, `time`.
    pub who: String,
    /// An act or a look.
    pub what: What,
    words: String,
}

/// What a step is.
#[derive(Debug, Clone)]
pub enum What {
    /// Something is done; with a code, it must be refused with it.
    Does(Act, Option<Code>),
    /// A screen must show something.
    Sees(Look),
}

/// A screen and what it shows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Which screen.
    pub sees: String,
    /// Of which campaign, kind of notice or kind of command.
    pub of: Option<String>,
    /// Of whose deal, where a brand looks.
    pub with: Option<String>,
    /// These of the screen's figures, with these values.
    pub shows: BTreeMap<String, Value>,
}

/// Everything that can be done. Deals are named by their campaign; sums are in tiyn.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", tag = "does", deny_unknown_fields)]
#[allow(missing_docs, reason = "the README of the scenarios says each word's meaning once")]
pub enum Act {
    SignIn { on_phone_of: Option<String> },
    SignOut {},
    Introduce {},
    GoOffline {},
    GoOnline {},
    Sync {},
    SwipeYes { offer: String, payout: PayoutChoice },
    SwipeNo { offer: String, reason: Option<NoReason> },
    TakeBack { deal: String },
    SendDraft { deal: String },
    SendPost { deal: String },
    CancelDeal { deal: String },
    ChangePayout { deal: String, payout: PayoutChoice },
    RequestPayout {},
    TakeAdvance { deal: String },
    OpenCampaign { named: String, fee: Money, slots: u32 },
    AskFix { deal: String, with: String, note: String },
    ClearDraft { deal: String, with: String },
    RefuseDraft { deal: String, with: String, reason: String },
    PassPost { deal: String, with: String },
    ReturnPost { deal: String, with: String, problem: PostProblem },
    Grant { brand: String, credit: Option<Money>, trust: Option<Money>, advance: Option<Money> },
    TurnLight { brand: String, light: Light },
    DecideDeal { deal: String, with: String, pays: Money },
    BookPayment { brand: String, amount: Money, reference: String },
    TreatPayments { manner: RailManner },
    PayLate {},
    SendBack {},
    Pass { hours: i64 },
}

/// How the rail treats payments from now on.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the README of the scenarios says each word's meaning once")]
pub enum RailManner {
    Confirms,
    Refuses,
    SaysNothing,
    IsLate,
    SaysItTwice,
    ConfirmsAndSendsBack,
}

impl Scenario {
    /// Reads one from its file.
    pub fn read(path: &Path) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        serde_json::from_slice(&bytes).map_err(|problem| format!("{name}: {problem}"))
    }
}

impl TryFrom<Map<String, Value>> for Step {
    type Error = String;

    fn try_from(mut fields: Map<String, Value>) -> Result<Self, String> {
        let words = Value::Object(fields.clone()).to_string();
        let wrong = |problem: serde_json::Error| format!("{problem} in {words}");
        let who = fields.remove("who").and_then(|who| who.as_str().map(ToOwned::to_owned));
        let who = who.ok_or_else(|| format!("nobody does {words}"))?;
        let refused = fields.remove("refused").map(serde_json::from_value).transpose().map_err(wrong)?;
        let what = if fields.contains_key("does") {
            What::Does(serde_json::from_value(Value::Object(fields)).map_err(wrong)?, refused)
        } else {
            What::Sees(serde_json::from_value(Value::Object(fields)).map_err(wrong)?)
        };
        Ok(Self { who, what, words })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Result<Step, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn a_misspelt_step_is_an_error_and_never_skipped() {
        assert!(step(r#"{"who": "aigul", "does": "sync"}"#).is_ok());
        assert!(step(r#"{"who": "aigul", "does": "sink"}"#).is_err());
        assert!(step(r#"{"does": "sync"}"#).is_err());
        assert!(step(r#"{"who": "time", "does": "pass", "hours": 2, "minutes": 3}"#).is_err());
        assert!(step(r#"{"who": "aigul", "sees": "deal", "of": "a", "shown": {}}"#).is_err());
    }
}
