//! Every scenario of `tests/scenarios`, played on each engine against the real server and real phones. A failure names
//! the scenario, the step, and what the screen showed instead.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use futures_util::StreamExt;
use gamma_tests::scenario::{Scenario, play};
use gamma_tests::world::Engine;

/// Worlds that live at the same time.
const AT_ONCE: usize = 4;

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let entries = std::fs::read_dir(folder).expect("the folder is there").flatten();
    let mut files: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

fn scenarios() -> Vec<Scenario> {
    let read = files().into_iter().map(|path| Scenario::read(&path));
    read.collect::<Result<_, _>>().expect("every file is a scenario")
}

/// Only scenarios whose name holds `GAMMA_SCENARIO`, if it is set.
fn is_wanted(scenario: &Scenario) -> bool {
    std::env::var("GAMMA_SCENARIO").map_or(true, |part| scenario.name.contains(&part))
}

async fn play_all(engine: Engine) {
    let wanted = scenarios().into_iter().filter(is_wanted);
    let plays = wanted.map(|scenario| async move { tokio::spawn(async move { play(&scenario, engine).await }).await });
    let ends: Vec<_> = futures_util::stream::iter(plays).buffer_unordered(AT_ONCE).collect().await;
    let problems: Vec<_> = ends.into_iter().filter_map(|end| end.expect("a problem is no panic").err()).collect();
    assert!(problems.is_empty(), "{} scenarios failed:\n{}", problems.len(), problems.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_scenario_plays_on_sqlite() {
    play_all(Engine::Lite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_scenario_plays_on_postgres() {
    play_all(Engine::Pg).await;
}

#[test]
fn scenarios_have_names_of_their_own() {
    let scenarios = scenarios();
    let names: BTreeSet<_> = scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    assert!(names.len() == scenarios.len() && names.len() >= 8, "{} names, {} files", names.len(), scenarios.len());
}

/// A scenario whose expectation is wrong must fail, and say where.
#[tokio::test]
async fn a_wrong_expectation_fails_with_scenario_step_and_figure() {
    let text = r#"{ "name": "A wrong one", "cast": { "zhuldyz": { "is": "brand", "credit": 1000, "trust": 0,
        "advance": 0 } },
                    "steps": [{ "who": "time", "does": "pass", "hours": 0 },
                              { "who": "zhuldyz", "sees": "money", "shows": { "held": 5 } }] }"#;
    let scenario: Scenario = serde_json::from_str(text).expect("a scenario");
    let problem = play(&scenario, Engine::Lite).await.expect_err("it fails");
    assert!(problem.contains("A wrong one") && problem.contains("step 2"), "{problem}");
    assert!(problem.ends_with("held is 0"), "{problem}");
}
