//! What a bank answers: pain.002 says yes or no to each payment, camt.053 what the account shows. Reading the same file
//! again changes nothing: each word's command id comes from what it says.

use gamma_core::id::{AttemptId, BatchId, CommandId, Id};
use gamma_core::money::Money;
use gamma_core::time::Day;
use gamma_core::wire::{Answer, Code};
use uuid::Uuid;

use super::xml::{BadXml, Element};
use crate::app::App;
use crate::book::Actor;
use crate::error::Error;
use crate::jobs::JobError;
use crate::payouts::earn::EarnRules;
use crate::payouts::outcome::{Heard, Tell, find_link};
use crate::payouts::rails::bank_file::NAME;
use crate::payouts::rails::{BookedLine, LineKind, Report, Status};
use crate::payouts::reconcile::{Compared, compare, settle};

/// What a file told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Words about payments of ours.
    pub told: usize,
    /// Of them, those that changed something.
    pub news: usize,
    /// Movements of the account that are none of ours.
    pub others: usize,
    pub compared: Compared,
}

/// One word about one payment.
struct Word {
    attempt: AttemptId,
    status: Status,
    reason: Option<String>,
    external_id: Option<String>,
}

/// Reads a bank's answer, whichever of the two it is.
pub async fn import(app: &App, bytes: &[u8]) -> Result<Imported, Error> {
    let document = Element::read(bytes).map_err(|BadXml(reason)| Error::new(Code::Malformed, reason))?;
    if let Some(report) = document.find(&["CstmrPmtStsRpt"]) {
        return import_statuses(app, report).await;
    }
    match document.find(&["BkToCstmrStmt"]) {
        Some(statement) => import_statement(app, statement).await,
        None => Err(Error::new(Code::UnsupportedType, "the file is neither pain.002 nor camt.053")),
    }
}

async fn import_statuses(app: &App, report: &Element) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    let transactions = report.all("OrgnlPmtInfAndSts").flat_map(|group| group.all("TxInfAndSts"));
    let mut words: Vec<Word> = transactions.filter_map(word_of).collect();
    let group = report.find(&["OrgnlGrpInfAndSts"]);
    let is_refused_whole = group.and_then(|group| group.text_at(&["GrpSts"])) == Some("RJCT");
    if is_refused_whole && words.is_empty() {
        words = refusals_of_all(app, group.unwrap_or(report)).await?;
    }
    for word in words {
        tell(app, word, &mut imported).await?;
    }
    Ok(imported)
}

fn word_of(transaction: &Element) -> Option<Word> {
    let status = match transaction.text_at(&["TxSts"])? {
        "ACSC" | "ACCC" => Status::Confirmed,
        "RJCT" => Status::Failed,
        "ACSP" | "ACTC" | "ACCP" | "RCVD" | "PDNG" => Status::Accepted,
        _ => return None,
    };
    let attempt = attempt_of(transaction.text_at(&["OrgnlEndToEndId"])?)?;
    Some(Word { attempt, status, reason: reason_of(transaction), external_id: None })
}

/// A file that was refused as a whole names no payment: all of its batch are refused.
async fn refusals_of_all(app: &App, group: &Element) -> Result<Vec<Word>, Error> {
    let batch = group.text_at(&["OrgnlMsgId"]).and_then(|text| Uuid::parse_str(text).ok()).map(BatchId::from_uuid);
    let batch = batch.ok_or_else(|| Error::new(Code::Malformed, "the refused file is not named"))?;
    let rows = app.db.list("select id from attempt where batch_id = $1 order by id", crate::args![batch]).await?;
    let reason = reason_of(group);
    rows.iter()
        .map(|row| {
            let attempt = row.get(0)?;
            Ok(Word { attempt, status: Status::Failed, reason: reason.clone(), external_id: None })
        })
        .collect()
}

async fn import_statement(app: &App, report: &Element) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    let mut lines = Vec::new();
    for entry in report.all("Stmt").flat_map(|statement| statement.all("Ntry")) {
        // Older versions have the word itself, newer ones a code inside.
        let status = entry.text_at(&["Sts", "Cd"]).or_else(|| entry.text_at(&["Sts"]));
        if status != Some("BOOK") {
            continue;
        }
        let details: Vec<&Element> = entry.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
        for detail in &details {
            match line_of(entry, detail, details.len())? {
                Some(line) => lines.push(line),
                None => imported.others = imported.others.saturating_add(1),
            }
        }
    }
    for line in &lines {
        let status = match line.kind {
            LineKind::Paid => Status::Confirmed,
            LineKind::Returned => Status::Returned,
        };
        let Some(attempt) = line.attempt else { continue };
        // A sum that is not the payout's tells nothing about it; the comparison takes it up.
        if is_amount_of(app, attempt, line.amount).await? {
            let word = Word { attempt, status, reason: None, external_id: Some(line.external_id.clone()) };
            tell(app, word, &mut imported).await?;
        }
    }
    imported.compared = compared(app, &lines).await.map_err(|error| Error::Ours(error.to_string()))?;
    Ok(imported)
}

/// The comparison, and what no statement so far names: from the day of the first line there ever was to the newest
/// here.
async fn compared(app: &App, lines: &[BookedLine]) -> Result<Compared, JobError> {
    let compared = compare(app, NAME, lines).await?;
    let Some(last) = lines.iter().map(|line| line.day).max() else { return Ok(compared) };
    let first = app.db.find("select min(day) from statement_line where rail = $1", crate::args![NAME]).await?;
    let first = first.map(|row| row.get::<Option<Day>>(0)).transpose()?.flatten().unwrap_or(last);
    let settled = settle(app, NAME, first, last).await?;
    Ok(Compared { missing: settled.missing, ..compared })
}

/// A booked movement that names an attempt of ours; none for the account's other business.
fn line_of(entry: &Element, detail: &Element, details: usize) -> Result<Option<BookedLine>, Error> {
    let Some(attempt) = detail.text_at(&["Refs", "EndToEndId"]).and_then(attempt_of) else { return Ok(None) };
    let bad = |what| Error::new(Code::Malformed, what);
    let own = detail.text_at(&["Amt"]).or_else(|| detail.text_at(&["AmtDtls", "TxAmt", "Amt"]));
    let amount = if details == 1 { own.or_else(|| entry.text_at(&["Amt"])) } else { own };
    let amount = amount.and_then(|text| Money::from_decimal_text(text).ok());
    let direction = detail.text_at(&["CdtDbtInd"]).or_else(|| entry.text_at(&["CdtDbtInd"]));
    let kind = match direction {
        Some("DBIT") => LineKind::Paid,
        Some("CRDT") => LineKind::Returned,
        _ => return Err(bad("a movement has no direction")),
    };
    let day = entry.text_at(&["BookgDt", "Dt"]).or_else(|| entry.text_at(&["BookgDt", "DtTm"]));
    let day: Option<Day> = day.and_then(|text| text.get(..10)?.parse().ok());
    let reference = detail.text_at(&["Refs", "AcctSvcrRef"]).or_else(|| entry.text_at(&["AcctSvcrRef"]));
    let own_name = attempt.uuid().simple().to_string();
    Ok(Some(BookedLine {
        // One entry may hold many payments under one reference of the bank.
        external_id: reference.map_or(own_name.clone(), |reference| format!("{reference}/{own_name}")),
        attempt: Some(attempt),
        kind,
        amount: amount.ok_or_else(|| bad("a movement has no amount"))?,
        day: day.ok_or_else(|| bad("a movement has no day"))?,
    }))
}

async fn is_amount_of(app: &App, attempt: AttemptId, amount: Money) -> Result<bool, Error> {
    let sql = "select p.net_tiyn from attempt a join payout p on p.id = a.payout_id where a.id = $1 and a.rail = $2";
    let row = app.db.find(sql, crate::args![attempt, NAME]).await?;
    Ok(row.map(|row| row.get::<Money>(0)).transpose()? == Some(amount))
}

async fn tell(app: &App, word: Word, imported: &mut Imported) -> Result<(), Error> {
    let Some(link) = find_link(&app.db, word.attempt).await? else {
        imported.others = imported.others.saturating_add(1);
        return Ok(());
    };
    let id = CommandId::derived(word.attempt.uuid(), &format!("bank/{:?}", word.status));
    let report = Report { status: word.status, external_id: word.external_id, cost: Money::ZERO, reason: word.reason };
    let act = Tell { link, word: Heard::Report(report), rules: EarnRules::from(app) };
    let actor = Actor::Provider(NAME.to_owned());
    let outcome = app.gate.act(actor, id, "bank_answer", app.clock.now(), act).await?;
    imported.told = imported.told.saturating_add(1);
    match outcome.answer {
        Answer::Done { data, .. } => {
            let is_news = !outcome.is_replay && data["is_news"] == true;
            imported.news = imported.news.saturating_add(usize::from(is_news));
            Ok(())
        }
        Answer::Rejected { code, reason, .. } => Err(Error::new(code, reason)),
    }
}

fn attempt_of(text: &str) -> Option<AttemptId> {
    Uuid::parse_str(text).ok().map(AttemptId::from_uuid)
}

/// The bank's code alone: its words may name a person.
fn reason_of(element: &Element) -> Option<String> {
    let reason = element.find(&["StsRsnInf", "Rsn"])?;
    let code = reason.text_at(&["Cd"]).or_else(|| reason.text_at(&["Prtry"]))?;
    Some(code.chars().filter(char::is_ascii_alphanumeric).take(35).collect())
}
