//! The bytes between phone and server, locked: each wire type has a golden JSON file, and a change of a byte is a
//! change of this file that somebody decided. `GAMMA_GOLDEN=write` writes them anew.

mod samples;
mod scripts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gamma_core::wire::commands::KINDS;
use gamma_core::wire::{Code, Topic};
use samples::Sample;

fn samples() -> Vec<Sample> {
    samples::samples().into_iter().chain(scripts::samples()).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/wire")
}

fn is_writing() -> bool {
    std::env::var("GAMMA_GOLDEN").as_deref() == Ok("write")
}

fn check(name: &str, text: &str) {
    let path = folder().join(format!("{name}.json"));
    if is_writing() {
        std::fs::write(&path, text).expect("the golden file is written");
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no golden file for {name}"));
    assert_eq!(text, golden, "{name}: the bytes on the wire changed");
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).expect("plain fields"))
}

#[test]
fn every_wire_type_keeps_its_bytes_and_reads_them_back() {
    for Sample { name, json, read_back } in samples() {
        check(name, &pretty(&json));
        assert_eq!(read_back(&json), Ok(json.clone()), "{name} is read as it was written");
    }
}

#[test]
fn every_command_kind_has_a_golden_file() {
    let names: BTreeSet<_> = samples().into_iter().map(|sample| sample.name).collect();
    for kind in KINDS {
        assert!(names.contains(format!("command_{kind}").as_str()), "no sample for {kind}");
    }
}

#[test]
fn every_topic_has_a_golden_view() {
    let names: BTreeSet<_> = samples().into_iter().map(|sample| sample.name).collect();
    use Topic::{Brand, Campaign, Deal, Earning, Invoice, Notice, Payout, Profile, Script};
    for topic in [Profile, Deal, Payout, Earning, Notice, Campaign, Invoice, Brand, Script] {
        assert!(names.contains(format!("view_{}", topic.name()).as_str()), "no sample for {topic:?}");
    }
}

#[test]
fn commands_refuse_fields_that_nobody_knows() {
    for sample in samples().into_iter().filter(|sample| sample.name.starts_with("command_")) {
        let mut json = sample.json.clone();
        json.as_object_mut().expect("an object").insert("surprise".to_owned(), serde_json::json!(1));
        assert!((sample.read_back)(&json).is_err(), "{} took an unknown field", sample.name);
    }
}

#[test]
fn answers_ignore_fields_of_a_newer_server() {
    for sample in samples().into_iter().filter(|sample| sample.name.starts_with("view_")) {
        let mut json = sample.json.clone();
        json.as_object_mut().expect("an object").insert("surprise".to_owned(), serde_json::json!(1));
        assert_eq!((sample.read_back)(&json), Ok(sample.json), "{} refused an unknown field", sample.name);
    }
}

#[test]
fn codes_keep_their_names_and_statuses() {
    let lines: Vec<_> = Code::ALL.iter().map(|code| serde_json::json!([code.text(), code.status()])).collect();
    check("codes", &pretty(&serde_json::Value::Array(lines)));
    for code in Code::ALL {
        assert_eq!(Code::from_text(code.text()), *code);
    }
}
