//! The twelve invariants, numbered once. `gamma-server audit` checks them from the tables alone; tests cite them by
//! number.

/// What must always be true of the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Invariant {
    /// 1. The postings of an entry sum to zero.
    EntriesBalance,
    /// 2. Every posting's account exists and was open.
    AccountsExist,
    /// 3. A balance is the sum of its postings; a snapshot as of n changes no balance.
    BalancesAreSums,
    /// 4. A bounded account never passes its bound, holds counted.
    BoundsHold,
    /// 5. `held` of an account is the sum of its open hold remainders; each hold opened = posted + voided + open.
    HoldsAddUp,
    /// 6. No entry, hold or payout names a command whose answer is a refusal.
    RefusalsChangeNothing,
    /// 7. Each accepted command has exactly the entries that its log line hashes.
    LogCoversEntries,
    /// 8. n has no holes, and the log's hash chain is unbroken.
    ChainIsUnbroken,
    /// 9. An earning is in at most one live payout; each statement line of a rail matches one confirmed attempt, and
    ///    the reverse, up to the statement's date.
    PaidOnce,
    /// 10. Per (agent, person, month, profile, line): withheld + open true-up = due by the rules.
    WithheldIsDue,
    /// 11. A payout equals its payout quote to the tiyn.
    PaidAsQuoted,
    /// 12. Per creator: earned − reversed − claims handed back = waiting + payable + in transit + confirmed +
    ///     withheld + advance fee − debt.
    CreatorsAddUp,
}

impl Invariant {
    /// All twelve, in order.
    pub const ALL: [Self; 12] = [
        Self::EntriesBalance,
        Self::AccountsExist,
        Self::BalancesAreSums,
        Self::BoundsHold,
        Self::HoldsAddUp,
        Self::RefusalsChangeNothing,
        Self::LogCoversEntries,
        Self::ChainIsUnbroken,
        Self::PaidOnce,
        Self::WithheldIsDue,
        Self::PaidAsQuoted,
        Self::CreatorsAddUp,
    ];

    /// 1 to 12.
    pub const fn number(self) -> u8 {
        match self {
            Self::EntriesBalance => 1,
            Self::AccountsExist => 2,
            Self::BalancesAreSums => 3,
            Self::BoundsHold => 4,
            Self::HoldsAddUp => 5,
            Self::RefusalsChangeNothing => 6,
            Self::LogCoversEntries => 7,
            Self::ChainIsUnbroken => 8,
            Self::PaidOnce => 9,
            Self::WithheldIsDue => 10,
            Self::PaidAsQuoted => 11,
            Self::CreatorsAddUp => 12,
        }
    }

    /// One line for the audit's report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EntriesBalance => "the postings of an entry sum to zero",
            Self::AccountsExist => "every posting's account exists and was open",
            Self::BalancesAreSums => "a balance is the sum of its postings",
            Self::BoundsHold => "a bounded account never passes its bound",
            Self::HoldsAddUp => "held is the sum of open holds",
            Self::RefusalsChangeNothing => "a refused command changed nothing",
            Self::LogCoversEntries => "a command has the entries its log line hashes",
            Self::ChainIsUnbroken => "n has no holes and the chain is unbroken",
            Self::PaidOnce => "an earning is in at most one live payout",
            Self::WithheldIsDue => "what is withheld is what is due",
            Self::PaidAsQuoted => "a payout equals its quote",
            Self::CreatorsAddUp => "a creator's money adds up",
        }
    }
}

impl std::fmt::Display for Invariant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "invariant {}: {}", self.number(), self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_twelve_with_one_number_each() {
        let numbers: Vec<u8> = Invariant::ALL.iter().map(|invariant| invariant.number()).collect();
        assert_eq!(numbers, (1..=12).collect::<Vec<u8>>());
        assert_eq!(Invariant::BoundsHold.to_string(), "invariant 4: a bounded account never passes its bound");
    }
}
