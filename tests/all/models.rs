//! The way to a language model over a real llama-server with random weights (`scripts/test --models` starts one): what
//! the protocol promises, and that nothing a model does wrong reaches a creator. It says nothing about quality.

use std::time::Duration;

use gamma_core::wire::scripts::{MadeBy, ModelPart};
use gamma_server::scripts::ModelConfig;
use gamma_tests::model::Manner;
use gamma_tests::world::{Engine, World};
use serde_json::{Value, json};

use super::scripts::{asked, assert_fit, config, somebody, suggested, world_with};

/// Longer than a random model needs for an answer it may not end.
const PATIENT: Duration = Duration::from_secs(20);
const WORDS: [&str; 3] = ["Қарашы", "Көзің жетті ме", "Жазып кет"];

fn base() -> String {
    std::env::var("GAMMA_TEST_MODEL").expect("GAMMA_TEST_MODEL names a llama-server: scripts/test --models starts one")
}

async fn complete(body: &Value) -> (u16, Value) {
    gamma_server::app::install_tls();
    let client = reqwest::Client::new();
    let answer = client.post(format!("{}/v1/chat/completions", base())).json(body).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

/// A question whose answer the grammar alone decides.
fn bound(seed: u64, max_tokens: u32) -> Value {
    let word = json!({ "type": "string", "enum": WORDS });
    let beat = json!({
        "type": "object", "additionalProperties": false, "required": ["say"], "properties": { "say": word },
    });
    let schema = json!({
        "type": "object", "additionalProperties": false, "required": ["beats"],
        "properties": { "beats": { "type": "array", "minItems": 2, "maxItems": 3, "items": beat } },
    });
    json!({
        "model": "default", "messages": [{ "role": "user", "content": "Далап, қызыл" }], "seed": seed,
        "temperature": 0.8, "max_tokens": max_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": { "name": "script", "strict": true, "schema": schema },
        },
    })
}

#[tokio::test]
#[ignore = "needs a llama-server"]
async fn the_grammar_holds_whatever_the_weights_say() {
    for seed in 1..=5 {
        let (status, answer) = complete(&bound(seed, 400)).await;
        assert_eq!(status, 200, "{answer}");
        let choice = &answer["choices"][0];
        assert_eq!(choice["finish_reason"], "stop", "{answer}");
        let text = choice["message"]["content"].as_str().expect("a text");
        let sheet: Value = serde_json::from_str(text).unwrap_or_else(|_| panic!("no JSON: {text}"));
        let beats = sheet["beats"].as_array().expect("beats");
        assert!((2..=3).contains(&beats.len()), "{text}");
        assert!(beats.iter().all(|beat| beat["say"].as_str().is_some_and(|say| WORDS.contains(&say))), "{text}");
        assert!(answer["usage"]["total_tokens"].as_i64().is_some_and(|tokens| tokens > 0), "{answer}");
    }
}

#[tokio::test]
#[ignore = "needs a llama-server"]
async fn an_answer_without_room_is_cut_and_says_so() {
    let (status, answer) = complete(&bound(1, 8)).await;
    assert_eq!((status, &answer["choices"][0]["finish_reason"]), (200, &json!("length")));
    let text = answer["choices"][0]["message"]["content"].as_str().expect("a text");
    assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
}

/// Plays on the embedded engine: the database has no part in these.
fn with_real_model<F: Future<Output = World>>(model: ModelConfig, play: impl FnOnce(World) -> F) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        let world =
            world_with(Engine::Lite, model, |limits| limits).await.expect("the embedded engine is always asked");
        play(world).await.end().await;
    });
}

async fn tokens_spent(world: &World) -> i64 {
    let sql = "select cast(coalesce(sum(tokens), 0) as bigint) from model_spending where subject = 'everybody'";
    world.app.db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a number")
}

#[test]
#[ignore = "needs a llama-server"]
fn random_words_cost_tokens_and_reach_nobody() {
    with_real_model(config(&base(), PATIENT), |mut world| async move {
        let client = somebody(&mut world).await;
        let view = suggested(&client, &asked(1)).await;
        assert_fit(&view, Manner::Chatty);
        assert!(view.scripts.iter().all(|script| script.made_by == MadeBy::Engine));
        assert!(matches!(view.model, ModelPart::NothingPassed | ModelPart::Unreachable), "{:?}", view.model);
        assert!(tokens_spent(&world).await > 0, "what the model did was counted");
        world
    });
}

#[test]
#[ignore = "needs a llama-server"]
fn a_cut_answer_falls_back_to_the_engine() {
    let mut model = config(&base(), PATIENT);
    model.profile.answer_tokens_max = 24;
    with_real_model(model, |mut world| async move {
        let view = suggested(&somebody(&mut world).await, &asked(2)).await;
        assert_eq!(view.model, ModelPart::NothingPassed);
        assert_fit(&view, Manner::Cut);
        world
    });
}

#[test]
#[ignore = "needs a llama-server"]
fn a_model_that_is_too_slow_or_gone_falls_back_to_the_engine() {
    let nobody = "http://127.0.0.1:9".to_owned();
    for (url, timeout) in [(base(), Duration::from_millis(40)), (nobody, PATIENT)] {
        with_real_model(config(&url, timeout), |mut world| async move {
            let view = suggested(&somebody(&mut world).await, &asked(3)).await;
            assert_eq!(view.model, ModelPart::Unreachable, "{url}");
            assert_fit(&view, Manner::Silent);
            world
        });
    }
}
