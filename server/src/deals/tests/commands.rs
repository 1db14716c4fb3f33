//! Who may send what, and what is turned away before the gate.

use gamma_core::wire::Code;
use gamma_core::wire::commands::{
    CancelDeal, ClearDraft, ConfirmDelivery, FixDraft, PassPost, PayoutChoice, PostProblem, RefuseDraft, ReturnPost,
    SetPayoutChoice, ShipProduct, SubmitDraft,
};
use proptest::prelude::*;

use super::world::{World, creator_caller, id, member, submit_post};
use crate::deals::commands::prepare;
use crate::testing::on_each_engine;

#[test]
fn each_side_does_its_own_part_and_strangers_find_nothing() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        let (draft, post, media) = (id(1), id(1), id(1));
        macro_rules! creators {
            ($($body:expr),* $(,)?) => {$(
                assert_eq!(world.turned_away(&member(), &$body).await, Code::NotAllowed);
                assert_eq!(world.turned_away(&creator_caller(2), &$body).await, Code::NotFound);
            )*};
        }
        macro_rules! brands {
            ($($body:expr),* $(,)?) => {$(
                assert_eq!(world.turned_away(&creator_caller(1), &$body).await, Code::NotAllowed);
                assert_eq!(world.turned_away(&creator_caller(2), &$body).await, Code::NotFound);
            )*};
        }
        creators!(
            CancelDeal { deal },
            SetPayoutChoice { deal, payout_choice: PayoutChoice::Wait },
            ConfirmDelivery { deal },
            SubmitDraft { deal, media, note: String::new() },
            submit_post(deal),
        );
        brands!(
            ShipProduct { deal, tracking: None, expected_on: None },
            ClearDraft { deal, draft },
            FixDraft { deal, draft, fixes: Vec::new() },
            RefuseDraft { deal, draft, reason: String::new() },
            PassPost { deal, post },
            ReturnPost { deal, post, problem: PostProblem::OtherVideo, note: String::new() },
        );
    });
}

#[test]
fn texts_out_of_range_are_turned_away_with_their_field() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        for note in ["x".repeat(501), "a\0b".to_owned()] {
            let body = SubmitDraft { deal, media: id(1), note };
            assert_eq!(world.turned_away(&creator_caller(1), &body).await, Code::InvalidField);
        }
        let reason = " ".to_owned();
        let body = RefuseDraft { deal, draft: id(1), reason };
        assert_eq!(world.turned_away(&member(), &body).await, Code::InvalidField);
        let none = FixDraft { deal, draft: id(1), fixes: Vec::new() };
        assert_eq!(world.turned_away(&member(), &none).await, Code::InvalidField);
    });
}

#[test]
fn no_body_makes_a_command_panic() {
    let kinds = gamma_core::wire::commands::KINDS;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let folder = tempfile::tempdir().expect("a folder");
    let app = runtime.block_on(async {
        let db = crate::db::Db::open_file(&folder.path().join("test.db")).await.expect("SQLite opens");
        crate::testing::app(db, super::world::START)
    });
    let body = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "\\{\"(deal|swipe|campaign|way|terms|note)\":(\"\\PC{0,40}\"|[0-9]{1,30}|null|\\{\\}),?.{0,40}\\}?"
            .prop_map(String::into_bytes),
    ];
    proptest!(ProptestConfig::with_cases(128), |(place in 0..kinds.len(), body in body)| {
        let answer = runtime.block_on(prepare(&app, &creator_caller(1), kinds[place], &body));
        prop_assert!(!matches!(answer, Ok(Some(_))), "no such body is whole");
    });
}
