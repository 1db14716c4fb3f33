//! Drafts: rounds, fixes, refusals, and a brand that says nothing.

use gamma_core::id::{DealId, DraftId, Id};
use gamma_core::money::Money;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{ClearDraft, Fix, FixDraft, FixKind, RefuseDraft, SubmitDraft};
use gamma_core::wire::views::{Cleared, DealState};
use uuid::Uuid;

use super::world::{Market, START, World, creator_caller, member, sheet};
use crate::book::rows::Draft;
use crate::testing::on_each_engine;

fn fix(deal: DealId, draft: DraftId) -> FixDraft {
    let fix = Fix { kind: FixKind::SoundBad, at_second: Some(3), note: "Дыбысы төмен".to_owned() };
    FixDraft { deal, draft, fixes: vec![fix] }
}

fn refusal(deal: DealId, draft: DraftId) -> RefuseDraft {
    RefuseDraft { deal, draft, reason: "Тапсырмаға сай емес".to_owned() }
}

#[test]
fn a_draft_goes_through_its_rounds_to_clearing() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        let first = world.draft_sent(deal).await;
        world.done(&member(), &fix(deal, first)).await;
        assert_eq!(world.deal(deal).await.due_at, Some(START.plus_hours(48)));
        let second = world.draft_sent(deal).await;
        assert_eq!(world.refused(&member(), &ClearDraft { deal, draft: first }).await, Code::MovedOn);
        world.done(&member(), &ClearDraft { deal, draft: second }).await;
        let draft: Draft = world.row(second).await;
        assert_eq!((draft.round, draft.cleared.map(|cleared| cleared.0)), (2, Some(Cleared::ByBrand)));
        let first: Draft = world.row(first).await;
        assert_eq!(first.fixes.0.len(), 1);
        assert_eq!((world.state(deal).await, world.deal(deal).await.fix_rounds_used), (DealState::Cleared, 1));
        assert_eq!(world.notices(1).await, ["draft_cleared", "fix_asked"]);
    });
}

#[test]
fn after_the_last_fix_a_brand_clears_or_refuses() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        let first = world.draft_sent(deal).await;
        assert_eq!(world.refused(&member(), &refusal(deal, first)).await, Code::DealState, "a fix comes first");
        world.done(&member(), &fix(deal, first)).await;
        let second = world.draft_sent(deal).await;
        world.done(&member(), &fix(deal, second)).await;
        let third = world.draft_sent(deal).await;
        assert_eq!(world.refused(&member(), &fix(deal, third)).await, Code::FixRoundsUsed);
        world.done(&member(), &refusal(deal, third)).await;
        assert_eq!((world.state(deal).await, world.deal(deal).await.due_at), (DealState::Frozen, None));
        assert_eq!(world.hold(deal).await.closed_at, None, "the sum is frozen, not gone");
        let draft: Draft = world.row(third).await;
        assert_eq!(draft.fixes.0.first().map(|fix| fix.note.as_str()), Some("Тапсырмаға сай емес"));
    });
}

#[test]
fn only_a_finished_video_of_ones_own_is_a_draft() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        for media in [world.video(2).await, gamma_core::id::MediaId::from_uuid(Uuid::from_u128(77))] {
            let draft = SubmitDraft { deal, media, note: String::new() };
            assert_eq!(world.refused(&creator_caller(1), &draft).await, Code::MediaNotReady);
        }
        assert_eq!(world.state(deal).await, DealState::DraftDue);
    });
}

#[test]
fn a_silent_brand_clears_within_its_trust_limit_and_no_further() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.brand.trust_limit_tiyn = Money::from_tenge(10_000);
        let world = World::with(db, market).await;
        let deal = world.agreed().await;
        let draft = world.draft_sent(deal).await;
        world.after_hours(47).await;
        assert_eq!(world.state(deal).await, DealState::DraftSent, "not yet");
        world.after_hours(1).await;
        assert_eq!(world.state(deal).await, DealState::Cleared);
        let row: Draft = world.row(draft).await;
        assert_eq!(row.cleared.map(|cleared| cleared.0), Some(Cleared::ByClock));
        assert_eq!(world.brand().await.trust_used_tiyn, Money::from_tenge(10_000));
        let second = world.agreed_with(2).await;
        let media = world.video(2).await;
        world.done(&creator_caller(2), &SubmitDraft { deal: second, media, note: String::new() }).await;
        world.after_hours(48).await;
        let row = world.deal(second).await;
        assert_eq!((row.state.0, row.due_at), (DealState::DraftSent, None), "a person sees it");
        let waiting = crate::deals::store::list_waiting(&world.app.db).await.expect("a list");
        assert_eq!(waiting.iter().map(|deal| deal.id).collect::<Vec<_>>(), [second]);
    });
}

#[test]
fn a_late_draft_has_two_days_of_grace_and_then_the_deal_is_over() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let (late, too_late) = (world.agreed().await, world.agreed_with(2).await);
        world.after_hours(5 * 24 + 47).await;
        world.draft_sent(late).await;
        world.after_hours(1).await;
        assert_eq!(world.state(late).await, DealState::DraftSent);
        assert_eq!(world.state(too_late).await, DealState::Expired);
        assert_eq!(world.hold(too_late).await.voided_tiyn, Money::from_tenge(35_220));
        assert_eq!(world.notices(2).await, ["deal_ended"]);
        let media = world.video(2).await;
        let draft = SubmitDraft { deal: too_late, media, note: String::new() };
        assert_eq!(world.refused(&creator_caller(2), &draft).await, Code::DealState);
    });
}
