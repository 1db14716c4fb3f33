//! Canaries: a planted phone, identity number, account and name that must stand in no log, no error and no plain
//! column.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use gamma_core::money::Money;
use gamma_server::db::Value;
use gamma_tests::people::Person;
use gamma_tests::world::{World, in_each_world};
use tracing_subscriber::fmt::MakeWriter;

/// A log that is kept in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn secrets(person: &Person) -> Vec<String> {
    let digits = person.phone.trim_start_matches('+').to_owned();
    vec![digits, person.iin.clone(), person.iban.clone(), person.name.clone()]
}

#[test]
fn no_log_and_no_column_shows_who_somebody_is() {
    let kept = Kept::default();
    let subscriber = tracing_subscriber::fmt().with_writer(kept.clone()).with_max_level(tracing::Level::DEBUG).finish();
    // Another test of this binary may have been first; then its log is not ours to read, and the columns still are.
    let is_ours = tracing::subscriber::set_global_default(subscriber).is_ok();
    in_each_world(31, move |mut world| {
        let kept = kept.clone();
        async move {
            let brand = world.brand(2_000_000).await;
            let creator = world.creator().await;
            world.approved_deal(&brand, &creator, Money::from_tenge(9_000)).await;
            world.settle().await;
            let canaries = secrets(&creator.person);
            let log = kept.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let log = String::from_utf8_lossy(&log).into_owned();
            assert!(!is_ours || log.contains("answered"), "the log was kept");
            for canary in &canaries {
                assert!(!log.contains(canary.as_str()), "a canary sings in the log");
            }
            scan(&world, &canaries).await;
            world
        }
    });
}

/// Looks at every value of every table.
async fn scan(world: &World, canaries: &[String]) {
    let sql = if world.app.db.is_postgres() {
        "select table_name::text from information_schema.tables where table_schema = 'public'"
    } else {
        "select name from sqlite_master where type = 'table'"
    };
    let tables = world.app.db.list(sql, &[]).await.expect("reads");
    let names = tables.iter().map(|row| row.get::<String>(0).expect("a name"));
    let ours: Vec<_> = names.filter(|name| !name.starts_with("_sqlx") && !name.starts_with("sqlite")).collect();
    assert!(ours.len() > 20, "every table is looked at");
    for table in ours {
        for row in world.app.db.list(&format!("select * from {table}"), &[]).await.expect("reads") {
            for place in 0_usize.. {
                let Some(value) = row.value(place) else { break };
                let text = match value {
                    Value::Text(text) => text.clone(),
                    Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                    _ => continue,
                };
                for canary in canaries {
                    assert!(!text.contains(canary.as_str()), "a canary sings in {table}, column {place}");
                }
            }
        }
    }
}
