//! The operator's folder: files of indices and rules beside the table of the build (`GAMMA_TAX_DIR`). They are read at
//! the start, checked with the whole, held against the days that were used already, written down, and served to phones.
//! What cannot be right stops the server before it opens, with the file or the rows named.

use gamma_core::tax::{Addition, BadTable, Table, install};
use gamma_core::time::{Day, Timestamp};
use sha2::{Digest, Sha256};
use std::path::Path;

use crate::db::{Db, DbError};

/// What phones are served: the additions as they stand in the folder, and what names them all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Served {
    /// None while there are no additions.
    pub version: Option<String>,
    pub additions: Vec<String>,
}

/// Why a folder is not taken.
#[derive(Debug, thiserror::Error)]
pub enum BadFolder {
    #[error("the folder of tax tables cannot be read")]
    Unreadable(#[from] std::io::Error),
    #[error("{name}: {problem}")]
    BadFile { name: String, problem: BadTable },
    #[error("the tax tables together: {0}")]
    Whole(#[from] BadTable),
    #[error("{row} reads otherwise than when payouts up to {until} were made")]
    ChangedPast { row: String, until: Day },
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The files of a folder by name.
struct Folder {
    names: Vec<String>,
    texts: Vec<String>,
    table: Table,
}

/// Reads the folder and takes it over, without a look at what was paid: for questions about the law alone.
pub fn take(folder: Option<&Path>) -> Result<(), BadFolder> {
    if let Some(folder) = folder {
        install(read(folder)?.table);
    }
    Ok(())
}

/// Reads the folder, holds it against what was used, writes it down and takes it over.
pub async fn load(db: &Db, folder: Option<&Path>, now: Timestamp) -> Result<Served, BadFolder> {
    let Some(folder) = folder else { return Ok(Served::default()) };
    let Folder { names, texts, table } = read(folder)?;
    check_past(db, &table).await?;
    let body = serde_json::to_string(&table).unwrap_or_default();
    let version = hex::encode(Sha256::digest(body.as_bytes()));
    let mut tx = db.begin().await?;
    let sql = "insert into tax_table (version, files, body, loaded_at) values ($1, $2, $3, $4)
        on conflict (version) do update set loaded_at = excluded.loaded_at";
    tx.run(sql, crate::args![version.as_str(), names.join(" "), body, now]).await?;
    tx.commit().await?;
    tracing::info!(version, files = names.join(" "), "tax tables of the operator's folder are in force");
    install(table);
    Ok(Served { version: Some(version), additions: texts })
}

fn read(folder: &Path) -> Result<Folder, BadFolder> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    let (mut names, mut texts, mut additions) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path)?;
        let addition = Addition::from_json(&text);
        additions.push(addition.map_err(|problem| BadFolder::BadFile { name: name.clone(), problem })?);
        names.push(name);
        texts.push(text);
    }
    let table = Table::built_in().with(&additions)?;
    Ok(Folder { names, texts, table })
}

/// Payouts that left were made by the table that was in force: the newest that was written down, or the build's own.
async fn check_past(db: &Db, table: &Table) -> Result<(), BadFolder> {
    let row = db.find("select max(sent_at) from payout", &[]).await?;
    let last: Option<Timestamp> = row.map(|row| row.get(0)).transpose()?.flatten();
    let Some(until) = last.map(Timestamp::day) else { return Ok(()) };
    let row = db.find("select body from tax_table order by loaded_at desc, version limit 1", &[]).await?;
    let body: Option<String> = row.map(|row| row.get(0)).transpose()?;
    let before = body.map(|body| Table::from_json(&body)).transpose()?;
    match table.changed_past(before.as_ref().unwrap_or(Table::built_in()), until) {
        Some(row) => Err(BadFolder::ChangedPast { row, until }),
        None => Ok(()),
    }
}
