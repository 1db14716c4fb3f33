//! How far a deal is and what its creator does next: the row of steps that the product draws everywhere, and one next
//! action. Pure, so that both shells draw the same.

use super::deals::{DealShown, Stage};
use crate::device::store::CommandState;
use crate::wire::views::{DealState, DealView, PayoutState};

/// One step of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// YES became a deal.
    Agreed,
    /// The product is with the creator; only in deals that have one.
    Product,
    /// The draft was sent.
    Draft,
    /// The brand has cleared it.
    Cleared,
    /// The post is published and approved.
    Posted,
    /// The money is on the account.
    Paid,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Done.
    Done,
    /// Under way.
    Current,
    /// Later.
    Ahead,
    /// It will not come any more.
    Never,
}

/// What the creator does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextAction {
    /// The YES has no answer yet.
    WaitForAnswer,
    /// The brand sends the product.
    WaitForProduct,
    /// Say that the product is here.
    ConfirmDelivery,
    /// Make the video and send it.
    SendDraft,
    /// The video is on its way, or waits for the network.
    SendingDraft,
    /// The brand looks at the draft.
    WaitForBrand,
    /// Change what the brand asked and send another draft.
    SendFix,
    /// Publish the video and send the link.
    SendPost,
    /// The link is on its way, or waits for the network.
    SendingPost,
    /// The post is being checked.
    WaitForCheck,
    /// A person decides.
    WaitForDecision,
    /// Earned; the money comes by itself or can be asked for.
    SeeMoney,
    /// Over.
    Nothing,
}

impl DealShown {
    /// The row of steps.
    pub fn steps(&self) -> Vec<(StepKind, StepState)> {
        let has_product = match &self.stage {
            Stage::Asked(asked) => asked.offer.sheet.product.is_some(),
            Stage::Agreed(view) => view.sheet.product.is_some(),
        };
        let reached = self.steps_done();
        let is_over = matches!(&self.stage, Stage::Agreed(view) if is_ended_early(view));
        let mut is_current_drawn = false;
        let kinds = StepKind::ALL.into_iter().filter(|kind| has_product || *kind != StepKind::Product);
        let with_state = |kind: StepKind| {
            if kind.place() < reached {
                (kind, StepState::Done)
            } else if is_over {
                (kind, StepState::Never)
            } else if std::mem::replace(&mut is_current_drawn, true) {
                (kind, StepState::Ahead)
            } else {
                (kind, StepState::Current)
            }
        };
        kinds.map(with_state).collect()
    }

    /// The one next action.
    pub fn next_action(&self) -> NextAction {
        let Stage::Agreed(view) = &self.stage else { return NextAction::WaitForAnswer };
        if self.is_asked("submit_draft") && matches!(view.state, DealState::DraftDue | DealState::FixAsked) {
            return NextAction::SendingDraft;
        }
        if self.is_asked("submit_post") && view.state == DealState::Cleared {
            return NextAction::SendingPost;
        }
        match view.state {
            DealState::ProductDue if self.is_asked("confirm_delivery") => NextAction::SendDraft,
            DealState::ProductDue if self.is_shipped => NextAction::ConfirmDelivery,
            DealState::ProductDue => NextAction::WaitForProduct,
            DealState::DraftDue => NextAction::SendDraft,
            DealState::DraftSent => NextAction::WaitForBrand,
            DealState::FixAsked => NextAction::SendFix,
            DealState::Cleared => NextAction::SendPost,
            DealState::Posted => NextAction::WaitForCheck,
            DealState::Frozen => NextAction::WaitForDecision,
            DealState::Approved => NextAction::SeeMoney,
            DealState::Closed if view.earning.is_some() => NextAction::SeeMoney,
            DealState::Closed | DealState::Cancelled | DealState::Expired => NextAction::Nothing,
        }
    }

    fn is_asked(&self, kind: &str) -> bool {
        self.asked.iter().any(|asked| asked.kind == kind && asked.state != CommandState::Done)
    }

    /// How many places of [`StepKind::ALL`] are behind.
    fn steps_done(&self) -> u8 {
        let Stage::Agreed(view) = &self.stage else { return 0 };
        match view.state {
            DealState::ProductDue => 1,
            DealState::DraftDue => 2,
            DealState::DraftSent | DealState::FixAsked | DealState::Frozen => 3,
            DealState::Cleared | DealState::Posted => 4,
            DealState::Approved | DealState::Closed => 5_u8.saturating_add(u8::from(self.is_paid())),
            DealState::Cancelled | DealState::Expired if view.draft.is_some() => 3,
            DealState::Cancelled | DealState::Expired => 1,
        }
    }

    fn is_paid(&self) -> bool {
        self.payout.as_ref().is_some_and(|payout| payout.state == PayoutState::Confirmed)
    }
}

fn is_ended_early(view: &DealView) -> bool {
    let is_dead = matches!(view.state, DealState::Cancelled | DealState::Expired);
    is_dead || (view.state == DealState::Closed && view.earning.is_none())
}

impl StepKind {
    /// In the order in which they come.
    pub const ALL: [Self; 6] = [Self::Agreed, Self::Product, Self::Draft, Self::Cleared, Self::Posted, Self::Paid];

    const fn place(self) -> u8 {
        match self {
            Self::Agreed => 0,
            Self::Product => 1,
            Self::Draft => 2,
            Self::Cleared => 3,
            Self::Posted => 4,
            Self::Paid => 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::tests::samples;
    use crate::wire::commands::PayoutChoice;
    use uuid::Uuid;

    fn shown(state: DealState) -> DealShown {
        let deal = DealView { state, ..samples::deal(Uuid::from_u128(1), samples::campaign(1), PayoutChoice::AtOnce) };
        DealShown::agreed(deal)
    }

    #[test]
    fn the_row_of_steps_goes_up_with_the_deal() {
        use StepState::{Ahead, Current, Done, Never};
        let states = |state| shown(state).steps().into_iter().map(|(_, state)| state).collect::<Vec<_>>();
        assert_eq!(states(DealState::DraftDue), [Done, Current, Ahead, Ahead, Ahead]);
        assert_eq!(states(DealState::FixAsked), [Done, Done, Current, Ahead, Ahead]);
        assert_eq!(states(DealState::Cleared), [Done, Done, Done, Current, Ahead]);
        assert_eq!(states(DealState::Approved), [Done, Done, Done, Done, Current]);
        assert_eq!(states(DealState::Expired), [Done, Never, Never, Never, Never]);
    }

    #[test]
    fn every_state_has_one_next_action() {
        let table = [
            (DealState::ProductDue, NextAction::WaitForProduct),
            (DealState::DraftDue, NextAction::SendDraft),
            (DealState::DraftSent, NextAction::WaitForBrand),
            (DealState::FixAsked, NextAction::SendFix),
            (DealState::Cleared, NextAction::SendPost),
            (DealState::Posted, NextAction::WaitForCheck),
            (DealState::Frozen, NextAction::WaitForDecision),
            (DealState::Approved, NextAction::SeeMoney),
            (DealState::Closed, NextAction::Nothing),
            (DealState::Cancelled, NextAction::Nothing),
            (DealState::Expired, NextAction::Nothing),
        ];
        for (state, action) in table {
            assert_eq!(shown(state).next_action(), action, "{state:?}");
        }
    }
}
