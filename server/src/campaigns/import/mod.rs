//! Bulk import: `gamma-server import campaigns|creators FILE.csv`. The file is streamed; every row is checked; a bad
//! one is named by its line and a reason that never repeats what stood there; a good one is applied once, however often
//! the file is sent.
//!
//! Every row has a `key` of the sender's own: 1 to 60 of letters, digits, `-`, `_` and `.`. A row that comes again as
//! it was is *unchanged*. A row that comes again with other values **updates** a creator and is **refused** for a
//! campaign, because terms that were published never change. Columns stand in [`campaigns`] and [`creators`]; their
//! order is free, an unknown or missing one refuses the file.
//!
//! Exactly once: a row's command id follows from its kind, key and values, so a crash between the gate's answer and the
//! note in `import_row` is mended by sending the file again.

pub mod campaigns;
pub mod creators;
mod fields;
mod person;

use async_trait::async_trait;
use futures_util::future::join_all;
use gamma_core::id::{CommandId, Id};
use gamma_core::time::Timestamp;
use gamma_core::wire::{Answer, Code};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use uuid::Uuid;

use crate::app::App;
use crate::book::{Act, Actor};
use crate::db::{Field, Value, record};
use crate::error::Error;
use crate::keys::Purpose;
use fields::Fields;

/// So many rows go through the gate together.
const BATCH_ROWS: usize = 256;
/// A row that is longer than any good one can be.
const ROW_BYTES_MAX: usize = 64 * 1024;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    pub applied: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub bad: u64,
}

/// A row that was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Where it begins; the header is line 1.
    pub line: u64,
    /// Which column and why, without its value.
    pub reason: String,
}

/// What a kind of rows knows of itself.
#[async_trait]
pub trait Importer: Send + Sync {
    /// As it stands in `import_row`.
    const KIND: &'static str;
    const COLUMNS_NEEDED: &'static [&'static str];
    const COLUMNS_ALLOWED: &'static [&'static str];
    /// Whether a changed row updates what it made.
    const IS_UPDATED: bool;
    type Row: Send + Sync;

    /// Reads and checks a row by itself.
    fn read(&self, fields: &Fields<'_>, now: Timestamp) -> Result<Self::Row, String>;
    /// Makes acts of rows, in their order; what the database says against one is its reason.
    async fn acts(&mut self, app: &App, rows: Vec<Found<Self::Row>>) -> Result<Vec<Prepared>, Error>;
}

/// A checked row and what an earlier file made of its key.
pub struct Found<R> {
    pub row: R,
    pub made_before: Option<Uuid>,
}

/// A row's act and what it will make, or why there is none.
pub type Prepared = Result<(Box<dyn Act>, Option<Uuid>), String>;

record! {
    /// A row that was applied.
    pub struct ImportRow in "import_row" by (kind: String, external_key: String) {
        row_hash: [u8; 32],
        made: Uuid,
        at: Timestamp,
    }
}

struct Line<R> {
    line: u64,
    key: String,
    hash: [u8; 32],
    row: R,
}

/// Applies a file. `tell` hears of each bad row as it is found.
pub async fn import<I: Importer>(
    app: &App,
    importer: &mut I,
    input: impl Read + Send,
    mut tell: impl FnMut(BadRow) + Send,
) -> Result<Summary, Error> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(input);
    let headers = reader.headers().map_err(|_| unreadable())?.clone();
    check_columns::<I>(&headers)?;
    let (mut summary, mut batch, mut keys) = (Summary::default(), Vec::new(), BTreeSet::new());
    let mut record = csv::StringRecord::new();
    loop {
        let line = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => read_line(app, importer, &headers, &record),
            Err(problem) => Err(bad_record(&problem)?),
        };
        match line {
            Ok(line) => {
                // Two rows of one key are applied in their order, so never in one batch.
                if batch.len() == BATCH_ROWS || !keys.insert(line.key.clone()) {
                    apply(app, importer, std::mem::take(&mut batch), &mut summary, &mut tell).await?;
                    keys = BTreeSet::from([line.key.clone()]);
                }
                batch.push(line);
            }
            Err(bad) => {
                summary.bad = summary.bad.saturating_add(1);
                tell(bad);
            }
        }
    }
    apply(app, importer, batch, &mut summary, &mut tell).await?;
    Ok(summary)
}

fn check_columns<I: Importer>(headers: &csv::StringRecord) -> Result<(), Error> {
    let asked = |name: &str| Error::field(Code::InvalidField, name, "the column is missing, unknown or there twice");
    let mut seen = BTreeSet::new();
    for name in headers {
        let is_known = name == "key" || I::COLUMNS_NEEDED.contains(&name) || I::COLUMNS_ALLOWED.contains(&name);
        if !is_known || !seen.insert(name) {
            // The name of an unknown column is not ours to repeat.
            return Err(asked("header"));
        }
    }
    let missing = std::iter::once(&"key").chain(I::COLUMNS_NEEDED).find(|name| !seen.contains(*name));
    missing.map_or(Ok(()), |name| Err(asked(name)))
}

fn read_line<I: Importer>(
    app: &App,
    importer: &I,
    headers: &csv::StringRecord,
    record: &csv::StringRecord,
) -> Result<Line<I::Row>, BadRow> {
    let line = record.position().map_or(0, csv::Position::line);
    let bad = |reason: String| BadRow { line, reason };
    if record.as_slice().len() > ROW_BYTES_MAX {
        return Err(bad("the row is too long".to_owned()));
    }
    let fields = Fields::new(headers, record);
    let key = fields.key("key").map_err(bad)?;
    let row = importer.read(&fields, app.clock.now()).map_err(bad)?;
    // Keyed, because a fingerprint of a phone number could be found by trying all of them.
    let hash = app.keys.fingerprint(Purpose::CommandInput, &[I::KIND.as_bytes(), &fields.canonical()]);
    Ok(Line { line, key, hash, row })
}

fn bad_record(problem: &csv::Error) -> Result<BadRow, Error> {
    let reason = match problem.kind() {
        csv::ErrorKind::Utf8 { .. } => "the row is not UTF-8",
        csv::ErrorKind::UnequalLengths { .. } => "the row has more or fewer fields than the header",
        _ => return Err(unreadable()),
    };
    Ok(BadRow { line: problem.position().map_or(0, csv::Position::line), reason: reason.to_owned() })
}

fn unreadable() -> Error {
    Error::new(Code::Malformed, "the file could not be read as CSV")
}

async fn apply<I: Importer>(
    app: &App,
    importer: &mut I,
    batch: Vec<Line<I::Row>>,
    summary: &mut Summary,
    tell: &mut (impl FnMut(BadRow) + Send),
) -> Result<(), Error> {
    let known = known_rows::<I>(app, &batch).await?;
    let (mut places, mut found) = (Vec::new(), Vec::new());
    let mut bad = |summary: &mut Summary, line: u64, reason: String| {
        summary.bad = summary.bad.saturating_add(1);
        tell(BadRow { line, reason });
    };
    for line in batch {
        let before = known.get(&line.key);
        if before.is_some_and(|before| before.row_hash == line.hash) {
            summary.unchanged = summary.unchanged.saturating_add(1);
        } else if before.is_some() && !I::IS_UPDATED {
            bad(summary, line.line, "key: was imported before with other values".to_owned());
        } else {
            let made_before = before.map(|before| before.made);
            places.push((line.line, line.key, line.hash, made_before.is_some()));
            found.push(Found { row: line.row, made_before });
        }
    }
    let prepared = importer.acts(app, found).await?;
    let now = app.clock.now();
    let answers = places.into_iter().zip(prepared).map(|((line, key, hash, is_update), prepared)| async move {
        let outcome = match prepared {
            Ok((act, made)) => submit::<I>(app, &key, hash, act, now).await?.and_then(|data| made_by(&data, made)),
            Err(reason) => Err(reason),
        };
        Ok::<_, Error>((line, key, hash, is_update, outcome))
    });
    let mut applied = Vec::new();
    for answer in join_all(answers).await {
        let (line, external_key, row_hash, is_update, outcome) = answer?;
        match outcome {
            Ok(made) => {
                let count = if is_update { &mut summary.updated } else { &mut summary.applied };
                *count = count.saturating_add(1);
                applied.push(ImportRow { kind: I::KIND.to_owned(), external_key, row_hash, made, at: now });
            }
            Err(reason) => bad(summary, line, reason),
        }
    }
    let mut tx = app.db.begin().await?;
    tx.upsert_many(&applied).await?;
    Ok(tx.commit().await?)
}

async fn known_rows<I: Importer>(
    app: &App,
    batch: &[Line<I::Row>],
) -> Result<BTreeMap<String, ImportRow>, crate::db::DbError> {
    if batch.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut args: Vec<Value> = vec![I::KIND.to_value()];
    args.extend(batch.iter().map(|line| line.key.to_value()));
    let places: Vec<String> = (2..=args.len()).map(|place| format!("${place}")).collect();
    let rest = format!("where kind = $1 and external_key in ({})", places.join(", "));
    let rows: Vec<ImportRow> = app.db.records(&rest, &args).await?;
    Ok(rows.into_iter().map(|row| (row.external_key.clone(), row)).collect())
}

/// The row's command through the gate: its data, or the refusal as a reason.
async fn submit<I: Importer>(
    app: &App,
    key: &str,
    hash: [u8; 32],
    act: Box<dyn Act>,
    received_at: Timestamp,
) -> Result<Result<serde_json::Value, String>, Error> {
    let seed = app.keys.fingerprint(Purpose::CommandInput, &[I::KIND.as_bytes(), key.as_bytes(), &hash]);
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&seed[..16]);
    let id = CommandId::derived(Uuid::from_bytes(bytes), "import");
    let actor = Actor::Operator("import".to_owned());
    let kind = format!("import_{}", I::KIND);
    let command = crate::book::Command { actor, id, kind, input_mac: hash, received_at, act };
    Ok(match app.gate.submit(command).await?.answer {
        Answer::Done { data, .. } => Ok(data),
        Answer::Rejected { reason, .. } => Err(reason),
    })
}

/// What the row made: known before, or named in the answer.
fn made_by(data: &serde_json::Value, made: Option<Uuid>) -> Result<Uuid, String> {
    let named = || data.get("made").and_then(|made| made.as_str()?.parse().ok());
    made.or_else(named).ok_or_else(|| "nothing was made".to_owned())
}
