//! Quotes: gross → advance fee → lines → net, and when it lands. The payout must equal its payout quote to
//! the tiyn; against the offer quote only tax lines may differ, each with a reason.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::tax::{Profile, TaxLine};
use crate::time::Day;

mod difference;
mod making;

pub use difference::{combined, differences, is_as_agreed};
pub use making::{OfferInput, PayoutInput, Person, offer_quote, payout_quote};

/// One figure of money a creator can trust, with how it adds up: net = gross − advance_fee − debt − Σ lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What is earned.
    pub gross: Money,
    /// The price of being paid at once; nothing when waiting.
    pub advance_fee: Money,
    /// What is withheld.
    pub lines: Vec<TaxLine>,
    /// An earlier debt that is set off; nothing in an offer quote.
    pub debt: Money,
    /// What reaches the account.
    pub net: Money,
    /// When it lands.
    pub lands: Lands,
    /// Under which assumptions.
    pub assumed: Assumed,
}

/// When money lands, as the rail says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Lands {
    /// So many minutes after the approval (an API rail).
    Minutes {
        /// How many.
        minutes: u16,
    },
    /// With the bank's run: today's before the cut-off, else the next bank day (a bank file).
    BankDays {
        /// Bank days after the run.
        days: u16,
        /// The cut-off's hour in Almaty, 0..=23.
        cutoff_hour: u8,
    },
    /// When the brand has paid: at the latest on this day, without an advance fee.
    Waiting {
        /// The due date.
        due_on: Day,
    },
}

/// What a quote took for granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumed {
    /// The day of payment.
    pub day: Day,
    /// The profile used.
    pub profile: Profile,
    /// False: the person's profile is not known yet, and `net` is the lowest lawful one, *at least*.
    pub is_profile_known: bool,
    /// Income of the month before.
    pub month_to_date: Money,
    /// The price of the advance in basis points; 0 when waiting.
    pub advance_bp: i64,
}

/// Why a payout quote differs from its offer quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
