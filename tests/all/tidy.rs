//! The house rules, checked over the sources themselves: what a file must say first, how long it may be, which words
//! and which arrows of dependency are not allowed.

use std::path::{Path, PathBuf};

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;
const LINE_CHARACTERS_MAX: usize = 120;
/// The screens were written to a wider limit; they come down to the one above.
const SCREEN_LINE_CHARACTERS_MAX: usize = 190;
const SCRIPT_LINES_MAX: usize = 80;
/// Folders that builds fill.
const BUILT: [&str; 3] = ["target", "build", ".gradle"];
const BAD_NAMES: [&str; 4] = ["util", "helper", "manager", "common"];

/// A source file of the repository, with its path from the root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1_usize..).zip(self.text.lines())
    }

    /// Without the tests at its end: they may name what the code may not.
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod tests").next().unwrap_or("")
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// Every file that belongs to the repository, as Git sees it or, without Git, as the folders are.
fn sources(ends: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in ["core", "server", "bindings", "android", "tests", "scripts", ".ci"] {
        walk(&root().join(folder), &mut found);
    }
    let is_wanted = |path: &PathBuf| ends.iter().any(|end| path.to_string_lossy().ends_with(end));
    found.retain(|path| ends.is_empty() || is_wanted(path));
    found.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).expect("inside the root").to_string_lossy().into_owned();
        Some(Source { path: name, text: std::fs::read_to_string(&path).ok()? })
    };
    found.into_iter().filter_map(read).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && !BUILT.contains(&name.as_str()) {
            walk(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn nothing(problems: &[String]) {
    assert!(problems.is_empty(), "{} places break a house rule:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_file_says_its_duty_first() {
    let mut problems = Vec::new();
    for source in sources(&[".rs"]) {
        if !source.text.starts_with("//! ") {
            problems.push(format!("{}: the first line is no `//! …`", source.path));
        }
    }
    for source in sources(&[".sql"]) {
        if !source.text.starts_with("-- ") {
            problems.push(format!("{}: the first line is no `-- …`", source.path));
        }
    }
    for source in sources(&[".kt", ".kts", ".java"]) {
        if !source.text.starts_with("// ") {
            problems.push(format!("{}: the first line is no `// …`", source.path));
        }
    }
    nothing(&problems);
}

#[test]
fn scripts_say_their_duty_and_stop_at_the_first_failure() {
    let mut problems = Vec::new();
    for source in sources(&[]).into_iter().filter(|source| source.text.starts_with("#!")) {
        let second = source.text.lines().nth(1).unwrap_or("");
        let count = source.text.lines().count();
        if !second.starts_with("# ") || !source.text.contains("set -euo pipefail") || count > SCRIPT_LINES_MAX {
            problems.push(format!("{}: {count} lines; a duty and `set -euo pipefail` are needed", source.path));
        }
    }
    nothing(&problems);
}

#[test]
fn files_functions_and_lines_keep_their_size() {
    let mut problems = Vec::new();
    for source in sources(&[".rs", ".sql", ".kt", ".kts", ".java"]) {
        let count = source.text.lines().count();
        if count > FILE_LINES_MAX {
            problems.push(format!("{}: {count} lines", source.path));
        }
        let is_table = |line: &str| line.contains("r#\"") || line.contains("http");
        let is_screen = source.path.starts_with("android/ui/src/");
        let most = if is_screen { SCREEN_LINE_CHARACTERS_MAX } else { LINE_CHARACTERS_MAX };
        for (number, line) in source.lines().filter(|(_, line)| !is_table(line)) {
            if line.chars().count() > most {
                problems.push(format!("{}:{number}: {} characters", source.path, line.chars().count()));
            }
        }
        long_functions(&source, &mut problems);
    }
    nothing(&problems);
}

/// Formatted code closes a function with a brace at the indentation of its first line.
fn long_functions(source: &Source, problems: &mut Vec<String>) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (number, line) in source.lines() {
        let indent = line.len().saturating_sub(line.trim_start().len());
        let words = line.trim_start();
        let is_function = ["fn ", "pub fn ", "async fn ", "pub async fn ", "pub(super) fn ", "pub(crate) fn "]
            .iter()
            .any(|start| words.starts_with(start));
        if is_function && !words.ends_with(['}', ';']) {
            open.push((indent, number));
        }
        if words.starts_with('}') && open.last().is_some_and(|(of, _)| *of == indent) {
            let (_, from) = open.pop().unwrap_or_default();
            let count = number.saturating_sub(from).saturating_add(1);
            if count > FUNCTION_LINES_MAX {
                problems.push(format!("{}:{from}: a function of {count} lines", source.path));
            }
        }
    }
}

#[test]
fn nothing_is_named_after_a_place_to_put_things() {
    let mut problems = Vec::new();
    for source in sources(&[]) {
        let is_bad = |part: &str| BAD_NAMES.iter().any(|bad| part.contains(bad));
        if source.path.to_lowercase().split(['/', '.', '_']).any(is_bad) {
            problems.push(source.path.clone());
        }
    }
    nothing(&problems);
}

#[test]
fn nothing_is_left_for_later_and_no_machine_is_named() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX:"), concat!("to", "do!(")];
    let places = ["/home/", "/work/", "/root/", "/Users/", "C:\\"].map(|place| format!("{}{place}", ""));
    let mut problems = Vec::new();
    for source in sources(&[]).into_iter().filter(|source| !source.path.ends_with("tidy.rs")) {
        for (number, line) in source.lines() {
            let is_mark = marks.iter().any(|mark| line.contains(mark));
            let is_place = places.iter().any(|place| line.contains(place.as_str()));
            if is_mark || is_place {
                problems.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    nothing(&problems);
}

/// Whom a folder must not name, and why.
const ARROWS: [(&str, &str, &str); 9] = [
    ("core/src/", "gamma_server", "core never depends on the server"),
    ("core/src/", "sqlx", "core has no server database"),
    ("server/src/", "gamma_core::device", "the server never depends on the phone's engine"),
    ("server/src/", "rusqlite", "the server's database goes through `db`"),
    ("core/src/", "SystemTime::now", "rules have no clock"),
    ("core/src/", "thread_rng", "rules have no dice"),
    ("bindings/src/", "gamma_server", "the border never depends on the server"),
    ("core/src/", "std::net", "rules have no network"),
    ("server/src/", "println!", "the server speaks through its log"),
];

#[test]
fn the_arrows_of_dependency_hold() {
    let mut problems = Vec::new();
    for source in sources(&[".rs"]) {
        let is_edge =
            source.path.contains("/cli.rs") || source.path.contains("/cli/") || source.path.ends_with("main.rs");
        for (folder, name, reason) in ARROWS {
            let is_allowed = name == "println!" && (is_edge || source.path.contains("cli"));
            if source.path.starts_with(folder) && source.code().contains(name) && !is_allowed {
                problems.push(format!("{}: {name}: {reason}", source.path));
            }
        }
        if is_pure(&source.path) && source.code().contains("crate::device") {
            problems.push(format!("{}: a pure rule names the phone's engine", source.path));
        }
    }
    nothing(&problems);
}

fn is_pure(path: &str) -> bool {
    path.starts_with("core/src/") && !path.starts_with("core/src/device")
}

#[test]
fn ledger_tables_are_written_by_the_book_alone() {
    let tables = ["entry", "posting", "log", "log_head", "command", "hold", "account_snapshot", "account"];
    let mut problems = Vec::new();
    let outside = |source: &Source| {
        let is_book = source.path.starts_with("server/src/book/") || source.path.starts_with("server/src/db/");
        let is_test = source.path.contains("test");
        source.path.starts_with("server/src/") && !is_book && !is_test
    };
    for source in sources(&[".rs"]).into_iter().filter(outside) {
        for (number, line) in source.lines() {
            let writes = |verb: &str, table: &str| {
                let place = line.find(&format!("{verb} {table}"));
                let after = place.and_then(|place| line.get(place.saturating_add(verb.len()).saturating_add(1)..));
                after.is_some_and(|after| {
                    after
                        .strip_prefix(table)
                        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
                })
            };
            let is_write =
                |table: &&&str| ["insert into", "update", "delete from"].iter().any(|verb| writes(verb, table));
            if let Some(table) = tables.iter().find(is_write) {
                problems.push(format!("{}:{number}: writes {table}", source.path));
            }
        }
    }
    nothing(&problems);
}

#[test]
fn migrations_are_numbered_without_holes_and_all_run() {
    let list = std::fs::read_to_string(root().join("server/src/db/migrations.rs")).expect("the list of steps");
    let mut steps = sources(&[".sql"]);
    steps.retain(|step| step.path.starts_with("server/migrations/"));
    let mut problems = Vec::new();
    for (number, step) in (1_usize..).zip(&steps) {
        let name = step.path.trim_start_matches("server/migrations/");
        let is_numbered = name.starts_with(&format!("{number:04}_"));
        if !is_numbered || !list.contains(name) {
            problems.push(format!("{}: should be step {number} and in the list", step.path));
        }
    }
    assert!(!steps.is_empty(), "there are steps");
    nothing(&problems);
}
