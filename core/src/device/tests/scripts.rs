//! The studio on a phone: without an account, with one, and at the moment between.

use super::world::{AIGUL, World};
use crate::kazakh::guard::{Register, Severity};
use crate::wire::commands::SaveScript;
use crate::wire::scripts::{CheckScript, KeptBeat, MadeBy, ScriptDraft, SuggestScripts};

fn asked(seed: u64) -> SuggestScripts {
    SuggestScripts {
        brief: "Lipstick, Red, Evening Date".into(),
        niche: Some("beauty".into()),
        facts: Vec::new(),
        register: Register::Sen,
        seed,
        count: 3,
        says_label: false,
        syllables_per_10_s: None,
    }
}

fn kept(world: &World, draft: &ScriptDraft) -> SaveScript {
    let beat = |say: &String| KeptBeat { say: say.clone(), show: String::new(), screen: String::new() };
    SaveScript {
        script: world.device.scripts().new_id(),
        deal: None,
        brief: asked(1).brief,
        register: Register::Sen,
        made_by: MadeBy::Engine,
        beats: draft.beats.iter().map(|shown| beat(&shown.say)).collect(),
        caption: draft.caption.clone(),
    }
}

fn says(draft: &ScriptDraft) -> Vec<&str> {
    draft.beats.iter().map(|beat| beat.say.as_str()).collect()
}

#[tokio::test]
async fn the_studio_works_without_an_account_and_without_a_network() {
    let world = World::new().await;
    world.online(false);
    let scripts = world.device.scripts();
    let view = scripts.suggest(&asked(3)).expect("scripts");
    assert_eq!(view.scripts.len(), 3);
    assert!(view.scripts.iter().all(|script| script.findings.iter().all(|found| found.severity != Severity::Fail)));
    assert!(view.questions.iter().any(|question| question.contains("тұрады")));
    scripts.save(&kept(&world, &view.scripts[0])).expect("kept here");
    let again = scripts.suggest(&asked(3)).expect("scripts");
    assert!(again.scripts.iter().all(|script| says(script) != says(&view.scripts[0])), "a kept one comes again");
    let refused = scripts.suggest(&SuggestScripts { brief: "Шарап, қызыл".into(), ..asked(1) }).expect("an answer");
    assert!(refused.scripts.is_empty() && refused.refused.is_some_and(|refused| refused.code == "claim.BAN-1"));
    assert_eq!(world.server.books().arrived.len(), 0, "nothing left the phone");
}

#[tokio::test]
async fn what_was_kept_before_signing_in_goes_into_the_history_once() {
    let world = World::new().await;
    let scripts = world.device.scripts();
    let view = scripts.suggest(&asked(4)).expect("scripts");
    let [one, two] = [0, 1].map(|place: usize| kept(&world, &view.scripts[place]));
    scripts.save(&one).expect("kept here");
    scripts.save(&two).expect("kept here");
    scripts.forget(one.script).expect("forgotten");
    world.sign_in(AIGUL).await;
    let listed = || scripts.list().expect("a list").iter().map(|view| view.script).collect::<Vec<_>>();
    assert_eq!(listed(), [two.script]);
    assert_eq!(listed(), [two.script], "taken along once");
    world.sync().await;
    let kinds: Vec<String> = world.server.books().arrived.iter().map(|row| row.1.clone()).collect();
    assert_eq!(kinds, ["save_script"]);
    scripts.forget(two.script).expect("asked");
    assert!(listed().is_empty());
}

#[tokio::test]
async fn the_phone_learns_how_fast_its_person_speaks() {
    let world = World::new().await;
    let scripts = world.device.scripts();
    assert_eq!(scripts.pace().expect("reads"), None);
    let usual = scripts.suggest(&asked(5)).expect("scripts").scripts[0].syllables;
    assert_eq!(scripts.learn_pace(66, 11_000).expect("kept"), Some(60));
    for (syllables, took_ms) in [(66, 200), (66, 900_000), (0, 15_000), (66, 0)] {
        assert_eq!(scripts.learn_pace(syllables, took_ms).expect("kept"), Some(60), "{syllables} in {took_ms} ms");
    }
    assert_eq!(scripts.learn_pace(66, 13_200).expect("kept"), Some(55));
    let faster = scripts.suggest(&asked(5)).expect("scripts").scripts[0].syllables;
    assert!(faster > usual, "who speaks faster says more: {faster} against {usual}");
}

#[tokio::test]
async fn a_creator_s_own_words_are_read_at_once() {
    let world = World::new().await;
    let check = CheckScript {
        brief: "Далап".into(),
        facts: Vec::new(),
        register: Register::Sen,
        says: vec!["Тоқта, мынаны қара!".into(), "Бұл сапалы өнім болып табылады.".into(), "Пікірге жаз!".into()],
        caption: None,
        syllables_per_10_s: None,
    };
    let found = world.device.scripts().check(&check).expect("reads");
    assert!(!found.passes && found.findings.iter().any(|finding| finding.code.starts_with("calque")));
}
