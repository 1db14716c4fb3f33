//! The phone's own files: damaged, and still nothing is lost that only the phone knew.

use super::world::World;
use crate::device::SessionState;

fn person_file(world: &World) -> std::path::PathBuf {
    let SessionState::SignedIn(person) = world.device.account().state() else { panic!("signed in") };
    world.folder().join(format!("person-{person}.db"))
}

#[tokio::test]
async fn a_file_that_is_no_database_is_set_aside_and_filled_again() {
    let mut world = World::signed_in().await;
    let path = person_file(&world);
    let deal = world.yes(1);
    world.ports.clock.pass_seconds(5);
    world.sync().await;
    for name in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{name}", path.display()));
    }
    std::fs::write(&path, b"this is not a database, and it is long enough to be looked at").expect("written");
    world.restart();
    let recovery = world.device.recovery().expect("told");
    assert_eq!((recovery.code, recovery.commands_kept), ("local_store_rebuilt", 0));
    assert!(recovery.set_aside.exists(), "never deleted");
    world.sync().await;
    assert_eq!(world.deals(), [(deal, true)]);
    assert_eq!(world.cards().len(), 4);
}

#[tokio::test]
async fn unsent_commands_are_carried_over_from_a_damaged_file() {
    let mut world = World::signed_in().await;
    let path = person_file(&world);
    world.online(false);
    let (first, second) = (world.yes(1), world.yes(2));
    damage_an_index(&path);
    world.restart();
    let recovery = world.device.recovery().expect("told");
    assert_eq!(recovery.commands_kept, 2);
    world.online(true);
    world.ports.clock.pass_seconds(5);
    assert_eq!(world.sync().await.done, 2);
    assert_eq!(world.deals(), [(second, true), (first, true)]);
}

/// Overwrites the feed's index page with noise, as a dying flash chip would.
fn damage_an_index(path: &std::path::Path) {
    let connection = rusqlite::Connection::open(path).expect("a database");
    connection.query_one("pragma wal_checkpoint(truncate)", [], |_| Ok(())).expect("a checkpoint");
    let sql = "select rootpage from sqlite_schema where name = 'outbox_stream'";
    let page: usize =
        connection.query_one(sql, [], |row| row.get::<_, i64>(0)).expect("a page").try_into().expect("a page");
    let size: usize = connection
        .query_one("pragma page_size", [], |row| row.get::<_, i64>(0))
        .expect("a size")
        .try_into()
        .expect("a size");
    drop(connection);
    let mut bytes = std::fs::read(path).expect("a file");
    bytes[(page - 1) * size..page * size].fill(0xa5);
    std::fs::write(path, bytes).expect("written");
}
