//! Writes scripts for briefs, reading grammar and niches from the folder of data: an editor hears a change
//! without a build.
//! `scripts DATA BRIEF… [--seed N] [--niche KEY] [--siz] [--fact F]`

use std::path::Path;

use gamma_core::kazakh::guard::Register;
use gamma_core::kazakh::knowledge::Knowledge;
use gamma_core::kazakh::script::{Answer, Grammar, Request, Writer};

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().unwrap_or_else(|| "core/data/kazakh".to_owned());
    let niches = read_folder(&Path::new(&folder).join("niches"))?;
    let patterns = read_folder(&Path::new(&folder).join("grammar"))?;
    let (know, wrongs) = Knowledge::read(&borrowed(&niches));
    let (grammar, faults) = Grammar::read(&borrowed(&patterns));
    wrongs.iter().for_each(|wrong| println!("! {wrong}"));
    faults.iter().for_each(|fault| println!("! {fault}"));
    let writer = Writer { know: &know, grammar: &grammar };
    let mut request = Request::of("", 1);
    let mut briefs = Vec::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seed" => request.seed = words.next().and_then(|seed| seed.parse().ok()).unwrap_or(1),
            "--count" => request.count = words.next().and_then(|count| count.parse().ok()).unwrap_or(3),
            "--niche" => request.niche = words.next(),
            "--fact" => request.facts.extend(words.next()),
            "--siz" => request.register = Register::Siz,
            _ => briefs.push(word),
        }
    }
    for brief in briefs {
        request.brief = brief;
        tell(&request, &writer.suggest(&request));
    }
    Ok(())
}

fn tell(request: &Request, answer: &Answer) {
    println!("=== {} (seed {})", request.brief, request.seed);
    match answer {
        Answer::Refused(refused) => println!("refused {}: {}", refused.code, refused.kk),
        Answer::Scripts { scripts, .. } => {
            for script in scripts {
                println!(
                    "--- {} {} ms, {} syllables, {} points {:?}",
                    script.shape,
                    script.duration_ms,
                    script.syllables,
                    script.points(),
                    script.score
                );
                for beat in &script.beats {
                    println!(
                        "  {:>5} {:<60} | {:?} | {} | {}",
                        beat.from_ms, beat.say, beat.basis, beat.screen, beat.show
                    );
                }
                println!("  {}", script.caption);
            }
        }
    }
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// Names and texts, shared words first, shapes last.
fn read_folder(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    files.sort_by_key(|(name, _)| (name != "base", name == "shapes", name != "openings", name.clone()));
    Ok(files)
}
