//! A deal's whole life, step by step, and every event in every state.

use super::*;
use crate::money::Money;
use crate::terms::tests::example_sheet;
use crate::terms::{Product, TermSheet};

const START: Timestamp = Timestamp::from_micros(1_781_500_000_000_000);

fn with_product() -> TermSheet {
    let product = Product { title: "Кофе".to_owned(), value: Money::from_tenge(2_000), is_kept: true };
    TermSheet { product: Some(product), ..example_sheet() }
}

/// The deal after these events, one hour apart.
fn after(sheet: &TermSheet, events: &[Event]) -> Result<Deal, Code> {
    let mut at = START;
    let mut deal = Deal::agreed(sheet, at);
    for event in events {
        at = at.plus_hours(1);
        deal = deal.after(*event, sheet, at)?;
    }
    Ok(deal)
}

fn state_after(events: &[Event]) -> Result<DealState, Code> {
    after(&example_sheet(), events).map(|deal| deal.state)
}

use Event::{
    Cancelled, ClockRan, Decided, DraftCleared, DraftRefused, DraftSent, FixAsked, PostPassed, PostReturned, Posted,
    ProductDelivered, ProductShipped, Reversed, TakenBack,
};

#[test]
fn work_goes_from_yes_to_approval() {
    let happy = [DraftSent, FixAsked, DraftSent, DraftCleared, Posted, PostReturned, Posted, PostPassed];
    let states = [
        DealState::DraftSent,
        DealState::FixAsked,
        DealState::DraftSent,
        DealState::Cleared,
        DealState::Posted,
        DealState::Cleared,
        DealState::Posted,
        DealState::Approved,
    ];
    for (count, state) in states.into_iter().enumerate() {
        assert_eq!(state_after(&happy[..=count]), Ok(state));
    }
}

#[test]
fn a_product_travels_first_and_starts_the_clock_at_delivery() {
    let sheet = with_product();
    let shipped = after(&sheet, &[ProductShipped]).expect("shipped");
    assert_eq!((shipped.state, shipped.undo_until()), (DealState::ProductDue, None));
    let delivered = after(&sheet, &[ProductShipped, ProductDelivered]).expect("delivered");
    assert_eq!(delivered.state, DealState::DraftDue);
    assert_eq!(delivered.clock.map(|clock| clock.due_at), Some(START.plus_hours(2).plus_days(5)));
    assert_eq!(after(&sheet, &[DraftSent]).err(), Some(Code::DealState));
}

#[test]
fn two_fixes_and_then_clear_or_refuse() {
    let twice = [DraftSent, FixAsked, DraftSent, FixAsked, DraftSent];
    assert_eq!(state_after(&[&twice[..], &[FixAsked]].concat()), Err(Code::FixRoundsUsed));
    assert_eq!(state_after(&[&twice[..], &[DraftRefused]].concat()), Ok(DealState::Frozen));
    assert_eq!(state_after(&[DraftSent, DraftRefused]), Err(Code::DealState), "a fix comes before a refusal");
    let decided = |decision| after(&example_sheet(), &[&twice[..], &[DraftRefused, Decided(decision)]].concat());
    #[rustfmt::skip]
    let rows = [
        (Decision::Full, None),
        (Decision::Part, Some(Ended::DecidedPart)),
        (Decision::None, Some(Ended::DecidedNone)),
    ];
    for (decision, ended) in rows {
        let deal = decided(decision).expect("decided");
        assert_eq!((deal.state, deal.ended, deal.is_over()), (DealState::Closed, ended, true));
    }
}

#[test]
fn yes_can_be_taken_back_for_fifteen_minutes() {
    let sheet = example_sheet();
    let deal = Deal::agreed(&sheet, START);
    let in_time = deal.after(TakenBack, &sheet, START.plus_minutes(15)).expect("in time");
    assert_eq!((in_time.state, in_time.ended), (DealState::Cancelled, Some(Ended::TakenBack)));
    let late = deal.after(TakenBack, &sheet, START.plus_minutes(15).plus_seconds(1));
    assert_eq!(late, Err(Code::UndoTooLate));
    let touched = deal.after(DraftSent, &sheet, START.plus_minutes(1)).expect("a draft");
    assert_eq!(touched.after(TakenBack, &sheet, START.plus_minutes(2)), Err(Code::UndoTooLate));
}

#[test]
fn the_creator_may_cancel_before_a_draft_and_not_after() {
    let deal = after(&example_sheet(), &[Cancelled]).expect("cancelled");
    assert_eq!((deal.state, deal.ended), (DealState::Cancelled, Some(Ended::CancelledByCreator)));
    assert_eq!(state_after(&[DraftSent, Cancelled]), Err(Code::DealState));
    assert_eq!(state_after(&[DraftSent, FixAsked, Cancelled]), Err(Code::DealState));
}

#[test]
fn a_late_creator_has_two_days_of_grace() {
    let sheet = example_sheet();
    let deal = after(&sheet, &[DraftSent, DraftCleared]).expect("cleared");
    let clock = deal.clock.expect("a clock");
    assert_eq!(clock.due_at, START.plus_hours(2).plus_hours(48));
    assert_eq!(clock.runs_out_at, clock.due_at.plus_hours(48));
    let last_moment = Timestamp::from_micros(clock.runs_out_at.micros().saturating_sub(1));
    assert!(deal.after(Posted, &sheet, last_moment).is_ok());
    assert_eq!(deal.after(Posted, &sheet, clock.runs_out_at), Err(Code::DeadlinePassed));
    assert_eq!(deal.after(ClockRan { is_trusted: true }, &sheet, last_moment), Err(Code::DealState), "not yet");
    let expired = deal.after(ClockRan { is_trusted: true }, &sheet, clock.runs_out_at).expect("expired");
    assert_eq!((expired.state, expired.ended, expired.is_over()), (DealState::Expired, Some(Ended::PostLate), true));
}

#[test]
fn a_silent_brand_has_said_yes_within_its_trust_limit() {
    let sheet = example_sheet();
    let (draft, post) = (&[DraftSent][..], &[DraftSent, DraftCleared, Posted][..]);
    for (events, state, passed) in
        [(draft, DealState::DraftSent, DealState::Cleared), (post, DealState::Posted, DealState::Approved)]
    {
        let deal = after(&sheet, events).expect("waiting for the brand");
        let end = deal.clock.expect("a clock").runs_out_at;
        let trusted = deal.after(ClockRan { is_trusted: true }, &sheet, end).expect("passes");
        assert_eq!(trusted.state, passed);
        let waits = deal.after(ClockRan { is_trusted: false }, &sheet, end).expect("waits for a person");
        assert_eq!((waits.state, waits.clock), (state, None));
    }
}

#[test]
fn a_bonus_window_closes_the_deal() {
    let sheet = example_sheet();
    let work = [DraftSent, DraftCleared, Posted, PostPassed];
    let approved = after(&sheet, &work).expect("approved");
    let clock = approved.clock.expect("a bonus clock");
    assert_eq!(clock.happens, Happens::BonusOver);
    let closed = approved.after(ClockRan { is_trusted: false }, &sheet, clock.runs_out_at).expect("closed");
    assert_eq!((closed.state, closed.ended), (DealState::Closed, None));
    let plain = TermSheet { bonus: None, ..sheet };
    assert_eq!(after(&plain, &work).expect("approved").clock, None);
}

#[test]
fn a_stored_deadline_gives_the_same_clock_again() {
    let path = [ProductShipped, ProductDelivered, DraftSent, FixAsked, DraftSent, DraftCleared, Posted, PostPassed];
    for count in 0..=path.len() {
        let deal = after(&with_product(), &path[..count]).expect("a step of the happy path");
        let clock = deal.clock.expect("every step has a clock");
        assert_eq!(Clock::restored(deal.state, clock.due_at), Some(clock), "{:?}", deal.state);
    }
}

#[test]
fn an_approval_is_reversed_once() {
    let work = [DraftSent, DraftCleared, Posted, PostPassed, Reversed];
    let deal = after(&example_sheet(), &work).expect("reversed");
    assert_eq!((deal.state, deal.ended), (DealState::Closed, Some(Ended::Reversed)));
    assert_eq!(state_after(&[&work[..], &[Reversed]].concat()), Err(Code::AlreadyReversed));
    assert_eq!(state_after(&[DraftSent, Reversed]), Err(Code::DealState));
}

#[test]
fn nothing_moves_a_deal_that_is_over() {
    let sheet = example_sheet();
    let over = after(&sheet, &[Cancelled]).expect("cancelled");
    let all = [
        ProductShipped,
        ProductDelivered,
        DraftSent,
        DraftCleared,
        FixAsked,
        DraftRefused,
        Decided(Decision::Full),
        Posted,
        PostReturned,
        PostPassed,
        TakenBack,
        Cancelled,
        ClockRan { is_trusted: true },
        Reversed,
    ];
    for event in all {
        assert!(over.after(event, &sheet, START.plus_days(400)).is_err(), "{event:?}");
    }
}
