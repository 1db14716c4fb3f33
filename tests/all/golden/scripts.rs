//! One sample of every wire type of scripts, each field filled.

use gamma_core::kazakh::guard::{Basis, Register, Severity};
use gamma_core::wire::commands as c;
use gamma_core::wire::scripts as s;

use super::samples::{Sample, at, command, id, sample};

fn kept() -> s::KeptBeat {
    s::KeptBeat {
        say: "Мына қызыл далапты қарашы.".to_owned(),
        show: "далапты жақыннан көрсет".to_owned(),
        screen: "Қызыл далап".to_owned(),
    }
}

fn finding() -> s::ScriptFinding {
    s::ScriptFinding {
        code: "calque.10".to_owned(),
        severity: Severity::Warn,
        from: 5,
        to: 17,
        kk: "Қазақша айтайық.".to_owned(),
        ru: "Скажем по-казахски.".to_owned(),
        replacements: vec!["маған ұнады".to_owned()],
    }
}

fn draft() -> s::ScriptDraft {
    s::ScriptDraft {
        shape: "rush".to_owned(),
        made_by: s::MadeBy::Model,
        beats: vec![s::ScriptBeat {
            say: kept().say,
            show: kept().show,
            screen: kept().screen,
            from_ms: 0,
            to_ms: 2_700,
            basis: Basis::Shown,
        }],
        caption: "Жарнама. Қызыл далап.".to_owned(),
        duration_ms: 14_700,
        syllables: 66,
        findings: vec![finding()],
    }
}

fn refused() -> s::ScriptRefused {
    s::ScriptRefused {
        code: "claim.MED-1".to_owned(),
        kk: "Емдейді деп айтуға болмайды.".to_owned(),
        ru: "Нельзя обещать лечение.".to_owned(),
    }
}

pub fn samples() -> Vec<Sample> {
    kept_ones().into_iter().chain(asked_ones()).collect()
}

fn kept_ones() -> Vec<Sample> {
    let caption = draft().caption;
    vec![
        command(&c::SaveScript {
            script: id(20),
            deal: Some(id(2)),
            brief: "Lipstick, Red, Evening Date".to_owned(),
            register: Register::Sen,
            made_by: s::MadeBy::Engine,
            beats: vec![kept()],
            caption: caption.clone(),
        }),
        command(&c::ForgetScript { script: id(20) }),
        sample(
            "view_script",
            &s::ScriptView {
                script: id(20),
                deal: Some(id(2)),
                brief: "Lipstick, Red, Evening Date".to_owned(),
                register: Register::Siz,
                made_by: s::MadeBy::Person,
                beats: vec![kept()],
                caption: caption.clone(),
                saved_at: at(1),
            },
        ),
    ]
}

fn asked_ones() -> Vec<Sample> {
    let caption = draft().caption;
    vec![
        sample(
            "scripts",
            &s::ScriptsView {
                scripts: vec![draft()],
                questions: vec!["Қанша тұрады?".to_owned()],
                refused: Some(refused()),
                model: s::ModelPart::Wrote,
            },
        ),
        sample(
            "scripts_suggest",
            &s::SuggestScripts {
                brief: "Lipstick, Red, Evening Date".to_owned(),
                niche: Some("beauty".to_owned()),
                facts: vec!["4500 теңге".to_owned()],
                register: Register::Sen,
                seed: 7,
                count: 3,
                says_label: true,
                syllables_per_10_s: Some(52),
            },
        ),
        sample(
            "scripts_check",
            &s::CheckScript {
                brief: "Lipstick, Red".to_owned(),
                facts: vec!["4500 теңге".to_owned()],
                register: Register::Siz,
                says: vec!["Мынаны қараңыз!".to_owned()],
                caption: Some(caption),
                syllables_per_10_s: Some(60),
            },
        ),
        sample(
            "scripts_checked",
            &s::ScriptCheck { passes: true, duration_ms: 14_700, syllables: 66, findings: vec![finding()] },
        ),
    ]
}
