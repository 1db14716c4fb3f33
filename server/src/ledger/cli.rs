//! `gamma-server ledger`: what a person does with money: a brand's payment, a match, a reversal, a write-off, a
//! remittance. Each prints the answer; a refusal is an error with its code.

use gamma_core::id::{BrandId, CommandId, EarningId, Id};
use gamma_core::ledger::entries::{BorneBy, tax_account};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::{AmountOutOfRange, Money};
use gamma_core::tax::{Agent, LineCode};
use gamma_core::time::{Day, Month};
use gamma_core::wire::{Answer, Code};
use uuid::Uuid;

use super::acts::{BrandPaid, EarningLink, MatchPayment, Reverse, TaxRemitted, VatRemitted, WriteOff, payment_id};
use super::balance;
use crate::app::App;
use crate::book::{Act, Actor, Command};
use crate::error::Error;
use crate::keys::{Purpose, random_bytes};

/// What a person can do with money.
#[derive(Debug, clap::Subcommand)]
pub enum LedgerCommand {
    /// Books money that came in; the same reference again books nothing.
    Paid {
        /// The payer's BIN. An unknown one puts the money into suspense.
        #[arg(long)]
        bin: String,
        /// The bank's own reference.
        #[arg(long)]
        reference: String,
        /// In tenge: 12000.00
        #[arg(long, value_parser = amount)]
        amount: Money,
        /// The day of payment: 2026-06-15
        #[arg(long)]
        day: Day,
        #[arg(long, default_value = "bank_file")]
        rail: String,
    },
    /// Says whose money in suspense is.
    Match {
        #[arg(long)]
        reference: String,
        #[arg(long)]
        bin: String,
    },
    /// Lists what nobody has matched: brands' payments, and what a rail's books and ours disagree about.
    Suspense,
    /// Takes an earning back.
    Reverse {
        earning: EarningId,
        /// Who bears it if the creator was paid: the creator, unless the platform does.
        #[arg(long)]
        platform_bears: bool,
        #[arg(long)]
        by: String,
    },
    /// Gives up what a brand owes for an earning.
    WriteOff {
        earning: EarningId,
        #[arg(long)]
        by: String,
    },
    /// Books that a withheld line went to the state.
    RemitTax {
        /// The brand that withholds, by BIN; the platform if none.
        #[arg(long)]
        agent_bin: Option<String>,
        /// OPV, OPVR, SO, VOSMS or IIT.
        #[arg(long, value_parser = line)]
        line: LineCode,
        #[arg(long)]
        month: Month,
        #[arg(long, value_parser = amount)]
        amount: Money,
        #[arg(long, default_value = "bank_file")]
        rail: String,
        #[arg(long)]
        by: String,
    },
    /// Books that VAT went to the state.
    RemitVat {
        #[arg(long, value_parser = amount)]
        amount: Money,
        #[arg(long, default_value = "bank_file")]
        rail: String,
        #[arg(long)]
        by: String,
    },
    /// Prints the platform's own accounts; debit is positive.
    Balances,
}

pub async fn run(app: &App, command: LedgerCommand) -> Result<(), Error> {
    match command {
        LedgerCommand::Paid { bin, reference, amount, day, rail } => {
            let brand = find_brand(app, &bin).await?;
            paid(app, BrandPaid { brand, reference, rail, amount, paid_on: day }, &bin).await
        }
        LedgerCommand::Match { reference, bin } => {
            let brand = find_brand(app, &bin).await?.ok_or_else(|| Error::not_found("brand"))?;
            let id = CommandId::derived(Uuid::nil(), &format!("match/{reference}"));
            let act = MatchPayment { payment: payment_id(&reference), brand };
            submit(app, Actor::Provider("bank".to_owned()), id, "match_payment", [0; 32], Box::new(act)).await
        }
        LedgerCommand::Suspense => suspense(app).await,
        LedgerCommand::Reverse { earning, platform_bears, by } => {
            let borne_by = if platform_bears { BorneBy::Platform } else { BorneBy::Creator };
            let link = find_earning(app, earning).await?;
            let remitted = remitted(app, &link).await?;
            ask(app, by, "reverse_earning", Reverse { link, borne_by, remitted }).await
        }
        LedgerCommand::WriteOff { earning, by } => {
            let link = find_earning(app, earning).await?;
            ask(app, by, "write_off", WriteOff { link }).await
        }
        LedgerCommand::RemitTax { agent_bin, line, month, amount, rail, by } => {
            let agent = find_agent(app, agent_bin).await?;
            check_payable(app, &tax_account(agent, line), amount).await?;
            ask(app, by, "remit_tax", TaxRemitted { agent, line, month, rail, amount }).await
        }
        LedgerCommand::RemitVat { amount, rail, by } => {
            check_payable(app, &AccountKey::platform(AccountKind::VatPayable), amount).await?;
            ask(app, by, "remit_vat", VatRemitted { rail, amount }).await
        }
        LedgerCommand::Balances => balances(app).await,
    }
}

/// Books a payment under the bank's reference. The fingerprint covers the figures, so that one reference with two sums
/// is an error and not a replay.
pub async fn paid(app: &App, act: BrandPaid, bin: &str) -> Result<(), Error> {
    let id = CommandId::derived(Uuid::nil(), &format!("paid/{}", act.reference));
    let (amount, day) = (act.amount.tiyn().to_be_bytes(), act.paid_on.to_string());
    let parts = [b"brand_paid", bin.as_bytes(), &amount[..], day.as_bytes(), act.rail.as_bytes()];
    let input_mac = app.keys.fingerprint(Purpose::CommandInput, &parts);
    submit(app, Actor::Provider("bank".to_owned()), id, "brand_paid", input_mac, Box::new(act)).await
}

async fn ask(app: &App, by: String, kind: &str, act: impl Act + 'static) -> Result<(), Error> {
    let id = CommandId::from_parts(app.clock.now(), random_bytes());
    submit(app, Actor::Operator(by), id, kind, [0; 32], Box::new(act)).await
}

async fn submit(
    app: &App,
    actor: Actor,
    id: CommandId,
    kind: &str,
    input_mac: [u8; 32],
    act: Box<dyn Act>,
) -> Result<(), Error> {
    let command = Command { actor, id, kind: kind.to_owned(), input_mac, received_at: app.clock.now(), act };
    match app.gate.submit(command).await?.answer {
        Answer::Done { n, data, .. } => {
            println!("done at n {n}: {data}");
            Ok(())
        }
        Answer::Rejected { code, reason, .. } => Err(Error::new(code, reason)),
    }
}

async fn find_brand(app: &App, bin: &str) -> Result<Option<BrandId>, Error> {
    let row = app.db.find("select id from brand where bin = $1", crate::args![bin]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

async fn find_agent(app: &App, bin: Option<String>) -> Result<Agent, Error> {
    let Some(bin) = bin else { return Ok(Agent::Platform) };
    Ok(Agent::Brand(find_brand(app, &bin).await?.ok_or_else(|| Error::not_found("brand"))?))
}

async fn find_earning(app: &App, earning: EarningId) -> Result<EarningLink, Error> {
    EarningLink::find(&app.db, earning).await?.ok_or_else(|| Error::not_found("earning"))
}

/// The lines of an earning's payout that went to the state for its month.
pub async fn remitted(app: &App, link: &EarningLink) -> Result<Vec<LineCode>, Error> {
    let sql = "select distinct r.line from remittance r join payout p on p.month = r.month and p.agent = r.agent
               where p.id = $1";
    let rows = app.db.list(sql, crate::args![link.payout]).await?;
    let lines = rows.iter().map(|row| row.get::<crate::db::Word<LineCode>>(0).map(|line| line.0));
    Ok(lines.collect::<Result<_, _>>()?)
}

async fn check_payable(app: &App, account: &AccountKey, amount: Money) -> Result<(), Error> {
    let payable = -balance::balance(&app.db, account).await?;
    if amount <= payable {
        return Ok(());
    }
    Err(Error::new(Code::AmountMismatch, format!("only {} is payable", payable.to_decimal_text())))
}

async fn suspense(app: &App) -> Result<(), Error> {
    let sql = "select reference, amount_tiyn, paid_on from brand_payment where brand_id is null order by paid_on";
    for row in app.db.list(sql, &[]).await? {
        let (reference, amount, day): (String, Money, Day) = (row.get(0)?, row.get(1)?, row.get(2)?);
        println!("{day}  {:>16}  {reference}", amount.to_decimal_text());
    }
    for open in crate::payouts::suspense::list_open(app).await? {
        let payout = open.payout.map_or_else(|| "of no payout".to_owned(), |payout| format!("payout {payout}"));
        println!("{}  {:>16}  {} {payout}", open.at.day(), open.amount.to_decimal_text(), open.rail);
    }
    Ok(())
}

async fn balances(app: &App) -> Result<(), Error> {
    for line in balance::platform_balances(&app.db).await? {
        println!("{:<14} {:<10} {:>18}", line.kind.name(), line.part, line.amount.to_decimal_text());
    }
    Ok(())
}

fn amount(text: &str) -> Result<Money, AmountOutOfRange> {
    Money::from_decimal_text(text)
}

fn line(text: &str) -> Result<LineCode, String> {
    let found = LineCode::ALL.into_iter().find(|line| line.code() == text);
    found.ok_or_else(|| "one of OPV, OPVR, SO, VOSMS, IIT".to_owned())
}
