//! The table of forms by hand, the forms that must never appear, and the score against public data.

use super::{Features, inflect_tags};

const PAIRS: &str = include_str!("../../data/kazakh/golden-forms.txt");

#[test]
fn every_pair_of_the_table_is_made() {
    let mut wrong = Vec::new();
    let mut count = 0_usize;
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('|');
        let (lemma, tags, form) =
            (parts.next().expect("lemma"), parts.next().expect("tags"), parts.next().expect("form"));
        count = count.saturating_add(1);
        let made = inflect_tags(lemma, tags);
        if made.as_deref() != Some(form) {
            wrong.push(format!("{lemma}|{tags}: {form}, made {made:?}"));
        }
    }
    assert!(count >= 219, "{count} pairs");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A lemma, the tags that would tempt, and the form that must not come out.
const NEVER: [(&str, &str, &str); 37] = [
    ("кітап", "pl.abl", "кітаптарнан"),
    ("помада", "acc", "помадады"),
    ("бет", "dat", "бетге"),
    ("қыз", "ins", "қызпен"),
    ("қыз", "ins", "қызмен"),
    ("смартфон", "dat", "смартфонге"),
    ("технология", "dat", "технологияге"),
    ("көйлек", "px3", "көйлекы"),
    ("көйлек", "px3", "көйлекі"),
    ("ерін", "px3.dat", "ерініне"),
    ("мұрын", "px3", "мұрыны"),
    ("ауыз", "px3.dat", "аузыға"),
    ("ерін далабы", "acc", "ерін далабыны"),
    ("ерін далабы", "dat", "ерін далабыға"),
    ("ерін далабы", "pl", "ерін далабылар"),
    ("банк", "dat", "банкқа"),
    ("банк", "px3", "бангі"),
    ("адам", "abl", "адамдан"),
    ("күн", "abl", "күнден"),
    ("нан", "gen", "наннің"),
    ("су", "acc", "суны"),
    ("су", "px3", "сусы"),
    ("көз", "ins", "көзмен"),
    ("мектеп", "pl", "мектептар"),
    ("дос", "pl", "достер"),
    ("тап", "cvb_ip", "тапып"),
    ("оқы", "cvb_ip", "оқыып"),
    ("оқы", "inf", "оқыу"),
    ("қой", "pres.3", "қойады"),
    ("ки", "pres.3", "киады"),
    ("ал", "past.3.neg.q", "алмады ма"),
    ("бар", "neg.imp2sg", "барба"),
    ("көн", "neg.pres.3", "көнмейді"),
    ("айт", "neg.imp2sg", "айтба"),
    ("бар", "perf.1pl", "барғанмыз"),
    ("дайын", "cop1pl", "дайынмыз"),
    ("бол", "pres.3.q", "болады ма"),
];

#[test]
fn no_form_that_must_never_appear_is_made() {
    for (lemma, tags, form) in NEVER {
        let made = inflect_tags(lemma, tags);
        assert_ne!(made.as_deref(), Some(form), "{lemma}|{tags}");
    }
    assert_eq!(inflect_tags("ал", "neg.past.3.q").as_deref(), Some("алмады ма"), "the particle stands apart");
    assert_eq!(inflect_tags("бар", "must1sg").as_deref(), Some("баруым керек"), "never бару керекпін");
}

/// Public tags as ours: `N;PSS1S;PL` is `pl.px1sg`.
fn ours(public: &str) -> String {
    let has = |name: &str| public.split(';').any(|part| part == name);
    let mut tags: Vec<&str> = Vec::new();
    if has("PL") {
        tags.push("pl");
    }
    let owner = [("PSS1S", "px1sg"), ("PSS1P", "px1pl"), ("PSS3S", "px3")];
    tags.extend(owner.iter().filter(|(name, _)| has(name)).map(|(_, tag)| *tag));
    if has("PSS2S") {
        tags.push(if has("LSSPEC2") { "px2frm" } else { "px2sg" });
    }
    let cases = [("GEN", "gen"), ("DAT", "dat"), ("ACC", "acc"), ("LOC", "loc"), ("ABL", "abl"), ("INST", "ins")];
    tags.extend(cases.iter().filter(|(name, _)| has(name)).map(|(_, tag)| *tag));
    tags.join(".")
}

#[test]
fn public_noun_forms_are_made_by_rules() {
    let Ok(folder) = std::env::var("GAMMA_KAZAKH_DATA") else {
        eprintln!("SKIPPED: GAMMA_KAZAKH_DATA names no folder, the public noun forms were not scored");
        return;
    };
    let path = std::path::Path::new(&folder).join("unimorph-nouns.tsv");
    let text = std::fs::read_to_string(&path).expect("the public noun forms are readable");
    let (mut right, mut all) = (0_usize, 0_usize);
    let mut wrong = Vec::new();
    for line in text.lines() {
        let mut parts = line.split('\t');
        let (Some(lemma), Some(form), Some(tags)) = (parts.next(), parts.next(), parts.next()) else { continue };
        all = all.saturating_add(1);
        let features = Features::parse(&ours(tags)).expect("public tags are known");
        let made = super::inflect(&super::lexicon::name_for(lemma), &features);
        if made.as_deref() == Some(form) {
            right = right.saturating_add(1);
        } else {
            wrong.push(format!("{lemma}\t{}\t{form}\t{}", ours(tags), made.unwrap_or_default()));
        }
    }
    if std::env::var("GAMMA_KAZAKH_SHOW").is_ok() {
        eprintln!("{}", wrong.join("\n"));
    }
    let permille = right.saturating_mul(1000).checked_div(all).unwrap_or(0);
    eprintln!("public noun forms: {right} of {all}, {permille} in a thousand");
    assert!(permille >= 985, "{right} of {all}");
}
