//! `gamma-server script` and `gamma-server kazakh`: the scriptwriter, the inflector and the guard at a terminal.
//! Nothing
//! here opens a database, and bad input is an answer, not a failure.

use gamma_core::kazakh::form_line;
use gamma_core::kazakh::guard::{self, Basis, Context, Finding, Register, Severity};
use gamma_core::kazakh::script::{Answer, Request, Script, suggest};
use serde_json::{Map, Value, json};
use std::io::{self, Read, Write};

/// One brief, in a person's words.
#[derive(Debug, clap::Args)]
pub struct ScriptRequest {
    /// A few words in Kazakh, Russian or English: "Lipstick, Red, Evening Date"
    brief: String,
    /// beauty, fashion, food, tech, home, kids, sport, education, travel, services or finance
    #[arg(long)]
    niche: Option<String>,
    /// What the brand or the creator vouches for; may be repeated.
    #[arg(long = "fact")]
    facts: Vec<String>,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=50))]
    count: u8,
    /// Speaks to the viewer as сіз.
    #[arg(long)]
    siz: bool,
    /// «Жарнама» is spoken too, not only shown.
    #[arg(long)]
    says_label: bool,
    /// Answers for a program.
    #[arg(long)]
    json: bool,
}

/// Kazakh at a terminal.
#[derive(Debug, clap::Subcommand)]
pub enum KazakhCommand {
    /// Reads lines `lemma|features` and prints a form a line.
    Form,
    /// Reads a text and prints what the guard finds.
    Check {
        /// The text is a script, a beat a line: its length, hook and call are judged too.
        #[arg(long)]
        script: bool,
        /// Answers for a program.
        #[arg(long)]
        json: bool,
    },
}

/// Writes scripts for a brief.
pub fn run_script(asked: ScriptRequest) -> io::Result<()> {
    let mut request = Request::of(&asked.brief, asked.seed);
    request.niche = asked.niche;
    request.facts = asked.facts;
    request.count = usize::from(asked.count);
    request.says_label = asked.says_label;
    request.register = if asked.siz { Register::Siz } else { Register::Sen };
    let answer = suggest(&request);
    let text = if asked.json { answer_as_json(&answer, request.register).to_string() } else { answer_as_text(&answer) };
    writeln!(io::stdout().lock(), "{text}")
}

/// Forms and findings from standard input.
pub fn run_kazakh(command: KazakhCommand) -> io::Result<()> {
    let mut text = Vec::new();
    io::stdin().lock().read_to_end(&mut text)?;
    let text = String::from_utf8_lossy(&text);
    match command {
        KazakhCommand::Form => forms(&text, &mut io::stdout().lock()),
        KazakhCommand::Check { script, json } => {
            let answer = checked(text.trim_end(), script, json);
            writeln!(io::stdout().lock(), "{answer}")
        }
    }
}

/// A form a line; a line without one stays a line, so that questions and answers stand side by side.
fn forms(lines: &str, out: &mut impl Write) -> io::Result<()> {
    for line in lines.lines() {
        match form_line(line) {
            Ok(form) => writeln!(out, "{form}")?,
            Err(problem) => writeln!(out, "! {problem}")?,
        }
    }
    Ok(())
}

fn checked(text: &str, is_script: bool, as_json: bool) -> String {
    let (text, context) = if is_script {
        let beats: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).map(|line| (line, None)).collect();
        Context::of_beats(&beats)
    } else {
        (text.to_owned(), Context::default())
    };
    let findings = guard::check(&text, &context);
    if as_json {
        let found: Vec<Value> = findings.iter().map(finding_as_json).collect();
        return json!({ "passes": guard::passes(&findings), "findings": found }).to_string();
    }
    if findings.is_empty() { "nothing found".to_owned() } else { guard::printed(&text, &findings) }
}

fn answer_as_json(answer: &Answer, register: Register) -> Value {
    match answer {
        Answer::Refused(refused) => {
            let reason = json!({ "code": refused.code, "reason": refused.kk, "reason_ru": refused.ru });
            json!({ "candidates": [], "refused": reason })
        }
        Answer::Scripts { scripts, questions } => {
            let candidates: Vec<Value> = scripts.iter().map(script_as_json).collect();
            let questions: Vec<&str> = questions.iter().map(|question| question.text(register)).collect();
            json!({ "candidates": candidates, "questions": questions })
        }
    }
}

fn script_as_json(script: &Script) -> Value {
    let beats: Vec<Value> = script
        .beats
        .iter()
        .map(|beat| {
            json!({
                "say": beat.say, "show": beat.show, "screen": beat.screen, "from_s": seconds(beat.from_ms),
                "to_s": seconds(beat.to_ms), "basis": basis(beat.basis),
            })
        })
        .collect();
    let score: Map<String, Value> =
        script.score.iter().map(|(name, points)| ((*name).to_owned(), json!(points))).collect();
    json!({
        "shape": script.shape, "beats": beats, "caption": script.caption, "text": script.text,
        "seconds": seconds(script.duration_ms), "syllables": script.syllables,
        "passes": guard::passes(&script.findings),
        "findings": script.findings.iter().map(finding_as_json).collect::<Vec<_>>(), "score": score,
    })
}

fn finding_as_json(finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Note => "note",
        Severity::Warn => "warn",
        Severity::Fail => "fail",
    };
    json!({
        "code": finding.code, "severity": severity, "from": finding.from, "to": finding.to, "kk": finding.kk,
        "ru": finding.ru, "replacements": finding.replacements,
    })
}

/// Milliseconds as a decimal number of seconds, exactly.
fn seconds(ms: usize) -> Value {
    let text = format!("{}.{:03}", ms / 1_000, ms % 1_000);
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Brief => "brief",
        Basis::Scene => "scene",
        Basis::Shown => "shown",
        Basis::Feeling => "feeling",
        Basis::Claim => "claim",
    }
}

fn answer_as_text(answer: &Answer) -> String {
    match answer {
        Answer::Refused(refused) => format!("{}: {}", refused.code, refused.kk),
        Answer::Scripts { scripts, .. } => scripts.iter().map(script_as_text).collect::<Vec<_>>().join("\n\n"),
    }
}

fn script_as_text(script: &Script) -> String {
    let mut lines =
        vec![format!("{} · {} s · {} syllables", script.shape, seconds(script.duration_ms), script.syllables)];
    for beat in &script.beats {
        lines.push(format!("  {}:{:02}  {}", beat.from_ms / 60_000, beat.from_ms / 1_000 % 60, beat.say));
        lines.push(format!("        [{}] {}", beat.screen, beat.show));
    }
    lines.push(format!("  {}", script.caption));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_becomes_scripts_that_a_program_can_read() {
        let answer = answer_as_json(&suggest(&Request::of("Lipstick, Red, Evening Date", 7)), Register::Sen);
        let candidates = answer["candidates"].as_array().expect("candidates");
        assert_eq!(candidates.len(), 3);
        for candidate in candidates {
            assert_eq!(candidate["passes"], true);
            let length = candidate["seconds"].as_f64().expect("a number");
            assert!((13.0..16.0).contains(&length), "{length}");
            assert!(candidate["beats"].as_array().is_some_and(|beats| beats.len() >= 3));
        }
    }

    #[test]
    fn a_brief_that_asks_for_what_the_law_forbids_is_answered_with_a_reason() {
        for brief in ["", "крем, екі күнде экземаны емдейді", "🙂🙂🙂"] {
            let answer = answer_as_json(&suggest(&Request::of(brief, 7)), Register::Sen);
            assert_eq!(answer["candidates"], json!([]), "{brief}");
            assert!(answer["refused"]["code"].as_str().is_some_and(|code| !code.is_empty()), "{brief}");
            assert!(answer["refused"]["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{brief}");
        }
    }

    #[test]
    fn forms_and_their_problems_stand_line_by_line() {
        let mut out = Vec::new();
        forms("көйлек|px1sg.dat\nнонсенс\nсу|acc\n", &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines[0], lines[2], lines.len()), ("көйлегіме", "суды", 3));
        assert!(lines[1].starts_with('!'));
    }

    #[test]
    fn a_calque_is_found_and_good_words_are_not() {
        assert!(checked("Бұл сапалы өнім болып табылады.", false, false).contains("calque"));
        assert_eq!(checked("Бүгін көйлегімді кидім.", false, false), "nothing found");
        let found: Value = serde_json::from_str(&checked("болып табылады", false, true)).expect("json");
        assert_eq!(found["passes"], false);
    }
}
