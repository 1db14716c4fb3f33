//! `gamma-server tax quote`: any case explained from the tables alone. It opens no database, because a question
//! about the law is not a question about a person.

use gamma_core::id::Id;
use gamma_core::money::{Money, Unit};
use gamma_core::tax::{Agent, Case, Explained, Flags, History, IncomeTax, Policy, Profile, Refusal, Table, explained};
use gamma_core::time::Day;
use serde_json::{Value, json};

/// One case, in a person's words.
#[derive(Debug, clap::Args)]
pub struct QuoteCase {
    /// The day of payment, which chooses the rule: 2026-06-15
    #[arg(long)]
    on: String,
    /// kz.se.platform, kz.gph, kz.ip.simplified, kz.entity, or a rule of an earlier year such as kz.gph.2025
    #[arg(long)]
    profile: String,
    /// In tenge: 150000.00
    #[arg(long, allow_hyphen_values = true)]
    gross: String,
    /// Paid before in the same month, in tenge.
    #[arg(long, default_value = "0", allow_hyphen_values = true)]
    month_to_date: String,
    /// Taxable income before in the same year, in tenge.
    #[arg(long, default_value = "0", allow_hyphen_values = true)]
    year_to_date_taxable: String,
    /// pension_age, disability, born_before_1975, state_insured, base_deduction
    #[arg(long = "flag")]
    flags: Vec<String>,
    /// cumulative, or flat_10 (the table's own if none is named)
    #[arg(long)]
    policy: Option<String>,
    /// tenge or tiyn (the table's own if none is named)
    #[arg(long)]
    rounding: Option<String>,
    /// Where a sole proprietor is registered, for the council's own rate: KZ-AKT-Uil
    #[arg(long)]
    place: Option<String>,
    /// Answers for a program.
    #[arg(long)]
    json: bool,
}

/// Why a case has no answer.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoQuote {
    /// A word of the question is not understood.
    #[error("{what}: {said:?} is not understood")]
    Unclear {
        /// Which part.
        what: &'static str,
        /// What was written.
        said: String,
    },
    /// The law or the data gives no lines.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl NoQuote {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unclear { what: "profile", .. } => "unknown_profile",
            Self::Unclear { what: "flag", .. } => "unknown_flag",
            Self::Unclear { .. } => "invalid",
            Self::Refused(Refusal::NoIndexForYear { .. }) => "no_index_for_year",
            Self::Refused(Refusal::NoRulesOnDay { .. }) => "no_rules_on_day",
            Self::Refused(Refusal::WrongAgent | Refusal::NoAuthority) => "wrong_agent",
            Self::Refused(Refusal::IncomeLimit { .. }) => "income_limit",
        }
    }
}

/// Answers on standard output; a case without an answer is an error, in JSON on standard output too.
#[expect(clippy::print_stdout, reason = "this is the command line's answer")]
pub fn run(case: &QuoteCase) -> Result<(), NoQuote> {
    let found = quote(case);
    if case.json {
        println!("{}", found.as_ref().map_or_else(refusal_as_json, as_json));
        return found.map(|_| ());
    }
    println!("{}", as_table(&found?));
    Ok(())
}

/// The case laid open.
fn quote(case: &QuoteCase) -> Result<Explained, NoQuote> {
    let table = Table::get();
    let day: Day = case.on.parse().map_err(|_| unclear("on", &case.on))?;
    let gross = sum("gross", &case.gross)?;
    let month = History { gross: sum("month-to-date", &case.month_to_date)?, ..History::default() };
    let taxable = sum("year-to-date-taxable", &case.year_to_date_taxable)?;
    let year = History { gross: month.gross, iit_taxable: taxable, ..History::default() };
    let profile = table.profile(&case.profile).ok_or_else(|| unclear("profile", &case.profile))?;
    // The agent of a civil contract may be anybody; which one does not change its lines.
    let agent = if profile == Profile::CivilContract {
        Agent::Brand(Id::from_uuid(uuid::Uuid::nil()))
    } else {
        Agent::Platform
    };
    let flags = flags(&case.flags)?;
    let asked = Case { profile, flags, agent: &agent, month: &month, year: &year, gross, day };
    let found = explained(table, policy(case, table.policy)?, &asked, case.place.as_deref())?;
    let is_named_rule = case.profile == found.rule || case.profile == profile.code();
    if is_named_rule { Ok(found) } else { Err(NoQuote::Refused(Refusal::NoRulesOnDay { day })) }
}

fn unclear(what: &'static str, said: &str) -> NoQuote {
    NoQuote::Unclear { what, said: said.chars().take(40).collect() }
}

fn sum(what: &'static str, text: &str) -> Result<Money, NoQuote> {
    let sum = Money::from_decimal_text(text).map_err(|_| unclear(what, text))?;
    if sum.is_negative() || (what == "gross" && sum.is_zero()) { Err(unclear(what, text)) } else { Ok(sum) }
}

fn flags(words: &[String]) -> Result<Flags, NoQuote> {
    let mut flags = Flags::default();
    for word in words {
        match word.as_str() {
            "pension_age" => flags.is_pension_age = true,
            "disability" | "disability_1_2_indefinite" => flags.has_disability = true,
            "born_before_1975" | "born_before_1975_01_01" => flags.is_born_before_1975 = true,
            "state_insured" => flags.is_state_insured = true,
            "base_deduction" => flags.wants_base_deduction = true,
            _ => return Err(unclear("flag", word)),
        }
    }
    Ok(flags)
}

fn policy(case: &QuoteCase, of_table: Policy) -> Result<Policy, NoQuote> {
    let income_tax = match case.policy.as_deref() {
        None => of_table.income_tax,
        Some("cumulative") => IncomeTax::Cumulative,
        Some("flat_10") => IncomeTax::LowestBand,
        Some(other) => return Err(unclear("policy", other)),
    };
    let rounding = match case.rounding.as_deref() {
        None => of_table.rounding,
        Some("tenge") => Unit::Tenge,
        Some("tiyn") => Unit::Tiyn,
        Some(other) => return Err(unclear("rounding", other)),
    };
    Ok(Policy { rounding, income_tax })
}

fn as_json(found: &Explained) -> Value {
    let lines: Vec<Value> = found
        .lines
        .iter()
        .map(|line| {
            json!({
                "code": line.code.code(), "amount_tiyn": line.amount.tiyn(), "base_tiyn": line.base.tiyn(),
                "name": line.code.words().name,
                "law": line.law, "due_on": line.due_on, "spared_by": line.spared_by, "knp": line.knp, "kbk": line.kbk,
            })
        })
        .collect();
    let hint = found.hint.as_ref().map(|hint| {
        let amount_tiyn = hint.amount.tiyn();
        json!({ "code": hint.code, "bp": hint.bp, "amount_tiyn": amount_tiyn, "law": hint.law, "withheld": false })
    });
    json!({
        "rule": found.rule, "law": found.law, "confidence": found.confidence, "note": found.note, "lines": lines,
        "withheld_tiyn": found.withheld.tiyn(), "net_tiyn": found.net.tiyn(), "estimate": hint,
    })
}

fn refusal_as_json(error: &NoQuote) -> Value {
    let mut answer = json!({ "error": { "code": error.code(), "message": error.to_string() } });
    if let NoQuote::Refused(Refusal::IncomeLimit { limit, left }) = error {
        answer["error"]["limit_tiyn"] = json!(limit.tiyn());
        answer["error"]["left_tiyn"] = json!(left.tiyn());
    }
    answer
}

fn as_table(found: &Explained) -> String {
    let mut rows = vec![format!("{} ({})", found.rule, found.law)];
    for line in &found.lines {
        let amount = line.amount.to_string();
        let why = line.spared_by.map_or_else(String::new, |reason| format!("  not withheld: {}", reason.code()));
        rows.push(format!("  {:<6} {amount:>16}  {}{why}", line.code.code(), line.law));
    }
    rows.push(format!("  {:<6} {:>16}", "net", found.net.to_string()));
    if let Some(hint) = &found.hint {
        rows.push(format!("  to set aside, not withheld: {} {} ({})", hint.code, hint.amount, hint.law));
    }
    rows.extend(found.note.iter().map(|note| format!("  {note}")));
    rows.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        case: QuoteCase,
    }

    fn ask_on(day: &str, words: &str) -> Result<Value, NoQuote> {
        let line = Line::parse_from(["quote", "--on", day].into_iter().chain(words.split_whitespace()));
        quote(&line.case).map(|found| as_json(&found))
    }

    fn ask(words: &str) -> Result<Value, NoQuote> {
        ask_on("2026-06-15", words)
    }

    fn amount(answer: &Value, code: &str) -> i64 {
        let lines = answer["lines"].as_array().expect("lines");
        lines.iter().find(|line| line["code"] == code).and_then(|line| line["amount_tiyn"].as_i64()).expect("the line")
    }

    #[test]
    fn a_case_is_answered_with_its_law() {
        let answer = ask("--profile kz.se.platform --gross 200000 --month-to-date 500000").expect("SE-07");
        assert_eq!((amount(&answer, "SO"), answer["net_tiyn"].as_i64()), (95_000, Some(19_305_000)));
        assert!(answer["lines"].as_array().expect("lines").iter().all(|line| line["law"].as_str().is_some()));
        let tail = "--profile kz.gph --gross 5000000 --year-to-date-taxable 36000000 --policy flat_10";
        assert_eq!(ask(tail).expect("GP-07")["net_tiyn"], 406_012_500);
    }

    #[test]
    fn what_is_not_understood_or_not_lawful_has_a_code() {
        let rows = [
            ("--profile kz.se.platform --gross 1297500.01", "income_limit"),
            ("--profile kz.gph.2025 --gross 1000", "no_rules_on_day"),
            ("--profile kz.alien --gross 1000", "unknown_profile"),
            ("--profile kz.gph --gross 1000 --flag lucky", "unknown_flag"),
            ("--profile kz.gph --gross -1", "invalid"),
            ("--profile kz.gph --gross 1e9", "invalid"),
            ("--profile kz.gph --gross 99999999999999999999", "invalid"),
            ("--profile kz.gph --gross 1000 --rounding euro", "invalid"),
        ];
        for (words, code) in rows {
            assert_eq!(ask(words).expect_err(words).code(), code, "{words}");
        }
        for (day, code) in [("2027-01-01", "no_index_for_year"), ("2026-02-30", "invalid"), ("tomorrow", "invalid")] {
            assert_eq!(ask_on(day, "--profile kz.gph --gross 1000").expect_err(day).code(), code, "{day}");
        }
    }
}
