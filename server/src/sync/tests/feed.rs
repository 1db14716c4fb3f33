//! The feed: every newest row exactly once from any cursor, nothing missed behind one, nothing of anybody else.

use axum::extract::{Query, State};
use gamma_core::id::{BrandId, CampaignId, Id, PersonId};
use gamma_core::wire::views::NoticeKind;
use gamma_core::wire::{Code, Cursor, FeedItem, Topic};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

use crate::book::NoticeText;
use crate::book::rows::Feed;
use crate::campaigns::tests::world::{World, brand, caller, person};
use crate::http::auth::Caller;
use crate::sync::routes::{FeedQuery, get_feed};
use crate::sync::{ResendBrand, feed, owners_of};
use crate::testing::on_each_engine;

fn thing(number: u128) -> CampaignId {
    CampaignId::from_uuid(Uuid::from_u128(0x4000_0000 | number))
}

async fn touch(world: &World, owner: PersonId, number: u128) {
    world
        .make(
            |_| {},
            move |book, _| {
                book.touch(owner, Topic::Deal, thing(number));
                Ok(())
            },
        )
        .await;
}

/// Everything after a cursor, by pages of `limit`.
async fn read_all(world: &World, reader: &Caller, from: Cursor, limit: u16) -> Vec<FeedItem> {
    let (mut items, mut after) = (Vec::new(), from);
    loop {
        let page = feed::page(&world.app, reader, after, limit).await.expect("a page");
        assert!(page.items.len() <= usize::from(limit));
        items.extend(page.items);
        after = page.next;
        if !page.has_more {
            return items;
        }
    }
}

fn place(item: &FeedItem) -> (i64, i64, Uuid) {
    (item.n, item.k, item.id)
}

#[test]
fn paging_from_any_cursor_with_any_limit_gives_each_newest_row_once_in_order() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let mine = caller(person(1), &[brand(1), brand(2)]);
        let owners = [person(1), PersonId::from_uuid(brand(1).uuid()), PersonId::from_uuid(brand(2).uuid()), person(2)];
        let writes = (0..90_u128).map(|number| {
            let world = world.clone();
            // Things are touched again and again, by many at once, so gatherings hold several rows.
            let (owner, number) = (owners[usize::try_from(number % 4).expect("small")], number * 7 % 40);
            tokio::spawn(async move { touch(&world, owner, number).await })
        });
        for write in writes.collect::<Vec<_>>() {
            write.await.expect("written");
        }
        let owners = owners_of(&mine);
        let mut newest: Vec<Feed> = world.app.db.records("order by n, k", &[]).await.expect("rows");
        newest.retain(|row| owners.contains(&row.owner));
        assert!(newest.len() > 20);
        let mut cursors: Vec<Cursor> = newest.iter().map(|row| Cursor { n: row.n, k: row.k }).collect();
        cursors.extend([Cursor::default(), Cursor { n: 3, k: 999 }, Cursor { n: i64::MAX, k: 0 }]);
        for limit in [1, 2, 7, 500] {
            for from in &cursors {
                let items = read_all(&world, &mine, *from, limit).await;
                let rest: Vec<_> = newest
                    .iter()
                    .filter(|row| (row.n, row.k) > (from.n, from.k))
                    .map(|row| (row.n, row.k, row.id))
                    .collect();
                assert_eq!(items.iter().map(place).collect::<Vec<_>>(), rest, "{from} by {limit}");
            }
        }
    });
}

#[test]
fn no_row_is_missed_behind_a_cursor_while_two_processes_write() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let processes = [world.clone(), world.second_process()];
        let is_over = Arc::new(AtomicBool::new(false));
        let reader = tokio::spawn({
            let (world, is_over, reader) = (world.clone(), Arc::clone(&is_over), caller(person(1), &[]));
            async move {
                let (mut last_seen, mut after) = (BTreeMap::new(), Cursor::default());
                loop {
                    // Asked before the page, so that one whole page comes after the last write.
                    let is_last = is_over.load(Ordering::SeqCst);
                    let page = feed::page(&world.app, &reader, after, 3).await.expect("a page");
                    for item in &page.items {
                        assert!((item.n, item.k) > (after.n, after.k), "the order never goes back");
                        after = Cursor { n: item.n, k: item.k };
                        last_seen.insert(item.id, (item.n, item.k));
                    }
                    if is_last && !page.has_more {
                        return last_seen;
                    }
                }
            }
        });
        let writers = (0..240_usize).map(|number| {
            let world = processes[number % 2].clone();
            tokio::spawn(async move { touch(&world, person(1), u128::try_from(number % 50).expect("small")).await })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.expect("written");
        }
        is_over.store(true, Ordering::SeqCst);
        let last_seen = reader.await.expect("the reader");
        let rows: Vec<Feed> = world.app.db.records("", &[]).await.expect("rows");
        let newest: BTreeMap<_, _> = rows.iter().map(|row| (row.id, (row.n, row.k))).collect();
        assert_eq!(newest.len(), 50);
        assert_eq!(last_seen, newest);
    });
}

#[test]
fn a_member_who_joins_late_gets_the_brands_older_rows() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let (mine, other) = (world.brand(1, 1_000_000).await, world.brand(2, 1_000_000).await);
        let campaigns = BTreeSet::from([world.draft(mine, |_| {}).await, world.draft(mine, |_| {}).await]);
        world.draft(other, |_| {}).await;
        touch(&world, person(7), 1).await;
        let before = read_all(&world, &caller(person(7), &[]), Cursor::default(), 200).await;
        let cursor = before.last().map(|item| Cursor { n: item.n, k: item.k }).expect("own rows");
        let joined = caller(person(7), &[mine]);
        assert!(read_all(&world, &joined, cursor, 200).await.is_empty(), "they lie behind the cursor");
        let id = gamma_core::id::CommandId::from_uuid(Uuid::from_u128(99));
        let resend = ResendBrand { brand: mine };
        world.app.gate.act(crate::book::Actor::System, id, "resend", world.now(), resend).await.expect("resent");
        let items = read_all(&world, &joined, cursor, 1).await;
        let got: BTreeSet<CampaignId> = items.iter().map(|item| CampaignId::from_uuid(item.id)).collect();
        assert_eq!((items.len(), got), (2, campaigns));
        assert!(items.iter().all(|item| item.body["state"] == "draft"));
    });
}

#[test]
fn what_is_gone_has_no_body() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let campaign = world.draft(brand, |_| {}).await;
        let reader = caller(person(1), &[brand]);
        let items = read_all(&world, &reader, Cursor::default(), 200).await;
        assert_eq!(items[0].body["title"], "Алма жазы");
        world
            .make(
                |_| {},
                move |book, _| {
                    book.touch_gone(brand, Topic::Campaign, campaign);
                    Ok(())
                },
            )
            .await;
        let items = read_all(&world, &reader, Cursor::default(), 200).await;
        assert_eq!((items.len(), &items[0].body), (1, &serde_json::Value::Null));
    });
}

#[test]
fn a_stranger_reads_nothing_of_it() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand: BrandId = world.brand(1, 1_000_000).await;
        world.draft(brand, |_| {}).await;
        world
            .make(
                |_| {},
                move |book, call| {
                    book.notify(call, person(1), NoticeKind::NewDevice, NoticeText::default());
                    Ok(())
                },
            )
            .await;
        let stranger = caller(person(2), &[]);
        assert!(read_all(&world, &stranger, Cursor::default(), 200).await.is_empty());
    });
}

#[test]
fn bad_cursors_and_limits_are_answered_with_the_field() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let rows = [
            (Some("x"), None, Some((Code::Malformed, "after"))),
            (Some("1.2.3"), None, Some((Code::Malformed, "after"))),
            (Some("99999999999999999999.0"), None, Some((Code::Malformed, "after"))),
            (None, Some("0"), Some((Code::InvalidField, "limit"))),
            (None, Some("501"), Some((Code::InvalidField, "limit"))),
            (None, Some("-1"), Some((Code::InvalidField, "limit"))),
            (Some("17"), Some("500"), None),
            (Some(""), None, None),
        ];
        for (after, limit, expected) in rows {
            let query = Query(FeedQuery { after: after.map(str::to_owned), limit: limit.map(str::to_owned) });
            let answer = get_feed(State(world.app.clone()), caller(person(1), &[]), query).await;
            let detail = answer.err().map(|error| error.detail());
            let got = detail.map(|detail| (detail.code, detail.field));
            assert_eq!(got, expected.map(|(code, field)| (code, Some(field.to_owned()))), "{after:?} {limit:?}");
        }
    });
}
