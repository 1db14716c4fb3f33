//! Configuration: one struct from the environment, every field documented. Secrets never print.

use gamma_core::money::Money;
use std::path::PathBuf;

/// How this server runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// `--dev`: codes go to the log and a key file is made beside the database. Never in production.
    pub is_dev: bool,
    /// Where the embedded database, media and bank files live.
    pub folder: PathBuf,
    /// `http://host:port` as phones and tablets reach this server, for media links.
    pub public_url: String,
    /// What the platform may pay out of its own money a day.
    pub day_cash_limit: Money,
    /// The platform's own BIN, name, IBAN and BIC, for bank files.
    pub platform_bin: String,
    pub platform_name: String,
    pub platform_iban: String,
    pub platform_bic: String,
    /// VAT on the commission in basis points (Tax Code art. 503(1): 16 % from 2026-01-01); 0 if not registered.
    pub vat_bp: i64,
    /// The rail new deals are quoted with: `bank_file` or `http_rail`.
    pub default_rail: String,
}
