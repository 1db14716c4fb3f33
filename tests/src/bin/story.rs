//! `scripts/run`: the example market comes up, one creator's day is played and told, and the server is left running.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use gamma_tests::process::Program;
use gamma_tests::story::{self, stage};

/// The story of one creator's day.
#[derive(Parser)]
struct Asked {
    /// The server's binary.
    #[arg(long)]
    server: PathBuf,
    /// Where the example market lives.
    #[arg(long, default_value = ".run")]
    folder: PathBuf,
    /// Where the server listens; a free port if none is named.
    #[arg(long)]
    listen: Option<String>,
    /// Ends after the story.
    #[arg(long)]
    once: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Asked::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nThe story broke off: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run(asked: Asked) -> Result<(), String> {
    std::fs::create_dir_all(&asked.folder).map_err(|error| error.to_string())?;
    let listen = asked.listen.unwrap_or_else(Program::free_address);
    let mut scene = stage::Scene::prepare(&asked.server, &asked.folder, &listen).await;
    let mut server = scene.program.serve().await.ok_or("the server did not start; its log is in the folder")?;
    println!("Gamma runs at {} on an embedded file in {}.", scene.program.base(), asked.folder.display());
    println!("Two notes. It lives on a clock of its own, which began at {} (09:00 in Almaty),", stage::CLOCK_START);
    println!("a day that the tax data covers; and an invented operator confirms the self-employed status.");
    if scene.is_market_loaded() {
        println!("The market is here from before; {} day(s) were played on it.", scene.days_played());
    } else {
        println!("The example market goes in through the real import. {}.", scene.load_market().await?);
    }
    let mut creator = scene.hero()?;
    story::play(&scene, &mut creator).await?;
    stop(&mut server).await;
    scene.choose_bank_file();
    server = scene.program.serve().await.ok_or("the server did not start again; its log is in the folder")?;
    story::by_bank_file(&scene, &creator).await?;
    let audit = scene.program.ask(&["audit"]).await?;
    println!("\nThe auditor re-read every table: {audit}.");
    if !asked.once {
        let (base, (brand, owner)) = (scene.program.base(), scene.example_owner());
        println!("\nThe server keeps running at {base}. Ctrl-C ends it. The app in a window, signed in:");
        let person = &creator.person;
        println!("   as {}: scripts/app --server {base} --phone {}", person.name, person.phone);
        println!("   as {brand}: scripts/app --server {base} --phone {owner} --tablet");
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = server.wait() => {}
        }
    }
    stop(&mut server).await;
    Ok(())
}

/// A stop that lets the server finish what it answered for.
async fn stop(server: &mut tokio::process::Child) {
    if let Some(id) = server.id() {
        let _ = std::process::Command::new("kill").args(["-TERM", &id.to_string()]).status();
    }
    let _ = tokio::time::timeout(std::time::Duration::from_secs(20), server.wait()).await;
}
