//! Bulk import: once however often, bad rows named without their values.

use gamma_core::wire::views::CampaignState;

use super::world::World;
use crate::book::rows::{Campaign, Creator};
use crate::campaigns::import::campaigns::Campaigns;
use crate::campaigns::import::creators::Creators;
use crate::campaigns::import::{BadRow, Importer, Summary, import};
use crate::testing::on_each_engine;

const CAMPAIGN_HEADER: &str =
    "key,brand_bin,title,platform,seconds,fixed_fee,sponsor,brief_title,slots,budget,open_until,tags,cities,state\n";
const CREATOR_HEADER: &str = "key,phone,display_name,city,tags,languages,tiktok,tiktok_followers,full_name,iin,iban\n";

async fn send<I: Importer>(world: &World, mut importer: I, file: &str) -> (Summary, Vec<BadRow>) {
    let mut bad = Vec::new();
    let summary = import(&world.app, &mut importer, file.as_bytes(), |row| bad.push(row)).await.expect("a summary");
    (summary, bad)
}

fn campaign(key: &str, fee: &str, tags: &str) -> String {
    format!("{key},000000000001,Алма,tiktok,15,{fee},ТОО Алма,Шырын,3,100000,2026-07-15,{tags},almaty|astana,open\n")
}

fn creator(key: &str, phone: &str, city: &str) -> String {
    let handle = key.replace('-', "_");
    format!("{key},{phone},Айгүл,{city},beauty|food,kk|ru,aigul.{handle},12000,,,\n")
}

#[test]
fn a_file_that_comes_twice_is_applied_once() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        world.brand(1, 1_000_000).await;
        let file = [CAMPAIGN_HEADER, &campaign("c-1", "7000", "beauty"), &campaign("c-2", "8000.50", "")].concat();
        let once = Summary { applied: 2, ..Summary::default() };
        assert_eq!(send(&world, Campaigns::default(), &file).await, (once, vec![]));
        let again = Summary { unchanged: 2, ..Summary::default() };
        assert_eq!(send(&world, Campaigns::default(), &file).await, (again, vec![]));
        let rows: Vec<Campaign> = world.app.db.records("order by title", &[]).await.expect("rows");
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.state.0 == CampaignState::Live && row.slots == 3));
    });
}

#[test]
fn a_crash_before_the_note_is_mended_by_sending_the_file_again() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        world.brand(1, 1_000_000).await;
        let file = [CAMPAIGN_HEADER, &campaign("c-1", "7000", "beauty")].concat();
        send(&world, Campaigns::default(), &file).await;
        let mut tx = world.app.db.begin().await.expect("a transaction");
        tx.run("delete from import_row", &[]).await.expect("deletes");
        tx.commit().await.expect("commits");
        send(&world, Campaigns::default(), &file).await;
        let rows: Vec<Campaign> = world.app.db.records("", &[]).await.expect("rows");
        assert_eq!(rows.len(), 1);
    });
}

#[test]
fn bad_rows_are_named_by_line_and_column_and_the_good_ones_applied() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        world.brand(1, 1_000_000).await;
        let file = [
            CAMPAIGN_HEADER,
            &campaign("c-1", "7000", "beauty"),
            &campaign("c-2", "-7000", "beauty"),
            &campaign("c-3", "7000", "politics"),
            &campaign("c-4", "900", "beauty"),
            "short,row\n",
            &campaign("c-5", "7000", "beauty").replace("000000000001", "000000000009"),
            &campaign("c-1", "7500", "beauty"),
            &campaign("c-6", "90000", "beauty"),
            &campaign("c 7", "7000", "beauty"),
        ]
        .concat();
        let (summary, bad) = send(&world, Campaigns::default(), &file).await;
        assert_eq!((summary.applied, summary.bad), (1, 8));
        let mut named: Vec<_> =
            bad.iter().map(|bad| (bad.line, bad.reason.split([':', ' ']).next().unwrap_or(""))).collect();
        named.sort_unstable();
        #[rustfmt::skip]
        let expected = [
            (3, "fixed_fee"), (4, "tags"), (5, "terms"), (6, "the"),
            (7, "brand_bin"), (8, "key"), (9, "budget"), (10, "key"),
        ];
        assert_eq!(named, expected);
    });
}

#[test]
fn creators_come_with_everything_sealed_and_change_with_the_file() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let full = "cr-9,87010000009,Дана,almaty,food,kk,dana,500,Дана Сейт,900101300126,KZ86125KZT5004100100\n";
        let file = [CREATOR_HEADER, &creator("cr-1", "+7 701 000 00 01", "almaty"), full].concat();
        let (summary, bad) = send(&world, Creators, &file).await;
        assert_eq!((summary.applied, bad), (2, vec![]));
        let moved = [CREATOR_HEADER, &creator("cr-1", "8 701 000 00 01", "astana"), full].concat();
        let (summary, bad) = send(&world, Creators, &moved).await;
        assert_eq!((summary.updated, summary.unchanged, bad), (1, 1, vec![]));
        let rows: Vec<Creator> = world.app.db.records("order by followers", &[]).await.expect("rows");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].city.as_deref(), Some("astana"));
        assert!(rows[0].iin_sealed.is_some() && rows[0].iban_last4.as_deref() == Some("0100"));
        assert!(rows[0].born_on.is_some() && rows[0].tax_profile.is_none());
    });
}

#[test]
fn no_personal_data_stands_in_a_reason() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let alone = world.creator(1, |_| {}).await;
        let phone_index = world.app.keys.fingerprint(crate::keys::Purpose::Phone, &[b"+77010000005"]).to_vec();
        let mut tx = world.app.db.begin().await.expect("a transaction");
        let sql = "update person set phone_index = $1 where id = $2";
        tx.run(sql, crate::args![phone_index, alone]).await.expect("updates");
        tx.commit().await.expect("commits");
        let file = [
            CREATOR_HEADER,
            &creator("cr-1", "12345", "almaty"),
            &creator("cr-2", "+77010000002", "atlantis"),
            "cr-3,+77010000003,Дана,almaty,food,kk,dana,5,Дана Сейт,900101300127,KZ86125KZT5004100100\n",
            "cr-4,+77010000004,Дана,almaty,food,kk,dana,5,Дана Сейт,900101300126,KZ00125KZT5004100100\n",
            &creator("cr-5", "+77010000005", "almaty"),
            "cr-6,+77010000006,Дана,almaty,food,kk,dana,5,Дана Сейт,900101300126,KZ86125KZT5004100100\n",
            "cr-7,+77010000007,Дана,almaty,food,kk,dana,5,Дана Сейт,900101300126,KZ86125KZT5004100100\n",
        ]
        .concat();
        let (summary, bad) = send(&world, Creators, &file).await;
        assert_eq!((summary.applied, summary.bad), (1, 6));
        for row in bad {
            let planted = ["12345", "7701", "900101", "KZ", "Дана", "aigul", "atlantis"];
            assert!(!planted.iter().any(|value| row.reason.contains(value)), "{row:?}");
        }
    });
}

#[test]
fn a_file_with_unknown_or_missing_columns_is_refused_whole() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        for header in ["key,phone\n", "key,phone,display_name,city,tags,languages,colour\n", ""] {
            let refused = import(&world.app, &mut Creators, header.as_bytes(), |_| {}).await;
            assert!(refused.is_err(), "{header}");
        }
    });
}

#[test]
fn thousands_of_rows_come_in_batches() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let rows: String = (0..1_500).map(|n| creator(&format!("cr-{n}"), &format!("+7701{n:07}"), "almaty")).collect();
        let (summary, bad) = send(&world, Creators, &[CREATOR_HEADER, &rows].concat()).await;
        assert_eq!((summary.applied, bad.first()), (1_500, None));
        let row = world.app.db.find("select n from log_head where id = 1", &[]).await.expect("reads").expect("a head");
        assert!(row.get::<i64>(0).expect("n") < 100, "many rows share a gathering");
    });
}
