//! Reads a folder of niche files and names every line that is wrong: an editor's check without a build in between.

use std::path::Path;

use gamma_core::kazakh::knowledge::Knowledge;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "core/data/kazakh/niches".to_owned());
    let files = read_folder(Path::new(&folder))?;
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (knowledge, wrongs) = Knowledge::read(&borrowed);
    for wrong in &wrongs {
        println!("{wrong}");
    }
    println!("{} words, {} frames, {} wrong lines", knowledge.words.len(), knowledge.frames.len(), wrongs.len());
    std::process::exit(i32::from(!wrongs.is_empty()));
}

/// Names and texts, shared words first.
fn read_folder(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    files.sort_by_key(|(name, _)| (name != "base", name.clone()));
    Ok(files)
}
