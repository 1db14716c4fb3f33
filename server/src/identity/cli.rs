//! The command line of identity: operators, brands, and what an operator confirms about a creator. Each change names
//! the operator who makes it, and is a command in the log like any other.

use gamma_core::id::{BrandId, CommandId, PersonId};
use gamma_core::money::Money;
use gamma_core::tax::Profile;
use gamma_core::time::Day;
use gamma_core::wire::Answer;
use gamma_core::wire::Code;
use gamma_core::wire::commands::RegisterBrand;
use gamma_core::wire::views::Light;

use super::acts::brand::{Granting, GrantingTo, Joining, Registering};
use super::acts::tax::Confirming;
use super::acts::welcome::add_person;
use super::secrets;
use crate::app::App;
use crate::args;
use crate::book::{Act, Actor};
use crate::error::Error;

/// People who run the platform.
#[derive(Debug, clap::Subcommand)]
pub enum OperatorCommand {
    /// Makes somebody an operator, under a name that others don't have.
    Add {
        name: String,
        #[arg(long)]
        phone: String,
    },
}

/// Companies that open campaigns.
#[derive(Debug, clap::Subcommand)]
pub enum BrandCommand {
    /// Adds a brand; it has no limits and no members yet.
    Add {
        name: String,
        #[arg(long)]
        bin: String,
        #[arg(long)]
        commission_bp: Option<i64>,
        /// The brand has authorised the platform to withhold and pay taxes for it.
        #[arg(long)]
        has_tax_authority: bool,
        #[arg(long)]
        operator: String,
    },
    /// Lets a person act for a brand.
    Member {
        brand: BrandId,
        #[arg(long)]
        phone: String,
        #[arg(long, default_value = "member", value_parser = ["owner", "member"])]
        role: String,
        #[arg(long)]
        may_sign: bool,
        #[arg(long)]
        operator: String,
    },
    /// Grants limits, in tenge; what is not named stays.
    Limit {
        brand: BrandId,
        #[arg(long)]
        credit: Option<u32>,
        #[arg(long)]
        trust: Option<u32>,
        #[arg(long)]
        advance: Option<u32>,
        #[arg(long)]
        commission_bp: Option<i64>,
        #[arg(long)]
        prepaid_only: Option<bool>,
        /// Whether the brand has authorised the platform to withhold and pay taxes for it.
        #[arg(long)]
        tax_authority: Option<bool>,
        #[arg(long)]
        operator: String,
    },
    /// Sets the payment light.
    Light {
        brand: BrandId,
        #[arg(value_parser = read_light)]
        light: Light,
        #[arg(long)]
        operator: String,
    },
}

/// What an operator confirms about a creator.
#[derive(Debug, clap::Subcommand)]
pub enum CreatorCommand {
    /// Confirms a tax profile by a document that the operator has seen.
    ConfirmTax {
        person: PersonId,
        #[arg(long, value_parser = read_profile)]
        profile: Profile,
        /// Number or place of the document; no personal data.
        #[arg(long)]
        document: String,
        /// The last day that the document is good for: 2026-12-31
        #[arg(long)]
        until: Option<Day>,
        #[arg(long)]
        operator: String,
    },
}

/// Runs `gamma-server operator …`.
pub async fn run_operator(app: &App, command: OperatorCommand) -> Result<(), Error> {
    let OperatorCommand::Add { name, phone } = command;
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Error::field(Code::InvalidField, "name", "1 to 60 characters"));
    }
    let person = add_person(app, &phone).await?;
    let mut tx = app.db.begin().await?;
    let sql = "update person set is_operator = $2, operator_name = $3 where id = $1";
    match tx.run(sql, args![person, true, name.as_str()]).await {
        Ok(_) => tx.commit().await?,
        Err(error) if error.is_unique_violation() => {
            return Err(Error::field(Code::InvalidField, "name", "another operator has this name"));
        }
        Err(error) => return Err(error.into()),
    }
    say(&serde_json::json!({ "operator": name, "person": person }));
    Ok(())
}

/// Runs `gamma-server brand …`.
pub async fn run_brand(app: &App, command: BrandCommand) -> Result<(), Error> {
    match command {
        BrandCommand::Add { name, bin, commission_bp, has_tax_authority, operator } => {
            let brand = RegisterBrand { name, bin, may_sign: has_tax_authority };
            let commission_bp = commission_bp.unwrap_or(app.config.commission_bp);
            act(app, operator, "register_brand", Registering { owner: None, brand, commission_bp }).await
        }
        BrandCommand::Member { brand, phone, role, may_sign, operator } => {
            let person = add_person(app, &phone).await?;
            act(app, operator, "join_brand", Joining { brand, person, role, may_sign }).await
        }
        BrandCommand::Limit { brand, credit, trust, advance, commission_bp, prepaid_only, tax_authority, operator } => {
            let tenge = |amount: Option<u32>| amount.map(|amount| Money::from_tenge(i64::from(amount)));
            let grant = Granting {
                credit_limit: tenge(credit),
                trust_limit: tenge(trust),
                advance_limit: tenge(advance),
                commission_bp,
                is_prepaid_only: prepaid_only,
                has_tax_authority: tax_authority,
                light: None,
            };
            act(app, operator, "grant_limits", GrantingTo(brand, grant)).await
        }
        BrandCommand::Light { brand, light, operator } => {
            let grant = Granting { light: Some(light), ..Granting::default() };
            act(app, operator, "set_light", GrantingTo(brand, grant)).await
        }
    }
}

/// Runs `gamma-server creator …`.
pub async fn run_creator(app: &App, command: CreatorCommand) -> Result<(), Error> {
    let CreatorCommand::ConfirmTax { person, profile, document, until, operator } = command;
    let confirming = Confirming { person, profile, operator: operator.clone(), document, until };
    act(app, operator, "confirm_tax", confirming).await
}

/// An operator's act, once, in the operator's name; its answer is printed.
async fn act(app: &App, operator: String, kind: &str, act: impl Act + 'static) -> Result<(), Error> {
    let known = "select 1 from person where operator_name = $1 and is_operator";
    if app.db.find(known, args![operator.as_str()]).await?.is_none() {
        return Err(Error::field(Code::InvalidField, "operator", "nobody is an operator under this name"));
    }
    let now = app.clock.now();
    let id: CommandId = secrets::new_id(now);
    let outcome = app.gate.act(Actor::Operator(operator), id, kind, now, act).await?;
    match outcome.answer {
        Answer::Done { data, .. } => {
            say(&data);
            Ok(())
        }
        Answer::Rejected { code, reason, .. } => Err(Error::new(code, reason)),
    }
}

fn read_light(text: &str) -> Result<Light, &'static str> {
    serde_json::from_value(text.into()).map_err(|_| "green, amber or red")
}

fn read_profile(text: &str) -> Result<Profile, &'static str> {
    serde_json::from_value(text.into()).map_err(|_| "kz.se.platform, kz.gph or kz.ip.simplified")
}

#[expect(clippy::print_stdout, reason = "this is the command line's answer")]
fn say(data: &serde_json::Value) {
    println!("{data}");
}
