//! To whom a withheld line goes: accounts and payment codes, as data with their source.

use serde::{Deserialize, Serialize};

use super::LineCode;
use super::table::Confidence;
use crate::person::{Bin, Iban};

/// Who takes a line for the state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payee {
    /// Which line.
    pub line: LineCode,
    /// The beneficiary's name, as a payment order has it.
    pub name: String,
    /// Its company number; none where it depends on the payer's district.
    pub bin: Option<String>,
    /// Its bank.
    pub bic: String,
    /// Its account.
    pub iban: String,
    /// The purpose code.
    pub knp: String,
    /// Residence and sector.
    pub kbe: String,
    /// The budget code, for the treasury alone.
    #[serde(default)]
    pub kbk: Option<String>,
    /// What the payment is for, in words.
    pub purpose: String,
    /// The source.
    pub law: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Whether an account or a number cannot be, or a line has two payees; the text names the line.
pub(super) fn check(payees: &[Payee]) -> Result<(), String> {
    for (place, payee) in payees.iter().enumerate() {
        let line = payee.line.code();
        let is_real = Iban::parse(&payee.iban).is_ok() && payee.bin.as_ref().is_none_or(|bin| Bin::parse(bin).is_ok());
        let is_coded = payee.knp.len() == 3 && payee.knp.chars().all(|c| c.is_ascii_digit());
        if !is_real || !is_coded || payee.law.trim().is_empty() {
            return Err(format!("the payee of {line} lacks an account, a code or a source"));
        }
        if payees.iter().skip(place.saturating_add(1)).any(|other| other.line == payee.line) {
            return Err(format!("{line} has two payees"));
        }
    }
    Ok(())
}
