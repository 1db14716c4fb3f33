//! The inbox: lines are read by their owner only.

use gamma_core::id::{Id, NoticeId};
use gamma_core::money::Money;
use gamma_core::wire::commands::ReadNotices;
use gamma_core::wire::views::{NoticeKind, NoticeView};
use gamma_core::wire::{Answer, Code, Cursor};
use uuid::Uuid;

use crate::book::NoticeText;
use crate::campaigns::tests::world::{World, brand, caller, person};
use crate::http::auth::Caller;
use crate::sync::feed;
use crate::testing::on_each_engine;

async fn inbox(world: &World, caller: &Caller) -> Vec<NoticeView> {
    let page = feed::page(&world.app, caller, Cursor::default(), 200).await.expect("a page");
    page.items.into_iter().map(|item| serde_json::from_value(item.body).expect("a notice")).collect()
}

#[test]
fn a_notice_is_read_by_its_owner_and_stays_read() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let (owner, member) = (caller(person(1), &[]), caller(person(2), &[brand(1)]));
        world
            .make(
                |_| {},
                |book, call| {
                    let text = NoticeText { amount: Some(Money::from_tenge(5)), ..NoticeText::default() };
                    book.notify(call, person(1), NoticeKind::PayoutConfirmed, text);
                    book.notify(call, brand(1), NoticeKind::InvoiceIssued, NoticeText::default());
                    Ok(())
                },
            )
            .await;
        let mine = inbox(&world, &owner).await;
        assert_eq!((mine.len(), mine[0].kind, mine[0].is_read), (1, NoticeKind::PayoutConfirmed, false));
        assert_eq!(mine[0].amount, Some(Money::from_tenge(5)));
        let read = ReadNotices { notices: vec![mine[0].notice] };
        let refused = world.ask(&member, &read).await;
        assert!(matches!(refused, Answer::Rejected { code: Code::NotFound, .. }), "{refused:?}");
        assert!(matches!(world.ask(&owner, &read).await, Answer::Done { .. }));
        assert!(inbox(&world, &owner).await[0].is_read);
        let ours = inbox(&world, &member).await;
        let read = ReadNotices { notices: vec![ours[0].notice] };
        assert!(matches!(world.ask(&member, &read).await, Answer::Done { .. }), "a member reads for the brand");
        assert!(inbox(&world, &member).await[0].is_read);
    });
}

#[test]
fn none_and_too_many_notices_are_refused_before_the_gate() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        for count in [0_u128, 201] {
            let notices = (0..count).map(|number| NoticeId::from_uuid(Uuid::from_u128(number))).collect();
            let body = serde_json::to_vec(&ReadNotices { notices }).expect("a body");
            let caller = caller(person(1), &[]);
            let refused = crate::sync::commands::prepare(&world.app, &caller, "read_notices", &body).await;
            assert_eq!(refused.err().map(|error| error.detail().code), Some(Code::InvalidField));
        }
    });
}
