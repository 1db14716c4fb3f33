//! The scriptwriter behind the server: a model that writes, one with every fault, limits that two processes share, and
//! a history that follows its creator. Whatever happens, what reaches a creator has passed the guard.

use std::time::{Duration, Instant};

use gamma_core::id::{Id, ScriptId};
use gamma_core::kazakh::guard::{Register, Severity};
use gamma_core::wire::commands::{ForgetScript, SaveScript};
use gamma_core::wire::scripts::{
    CheckScript, KeptBeat, MadeBy, ModelPart, ScriptCheck, ScriptView, ScriptsView, SuggestScripts,
};
use gamma_core::wire::{Code, Topic};
use gamma_server::config::{Config, Limits};
use gamma_server::scripts::{ModelConfig, profiles};
use gamma_tests::client::{Client, Refused};
use gamma_tests::model::{Manner, Model};
use gamma_tests::rail;
use gamma_tests::world::{Engine, World};
use uuid::Uuid;

const TIMEOUT: Duration = Duration::from_millis(1_200);
const REST_S: i64 = 31;
const A_DAY_S: i64 = 86_400;

pub fn asked(seed: u64) -> SuggestScripts {
    SuggestScripts {
        brief: "Lipstick, Red, Evening Date".to_owned(),
        niche: Some("beauty".to_owned()),
        facts: Vec::new(),
        register: Register::Sen,
        seed,
        count: 3,
        says_label: false,
        syllables_per_10_s: None,
    }
}

/// Plays a test on each engine with a simulated model beside the server.
fn with_model<F: Future<Output = World>>(limits: fn(Limits) -> Limits, play: impl Fn(World, Model) -> F) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        for engine in [Engine::Lite, Engine::Pg] {
            let model = Model::start(Manner::Good).await;
            if let Some(world) = world_with(engine, config(&model.base, TIMEOUT), limits).await {
                play(world, model).await.end().await;
            }
        }
    });
}

/// A model at an address, asked as any model is.
pub fn config(url: &str, timeout: Duration) -> ModelConfig {
    let profile = profiles::all().iter().find(|profile| profile.name == "any").expect("ships").clone();
    ModelConfig { url: url.to_owned(), key: None, profile, permission: None, timeout }
}

/// A world whose server has this model.
pub async fn world_with(engine: Engine, model: ModelConfig, limits: fn(Limits) -> Limits) -> Option<World> {
    let set = |own: Config| Config { model: Some(model), limits: limits(own.limits), ..own };
    World::begin_set(engine, 5, |_| rail::Manner::Confirmed, set).await
}

pub async fn somebody(world: &mut World) -> Client {
    let phone = world.invent().phone;
    Client::sign_in(&world.base, &phone, &world.codes).await.expect("signs in")
}

pub async fn suggested(client: &Client, asked: &SuggestScripts) -> ScriptsView {
    let reply = client.post("/v1/scripts/suggest", asked).await.expect("an answer");
    reply.json().unwrap_or_else(|| panic!("{} {}", reply.status, reply.text))
}

pub fn assert_fit(view: &ScriptsView, why: Manner) {
    assert_eq!(view.scripts.len(), 3, "{why:?}");
    for script in &view.scripts {
        assert!(script.findings.iter().all(|finding| finding.severity != Severity::Fail), "{why:?}: {script:?}");
        assert!((13_000..=16_000).contains(&script.duration_ms), "{why:?}: {} ms", script.duration_ms);
        assert!(script.beats.iter().all(|beat| !beat.say.contains("емдей")), "{why:?}: {script:?}");
        assert!(script.caption.starts_with("Жарнама"), "{why:?}");
    }
}

#[test]
fn what_the_model_writes_comes_first_and_it_learns_nothing_about_the_person() {
    with_model(
        |limits| limits,
        |mut world, model| async move {
            let client = somebody(&mut world).await;
            for manner in [Manner::Good, Manner::Fenced] {
                model.behave(manner);
                let view = suggested(&client, &asked(7)).await;
                assert_eq!((view.model, view.scripts[0].made_by), (ModelPart::Wrote, MadeBy::Model));
                assert_fit(&view, manner);
            }
            let person = client.person.expect("signed in").to_string();
            assert!(model.asked().len() >= 8 && model.asked().iter().all(|body| !body.to_string().contains(&person)));
            let stories: std::collections::BTreeSet<_> =
                model.asked().iter().map(|body| body["messages"].to_string()).collect();
            assert!(stories.len() >= 4, "four candidates are asked for four different stories");
            world
        },
    );
}

#[test]
fn a_fault_of_the_model_costs_a_creator_nothing() {
    use ModelPart::{NothingPassed, Unreachable};
    with_model(
        |limits| limits,
        |mut world, model| async move {
            let client = somebody(&mut world).await;
            for (manner, part) in [
                (Manner::Banned, NothingPassed),
                (Manner::OffTopic, NothingPassed),
                (Manner::Cut, NothingPassed),
                (Manner::Chatty, NothingPassed),
                (Manner::WrongForm, NothingPassed),
                (Manner::Status(429), Unreachable),
                (Manner::Status(500), Unreachable),
                (Manner::Status(302), Unreachable),
                (Manner::NotACompletion, Unreachable),
                (Manner::Endless, Unreachable),
                (Manner::Silent, Unreachable),
                (Manner::Drip, Unreachable),
            ] {
                model.behave(manner);
                let began = Instant::now();
                let view = suggested(&client, &asked(9)).await;
                assert!(began.elapsed() < TIMEOUT * 4, "{manner:?} took {:?}", began.elapsed());
                assert_eq!(view.model, part, "{manner:?}");
                assert!(view.scripts.iter().all(|script| script.made_by == MadeBy::Engine), "{manner:?}");
                assert_fit(&view, manner);
                world.clock.advance_seconds(REST_S);
            }
            world
        },
    );
}

#[test]
fn a_script_that_breaks_a_rule_is_mended_once() {
    with_model(
        |limits| limits,
        |mut world, model| async move {
            let client = somebody(&mut world).await;
            model.behave(Manner::Mends);
            let view = suggested(&client, &asked(11)).await;
            assert_eq!((view.model, view.scripts[0].made_by), (ModelPart::Wrote, MadeBy::Model));
            assert_fit(&view, Manner::Mends);
            assert_eq!(model.asked().len(), 8, "four, and each once more");
            let last = model.asked().last().expect("asked").to_string();
            assert!(last.contains("емдей"), "the model is told what was wrong");
            model.behave(Manner::Banned);
            suggested(&client, &asked(12)).await;
            assert_eq!(model.asked().len(), 16, "one repair turn, no second");
            world
        },
    );
}

#[test]
fn a_model_that_keeps_failing_is_left_alone_and_tried_again() {
    with_model(
        |limits| limits,
        |mut world, model| async move {
            let client = somebody(&mut world).await;
            model.behave(Manner::Status(503));
            assert_eq!(suggested(&client, &asked(1)).await.model, ModelPart::Unreachable);
            let calls = model.asked().len();
            model.behave(Manner::Good);
            assert_eq!(suggested(&client, &asked(2)).await.model, ModelPart::Unreachable);
            assert_eq!(model.asked().len(), calls, "nobody was asked while it rests");
            world.clock.advance_seconds(REST_S);
            assert_eq!(suggested(&client, &asked(3)).await.model, ModelPart::Wrote);
            assert_eq!(suggested(&client, &asked(4)).await.model, ModelPart::Wrote);
            world
        },
    );
}

#[test]
fn what_a_day_may_cost_holds_across_processes_for_each_creator() {
    let limits = |own| Limits { model_tokens_a_creator_and_day: 16_000, ..own };
    with_model(limits, |mut world, model| async move {
        let (one, other) = (somebody(&mut world).await, somebody(&mut world).await);
        let second = world.another_process().await;
        let mut parts = Vec::new();
        for seed in 0..6 {
            let client = if seed % 2 == 0 { one.clone() } else { one.at(&second) };
            let view = suggested(&client, &asked(seed)).await;
            assert_fit(&view, Manner::Good);
            parts.push(view.model);
        }
        let wrote = parts.iter().filter(|part| **part == ModelPart::Wrote).count();
        assert!((1..=4).contains(&wrote) && parts.last() == Some(&ModelPart::UsedUp), "{parts:?}");
        assert!(model.asked().len() <= 16, "sixteen calls of a thousand tokens are the day");
        assert_eq!(suggested(&other, &asked(1)).await.model, ModelPart::Wrote, "another's day is another's");
        world.clock.advance_seconds(A_DAY_S);
        let fresh = somebody(&mut world).await;
        assert_eq!(suggested(&fresh, &asked(1)).await.model, ModelPart::Wrote);
        world
    });
}

#[test]
fn a_creator_asks_so_often_an_hour_whichever_process_answers() {
    with_model(
        |own| Limits { scripts_a_creator_and_hour: 2, ..own },
        |mut world, _| async move {
            let client = somebody(&mut world).await;
            let second = client.at(&world.another_process().await);
            for (client, status) in [(&client, 200), (&second, 200), (&client, 429), (&second, 429)] {
                let reply = client.post("/v1/scripts/suggest", &asked(1)).await.expect("an answer");
                assert_eq!(reply.status, status, "{}", reply.text);
            }
            let reply = somebody(&mut world).await.post("/v1/scripts/suggest", &asked(1)).await.expect("an answer");
            assert_eq!(reply.status, 200, "somebody else is not stopped");
            world
        },
    );
}

#[test]
fn a_brief_that_the_law_forbids_never_reaches_the_model() {
    with_model(
        |limits| limits,
        |mut world, model| async move {
            let client = somebody(&mut world).await;
            for brief in ["", "Шарап, қызыл, кеш", "Крем, экземаны емдейді", "🙂"] {
                let view = suggested(&client, &SuggestScripts { brief: brief.to_owned(), ..asked(1) }).await;
                assert!(
                    view.scripts.is_empty() && view.refused.is_some_and(|refused| !refused.kk.is_empty()),
                    "{brief}"
                );
            }
            assert!(model.asked().is_empty());
            let long = SuggestScripts { brief: "а".repeat(2_001), ..asked(1) };
            let reply = client.post("/v1/scripts/suggest", &long).await.expect("an answer");
            assert_eq!((reply.status, reply.code()), (400, Some(Code::InvalidField)));
            world
        },
    );
}

#[test]
fn the_guard_reads_a_creator_s_own_words() {
    with_model(
        |limits| limits,
        |mut world, _| async move {
            let client = somebody(&mut world).await;
            let says = ["Тоқта, мынаны қара!", "Бұл сапалы өнім болып табылады.", "Пікірге жаз!"].map(str::to_owned);
            let check = CheckScript {
                brief: "Далап".to_owned(),
                facts: Vec::new(),
                register: Register::Sen,
                says: says.to_vec(),
                caption: None,
                syllables_per_10_s: None,
            };
            let reply = client.post("/v1/scripts/check", &check).await.expect("an answer");
            let found: ScriptCheck = reply.json().expect("a check");
            let calque = found.findings.iter().find(|finding| finding.code.starts_with("calque")).expect("found");
            let text: Vec<char> = says.join("\n").chars().collect();
            let (from, to) = (calque.from as usize, calque.to as usize);
            assert!(text[from..to].iter().collect::<String>().contains("табылады") && !found.passes);
            let none = CheckScript { says: Vec::new(), ..check };
            assert_eq!(client.post("/v1/scripts/check", &none).await.expect("an answer").status, 400);
            world
        },
    );
}

fn kept(script: ScriptId, says: &[String]) -> SaveScript {
    let beat = |say: &String| KeptBeat { say: say.clone(), show: String::new(), screen: String::new() };
    SaveScript {
        script,
        deal: None,
        brief: "Lipstick, Red".to_owned(),
        register: Register::Sen,
        made_by: MadeBy::Engine,
        beats: says.iter().map(beat).collect(),
        caption: "Жарнама. Қызыл далап.".to_owned(),
    }
}

#[test]
fn a_kept_script_is_in_its_creator_s_feed_and_does_not_come_again() {
    with_model(
        |limits| limits,
        |mut world, model| async move {
            model.behave(Manner::Status(500));
            let (one, other) = (somebody(&mut world).await, somebody(&mut world).await);
            let first = suggested(&one, &asked(21)).await.scripts[0].clone();
            let says: Vec<String> = first.beats.iter().map(|beat| beat.say.clone()).collect();
            let id = ScriptId::from_uuid(Uuid::now_v7());
            one.command(&kept(id, &says)).await.expect("kept");
            let again = suggested(&one, &asked(21)).await;
            let texts: Vec<Vec<String>> =
                again.scripts.iter().map(|script| script.beats.iter().map(|beat| beat.say.clone()).collect()).collect();
            assert!(!texts.contains(&says), "a kept script comes again");
            let own: Vec<ScriptView> = one.list(Topic::Script).await;
            assert_eq!(own.iter().map(|view| (view.script, view.beats.len())).collect::<Vec<_>>(), [(id, says.len())]);
            one.command(&kept(id, &says[..1])).await.expect("kept anew");
            assert_eq!(one.list::<ScriptView>(Topic::Script).await[0].beats.len(), 1);
            for refused in [
                other.command(&kept(id, &says)).await,
                other.command(&ForgetScript { script: id }).await,
                other
                    .command(&SaveScript {
                        deal: Some(gamma_core::id::DealId::from_uuid(id.uuid())),
                        ..kept(id, &says)
                    })
                    .await,
            ] {
                assert_eq!(refused, Err(Refused::ByServer(Code::NotFound)));
            }
            for wrong in [kept(id, &[]), kept(id, &vec!["бір".to_owned(); 13]), kept(id, &["а".repeat(401)])] {
                assert_eq!(one.command(&wrong).await, Err(Refused::ByServer(Code::InvalidField)));
            }
            one.command(&ForgetScript { script: id }).await.expect("forgotten");
            assert!(one.list::<ScriptView>(Topic::Script).await.is_empty() && other.feed().await.is_some());
            world
        },
    );
}
