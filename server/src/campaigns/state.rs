//! The six states of a campaign: which step leads where, and what a brand does next.

use gamma_core::wire::Code;
use gamma_core::wire::commands::CampaignStep;
use gamma_core::wire::views::CampaignNext;
use gamma_core::wire::views::CampaignState::{self, Closed, Draft, Full, Live, Paused, WaitingForMoney};

/// What decides where a campaign can go.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Every slot is taken.
    pub is_full: bool,
    /// The brand's credit or prepayment covers at least one deal.
    pub is_paid: bool,
    /// The last moment for a YES has passed.
    pub is_over: bool,
}

/// The state after a brand's step, or why not.
pub fn after_step(state: CampaignState, step: CampaignStep, standing: Standing) -> Result<CampaignState, Code> {
    match (step, state) {
        (CampaignStep::Open, Draft | WaitingForMoney) | (CampaignStep::Resume, Paused) => running(standing),
        (CampaignStep::Pause, Live | Full | WaitingForMoney) => Ok(Paused),
        (CampaignStep::Close, Draft | WaitingForMoney | Live | Paused | Full) => Ok(Closed),
        (CampaignStep::Open | CampaignStep::Resume | CampaignStep::Pause | CampaignStep::Close, _) => {
            Err(Code::MovedOn)
        }
    }
}

/// Where a campaign runs that its brand wants to run.
pub fn running(standing: Standing) -> Result<CampaignState, Code> {
    match standing {
        Standing { is_over: true, .. } => Err(Code::OfferExpired),
        Standing { is_full: true, .. } => Ok(Full),
        Standing { is_paid: false, .. } => Ok(WaitingForMoney),
        Standing { .. } => Ok(Live),
    }
}

/// The state after slots were taken or freed. What was paused or closed stays so.
pub fn after_slots(state: CampaignState, slots_taken: u32, slots: u32) -> CampaignState {
    match state {
        Live | Full if slots_taken >= slots => Full,
        Live | Full => Live,
        Draft | WaitingForMoney | Paused | Closed => state,
    }
}

/// What the brand does next. Work that waits comes before money, and money before waiting.
pub fn next(state: CampaignState, drafts_to_review: u32, is_paid: bool) -> CampaignNext {
    match state {
        Draft => CampaignNext::Open,
        WaitingForMoney => CampaignNext::Pay,
        Live | Full | Paused | Closed if drafts_to_review > 0 => CampaignNext::ReviewDrafts,
        Live if !is_paid => CampaignNext::Pay,
        Live | Full => CampaignNext::Wait,
        Paused => CampaignNext::Resume,
        Closed => CampaignNext::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CampaignStep::{Close, Open, Pause, Resume};

    const READY: Standing = Standing { is_full: false, is_paid: true, is_over: false };

    #[test]
    fn each_step_leads_where_the_brand_expects() {
        let unpaid = Standing { is_paid: false, ..READY };
        let full = Standing { is_full: true, ..READY };
        let over = Standing { is_over: true, ..READY };
        #[rustfmt::skip]
        let rows = [
            (Draft,           Open,   READY,  Ok(Live)),
            (Draft,           Open,   unpaid, Ok(WaitingForMoney)),
            (WaitingForMoney, Open,   READY,  Ok(Live)),
            (Draft,           Open,   over,   Err(Code::OfferExpired)),
            (Live,            Open,   READY,  Err(Code::MovedOn)),
            (Closed,          Open,   READY,  Err(Code::MovedOn)),
            (Live,            Pause,  READY,  Ok(Paused)),
            (Full,            Pause,  full,   Ok(Paused)),
            (Draft,           Pause,  READY,  Err(Code::MovedOn)),
            (Paused,          Resume, READY,  Ok(Live)),
            (Paused,          Resume, full,   Ok(Full)),
            (Paused,          Resume, unpaid, Ok(WaitingForMoney)),
            (Live,            Resume, READY,  Err(Code::MovedOn)),
            (Live,            Close,  READY,  Ok(Closed)),
            (Closed,          Close,  READY,  Err(Code::MovedOn)),
        ];
        for (state, step, standing, expected) in rows {
            assert_eq!(after_step(state, step, standing), expected, "{state:?} {step:?}");
        }
    }

    #[test]
    fn the_last_slot_makes_it_full_and_a_freed_one_live() {
        assert_eq!(after_slots(Live, 2, 2), Full);
        assert_eq!(after_slots(Full, 1, 2), Live);
        assert_eq!(after_slots(Paused, 1, 2), Paused);
        assert_eq!(after_slots(Closed, 0, 2), Closed);
    }

    #[test]
    fn every_state_says_what_to_do_next() {
        assert_eq!(next(Draft, 0, false), CampaignNext::Open);
        assert_eq!(next(WaitingForMoney, 0, false), CampaignNext::Pay);
        assert_eq!(next(Live, 0, true), CampaignNext::Wait);
        assert_eq!(next(Live, 0, false), CampaignNext::Pay);
        assert_eq!(next(Live, 1, false), CampaignNext::ReviewDrafts);
        assert_eq!(next(Paused, 0, true), CampaignNext::Resume);
        assert_eq!(next(Closed, 0, true), CampaignNext::Nothing);
    }
}
