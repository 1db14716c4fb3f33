//! Money and quotes: the server's figures, as they came. A shell formats them and never computes with them.

use gamma_core::quote;
use gamma_core::quote::Difference;
use gamma_core::tax::LineCode;
use gamma_core::time::Day;

use super::{TaxProfile, all};

/// An amount in whole tiyn: 100 are one tenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, uniffi::Record)]
pub struct Money {
    /// In tiyn.
    pub tiyn: i64,
}

/// One figure of money with how it adds up: `net = gross − advance_fee − lines − debt`.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct QuoteView {
    /// What is earned.
    pub gross: Money,
    /// The price of being paid at once; nothing when waiting.
    pub advance_fee: Money,
    /// That price in hundredths of a per cent; 0 when waiting.
    pub advance_bp: i32,
    /// What is withheld, line by line; lines of nothing are left out.
    pub lines: Vec<QuoteLineView>,
    /// All lines together.
    pub withheld: Money,
    /// An earlier debt that is set off.
    pub debt: Money,
    /// What reaches the account.
    pub net: Money,
    /// The tax profile is not known yet: `net` is *at least*, and can only go up.
    pub is_at_least: bool,
    /// The profile that was counted with.
    pub profile: TaxProfile,
    /// When it lands.
    pub lands: Lands,
    /// The day that the quote took for the payment.
    pub day: Day,
}

/// One withheld line.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct QuoteLineView {
    /// Which.
    pub line: LineCode,
    /// From how much it was taken.
    pub base: Money,
    /// How much is withheld.
    pub amount: Money,
    /// When it is due to the state at the latest.
    pub due_on: Day,
}

/// When money lands, as the rail says it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Lands {
    /// So many minutes after the approval.
    Minutes {
        /// How many.
        minutes: i32,
    },
    /// With the bank's run: today's before the cut-off, else the next bank day's.
    BankDays {
        /// Bank days after the run.
        days: i32,
        /// The cut-off's hour in Almaty, 0..=23.
        cutoff_hour: i32,
    },
    /// When the brand has paid, at the latest on this day.
    Waiting {
        /// The due date.
        due_on: Day,
    },
}

/// A withheld line (mandatory pension contribution, the payer's own pension contribution, social insurance,
/// medical insurance, income tax).
#[uniffi::remote(Enum)]
pub enum LineCode {
    /// Mandatory pension contribution.
    Opv,
    /// The payer's own pension contribution.
    Opvr,
    /// Social insurance.
    So,
    /// Medical insurance.
    Vosms,
    /// Income tax.
    Iit,
}

/// Why a payout differs from what its offers said.
#[uniffi::remote(Enum)]
pub enum Difference {
    /// Cumulative rounding over the month.
    Rounding,
    /// Other income of the month came before.
    MonthToDate,
    /// A cap was reached.
    Cap,
    /// The profile changed.
    Profile,
    /// The rules of another day apply.
    RuleDate,
}

impl From<gamma_core::money::Money> for Money {
    fn from(money: gamma_core::money::Money) -> Self {
        Self { tiyn: money.tiyn() }
    }
}

impl From<Money> for gamma_core::money::Money {
    fn from(money: Money) -> Self {
        Self::from_tiyn(money.tiyn)
    }
}

impl From<quote::Quote> for QuoteView {
    fn from(quote: quote::Quote) -> Self {
        let withheld: gamma_core::money::Money = quote.lines.iter().map(|line| line.amount).sum();
        let lines = quote.lines.into_iter().filter(|line| line.amount.is_positive());
        Self {
            gross: quote.gross.into(),
            advance_fee: quote.advance_fee.into(),
            advance_bp: super::whole(quote.assumed.advance_bp),
            withheld: withheld.into(),
            lines: all(lines),
            debt: quote.debt.into(),
            net: quote.net.into(),
            is_at_least: !quote.assumed.is_profile_known,
            profile: quote.assumed.profile.into(),
            lands: quote.lands.into(),
            day: quote.assumed.day,
        }
    }
}

impl From<gamma_core::tax::TaxLine> for QuoteLineView {
    fn from(line: gamma_core::tax::TaxLine) -> Self {
        Self { line: line.line, base: line.base.into(), amount: line.amount.into(), due_on: line.due_on }
    }
}

impl From<quote::Lands> for Lands {
    fn from(lands: quote::Lands) -> Self {
        match lands {
            quote::Lands::Minutes { minutes } => Self::Minutes { minutes: minutes.into() },
            quote::Lands::BankDays { days, cutoff_hour } => {
                Self::BankDays { days: days.into(), cutoff_hour: cutoff_hour.into() }
            }
            quote::Lands::Waiting { due_on } => Self::Waiting { due_on },
        }
    }
}
