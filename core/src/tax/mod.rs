//! Tax: which lines are withheld for this person on this day. Rates are dated data, never code; a date, a
//! profile or a status without data is a refusal with a reason, never a guess.

use serde::{Deserialize, Serialize};

use crate::id::BrandId;
use crate::money::Money;
use crate::time::Day;
use crate::wire::Code;

mod addition;
mod calculation;
mod check;
mod declaration;
mod explained;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod golden_tiyn;
mod meter;
mod month;
mod payee;
mod person;
mod table;
mod words;

pub use addition::{Addition, End};
pub use calculation::{Case, history_after, lines, lines_by, lowest_lawful_net};
pub use declaration::{Declaration, DeclaredField, Form, FormField, Quarter, declaration};
pub use explained::{Explained, ExplainedLine, Hint, explained};
pub use meter::{Level, Meter, meter};
pub use month::{Before, histories};
pub use payee::Payee;
pub use person::{agent_of, flags_of, profile_of};
pub use table::{BadTable, Confidence, IncomeTax, OffIf, Policy, Table, install};
pub use words::{InLanguages, LineWords};

/// How a creator is treated (Tax Code of 18.07.2025 No. 214-VIII; Social Code of 20.04.2023 No. 224-VII).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Profile {
    /// Self-employed through a platform (TC 718–721, SC 102-1); only after an operator's confirmation.
    #[serde(rename = "kz.se.platform")]
    SelfEmployedPlatform,
    /// Civil-law contract (TC 427, 437–440; SC 243–249): the default for a resident who is no entrepreneur.
    #[serde(rename = "kz.gph")]
    CivilContract,
    /// A sole proprietor: paid gross (TC 427 a contrario).
    #[serde(rename = "kz.ip.simplified")]
    SoleProprietor,
    /// A legal entity: paid gross (TC 427).
    #[serde(rename = "kz.entity")]
    LegalEntity,
}

/// What changes a person's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Flags {
    /// Reached pension age (SC 207(1)).
    pub is_pension_age: bool,
    /// Disability group I or II, indefinite (SC 248(3)(2)).
    pub has_disability: bool,
    /// Born before 1975-01-01 (SC 248(6)(6)).
    pub is_born_before_1975: bool,
    /// Insured by the state, such as a full-time student (MSHI art. 26).
    pub is_state_insured: bool,
    /// Asked this agent in writing for the base deduction (TC 403).
    pub wants_base_deduction: bool,
}

/// Who withholds and answers for it: the platform, or the brand on its recorded authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agent {
    /// The platform (TC 721(3)).
    Platform,
    /// The brand that pays the income (TC 361(1)).
    Brand(BrandId),
}

/// A withheld line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum LineCode {
    #[serde(rename = "OPV")]
    Opv,
    #[serde(rename = "OPVR")]
    Opvr,
    #[serde(rename = "SO")]
    So,
    #[serde(rename = "VOSMS")]
    Vosms,
    #[serde(rename = "IIT")]
    Iit,
}

/// One withheld amount of one payout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxLine {
    /// Which.
    pub line: LineCode,
    /// The part of the payout it was taken from, after caps.
    pub base: Money,
    /// What is withheld; may be nothing.
    pub amount: Money,
    /// When it is due at the latest.
    pub due_on: Day,
}

/// What one agent has paid one person under one profile before, in a month or a year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct History {
    /// Gross paid before.
    pub gross: Money,
    /// Due per line before.
    pub withheld: Vec<(LineCode, Money)>,
    /// Income taxed by IIT before (after deductions).
    pub iit_taxable: Money,
    /// Base deduction used before.
    pub deduction_used: Money,
    /// What the month's payouts should have withheld more (or less, if negative), because one of them failed since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<(LineCode, Money)>,
}

/// Why no lines can be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Refusal {
    /// The year has no indices yet.
    #[error("no indices for the year {year}")]
    NoIndexForYear {
        /// Which year.
        year: i16,
    },
    /// The profile was not in force on the day.
    #[error("the profile has no rules on {day}")]
    NoRulesOnDay {
        /// Which day.
        day: Day,
    },
    /// Only the platform's operator may withhold under this profile (TC 721(3)).
    #[error("another agent withholds under this profile")]
    WrongAgent,
    /// The brand would withhold under this profile and has not authorised the platform to do it in its name.
    #[error("the brand has not authorised the platform to withhold in its name")]
    NoAuthority,
    /// The month's income would pass the regime's limit (TC 718(2)(3)).
    #[error("the month's income would pass the limit")]
    IncomeLimit {
        /// The limit of the month.
        limit: Money,
        /// What is still free of it.
        left: Money,
    },
}

impl Refusal {
    /// The code on the wire.
    pub const fn code(&self) -> Code {
        match self {
            Self::NoIndexForYear { .. } => Code::NoIndexForYear,
            Self::NoRulesOnDay { .. } | Self::WrongAgent => Code::NoTaxRules,
            Self::NoAuthority => Code::TaxAuthorityMissing,
            Self::IncomeLimit { .. } => Code::IncomeLimit,
        }
    }
}

impl LineCode {
    /// All, in the order people see them.
    pub const ALL: [Self; 5] = [Self::Opv, Self::Opvr, Self::So, Self::Vosms, Self::Iit];

    /// The official short code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opv => "OPV",
            Self::Opvr => "OPVR",
            Self::So => "SO",
            Self::Vosms => "VOSMS",
            Self::Iit => "IIT",
        }
    }
}

impl Profile {
    /// The stable name in data, SQL and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfEmployedPlatform => "kz.se.platform",
            Self::CivilContract => "kz.gph",
            Self::SoleProprietor => "kz.ip.simplified",
            Self::LegalEntity => "kz.entity",
        }
    }
}
