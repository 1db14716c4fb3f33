//! Every chain of tags that one written word can carry, for names and for verbs: what the analyser looks for.

use std::sync::LazyLock;

use super::features::{Features, Tag};

/// The chains of names.
pub(super) static OF_NAMES: LazyLock<Vec<Features>> = LazyLock::new(|| {
    let mut chains = nominal("", &ALL_OWNERS);
    chains.extend(nominal("lyq", &["", "px1sg", "px2sg", "px2frm", "px3", "px1pl"]));
    chains.extend(nominal("shy", &["", "px3"]));
    chains.extend(nominal("rel", &[""]));
    chains.extend(nominal("loc.rel", &[""]));
    chains.extend(nominal("niki", &[]));
    chains.extend(read(&["li", "li.cop2sg", "li.cmp", "li.lyq.px3", "siz", "siz.cop1sg", "siz.lyq", "siz.lyq.px3"]));
    chains.extend(read(&["dai", "px3.dai", "px1sg.dai", "cmp", "lau", "niki", "px3.loc.rel", "px1sg.loc.rel"]));
    chains.extend(read(&[
        "pl.loc.rel",
        "px2sg.loc.rel",
        "px2frm.loc.rel",
        "px1pl.loc.rel",
        "pl.px3.loc.rel",
        "pl.niki",
    ]));
    chains.extend(copulas(&["", "pl", "loc", "px3", "siz", "li"]));
    unique(chains)
});

/// The chains of verbs.
pub(super) static OF_VERBS: LazyLock<Vec<Features>> = LazyLock::new(|| {
    let mut chains = Vec::new();
    for front in ["", "neg", "pass", "pass.neg"] {
        for finite in ["pres", "past", "cond", "evid", "des"] {
            chains.extend(PERSONS.iter().map(|person| join(&[front, finite, person])));
        }
        chains.extend(
            ["imp2sg", "imp2frm", "imp2pl", "imp2frmpl", "imp3", "opt1sg", "opt1pl"].map(|tag| join(&[front, tag])),
        );
        chains.extend(["cvb_ip", "cvb_a", "cvb_gansha", "cvb_galy", "pres.1sg.short"].map(|tag| join(&[front, tag])));
        chains.extend(
            [
                "imp2sg.please",
                "imp2frm.please",
                "imp2pl.please",
                "imp2frmpl.please",
                "cond.2sg.please",
                "cond.2frm.please",
            ]
            .map(|tag| join(&[front, tag])),
        );
        chains.extend(participles(front));
    }
    unique(chains.iter().filter_map(|chain| Features::parse(chain)).collect())
});

const ALL_OWNERS: [&str; 8] = ["", "px1sg", "px2sg", "px2frm", "px3", "px1pl", "px2pl", "px2frmpl"];
const CASES: [&str; 7] = ["", "gen", "dat", "acc", "loc", "abl", "ins"];
const PERSONS: [&str; 7] = ["1sg", "2sg", "2frm", "3", "1pl", "2pl", "2frmpl"];

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(".")
}

fn read(chains: &[&str]) -> Vec<Features> {
    chains.iter().filter_map(|chain| Features::parse(chain)).collect()
}

fn nominal_names(front: &str, owners: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for number in ["", "pl"] {
        for owner in owners {
            names.extend(CASES.iter().map(|case| join(&[front, number, owner, case])));
        }
    }
    if owners.is_empty() {
        names.extend(CASES.iter().map(|case| join(&[front, case])));
    }
    names
}

fn nominal(front: &str, owners: &[&str]) -> Vec<Features> {
    nominal_names(front, owners).iter().filter_map(|chain| Features::parse(chain)).collect()
}

fn copulas(fronts: &[&str]) -> Vec<Features> {
    let persons = ["cop1sg", "cop2sg", "cop2frm", "cop1pl", "cop2pl", "cop2frmpl"];
    let pairs = fronts.iter().flat_map(|front| persons.map(|person| join(&[front, person])));
    pairs.filter_map(|chain| Features::parse(&chain)).collect()
}

/// Participles and the verbal noun decline; owners belong to -ған and -у.
fn participles(front: &str) -> Vec<String> {
    let is_plain = front.is_empty() || front == "neg";
    let mut chains = Vec::new();
    for participle in ["perf", "inf", "fut", "hab"] {
        let own = join(&[front, participle]);
        let owners: &[&str] = match participle {
            "perf" | "inf" if is_plain => &ALL_OWNERS,
            "fut" if front.is_empty() => &ALL_OWNERS,
            _ => &["", "px3"],
        };
        for owner in owners {
            chains.extend(CASES.iter().map(|case| join(&[&own, owner, case])));
        }
        chains.extend(CASES.iter().map(|case| join(&[&own, "pl", case])));
        if participle != "inf" {
            chains
                .extend(["cop1sg", "cop2sg", "cop2frm", "cop1pl", "cop2pl", "cop2frmpl"].map(|tag| join(&[&own, tag])));
        }
        chains.extend(["dai", "lyq", "lyq.px3", "lyq.px3.acc", "loc.rel", "siz"].map(|tag| join(&[&own, tag])));
    }
    if is_plain {
        chains.extend(nominal_names(&join(&[front, "inf.shy"]), &["", "px3"]));
    }
    chains
}

/// The first of equal chains; `pl.px2pl` says no more than `pl.px2sg`.
fn unique(chains: Vec<Features>) -> Vec<Features> {
    let is_double = |chain: &Features| {
        let second = Tag::Possessive(super::features::Person::You);
        let polite = Tag::Possessive(super::features::Person::PoliteYou);
        chain.has(&Tag::Plural) && (chain.has(&second) || chain.has(&polite))
    };
    let mut seen = std::collections::HashSet::new();
    chains.into_iter().filter(|chain| !is_double(chain) && seen.insert(chain.clone())).collect()
}
