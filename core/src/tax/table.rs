//! The dated table of `core/data/tax/kz.json`: read once, checked whole. A table that contradicts itself does not
//! load, so that the arithmetic beside it needs no doubts.

use serde::{Deserialize, Serialize};
use std::sync::{LazyLock, RwLock};

use super::{Flags, Form, LineCode, Payee, Profile};
use crate::money::{Money, Unit};
use crate::time::Day;

static BUILT_IN: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../data/tax/kz.json");
    Table::from_json(text).expect("the table in the source is checked by a test")
});

/// The table in force: the build's own, until a larger one is installed.
static IN_FORCE: RwLock<Option<&'static Table>> = RwLock::new(None);

/// So many days before a year begins its indices must be there.
const WARNED_DAYS: i32 = 45;

/// All rules and indices.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What the file is.
    pub about: String,
    /// To what every line is rounded, and how income tax runs over a year.
    pub policy: Policy,
    /// The year's monthly index and minimum wage.
    pub indices: Vec<Index>,
    /// Rules by profile and date.
    pub rules: Vec<Rule>,
    /// Value added tax, on the platform's own services alone (TC 455-456).
    pub vat: Vec<Vat>,
    /// To whom each line goes.
    pub payees: Vec<Payee>,
    /// How lines lie on the form of the agents' declaration.
    pub declaration: Form,
}

/// Value added tax over some time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vat {
    /// The first day.
    pub from: Day,
    /// The last day; none while in force.
    pub to: Option<Day>,
    /// The rate in basis points.
    pub bp: u16,
    /// The year's turnover past which one must register, in MRP.
    pub threshold_mrp: u32,
    /// The source.
    pub law: String,
}

/// What the law leaves open and a house decides once (facts: rounding and the 15 % tail are of medium confidence).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// To what every line is rounded, half up, per person, month and line.
    pub rounding: Unit,
    /// How the scale of income tax runs over a year.
    pub income_tax: IncomeTax,
}

/// How income tax under a civil contract meets the scale of TC 363.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncomeTax {
    /// Every band, over the taxable income of the year with one agent.
    Cumulative,
    /// The lowest band alone; the person settles the rest in an annual declaration (TC 411-412).
    #[serde(rename = "flat_10")]
    LowestBand,
}

/// One year's indices.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Which year.
    pub year: i16,
    /// The monthly calculation index.
    pub mrp: Money,
    /// The minimum wage.
    pub mzp: Money,
    /// The source.
    pub law: String,
    /// How sure the source is.
    pub confidence: Confidence,
}

/// How a profile is treated over some time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name: the profile, and the year of a rule that ended.
    pub id: String,
    /// Whose.
    pub profile: Profile,
    /// The first day.
    pub from: Day,
    /// The last day; none while in force.
    pub to: Option<Day>,
    /// Who withholds.
    pub agent: RuleAgent,
    /// The month's income may not pass so many MRP.
    pub month_limit_mrp: Option<u32>,
    /// What the person may ask to have deducted from taxable income.
    pub base_deduction: Option<Deduction>,
    /// The source.
    pub law: String,
    /// How sure the source is.
    pub confidence: Confidence,
    /// What is less sure than the rest.
    #[serde(default)]
    pub note: Option<String>,
    /// In the order of calculation: a base may use lines above.
    pub lines: Vec<LineRule>,
    /// What a person pays without us, as a hint: nothing of it is withheld.
    #[serde(default)]
    pub estimate: Option<Estimate>,
}

/// A hint at what a sole proprietor sets aside (TC 726).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// The name of the figure.
    pub code: String,
    /// The rate where no place says otherwise, in basis points.
    pub bp: u16,
    /// Places whose councils decided otherwise.
    #[serde(default)]
    pub local: Vec<LocalRate>,
}

/// A council's rate.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalRate {
    /// Which place.
    pub place: String,
    /// Its rate in basis points.
    pub bp: u16,
    /// The last day; none while in force.
    #[serde(default)]
    pub to: Option<Day>,
    /// The council's decision.
    pub law: String,
}

/// Who may be the agent of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleAgent {
    /// Only the platform's operator.
    Platform,
    /// Whoever pays the income.
    Payer,
    /// Nobody withholds.
    Nobody,
}

/// A monthly deduction with a yearly bound.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deduction {
    /// At most in a month.
    pub month_mrp: u32,
    /// At most in a year.
    pub year_mrp: u32,
}

/// One line's rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineRule {
    /// Which line.
    pub line: LineCode,
    /// From what it is taken.
    pub base: Base,
    /// Rates, lowest band first; only the last has no upper bound.
    pub scale: Vec<Band>,
    /// The part of the month's base that counts.
    pub cap: Option<Cap>,
    /// A base below it counts as this much; nothing where there is no income.
    #[serde(default)]
    pub floor: Option<Cap>,
    /// The day of the next month by which it is due.
    pub due_day: i8,
    /// Whom it spares.
    pub off_if: Vec<OffIf>,
    /// The article that orders it.
    pub law: String,
    /// The payment's purpose code on a transfer to the state.
    #[serde(default)]
    pub knp: Option<String>,
    /// The budget's code, for what goes to the treasury.
    #[serde(default)]
    pub kbk: Option<String>,
}

/// From what a line is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The month's income.
    Gross,
    /// The month's income less the pension line.
    GrossLessOpv,
    /// The year's income less all lines above and the base deduction.
    YearTaxable,
}

/// A rate up to a bound.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The band's end, in MRP of the year.
    #[serde(default)]
    pub up_to_mrp: Option<u32>,
    /// The rate inside it, in basis points.
    pub bp: u16,
}

/// A cap in one of the two indices.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cap {
    /// So many monthly indices.
    Mrp(u32),
    /// So many minimum wages.
    Mzp(u32),
}

/// Whom a line spares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum OffIf {
    PensionAge,
    Disability,
    #[serde(rename = "born_before_1975")]
    BornBefore1975,
    StateInsured,
}

impl OffIf {
    /// The stable name in data and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PensionAge => "pension_age",
            Self::Disability => "disability",
            Self::BornBefore1975 => "born_before_1975",
            Self::StateInsured => "state_insured",
        }
    }
}

/// How sure a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Confidence {
    High,
    Medium,
    Low,
}

/// Why a table does not load.
#[derive(Debug, thiserror::Error)]
pub enum BadTable {
    /// Not the shape of a table.
    #[error("the tax table has another shape")]
    Shape(#[from] serde_json::Error),
    /// It contradicts itself; the text names the rows.
    #[error("the tax table contradicts itself: {0}")]
    Contradiction(String),
}

/// Puts a table in force for this process: the build's own with what an operator added to it. It happens at the start
/// and perhaps once a year, so the one before stays in memory for whoever still reads it.
pub fn install(table: Table) {
    let table: &'static Table = Box::leak(Box::new(table));
    *IN_FORCE.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(table);
}

impl Table {
    /// The table in force.
    pub fn get() -> &'static Self {
        let installed = *IN_FORCE.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        installed.unwrap_or_else(Self::built_in)
    }

    /// The table of this build.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads and checks a table.
    pub fn from_json(text: &str) -> Result<Self, BadTable> {
        let table: Self = serde_json::from_str(text)?;
        super::check::table(&table).map_err(BadTable::Contradiction)?;
        Ok(table)
    }

    /// The indices of a year.
    pub fn index(&self, year: i16) -> Option<&Index> {
        self.indices.iter().find(|index| index.year == year)
    }

    /// A year that is here or near and has no indices: nothing can be paid from its first day on.
    pub fn year_missing(&self, today: Day) -> Option<i16> {
        let near = [today, today.plus_days(WARNED_DAYS)].map(|day| day.month().year());
        near.into_iter().find(|year| self.index(*year).is_none())
    }

    /// To whom a line goes.
    pub fn payee(&self, line: LineCode) -> Option<&Payee> {
        self.payees.iter().find(|payee| payee.line == line)
    }

    /// Value added tax on a day.
    pub fn vat(&self, day: Day) -> Option<&Vat> {
        self.vat.iter().find(|vat| vat.from <= day && vat.to.is_none_or(|to| day <= to))
    }

    /// The profile that a rule's or a profile's name means.
    pub fn profile(&self, name: &str) -> Option<Profile> {
        let named = self.rules.iter().find(|rule| rule.id == name || rule.profile.code() == name);
        named.map(|rule| rule.profile)
    }

    /// The rule of a profile in force on a day.
    pub fn rule(&self, profile: Profile, day: Day) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.profile == profile && rule.is_in_force(day))
    }
}

impl Rule {
    fn is_in_force(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl LineRule {
    /// Whether the line is taken from a person with these flags.
    pub fn is_on(&self, flags: Flags) -> bool {
        self.spared_by(flags).is_none()
    }

    /// What spares a person with these flags from the line.
    pub fn spared_by(&self, flags: Flags) -> Option<OffIf> {
        self.off_if.iter().copied().find(|reason| reason.holds(flags))
    }
}

impl OffIf {
    const fn holds(self, flags: Flags) -> bool {
        match self {
            Self::PensionAge => flags.is_pension_age,
            Self::Disability => flags.has_disability,
            Self::BornBefore1975 => flags.is_born_before_1975,
            Self::StateInsured => flags.is_state_insured,
        }
    }
}

impl Index {
    /// A cap of this year as an amount.
    pub fn cap(&self, cap: Cap) -> Money {
        match cap {
            Cap::Mrp(times) => self.mrp.times(times),
            Cap::Mzp(times) => self.mzp.times(times),
        }
    }
}
