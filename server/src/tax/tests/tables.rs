//! The operator's folder: taken whole or not at all, and never against days that were used.

use gamma_core::tax::Table;
use std::path::Path;

use super::months::paid;
use crate::db::Db;
use crate::payouts::tests::world::World;
use crate::tax::table::{BadFolder, Served, load};
use crate::testing::on_each_engine;

const NEXT_YEAR: &str = r#"{ "about": "indices of 2031 (an example, not the law)",
    "indices": [{ "year": 2031, "mrp": 450000, "mzp": 9000000, "law": "an example", "confidence": "low" }] }"#;

/// Ends a rule on the eve of a day.
const END: &str = r#"{ "about": "x", "ends": [{ "id": "kz.se.platform", "to": "2026-06-14", "law": "an example" }] }"#;

async fn loaded(db: &Db, folder: &Path) -> Result<Served, BadFolder> {
    load(db, Some(folder), gamma_core::time::Timestamp::from_micros(0)).await
}

#[test]
fn a_new_year_is_a_file_and_no_build() {
    on_each_engine(|db| async move {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("2031.json"), NEXT_YEAR).expect("written");
        std::fs::write(folder.path().join("notes.txt"), "not a table").expect("written");
        let served = loaded(&db, folder.path()).await.expect("taken");
        assert_eq!((served.version.is_some(), served.additions), (true, vec![NEXT_YEAR.to_owned()]));
        assert!(Table::get().index(2031).is_some() && Table::built_in().index(2031).is_none());
        let row = db.find("select files from tax_table", &[]).await.expect("reads").expect("a row");
        assert_eq!(row.get::<String>(0).expect("a text"), "2031.json");
        assert_eq!(loaded(&db, folder.path()).await.expect("again").version, served.version);
    });
}

#[test]
fn a_file_that_cannot_be_right_is_named() {
    on_each_engine(|db| async move {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |text: &str| std::fs::write(folder.path().join("a.json"), text).expect("written");
        write("{}");
        let said = loaded(&db, folder.path()).await.expect_err("refused").to_string();
        assert!(said.starts_with("a.json: "), "{said}");
        write(&NEXT_YEAR.replace("2031,", "2026,"));
        let said = loaded(&db, folder.path()).await.expect_err("refused").to_string();
        assert!(said.contains("the year 2026 has two indices"), "{said}");
        let nowhere = folder.path().join("nowhere");
        assert!(matches!(loaded(&db, &nowhere).await, Err(BadFolder::Unreadable(_))));
    });
}

#[test]
fn a_day_that_was_used_keeps_its_rules() {
    on_each_engine(|db| async move {
        let world = World::new(db.clone()).await;
        let folder = tempfile::tempdir().expect("a folder");
        paid(&world, 10_000).await;
        std::fs::write(folder.path().join("end.json"), END).expect("written");
        let said = loaded(&db, folder.path()).await.expect_err("refused").to_string();
        assert_eq!(said, "kz.se.platform from 2026-01-01 reads otherwise than when payouts up to 2026-06-15 were made");
    });
}
