//! Payouts: where one may go next, the least that is sent, and when money lands. A payout that left is never paid
//! again: what the rail did not say is *unknown* and only asked.

use crate::calendar::{is_working_day, working_day_from, working_days_after};
use crate::money::Money;
use crate::quote::Lands;
use crate::time::Timestamp;
use crate::wire::Code;
use crate::wire::views::PayoutState;

/// A payout whose net is less waits for more.
pub const MINIMUM_NET: Money = Money::from_tenge(100);

/// Banks have booked the day's money by this hour.
const BANK_DAY_ENDS_HOUR: i64 = 18;

/// How a rail counts time. Data, not a promise of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RailClass {
    /// A provider's interface: minutes from the approval.
    Api {
        /// How many.
        minutes: u16,
    },
    /// A bank file: bank days after a run with a cut-off.
    BankFile {
        /// Bank days after the run.
        days: u16,
        /// The cut-off's hour in Almaty, 0..=23.
        cutoff_hour: u8,
    },
}

/// Where a payout in this state may go. While another rail can be tried after a plain *no*, the payout stays where it
/// is; once it is failed it is over: its earnings are available again and a new payout takes them.
pub const fn next_states(from: PayoutState) -> &'static [PayoutState] {
    use PayoutState::{Confirmed, Failed, Requested, Returned, Sent, Unknown, Withdrawn};
    match from {
        Requested => &[Withdrawn, Sent],
        Sent => &[Confirmed, Failed, Unknown],
        Unknown => &[Confirmed, Failed],
        Confirmed => &[Returned],
        Withdrawn | Failed | Returned => &[],
    }
}

/// Whether the payout may move from one state to another.
pub fn may_move(from: PayoutState, to: PayoutState) -> bool {
    next_states(from).contains(&to)
}

/// The new state, or why not. Hearing the same news again is no move: callers compare first.
pub fn moved(from: PayoutState, to: PayoutState) -> Result<PayoutState, Code> {
    if may_move(from, to) { Ok(to) } else { Err(Code::PayoutState) }
}

/// Whether the payout holds its earnings: an earning is in at most one such payout (invariant 9).
pub const fn is_live(state: PayoutState) -> bool {
    !matches!(state, PayoutState::Withdrawn | PayoutState::Failed | PayoutState::Returned)
}

/// Whether this net is worth sending.
pub fn check_minimum(net: Money) -> Result<(), Code> {
    if net >= MINIMUM_NET { Ok(()) } else { Err(Code::BelowMinimum) }
}

/// What a quote says about a rail.
pub const fn lands(rail: RailClass) -> Lands {
    match rail {
        RailClass::Api { minutes } => Lands::Minutes { minutes },
        RailClass::BankFile { days, cutoff_hour } => Lands::BankDays { days, cutoff_hour },
    }
}

/// The moment at which money asked for at `from` should be there.
pub fn lands_at(lands: Lands, from: Timestamp) -> Timestamp {
    match lands {
        Lands::Minutes { minutes } => from.plus_minutes(i64::from(minutes)),
        Lands::BankDays { days, cutoff_hour } => {
            let today = from.day();
            let is_before_cutoff = from.minute_of_day() < i64::from(cutoff_hour).saturating_mul(60);
            let is_todays_run = is_working_day(today) && is_before_cutoff;
            let run = if is_todays_run { today } else { working_day_from(today.plus_days(1)) };
            working_days_after(run, days).start().plus_hours(BANK_DAY_ENDS_HOUR)
        }
        Lands::Waiting { due_on } => due_on.start().plus_hours(BANK_DAY_ENDS_HOUR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PayoutState::{Confirmed, Failed, Requested, Returned, Sent, Unknown, Withdrawn};

    #[test]
    fn only_the_moves_of_the_rule_are_allowed() {
        let all = [Requested, Withdrawn, Sent, Confirmed, Failed, Unknown, Returned];
        let allowed = [
            (Requested, Withdrawn),
            (Requested, Sent),
            (Sent, Confirmed),
            (Sent, Failed),
            (Sent, Unknown),
            (Unknown, Confirmed),
            (Unknown, Failed),
            (Confirmed, Returned),
        ];
        for from in all {
            for to in all {
                let expected = if allowed.contains(&(from, to)) { Ok(to) } else { Err(Code::PayoutState) };
                assert_eq!(moved(from, to), expected, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn what_left_holds_its_earnings_until_a_plain_no() {
        assert!([Requested, Sent, Unknown, Confirmed].into_iter().all(is_live));
        assert!(![Withdrawn, Failed, Returned].into_iter().any(is_live));
    }

    #[test]
    fn a_net_under_a_hundred_tenge_waits() {
        assert_eq!(check_minimum(Money::from_tiyn(9_999)), Err(Code::BelowMinimum));
        assert_eq!(check_minimum(Money::from_tenge(100)), Ok(()));
    }

    #[test]
    fn a_bank_file_lands_by_bank_days_and_cut_off() {
        let lands = lands(RailClass::BankFile { days: 1, cutoff_hour: 15 });
        #[rustfmt::skip]
        let rows = [
            // asked for (UTC)          lands on     why
            ("2026-06-15T09:59:00Z", "2026-06-16", "Monday before 15:00 in Almaty: today's run"),
            ("2026-06-15T10:00:00Z", "2026-06-17", "Monday at 15:00: tomorrow's run"),
            ("2026-06-12T11:00:00Z", "2026-06-16", "Friday evening: Monday's run"),
            ("2026-06-13T05:00:00Z", "2026-06-16", "Saturday morning: Monday's run"),
        ];
        for (from, expected, why) in rows {
            let at = lands_at(lands, from.parse().expect("a moment"));
            assert_eq!(at.day().to_string(), expected, "{why}");
        }
    }

    #[test]
    fn an_api_rail_counts_minutes() {
        let from: Timestamp = "2026-06-13T20:00:00Z".parse().expect("a moment");
        assert_eq!(lands_at(Lands::Minutes { minutes: 10 }, from), from.plus_minutes(10));
    }
}
