//! The tax table of a new year reaches a phone whose build does not know it, and stays there without a network.

use super::world::World;
use crate::tax::Table;
use crate::wire::TaxTableView;

/// A year far away, so that no other test of this process counts on it.
const YEAR: &str = r#"{ "about": "an example, not the law",
    "indices": [{ "year": 2041, "mrp": 450000, "mzp": 9000000, "law": "an example", "confidence": "low" }] }"#;

#[tokio::test]
async fn a_new_year_comes_with_the_sync_once_and_is_recalled_at_the_next_start() {
    let mut world = World::signed_in().await;
    world.sync().await;
    assert!(Table::get().index(2041).is_none(), "the build does not know it");
    let view = TaxTableView { version: Some("v1".to_owned()), additions: vec![YEAR.to_owned()] };
    world.server.books().tax_table = Some(view);
    world.sync().await;
    assert!(Table::get().index(2041).is_some());
    world.sync().await;
    assert_eq!(world.server.books().tax_table_asked, 1, "it is the same table");
    crate::tax::install(Table::built_in().clone());
    world.online(false);
    world.restart();
    assert!(Table::get().index(2041).is_some(), "kept on the phone");
    let nonsense = TaxTableView { version: Some("v2".to_owned()), additions: vec!["{}".to_owned()] };
    world.server.books().tax_table = Some(nonsense);
    world.online(true);
    world.sync().await;
    assert!(Table::get().index(2026).is_some(), "what this build cannot take changes nothing");
}
